from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record.answers import (
    NOT_DECLARED,
    Reading,
    as_declared,
    asked,
    from_kept,
    is_blank,
    kept,
    please_answer,
    read,
    typed_from,
)
from record.entry import Entry
from record.field import declarations, questions
from record.forms.before_you_start import BeforeYouStart
from record.forms.consent import Consent
from record.forms.final_review import FinalReview
from record.forms.kinds import KINDS
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.weekly_report import WeeklyReport
from record.identifiers import new_id
from record.own_questions import with_own
from record.own_rows import read_own
from tests.record.any_entry import any_entry, any_facts

NO_FACTS: dict[str, str] = {}
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def _missing(reading: Reading) -> set[str]:
    return {each.question for each in reading.missing}


def test_a_hidden_question_neither_blocks_nor_is_submitted() -> None:
    typed = {"is_at_risk_of_exclusion": "no", "risk_reason": "left from before"}
    reading = read(BeforeYouStart, typed, NO_FACTS)
    assert "risk_reason" not in _missing(reading)
    assert isinstance(reading.entry, BeforeYouStart)
    assert reading.entry.risk_reason is None


def test_a_hidden_answer_that_cannot_be_read_is_no_problem() -> None:
    typed = {"outcome": "not agreed", "starts_on": "one fine day"}
    assert not read(MeetingRecord, typed, NO_FACTS).problems


def test_a_question_behind_a_hidden_question_is_hidden_too() -> None:
    typed = {"is_looked_after": "no", "virtual_school_agrees": "yes", "virtual_school_person": "Ms A. Berg"}
    names = {each.name for each in asked(Referral, typed, NO_FACTS)}
    assert "virtual_school_agrees" not in names
    assert "virtual_school_person" not in names


@pytest.mark.parametrize("answer", ["yes", "Yes", "TRUE", "y", " yes ", True])
def test_what_hangs_on_a_yes_is_asked_however_yes_was_typed(answer: object) -> None:
    typed = {"is_at_risk_of_exclusion": answer, "risk_reason": "Three suspensions"}
    entry = read(BeforeYouStart, typed, NO_FACTS).entry
    assert isinstance(entry, BeforeYouStart)
    assert entry.risk_reason == "Three suspensions"


def test_a_fact_of_the_case_shows_or_hides_a_section() -> None:
    agreed = {"outcome": "agreed"}
    for dual in ("yes", "no"):
        names = {each.name for each in asked(MeetingRecord, agreed, {"dual_registered": dual})}
        assert ("monday_am" in names) is (dual == "yes")


def test_an_empty_answer_is_missing_and_a_wrong_one_is_a_problem() -> None:
    reading = read(Consent, {"answer": "agreed", "answered_on": "31/2/2026", "person": "  "}, NO_FACTS)
    assert [(each.question, each.sentence) for each in reading.problems] == [
        ("answered_on", "February 2026 has 28 days: check the day")
    ]
    assert "person" in _missing(reading)
    assert "answered_on" not in _missing(reading)


def test_an_optional_question_is_never_missing() -> None:
    assert "note" not in _missing(read(Consent, {}, NO_FACTS))


@pytest.mark.parametrize("nothing", [None, "", "  ", "\n", "\xa0", "//", " / / ", "\x00", "\u200b", [], ()])
def test_what_shows_nothing_answers_nothing(nothing: object) -> None:
    reading = read(Consent, {"person": nothing}, NO_FACTS)
    assert "person" in _missing(reading)
    assert not reading.problems


def test_one_slash_is_the_mark_for_a_morning_present() -> None:
    entry = read(WeeklyReport, {"monday_am": "/", "monday_pm": "\\"}, NO_FACTS).entry
    assert isinstance(entry, WeeklyReport)
    assert (entry.monday_am, entry.monday_pm) == ("/", "\\")
    assert not is_blank("/")


def test_each_item_of_a_group_is_read_and_its_gaps_are_named_by_number() -> None:
    typed = {
        "parents": ["aa", "bb"],
        "parents.aa.name": "Mrs J. Adeyemi",
        "parents.bb.name": "Mr K. Adeyemi",
        "parents.bb.needs_interpreter": "yes",
        "parents.cc.name": "An item that was taken out",
    }
    reading = read(Referral, typed, NO_FACTS)
    assert isinstance(reading.entry, Referral)
    assert [each.name for each in reading.entry.parents] == ["Mrs J. Adeyemi", "Mr K. Adeyemi"]
    sentences = {each.question: each.sentence for each in reading.missing}
    assert "number 2" in sentences["parents.bb.language"]
    assert "parents.aa.language" not in sentences


def test_the_items_of_a_group_keep_the_order_of_their_ids() -> None:
    typed = {"parents": ["bb", "aa"], "parents.aa.name": "Second", "parents.bb.name": "First"}
    entry = read(Referral, typed, NO_FACTS).entry
    assert isinstance(entry, Referral)
    assert [each.name for each in entry.parents] == ["First", "Second"]


def test_a_group_asks_for_its_least() -> None:
    typed = {"people": ["aa"], "people.aa.name": "Ms T. Okafor"}
    sentences = {each.question: each.sentence for each in read(MeetingRecord, typed, NO_FACTS).missing}
    assert sentences["people"] == "Add at least 2: “Who was invited”"


def test_a_group_refuses_more_than_its_most() -> None:
    typed: dict[str, Any] = {"outcome": "agreed", "targets": [f"t{number}" for number in range(6)]}
    problems = read(MeetingRecord, typed, {"dual_registered": "yes"}).problems
    assert [(each.question, each.sentence) for each in problems] == [("targets", "Keep to 5 at most: Targets")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_missing_answer_says_what_to_do_and_names_its_question(kind: type[Entry]) -> None:
    for each in questions(kind):
        sentence = please_answer(each)
        assert sentence.endswith(f": “{each.label}”")
        assert sentence.split()[0] in ("Answer", "Choose", "Give", "Add", "Fill", "Write")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_entry_reads_back_from_what_a_person_would_have_typed(kind: type[Entry]) -> None:
    @SLOW
    @given(st.data(), any_facts)
    def reads_back(data: st.DataObject, facts: dict[str, str]) -> None:
        entry = data.draw(any_entry(kind, facts))
        reading = read(kind, typed_from(entry, new_id), facts)
        assert reading.entry == entry
        assert not reading.problems

    reads_back()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_entry_comes_back_from_the_store_as_it_went(kind: type[Entry]) -> None:
    @SLOW
    @given(st.data(), any_facts)
    def comes_back(data: st.DataObject, facts: dict[str, str]) -> None:
        entry = data.draw(any_entry(kind, facts))
        assert from_kept(kind, json.loads(json.dumps(kept(entry)))) == entry

    comes_back()


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.lists(st.text(max_size=5), max_size=3),
    st.floats(),
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_draft_with_any_answers_is_read_without_raising(kind: type[Entry]) -> None:
    names = [each.name for each in asked(kind, {}, NO_FACTS)]

    @SLOW
    @given(st.dictionaries(st.one_of(st.sampled_from(names), st.text(max_size=9)), ODD, max_size=12), any_facts)
    def is_read(typed: dict[str, object], facts: dict[str, str]) -> None:
        reading = read(kind, typed, facts)
        on_the_form = {each.name for each in asked(kind, typed, facts)}
        assert {each.question for each in (*reading.problems, *reading.missing)} <= on_the_form

    is_read()


def test_a_kept_answer_that_no_longer_fits_is_left_out() -> None:
    entry = from_kept(Consent, {"answer": "perhaps", "person": "Mrs J. Adeyemi", "colour": "blue"})
    assert isinstance(entry, Consent)
    assert (entry.answer, entry.person) == (None, "Mrs J. Adeyemi")


def test_what_was_not_answered_is_not_kept() -> None:
    assert kept(Consent(person="Mrs J. Adeyemi")) == {"person": "Mrs J. Adeyemi"}


AGREE = ("parents_agree", "pupil_agrees", "home_head_agrees", "receiving_head_agrees")
(ALL_AGREE,) = declarations(FinalReview)


def test_a_yes_to_a_declaration_is_a_yes_to_each_of_its_statements_and_to_nothing_else() -> None:
    typed = as_declared(FinalReview, {ALL_AGREE: "yes", "decision": "permanent transfer", "pupil_agrees": "no"})
    reading = read(FinalReview, typed, NO_FACTS)

    assert typed == {ALL_AGREE: "yes", "decision": "permanent transfer", **dict.fromkeys(AGREE, "yes")}
    assert reading.entry.model_dump(exclude_defaults=True) == {
        "decision": "permanent transfer",
        **dict.fromkeys(AGREE, True),
    }
    assert "admission_authority_agrees" in _missing(reading), (
        "it is asked only after another answer: nobody was asked it"
    )


def test_a_no_to_a_declaration_leaves_each_statement_to_its_own_answer() -> None:
    typed = {ALL_AGREE: "no", "parents_agree": "yes", "pupil_agrees": "no"}

    assert as_declared(FinalReview, typed) == typed


def test_a_yes_to_a_declaration_is_none_to_a_statement_that_came_later() -> None:
    """One that the authority adds while somebody's form is open."""
    row = {"form": "Final review", "section": "Who agrees", "label": "A taxi is paid for", "type": "yes or no"}
    later = with_own(FinalReview, read_own([("taxi", {**row, "required": "yes"})]).of(FinalReview.kind))
    before = {ALL_AGREE: "yes"}
    (all_of_it,) = declarations(later)

    assert as_declared(later, before) == before
    assert [
        each.question for each in read(later, as_declared(later, before), NO_FACTS).missing if each.question in AGREE
    ] == [AGREE[0]]
    assert as_declared(later, {all_of_it: "yes"}) == {all_of_it: "yes", **dict.fromkeys((*AGREE, "local_taxi"), "yes")}


def test_of_a_declaration_that_nobody_answered_it_is_said_once() -> None:
    nothing = read(FinalReview, {}, NO_FACTS).missing
    partly = read(FinalReview, {"parents_agree": "yes"}, NO_FACTS).missing

    assert [(each.question, each.sentence) for each in nothing if each.question in AGREE] == [(AGREE[0], NOT_DECLARED)]
    assert [each.question for each in partly if each.question in AGREE] == list(AGREE[1:])


def test_what_a_declaration_lists_is_always_the_same() -> None:
    found = {
        f"{kind.kind}: {name.rpartition('.')[0]}": all_of
        for kind in KINDS
        for name, all_of in declarations(kind).items()
    }

    assert found == {
        "referral: declared.all_steps_taken": (
            *("all_steps_taken", "is_voluntary", "no_threat", "not_told_to_find_school", "told_may_be_refused"),
            *("told_no_priority", "full_disclosure", "complaints_route_given"),
        ),
        "final_review: declared.parents_agree": AGREE,
    }
