"""Which store a command has opened, said to whoever runs it before anything is done; and what a command does not do.

A command that opens another store than was meant does harm in silence: a new empty file takes in whatever it is given.
"""

from __future__ import annotations

from pathlib import Path

from record.tables import ACCESS, MADE_UP, SETTINGS, STAFF
from store.contract import Store, StoreError, StorePurpose
from store.settings import DEFAULT_FILE, SHEET
from store.sql.database import SERVER
from store.sql.server import read_server

FILE = "sqlite:///"
KNOWINGLY = "--demonstration"
NOTHING_THERE = (
    "There is nothing at {address}, so nothing was done, and no file was made. Look at the address; the settings of the site "
    "itself are where it is started from."
)
MADE_UP_ENTRIES = (
    "{address} is the demonstration’s: its cases and its people are made up. Nothing was done. To do it knowingly, add "
    f"{KNOWINGLY}."
)


def address_in_words(address: str) -> str:
    """The address of a store without anything secret: a file by its whole path, a server by its host and database."""
    if not address:
        address = f"{FILE}{DEFAULT_FILE}"
    if address.startswith(SHEET):
        return f"the spreadsheet {address.removeprefix(SHEET).partition('?')[0]}"
    if address.startswith(SERVER):
        told = read_server(address)
        return f"the database {told.get('dbname', '')} of {told.get('host') or 'this computer'}"
    path = file_of(address)
    return f"the file {path.absolute()}" if path else "the store"


def file_of(address: str) -> Path | None:
    """The file that an address of SQLite, or the path of a workbook, means; None for any other."""
    if not address:
        return DEFAULT_FILE
    if address.startswith(FILE):
        return Path(address.removeprefix(FILE).partition("?")[0])
    return None if "://" in address or address.startswith(SHEET) else Path(address)


def refuse_what_is_not_there(address: str) -> None:
    """Raises StoreError where opening it would make a new file."""
    file = file_of(address)
    if file is not None and not file.exists():
        raise StoreError(NOTHING_THERE.format(address=address_in_words(address)))


def in_words(address: str, store: Store) -> str:
    """Which store this is, what it is for, and how much there is. Raises StoreError."""
    members = [row for row in store.table(ACCESS) if row.values.get("what") == "person"]
    people, cases = len(store.table(STAFF)) + len(members), len(store.references_changed_since(0)[1])
    purpose = store.purpose()
    kept_for = "real entries" if purpose is StorePurpose.TRUE_ENTRIES else purpose
    is_for = "" if purpose is StorePurpose.NOT_SAID else f" for {kept_for}"
    many = f"{people:,} {'person' if people == 1 else 'people'} and {cases:,} case{'' if cases == 1 else 's'}"
    return f"{address_in_words(address)}{is_for}, with {'nothing in it yet' if store.is_unused() else many}"


def is_made_up(store: Store) -> bool:
    """Whether it is the demonstration's, or holds a sample that an earlier release made. Raises StoreError."""
    holds_a_sample = any(row.key == MADE_UP for row in store.table(SETTINGS))
    return store.purpose() is StorePurpose.DEMONSTRATION or holds_a_sample
