"""Browsers with which somebody came in before: each keeps tries of its own, so that nobody who has the link can lock it out.

What a browser keeps is worth nothing but that: it neither opens the link nor says a PIN. It is signed with a secret of the person
it was given to, and ends when they do.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest, new
from urllib.parse import quote, unquote

from store.contract import Proof, Store

BROWSERS = "browsers"
"""The kind of proof that is a person's secret for this."""
LASTS = timedelta(days=180)
MOST = 8
"""People that one browser is known to have let in, the last ones."""
_BETWEEN, _LONGEST = "~", 4000


def known(store: Store, kept: str, now: datetime) -> Mapping[str, str]:
    """Whom a browser let in before, by the key of their row, each with the browser's own name. Raises StoreError."""
    tokens = kept.split(_BETWEEN)[:MOST] if len(kept) <= _LONGEST else []
    found = (_read(store, each, now) for each in tokens)
    return {member: browser for each in found if each for member, browser in [each]}


def remember(store: Store, kept: str, member: str, now: datetime) -> str:
    """What the browser is to keep once it let somebody in. Raises StoreError."""
    browser = known(store, kept, now).get(member) or secrets.token_urlsafe(12)
    said = f"{quote(member, safe='')}!{browser}!{int((now + LASTS).timestamp())}"
    token = f"{said}!{_signed(_secret(store, member, begin=True), said)}"
    others = [each for each in kept.split(_BETWEEN) if each and not each.startswith(f"{quote(member, safe='')}!")]
    return _BETWEEN.join([token, *others][:MOST]) if len(kept) <= _LONGEST else token


def forget(store: Store, member: str) -> None:
    """No browser is known to have let this person in. Raises StoreError."""
    store.forget_proof(member, BROWSERS)


def _read(store: Store, token: str, now: datetime) -> tuple[str, str] | None:
    said, _, signed = token.rpartition("!")
    parts = said.split("!")
    if len(parts) != 3 or not parts[2].isdecimal() or int(parts[2]) < now.timestamp():
        return None
    member = unquote(parts[0])
    secret = _secret(store, member)
    if not secret or not compare_digest(_signed(secret, said).encode(), signed.encode()):
        return None
    return member, parts[1]


def _secret(store: Store, member: str, *, begin: bool = False) -> str:
    proof = store.proof(member, BROWSERS)
    if proof is None and begin:
        proof = Proof(member, BROWSERS, secrets.token_urlsafe(32))
        store.keep_proof(proof)
    return proof.hashed if proof else ""


def _signed(secret: str, said: str) -> str:
    return new(secret.encode(), said.encode(), sha256).hexdigest()
