"""Where the sample is kept, and how a school or authority leaves it behind: “start empty”.

The sample has a file of its own, beside the one that people fill themselves. While there is no such file the sample is
opened, and made if need be. Starting empty makes it, and it is opened from then on. Both say of themselves that they are
for the demonstration; a file that does not is not opened by it. Nothing is ever deleted: stores only append. Whoever set an
address of a store has neither.
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
from record.tables import MADE_UP, SETTINGS
from store.choose import open_store
from store.contract import NoDemonstration, Store
from store.settings import DEFAULT_FILE
from store.sql.witness import FileWitness

FOLDER = DEFAULT_FILE.parent
OWN, SAMPLE = DEFAULT_FILE.name, "sample.sqlite"


MOVE_IT_ASIDE = (
    '{file} does not say that it is for the demonstration. Either it holds true entries: then write ways_in = "links", '
    "accounts or both into .streamlit/secrets.toml (docs/signing-in.md), and only people who sign in see them. Or it was made "
    "by an earlier release to look round in: then move it aside with its witness, and a new one is made:  "
    "mv {file} {aside} && mv {witness} {witness_aside}"
)


def open_first_store(today: date, folder: Path = FOLDER) -> Store:
    """The demonstration's store where no address is set: the one begun by starting empty, else the sample.

    Raises StoreError; NoDemonstration where what is there is not the demonstration's.
    """
    if not has_started_empty(folder) and not (folder / SAMPLE).exists():
        _make(folder, SAMPLE, lambda store: fill(Office(store, lambda: today)))
    file = folder / (OWN if has_started_empty(folder) else SAMPLE)
    store = _open(file)
    try:
        store.keep_demonstration()
    except NoDemonstration:
        store.close()
        aside = file.with_name(f"{file.stem}-aside{file.suffix}")
        # Left behind, the witness would say that this file was lost.
        witness, witness_aside = FileWitness(file).beside, FileWitness(aside).beside
        sentence = MOVE_IT_ASIDE.format(file=file, aside=aside, witness=witness, witness_aside=witness_aside)
        raise NoDemonstration(sentence) from None
    return store


def has_started_empty(folder: Path = FOLDER) -> bool:
    """Whether the sample was left behind here."""
    return (folder / OWN).exists() or FileWitness(folder / OWN).says_so()


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
        if (row.table, row.key) != (SETTINGS, MADE_UP):
            store.put(row)


def _make(folder: Path, name: str, put_in: Callable[[Store], None]) -> None:
    """Made aside and then put in place in one act: there is never half a file, and never a second over the first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix="making-") as aside:
        store = _open(Path(aside) / name)
        store.keep_demonstration()
        put_in(store)
        store.close()
        with suppress(FileExistsError):
            os.link(Path(aside) / name, folder / name)


def _open(file: Path) -> Store:
    return open_store(f"sqlite:///{file}")
