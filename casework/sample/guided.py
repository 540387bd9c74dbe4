"""How far somebody is in a guided case of the demonstration: kept as any preference, so that it outlives a page loaded again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from casework.desk.last_look import whose
from casework.reading.office import Office
from record.person import Person
from record.tables import MADE_UP, SETTINGS
from store.contract import Store

GUIDE = "guided case"


@dataclass(frozen=True, slots=True)
class GuideProgress:
    """Which guide, at which of its steps, and since when at that."""

    guide: str
    step: int
    since: datetime


def are_offered(store: Store) -> bool:
    """Whether the cases that guides lead through are here. Raises StoreError."""
    return any(row.key == MADE_UP and row.values.get("value") for row in store.table(SETTINGS))


def begin(store: Store, person: Person, guide: str) -> None:
    """At its first step, as if nothing were done. Raises StoreError."""
    _keep(store, person, GuideProgress(guide, 0, datetime.now(UTC)))


def stop(store: Store, person: Person) -> None:
    """No guide any more; writes nothing where there was none. Raises StoreError."""
    if store.preference(whose(person), GUIDE):
        store.keep_preference(whose(person), GUIDE, {})


def progress(store: Store, person: Person) -> GuideProgress | None:
    """Where somebody is; None without a guide. Raises StoreError."""
    match store.preference(whose(person), GUIDE):
        case {"guide": str(guide), "step": int(step), "since": str(since)}:
            return GuideProgress(guide, step, datetime.fromisoformat(since))
    return None


def go_on(office: Office, person: Person, at: GuideProgress) -> None:
    """To the next step, from now on by the office's clock, which may pretend. Raises StoreError."""
    _keep(office.store, person, GuideProgress(at.guide, at.step + 1, office.now()))


def has_typed(office: Office, person: Person, reference: str, kind: str, since: datetime) -> bool:
    """Whether somebody answered a question of a form of this kind since then. Raises StoreError."""
    answers = (
        answer
        for draft in office.drafts(person.school, reference)
        if draft.kind == kind
        for answer in draft.answers.values()
    )
    return any(each.kept_by == person.name and each.kept_at >= since for each in answers)


def _keep(store: Store, person: Person, at: GuideProgress) -> None:
    value = {"guide": at.guide, "step": at.step, "since": at.since.isoformat()}
    store.keep_preference(whose(person), GUIDE, value)
