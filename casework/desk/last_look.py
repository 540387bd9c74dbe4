"""When somebody was last here, and what changed since. Kept for each person, on every computer they come in from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.reading.access import Seen, see_all
from casework.reading.office import Office
from record.case import Case
from record.entry import Filed
from record.once import once_a_case
from record.person import Person

LAST_LOOK = "last look"
ONE_SITTING = timedelta(minutes=30)
"""Whoever comes back within this is still at the same look; what changed since the one before stays listed."""
WRITTEN_EVERY = timedelta(minutes=5)
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
        office.store.keep_preference(whose(person), LAST_LOOK, {"last": now.isoformat(), "before": before.isoformat()})
    return before


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def changes(office: Office, person: Person, since: datetime) -> Sequence[EntryNews]:
    """What others filed or corrected since, in the cases this person may see, the newest first. Raises StoreError."""
    found = [
        EntryNews(seen, filed, _at(filed))
        for seen in see_all(office, person, lambda case: _last_change(case) > since)
        for filed in seen.case.filed
        if _at(filed) > since and (filed.filed_by != person.name or filed.edited_by_hand)
    ]
    return sorted(found, key=lambda each: (each.at, each.filed.save_id), reverse=True)


@once_a_case
def _last_change(case: Case) -> datetime:
    return max(_at(each) for each in case.filed)


def _at(filed: Filed) -> datetime:
    return filed.corrected_at or filed.filed_at
