"""Rows for the store's tests: fictional, with fixed dates; each test says only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from store.contract import AuditEvent, Draft, SavedEntry, SignedIn, TableRow

NOW = datetime(2026, 9, 7, 9, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

_ENTRY = SavedEntry(
    la="999",
    reference="MM-AAAA1111",
    entry_id="entry-1",
    revision=1,
    save_id="save-1",
    base=None,
    kind="weekly_report",
    saved_at=NOW,
    saved_by="Olena Marsh",
    saved_for="100001",
    pack="england-2026",
    answers={"met_on": "2026-09-07"},
)
_DRAFT = Draft(
    draft_id="draft-1",
    save_id="save-of-draft-1",
    la="999",
    reference="MM-AAAA1111",
    kind="weekly_report",
    school="100001",
    begun_at=NOW,
    begun_by="Olena Marsh",
)


def entry(save_id: str = "save-1", **changes: Any) -> SavedEntry:
    return replace(_ENTRY, save_id=save_id, **changes)


def draft(draft_id: str = "draft-1", **changes: Any) -> Draft:
    return replace(_DRAFT, **{"draft_id": draft_id, "save_id": f"save-of-{draft_id}", **changes})


def table_row(key: str, table: str = "Schools", at: datetime = NOW, **values: str) -> TableRow:
    return TableRow(table=table, key=key, values=values, changed_at=at, changed_by="Idris Vale")


def event(did: str, reference: str = "", **detail: str) -> AuditEvent:
    return AuditEvent(NOW, "Idris Vale", "coordinator", "", did, reference, detail)


def sign_in_row(key: str = "a1b2", **changes: Any) -> SignedIn:
    row = SignedIn(key=key, person={"name": "Idris Vale", "schools": ["100001"]}, begun_at=NOW, ends_at=LATER)
    return replace(row, **changes)
