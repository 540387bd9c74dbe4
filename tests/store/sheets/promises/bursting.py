"""Five hundred forms at once under Google's real quota, on a clock that the app and the server share; and what came of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from store.sheets.google.client import SheetsClient
from store.sheets.google.keys import read_key
from store.sheets.store import SheetStore
from store.sheets.sync.pacing import SyncPace
from tests.sheets.log import Logged
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.serving import KEY, ROOT, open_by_turns, spreadsheet_of

FORMS = 500
MOST_WRITES = 10
GIVE_UP = 3600.0
"""Seconds of the shared clock."""


class FastClock:
    """The app's clock and the server's, moved together: a wait of a second takes no time."""

    def __init__(self, google: Running) -> None:
        self._google, self._now = google, 0.0

    def now(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds
        self._google.google.clock.forward(seconds)


@dataclass(frozen=True)
class Burst:
    """What came of it."""

    acknowledged: frozenset[str]
    found: Sequence[str]
    """What another computer reads from the spreadsheet alone."""
    log: Sequence[Logged]
    seconds: float
    """Of the shared clock, until Google had everything."""

    @property
    def writes(self) -> int:
        """How many requests wrote."""
        return sum(1 for line in self.log if "batchUpdate" in line.method)

    def figures(self) -> Counter[str]:
        """What happened, counted."""
        counted = {
            "acknowledged": len(self.acknowledged),
            "requests": len(self.log),
            "requests that wrote": self.writes,
        }
        return Counter({**counted, "seconds of quota": round(self.seconds)})

    def broken(self) -> Mapping[str, list[str]]:
        """By the name of each promise that was not kept, what shows it."""
        counted = Counter(self.found)
        checks = {
            "lost": sorted(self.acknowledged - set(counted)),
            "doubled": [one for one, count in counted.items() if count > 1],
            "refused": [f"{line.method}: {line.status}" for line in self.log if line.status >= 400],
            "too many requests": [f"{self.writes} writes"] if self.writes > MOST_WRITES else [],
            "written over": [f"{line.asks}" for line in self.log if line.changed],
        }
        return {name: wrong for name, wrong in checks.items() if wrong}


def burst(google: Running, folder: Path, forms: int = FORMS) -> Burst:
    """Everybody submits at once; then the app goes on at its own pace until nothing waits."""
    clock = FastClock(google)
    store = _open(folder, clock)
    store.worker.run_once()
    google.google.log.forget()
    google.google.clock.stop_as_a_minute_begins()
    google.google.quota.forget()
    google.google.quota.on = True
    began = clock.now()
    try:
        with ThreadPoolExecutor(8) as pool:
            names = [f"s{number}" for number in range(forms)]
            saved = list(pool.map(lambda name: store.save(entry(name, entry_id=name)), names))
        while store.waiting() and clock.now() - began < GIVE_UP:
            clock.sleep(max(0.2, store.worker.run_once()))
    finally:
        google.google.quota.on = False
        google.google.clock.go_on()
    seconds, log = clock.now() - began, tuple(google.google.log)
    store.worker.run_once()
    store.close()
    return Burst(frozenset(each.save_id for each in saved), _elsewhere(folder), log, seconds)


def _open(folder: Path, clock: FastClock) -> SheetStore:
    spreadsheet, key = spreadsheet_of(folder), read_key(os.environ[KEY])

    def connect() -> SheetsClient:
        return SheetsClient(spreadsheet, key, os.environ[ROOT], sleep=clock.sleep, clock=clock.now)

    return SheetStore(folder / "sheet.sqlite", spreadsheet, connect, SyncPace(look_every=0.0), by_itself=False)


def _elsewhere(folder: Path) -> Sequence[str]:
    other = open_by_turns(folder, "other.sqlite")
    other.worker.run_once()
    found = [each.save_id for each in other.entries()]
    other.close()
    return found
