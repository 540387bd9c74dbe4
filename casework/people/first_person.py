"""Lets the first coordinator of a new site in: `python -m casework.people.first_person anna@council.example "Anna Bell" 205`.

Whoever can run it can read the store anyway. It stops as soon as there is anybody who could do the same from the app.
With Microsoft, first try to sign in once: the account that waits under this e-mail address is then bound as well.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from casework.people.access_table import doors
from casework.people.accounts import WAITING, bind_row
from record.person import Role
from record.tables import ALL_AREAS, STAFF
from record.valid_text import valid
from store import identity
from store.choose import open_told
from store.contract import AuditEvent, Store, StoreError, StorePurpose, TableRow
from store.settings import DEMO, store_setting, ways_in

USAGE = 'Write: python -m casework.people.first_person E-MAIL "NAME" LA-CODE. It opens the store that the site’s own settings name.'
ALREADY = "There is a coordinator or administrator already. Ask them to do it, in the Staff table or under Access."
NO_WAY_IN = (
    "No way in is set here, so this would give someone access to the demonstration: nothing was done. Run it with the "
    "settings of the site itself, such as MANAGED_MOVES_SECRETS=/etc/managed-moves/secrets.toml before the command; "
    f"or, to do it knowingly, add {identity.KNOWINGLY}."
)
LET_IN_FIRST = "was given access from the command line"
"""In the audit, as nobody can write it who only signs in."""
NOT_STARTED_YET = (
    "{which}: no site has opened it yet. Nothing was done. Check that it is the right one, start the site once, and "
    "run this again."
)


def let_first_in(store: Store, email: str, name: str, la: str) -> str:
    """Write the first coordinator's row; what to do next, or why it was not done. Raises StoreError."""
    key, name = valid(email).strip().lower(), valid(name)
    others = [each for each in doors(store).staff.values() if each.role in (Role.COORDINATOR, Role.ADMINISTRATOR)]
    if [each for each in others if each.key != key]:
        return ALREADY
    values = {"name": name, "email": key, "role": str(Role.COORDINATOR), "la": la, "area": ALL_AREAS}
    store.put(TableRow(STAFF, key, values, datetime.now(UTC), "the first start"))
    waits = [row.key for row in store.table(WAITING) if row.values.get("email", "").lower() == key]
    for each in waits:
        bind_row(store, each, key, "the first start")
        store.put(TableRow(WAITING, each, {}, datetime.now(UTC), "the first start"))
    store.note(AuditEvent(datetime.now(UTC), name, str(Role.COORDINATOR), "", LET_IN_FIRST))
    return f"{name} has access as {key}" + (", with the Microsoft account that waited." if waits else ".")


def refuse_another(store: Store, address: str, knowingly: bool) -> None:
    """Raises StoreError where it is hardly the store that was meant: the demonstration's, or one no site has opened."""
    if identity.is_made_up(store) and not knowingly:
        raise StoreError(identity.MADE_UP_ENTRIES.format(address=identity.address_in_words(address)))
    if store.is_unused() and store.purpose() is StorePurpose.NOT_SAID:
        raise StoreError(NOT_STARTED_YET.format(which=identity.in_words(address, store)))


def main(who: Sequence[str], knowingly: bool) -> None:
    """Say which store it is, and let them in: e-mail address, name and LA code. Raises StoreError."""
    email, name, la = who
    told = store_setting()
    if DEMO in ways_in() and not knowingly:
        raise StoreError(NO_WAY_IN)
    identity.refuse_what_is_not_there(told.address)
    opened = open_told(told)
    try:
        refuse_another(opened, told.address, knowingly)
        sys.stdout.write(f"This is {identity.in_words(told.address, opened)}.\n")
        sys.stdout.write(f"{let_first_in(opened, email, name, la)}\n")
    finally:
        opened.close()


if __name__ == "__main__":
    written = [each for each in sys.argv[1:] if each != identity.KNOWINGLY]
    if len(written) != 3 or "@" not in written[0]:
        sys.exit(USAGE)
    try:
        main(written, identity.KNOWINGLY in sys.argv)
    except StoreError as problem:
        sys.exit(str(problem))
