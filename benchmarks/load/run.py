"""One run: the store filled, the app started, everybody at work, what was asked to break broken, and then the reckoning."""

from __future__ import annotations

import asyncio
import math
import os
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks.browser import Browser, NotThere
from benchmarks.load import stores
from benchmarks.load.checking import Found, check
from benchmarks.load.days import DAYS
from benchmarks.load.notes import Notes, Stopwatch, percentiles
from benchmarks.load.people import Seat, seats
from benchmarks.load.person import KEEP, OPEN, PRESS, SUBMIT, TURN, GaveUp, Somebody
from benchmarks.load.site import Site, site
from benchmarks.load.stores import Kept
from benchmarks.table import machine

ARRIVES = 0.3
"""Seconds between two people who sit down, and between two who leave."""
MOST_OF_IT = 0.5
"""Of the minutes that count: people arrive, and leave, within at most as long again before and after."""
GOES_HOME = 25.0
"""Seconds after the end in which what was begun may be finished; whoever still waits then could not go on."""
LAGS = 0.05
"""Seconds between two looks at how late the tool itself is."""
LOOKS = 2.0
"""Seconds between two looks at the memory."""
DRAINS = 120.0
"""How long the sheet may take to get what is still queued."""


@dataclass(frozen=True)
class Plan:
    """What was asked for."""

    store: str = "sqlite"
    sessions: int = 200
    minutes: float = 10.0
    processes: int = 1
    kills: bool = False
    """One process is ended in the middle."""
    restarts: bool = False
    """The database server is ended in the middle."""
    pace: float = 10.0
    """Seconds between two answers, on the average."""
    rush: str = ""
    """`start` where everybody comes at once, as at nine o'clock; `end` where everybody leaves at once."""

    @property
    def seconds(self) -> float:
        """That count."""
        return 60 * self.minutes

    @property
    def arriving(self) -> float:
        """Seconds until everybody is there."""
        return 0.0 if self.rush == "start" else min(ARRIVES * self.sessions, MOST_OF_IT * self.seconds)

    @property
    def leaving(self) -> float:
        """Seconds in which people leave one by one."""
        return 0.0 if self.rush == "end" else min(ARRIVES * self.sessions, MOST_OF_IT * self.seconds)


@dataclass
class Work:
    """Seconds of processors' time in the minutes that count."""

    app: float = 0.0
    tool: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    plan: Plan
    notes: Notes
    found: Found
    gave_up: int
    memory_before: float
    work: Work = field(default_factory=Work)
    is_apart: bool = False
    """Whether the tool had a processor of its own."""

    def as_kept(self) -> dict[str, object]:
        """For the page."""
        most = max(self.notes.memory, default=0.0)
        waits = {what: self.notes.percentiles(what) for what in (OPEN, TURN, KEEP, PRESS, SUBMIT)}
        return {
            **vars(self.plan),
            "on": date.today().isoformat(),
            "machine": machine(),
            "runs_a_second": self.notes.runs / self.plan.seconds,
            "lag": [1000 * each for each in percentiles(self.notes.lag)],
            "app_works": self.work.app / self.plan.seconds,
            "tool_works": self.work.tool / self.plan.seconds,
            "is_apart": self.is_apart,
            "work_a_run": 1000 * self.work.app / max(1, self.notes.runs),
            "waits": {what: [1000 * each for each in three] for what, three in waits.items()},
            "errors": dict(self.notes.errors),
            "lost_connections": self.notes.lost.total(),
            "lost_because": dict(self.notes.lost),
            "gave_up": self.gave_up,
            **vars(self.found),
            "memory_before": self.memory_before,
            "memory_most": most,
            "memory_a_session": (most - self.memory_before) / self.plan.sessions,
        }

    def lines(self) -> Iterator[str]:
        """For the screen."""
        for name, value in self.as_kept().items():
            yield f"{name.replace('_', ' ')}: {value}"


def run(plan: Plan) -> Outcome:
    """All of it. Raises SystemExit when the app does not start."""
    with tempfile.TemporaryDirectory(prefix="load-") as name:
        folder = Path(name)
        with stores.STORES[plan.store](folder) as kept:
            everybody = let_in(kept, plan)
            with _apart(plan.processes) as cores, site(kept.env, plan.processes, folder, cores) as of:
                before, work = of.memory(), Work()
                notes, gave_up = asyncio.run(day(plan, of, kept, everybody, work))
            for line, often in _log(folder).most_common(10):
                _say(f"The app’s own log, {often} times: {line}")
            return Outcome(plan, notes, reckon(notes, kept), gave_up, before, work, bool(cores))


@contextmanager
def _apart(processes: int) -> Iterator[frozenset[int]]:
    """The processors for the app, with the last one for this tool alone; none where there are too few for that (Linux)."""
    every = sorted(os.sched_getaffinity(0))
    if len(every) <= processes:
        yield frozenset()
        return
    os.sched_setaffinity(0, every[-1:])
    try:
        yield frozenset(every[:-1])
    finally:
        os.sched_setaffinity(0, every)


def let_in(kept: Kept, plan: Plan) -> Sequence[Seat]:
    """The store filled, and everybody signed in."""
    _say("Schools and cases are made")
    store = stores.open_kept(kept.env)
    found = seats(store, plan.sessions, date.today())
    _drain(store)
    store.close()
    return found


async def day(plan: Plan, of: Site, kept: Kept, everybody: Sequence[Seat], work: Work) -> tuple[Notes, int]:
    """Everybody at work; what was noted, and how many could not go on to the end.

    People arrive one by one, then come the minutes that count, then each finishes what they do and leaves, one by one.
    """
    began = time.monotonic()
    first = began + plan.arriving
    watch = Stopwatch(plan.arriving + plan.seconds, began)
    notes = Notes(counted=(first, math.inf if plan.rush == "end" else first + plan.seconds))
    _say(f"{plan.sessions} people work for {plan.minutes} minutes")
    about = [asyncio.create_task(each) for each in (_watch(of, notes, watch), _lag(notes), _work(plan, of, work))]
    if plan.kills or plan.restarts:
        about.append(asyncio.create_task(_break(plan, of, kept)))
    people = [asyncio.create_task(_works(seat, n, plan, of, notes, began)) for n, seat in enumerate(everybody)]
    ended, late = await asyncio.wait(people, timeout=watch.seconds + plan.leaving + GOES_HOME)
    about[1].cancel()
    for each in late:
        each.cancel()
    await asyncio.gather(*about, *late, return_exceptions=True)
    return notes, len(late) + sum(not each.result() for each in ended)


async def _works(seat: Seat, number: int, plan: Plan, of: Site, notes: Notes, began: float) -> bool:
    """Somebody's whole day; whether they could go on to its end."""
    chance, turn = random.Random(number), number / plan.sessions
    watch = Stopwatch(plan.arriving + plan.seconds + plan.leaving * turn, began)
    me = Somebody(Browser(of.port, seat.cookie), notes, watch, chance, plan.pace)
    await asyncio.sleep(plan.arriving * turn)
    try:
        while not watch.is_over:
            await DAYS[seat.part.name](me, seat.part)
    except (GaveUp, NotThere) as problem:
        notes.errors[f"{seat.part.name} gave up: {problem}"[:300]] += 1
        return False
    finally:
        await me.browser.close()
    return True


async def _watch(of: Site, notes: Notes, watch: Stopwatch) -> None:
    while not watch.is_over:
        notes.memory.append(of.memory())
        await asyncio.sleep(min(LOOKS, watch.seconds / 10))


async def _lag(notes: Notes) -> None:
    while True:
        due = time.monotonic() + LAGS
        await asyncio.sleep(LAGS)
        now = time.monotonic()
        if notes.counted[0] <= now <= notes.counted[1]:
            notes.lag.append(max(0.0, now - due))


async def _work(plan: Plan, of: Site, work: Work) -> None:
    await asyncio.sleep(plan.arriving)
    app, tool = of.worked(), time.process_time()
    await asyncio.sleep(plan.seconds)
    work.app, work.tool = of.worked() - app, time.process_time() - tool


async def _break(plan: Plan, of: Site, kept: Kept) -> None:
    await asyncio.sleep(plan.arriving + plan.seconds / 2)
    if plan.kills:
        _say("One process of the app is killed")
        await asyncio.to_thread(of.kill_one)
    if plan.restarts:
        _say("The database server is ended and started again")
        await asyncio.to_thread(kept.restart)


def reckon(notes: Notes, kept: Kept) -> Found:
    """What the store has beside what people were told, once a sheet has all that was queued."""
    here = stores.open_kept(kept.env)
    _drain(here)
    there = stores.open_kept(kept.elsewhere) if kept.elsewhere else here
    try:
        return check(notes, there, here)
    finally:
        here.close()
        if there is not here:
            there.close()


def _drain(store) -> None:  # type: ignore[no-untyped-def]
    """Wait until a sheet has everything that was queued."""
    until = time.monotonic() + DRAINS
    while (waiting := getattr(store, "waiting", None)) and waiting() and time.monotonic() < until:
        time.sleep(0.2)


def _log(folder: Path) -> Counter[str]:
    """What the app said, without the numbers that differ from time to time."""
    lines = (line for each in folder.glob("app-*.log") for line in each.read_text("utf-8", "replace").splitlines())
    return Counter(re.sub(r"\d+", "…", line)[:300] for line in lines if line.strip())


def _say(sentence: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {sentence}", flush=True)
