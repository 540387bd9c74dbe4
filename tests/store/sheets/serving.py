"""A spreadsheet for every folder, on the test server: the same folder again, also in another process, the same one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pytest import MonkeyPatch

from store.sheets.google.client import SheetsClient
from store.sheets.google.keys import Key, read_key
from store.sheets.layout.steps import set_up
from store.sheets.store import SheetStore
from store.sheets.sync.pacing import SyncPace
from tests.sheets.server import Running, running
from tests.sheets.spreadsheet import Spreadsheet

ROOT, KEY = "TESTS_GOOGLE", "TESTS_GOOGLE_KEY"
QUICK = SyncPace(look_every=0.3, idle=0.02, after_fault=0.05, longest_wait=0.5)


class _OnDemand(dict[str, Spreadsheet]):
    """Spreadsheets that are there, set up and shared, as soon as somebody asks for them by the name of a folder."""

    def __init__(self, template: Spreadsheet) -> None:
        super().__init__()
        self._template = template

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self and key.startswith("folder-"):
            self[key] = self._template.copy()
            self[key].spreadsheet_id = key
            self[key].metadata = [{**each, "metadataValue": key} for each in self[key].metadata]
        return super().get(key, default)

    def __missing__(self, key: str) -> Spreadsheet:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found


@contextmanager
def google_on_demand() -> Iterator[Running]:
    """The server, named in the environment so that processes started from here find it too."""
    with running() as server, tempfile.TemporaryDirectory() as folder:
        key = server.write_key(Path(folder))
        template = server.shared_spreadsheet()
        assert all(step.done for step in set_up(template.spreadsheet_id, key, server.root))
        for sheet in server.book(template.spreadsheet_id).sheets:
            del sheet.rows[1:]  # an empty row costs the server as much as a full one
        server.google.spreadsheets = _OnDemand(server.book(template.spreadsheet_id))
        with MonkeyPatch.context() as environment:  # another server may be named there, for other tests
            environment.setenv(ROOT, server.root)
            environment.setenv(KEY, str(key))
            yield server


@cache
def _key(place: str) -> Key:
    return read_key(place)


def spreadsheet_of(folder: Path) -> str:
    """The id of a folder's spreadsheet."""
    return f"folder-{sha256(str(folder).encode()).hexdigest()[:32]}"


def open_by_turns(
    folder: Path, local: str = "sheet.sqlite", year: str = "", archives: Sequence[str] = ()
) -> SheetStore:
    """The sheet store of a folder without a thread: a test says `worker.run_once()`, so that a seed says everything.

    A folder may have a spreadsheet for each `year`, and earlier years as `archives`.
    """
    root, key = os.environ[ROOT], _key(os.environ[KEY])
    spreadsheet, pace = spreadsheet_of(folder / year), SyncPace(look_every=0.0, archives_every=0.0)

    def connect(to: str, with_key: Key) -> SheetsClient:
        return SheetsClient(to, with_key, root, sleep=lambda seconds: None, a_minute=100_000)

    earlier = {
        each: partial(connect, each, key.of_archives()) for each in (spreadsheet_of(folder / y) for y in archives)
    }
    now = partial(connect, spreadsheet, key)
    return SheetStore(folder / local, spreadsheet, now, pace, by_itself=False, archives=earlier)


def open_sheet(folder: Path, pace: SyncPace = QUICK, local: str = "sheet.sqlite") -> SheetStore:
    """The sheet store of a folder; another `local` database is another computer."""
    root, key = os.environ[ROOT], _key(os.environ[KEY])
    spreadsheet = spreadsheet_of(folder)
    return SheetStore(folder / local, spreadsheet, lambda: SheetsClient(spreadsheet, key, root, a_minute=100_000), pace)


def look(store: SheetStore, times: int = 4) -> None:
    """Let a store of turns see the spreadsheet and send what waits, as often as anything here takes to settle."""
    for _ in range(times):
        store.tables_mark()  # somebody looks
        store.worker.run_once()
    assert store.standing().trouble == ""
