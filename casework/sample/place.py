"""Where the sample is kept, and how a school or authority leaves it behind: “start empty”.

The sample has a file of its own, beside the one for true entries. While there is no file of true entries the sample is
opened, and made if need be. Starting empty makes the file of true entries, which is opened from then on. Nothing is
ever deleted: stores only append. Whoever set an address of a store has neither.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from casework.reading.office import Office
from casework.sample.authority import rows
from casework.sample.making import fill
from casework.settings.setting_rows import MARK
from record.tables import SETTINGS
from store.choose import DEFAULT_FILE, open_store
from store.contract import Store

FOLDER = DEFAULT_FILE.parent
OWN, SAMPLE = DEFAULT_FILE.name, "sample.sqlite"


def open_first_store(today: date, folder: Path = FOLDER) -> Store:
    """The store to work with where no address is set: the true entries once somebody started empty, else the sample.

    Raises StoreError.
    """
    if has_started_empty(folder):
        return _open(folder / OWN)
    if not (folder / SAMPLE).exists():
        _make(folder, SAMPLE, lambda store: fill(Office(store, lambda: today)))
    return _open(folder / SAMPLE)


def has_started_empty(folder: Path = FOLDER) -> bool:
    """Whether true entries are kept here."""
    return (folder / OWN).exists()


def start_empty(today: date, folder: Path = FOLDER) -> None:
    """Leave the made-up cases behind: the next store opened has none, and stays. Pressed twice it changes nothing.

    The made-up schools and people are kept, so that somebody can sign in and begin a case. The caller then closes the store in hand and signs everybody out: sessions are kept in the store. Raises StoreError.
    """
    if has_started_empty(folder):
        return
    _make(folder, OWN, partial(_without_cases, today))


def renew(folder: Path = FOLDER) -> None:
    """Put the sample aside under another name, so that the next store opened is a fresh one. Close the store before."""
    sample = folder / SAMPLE
    if sample.exists():
        made = datetime.fromtimestamp(sample.stat().st_mtime, UTC)
        sample.rename(folder / f"sample-until-{made:%Y-%m-%d-%H%M%S}.sqlite")


def _without_cases(today: date, store: Store) -> None:
    for row in rows(today):
        if (row.table, row.key) != (SETTINGS, MARK):
            store.put(row)


def _make(folder: Path, name: str, put_in: Callable[[Store], None]) -> None:
    """Made aside and then put in place in one act: there is never half a file, and never a second over the first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix="making-") as aside:
        store = _open(Path(aside) / name)
        put_in(store)
        store.close()
        with suppress(FileExistsError):
            os.link(Path(aside) / name, folder / name)


def _open(file: Path) -> Store:
    return open_store(f"sqlite:///{file}")
