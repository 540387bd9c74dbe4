"""Lets the first coordinator of a new site in: `python -m casework.people.first_person anna@council.example "Anna Bell" 205`.

Whoever can run it can read the store anyway. It stops as soon as there is anybody who could do the same from the app.
With Microsoft, first try to sign in once: the account that waits under this e-mail address is then bound as well.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from casework.people.access_table import doors
from casework.people.accounts import WAITING, bind_row
from record.person import Role
from record.tables import STAFF
from store.choose import open_told
from store.contract import AuditEvent, Store, TableRow
from store.settings import store_setting

USAGE = 'Write: python -m casework.people.first_person E-MAIL "NAME" LA-CODE. It opens the store that the site’s own settings name.'
ALREADY = (
    "There is a coordinator or administrator already. Let them do it, in the Staff table or under Who may come in."
)


def let_first_in(store: Store, email: str, name: str, la: str) -> str:
    """Write the first coordinator's row; what to do next, or why it was not done. Raises StoreError."""
    key = email.strip().lower()
    others = [each for each in doors(store).staff.values() if each.role in (Role.COORDINATOR, Role.ADMINISTRATOR)]
    if [each for each in others if each.key != key]:
        return ALREADY
    values = {"name": name, "email": key, "role": str(Role.COORDINATOR), "la": la}
    store.put(TableRow(STAFF, key, values, datetime.now(UTC), "the first start"))
    waits = [row.key for row in store.table(WAITING) if row.values.get("email", "").lower() == key]
    for each in waits:
        bind_row(store, each, key, "the first start")
        store.put(TableRow(WAITING, each, {}, datetime.now(UTC), "the first start"))
    store.note(AuditEvent(datetime.now(UTC), name, str(Role.COORDINATOR), "", "was let in from the command line"))
    return f"{name} is let in as {key}" + (", with the Microsoft account that waited." if waits else ".")


if __name__ == "__main__":
    if len(sys.argv) != 4 or "@" not in sys.argv[1]:
        sys.exit(USAGE)
    opened = open_told(store_setting())
    sys.stdout.write(f"{let_first_in(opened, *sys.argv[1:])}\n")
    opened.close()
