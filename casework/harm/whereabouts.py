"""Harms in which somebody may not know where the child is, or where it is to go."""

from __future__ import annotations

from datetime import date, timedelta

from casework.harm.found import Found, on
from record.case import Case
from record.directed import direction_ends_on
from record.ended import Belongs, HowEnded, ended
from record.ending import ELSEWHERE, Ending
from record.entry import Party
from record.final_review import FinalReview
from record.registers import fault
from record.roll_change import RollChange
from record.same_day import SameDay
from record.school_days import ONE_DAY, sessions
from record.start import Start
from record.weekly_report import WeeklyReport

OUT_OF_SIGHT = ("unexplained absence", "left the site")
NOT_KNOWN = "not known"
TWO_WEEKS = timedelta(weeks=2)
"""How far back registers at odds are looked for: what is older was put right or is past mending."""
WEEKDAYS = timedelta(days=4)


def out_of_sight(case: Case) -> Found | None:
    """An absence nobody could explain, or a child who left the site, since the school day before today."""
    if case.placement is None:
        return None
    since = case.calendar(case.placement.school).last_open(case.today - ONE_DAY)
    told = [each for each in case.of(SameDay) if each.what in OUT_OF_SIGHT and each.happened_on]
    recent = [each for each in told if each.happened_on and since <= each.happened_on <= case.today]
    if not recent or not recent[-1].happened_on:
        return None
    last = recent[-1]
    happened_on = last.happened_on or case.today
    what = "The child left the site" if last.what == "left the site" else "The child was absent without a reason"
    home = "" if last.home_told else " The home school has not been told."
    return Found(
        f"{what} on {on(happened_on)}.{home} See that somebody knows where the child is.", happened_on, Party.HOME
    )


def next_place_unknown(case: Case) -> Found | None:
    """An ending after which nobody can say where the child goes, until the roll change."""
    end, last = ended(case), case.last(Ending)
    if end is None or case.last(RollChange) or not case.has_started:
        return None
    if last and last.next_place == NOT_KNOWN and end.how in (HowEnded.WITHDRAWN, HowEnded.OTHERWISE):
        told = "" if last.missing_education_told else " The children-missing-education team has not been told."
        return Found(f"The move ended and nobody knows where the child goes next.{told}", end.decided_on, Party.HOME)
    if end.belongs is Belongs.ELSEWHERE and not _is_named(case):
        return Found("The child is to go elsewhere, and no school or provision is named.", end.from_on, Party.HOME)
    return None


def _is_named(case: Case) -> bool:
    ending, review = case.last(Ending), case.last(FinalReview)
    if ending and ending.next_place == ELSEWHERE:
        return bool(ending.next_name)
    return bool(review and review.destination)


def return_unclear(case: Case) -> Found | None:
    """A child on the way back without time or person to go to, until the first day there is over."""
    end = ended(case)
    if end is None or end.belongs is not Belongs.HOME or not case.has_started:
        return None
    first_day = case.calendar(case.home).next_open(end.from_on)
    if case.today > first_day or (end.at and end.person):
        return None
    says = f"The child goes back to the home school on {on(first_day)}, and the time or the person to meet is missing."
    return Found(says, end.decided_on, Party.HOME)


def direction_ran_out(case: Case) -> Found | None:
    """An off-site direction whose last day has passed while nobody decided: the child is expected at home since."""
    if case.route != "off-site direction" or not case.has_started or ended(case):
        return None
    last_day = direction_ends_on(case)
    if last_day == date.min or last_day >= case.today:
        return None
    says = (
        f"The direction ended on {on(last_day)} and nothing is decided. The child is expected at the home school: "
        "see that both schools and the family know."
    )
    return Found(says, last_day, Party.HOME, "final_review")


def registers_at_odds(case: Case) -> Found | None:
    """Both schools mark the child elsewhere, or both present, in a session of the last two weeks."""
    since = case.today - TWO_WEEKS
    mondays = [each.week_commencing for each in case.of(WeeklyReport) if each.week_commencing]
    for monday in (each for each in mondays if each >= since):
        for session in sessions(monday, min(monday + WEEKDAYS, case.today)):
            if wrong := fault(case, session):
                return Found(f"{on(session.day)}: {wrong}", session.day, Party.RECEIVING)
    return None


def arrival_unknown(case: Case) -> Found | None:
    """A first day that has passed without word whether the child came."""
    placement = case.placement
    if placement is None or ended(case) or placement.starts_on >= case.today:
        return None
    if case.start is not None:
        return None
    says = (
        f"The first day was {on(placement.starts_on)}, and nobody has said whether the child came. The child is "
        "expected at the receiving school."
    )
    return Found(says, placement.starts_on, Party.RECEIVING, Start.kind)
