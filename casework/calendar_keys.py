"""The key behind a calendar that somebody subscribes to: told once, kept as a hash, revoked with a press or with its person."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime

from casework.doors import doors, key_of
from casework.last_look import whose
from casework.office import Office
from casework.staff import GOOGLE
from record.person import Person
from record.tables import STAFF
from store.contract import AuditEvent, Json, Store, TableRow

CALENDARS = "Calendars"
"""The table: one row a person, whose key is who they are. It has no tab in a spreadsheet: it opens a door."""
KEY_BYTES = 20
_LONGEST_KEY = 100


def has_calendar(office: Office, person: Person) -> bool:
    """Whether this person has a calendar to subscribe to. Raises StoreError."""
    return any(row.key == whose(person) for row in office.store.table(CALENDARS))


def make_key(office: Office, person: Person) -> str:
    """A new key; the one before opens nothing any more. Raises StoreError."""
    key = secrets.token_urlsafe(KEY_BYTES)
    said = json.dumps({**asdict(person), "areas": list(person.areas)})
    _put(office, person, {"hash": key_of(key), "person": said})
    _note(office, person, "made a calendar to subscribe to")
    return key


def revoke_key(office: Office, person: Person) -> None:
    """The key opens nothing any more. Raises StoreError."""
    _put(office, person, {})
    _note(office, person, "revoked their calendar")


def said_behind(store: Store, key: str) -> Mapping[str, Json] | None:
    """What was said of the person whose key it is, when it was made; nothing for any other key. Raises StoreError.

    Whether they may still be here is for `standing` to say.
    """
    if not key or len(key) > _LONGEST_KEY:
        return None
    wanted = key_of(key)
    found = [row.values["person"] for row in store.table(CALENDARS) if row.values.get("hash") == wanted]
    return _with_their_account(store, json.loads(found[0])) if found else None


def _with_their_account(store: Store, said: Mapping[str, Json]) -> Mapping[str, Json]:
    """With the account their row has now: a key goes on while its person does, whatever they sign in with."""
    table, _, row = str(said.get("holder") or "").partition(" ")
    colleague = doors(store).staff.get(row) if table == STAFF else None
    return {**said, "account": colleague.account or f"{GOOGLE} {colleague.email}"} if colleague else said


def _put(office: Office, person: Person, values: Mapping[str, str]) -> None:
    office.store.put(TableRow(CALENDARS, whose(person), values, datetime.now(UTC), person.name))


def _note(office: Office, person: Person, did: str) -> None:
    office.store.note(AuditEvent(office.now(), person.name, person.role, person.school, did))
