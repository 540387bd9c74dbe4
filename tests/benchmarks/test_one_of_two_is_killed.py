"""People write while one of two processes of the app is ended as by a power cut, behind the nginx that is shipped."""

from __future__ import annotations

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from benchmarks.browser import Browser
from benchmarks.load import stores
from benchmarks.load.checking import check
from benchmarks.load.days import Part, home_school
from benchmarks.load.notes import Notes, Stopwatch
from benchmarks.load.people import Seat, signed_in
from benchmarks.load.person import Somebody
from benchmarks.load.site import Site, site
from casework.sample import authority
from store.contract import Store

PEOPLE, PACE = 4, 0.1
LONGEST = 300.0
"""Seconds, on the slowest machine."""


def test_people_come_back_and_nothing_that_was_acknowledged_or_typed_is_lost(tmp_path: Path) -> None:
    with stores.sqlite(tmp_path) as kept:
        store = stores.open_kept(kept.env)
        everybody = let_in(store)
        with site(kept.env, 2, tmp_path) as of:
            of.away = 0.0
            # In a thread of its own: a browser driven in the same process keeps this thread's loop running.
            with ThreadPoolExecutor(1) as thread:
                notes = thread.submit(asyncio.run, work(of, everybody)).result()
        found = check(notes, store, store)
        store.close()

    assert notes.lost.total(), "the process that was killed had nobody: nothing was tried"
    assert found.acknowledged == PEOPLE and found.answers >= PEOPLE
    assert found.is_well, found


def let_in(store: Store) -> list[Seat]:
    for row in authority.rows(date.today()):
        store.put(row)
    school = next(iter(authority.schools().values())).urn
    return list(signed_in(store, [Part("home school", "", school, date.today())] * PEOPLE))


async def work(of: Site, everybody: list[Seat]) -> Notes:
    notes, watch = Notes(), Stopwatch(LONGEST)

    async def writes(seat: Seat, number: int) -> None:
        me = Somebody(Browser(of.port, seat.cookie), notes, watch, random.Random(number), PACE)
        try:
            await home_school(me, seat.part)
        finally:
            await me.browser.close()

    async def ends_a_process() -> None:
        while not notes.acknowledged:
            await asyncio.sleep(0.05)
        await asyncio.to_thread(of.kill_one)

    await asyncio.gather(ends_a_process(), *(writes(seat, number) for number, seat in enumerate(everybody)))
    return notes
