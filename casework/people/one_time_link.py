"""A link that lets one person of the Staff table in once: `python -m casework.people.one_time_link anna@council.example`.

For the first person of a new site, and for a day on which nobody's account works. Whoever can run it can read the store
anyway. Of the link's key only the SHA-256 is kept; whoever comes in by it stays until they sign out or their row's time ends.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe

from casework.people import accounts
from casework.people.access_table import doors, key_of
from casework.people.entering import NotLetIn
from casework.people.staff import BY_LINK, Colleague
from record.person import Role
from record.tables import STAFF
from store import identity
from store.choose import open_told
from store.contract import AuditEvent, Json, Proof, Store, StoreError
from store.settings import store_setting

USAGE = (
    "Write: python -m casework.people.one_time_link E-MAIL. It opens the store that the site’s own settings name, and "
    "prints the key of the link for the person who has that e-mail address in the Staff table."
)
NOT_THERE = "Nobody has this e-mail address in the Staff table as a coordinator or administrator. No link was made."
DOES_NOT_OPEN = (
    "This link does not work. It opens once, and for one day. Check that you copied all of it, or ask the person who "
    "runs this site for a new one."
)
KIND = "link"
LASTS = timedelta(hours=24)
KEY_BYTES = 24
MAY_HAVE_ONE = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def make(store: Store, email: str) -> str:
    """The key of a new link; the one before opens no more. Raises StoreError."""
    wanted = email.strip().lower()
    theirs = [each for each in _those_who_may(store) if wanted in (each.email, each.key)]
    if len(theirs) != 1:
        raise StoreError(NOT_THERE)
    key, now = token_urlsafe(KEY_BYTES), datetime.now(UTC)
    store.keep_proof(Proof(_holder(theirs[0]), KIND, key_of(key), now + LASTS))
    store.note(AuditEvent(now, theirs[0].name, theirs[0].role, "", "was given a one-time link from the command line"))
    return key


def enter_by_link(store: Store, key: str) -> Mapping[str, Json]:
    """Who came in, for their row: the link is used up. Raises NotLetIn, StoreError."""
    now, known, hashed = datetime.now(UTC), doors(store), key_of(key)
    for each in _those_who_may(store):
        proof = store.proof(_holder(each), KIND)
        is_in_force = proof is not None and proof.ends_at is not None and now < proof.ends_at
        if proof and is_in_force and compare_digest(proof.hashed, hashed) and store.forget_proof(_holder(each), KIND):
            return accounts.said_of(each, f"{BY_LINK} {each.key}", known)
    store.note(AuditEvent(now, "", "", "", "was refused: a one-time link that does not open"))
    raise NotLetIn(DOES_NOT_OPEN)


def _those_who_may(store: Store) -> list[Colleague]:
    return [each for each in doors(store).staff.values() if each.role in MAY_HAVE_ONE]


def _holder(colleague: Colleague) -> str:
    return f"{STAFF} {colleague.key}"


def main(email: str) -> None:
    """Print the key of a new link. Raises StoreError."""
    told = store_setting()
    identity.refuse_what_is_not_there(told.address)
    opened = open_told(told)
    try:
        sys.stdout.write(f"{make(opened, email)}\n")
    finally:
        opened.close()


if __name__ == "__main__":
    if len(sys.argv) != 2 or "@" not in sys.argv[1]:
        sys.exit(USAGE)
    try:
        main(sys.argv[1])
    except StoreError as problem:
        sys.exit(str(problem))
