"""What people do from the first day on: each act files what a careful school would, unless it is told otherwise."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from record.case import Case
from record.consents import TRANSFER as TO_TRANSFER
from record.entry import Filed
from record.forms.final_review import RETURN, TRANSFER
from record.forms.meeting_record import HOME_HEAD, NOMINEE, WEEKDAYS
from record.forms.weekly_report import WeeklyReport
from record.in_writing import has_plan
from record.registers import MarkSource, to_mark
from record.school_days import Half, Session, monday_of
from rules.duties.roll import BY_CONSENT
from tests.record.a_case import (
    decided,
    ended_early,
    ended_otherwise,
    filed,
    reviewed,
    roll_changed,
    started,
    suspended,
)
from tests.stories.a_story import Act, the
from tests.stories.acts import INVITED, TARGETS, consent, dates, invited, la_records

BACK = {"return_at": time(8, 30), "return_place": "Main reception", "return_person": "Ms T. Okafor"}
NEXT = {"next_at": time(8, 30), "next_where": "Main reception", "next_person": "Ms T. Okafor"}


def starts(did_start: bool = True, **said: Any) -> Act:
    """The receiving school says whether the child started: today, unless it names another day."""

    def act(case: Case) -> tuple[Filed, ...]:
        first = dates(said).pop("started_on", case.today)
        others = {name: each for name, each in dates(said).items() if name != "started_on"}
        return (filed(started(first, did_start, **others).entry, on=case.today, by=case.receiving),)

    return act


def reports(monday: str = "", **said: Any) -> Act:
    """The receiving school's report of this week, or of the week of a Monday: every mark as the register has it."""

    def act(case: Case) -> tuple[Filed, ...]:
        first = the(monday) if monday else monday_of(case.today)
        marks = {
            f"{name}_{half}": _mark(case, first, number, half) for number, name in enumerate(WEEKDAYS) for half in Half
        }
        careful: dict[str, Any] = {"week_commencing": first, "concern": "green", **marks}
        return (filed(WeeklyReport(**careful | said), on=case.today),)

    return act


def _mark(case: Case, monday: date, number: int, half: Half) -> str | None:
    on = date.fromordinal(monday.toordinal() + number)
    if on > case.today:
        return None
    marked = to_mark(case, case.receiving or "", Session(on, half))
    return "/" if marked.how is MarkSource.SEEN else {"#": None, "": None}.get(marked.code, marked.code)


def is_suspended(first: str, last: str, **said: Any) -> Act:
    """The receiving school suspends the child, and tells everybody who must know the same day."""

    def act(case: Case) -> tuple[Filed, ...]:
        told: dict[str, Any] = {"home_told": True, "told_on": case.today, "la_told": True, "la_told_on": case.today}
        if case.has_social_worker:
            told |= {"worker_told": True, "worker_told_on": case.today}
        if case.is_looked_after:
            told |= {"virtual_school_told": True, "virtual_school_told_on": case.today}
        return (filed(suspended(the(first), the(last)).entry.model_copy(update=told | said), on=case.today),)

    return act


def reviews(sort: str = "interim", **said: Any) -> Act:
    """Everybody meets for a review."""
    return lambda case: (reviewed(case.today, **{"sort": sort, "people": _everybody(case), **dates(said)}),)


def _everybody(case: Case) -> tuple[Any, ...]:
    return invited(*INVITED, *(["Virtual School"] if case.is_looked_after else []))


def decides(decision: str, effect_on: str, result: str = "met", asked_again: bool = True, **said: Any) -> Act:
    """The final review, with every target met unless it says otherwise, all of one mind, and asked again if to stay."""

    def act(case: Case) -> tuple[Filed, ...]:
        minds = ("parents_agree", "pupil_agrees", "home_head_agrees", "receiving_head_agrees")
        careful: dict[str, Any] = dict.fromkeys((*minds, "complaints_route_given"), True)
        careful |= {"people": _everybody(case), "reasons": "Target by target"}
        careful |= {"results": tuple({"target": each, "result": result} for each in TARGETS)}
        careful |= BACK if decision == RETURN else {"admission_authority_agrees": True} if decision == TRANSFER else {}
        agreed = consent(TO_TRANSFER, school=case.receiving)(case) if decision == TRANSFER and asked_again else ()
        return (*agreed, decided(decision, case.today, the(effect_on), **careful | said))

    return act


def ends_early(return_on: str, **said: Any) -> Act:
    """The receiving head ends the placement, after speaking to the home head today."""
    careful = {"home_head_consulted": "Mrs K. Bell", "provocation_considered": True, **BACK}
    return lambda case: (
        ended_early(case.today, the(return_on), **{**careful, "home_head_consulted_on": case.today, **dates(said)}),
    )


def ends(reason: str, **said: Any) -> Act:
    """The home school records a withdrawal or another ending, today."""
    careful = NEXT if "next_on" in said else {}
    return lambda case: (ended_otherwise(reason, case.today, **careful | dates(said)),)


def changes_the_roll(by: str, **said: Any) -> Act:
    """A school takes the name off its roll today, with the other's consent, and sends everything on."""

    def act(case: Case) -> tuple[Filed, ...]:
        careful: dict[str, Any] = {"deletion_return_on": case.today, "transfer_file_sent_on": case.today}
        ground = BY_CONSENT if case.is_dual_registered else "9(1)(a) registered at another school"
        consented = {"other_school_consented": True, "consented_on": case.today} if case.is_dual_registered else {}
        return (roll_changed(case.today, by, **{"ground": ground, **careful, **consented, **dates(said)}),)

    return act


outcome_is_told = la_records("told of the outcome")


def reviews_the_direction(**said: Any) -> Act:
    """Everybody meets for the review of a direction, invited a week before: the head and the board's nominee too."""

    def act(case: Case) -> tuple[Filed, ...]:
        roles = (*INVITED, HOME_HEAD, NOMINEE, *(["local authority"] if has_plan(case) else []))
        careful = {"invited_on": case.today - timedelta(days=7), "time_suits_parents": True, "people": invited(*roles)}
        return reviews(**careful | dates(said))(case)

    return act
