"""The cases of the sample: what happens in each, in the order of the stages. Its words are in `children/`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from casework.sample.agreeing import FAMILY, agree_fully, direct, meet, meet_without_agreement, sign, start
from casework.sample.days import Plot, in_week, starting_next_week, third_week_on, up_to
from casework.sample.ending import change_the_roll, close, decide, end_early, stop_before_the_start, withdraw
from casework.sample.going import report, seen_by_home, suspend
from casework.sample.owing import OWING
from casework.sample.preparing import accept, agree, ask, begin, decline
from casework.sample.tale import Tale
from casework.sample.words import made
from record.consents import EXPLORE, PLACEMENT, THE_PUPIL
from record.forms.final_review import RETURN, TRANSFER
from record.forms.meeting_day import MeetingDay
from record.forms.referral import Referral
from record.forms.telling import THE_MEETING
from record.school_days import ONE_DAY, monday_of


def _draft_only(tale: Tale) -> None:
    tale.story.drafts(tale.home.writer, tale.diary.ago(0), tale.words.before)


def _before_only(tale: Tale) -> None:
    tale.home_writes(tale.diary.ago(3), tale.words.before)
    tale.story.drafts(tale.home.writer, tale.diary.ago(2), made(Referral, tale.words.begun_referral))


def _consent_incomplete(tale: Tale) -> None:
    days = up_to(tale, "explored", 3)
    begin(tale, days)
    agree(tale, EXPLORE, days["explored"], tale.parents[0], THE_PUPIL)


def _adjourned(tale: Tale) -> None:
    again_on = tale.diary.ahead(3)
    meet_without_agreement(tale, up_to(tale, "met", 3), "adjourned", adjourned_to=again_on)


def _accepted_direct(tale: Tale) -> None:
    """A school said yes, the day of the meeting is set, and the family is invited to it."""
    days = up_to(tale, "answered", 2)
    accept(tale, days)
    on = tale.diary.ahead(4)
    there = f"{tale.receiving.name}, the meeting room"
    set_on = days["answered"]
    tale.home_writes(set_on, MeetingDay(meets_on=on, meets_at=time(15, 30), meets_where=there, set_on=set_on))
    tale.family_is_told(tale.home, set_on, THE_MEETING, on)


def _unsigned(tale: Tale) -> None:
    days = starting_next_week(tale)
    meet(tale, days)
    agree(tale, PLACEMENT, days["met"])
    sign(tale, days["met"], FAMILY)
    direct(tale, days)


def _going_well(number: int) -> Plot:
    """Placed, in that week, every report in."""

    def told(tale: Tale) -> None:
        days = in_week(tale, number)
        start(tale, days)
        report(tale, days, tale.diary.today)

    return told


def _reports_missed(tale: Tale) -> None:
    start(tale, in_week(tale, 3))


def _red(tale: Tale) -> None:
    days = in_week(tale, 4)
    start(tale, days)
    report(tale, days, tale.diary.today, unfinished=True)
    seen_by_home(
        tale,
        tale.there.last_open(tale.diary.today),
        home_wants_review="yes",
        home_why="We want to sit down with Maisie, her father and Ms Fenn this week, and change what happens after school.",
    )


def _suspended(tale: Tale) -> None:
    days = in_week(tale, 5)
    start(tale, days)
    report(tale, days, tale.diary.monday(0) - ONE_DAY)
    suspend(tale, tale.diary.ago(0))


def _transfer_next_week(tale: Tale) -> None:
    days = in_week(tale, 6)
    days = {**days, "decided": tale.diary.first_day(monday_of(days["ends"]))}
    start(tale, days)
    report(tale, days, tale.diary.monday(0) - ONE_DAY)
    decide(tale, days, TRANSFER, is_told=False)


def _transferred(tale: Tale) -> None:
    days = in_week(tale, 8)
    start(tale, days)
    report(tale, days, days["ends"])
    decide(tale, days, TRANSFER)


def _returned(tale: Tale) -> None:
    days = in_week(tale, 8)
    start(tale, days)
    report(tale, days, days["ends"])
    decide(tale, days, RETURN)


def _ended_early(tale: Tale) -> None:
    on = tale.diary.ago(2)
    days = third_week_on(tale, on)
    start(tale, days)
    report(tale, days, monday_of(on) - ONE_DAY)
    end_early(tale, on, tale.here.after(on, 1))


def _withdrawn(tale: Tale) -> None:
    on = tale.diary.ago(2)
    days = third_week_on(tale, on)
    start(tale, days)
    report(tale, days, monday_of(on) - ONE_DAY)
    withdraw(tale, on, tale.here.after(on, 1))


def _not_proceeding(tale: Tale) -> None:
    days = up_to(tale, "met", 6)
    meet_without_agreement(tale, days, "not agreed")
    stop_before_the_start(tale, days["met"])


def _receipt_awaited(tale: Tale) -> None:
    days = in_week(tale, 3)
    start(tale, days)
    change_the_roll(tale, days["starts"], has_protection_file=True)


def _closed(tale: Tale) -> None:
    days = in_week(tale, 14)
    start(tale, days)
    report(tale, days, days["ends"])
    decide(tale, days, TRANSFER)
    change_the_roll(tale, days["effective"], has_protection_file=True)
    close(tale, tale.diary.calendar.after(days["effective"], 3))


TOLD: Mapping[str, Plot] = {
    "draft_only": _draft_only,
    "plan_stops_it": _draft_only,
    "before_only": _before_only,
    "consent_incomplete": _consent_incomplete,
    "declined_once": lambda tale: decline(tale, up_to(tale, "answered", 3)),
    "answer_late": lambda tale: ask(tale, up_to(tale, "asked", 10)),
    "accepted_direct": _accepted_direct,
    "adjourned": _adjourned,
    "unsigned": _unsigned,
    "starts_next_week": lambda tale: agree_fully(tale, starting_next_week(tale)),
    "week_one": _going_well(1),
    "week_two_reduced": _going_well(2),
    "week_three_missed": _reports_missed,
    "week_three_sister": _going_well(3),
    "week_three_looked_after": _going_well(3),
    "week_four_red": _red,
    "week_five_suspended": _suspended,
    "week_six": _going_well(6),
    "past_its_end": _going_well(8),
    "transfer_next_week": _transfer_next_week,
    "transferred": _transferred,
    "returned": _returned,
    "ended_early": _ended_early,
    "withdrawn": _withdrawn,
    "not_proceeding": _not_proceeding,
    "receipt_awaited": _receipt_awaited,
    "closed": _closed,
    **OWING,
}
"""How each plot is told."""
