"""Which store a setting means. The only place that knows every kind of store."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs

from store.base import Store, StoreError
from store.sql import SqlStore

DEFAULT_FILE = Path("data") / "managed-moves.sqlite"
SQL_SCHEMES = ("sqlite", "postgresql+psycopg")
SHEET = "sheet:"
KEY_SETTING = "MANAGED_MOVES_SHEET_KEY"
"""The environment variable with the path of the service account's key file."""
GOOGLE_SETTING = "MANAGED_MOVES_GOOGLE"
"""The environment variable with another address than Google's own, where a test stands in for Google."""
NO_SHEET = (
    "The address of the spreadsheet cannot be read. Write sheet: and the link to the spreadsheet, "
    "such as sheet:https://docs.google.com/spreadsheets/d/…/edit"
)
NO_KEY = f"To keep entries in a spreadsheet, set {KEY_SETTING} to the path of the service account's key file."
DISK = {"lasts": True, "does not last": False}


def open_store(url: str | None = None, environ: Mapping[str, str] = os.environ) -> Store:
    """The store that `url` names; without one, a file in the folder the app was started from.

    Raises StoreError when the address is not one to be understood, StoreUnreachable when nothing answers there.
    """
    if not url:
        return SqlStore(DEFAULT_FILE)
    if url.startswith(SHEET):
        return _open_sheet(url.removeprefix(SHEET), environ)
    scheme, separator, _ = url.partition("://")
    if separator and scheme in SQL_SCHEMES:
        return SqlStore(url)
    # The address is not repeated: it may hold a password.
    raise StoreError(
        "The address of the store is not one this site knows. Write sqlite:///data/managed-moves.sqlite for a file, "
        "postgresql+psycopg://user:password@host/database for PostgreSQL, sheet: and a link for a Google spreadsheet, "
        "or nothing at all for the usual file."
    )


def _open_sheet(address: str, environ: Mapping[str, str]) -> Store:
    """`<link or id>` and, after a question mark of our own, `disk`, `file`, `google`: see docs/google-sheets.md."""
    # Asked for here, so that a site without a spreadsheet need not load what speaks to Google.
    from store.sheets.steps import read_link
    from store.sheets.store import SheetStore
    from store.sheets.transport import GOOGLE, Line, NotAllowed, read_key

    link, _, more = address.partition("?")
    options = {name: values[-1] for name, values in parse_qs(more).items()}
    disk = options.get("disk", "lasts")
    try:
        spreadsheet = read_link(link)
    except NotAllowed:
        raise StoreError(NO_SHEET) from None
    if disk not in DISK:
        raise StoreError(f"Of the disk, write disk=lasts or disk=does+not+last, not “{disk}”.")
    if not environ.get(KEY_SETTING):
        raise StoreError(NO_KEY)
    key = read_key(environ[KEY_SETTING])
    file = Path(options.get("file") or DEFAULT_FILE.with_name(f"sheet-{spreadsheet[:12]}.sqlite"))
    root = options.get("google") or environ.get(GOOGLE_SETTING, GOOGLE)
    return SheetStore(file, spreadsheet, lambda: Line(spreadsheet, key, root), disk_lasts=DISK[disk])
