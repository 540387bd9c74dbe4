"""When somebody was last here, and what changed since. Kept for each person, on every computer they come in from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from casework.reading.access import Seen, see_all
from casework.reading.office import Office
from record.case import Case
from record.entry import Filed
from record.once import once_a_case
from record.person import Person
from record.turns import Turn, turns
from store.contract import CannotBeWritten

LAST_LOOK = "last look"
ONE_SITTING = timedelta(minutes=30)
"""Whoever comes back within this is still at the same look; what changed since the one before stays listed."""
WRITTEN_EVERY = timedelta(minutes=5)
MOVES_WITHIN = 2
"""School days within which a change for the child comes before all other news."""
FIRST_LOOK = timedelta(days=7)
"""How far back somebody sees who was never here."""


@dataclass(frozen=True, slots=True)
class EntryNews:
    """One entry that was filed, or corrected, since."""

    seen: Seen
    filed: Filed
    at: datetime

    @property
    def is_correction(self) -> bool:
        """Whether it was there before."""
        return self.at != self.filed.filed_at

    @property
    def moves_the_child_on(self) -> date | None:
        """The day on which it changes where the child goes, where that is today or within two school days."""
        case = self.seen.case
        by_then = case.calendar(case.home).after(case.today, MOVES_WITHIN)
        days = (each.on for each in turns(case) if _is_made_by(each, self.filed) and case.today <= each.on <= by_then)
        return min(days, default=None)


def whose(person: Person) -> str:
    """Under which name a person's own things are kept: the row that lets them in, or who they say they are."""
    return person.holder or " ".join((person.role, person.la, person.school, person.name))


def look(office: Office, person: Person) -> datetime:
    """Note that somebody is here, and say until when they were here before. Raises StoreError."""
    now, kept = office.now(), office.store.preference(whose(person), LAST_LOOK) or {}
    last, before = _moment(kept.get("last")), _moment(kept.get("before"))
    if last is None or not timedelta() <= now - last:
        before = now - FIRST_LOOK
    elif now - last > ONE_SITTING:
        before = last
    if last is None or before is None or abs(now - last) > WRITTEN_EVERY:
        before = before or now - FIRST_LOOK
        with suppress(CannotBeWritten):  # who looks need not be able to write
            office.store.keep_preference(
                whose(person), LAST_LOOK, {"last": now.isoformat(), "before": before.isoformat()}
            )
    return before


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def changes(office: Office, person: Person, since: datetime) -> Sequence[EntryNews]:
    """What others filed or corrected since, in the cases this person may see: what moves a child at once, then the newest.

    Raises StoreError.
    """
    found = [
        EntryNews(seen, filed, _at(filed))
        for seen in see_all(office, person, lambda case: _last_change(case) > since)
        for filed in seen.entries
        if _at(filed) > since and not _is_own(filed, person)
    ]
    newest = sorted(found, key=lambda each: (each.at, each.filed.save_id), reverse=True)
    return sorted(newest, key=lambda each: each.moves_the_child_on is None)


def _is_own(filed: Filed, person: Person) -> bool:
    """Whether this person wrote it last. At another school somebody may have the same name."""
    if filed.edited_by_hand or (filed.corrected_by or filed.filed_by) != person.name:
        return False
    if person.is_at_a_school:
        return filed.filed_for == person.school
    return not filed.filed_for or (filed.from_paper and not filed.corrected_by)


def _is_made_by(turn: Turn, filed: Filed) -> bool:
    return turn.place is not None and turn.filed is not None and turn.filed.entry_id == filed.entry_id


@once_a_case
def _last_change(case: Case) -> datetime:
    return max((_at(each) for each in case.filed), default=datetime.min.replace(tzinfo=UTC))


def _at(filed: Filed) -> datetime:
    return filed.corrected_at or filed.filed_at
