"""Checking and submitting: what must be put right, in which order, what stops, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, cycle
from pathlib import Path

import pytest

from casework.forms import drafts, entries
from casework.forms.drafts import OpenDraft
from casework.forms.entries import REASON, THERE_ALREADY, Check
from casework.reading.office import Office
from record.answers import asked
from record.case import FORMAL
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.response import ACCEPTED, Response
from record.forms.same_day import SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from rules.due import due
from rules.rule import MUST, SHOULD
from store.contract import DraftChanged, SavedEntry
from tests.casework.at_work import (
    AMINA,
    BEN,
    LA,
    MAY_BEGIN,
    PETER,
    REFERENCE,
    ROSALIND,
    TARIQ,
    an_office,
    at,
    begin,
    open_a_case,
    placed,
    requested,
    save,
    shared,
    submitted,
    type_in,
)
from tests.record.a_case import HOME, OTHER, RECEIVING, day, filed, referred

REQUEST = Approach(
    school=RECEIVING, suggested_by="parent", formality=FORMAL, sent_on=day(21, 9), answer_due_on=day(1, 10)
)
STOPPED = {**MAY_BEGIN, "has_ehc_plan": "yes"}


def begun(office: Office, who: Person, kind: type[Entry], **typed: object) -> OpenDraft:
    return type_in(office, who, drafts.begin(office, who, kind, "" if kind is BeforeYouStart else REFERENCE), typed)


def questions_of(found: Check) -> list[str]:
    return [each.question for each in found.problems]


def test_problems_stand_in_the_order_of_the_form(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = begun(
        office,
        PETER,
        SameDay,
        happened_on="11/9/2026",  # before the placement: a rule
        what="suspension",
        suspended_from="31/2/2026",  # no such day
        suspended_to="",
        reason="A fight.",
        home_told="no",  # a rule
    )

    found = entries.check(office, paper)

    assert questions_of(found) == ["happened_on", "suspended_from", "suspended_to", "home_told", "la_told"]
    assert not found.is_ready


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not BeforeYouStart], ids=lambda each: each.kind)
def test_every_problem_of_an_empty_form_leads_to_a_question_that_is_on_it(tmp_path: Path, kind: type[Entry]) -> None:
    before = {
        Response: requested(),
        LaRecord: referred(),
    }  # so that there is an answer to give, and nothing yet to note
    office = an_office(tmp_path, *before.get(kind, placed()))
    paper = drafts.begin(office, ROSALIND, kind, REFERENCE)

    found = entries.check(office, paper)

    names = [each.name for each in asked(paper.kind, paper.typed, paper.facts)]
    at_question = [names.index(each.question) for each in found.problems if each.sentence != THERE_ALREADY]
    assert found.problems and at_question == sorted(at_question)


def test_a_problem_inside_a_card_stands_with_its_card(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = begun(
        office,
        PETER,
        WeeklyReport,
        had_incidents="yes",
        concern="purple",
        **{"incidents": ["one"], "incidents.one.happened_on": "yesterday", "incidents.one.action": "They talked."},
    )

    found = questions_of(entries.check(office, paper))

    assert found.index("went_well") < found.index("incidents.one.happened_on") < found.index("incidents.one.what")
    assert found.index("incidents.one.what") < found.index("concern")


def test_what_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())

    found = entries.check(office, begun(office, PETER, SameDay, happened_on="soon"))

    assert questions_of(found).count("happened_on") == 1


def test_what_cannot_be_read_is_not_called_missing_by_a_rule_too(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    paper = begun(office, PETER, WeeklyReport, week_commencing="14/9/2026", monday_am="present", concern="green")

    found = entries.check(office, paper)

    assert "REPORT-4" in [each.rule for each in found.findings]
    assert questions_of(found).count("monday_am") == 1


def test_a_finding_leads_to_the_first_of_its_questions_that_is_on_the_form(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested())
    paper = begun(
        office, PETER, Response, answer=ACCEPTED, answered_on="4/9/2026", has_vacancy="no", can_meet_need="yes"
    )
    finding = next(each for each in entries.check(office, paper).findings if each.rule == "ANSWER-2")
    hidden = replace(finding, fields=("ask_for", "answer"))

    found = replace(entries.check(office, paper), findings=(hidden,))

    assert "answer" in questions_of(found) and "ask_for" not in questions_of(found)


def test_a_must_holds_a_submission_up(tmp_path: Path) -> None:
    office = an_office(tmp_path, *referred())
    paper = begin(office, AMINA, REQUEST)

    found = entries.submit(office, AMINA, paper)

    assert isinstance(found, Check)
    assert [each.rule for each in found.findings if each.weight == MUST] == ["APPROACH-1"]
    assert found.problems[0].question == "school"
    assert office.store.draft(paper.draft.draft_id) is not None
    assert [each for each in office.store.entries(REFERENCE) if each.kind == Approach.kind] == []


def test_a_should_asks_for_a_reason_and_keeps_it(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = begun(office, AMINA, BeforeYouStart, **{**MAY_BEGIN, "route": "placement"})

    found = entries.submit(office, AMINA, paper)
    assert isinstance(found, Check)
    assert [(each.rule, each.weight) for each in found.needing_a_reason] == [("BEFORE-11", SHOULD)]
    assert found.problems == ()

    for blank in ("", "   ", None, ".", "ok", "12 345"):
        again = type_in(office, AMINA, paper, {f"{REASON}BEFORE-11": blank})
        assert not entries.check(office, again).is_ready
    said = {f"{REASON}BEFORE-11": "The parents ask for it.", f"{REASON}BEFORE-10": "Not asked for."}
    kept = submitted(office, AMINA, type_in(office, AMINA, paper, said))

    assert kept.reasons == {"BEFORE-11": "The parents ask for it."}
    assert office.cases[kept.reference].filed[0].reasons == {"BEFORE-11": "The parents ask for it."}


def test_a_stop_waits_until_everything_is_answered(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    paper = begun(office, AMINA, BeforeYouStart, **{**STOPPED, "voluntary": ""})
    found = entries.check(office, paper)
    assert (found.stops, questions_of(found), found.is_ready) == ((), ["voluntary"], False)

    found = entries.check(office, type_in(office, AMINA, paper, {"voluntary": "yes"}))

    assert [each.rule for each in found.stops] == ["BEFORE-2"]
    assert found.stops[0].instead
    assert found.problems == () and not found.is_ready
    assert isinstance(entries.submit(office, AMINA, paper), Check)


def test_a_hidden_answer_neither_blocks_nor_is_kept(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    typed = {
        "happened_on": "18/9/2026",
        "what": "left the site",
        "half": "morning",
        "suspended_from": "31/2/2026",  # asked only of a suspension
        "reason": "By the back gate.",
        "home_told": "yes",
        "told_on": "18/9/2026",
        "told_at": "10:15",
        "told_by": "Peter Lindqvist",
    }

    kept = submitted(office, PETER, begun(office, PETER, SameDay, **typed))

    assert set(kept.answers) == set(typed) - {"suspended_from"}


def test_what_is_kept_says_who_for_whom_and_under_which_pack(tmp_path: Path) -> None:
    office = an_office(tmp_path)

    kept = office.store.entries(open_a_case(office, AMINA))[0]

    assert (kept.la, kept.saved_by, kept.saved_for, kept.revision, kept.base) == (LA, "Amina Yusuf", HOME, 1, None)
    assert (kept.pack, kept.from_paper) == ("hammersmith-fulham-2019", False)
    assert kept.answers["pupil_initials"] == "TA"
    (event,) = office.store.events(kept.reference)
    assert (event.did, event.who, event.reference, event.detail) == (
        "submitted before_you_start",
        AMINA.name,
        kept.reference,
        {},
    )


def test_a_coordinator_enters_a_schools_form_from_paper(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested())
    said = Response(
        answer="decline",
        answered_on=day(10, 9),
        answered_by="Mr D. Shaw",
        decline_reason="no vacancy",
        decline_words="Full.",
    )

    kept = submitted(office, ROSALIND, begin(office, ROSALIND, said))

    assert (kept.saved_for, kept.from_paper, kept.saved_by) == (RECEIVING, True, "Rosalind Marsh")
    assert office.cases[REFERENCE].accepted is None and not office.cases[REFERENCE].askings[0].is_open
    assert office.cases[REFERENCE].filed[-1].from_paper


def test_an_answer_from_paper_counts_for_the_school_formally_asked(tmp_path: Path) -> None:
    enquiry = filed(Approach(school=OTHER, formality="vacancy enquiry, no child's details", sent_on=day(4, 9)))
    office = an_office(tmp_path, *requested(), enquiry)

    assert entries.filed_for(drafts.begin(office, ROSALIND, Response, REFERENCE)) == RECEIVING


@pytest.mark.parametrize(
    ("kind", "school"),
    [(LaRecord, ""), (Approach, ""), (Signature, HOME), (MeetingRecord, HOME), (WeeklyReport, RECEIVING)],
    ids=lambda each: getattr(each, "kind", each),
)
def test_whose_entry_it_is_when_a_coordinator_writes_it(tmp_path: Path, kind: type[Entry], school: str) -> None:
    office = an_office(tmp_path, *placed())

    assert entries.filed_for(drafts.begin(office, TARIQ, kind, REFERENCE)) == school


def test_the_authoritys_own_record_is_not_from_paper(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    record = LaRecord(about="told of the start", recorded_on=day(21, 9), officer="Rosalind Marsh")

    assert not submitted(office, ROSALIND, begin(office, ROSALIND, record)).from_paper


def test_a_child_with_a_live_case_elsewhere_may_not_begin_another(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    reference = open_a_case(office)
    child = {"upn": "B801200005001", "legal_name": "Tomi Adeyemi"}
    save(office, filed(Referral(confirmed_on=day(2, 9), **child)), reference=reference)
    before = filed(BeforeYouStart(route="direct", has_open_case=False), on=day(2, 9))
    save(office, before, filed(Referral(confirmed_on=day(2, 9), upn="B801200005001")), reference="MM-2222-2222")

    paper = drafts.revise(office, AMINA, "MM-2222-2222", before.entry_id)

    rules = [each.rule for each in entries.check(office, paper).findings]
    assert "BEFORE-8" in rules


def test_an_entry_is_judged_with_the_case_around_it_not_beside_its_own_past(tmp_path: Path) -> None:
    report = filed(WeeklyReport(week_commencing=day(14, 9), concern="green"))
    office = an_office(tmp_path, *placed(), report)

    paper = drafts.revise(office, PETER, REFERENCE, report.entry_id)

    assert "REPORT-3" not in [each.rule for each in entries.check(office, paper).findings]


def test_a_save_whose_draft_could_not_be_closed_is_not_saved_twice(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared())
    paper = begin(office, AMINA, REQUEST)
    first = submitted(office, AMINA, paper)
    office.store.begin(paper.draft)  # as if the power had failed before the draft was closed

    again = submitted(office, AMINA, paper)

    assert isinstance(again, SavedEntry) and again == first
    assert office.store.draft(paper.draft.draft_id) is None
    assert [each.did for each in office.store.events(REFERENCE)].count(f"submitted {REQUEST.kind}") == 1


def test_a_school_that_no_list_offers_is_not_taken(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared())
    for urn in ("999999", "nonsense", f"{RECEIVING}0"):
        paper = type_in(office, AMINA, begin(office, AMINA, REQUEST), {"school": urn})
        found = entries.submit(office, AMINA, paper)
        assert isinstance(found, Check)
        assert [each.sentence for each in found.problems] == ["Choose a school from the list: “Which school?”"], urn
    assert requests_of(office) == []


def test_a_list_where_one_school_belongs_is_told_as_a_fault(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared())
    paper = type_in(office, AMINA, begin(office, AMINA, REQUEST), {"school": [RECEIVING]})

    found = entries.submit(office, AMINA, paper)

    assert isinstance(found, Check)
    assert [each.sentence for each in found.problems] == ["Choose a school from the list: “Which school?”"]


def test_a_school_that_has_left_the_list_stands_where_the_case_names_it(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested("900077"))
    request = next(each for each in office.cases[REFERENCE].filed if each.kind == REQUEST.kind)

    found = entries.check(office, drafts.revise(office, AMINA, REFERENCE, request.entry_id))
    assert [each.sentence for each in found.problems if each.question == "school"] == []


def answering(office: Office, paper: OpenDraft, answers: Iterator[str]) -> Office:
    """The same office, in which Ben answers in a draft whenever the app asks what day it is, so between reading and saving."""

    def clock() -> date:
        if answer := next(answers, None):
            office.store.keep(paper.draft.draft_id, {"suggested_by": answer}, BEN.name, next(AT))
        return day(21, 9)

    return replace(office, clock=clock)


AT = (datetime(2026, 9, 21, 10, tzinfo=UTC) + timedelta(seconds=number) for number in count())


def requests_of(office: Office) -> list[object]:
    return [each.answers["suggested_by"] for each in office.store.entries(REFERENCE) if each.kind == REQUEST.kind]


def test_an_answer_kept_while_a_colleague_submits_is_part_of_what_is_submitted(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared())
    paper = begin(office, AMINA, REQUEST)

    saved = submitted(answering(office, paper, iter(["pupil", "panel"])), AMINA, paper)

    assert (saved.answers["suggested_by"], requests_of(office)) == ("panel", ["panel"])


def test_while_a_colleague_never_stops_answering_nothing_is_submitted_and_nothing_lost(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared())
    paper = begin(office, AMINA, REQUEST)

    with pytest.raises(DraftChanged, match="Look at what they wrote, and submit it again"):
        submitted(answering(office, paper, cycle(["pupil", "panel"])), AMINA, paper)

    assert requests_of(office) == []
    assert entries.submit(office, AMINA, paper) == office.store.entries(REFERENCE)[-1]
    assert requests_of(office)[0] in ("pupil", "panel")


def test_the_day_an_entry_was_filed_is_the_day_of_the_office(tmp_path: Path) -> None:
    office = at(an_office(tmp_path), day(4, 1))

    reference = open_a_case(office)

    assert office.cases[reference].filed[0].filed_at.date() == day(4, 1)


@pytest.mark.parametrize(("typed", "refused"), [("24/9/2026", []), ("25/9/2026", ["record_copy_sent_on"])])
def test_the_home_school_records_what_it_sent_at_the_start_and_never_a_day_still_to_come(
    tmp_path: Path, typed: str, refused: list[str]
) -> None:
    office = an_office(tmp_path, *placed(), today=day(24, 9))
    start = office.cases[REFERENCE].filed_of(Start)[-1]
    paper = drafts.revise(office, AMINA, REFERENCE, start.entry_id)
    answer = type_in(office, AMINA, paper, {"file_copy_sent_on": "24/9/2026", "record_copy_sent_on": typed})

    assert questions_of(entries.check(office, answer)) == refused

    if not refused:
        submitted(office, AMINA, answer)
        kept = office.cases[REFERENCE].filed_of(Start)[-1]
        assert isinstance(kept.entry, Start)
        assert (kept.entry.record_copy_sent_on, kept.entry.did_start) == (day(24, 9), True)
        assert not [each for each in due(office.cases[REFERENCE]) if each.duty.id == "copies of the records"]
