"""The meeting: who came, what was agreed, from when and for how long."""

from __future__ import annotations

from record.consents import SHARE
from record.forms.meeting_record import MeetingRecord
from record.forms.telling import A_NO, THE_MEETING
from record.stage import Stage
from tests.record.a_case import OTHER, RECEIVING
from tests.stories.a_story import DIRECT, DIRECTION, HAMMERSMITH, NATIONAL, PLACEMENT, SALTMARSH, WARWICKSHIRE
from tests.stories.acts import (
    answers,
    asks,
    consent,
    corrects,
    everybody_consents,
    invited,
    meets,
    sets_the_meeting,
    signs,
    tells,
)
from tests.stories.acts_from_the_start import ends, outcome_is_told
from tests.stories.beginnings import accepted, agreed, placed, reported_until

STARTED = "receiving school: did the child start? by {}"


def test_a_girl_who_will_not_take_part_in_the_meeting_stays_at_her_school() -> None:
    tobi = accepted(HAMMERSMITH, DIRECTION)
    tobi.is_refused("8 September", meets(pupil_engaged=False), because_of="MEETING-8")
    tobi.on("8 September", meets(outcome="not agreed", pupil_engaged=False))
    tobi.then(Stage.SEEKING, "home", "home school: consent to share with a school", "home school: ask a school")
    tobi.is_expected("home", "2 September", "18 December")
    tobi.on("9 September", ends("not agreed at the meeting"))
    tobi.then(Stage.NOT_PROCEEDING, "home", "local authority: tell the local authority of the outcome by 9 September")
    tobi.on("9 September", outcome_is_told)
    tobi.then(Stage.CLOSED, "home")


def test_the_meeting_is_adjourned_and_agrees_a_week_later() -> None:
    tobi = accepted(WARWICKSHIRE, DIRECT)
    tobi.is_refused("8 September", meets(outcome="adjourned", adjourned_to="8 September"), because_of="ADJOURN-1")
    tobi.on("8 September", meets(outcome="adjourned", adjourned_to="15 September"))
    tobi.then(Stage.MEETING_HELD, "home", "home school: the adjourned meeting by 15 September")
    tobi.on("15 September", meets(starts_on="21 September"), everybody_consents, signs)
    tobi.then(Stage.AGREED, "home", STARTED.format("21 September"))
    tobi.is_expected("home", "2 September", "18 September")
    tobi.is_expected("receiving", "21 September", "18 December")


def test_the_meeting_and_the_start_come_later_than_the_guidance_suggests() -> None:
    tobi = accepted(HAMMERSMITH, PLACEMENT)
    tobi.on("21 September")
    tobi.then(Stage.ACCEPTED, "home", "home school: the meeting by 18 September")
    tobi.on("22 September", meets(starts_on="30 September", weeks=6), everybody_consents, asks_why="MEETING-2 START-2")
    tobi.then(
        Stage.MEETING_HELD,
        "home",
        "home school: signatures by 30 September",
        "receiving school: signatures by 30 September",
    )
    tobi.on("23 September", signs)
    tobi.is_expected("home", "2 September", "29 September")
    tobi.is_expected("receiving", "30 September", "10 November")


def test_eight_weeks_need_a_reason_and_thirteen_are_too_many() -> None:
    tobi = accepted(HAMMERSMITH, PLACEMENT)
    tobi.is_refused("8 September", meets(weeks=8), because_of="LENGTH-3")
    tobi.is_refused("8 September", meets(weeks=13, why_longer="She was ill"), because_of="LENGTH-4")
    tobi.on("8 September", meets(weeks=8, why_longer="She was ill"), everybody_consents, signs)
    in_week_six, final = "receiving school: a review by 23 October", "receiving school: the final review by 6 November"
    tobi.then(Stage.AGREED, "home", STARTED.format("14 September"), in_week_six, final)
    tobi.is_expected("home", "8 September", "11 September")
    tobi.is_expected("receiving", "14 September", "6 November")


def test_twelve_weeks_with_a_reason_are_the_most_and_the_weeks_and_the_last_day_agree() -> None:
    tobi = accepted(WARWICKSHIRE, PLACEMENT)
    twelve = {"weeks": 12, "why_longer": "A new language"}
    tobi.is_refused("8 September", meets(ends_on="11 December", **twelve), because_of="LENGTH-2")
    tobi.on("8 September", meets(**twelve), everybody_consents, signs)
    in_week_six, final = "receiving school: a review by 23 October", "receiving school: the final review by 4 December"
    tobi.then(Stage.AGREED, "home", STARTED.format("14 September"), in_week_six, final)


def test_eight_weeks_end_a_week_later_where_school_weeks_are_counted() -> None:
    by_the_calendar = agreed(NATIONAL, DIRECTION, weeks=8, why_longer="She was ill")
    by_school_weeks = agreed(SALTMARSH, DIRECTION, weeks=8)
    by_the_calendar.is_expected("receiving", "14 September", "6 November")
    by_the_calendar.is_expected("home", "9 November", "18 December")
    by_school_weeks.is_expected("receiving", "14 September", "13 November")
    by_school_weeks.is_expected("home", "16 November", "18 December")
    by_the_calendar.on("4 November")
    by_school_weeks.on("4 November")
    by_the_calendar.is_in_week(8, of=8)
    by_school_weeks.is_in_week(7, of=8)


def test_half_term_falls_into_the_placement_and_nobody_reports_on_it() -> None:
    tobi = reported_until(placed(HAMMERSMITH, weeks=8, why_longer="She was ill"), "23 October")
    tobi.on("28 October")
    tobi.then(
        Stage.PLACED,
        "the school is closed",
        "receiving school: a review by 23 October",
        "receiving school: the final review by 6 November",
    )
    tobi.registers_show("28 October", home="#", receiving="#")
    tobi.on("3 November")
    tobi.then(
        Stage.PLACED,
        "receiving",
        "receiving school: a review by 23 October",
        "receiving school: weekly report by 6 November",
        "receiving school: the final review by 6 November",
    )


def test_the_year_ends_inside_the_placement() -> None:
    tobi = accepted(HAMMERSMITH, DIRECT)
    tobi.on("24 November", meets(starts_on="30 November"), everybody_consents, signs, asks_why="MEETING-2")
    tobi.is_expected("home", "2 September", "27 November")
    tobi.is_expected("receiving", "30 November", "18 December")
    tobi.is_expected("the school is closed", "21 December")
    tobi.is_expected("receiving", "5 January", "12 February")


def test_the_first_day_is_a_saturday_or_before_the_meeting() -> None:
    tobi = accepted(NATIONAL, DIRECTION)
    tobi.is_refused("8 September", meets(starts_on="12 September"), because_of="START-3")
    tobi.is_refused("8 September", meets(starts_on="7 September"), because_of="START-1")
    tobi.is_refused("3 September", meets(starts_on="7 September"), because_of="PAST-6 MEETING-1")
    tobi.then(Stage.ACCEPTED, "home", "home school: the meeting by 18 September")


def test_the_parents_and_the_child_are_not_at_the_meeting() -> None:
    tobi = accepted(WARWICKSHIRE, DIRECT)
    tobi.is_refused("8 September", meets(people=invited("home school", "parent", "pupil")), because_of="MEETING-3")
    schools = invited("home school", "receiving school")
    tobi.on("8 September", meets(people=schools), everybody_consents, signs, asks_why="MEETING-4 MEETING-5")
    tobi.then(Stage.AGREED, "home", STARTED.format("14 September"))


def test_the_first_school_declines_and_nobody_at_the_second_is_told_of_it() -> None:
    tobi = accepted(HAMMERSMITH, DIRECT)
    tobi.is_refused("7 September", consent(SHARE, school=OTHER), asks(OTHER), because_of="APPROACH-2")
    tobi.on("7 September", answers("decline", RECEIVING))
    tobi.then(Stage.SEEKING, "home", "home school: consent to share with a school", "home school: ask a school")
    tobi.asks_beside("home school: tell the family of a school that said no by 7 September")
    tobi.is_refused("8 September", asks(OTHER), because_of="APPROACH-1")
    tobi.on("8 September", tells(A_NO, None), consent(SHARE, school=OTHER), asks(OTHER))
    tobi.then(Stage.SEEKING, "home", "receiving school: answer to the approach")
    tobi.asks_nothing_of("tell the family")
    tobi.on("10 September", answers(school=OTHER))
    tobi.on("15 September", meets(starts_on="21 September"), everybody_consents, signs)
    tobi.is_expected("home", "2 September", "18 September")
    tobi.is_expected("other", "21 September", "18 December")


INVITE = "home school: invite the family to the meeting by {}"


def test_the_day_of_the_meeting_is_a_date_of_the_case_and_another_day_is_told_again() -> None:
    tobi = accepted(HAMMERSMITH, DIRECT)
    tobi.is_refused("7 September", sets_the_meeting("4 September"), because_of="MEETING-31")
    tobi.could_be_filed("7 September", sets_the_meeting("12 September"), asks_why="MEETING-32")
    tobi.could_be_filed("7 September", sets_the_meeting("21 September"), asks_why="MEETING-33")
    tobi.then(Stage.ACCEPTED, "home", "home school: the meeting by 18 September")
    tobi.on("7 September", sets_the_meeting("15 September"))
    tobi.then(Stage.ACCEPTED, "home", "home school: the meeting by 15 September")
    tobi.asks_beside(INVITE.format("8 September"))
    tobi.on("8 September", tells(THE_MEETING, "15 September"))
    tobi.asks_nothing_of("invite the family")

    tobi.on("10 September", sets_the_meeting("16 September"))
    tobi.then(Stage.ACCEPTED, "home", "home school: the meeting by 16 September")
    tobi.asks_beside(INVITE.format("11 September"))
    tobi.on("10 September", tells(THE_MEETING, "16 September"))
    tobi.asks_nothing_of("invite the family")
    tobi.on("16 September", meets(starts_on="21 September"))
    tobi.asks_nothing_of("invite the family")


def test_the_day_to_which_a_meeting_was_adjourned_is_told_and_a_corrected_one_told_again() -> None:
    tobi = accepted(HAMMERSMITH, DIRECT)
    tobi.on("7 September", sets_the_meeting("15 September"), tells(THE_MEETING, "15 September"))
    tobi.on("8 September", meets(outcome="adjourned", adjourned_to="14 September"))
    tobi.then(Stage.MEETING_HELD, "home", "home school: the adjourned meeting by 14 September")
    tobi.asks_beside(INVITE.format("9 September"))
    tobi.on("8 September", tells(THE_MEETING, "14 September"))
    tobi.asks_nothing_of("invite the family")
    tobi.on("9 September", corrects(MeetingRecord, adjourned_to="15 September"))
    tobi.asks_beside(INVITE.format("9 September"))
    tobi.on("10 September", sets_the_meeting("16 September"))
    tobi.then(Stage.MEETING_HELD, "home", "home school: the adjourned meeting by 16 September")
    tobi.asks_beside(INVITE.format("11 September"))
