"""What people wait for is counted from when they would have acted, and only in the minutes that count."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from benchmarks.browser import Browser
from benchmarks.load.days import SHARES
from benchmarks.load.notes import Notes, Stopwatch
from benchmarks.load.people import seats
from benchmarks.load.person import Somebody
from benchmarks.load.run import Plan
from store.choose import open_store

LATE = 0.05


def somebody(notes: Notes, seconds: float = 60.0) -> Somebody:
    return Somebody(Browser(0, ""), notes, Stopwatch(seconds), random.Random(1), pace=0.001)


def test_whoever_is_kept_from_acting_waits() -> None:
    notes = Notes()

    async def thinks_and_acts() -> None:
        me = somebody(notes)
        await me.think()
        time.sleep(LATE)
        await me._do("press", at_once)
        await me._do("press", at_once)

    # In a thread of its own: a browser driven in the same process keeps this thread's loop running.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, thinks_and_acts()).result()

    first, second = notes.waited["press"]
    assert first >= LATE > second


def test_everybody_of_a_load_is_let_in(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/load.sqlite")
    seated = seats(store, sum(SHARES.values()), date(2026, 10, 1))
    store.close()

    assert Counter(each.part.name for each in seated) == SHARES
    assert all(each.cookie for each in seated)


async def at_once() -> float:
    return 0.0


def test_only_what_was_begun_in_the_minutes_that_count_is_counted() -> None:
    now = time.monotonic()
    notes = Notes(counted=(now - 2, now - 1))
    for since in (now - 2.5, now - 1.5, now - 0.5):
        notes.note("press", since)

    assert len(notes.waited["press"]) == 1 and notes.waited["press"][0] >= 1.5


def test_people_come_and_leave_one_by_one_but_in_a_rush() -> None:
    usual, door, bell = (Plan(sessions=200, minutes=3, rush=each) for each in ("", "start", "end"))

    assert [(each.arriving, each.leaving) for each in (usual, door, bell)] == [(60, 60), (0, 60), (60, 0)]
    assert Plan(sessions=600, minutes=3).arriving == 90, "at most half as long as what counts"
    assert Notes().counted == (0.0, math.inf)
