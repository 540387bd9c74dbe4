"""Which moves are here already: by the child and the first day; a row's own number only helps. Nothing comes in twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from casework.imports.past_moves.entries import LAST
from casework.imports.past_moves.telling import ReadRow
from casework.reading.cases import identity
from casework.reading.office import Office
from record.case import Case
from record.forms.referral import Referral

Mark = tuple[str, date | None]
"""What a child is recognised by, and the first day (else the day it was asked for)."""


def id_of(la: str, told: ReadRow) -> str:
    """Names a row by what makes it this move and no other, wherever it stands: the child and the day. A number of its own makes good
    for a name that is spelt otherwise, where day and birthday are the same: the numbers of each year begin anew."""
    own, day, born = told.get("own_key"), _day(told), told.get("born_on")
    said = f"number {own} {day} {born}" if own and day and born else repr(min(_marks(told)))
    return f"past-{sha256(f'{la} {said}'.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _marks(told: ReadRow) -> list[tuple[str, str]]:
    """Every mark of a row, as text."""
    return [(who, str(day or "")) for who, day in marks(told)]


def marks(told: ReadRow) -> Iterator[Mark]:
    """By what a row's move is known again."""
    day = _day(told)
    known: Any = {name: told.get(name) for name in ("legal_name", "born_on", "upn")}
    yield from ((who, day) for who in _who(Referral(**known), str(told.get("home"))))


def _day(told: ReadRow) -> date | None:
    day: date | None = told.get("starts_on") or told.get("asked_on") or min(told.days, default=None)
    return day


def _who(referral: Referral, home: str) -> Iterator[str]:
    """UPN, or name and date of birth; a child without either is known by name and school."""
    name = " ".join((referral.legal_name or "").lower().split())
    yield from sorted(identity(referral)) or [f"{name} at {home}"]


@dataclass
class KnownCases:
    """Everything there is."""

    whole: set[str] = field(default_factory=set)
    """Rows that were brought in whole, by `id_of`."""
    begun: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The parts of each row that are there, by `id_of`."""
    cases: dict[Mark, str] = field(default_factory=dict)
    """References of every case, by its marks."""

    def reference_of(self, told: ReadRow) -> str:
        """The case of the same child with the same first day; empty when there is none."""
        return next((self.cases[each] for each in marks(told) if each in self.cases), "")


def known(office: Office) -> KnownCases:
    """Look through every case. Raises StoreError."""
    found = KnownCases()
    for case in office.cases.values():
        parts = [each.entry_id.rpartition("-") for each in case.filed if each.entry_id.startswith("past-")]
        for row, _, part in parts:
            found.begun[row].add(part)
        found.whole |= {row for row, _, part in parts if part == LAST}
        found.cases |= dict.fromkeys(_marks_of(case), case.reference)
    return found


def _marks_of(case: Case) -> Iterator[Mark]:
    if case.referral is None:
        return
    meeting = case.agreed_meeting
    days = {
        case.placement.starts_on if case.placement else meeting.starts_on if meeting else case.referral.confirmed_on
    }
    home = f"{' '.join((case.referral.legal_name or '').lower().split())} at {case.home}"
    yield from ((who, day) for day in days for who in {*_who(case.referral, case.home), home})
