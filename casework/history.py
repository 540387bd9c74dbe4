"""The chronology of a case: every entry and every revision this person may see, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.access import Seen
from casework.office import Office
from casework.people import Person
from record.entry import Filed
from store.base import Event, SavedEntry


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it stands, with its revisions."""

    filed: Filed
    revisions: Sequence[SavedEntry]
    """Oldest first; the first is the submission."""


def chronology(office: Office, seen: Seen) -> Sequence[Told]:
    """Every entry this person may see, newest first by the day it tells of. Raises StoreError."""
    saved = office.store.entries(seen.case.reference)
    newest_first = sorted(seen.case.filed, key=lambda each: (each.happened_on, each.filed_at), reverse=True)
    return [Told(filed, [each for each in saved if each.entry_id == filed.entry_id]) for filed in newest_first]


def last_by(office: Office, seen: Seen, person: Person) -> SavedEntry | None:
    """The last thing this person submitted in this case, or None. Raises StoreError."""
    mine = [each for each in office.store.entries(seen.case.reference) if each.saved_by == person.name]
    return mine[-1] if mine else None


def note_view(office: Office, person: Person, reference: str) -> None:
    """Write into the audit that somebody looked at a case. Raises StoreError."""
    office.store.note(Event(office.now(), person.name, person.role, person.school, "viewed case", reference))
