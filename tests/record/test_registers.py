"""What each school marks, session by session, and how the child stands on each roll."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from record.attendance import attendance
from record.case import Case
from record.entry import Filed
from record.forms.final_review import RETURN, TRANSFER
from record.registers import EnrolmentStatus, MarkSource, enrolment, fault, pair_fault, to_mark
from record.school_days import Calendar, Half, Session, sessions
from tests.record.a_case import (
    CALENDARS,
    HOME,
    RECEIVING,
    TERMS,
    a_case,
    agreed,
    day,
    decided,
    ended_early,
    ended_otherwise,
    reported,
    roll_changed,
    started,
    suspended,
)
from tests.stories.any_case import any_case

FIRST, LAST = day(14, 9), day(23, 10)


def _placed(*more: Filed, today: date = FIRST, **meeting: object) -> Case:
    return a_case(*agreed(**meeting), started(), *more, today=today)  # type: ignore[arg-type]


def marks(case: Case, on: date, half: Half = Half.AM) -> tuple[str, str]:
    """What the home school and the receiving school mark."""
    return tuple(to_mark(case, urn, Session(on, half)).shown for urn in (HOME, RECEIVING))  # type: ignore[return-value]


def test_before_the_start_the_home_school_marks_what_it_sees() -> None:
    assert marks(_placed(), day(11, 9)) == ("✓", "–")


def test_in_the_placement_the_home_school_marks_d_and_the_receiving_school_what_it_sees() -> None:
    assert marks(_placed(), FIRST) == ("D", "✓")


def test_in_a_split_week_each_school_marks_d_for_the_sessions_of_the_other() -> None:
    case = _placed(wednesday_pm="home")
    assert (marks(case, day(16, 9)), marks(case, day(16, 9), Half.PM)) == (("D", "✓"), ("✓", "D"))


def test_a_suspension_by_the_receiving_school_is_marked_there_alone() -> None:
    case = _placed(suspended(day(21, 9), day(22, 9)), wednesday_pm="home")
    assert marks(case, day(21, 9)) == ("D", "E")
    assert marks(case, day(23, 9)) == ("D", "✓")
    split = _placed(suspended(day(21, 9), day(23, 9)), wednesday_pm="home")
    assert marks(split, day(23, 9), Half.PM) == ("✓", "D"), "a session at the home school is not the other's to suspend"


def test_a_session_left_free_is_part_time_leave_at_the_school_it_belongs_to() -> None:
    case = _placed(friday_pm="neither", has_reduced_programme=True, reduced_until=day(25, 9))
    assert marks(case, day(18, 9), Half.PM) == ("D", "C2")
    assert marks(case, day(2, 10), Half.PM) == ("D", "✓")


def test_a_school_that_is_closed_marks_its_own_closure_and_the_other_goes_on() -> None:
    inset = {**CALENDARS, RECEIVING: Calendar(TERMS, {day(21, 9): "INSET day"})}
    closed_there = a_case(*agreed(), started(), today=FIRST, calendars=inset)
    closed_here = a_case(
        *agreed(), started(), today=FIRST, calendars={**inset, HOME: inset[RECEIVING], RECEIVING: CALENDARS[RECEIVING]}
    )
    assert marks(closed_there, day(21, 9)) == ("D", "#")
    assert marks(closed_here, day(21, 9)) == ("#", "✓")
    assert marks(_placed(), day(28, 10)) == ("#", "#")


def test_after_a_return_the_receiving_school_marks_d_until_the_name_is_off_its_roll() -> None:
    case = _placed(ended_early(day(24, 9), return_on=day(28, 9)), roll_changed(day(30, 9), "receiving school"))
    assert [marks(case, on) for on in (day(25, 9), day(28, 9), day(30, 9))] == [("D", "✓"), ("✓", "D"), ("✓", "–")]


def test_after_a_transfer_the_home_school_marks_d_until_the_name_is_off_its_roll() -> None:
    case = _placed(decided(TRANSFER, day(20, 10), day(2, 11)), roll_changed(day(5, 11)))
    assert [marks(case, on) for on in (day(2, 11), day(4, 11), day(5, 11))] == [("D", "✓"), ("D", "✓"), ("–", "✓")]


def test_on_the_direct_route_there_is_nothing_to_mark_but_a_name_to_take_off() -> None:
    case = a_case(*agreed("direct"), today=FIRST)
    assert to_mark(case, HOME, Session(FIRST, Half.AM)).how is MarkSource.TAKE_OFF
    assert marks(case, FIRST) == ("–", "✓")


def test_an_unregistered_provider_has_no_register_and_the_home_school_marks_b() -> None:
    case = a_case(*agreed("alternative provision"), started(), today=FIRST)
    session = Session(FIRST, Half.AM)
    assert to_mark(case, HOME, session, has_second_roll=False).code == "B"
    assert to_mark(case, RECEIVING, session, has_second_roll=False).how is MarkSource.NOT_ON_ROLL


def test_a_permanent_exclusion_is_marked_e_until_the_name_comes_off() -> None:
    case = _placed(ended_otherwise("permanent exclusion", day(24, 9), last_session_on=day(24, 9)))
    assert marks(case, day(25, 9)) == ("E", "–")


# --- enrolment status by event, as the reference's table has it


def statuses(case: Case, on: date) -> tuple[EnrolmentStatus | None, EnrolmentStatus | None]:
    return enrolment(case, HOME, on), enrolment(case, RECEIVING, on)


@pytest.mark.parametrize(
    ("case", "on", "home", "receiving"),
    [
        (_placed(), day(11, 9), EnrolmentStatus.CURRENT, None),
        (_placed(), FIRST, EnrolmentStatus.MAIN, EnrolmentStatus.SUBSIDIARY),
        (_placed(decided(TRANSFER, LAST), roll_changed(day(2, 11))), day(2, 11), None, EnrolmentStatus.CURRENT),
        (
            _placed(decided(RETURN, LAST), roll_changed(day(2, 11), "receiving school")),
            day(2, 11),
            EnrolmentStatus.CURRENT,
            None,
        ),
        (
            _placed(decided(TRANSFER, LAST), roll_changed(day(2, 11))),
            day(23, 10),
            EnrolmentStatus.MAIN,
            EnrolmentStatus.SUBSIDIARY,
        ),
        (a_case(*agreed("direct"), roll_changed(FIRST), today=FIRST), FIRST, None, EnrolmentStatus.CURRENT),
        (
            a_case(*agreed(), ended_otherwise("withdrawn", day(10, 9)), today=FIRST),
            FIRST,
            EnrolmentStatus.CURRENT,
            None,
        ),
    ],
    ids=["before", "placement starts", "succeeds", "returns", "decided but not off the roll", "direct", "called off"],
)
def test_the_status_on_each_roll_follows_what_happened(
    case: Case, on: date, home: EnrolmentStatus | None, receiving: EnrolmentStatus | None
) -> None:
    assert statuses(case, on) == (home, receiving)


# --- the reference's worked example


def test_a_home_register_of_a_whole_placement_has_no_percentage() -> None:
    case = _placed()
    register = [to_mark(case, HOME, each).code for each in sessions(FIRST, LAST) if each.day.weekday() < 5]
    assert set(register) == {"D"} and len(register) == 60
    assert attendance(register).percentage is None


# --- faults


def test_both_marking_d_is_a_fault_and_so_is_both_marking_present() -> None:
    assert pair_fault("D", "D").startswith("Both schools mark D")
    assert pair_fault("/", "\\").startswith("Both schools have the child present")
    assert pair_fault("L", "V").startswith("Both schools have the child present")
    assert [pair_fault(*pair) for pair in (("D", "/"), ("D", "E"), ("I", "/"), ("D", None), (None, "D"))] == [""] * 5


@pytest.mark.parametrize(
    ("told", "on", "half", "found"),
    [
        ({"monday_am": "D"}, FIRST, Half.AM, "Both schools mark D"),
        ({"wednesday_pm": "/"}, day(16, 9), Half.PM, "Both schools have the child present"),
        ({"friday_am": "/"}, day(18, 9), Half.AM, "The report says / for a session of a suspension"),
        ({"monday_am": "/"}, FIRST, Half.AM, ""),
        ({"wednesday_pm": "D"}, day(16, 9), Half.PM, ""),
        ({"friday_am": "E"}, day(18, 9), Half.AM, ""),
        ({}, FIRST, Half.AM, ""),
    ],
)
def test_a_report_at_odds_with_the_registers_is_a_fault(told: dict[str, str], on: date, half: Half, found: str) -> None:
    case = _placed(reported(FIRST, **told), suspended(day(18, 9), day(18, 9)), wednesday_pm="home")
    said = fault(case, Session(on, half))
    assert said.startswith(found) and bool(said) is bool(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_case())
def test_never_do_both_schools_mark_d_or_both_mark_what_they_see(case: Case) -> None:
    placement = case.placement
    if placement is None:
        return
    for each in sessions(case.today, date.fromordinal(case.today.toordinal() + 13)):
        pair = [to_mark(case, urn, each) for urn in (case.home, placement.school)]
        assert [one.code for one in pair] != ["D", "D"], each
        assert [one.how for one in pair] != [MarkSource.SEEN, MarkSource.SEEN], each
