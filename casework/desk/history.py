"""The chronology of a case: every entry and every revision this person may see, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.reading.access import Seen
from casework.reading.office import Office
from record.entry import Filed
from record.person import Person
from store.contract import SavedEntry
from store.sheets.sync.ledger import BY_HAND


@dataclass(frozen=True, slots=True)
class Saved:
    """Who saved a revision, and when. What an earlier one said may no longer be this person's to see."""

    saved_by: str
    saved_at: datetime
    is_by_hand: bool = False
    """Whether it is an edit of the row in the spreadsheet."""


@dataclass(frozen=True, slots=True)
class EntryHistory:
    """An entry as it stands, with its revisions."""

    filed: Filed
    revisions: Sequence[Saved]
    """Oldest first; the first is the submission."""


def chronology(office: Office, seen: Seen) -> Sequence[EntryHistory]:
    """Every entry this person may see, newest first by the day it tells of. Raises StoreError."""
    revisions: dict[str, list[Saved]] = defaultdict(list)
    for each in office.store.entries(seen.case.reference):
        revisions[each.entry_id].append(Saved(each.saved_by, each.saved_at, each.saved_by == BY_HAND))
    newest_first = sorted(seen.entries, key=lambda each: (each.happened_on, each.filed_at), reverse=True)
    return [EntryHistory(filed, _until(filed, revisions[filed.entry_id])) for filed in newest_first]


def _until(filed: Filed, revisions: Sequence[Saved]) -> Sequence[Saved]:
    """The revisions up to the one that is seen: it may not be the last."""
    seen_at = filed.corrected_at or filed.filed_at
    return [each for each in revisions if each.saved_at <= seen_at]


def last_by(office: Office, seen: Seen, person: Person) -> SavedEntry | None:
    """The last thing this person submitted of what they may see of this case, or None. Raises StoreError."""
    theirs = {each.entry_id for each in seen.entries}
    saved = office.store.entries(seen.case.reference)
    mine = [each for each in saved if each.saved_by == person.name and each.entry_id in theirs]
    return mine[-1] if mine else None
