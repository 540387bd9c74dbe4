"""The one server-side row behind every signed-in browser. The cookie carries its secret; the store only its SHA-256."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from casework.people import Person
from store.base import Json, SignedIn, SignIns

COOKIE = "managed_moves"
LASTS = timedelta(hours=12)
_LONGEST_SECRET = 100


def issue(sign_ins: SignIns, person: Mapping[str, Json], *, instead_of: str | None = None) -> str:
    """Sign `person` in and return the cookie's new secret; the row of `instead_of` ends. Raises StoreError."""
    secret = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    revoke(sign_ins, instead_of)
    sign_ins.sign_in(SignedIn(key_of(secret), dict(person), now, now + LASTS))
    return secret


def look_up(sign_ins: SignIns, secret: str | None, *, grace: timedelta = timedelta()) -> SignedIn | None:
    """The live row behind a cookie, or None. With `grace`, also one that ended that lately, but never a revoked one."""
    if not secret or len(secret) > _LONGEST_SECRET:
        return None
    return sign_ins.signed_in(key_of(secret), datetime.now(UTC) - grace)


def revoke(sign_ins: SignIns, secret: str | None) -> None:
    """End the row behind a cookie at once, if there is one."""
    if secret:
        sign_ins.sign_out(key_of(secret))


def key_of(secret: str) -> str:
    """What the store knows a secret by."""
    return sha256(secret.encode()).hexdigest()


def person_of(row: SignedIn) -> Person:
    """Who a row says its holder is."""
    said = row.person
    areas = said.get("areas") or ()
    return Person(
        name=str(said["name"]),
        role=str(said["role"]),
        school=str(said.get("school") or ""),
        la=str(said.get("la") or ""),
        areas=tuple(str(area) for area in areas) if isinstance(areas, list | tuple) else (),
        school_name=str(said.get("school_name") or ""),
    )
