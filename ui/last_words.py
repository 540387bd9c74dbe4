"""Where the last words of a closing page go: into its draft, if casework says that it is this person's."""

from __future__ import annotations

from collections.abc import Mapping

from casework.forms import drafts
from record.person import Person
from ui import wiring


def keep(person: Person, draft_id: str, answer: Mapping[str, str]) -> bool:
    """Keep one answer; False when there is no such draft for this person. Raises StoreError."""
    office = wiring.office()
    try:
        paper = drafts.resume(office, person, draft_id)
    except drafts.NotYours:
        return False
    if paper is None:
        return False
    drafts.keep(office, person, paper, answer)
    return True
