"""The one server-side row behind every signed-in browser. The cookie carries its secret; the store only its SHA-256."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from casework.people.still_allowed import standing
from record.person import Person
from store.contract import Json, SignedIn, SignIns, Store
from ui.shell import settings

COOKIE = "managed_moves"
LASTS = timedelta(hours=12)
GRACE = timedelta(minutes=15)
"""After a row has ended, what was typed meanwhile is still kept in its draft; after it was revoked, never."""
_LONGEST_SECRET = 100


def issue(sign_ins: SignIns, person: Mapping[str, Json], *, instead_of: str | None = None) -> str:
    """Sign `person` in and return the cookie's new secret; the row of `instead_of` ends. Raises StoreError."""
    secret = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    revoke(sign_ins, instead_of)
    sign_ins.sign_in(SignedIn(key_of(secret), dict(person), now, now + LASTS))
    return secret


def look_up(store: Store, secret: str | None, *, grace: timedelta = timedelta()) -> SignedIn | None:
    """The live row behind a cookie, saying who its holder is now; or None, also for whoever was let go meanwhile.

    With `grace`, also a row that ended that lately, but never a revoked one.
    """
    if not secret or len(secret) > _LONGEST_SECRET:
        return None
    row = store.signed_in(key_of(secret), datetime.now(UTC) - grace)
    said = stands(store, row.person) if row else None
    return replace(row, person=said) if row and said is not None else None


def stands(store: Store, said: Mapping[str, Json]) -> Mapping[str, Json] | None:
    """As `standing`; made-up people, whom no row lets in, are nobody outside the demo."""
    if not said.get("holder") and not settings.read().demo:
        return None
    return standing(store, said)


def revoke(sign_ins: SignIns, secret: str | None) -> None:
    """End the row behind a cookie at once, if there is one."""
    if secret:
        sign_ins.sign_out(key_of(secret))


def key_of(secret: str) -> str:
    """What the store knows a secret by."""
    return sha256(secret.encode()).hexdigest()


def person_of(row: SignedIn) -> Person:
    """Who a row says its holder is."""
    return person_said(row.person)


def person_said(said: Mapping[str, Json]) -> Person:
    """Somebody, from what was said of them at sign-in."""
    areas = said.get("areas") or ()
    return Person(
        name=str(said["name"]),
        role=str(said["role"]),
        school=str(said.get("school") or ""),
        la=str(said.get("la") or ""),
        areas=tuple(str(area) for area in areas) if isinstance(areas, list | tuple) else (),
        school_name=str(said.get("school_name") or ""),
        holder=str(said.get("holder") or ""),
        is_lead=said.get("is_lead") is True,
    )
