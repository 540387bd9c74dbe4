"""What was told to whom, and how: written down before it is sent, so that nothing is ever sent twice.

A message that was begun and of which nobody knows whether it arrived counts as told, and says so; a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from record.identifiers import new_id
from store.contract import Store, TableRow

MESSAGES = "Messages"
"""The table: a row for each thing told to one office. It has no tab in a spreadsheet."""


CLAIMS = "Messages claimed"
"""The table: a row for each press of the button, in the order the store took them."""


class DeliveryStatus(StrEnum):
    """How it was told."""

    BY_HAND = "by their own e-mail"
    SENDING = "begun to be sent"
    SENT = "sent"
    FAILED = "not sent"


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One thing told to one office."""

    to: str
    reference: str
    how: str
    at: datetime
    by: str


def told(store: Store) -> Mapping[str, DeliveryRecord]:
    """Everything that was told and need not be told again, by school and line. Raises StoreError."""
    return {row.key: _told(row) for row in store.table(MESSAGES) if row.values.get("how") != DeliveryStatus.FAILED}


def _told(row: TableRow) -> DeliveryRecord:
    of = row.values
    return DeliveryRecord(of.get("to", ""), of.get("reference", ""), of.get("how", ""), row.changed_at, row.changed_by)


def is_mine_to_tell(store: Store, to: str, line: str, by: str) -> bool:
    """Claim a thing to tell; True for the one caller, in whatever process, who claimed it first. Raises StoreError.

    After it was not sent, it can be claimed again.
    """
    before = next((row for row in store.table(MESSAGES) if row.key == f"{to} {line}"), None)
    attempt = f"{to} {line} {before.changed_at.isoformat() if before else 'first'}"
    mine = new_id()
    store.put(TableRow(CLAIMS, f"{attempt} {mine}", {"by": by}, datetime.now(UTC), by))
    claims = [row.key for row in store.table(CLAIMS) if row.key.startswith(f"{attempt} ")]
    return claims[0] == f"{attempt} {mine}"


def write_down(store: Store, to: str, lines: Sequence[tuple[str, str]], how: DeliveryStatus, by: str) -> None:
    """Write down how these lines (key and reference) were told to a school. Raises StoreError."""
    now = datetime.now(UTC)
    for key, reference in lines:
        store.put(TableRow(MESSAGES, f"{to} {key}", {"to": to, "reference": reference, "how": how}, now, by))
