"""The table of who sees what: every role, every state of a case, and what is never told apart from nothing."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.desk.history import chronology
from casework.forms import drafts, entries
from casework.forms.drafts import NotYours
from casework.reading.access import SMALL_FORMS, Side, counted, may_write, see, see_all
from casework.reading.in_part import for_weekly_reports, in_part
from casework.reading.office import Office
from record.case import FORMAL, Case
from record.ended import ended
from record.entry import Entry, Filed
from record.expected_place import expected
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.forms.kinds import KINDS
from record.forms.la_record import PRESSURE, LaRecord
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import HALF_DAYS, MeetingRecord
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.telling import A_NO, FamilyTold
from record.forms.weekly_report import WeeklyReport
from record.person import Person
from record.registers import to_mark
from record.school_days import Half, Session, days
from record.stage import is_closed
from rules.due import due
from store.contract import SavedEntry
from tests.casework.at_work import (
    ABROAD,
    AMINA,
    BEN,
    DEVAN,
    ELENA,
    EVE,
    EVERYBODY,
    GRACE,
    IDA,
    NOOR,
    PETER,
    REFERENCE,
    ROSALIND,
    SAM,
    SHARE,
    TARIQ,
    accepted,
    an_office,
    begin,
    placed,
    requested,
    save,
    saved,
    shared,
    signed,
)
from tests.record.a_case import (
    HOME,
    MOTHER,
    OTHER,
    RECEIVING,
    a_case,
    a_parent,
    answered,
    asked,
    consents,
    day,
    decided,
    ended_early,
    ended_otherwise,
    filed,
    met,
    referred,
    reported,
    roll_changed,
    told_of,
)
from tests.stories.any_case import any_case

NOTHING, ALL, OWN, UP_TO_THE_REVIEW = "nothing", "all", "its own entries", "all up to the final review"
REPORT_OF_PRESSURE = filed(LaRecord(about=PRESSURE, recorded_on=day(1, 9), report="The family was threatened."))
RETURNED = (*placed(), reported(day(14, 9)), decided(RETURN, day(19, 10), day(2, 11)))
TRANSFERRED = (*placed(), reported(day(14, 9)), decided(TRANSFER, day(19, 10), day(2, 11)))
EARLY = (*placed(), reported(day(14, 9)), ended_early(day(1, 10), return_on=day(5, 10)))


TEXT = re.compile(r"<[a-z_.]+>")
"""Every answer that is a text, of `answered_in_full`."""


def rolled_back(on: date) -> Filed:
    return filed(RollChange(deleted_by="receiving school", deleted_on=on), on=on, by=RECEIVING)


@dataclass(frozen=True, eq=False)
class State:
    """A state of a case, and what each side sees of it."""

    entries: tuple[Filed, ...]
    today: date
    home: str = ALL
    receiving: str = NOTHING
    receiving_area: str = NOTHING


STATES: Mapping[str, State] = {
    "draft": State((), day(2, 9), NOTHING),
    "referred": State(referred(), day(2, 9)),
    "before the approach": State(shared(), day(2, 9)),
    "vacancy enquiry": State(
        (*shared(), filed(Approach(school=RECEIVING, formality="vacancy enquiry, no child's details"), on=day(3, 9))),
        day(3, 9),
    ),
    "asked without consent": State((*referred(), asked()), day(3, 9)),
    "asked with consent to share with another school": State((*shared(OTHER), asked()), day(3, 9)),
    "asked though the child has not answered": State(
        (*referred(), consents(SHARE, day(2, 9), RECEIVING)[0], asked()), day(3, 9)
    ),
    "accepted without consent": State((*referred(), asked(), answered()), day(4, 9), ALL, NOTHING, ALL),
    "asked": State(requested(), day(3, 9), ALL, ALL),
    "asked, consent withdrawn": State((*requested(), *consents(SHARE, day(4, 9), RECEIVING, "withdrawn")), day(4, 9)),
    "asked for more": State((*requested(), answered("ask for more")), day(4, 9), ALL, ALL),
    "declined": State((*requested(), answered("decline")), day(4, 9)),
    "declined, asked again": State((*requested(), answered("decline"), asked(on=day(7, 9))), day(7, 9), ALL, ALL),
    "accepted": State(accepted(), day(4, 9), ALL, ALL, ALL),
    "not agreed at the meeting": State((*accepted(), met(outcome="not agreed")), day(8, 9)),
    "agreed": State((*accepted(), met(), *signed()), day(9, 9), ALL, ALL, ALL),
    "not proceeding": State(
        (*accepted(), met(), ended_otherwise("no school found", day(9, 9))), day(9, 9), ALL, NOTHING, ALL
    ),
    "placed": State(placed(), day(21, 9), ALL, ALL, ALL),
    "placed, consent withdrawn": State(
        (*placed(), *consents(SHARE, day(18, 9), RECEIVING, "withdrawn")), day(21, 9), ALL, ALL, ALL
    ),
    "transferred, before the roll change": State((*TRANSFERRED, reported(day(26, 10))), day(2, 11), ALL, ALL, ALL),
    "transferred, after the roll change": State(
        (*TRANSFERRED, reported(day(26, 10)), roll_changed(day(2, 11))), day(2, 11), UP_TO_THE_REVIEW, ALL, ALL
    ),
    "transferred, years after the roll change": State(
        (*TRANSFERRED, roll_changed(day(2, 11))), date(2029, 1, 8), UP_TO_THE_REVIEW, ALL, ALL
    ),
    "returned, a month without a roll change": State(RETURNED, day(2, 12), ALL, ALL, ALL),
    "returned, longer without a roll change": State(RETURNED, day(3, 12), ALL, OWN, ALL),
    "returned, the roll change a month late": State((*RETURNED, rolled_back(day(1, 12))), day(3, 12), ALL, OWN, ALL),
    "returned, and then gone from the home school": State(
        (*RETURNED, ended_otherwise("home education", day(20, 11), next_place="home education", next_on=day(20, 11))),
        day(3, 12),
        ALL,
        OWN,
        ALL,
    ),
    "returned, within a month of it": State((*RETURNED, rolled_back(day(2, 11))), day(2, 12), ALL, ALL, ALL),
    "returned, a month after it": State((*RETURNED, rolled_back(day(2, 11))), day(3, 12), ALL, OWN, ALL),
    "ended early, within a month": State((*EARLY, rolled_back(day(6, 10))), day(4, 11), ALL, ALL, ALL),
    "ended early, a month after": State((*EARLY, rolled_back(day(6, 10))), day(5, 11), ALL, OWN, ALL),
}
EVERY_STATE = pytest.mark.parametrize("state", STATES.values(), ids=STATES.keys())


@pytest.fixture(scope="module")
def office_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[State], Office]:
    """The office with a case in a state, which nothing here changes; the report of pressure is in every one."""

    @cache
    def opened(state: State) -> Office:
        filed_in_all = (*state.entries, REPORT_OF_PRESSURE) if state.entries else ()
        return an_office(tmp_path_factory.mktemp("office"), *filed_in_all, today=state.today)

    return opened


def seen_by(office: Office, person: Person) -> set[str] | None:
    """The entry ids that somebody sees."""
    found = see(office, person, REFERENCE)
    assert [each.case.reference for each in see_all(office, person)] == ([REFERENCE] if found else [])
    return {each.entry_id for each in found.case.filed} if found else None


def said(state: State, what: str, school: str) -> set[str] | None:
    review = day(19, 10)
    of = {
        NOTHING: lambda _: False,
        ALL: lambda _: True,
        OWN: lambda each: each.filed_for == school,
        UP_TO_THE_REVIEW: lambda each: each.filed_for != RECEIVING or each.happened_on <= review,
    }[what]
    return None if what == NOTHING else {each.entry_id for each in state.entries if of(each)}


@EVERY_STATE
@pytest.mark.parametrize("person", (AMINA, BEN), ids=lambda each: each.name)
def test_the_home_school_sees_what_the_table_says(
    office_of: Callable[[State], Office], state: State, person: Person
) -> None:
    assert seen_by(office_of(state), person) == said(state, state.home, HOME)


@EVERY_STATE
@pytest.mark.parametrize("person", (PETER,), ids=lambda each: each.name)
def test_the_receiving_school_sees_what_the_table_says(
    office_of: Callable[[State], Office], state: State, person: Person
) -> None:
    assert seen_by(office_of(state), person) == said(state, state.receiving, RECEIVING)


@EVERY_STATE
@pytest.mark.parametrize("person", (GRACE, IDA), ids=lambda each: each.name)
def test_whoever_only_writes_weekly_reports_sees_the_cases_of_their_school_and_reads_its_reports_alone(
    office_of: Callable[[State], Office], state: State, person: Person
) -> None:
    office = office_of(state)
    found = see(office, person, REFERENCE)
    what = state.home if person is IDA else state.receiving
    reports = [each for each in state.entries if each.kind in SMALL_FORMS and each.filed_for == person.school]

    assert (found is None) == (what == NOTHING)
    assert [each.case.reference for each in see_all(office, person)] == ([REFERENCE] if found else [])
    if found:
        assert (found.reports_of, found.is_whole) == (person.school, what != OWN)
        assert [each.entry_id for each in found.entries] == [each.entry_id for each in reports]


def answered_in_full(filed: Filed) -> Filed:
    """Every question that takes any text and has no answer is answered with its own name."""
    kind, answers = type(filed.entry), {}
    for name in kind.model_fields:
        text = f"<{filed.kind}.{name}>"
        if getattr(filed.entry, name) in (None, ()) and name != "school" and _takes(kind, name, text):
            answers[name] = text
    return replace(filed, entry=filed.entry.model_copy(update=answers))


def _takes(kind: type[Entry], name: str, text: str) -> bool:
    try:
        kind(**{name: text})
    except ValidationError:
        return False
    return True


OF_A_REPORT = {
    f"<weekly_report.{name}>"
    for name in (
        *("met_with", "went_well", "pupil_words", "parent_contact", "sent_to", "seen_by"),
        *("what_is_wrong", "home_why"),
    )
}
ALL_TEXT_FOR_REPORTS = {
    "<before_you_start.pupil_initials>",
    "<referral.preferred_name>",
    *(f"<weekly_report.{name}>" for name in HALF_DAYS),
    *(f"<meeting_record.{name}>" for name in ("breaks", "absence_phone", "pastoral_lead", "weekly_report_to")),
}


@pytest.mark.parametrize(
    ("person", "more"), [(GRACE, OF_A_REPORT), (IDA, set())], ids=("of the receiving school", "of the home school")
)
def test_whoever_only_writes_weekly_reports_is_shown_no_other_answer_of_the_case(
    tmp_path: Path, person: Person, more: set[str]
) -> None:
    advice = filed(LaRecord(about="panel advice", recorded_on=day(2, 9)))
    parent = a_parent().model_copy(
        update={"address": "<parent.address>", "email": "<parent.email>", "phone": "<to.ring>"}
    )
    child = filed(Referral(legal_name="Tobi", upn="A123456789012", parents=(parent,), confirmed_on=day(2, 9)))
    entries = [each for each in (*placed(), advice, reported(day(14, 9))) if each.kind != Referral.kind]
    office = an_office(tmp_path, *(answered_in_full(each) for each in (*entries, child)))

    found = see(office, person, REFERENCE)

    assert found is not None
    shown = repr((found.case.filed, found.case.placement))
    assert {*TEXT.findall(shown)} == ALL_TEXT_FOR_REPORTS | more | {"<to.ring>"}
    assert "A123456789012" not in shown


def test_what_was_said_of_an_entry_in_part_is_not_shown_either() -> None:
    said = replace(asked(), reasons={"ASK-1": "Because."}, clashes=("school",), unasked_answers={"old": "answer"})

    shown = in_part(replace(said, revision=2, corrected_at=said.filed_at), ("school",))

    assert shown == replace(asked(), entry=Approach(school=RECEIVING), entry_id=said.entry_id, save_id=said.save_id)


@EVERY_STATE
def test_in_part_a_case_says_the_same_of_where_the_child_is_expected(state: State) -> None:
    whole = a_case(*state.entries, today=state.today)
    for school in (HOME, RECEIVING):
        _is_as_far_the_same(whole, for_weekly_reports(whole, school))


@settings(max_examples=60, deadline=None)
@given(case=any_case(), school=st.sampled_from((HOME, RECEIVING)))
def test_in_part_any_case_says_the_same_of_where_the_child_is_expected(case: Case, school: str) -> None:
    _is_as_far_the_same(case, for_weekly_reports(case, school))


def _is_as_far_the_same(whole: Case, part: Case) -> None:
    assert _place(part) == _place(whole)
    for on in days(whole.today - timedelta(days=30), whole.today + timedelta(days=30)):
        for half in Half:
            session = Session(on, half)
            assert expected(part, session) == expected(whole, session), session
            for school in (HOME, RECEIVING):
                assert to_mark(part, school, session) == to_mark(whole, school, session), session
    if not is_closed(part):
        assert _reports_due(part) == _reports_due(whole)


def _place(case: Case) -> object:
    place = case.placement
    return place and (place.school, place.starts_on, place.ends_on)


def _reports_due(case: Case) -> list[date | None]:
    return [each.week for each in due(case) if each.kind in SMALL_FORMS and not each.answers]


@EVERY_STATE
@pytest.mark.parametrize("person", (ELENA, EVE, ABROAD, DEVAN, NOOR), ids=lambda each: each.name)
def test_nobody_else_learns_that_there_is_a_case(
    office_of: Callable[[State], Office], state: State, person: Person
) -> None:
    assert seen_by(office_of(state), person) is None


@EVERY_STATE
@pytest.mark.parametrize("person", (ROSALIND, TARIQ), ids=lambda each: each.name)
def test_coordinators_of_the_home_area_or_of_every_area_see_all(
    office_of: Callable[[State], Office], state: State, person: Person
) -> None:
    everything = {each.entry_id for each in (*state.entries, REPORT_OF_PRESSURE)}

    assert seen_by(office_of(state), person) == (everything if state.entries else None)


@EVERY_STATE
def test_a_coordinator_of_the_receiving_area_sees_all_once_its_school_accepts(
    office_of: Callable[[State], Office], state: State
) -> None:
    everything = {each.entry_id for each in (*state.entries, REPORT_OF_PRESSURE)}

    assert seen_by(office_of(state), SAM) == (everything if state.receiving_area == ALL else None)


@EVERY_STATE
def test_published_figures_count_the_whole_authority_for_coordinators_and_the_figures_role_alone(
    office_of: Callable[[State], Office], state: State
) -> None:
    office = office_of(state)
    there = 1 if state.entries else 0

    numbers = {person.name: len(counted(office, person)) for person in EVERYBODY}

    of_the_authority = {each.name for each in (ROSALIND, SAM, EVE, TARIQ, DEVAN)}
    assert numbers == {each.name: there if each.name in of_the_authority else 0 for each in EVERYBODY}


def test_a_case_that_is_not_theirs_takes_the_same_steps_as_one_that_is_not(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    for person in EVERYBODY:
        see(office, person, REFERENCE)  # what is worked out of a case is kept
        if see(office, person, REFERENCE) is None:
            steps = [_steps_of(partial(see, office, person, reference)) for reference in (REFERENCE, "MM-0000-0000")]
            assert steps[0] == steps[1], person.name


def _steps_of(act: Callable[[], object]) -> list[str]:
    """The functions that were called, in their order: reads of the store are among them."""
    called: list[str] = []
    gc.disable()  # what watches the collector is no step
    sys.setprofile(lambda frame, what, _: called.append(frame.f_code.co_qualname) if what == "call" else None)
    try:
        act()
    finally:
        sys.setprofile(None)
        gc.enable()
    return called


def test_a_school_is_told_of_no_other_that_was_asked(tmp_path: Path) -> None:
    first = (
        *shared(OTHER),
        asked(OTHER),
        answered(school=OTHER, on=day(3, 9)),
        met(day(4, 9), outcome="not agreed", who_did_not_agree="Elm Grove"),
        filed(MeetingRecord(met_on=day(4, 9), outcome="adjourned"), by=OTHER),
        *signed(day(4, 9)),
        filed(FamilyTold(about=A_NO, told_on=day(4, 9))),
    )
    then = (*consents(SHARE, day(4, 9), RECEIVING), asked(on=day(5, 9)), answered(on=day(6, 9)), met())
    office = an_office(tmp_path, *first, *then)

    found = see(office, PETER, REFERENCE)

    assert found is not None and found.side is Side.RECEIVING and found.is_whole
    hidden = {each.entry_id for each in first if each not in first[:4]}  # the first four are about the child
    assert {each.entry_id for each in found.case.filed} == {each.entry_id for each in (*first[:4], *then)}
    assert hidden and OTHER not in repr(found.case.filed)
    assert see(office, ELENA, REFERENCE) is None


def about_another(kind: type[Entry], on: date) -> Filed:
    """What the home school wrote down while another school was asked, naming no school."""
    parents = {"parents": (a_parent(),)} if kind is Referral else {}  # whose consent is asked for
    return filed(kind(**parents, **({kind.dated_by: on} if kind.dated_by else {})), on=on, by=HOME)


SEEN_WHOEVER_IS_ASKED = {BeforeYouStart, Referral, Consent}
"""What is of the child; of any other kind, nothing from before a school was asked."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_a_school_reads_nothing_of_the_time_in_which_another_was_asked(tmp_path: Path, kind: type[Entry]) -> None:
    """Asked second, or asked again after another."""
    share = consents(SHARE, day(2, 9), RECEIVING)
    said_no = answered("decline", on=day(3, 9))
    for number, before in enumerate(((), (asked(on=day(3, 9)), said_no))):
        of_another = about_another(kind, day(6, 9))
        asked_now = (asked(OTHER, day(5, 9)), answered("decline", OTHER, day(7, 9)), of_another, asked(on=day(8, 9)))
        since = about_another(kind, day(9, 9))
        office = an_office(tmp_path / str(number), *referred(), *share, *before, *asked_now, since)
        seen = see(office, PETER, REFERENCE)
        if kind in (Ending, EarlyEnding):  # a case that ended before it started is no school's to see
            assert seen is None
            continue
        assert seen is not None
        shown = {each.entry_id for each in seen.case.filed}
        assert (of_another.entry_id in shown) == (kind in SEEN_WHOEVER_IS_ASKED)
        assert (since.entry_id in shown) == (kind not in (Approach, Response))


def test_a_request_that_is_dated_back_opens_nothing_that_was_written_down_before_it(tmp_path: Path) -> None:
    """The name of the school stands in words: nothing but the time tells of which school's meeting it is."""
    its_meeting = filed(
        MeetingDay(meets_on=day(15, 9), meets_where="Elm Grove, room 4", set_on=day(10, 9)), on=day(10, 9)
    )
    first = (*shared(OTHER), asked(OTHER), answered(school=OTHER), its_meeting, answered("decline", OTHER, day(9, 9)))
    dated_back = replace(asked(on=day(9, 9)), filed_at=its_meeting.filed_at + timedelta(days=1))
    office = an_office(tmp_path, *first, *consents(SHARE, day(8, 9), RECEIVING), dated_back)

    seen = see(office, PETER, REFERENCE)

    assert seen is not None and seen.case.of(MeetingDay) == ()


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_each_form_says_what_of_it_a_school_that_is_asked_may_read(kind: type[Entry]) -> None:
    assert "to_school_asked" in vars(kind)


def test_a_decision_of_the_board_is_read_by_the_school_it_names(tmp_path: Path) -> None:
    first = filed(
        BoardDecision(decides="direction", decided_on=day(4, 9), school=OTHER, reasons="Elm Grove has a place.")
    )
    its = filed(BoardDecision(decides="direction", decided_on=day(4, 9), school=RECEIVING))
    late = filed(BoardDecision(decides="direction", decided_on=day(9, 9), school=OTHER))
    office = an_office(tmp_path, *shared(), first, its, asked(on=day(5, 9)), late)

    seen = see(office, PETER, REFERENCE)
    assert seen is not None and [each.entry_id for each in seen.case.filed_of(BoardDecision)] == [its.entry_id]


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_a_school_that_is_only_asked_writes_its_answer_and_nothing_else(tmp_path: Path, kind: type[Entry]) -> None:
    office = an_office(tmp_path, *requested())
    for who in (PETER, GRACE):
        assert may_write(see(office, who, REFERENCE), who, kind) == (who is PETER and kind is Response)


def test_the_other_school_computes_the_same_place_as_the_home_school(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared(OTHER), asked(OTHER), answered("decline", OTHER), *placed()[4:])

    mine, theirs = see(office, AMINA, REFERENCE), see(office, PETER, REFERENCE)

    assert mine and theirs and mine.case.placement == theirs.case.placement


def test_a_case_that_is_not_theirs_is_refused_like_one_that_is_not(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    here, nowhere = filed(LaRecord(about=PRESSURE, recorded_on=day(1, 9))), "MM-0000-0000"

    for reference in (REFERENCE, nowhere):
        assert see(office, ELENA, reference) is None
        with pytest.raises(NotYours) as at_begin:
            drafts.begin(office, ELENA, BeforeYouStart, reference)
        with pytest.raises(NotYours) as at_revise:
            drafts.revise(office, ELENA, reference, here.entry_id)
        assert (str(at_begin.value), str(at_revise.value)) == ("", "")
    assert office.store.drafts(OTHER) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_the_weekly_report_role_writes_the_weekly_report_and_the_same_day_alone(
    tmp_path: Path, kind: type[Entry]
) -> None:
    office = an_office(tmp_path, *placed())

    assert may_write(see(office, GRACE, REFERENCE), GRACE, kind) == (kind.kind in SMALL_FORMS)
    assert not may_write(None, GRACE, kind)
    for each in see_all(office, GRACE)[0].case.filed:
        assert not drafts.may_revise(see_all(office, GRACE)[0], GRACE, each)


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_a_form_is_written_by_the_school_it_belongs_to(tmp_path: Path, kind: type[Entry]) -> None:
    office = an_office(tmp_path, *placed())
    home, receiving, la = (see(office, who, REFERENCE) for who in (AMINA, PETER, ROSALIND))

    assert may_write(home, AMINA, kind) == bool({"home school", "either school"} & set(kind.by))
    assert may_write(receiving, PETER, kind) == bool({"receiving school", "either school"} & set(kind.by))
    assert may_write(la, ROSALIND, kind)


def test_a_new_case_begins_with_the_first_form_and_nothing_else() -> None:
    assert [kind for kind in KINDS if may_write(None, AMINA, kind)] == [BeforeYouStart]
    assert not any(may_write(None, who, kind) for kind in KINDS for who in (ROSALIND, DEVAN, NOOR, GRACE))


def test_nothing_is_written_once_only_own_entries_are_left(tmp_path: Path) -> None:
    office = an_office(tmp_path, *RETURNED, rolled_back(day(2, 11)), today=day(3, 12))

    found = see(office, PETER, REFERENCE)

    assert found is not None and not found.is_whole
    assert not any(may_write(found, PETER, kind) for kind in KINDS)
    assert not any(drafts.may_revise(found, PETER, each) for each in found.case.filed)


def test_a_report_of_pressure_that_is_revised_to_something_else_keeps_its_past_to_itself(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), REPORT_OF_PRESSURE)
    was = saved(REPORT_OF_PRESSURE)
    office.store.save(
        replace(
            was, save_id="later", base=was.save_id, revision=2, answers={"about": "panel advice", "advice": "Wait."}
        )
    )
    found = see(office, AMINA, REFERENCE)

    assert found is not None
    assert "threatened" not in repr(chronology(office, found))


def test_an_entry_about_the_authority_counts_for_no_school(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), told_of("start", day(14, 9)))

    found = see(office, PETER, REFERENCE)

    assert found is not None and found.case.last(LaRecord) is not None


@settings(max_examples=60, deadline=None)
@given(case=any_case(), agrees=st.sets(st.sampled_from((RECEIVING, OTHER))))
def test_no_case_whatever_shows_a_school_more_than_its_share(case: Case, agrees: set[str]) -> None:
    """Without a formal request and consent, or a place there, nothing; with them, nothing of another school asked."""
    filed_in_all = [*case.filed, *(each for school in sorted(agrees) for each in consents(SHARE, day(1, 9), school))]
    with TemporaryDirectory() as folder:
        office = an_office(Path(folder), *filed_in_all, today=case.today)
        try:
            for person in (PETER, ELENA):
                formally = [each for each in filed_in_all if _asks(each, person.school)]
                for found in see_all(office, person):
                    assert formally, "seen though nobody asked this school"
                    shown = [each.entry for each in found.case.filed]
                    assert all(each.school == person.school for each in shown if isinstance(each, Approach))
                    assert not any(isinstance(each, LaRecord) and each.about == PRESSURE for each in shown)
            assert see_all(office, DEVAN) == see_all(office, NOOR) == see_all(office, ABROAD) == []
        finally:
            office.store.close()


def _asks(each: Filed, school: str) -> bool:
    return isinstance(each.entry, Approach) and each.entry.formality == FORMAL and each.entry.school == school


def test_a_second_case_of_the_store_stays_its_own(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    save(
        office,
        *(replace(each, entry_id=f"b{each.entry_id}", save_id=f"b{each.save_id}") for each in referred()),
        reference="MM-2222-2222",
    )

    assert [each.case.reference for each in see_all(office, PETER)] == [REFERENCE]
    assert {each.case.reference for each in see_all(office, AMINA)} == {REFERENCE, "MM-2222-2222"}


def _consent(school: str, answer: str, is_pupil: bool) -> Consent:
    agreed = {"told_of_other_options": True, "felt_no_pressure": True} if answer == "agreed" else {}
    return Consent(
        person="The pupil" if is_pupil else MOTHER,
        is_pupil=is_pupil,
        choice=SHARE,
        school=school,
        answer=answer,
        answered_on=day(21, 9),
        given_how="signed form seen",
        **agreed,
    )


def _request(school: str, formality: str) -> Approach:
    due_on = day(1, 10) if formality == FORMAL else None
    return Approach(school=school, suggested_by="parent", formality=formality, sent_on=day(21, 9), answer_due_on=due_on)


DECLINES = Response(
    answer="decline", answered_on=day(21, 9), answered_by="The head", decline_reason="no vacancy", decline_words="Full."
)
ENDS = Ending(who="The school", ended_on=day(21, 9), reason="no school found", in_words="Nobody had a place.")
SCHOOLS = st.sampled_from((RECEIVING, OTHER))
STEPS = st.one_of(
    st.builds(_consent, SCHOOLS, st.sampled_from(("agreed", "agreed", "agreed", "withdrawn")), st.booleans()),
    st.builds(_request, SCHOOLS, st.sampled_from((FORMAL, FORMAL, "vacancy enquiry, no child's details"))),
    st.just(DECLINES),
    st.just(ENDS),
)
BEGINNINGS = st.sampled_from((referred(), shared(), (*shared(), *consents(SHARE, day(2, 9), OTHER)), requested()))
WRITERS = st.sampled_from((AMINA, BEN, PETER, ELENA, ROSALIND))


def _tries(office: Office, who: Person, entry: Entry) -> None:
    """Somebody writes an entry, as far as they are let."""
    try:
        entries.submit(office, who, begin(office, who, entry))
    except NotYours:
        return


@settings(max_examples=30, deadline=None)
@given(start=BEGINNINGS, steps=st.lists(st.tuples(WRITERS, STEPS), min_size=2, max_size=10))
def test_nothing_that_people_can_submit_shows_another_school_anything(
    start: tuple[Filed, ...], steps: list[tuple[Person, Entry]]
) -> None:
    """A school sees the case exactly while a formal request to it is open that everybody agreed to; and no other school."""
    with TemporaryDirectory() as folder:
        office = an_office(Path(folder), *start)
        try:
            for who, entry in steps:
                _tries(office, who, entry)
                whole = office.cases[REFERENCE]
                for person, other in ((PETER, OTHER), (ELENA, RECEIVING)):
                    is_asked = any(each.is_open and each.approach.school == person.school for each in whole.askings)
                    agreed = {each.is_pupil: each.answer for each in whole.of(Consent) if each.school == person.school}
                    may = is_asked and set(agreed.items()) == {(True, "agreed"), (False, "agreed")} and not ended(whole)
                    found = see_all(office, person)
                    assert bool(found) == may
                    assert other not in repr([each.case.filed for each in found])
        finally:
            office.store.close()


# After a return


def corrected(of: Filed, on: date, **answers: object) -> SavedEntry:
    was = saved(of)
    at = datetime.combine(on, time(12), UTC)
    now = {**was.answers, **answers}
    return replace(was, revision=2, save_id=f"{was.save_id}-2", base=was.save_id, saved_at=at, answers=now)


@pytest.mark.parametrize(("on", "is_shown"), [(day(1, 11), True), (day(2, 11), False), (day(20, 11), False)])
def test_what_the_home_school_writes_from_the_return_on_is_not_seen_by_the_school_the_child_left(
    tmp_path: Path, on: date, is_shown: bool
) -> None:
    backdated = filed(Review(reviewed_on=day(12, 10), changes="<written>"), on=on, by=HOME)
    office = an_office(tmp_path, *RETURNED, backdated, today=day(1, 12))

    theirs, home = see(office, PETER, REFERENCE), see(office, AMINA, REFERENCE)

    assert theirs is not None and home is not None
    assert ("<written>" in repr(theirs.case.filed)) == is_shown
    assert "<written>" in repr(home.case.filed)


def test_a_return_that_is_written_down_late_says_where_the_child_went_and_no_more(tmp_path: Path) -> None:
    late = filed(
        FinalReview(
            reviewed_on=day(19, 10), decision=RETURN, takes_effect_on=day(2, 11), reasons="<why>", return_person="Ms B"
        ),
        on=day(9, 11),
        by=HOME,
    )
    office = an_office(tmp_path, *placed(), late, today=day(10, 11))

    found = see(office, PETER, REFERENCE)

    assert found is not None and found.less == {late.entry_id}
    assert found.case.last(FinalReview) == FinalReview(
        reviewed_on=day(19, 10), decision=RETURN, takes_effect_on=day(2, 11), return_person="Ms B"
    )
    assert not any(drafts.may_revise(found, PETER, each) for each in found.case.filed if each.entry_id in found.less)


@pytest.mark.parametrize(("on", "said"), [(day(1, 11), "later"), (day(2, 11), "then")])
def test_a_correction_after_the_return_is_not_seen_by_the_school_the_child_left(
    tmp_path: Path, on: date, said: str
) -> None:
    review = filed(Review(reviewed_on=day(12, 10), changes="then"), by=HOME)
    office = an_office(tmp_path, *RETURNED, review, today=day(1, 12))
    office.store.save(corrected(review, on, changes="later"))

    found, home = see(office, PETER, REFERENCE), see(office, AMINA, REFERENCE)

    assert found is not None and home is not None
    assert [each.changes for each in found.case.of(Review)] == [said]
    assert [each.changes for each in home.case.of(Review)] == ["later"]
    told = next(each for each in chronology(office, found) if each.filed.entry_id == review.entry_id)
    assert len(told.revisions) == (2 if said == "later" else 1)


@pytest.mark.parametrize("today", [day(1, 12), day(20, 12)])
def test_what_the_home_school_answers_to_a_report_after_the_return_is_not_seen_there(
    tmp_path: Path, today: date
) -> None:
    report = reported(day(12, 10), went_well="Led a group")
    office = an_office(tmp_path, *RETURNED, report, today=today)
    office.store.save(corrected(report, day(9, 11), home_why="<answer>", went_well="Led two groups"))

    found = see(office, PETER, REFERENCE)

    assert found is not None and found.less == {report.entry_id}
    last = found.case.last(WeeklyReport)
    assert last is not None and (last.went_well, last.home_why) == ("Led two groups", None)


# A panel's advice


def test_no_school_reads_what_a_panel_advised_and_each_knows_that_it_did(tmp_path: Path) -> None:
    advice = filed(
        LaRecord(about="panel advice", recorded_on=day(2, 9), officer="Rosalind Marsh", advice="Ask Elm Grove.")
    )
    office = an_office(tmp_path, *placed(), advice)

    for person in (AMINA, PETER):
        found = see(office, person, REFERENCE)
        assert found is not None
        assert found.case.of(LaRecord) == (
            LaRecord(about="panel advice", recorded_on=day(2, 9), officer="Rosalind Marsh"),
        )
    whole = see(office, ROSALIND, REFERENCE)
    assert whole is not None and whole.case.of(LaRecord) == (advice.entry,)
