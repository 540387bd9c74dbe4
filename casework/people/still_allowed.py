"""Whether somebody signed in may still be here: asked of the tables at every request, so that who is let go is out at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from casework.people import accounts
from casework.people.access_table import doors
from casework.people.entering import said_of
from record.tables import ACCESS, STAFF
from record.words import ENGLAND
from store.contract import Json, Store


def standing(store: Store, said: Mapping[str, Json]) -> Mapping[str, Json] | None:
    """What is to be said of somebody now, or None when they may no longer be here. `said` is what was said at sign-in.

    Whoever has no holder is made up, and stands as long as their row. Raises StoreError.
    """
    table, _, key = str(said.get("holder") or "").partition(" ")
    if not table:
        return said
    known = doors(store)
    if table == ACCESS:
        member = known.lets_in(key, datetime.now(ENGLAND).date())
        return said_of(member, known) if member else None
    account = str(said.get("account") or "")
    colleague = known.staff.get(key) if table == STAFF else None
    return accounts.said_of(colleague, account, known) if colleague and colleague.answers_to(account) else None
