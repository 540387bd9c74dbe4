"""The invariant of the product, line by line: where is this child expected?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from record.case import Case
from record.ended import Belongs
from record.entry import Filed
from record.expected_place import (
    Expected,
    NotExpected,
    Reason,
    due_at,
)
from record.forms.final_review import OTHER as ELSEWHERE
from record.forms.final_review import RETURN, TRANSFER
from record.school_days import Calendar, Half
from record.turns import FirstDay, TurnKind, next_turn
from tests.record.a_case import (
    CALENDARS,
    HOME,
    OTHER,
    RECEIVING,
    TERMS,
    a_case,
    agreed,
    answered,
    asked,
    at,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    filed,
    met,
    referred,
    revoked,
    signed,
    started,
    suspended,
    where,
)

DUAL = ("placement", "off-site direction", "alternative provision")
FIRST, LAST = day(14, 9), day(23, 10)
DIRECTED = (*agreed("off-site direction"), directed())


def _placed(*more: Filed, today: date = FIRST) -> Case:
    return a_case(*agreed(), *more, today=today)


def _ahead(case: Case, after: date) -> tuple[date, TurnKind, Belongs | None] | None:
    turn = next_turn(case, after)
    return (turn.on, turn.kind, turn.place) if turn else None


def _on_every_route(route: str) -> Case:
    return a_case(*agreed(route), *([directed()] if route == "off-site direction" else []), today=FIRST)


# --- before the start, and the start


def test_a_child_whose_case_has_only_begun_is_expected_at_home() -> None:
    assert at(a_case(), day(3, 9)) == "home"


def test_until_everything_is_signed_the_child_stays_at_home() -> None:
    case = a_case(*referred(), asked(), answered(), met(), *signed()[1:])
    assert at(case, FIRST) == "home"


@pytest.mark.parametrize("route", [*DUAL, "direct"])
def test_on_every_route_the_child_is_at_home_until_the_agreed_day_and_then_at_the_receiving_school(route: str) -> None:
    case = _on_every_route(route)
    assert [at(case, day(11, 9)), at(case, FIRST), at(case, day(18, 9))] == ["home", "receiving", "receiving"]


@pytest.mark.parametrize("today", [day(1, 9), FIRST, day(30, 9), day(1, 12)])
@pytest.mark.parametrize("route", [*DUAL, "direct"])
def test_the_answer_for_a_day_does_not_depend_on_the_day_it_is_asked(route: str, today: date) -> None:
    case = _on_every_route(route)
    for on in (day(11, 9), FIRST, day(15, 9)):
        assert where(replace(case, today=today), on) == where(case, on)


def test_the_agreed_start_decides_even_if_the_start_form_is_late() -> None:
    assert at(_placed(), FIRST) == "receiving"
    assert at(_placed(started(day(21, 9))), FIRST) == "receiving"


def test_a_child_who_did_not_start_is_at_home_until_the_new_date() -> None:
    case = _placed(started(FIRST, did_start=False, new_start_on=day(21, 9)))
    assert [at(case, FIRST), at(case, day(18, 9)), at(case, day(21, 9))] == ["home", "home", "receiving"]


def test_a_child_who_did_not_start_and_has_no_new_date_stays_at_home() -> None:
    assert at(_placed(started(FIRST, did_start=False)), day(5, 10)) == "home"


def test_a_late_start_that_did_come_about_does_not_bring_the_first_date_back() -> None:
    case = _placed(started(FIRST, did_start=False, new_start_on=day(21, 9)), started(day(21, 9)))
    assert [at(case, FIRST), at(case, day(21, 9))] == ["home", "receiving"]


def test_the_first_day_comes_with_time_place_and_person() -> None:
    answer = where(_placed(), FIRST)
    assert isinstance(answer, Expected)
    assert answer.first_day == FirstDay(time(8, 40), "Main reception", "Mr P. Lindqvist")


def test_the_second_day_is_no_first_day() -> None:
    answer = where(_placed(), day(15, 9))
    assert isinstance(answer, Expected)
    assert answer.first_day is None


def test_a_first_day_on_which_the_school_turns_out_closed_moves_to_the_next_school_day() -> None:
    closed = {**CALENDARS, RECEIVING: Calendar(TERMS, {FIRST: "INSET day"})}
    case = a_case(*agreed(), calendars=closed, today=FIRST)
    answer = where(case, day(15, 9))
    assert isinstance(answer, Expected)
    assert answer.first_day is not None


def test_a_first_day_that_the_agreed_week_spends_at_home_gives_no_receiving_school_reception() -> None:
    case = a_case(*agreed(monday_am="home", monday_pm="home"), today=FIRST)
    monday, tuesday = where(case, FIRST), where(case, day(15, 9))
    assert isinstance(monday, Expected)
    assert isinstance(tuesday, Expected)
    assert (monday.urn, monday.first_day) == (HOME, None)
    assert (tuesday.urn, tuesday.first_day is None) == (RECEIVING, False)


# --- closed schools, each by its own calendar


def test_a_closed_school_expects_nobody_and_says_why() -> None:
    assert where(_placed(), day(19, 9)) == NotExpected(Reason.CLOSED, "weekend", urn=RECEIVING)
    assert where(_placed(), day(26, 10)) == NotExpected(Reason.CLOSED, "school holiday", urn=RECEIVING)
    assert where(_placed(), day(29, 8, 2026)) == NotExpected(Reason.CLOSED, "weekend", urn=HOME)


def test_a_bank_holiday_is_named() -> None:
    case = a_case(*agreed(starts_on=day(12, 4), ends_on=day(28, 5)), today=day(12, 4))
    assert where(case, day(3, 5)) == NotExpected(Reason.CLOSED, "bank holiday (May Day)", urn=RECEIVING)


def test_a_training_day_at_one_school_closes_that_school_alone() -> None:
    inset = Calendar(TERMS, {day(5, 10): "INSET day", day(10, 9): "INSET day"})
    at_home = a_case(*agreed(), calendars={**CALENDARS, HOME: inset}, today=FIRST)
    at_receiving = a_case(*agreed(), calendars={**CALENDARS, RECEIVING: inset}, today=FIRST)
    assert (at(at_home, day(10, 9)), at(at_home, day(5, 10))) == ("the school is closed", "receiving")
    assert (at(at_receiving, day(10, 9)), at(at_receiving, day(5, 10))) == ("home", "the school is closed")


# --- the agreed week


def test_the_agreed_week_says_which_school_in_each_half_day() -> None:
    case = a_case(*agreed(wednesday_pm="home", friday_pm="neither", friday_am="receiving"), today=FIRST)
    wednesday, friday = day(16, 9), day(18, 9)
    assert (at(case, wednesday), at(case, wednesday, Half.PM)) == ("receiving", "home")
    assert (at(case, friday), at(case, friday, Half.PM)) == (
        "receiving",
        "the agreed week leaves this session free",
    )


def test_a_half_day_at_home_follows_the_home_school_s_calendar() -> None:
    inset = Calendar(TERMS, {day(16, 9): "INSET day"})
    case = a_case(*agreed(wednesday_pm="home"), calendars={**CALENDARS, HOME: inset}, today=FIRST)
    assert (at(case, day(16, 9)), at(case, day(16, 9), Half.PM)) == ("receiving", "the school is closed")


def test_a_reduced_programme_leaves_sessions_free_until_its_end_and_then_is_full_time() -> None:
    week = {"monday_pm": "neither", "has_reduced_programme": True, "reduced_until": day(2, 10)}
    case = a_case(*agreed(**week), today=FIRST)
    assert where(case, day(28, 9), Half.PM) == NotExpected(Reason.REDUCED, until=day(2, 10), urn=RECEIVING)
    assert at(case, day(5, 10), Half.PM) == "receiving"


def test_a_free_session_on_a_closed_day_is_closed() -> None:
    case = a_case(*agreed(monday_pm="neither"), today=FIRST)
    assert at(case, day(26, 10), Half.PM) == "the school is closed"


# --- suspension


def test_a_suspension_overlays_the_placement_for_its_days_and_no_longer() -> None:
    case = _placed(suspended(day(22, 9), day(24, 9)))
    assert where(case, day(22, 9)) == NotExpected(Reason.SUSPENDED, "", day(24, 9), RECEIVING)
    assert [at(case, day(21, 9)), at(case, day(24, 9), Half.PM), at(case, day(25, 9))] == [
        "receiving",
        "suspended",
        "receiving",
    ]


def test_a_long_suspension_says_what_is_provided_from_day_six() -> None:
    case = _placed(suspended(day(21, 9), day(30, 9), "Bridge House, from 28 September"))
    answer = where(case, day(29, 9))
    assert answer == NotExpected(Reason.SUSPENDED, "Bridge House, from 28 September", day(30, 9), RECEIVING)


def test_of_two_suspensions_that_overlap_the_later_end_is_given() -> None:
    case = _placed(suspended(day(21, 9), day(25, 9)), suspended(day(22, 9), day(23, 9)))
    answer = where(case, day(22, 9))
    assert isinstance(answer, NotExpected)
    assert answer.until == day(25, 9)


def test_a_suspension_at_the_receiving_school_leaves_the_half_days_at_home_alone() -> None:
    case = a_case(*agreed(wednesday_pm="home"), suspended(day(16, 9), day(16, 9)), today=FIRST)
    assert (at(case, day(16, 9)), at(case, day(16, 9), Half.PM)) == ("suspended", "home")


def test_a_suspension_does_not_follow_the_child_home() -> None:
    case = _placed(suspended(day(22, 9), day(30, 9)), ended_early(day(24, 9), return_on=day(28, 9)))
    assert [at(case, day(25, 9)), at(case, day(28, 9))] == ["suspended", "home"]


# --- the end of a placement


def test_a_placement_whose_end_passes_without_a_decision_stays_at_the_receiving_school() -> None:
    assert at(_placed(), day(3, 11)) == "receiving"


def test_a_transfer_keeps_the_child_at_the_receiving_school_for_good_and_full_time() -> None:
    case = a_case(*agreed(wednesday_pm="home"), decided(TRANSFER, day(20, 10), day(2, 11)), today=day(2, 11))
    assert [at(case, day(21, 10), Half.PM), at(case, day(4, 11), Half.PM)] == ["home", "receiving"]


def test_a_return_brings_the_child_home_on_its_day_with_time_place_and_person() -> None:
    told = {"return_at": time(8, 30), "return_place": "Office", "return_person": "Ms T. Okafor"}
    case = _placed(decided(RETURN, day(20, 10), day(2, 11), **told))
    assert [at(case, day(23, 10)), at(case, day(3, 11))] == ["receiving", "home"]
    assert where(case, day(2, 11)) == Expected(
        Belongs.HOME, HOME, first_day=FirstDay(time(8, 30), "Office", "Ms T. Okafor")
    )


def test_another_provision_is_named_with_its_time_and_person_and_not_at_weekends() -> None:
    told = {"destination": "Bridge House", "destination_at": time(9), "destination_person": "Mr A. Novak"}
    case = a_case(
        *agreed("alternative provision"), decided(ELSEWHERE, day(20, 10), day(31, 10), **told), today=day(20, 10)
    )
    assert where(case, day(2, 11)) == Expected(
        Belongs.ELSEWHERE, "", "Bridge House", FirstDay(time(9), None, "Mr A. Novak")
    )
    assert [at(case, day(23, 10)), at(case, day(31, 10)), at(case, day(3, 11))] == [
        "receiving",
        "the school is closed",
        "Bridge House",
    ]


def test_an_early_ending_keeps_the_child_there_until_the_return_and_then_at_home() -> None:
    told = {"return_at": time(8, 30), "return_person": "Ms T. Okafor"}
    case = _placed(ended_early(day(24, 9), return_on=day(28, 9), **told))
    assert [at(case, day(25, 9)), at(case, day(28, 9)), at(case, day(1, 12))] == ["receiving", "home", "home"]
    answer = where(case, day(28, 9))
    assert isinstance(answer, Expected)
    assert answer.first_day == FirstDay(time(8, 30), None, "Ms T. Okafor")


def test_an_early_ending_without_a_return_date_brings_the_child_home_in_the_same_act() -> None:
    assert at(_placed(ended_early(day(24, 9))), day(24, 9)) == "home"


def test_an_early_ending_before_the_start_leaves_the_child_at_home() -> None:
    case = _placed(ended_early(day(10, 9), return_on=day(21, 9)))
    assert [at(case, FIRST), at(case, day(21, 9))] == ["home", "home"]


def test_a_withdrawal_before_the_start_leaves_the_child_at_home() -> None:
    case = _placed(ended_otherwise("withdrawn", day(10, 9)))
    assert [at(case, day(10, 9)), at(case, FIRST)] == ["home", "home"]


def test_a_withdrawal_after_the_start_brings_the_child_home_the_next_day() -> None:
    case = _placed(ended_otherwise("withdrawn", day(24, 9)))
    assert [at(case, day(24, 9)), at(case, day(25, 9))] == ["receiving", "home"]


def test_a_withdrawal_says_from_which_day_with_whom() -> None:
    next_day = {"next_place": "home school", "next_on": day(28, 9), "next_at": time(8, 30)}
    case = _placed(ended_otherwise("withdrawn", day(24, 9), last_session_on=day(25, 9), **next_day))
    answer = where(case, day(28, 9))
    assert at(case, day(25, 9)) == "receiving"
    assert isinstance(answer, Expected)
    assert answer.first_day == FirstDay(time(8, 30), None, None)


def test_between_the_last_session_and_the_next_place_the_child_is_the_home_school_s() -> None:
    next_place = {"next_place": "another school or provision", "next_name": "Elmfield", "next_on": day(5, 10)}
    case = _placed(ended_otherwise("moved house", day(24, 9), last_session_on=day(25, 9), **next_place))
    assert [at(case, on) for on in (day(25, 9), day(28, 9), day(2, 10), day(5, 10))] == [
        "receiving",
        "home",
        "home",
        "Elmfield",
    ]


def test_a_child_whose_next_place_is_not_known_is_the_home_school_s() -> None:
    case = _placed(ended_otherwise("other", day(24, 9), next_place="not known"))
    assert at(case, day(25, 9)) == "home"


@pytest.mark.parametrize(
    ("ending", "reason"),
    [
        ({"reason": "home education"}, Reason.HOME_EDUCATION),
        ({"reason": "other", "next_place": "home education"}, Reason.HOME_EDUCATION),
        ({"reason": "permanent exclusion"}, Reason.PERMANENT_EXCLUSION),
    ],
)
@pytest.mark.parametrize("on", [day(10, 9), day(24, 9)])
def test_a_child_who_left_both_rolls_is_expected_nowhere_for_that_reason(
    ending: dict[str, str], reason: Reason, on: date
) -> None:
    case = _placed(ended_otherwise(on=on, **ending))
    assert [where(case, day(25, 9)), where(case, day(26, 9))] == [NotExpected(reason), NotExpected(reason)]


def test_an_excluded_child_with_a_place_to_go_is_expected_there() -> None:
    next_place = {"next_place": "another school or provision", "next_name": "Bridge House", "next_on": day(2, 10)}
    case = _placed(ended_otherwise("permanent exclusion", day(24, 9), last_session_on=day(24, 9), **next_place))
    assert [at(case, day(25, 9)), at(case, day(2, 10))] == ["permanently excluded", "Bridge House"]


def test_a_second_ending_does_not_rewrite_the_days_after_the_first() -> None:
    next_place = {"next_place": "another school or provision", "next_name": "Elmfield"}
    case = _placed(decided(RETURN, day(20, 10), day(2, 11)), ended_otherwise("moved house", day(12, 11), **next_place))
    assert [at(case, day(3, 11)), at(case, day(12, 11)), at(case, day(13, 11))] == ["home", "home", "Elmfield"]


def test_a_decision_made_before_the_last_one_took_effect_replaces_it() -> None:
    case = _placed(decided(RETURN, day(13, 10), day(2, 11)), decided(TRANSFER, day(20, 10), day(9, 11)))
    assert at(case, day(3, 11)) == "receiving"


def test_a_transfer_that_no_school_agreed_to_moves_nobody() -> None:
    case = a_case(*referred(), decided(TRANSFER, day(20, 10), day(2, 11)), today=day(2, 11))
    assert at(case, day(3, 11)) == "home"


# --- approaches that came to nothing


def test_a_school_that_declined_never_has_the_child() -> None:
    case = a_case(*referred(), asked(), answered("decline"), met(), *signed(), today=FIRST)
    assert at(case, FIRST) == "home"


def test_a_school_that_takes_its_yes_back_before_the_start_leaves_the_child_at_home() -> None:
    assert at(_placed(answered("decline", on=day(10, 9))), FIRST) == "home"


def test_a_meeting_that_does_not_agree_leaves_the_child_at_home() -> None:
    assert at(a_case(*referred(), asked(), answered(), met(outcome="not agreed"), *signed()), FIRST) == "home"


def test_asking_another_school_during_a_placement_does_not_undo_it() -> None:
    assert at(_placed(asked(OTHER, day(21, 9))), day(22, 9)) == "receiving"


# --- off-site direction


def test_without_the_board_s_decision_nobody_is_directed() -> None:
    assert at(a_case(*agreed("off-site direction"), today=FIRST), FIRST) == "home"


def test_after_the_last_day_of_the_notice_the_child_is_expected_home() -> None:
    case = a_case(*agreed("off-site direction"), directed(day(2, 10)), today=FIRST)
    assert [at(case, day(2, 10)), at(case, day(5, 10))] == ["receiving", "home"]


def test_a_renewal_goes_on_from_the_last_day_of_the_notice() -> None:
    renewal = directed(day(18, 12), on=day(20, 10), decides="renewal", first_day_on=day(2, 11))
    case = a_case(*DIRECTED, renewal, today=FIRST)
    assert [at(case, day(23, 10)), at(case, day(2, 11)), at(case, day(18, 12))] == ["receiving"] * 3
    assert at(case, day(5, 1)) == "home"


def test_a_renewal_that_begins_on_the_next_school_day_leaves_no_holiday_between() -> None:
    renewal = directed(day(18, 12), on=day(20, 10), decides="renewal", first_day_on=day(2, 11))
    case = a_case(*DIRECTED, renewal, today=FIRST)
    assert where(case, day(28, 10)) == NotExpected(Reason.CLOSED, "school holiday", urn=RECEIVING)
    assert _ahead(case, day(20, 10)) == (day(24, 10), TurnKind.PLACEMENT_ENDS, None)


def test_between_a_notice_and_a_late_renewal_the_child_is_at_home() -> None:
    renewal = directed(day(18, 12), on=day(3, 11), decides="renewal", first_day_on=day(9, 11))
    case = a_case(*DIRECTED, renewal, today=FIRST)
    assert [at(case, day(23, 10)), at(case, day(4, 11)), at(case, day(9, 11))] == ["receiving", "home", "receiving"]


def test_a_revoked_direction_brings_the_child_home_on_the_board_s_day() -> None:
    case = a_case(*DIRECTED, revoked(day(28, 9), on=day(24, 9)), today=FIRST)
    assert [at(case, day(25, 9)), at(case, day(28, 9))] == ["receiving", "home"]


def test_a_direction_renewed_after_a_revocation_holds() -> None:
    renewal = directed(day(18, 12), on=day(26, 9), decides="renewal", first_day_on=day(5, 10))
    case = a_case(*DIRECTED, revoked(day(28, 9), on=day(24, 9)), renewal, today=FIRST)
    assert [at(case, day(28, 9)), at(case, day(5, 10))] == ["home", "receiving"]


def test_a_parent_s_withdrawal_leaves_the_direction_standing() -> None:
    case = a_case(*DIRECTED, ended_otherwise("withdrawn", day(24, 9)), today=FIRST)
    assert [at(case, day(25, 9)), at(case, day(23, 10)), at(case, day(2, 11))] == ["receiving", "receiving", "home"]


def test_after_a_withdrawal_the_board_s_revocation_brings_the_child_home() -> None:
    case = a_case(*DIRECTED, ended_otherwise("withdrawn", day(24, 9)), revoked(day(1, 10), on=day(28, 9)), today=FIRST)
    assert [at(case, day(30, 9)), at(case, day(1, 10))] == ["receiving", "home"]


def test_a_transfer_after_the_notice_ended_waits_at_home_for_its_day() -> None:
    case = a_case(*DIRECTED, decided(TRANSFER, day(20, 10), day(9, 11)), today=FIRST)
    assert [at(case, day(4, 11)), at(case, day(9, 11))] == ["home", "receiving"]


def test_a_child_is_due_at_the_one_school_and_not_at_the_other() -> None:
    answer = where(_placed(), FIRST)
    assert due_at(answer, RECEIVING)
    assert not due_at(answer, HOME)
    assert not due_at(where(_placed(), day(19, 9)), RECEIVING)


# --- the next change


def test_before_the_start_the_next_change_is_the_start() -> None:
    assert _ahead(_placed(), day(9, 9)) == (FIRST, TurnKind.STARTS, Belongs.RECEIVING)


def test_in_a_placement_the_next_change_is_its_end() -> None:
    assert _ahead(_placed(), FIRST) == (day(24, 10), TurnKind.PLACEMENT_ENDS, None)


def test_a_decision_that_changes_the_place_is_the__ahead() -> None:
    case = _placed(decided(RETURN, day(20, 10), day(2, 11)))
    assert _ahead(case, day(20, 10)) == (day(2, 11), TurnKind.RETURNS, Belongs.HOME)


def test_a_transfer_changes_no_place() -> None:
    assert _ahead(_placed(decided(TRANSFER, day(20, 10), day(2, 11))), day(20, 10)) is None


def test_a_withdrawal_before_the_start_leaves_nothing_ahead() -> None:
    assert _ahead(_placed(ended_otherwise("withdrawn", day(10, 9))), day(9, 9)) is None


def test_under_a_direction_the_next_change_is_the_day_after_its_last() -> None:
    case = a_case(*DIRECTED, today=FIRST)
    assert _ahead(case, FIRST) == (day(24, 10), TurnKind.DIRECTION_ENDS, Belongs.HOME)


def test_a_direction_longer_than_the_placement_still_asks_for_a_decision_at_its_end() -> None:
    case = a_case(*agreed("off-site direction"), directed(day(18, 12)), today=FIRST)
    assert _ahead(case, FIRST) == (day(24, 10), TurnKind.PLACEMENT_ENDS, None)


def test_where_nothing_is_agreed_nothing_is_ahead() -> None:
    assert _ahead(a_case(*referred(), today=day(3, 9)), day(3, 9)) is None


def test_an_entry_typed_later_than_another_still_stands_on_its_own_day() -> None:
    late = replace(met(day(8, 9)), filed_at=filed(met().entry, on=day(20, 9)).filed_at)
    assert at(a_case(*referred(), asked(), answered(), late, *signed(), today=FIRST), FIRST) == "receiving"
