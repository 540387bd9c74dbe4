from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from record.case import Case
from record.entry import Filed, Party
from record.forms.final_review import RETURN, TRANSFER
from record.forms.la_record import LaRecord
from record.forms.meeting_record import ReviewDate
from record.forms.telling import FamilyTold
from record.placement_days import owed_reports
from record.stage import is_live
from rules.due import due, next_step, steps
from rules.duty import Due, Risk
from tests.record.a_case import (
    CALENDARS,
    MOTHER,
    OTHER,
    PACK,
    RECEIVING,
    a_case,
    agreed,
    answered,
    asked,
    consents,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    filed,
    met,
    met_on_a_move,
    referred,
    reported,
    reviewed,
    revoked,
    roll_changed,
    shared,
    signed,
    started,
    told_of,
)

FIRST, LAST = day(14, 9), day(23, 10)


def _placed(*more: Filed, today: date = FIRST, **meeting: object) -> Case:
    return a_case(*agreed(**meeting), started(), *more, today=today)  # type: ignore[arg-type]


def _whats(case: Case) -> list[str]:
    return [each.what for each in steps(case)]


def _the(case: Case, what: str) -> Due:
    return next(each for each in due(case) if each.what == what)


# --- before the start


TO_SHARE = "to share information with one school"


def _said(one: Due | None) -> tuple[str, str, str, date | None, tuple[str, ...]] | None:
    return (one.what, one.kind, one.who, one.by, one.waits_for) if one else None


@pytest.mark.parametrize(
    ("entries", "step"),
    [
        ((), ("referral", "referral", "home school", None, ())),
        (referred()[:2], ("consent to explore a move", "consent", "home school", day(4, 9), ())),
        (referred(), ("consent to share with a school", "consent", "home school", None, ())),
        (shared(), ("ask a school", "approach", "home school", None, ())),
        (
            (*shared(), asked(due_on=day(17, 9))),
            ("answer to the approach", "response", "receiving school", day(17, 9), ()),
        ),
        (
            (*shared(), asked(), answered("decline")),
            ("consent to share with a school", "consent", "home school", None, ()),
        ),
        (
            (*shared(), *consents(TO_SHARE, day(2, 9), OTHER), asked(), answered("decline")),
            ("ask a school", "approach", "home school", None, ()),
        ),
        (
            (*shared(), asked(), answered(on=day(4, 9))),
            ("the meeting", "meeting_record", "home school", day(18, 9), ()),
        ),
        (
            (*shared(), asked(), answered(), met(outcome="adjourned", adjourned_to=day(10, 9))),
            ("the adjourned meeting", "meeting_record", "home school", day(10, 9), ()),
        ),
        (
            (*shared(), asked(), answered(), met(outcome="not agreed")),
            ("consent to share with a school", "consent", "home school", None, ()),
        ),
        (
            (*shared(), asked(), answered(), met(starts_on=None)),
            ("a start date", "meeting_record", "home school", day(15, 9), ()),
        ),
        ((*shared(), asked(), answered(), met()), ("consent to this move", "consent", "home school", FIRST, ())),
        (met_on_a_move(), ("signatures", "signature", "home school", FIRST, ())),
        (agreed(), ("tell the family of the first day", "telling", "home school", day(11, 9), ())),
        (
            (*agreed(), filed(FamilyTold(about="the first day", takes_effect_on=FIRST, told_on=day(9, 9)))),
            (
                "did the child start?",
                "start",
                "receiving school",
                FIRST,
                ("the first day, Monday 14 September",),
            ),
        ),
    ],
)
def test_before_the_start_the_next_step_is(entries: tuple[Filed, ...], step: object) -> None:
    assert _said(next_step(a_case(*entries, today=day(9, 9)))) == step


def test_a_school_is_asked_once_everybody_agreed_that_it_is_told() -> None:
    waiting = [each for each in due(a_case(*referred(), today=day(9, 9))) if each.what == "ask a school"]
    assert [each.waits_for for each in waiting] == [("everyone to agree to share with a school",)]


def test_the_heads_sign_once_everybody_has_agreed_and_each_school_gets_the_names_of_its_own() -> None:
    lacking = a_case(*shared(), asked(), answered(), met(), today=day(9, 9))
    to_agree = (f"{MOTHER} and the pupil to agree",)
    assert _signatures(lacking) == [
        ("home school", ("parent", "pupil"), ()),
        ("home school", ("home head teacher",), to_agree),
        ("receiving school", ("receiving head teacher",), to_agree),
    ]
    assert _signatures(a_case(*met_on_a_move(), today=day(9, 9))) == [
        ("home school", ("parent", "pupil", "home head teacher"), ()),
        ("receiving school", ("receiving head teacher",), ()),
    ]


def _signatures(case: Case) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.who, each.of, each.waits_for) for each in due(case) if each.what == "signatures"]


def test_a_refusal_to_explore_does_not_look_like_a_school_to_ask() -> None:
    case = a_case(*referred()[:2], *consents("to explore a move", day(2, 9), answer="refused"))
    assert "ask a school" not in _whats(case)


def test_the_board_s_notice_is_due_two_school_days_before_the_first_day() -> None:
    case = a_case(*agreed("off-site direction"), today=day(9, 9))
    assert _the(case, "the board’s decision and notice").by == day(10, 9)
    assert "the board’s decision and notice" not in _whats(
        a_case(*agreed("off-site direction"), directed(notice_given_on=day(8, 9)))
    )


def test_a_child_who_did_not_start_needs_a_new_date() -> None:
    case = a_case(*agreed(), started(FIRST, did_start=False), today=FIRST)
    assert _said(next_step(case)) == ("a new start date", "start", "receiving school", FIRST, ())


def test_a_new_date_is_asked_about_when_it_comes() -> None:
    case = a_case(*agreed(), started(FIRST, did_start=False, new_start_on=day(21, 9)), today=FIRST)
    assert _the(case, "did the child start?").by == day(21, 9)


def test_a_child_who_started_unsigned_still_needs_the_signatures() -> None:
    case = a_case(*referred(), asked(), answered(), met(), started(), today=day(15, 9))
    assert _the(case, "signatures").is_late(day(15, 9))


# --- in the placement


def test_the_start_is_asked_about_until_it_is_answered() -> None:
    assert "did the child start?" in _whats(a_case(*agreed(), today=day(16, 9)))
    assert "did the child start?" not in _whats(_placed())


def test_a_report_is_due_for_each_week_begun_by_its_last_school_day() -> None:
    reports = [each for each in due(_placed(today=day(30, 9))) if each.what == "weekly report"]
    assert [(each.week, each.by) for each in reports] == [
        (day(14, 9), day(18, 9)),
        (day(21, 9), day(25, 9)),
        (day(28, 9), day(2, 10)),
    ]
    assert [each.is_late(day(30, 9)) for each in reports] == [True, True, False]


def test_a_week_reported_on_is_not_due() -> None:
    reports = [each.week for each in steps(_placed(reported(day(14, 9)), reported(day(23, 9)), today=day(30, 9)))]
    assert [each for each in reports if each] == [day(28, 9)]


def test_no_report_is_due_for_half_term() -> None:
    case = _placed(today=day(12, 11), ends_on=day(4, 12))
    weeks = [each.week for each in steps(case) if each.week]
    assert day(26, 10) not in weeks
    assert weeks[-2:] == [day(2, 11), day(9, 11)]


def test_half_term_is_the_receiving_school_s_own() -> None:
    calendars = {urn: calendar for urn, calendar in CALENDARS.items() if urn != RECEIVING}
    case = a_case(*agreed(ends_on=day(4, 12)), started(), today=day(12, 11), calendars=calendars)
    assert day(26, 10) in [each.week for each in due(case)]


def test_reports_go_on_while_the_child_stays_past_the_end_without_a_decision() -> None:
    assert [each.week for each in steps(_placed(today=day(4, 11))) if each.week][-1] == day(2, 11)


def test_reports_stop_with_the_last_day_of_a_direction() -> None:
    case = a_case(*agreed("off-site direction"), directed(day(2, 10)), started(), today=day(14, 10))
    assert [each.week for each in steps(case) if each.week][-1] == day(28, 9)


def test_a_report_can_be_asked_for_until_a_day_that_is_past() -> None:
    case = _placed(today=day(30, 9))
    assert case.placement is not None
    assert [each.week for each in owed_reports(case, case.placement, until=day(18, 9))] == [day(14, 9)]


def test_a_review_is_due_on_each_day_the_meeting_set() -> None:
    case = _placed(reviews=(ReviewDate(review_on=day(28, 9)), ReviewDate(review_on=day(21, 10))))
    assert [each.by for each in due(case) if each.what == "a review"] == [day(28, 9)], (
        "the last week has the final review"
    )


def test_a_review_held_within_the_week_before_its_day_counts() -> None:
    days = (ReviewDate(review_on=day(28, 9)), ReviewDate(review_on=day(12, 10)))
    assert [each.by for each in due(_placed(reviewed(day(22, 9)), reviews=days)) if each.what == "a review"] == [
        day(12, 10)
    ]


def test_a_review_can_set_the_next() -> None:
    case = _placed(reviewed(day(28, 9), next_review_on=day(9, 10)), reviews=(ReviewDate(review_on=day(28, 9)),))
    assert [each.by for each in due(case) if each.what == "a review"] == [day(9, 10)]


def test_the_final_review_is_due_by_the_last_day_and_late_after_it() -> None:
    final = _the(_placed(today=day(2, 11)), "the final review")
    assert (final.by, final.is_late(day(2, 11)), final.is_late(LAST)) == (LAST, True, False)


def test_an_extension_moves_the_final_review() -> None:
    case = _placed(reviewed(day(12, 10), extends=True, new_end_on=day(4, 12)))
    assert _the(case, "the final review").by == day(4, 12)


def test_a_direction_that_ends_before_the_placement_asks_to_be_renewed() -> None:
    case = a_case(*agreed("off-site direction"), directed(day(2, 10)), started(), today=FIRST)
    renewal = directed(day(23, 10), on=day(28, 9), decides="renewal", first_day_on=day(5, 10))
    assert _the(case, "renewal of the direction").by == day(2, 10)
    assert "renewal of the direction" not in _whats(case.with_filed(renewal))
    assert "renewal of the direction" not in _whats(case.with_filed(revoked(day(1, 10), on=day(28, 9))))


def test_what_has_no_day_comes_first_and_then_the_earliest() -> None:
    found = due(_placed(today=day(30, 9), reviews=(ReviewDate(review_on=day(28, 9)),)))
    assert [each.by for each in found] == sorted([each.by for each in found], key=lambda by: by or date.min)


# --- after an ending


def test_after_an_ending_the_school_that_loses_the_child_changes_its_roll() -> None:
    told = {"return_at": time(8, 40), "return_person": "Ms T. Okafor"}
    back = _placed(*_reports(6), decided(RETURN, day(20, 10), day(2, 11), **told), today=day(20, 10))
    gone = _placed(*_reports(6), decided(TRANSFER, day(20, 10), day(2, 11)), today=day(20, 10))
    assert [_said(each) for each in steps(back)] == [("roll change", "roll_change", "receiving school", day(2, 11), ())]
    assert [_said(each) for each in steps(gone)] == [("roll change", "roll_change", "home school", day(2, 11), ())]


def _reports(weeks: int) -> list[Filed]:
    mondays = [day(14, 9), day(21, 9), day(28, 9), day(5, 10), day(12, 10), day(19, 10)]
    return [reported(monday) for monday in mondays[:weeks]]


def test_reports_are_due_for_the_weeks_before_the_return_and_no_later() -> None:
    case = _placed(ended_early(day(24, 9), return_on=day(28, 9)), today=day(8, 10))
    assert [each.week for each in steps(case) if each.week] == [day(14, 9), day(21, 9)]


def test_after_an_ending_no_review_and_no_start_is_waited_for() -> None:
    case = a_case(*agreed(), ended_early(day(24, 9)), today=day(24, 9))
    assert not {each.kind for each in due(case)} & {"final_review", "review", "start"}


def test_a_move_stopped_before_it_started_waits_for_the_family_and_the_authority_to_be_told() -> None:
    stopped = (*agreed(), ended_otherwise("EHC plan issued", day(10, 9)))
    assert [(each.kind, each.who, each.by) for each in due(a_case(*stopped, today=day(20, 9)))] == [
        ("telling", Party.HOME, day(10, 9)),
        ("la_record", Party.LA, day(10, 9)),
    ]
    told = a_case(*stopped, told_of("outcome", day(11, 9)), today=day(20, 9))
    assert due(told) == ()
    assert not is_live(told)


def test_after_a_roll_change_each_thing_not_yet_sent_is_due() -> None:
    change = roll_changed(day(3, 11), "receiving school", has_protection_file=True, protection_file_sent_on=day(3, 11))
    case = _placed(*_reports(6), decided(RETURN, day(20, 10), day(2, 11)), change, today=day(4, 11))
    found = [each for each in due(case) if each.kind in ("roll_change", "la_record")]
    assert [(each.what, each.who, each.by) for each in found] == [
        ("deletion return", Party.RECEIVING, day(3, 11)),
        ("tell the local authority of the outcome", Party.LA, day(3, 11)),
        ("receipt for the child-protection file", Party.RECEIVING, day(6, 11)),
        ("transfer file", Party.RECEIVING, day(24, 11)),
    ]


def test_once_everything_is_sent_and_told_nothing_is_due() -> None:
    change = roll_changed(day(3, 11), deletion_return_on=day(3, 11), transfer_file_sent_on=day(5, 11))
    case = _placed(
        *_reports(6),
        decided(TRANSFER, day(20, 10), day(2, 11)),
        change,
        told_of("outcome", day(4, 11)),
        today=day(9, 11),
    )
    assert due(case) == ()
    assert next_step(case) is None


def test_a_withdrawal_under_a_direction_calls_a_review_until_it_is_held() -> None:
    entries = (*agreed("off-site direction"), directed(), started(), ended_otherwise("withdrawn", day(24, 9)))
    case = a_case(*entries, today=day(25, 9))
    assert _the(case, "a review of the direction").by == day(24, 9)
    assert "a review of the direction" not in _whats(case.with_filed(reviewed(day(28, 9))))
    assert "a review of the direction" not in _whats(case.with_filed(revoked(day(25, 9), on=day(24, 9))))


def test_the_direct_route_asks_whether_the_child_started_and_for_no_report() -> None:
    case = a_case(*agreed("direct", starts_on=day(15, 9)), today=day(30, 9))
    assert _whats(case) == ["did the child start?", "roll change"]
    assert _whats(case.with_filed(started(day(15, 9)))) == ["roll change"]


def test_signatures_that_came_are_not_waited_for() -> None:
    case = a_case(*referred(), asked(), answered(), met(), *signed(), today=day(9, 9))
    assert "signatures" not in _whats(case)


def test_the_child_protection_file_is_due_before_its_receipt() -> None:
    change = roll_changed(day(3, 11), "receiving school", has_protection_file=True)
    case = _placed(*_reports(6), decided(RETURN, day(20, 10), day(2, 11)), change, today=day(4, 11))
    assert _the(case, "child-protection file").by == day(6, 11)
    assert "receipt for the child-protection file" not in _whats(case)


def test_the_other_school_s_consent_is_due_before_a_deletion_that_is_still_to_come() -> None:
    ground = "9(1)(c) dual registered, the other school agrees"
    ending = (*_reports(6), decided(RETURN, day(20, 10), day(2, 11)))
    asked_for = _placed(*ending, roll_changed(day(3, 11), "receiving school", ground=ground), today=day(2, 11))
    given = roll_changed(day(3, 11), "receiving school", ground=ground, other_school_consented=True)
    assert _the(asked_for, "consent to the deletion").who is Party.RECEIVING, "it wrote the roll change, and records it"
    assert "consent to the deletion" not in _whats(_placed(*ending, given, today=day(2, 11)))


def test_a_child_whose_next_place_is_not_known_is_told_of_to_those_who_look_for_children() -> None:
    what = "tell the children-missing-education team"
    gone = ended_otherwise("moved house", day(24, 9), last_session_on=day(23, 9), next_place="not known")
    told = ended_otherwise(
        "moved house",
        day(24, 9),
        next_place="not known",
        missing_education_told=True,
        missing_education_told_on=day(24, 9),
    )
    assert _the(_placed(gone, today=day(25, 9)), what).by == day(24, 9)
    assert what not in _whats(_placed(told, today=day(25, 9)))


# --- beside the case: told, seen, confirmed


def _asides(case: Case) -> list[tuple[str, Party, date | None]]:
    return [(each.what, each.who, each.by) for each in due(case) if each.is_aside]


def test_beside_its_steps_a_placement_tells_the_authority_and_returns_the_new_pupil() -> None:
    assert _asides(a_case(*agreed(), started(), met(is_confirmed=True), today=FIRST)) == [
        ("note that you were told of the request", Party.LA, day(10, 9)),
        ("new-pupil return", Party.RECEIVING, day(18, 9)),
        ("note that you were told of the start", Party.LA, day(21, 9)),
        ("copies of the transfer file and the educational record", Party.HOME, day(5, 10)),
    ]


def test_what_was_told_and_returned_is_not_due() -> None:
    told = (told_of("request", day(4, 9)), told_of("start", FIRST))
    copies = {"file_copy_sent_on": FIRST, "record_copy_sent_on": FIRST}
    entries = (*agreed(is_confirmed=True), started(new_pupil_return_on=FIRST, **copies), *told)
    assert _asides(a_case(*entries, today=FIRST)) == []


def test_the_meeting_record_is_confirmed_by_the_school_that_did_not_write_it() -> None:
    case = a_case(*referred(), asked(), answered(), met(), today=day(9, 9))
    assert ("confirm the meeting record", Party.RECEIVING, day(15, 9)) in _asides(case)


def test_alternative_provision_waits_for_an_officer_to_decide() -> None:
    case = a_case(*agreed("alternative provision"), today=day(9, 9))
    decision = filed(LaRecord(about="approval of alternative provision", is_approved=False, recorded_on=day(9, 9)))
    assert _the_aside(case, "decide on the alternative provision") == (Party.LA, FIRST)
    assert _the_aside(case.with_filed(decision), "decide on the alternative provision") is None


def _the_aside(case: Case, what: str) -> tuple[Party, date | None] | None:
    return next(((who, by) for name, who, by in _asides(case) if name == what), None)


def test_a_report_is_seen_by_the_home_school_within_five_school_days() -> None:
    what = "see the weekly report"
    unseen = _placed(reported(day(14, 9)), today=day(18, 9))
    seen = _placed(reported(day(14, 9), home_wants_review=False), today=day(18, 9))
    assert _the_aside(unseen, what) == (Party.HOME, day(21, 9))
    assert _the_aside(seen, what) is None


def test_a_direction_is_reviewed_after_weeks_without_a_review() -> None:
    what = "a review, after weeks without one"
    long = (*agreed("off-site direction", ends_on=day(18, 12)), directed(day(18, 12)), started())
    assert _the_aside(a_case(*long, today=FIRST), what) == (Party.HOME, day(23, 11))
    assert _the_aside(a_case(*long, reviewed(day(12, 10)), today=day(13, 10)), what) is None
    short = (*agreed("off-site direction"), directed(), started())
    assert _the_aside(a_case(*short, today=FIRST), what) is None
    fortnightly = replace(a_case(*short, today=FIRST), pack=PACK.model_copy(update={"direction_review_weeks": 2}))
    assert _the_aside(fortnightly, what) == (Party.HOME, day(28, 9))


def test_the_next_step_is_what_the_case_waits_for_and_not_what_is_told_beside_it() -> None:
    case = a_case(*agreed(), started(), today=day(16, 9))
    first, step = due(case)[0], next_step(case)
    assert first.is_aside
    assert step is not None and step.what == "weekly report"


def test_late_soon_and_later() -> None:
    final = _the(_placed(), "the final review")
    assert [final.risk(on) for on in (day(15, 10), day(16, 10), LAST, day(24, 10))] == [
        Risk.LATER,
        Risk.SOON,
        Risk.SOON,
        Risk.LATE,
    ]
