"""Opens the store that a setting means. The only place that knows every kind of store."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from store.contract import Store, StoreError
from store.settings import DEFAULT_FILE, GOOGLE_SETTING, KEY_SETTING, SHEET, KeyPlace, StoreSetting
from store.sql.store import SqlStore

if TYPE_CHECKING:
    from store.sheets.google.keys import Key

SQL_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")
NO_SHEET = (
    "The link to the spreadsheet cannot be read. Open the spreadsheet in the browser and copy the whole address from "
    "there, such as https://docs.google.com/spreadsheets/d/…/edit; in the environment write sheet: before it."
)
NO_KEY = (
    "There is a spreadsheet and no key for it. Under [store] of the secrets file, write key = and the path of the service "
    f"account’s key file; or set {KEY_SETTING} to that path."
)
TWICE = "A spreadsheet is given twice under [store]: the one in use is not an archive of itself. Remove one of the two."
ANOTHER_BEFORE = (
    "Until now this computer kept its entries in another spreadsheet. To continue with that one, write its link again. "
    "To begin a new one and keep what was entered, list the other’s link under archives. To begin with nothing, name a "
    "file of its own for this one: file ="
)
DISK = {"lasts": True, "does not last": False}


def open_store(url: str | None = None, environ: Mapping[str, str] = os.environ) -> Store:
    """The store that `url` names; without one, a file in the folder the app was started from. Raises as `open_told`."""
    key = environ.get(KEY_SETTING)
    return open_told(StoreSetting(url or "", Path(key) if key else None, environ.get(GOOGLE_SETTING, "")))


def open_told(setting: StoreSetting) -> Store:
    """The store that a setting names. Raises as `opener`, and StoreUnreachable when nothing answers there."""
    return opener(setting)()


def opener(setting: StoreSetting) -> Callable[[], Store]:
    """What opens the store that a setting names; nothing is made or asked before. Raises StoreError when it is half done."""
    if not setting.address:
        return partial(SqlStore, DEFAULT_FILE)
    if setting.is_sheet:
        return _sheet(setting)
    scheme, separator, _ = setting.address.partition("://")
    if separator and scheme in SQL_SCHEMES:
        return partial(SqlStore, setting.address)
    # The address is not repeated: it may hold a password.
    raise StoreError(
        "The address of the store is not one this site knows. Write sqlite:///data/managed-moves.sqlite for a file, "
        "postgresql://user:password@host/database for PostgreSQL, sheet: and a link for a Google spreadsheet, "
        "or nothing at all for the usual file."
    )


def key_at(place: KeyPlace) -> Key:
    """The key in a file, or in the lines of such a file. Raises NotAllowed, a StoreError."""
    from store.sheets.google.keys import key_in, read_key

    return key_in(json.dumps(place)) if isinstance(place, Mapping) else read_key(place or "")


def _sheet(setting: StoreSetting) -> Callable[[], Store]:
    # Asked for here, so that a site without a spreadsheet need not load what speaks to Google.
    from store.sheets.google.client import GOOGLE, SheetsClient
    from store.sheets.google.refusals import NotAllowed
    from store.sheets.layout.steps import read_link
    from store.sheets.store import SheetStore

    disk = setting.options.get("disk", "lasts")
    links = [setting.address.removeprefix(SHEET).partition("?")[0], *setting.archives]
    try:
        spreadsheet, *archives = [read_link(each) for each in links]
    except NotAllowed:
        raise StoreError(NO_SHEET) from None
    if disk not in DISK:
        raise StoreError("Of the disk, write “lasts” or “does not last” (in an address, disk=does+not+last).")
    if not setting.key:
        raise StoreError(NO_KEY)
    if len({spreadsheet, *archives}) <= len(archives):
        raise StoreError(TWICE)
    key, root = key_at(setting.key), setting.root or GOOGLE
    lines = {each: partial(SheetsClient, each, key.of_archives(), root) for each in archives}
    file = Path(setting.options["file"]) if setting.options.get("file") else _usual_file(spreadsheet, archives)
    connect = partial(SheetsClient, spreadsheet, key, root)
    return partial(SheetStore, file, spreadsheet, connect, disk_lasts=DISK[disk], archives=lines)


def _usual_file(spreadsheet: str, archives: Sequence[str]) -> Path:
    """Of the spreadsheet, or what an archive's was when it was the one in use. Raises StoreError."""
    files = [DEFAULT_FILE.with_name(f"sheet-{each[:12]}.sqlite") for each in (spreadsheet, *archives)]
    found = next((each for each in files if each.exists()), None)
    if found is None and any(DEFAULT_FILE.parent.glob("sheet-*.sqlite")):
        raise StoreError(ANOTHER_BEFORE)
    return found or files[0]
