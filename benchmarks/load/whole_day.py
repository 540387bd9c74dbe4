"""Twenty-four hours with the clock compressed: people come and go, the sheet is looked at and sent to, and memory must not grow.

`make load hours=24`. What is compressed is waiting, never work: as many visits as a busy day has (`VISITS` an hour, each
opens pages, writes a form, closes the tab; a closed tab is let go of after a second instead of two minutes), and then as
many looks at a sheet as a day has every five seconds, with saves to send among them. Memory is compared between the end of
the first quarter, when everything that is kept for good is there, and the end.
"""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.browser import Browser
from benchmarks.load import stores
from benchmarks.load.checking import Found, check
from benchmarks.load.days import DAYS
from benchmarks.load.notes import Notes, Stopwatch
from benchmarks.load.people import Seat, seats
from benchmarks.load.person import Somebody
from benchmarks.load.site import Site, site
from benchmarks.serving import resident
from tests.store.rows import entry
from tests.store.sheets.serving import google_on_demand, open_by_turns

VISITS, AT_ONCE, PEOPLE, PACE = 10, 6, 12, 0.02
LOOKS_AN_HOUR, SAVES_AN_HOUR = 720, 30
LONGEST = 3600.0
SHORT = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}


@dataclass(frozen=True)
class Result:
    """Megabytes a quarter into the day and at its end."""

    what: str
    early: float
    late: float
    of: int
    """Visits, or looks."""

    @property
    def grown(self) -> float:
        """Percent of what it was."""
        return 100 * (self.late - self.early) / self.early


def visits(hours: float) -> tuple[Result, Found]:
    """People come and go."""
    with tempfile.TemporaryDirectory(prefix="load-") as name, stores.sqlite(Path(name)) as kept:
        store = stores.open_kept(kept.env)
        everybody = seats(store, PEOPLE, date.today())
        with site({**kept.env, **SHORT}, 1, Path(name)) as of:
            notes = asyncio.run(_come_and_go(of, everybody, round(VISITS * hours)))
        found = check(notes, store, store)
        store.close()
        return _compared("people who come and go", notes.memory), found


async def _come_and_go(of: Site, everybody: Sequence[Seat], number: int) -> Notes:
    notes, watch = Notes(), Stopwatch(LONGEST)
    waiting = iter(range(number))
    free = list(everybody)

    async def come() -> None:
        for visit in waiting:
            seat = free.pop(0)
            me = Somebody(Browser(of.port, seat.cookie), notes, watch, random.Random(visit), PACE)
            await DAYS[seat.part.name](me, seat.part)
            await me.browser.close()
            free.append(seat)
            notes.memory.append(of.memory())

    await asyncio.gather(*(come() for _ in range(AT_ONCE)))
    return notes


def looks(hours: float) -> Result:
    """The sheet is looked at, sent to and typed into, in this process."""
    memory: list[float] = []
    number = round(LOOKS_AN_HOUR * hours)
    with google_on_demand() as google, tempfile.TemporaryDirectory() as name:
        store = open_by_turns(Path(name))
        for look in range(number):
            if look % (LOOKS_AN_HOUR // SAVES_AN_HOUR) == 0:
                store.save(entry(f"s{look}", entry_id=f"e{look}", answers={"went_well": f"look {look}"}))
            store.tables_mark()
            store.worker.run_once()
            google.google.log.forget()  # the server's own memory is in this process too
            memory.append(resident(os.getpid()))
        assert not store.waiting()
        store.close()
    return _compared("looks at a sheet, its sending among them", memory)


def _compared(what: str, memory: Sequence[float]) -> Result:
    some = max(1, len(memory) // 20)
    quarter = len(memory) // 4
    return Result(what, median(memory[quarter : quarter + some]), median(memory[-some:]), len(memory))


def as_kept(of: Result) -> Mapping[str, object]:
    """For the page."""
    return {**vars(of), "grown": of.grown}
