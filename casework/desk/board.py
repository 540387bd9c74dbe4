"""The board of live cases: what a line of it says, which lines a view shows, and in which order.

What a line says is worked out once for a case as it stands: a closed case costs nothing, and a live one only after
somebody wrote in it, or in the morning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casework.desk.today import live
from casework.desk.views import ANY, LATE, THIS_WEEK, View
from casework.reading.access import Seen, Side, see_all
from casework.reading.office import Office
from record.authority import Authority
from record.case import Case
from record.forms.weekly_report import WeeklyReport
from record.once import once_a_case
from record.person import Person
from record.stage import Stage, stage, week_of
from rules.due import harming, next_step
from rules.duty import HARMS, Due

WEEK = timedelta(days=7)
LONGEST_SEARCH = 200
"""Characters of a search that are looked for: every case is asked for each word."""
NO_CONCERN = "none yet"
CONCERNS = ("red", "amber", "green", NO_CONCERN)
"""What the last weekly report said, the worst first."""


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What a line says of its case, whoever looks."""

    stage: Stage
    week: tuple[int, int] | None
    next: Due | None
    concern: str
    """One of `CONCERNS`."""
    needs: tuple[Due, ...]

    @property
    def due_on(self) -> date:
        """When the next step is due; the end of time when it has no day."""
        return self.next.by if self.next and self.next.by else date.max


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One case on the board."""

    seen: Seen
    known: BoardFacts


@once_a_case
def known(case: Case) -> BoardFacts:
    """What a line says of a case."""
    return BoardFacts(stage(case), week_of(case), next_step(case), _concern(case), harming(case))


def _concern(case: Case) -> str:
    told = [each.concern for each in case.of(WeeklyReport) if each.concern]
    return told[-1] if told else NO_CONCERN


@once_a_case
def _searched(case: Case) -> str:
    """Everything a search looks through, in small letters: reference, names, initials."""
    referral, initials = case.referral, case.before.pupil_initials if case.before else None
    names = (referral.legal_name, referral.preferred_name) if referral else ()
    return "\n".join(part.lower() for part in (case.reference, initials, *names) if part)


def board(
    office: Office, person: Person, view: View, search: str = "", *, with_closed: bool = False
) -> Sequence[BoardRow]:
    """The live cases of this person's areas that a view and a search show, in the view's order. Raises StoreError.

    Closed cases are there only to be found: by a search that asks for them too.
    """
    authority, parts = office.authority, search[:LONGEST_SEARCH].lower().split()

    def wanted(case: Case) -> bool:
        is_there = live(case) or (with_closed and bool(parts))
        return is_there and all(part in _searched(case) for part in parts)

    lines = [BoardRow(each, known(each.case)) for each in see_all(office, person, wanted) if each.side is Side.LA]
    shown = [each for each in lines if _is_shown(each, view, authority)]
    return sorted(shown, key=_ORDERS[view.sort](authority))


def _is_shown(line: BoardRow, view: View, authority: Authority) -> bool:
    case, of = line.seen.case, line.known
    schools = (case.home, case.receiving)
    return (
        (not view.stages or of.stage in view.stages)
        and (not view.concerns or of.concern in view.concerns)
        and (not view.school or view.school in schools)
        and (not view.areas or any(authority.school(urn).area in view.areas for urn in schools if urn))
        and (view.due == ANY or _is_due(of, view.due, case.today))
    )


def _is_due(of: BoardFacts, when: str, today: date) -> bool:
    if when == LATE:
        return of.due_on < today
    return when == THIS_WEEK and today <= of.due_on <= today + WEEK


Order = Callable[[BoardRow], tuple[object, ...]]


def _by_harm(authority: Authority) -> Order:
    return lambda each: (each.known.needs[0].rank if each.known.needs else len(HARMS), *_due(each))


def _by_due(authority: Authority) -> Order:
    return _due


def _by_stage(authority: Authority) -> Order:
    order = {each: number for number, each in enumerate(Stage)}
    return lambda each: (order[each.known.stage], *_due(each))


def _by_school(authority: Authority) -> Order:
    return lambda each: (authority.name_of(each.seen.case.home).lower(), *_due(each))


def _by_week(authority: Authority) -> Order:
    """The fewest weeks left first; who is not placed last."""
    return lambda each: (each.known.week[1] - each.known.week[0] if each.known.week else 99, *_due(each))


def _by_reference(authority: Authority) -> Order:
    return lambda each: (each.seen.case.reference,)


def _due(line: BoardRow) -> tuple[object, ...]:
    return line.known.due_on, line.seen.case.reference


_ORDERS: Mapping[str, Callable[[Authority], Order]] = {
    "what harms most": _by_harm,
    "next step due": _by_due,
    "stage": _by_stage,
    "fewest weeks left": _by_week,
    "home school": _by_school,
    "reference": _by_reference,
}
