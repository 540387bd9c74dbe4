"""The order in which harms are met: one table, each with the reason for its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casework.harm import paperwork, placement, whereabouts
from casework.harm.found import Found
from record.case import Case
from record.once import once_a_case
from record.stage import is_live


@dataclass(frozen=True, slots=True)
class Harm:
    """One sort of harm."""

    name: str
    why_here: str
    """Why it stands before the next."""
    find: Callable[[Case], Found | None]


HARMS: tuple[Harm, ...] = (
    Harm("Child out of sight", "Nobody may know where the child is at this moment.", whereabouts.out_of_sight),
    Harm("No next place", "From some day on nobody expects the child anywhere.", whereabouts.next_place_unknown),
    Harm("Return unclear", "The family does not know when to come, or to whom.", whereabouts.return_unclear),
    Harm(
        "Direction has run out", "The schools may each think the child is at the other.", whereabouts.direction_ran_out
    ),
    Harm("Registers at odds", "In some session each school had the child elsewhere.", whereabouts.registers_at_odds),
    Harm("Arrival not confirmed", "The child is expected and may never have come.", whereabouts.arrival_unknown),
    Harm("Nobody has decided", "The child is safe but belongs nowhere for certain.", placement.decision_overdue),
    Harm("Pressure reported", "A family may be in this against its will.", placement.pressure),
    Harm("Reports missed", "Nobody outside the school knows how the child is.", placement.reports_missed),
    Harm("Red concern", "A school knows, has said so, and waits for an answer.", placement.worried),
    Harm("Consent missing", "Going on would be against somebody's will, or unlawful.", paperwork.consent_missing),
    Harm("Notice too late", "The direction would not be lawful; there may be time to mend it.", paperwork.notice_late),
    Harm("Signs of trouble", "It may go wrong if nobody looks at it this week.", placement.other_signs),
    Harm("Signatures missing", "What everybody said is not yet written down.", paperwork.signatures_missing),
    Harm("Late", "A step is waited for; the child is where it should be.", paperwork.somebody_late),
    Harm("Ours to do", "Only the authority's own record is behind.", paperwork.own_late),
)
"""The worst first. Who knows nothing of a child comes before who has not decided, then who has not written down."""


@dataclass(frozen=True, slots=True)
class HarmInCase:
    """One harm in one case."""

    harm: Harm
    found: Found

    @property
    def rank(self) -> int:
        """Its place in the table, 0 the worst."""
        return HARMS.index(self.harm)


@once_a_case
def needs(case: Case) -> tuple[HarmInCase, ...]:
    """Everything that harms in a case that goes on, the worst first, each form named once."""
    if not is_live(case):
        return ()
    found: list[HarmInCase] = []
    for harm in HARMS:
        one = harm.find(case)
        if one and not _is_told(one, found):
            found.append(HarmInCase(harm, one))
    return tuple(found)


def _is_told(one: Found, before: Sequence[HarmInCase]) -> bool:
    """Whether the same form already settles something worse: a case is not called up twice for one thing."""
    return bool(one.form) and any((each.found.form, each.found.answers) == (one.form, one.answers) for each in before)
