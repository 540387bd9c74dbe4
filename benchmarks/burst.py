"""The last day of term: 500 submissions from 50 sessions, through the test server, beside a coordinator who works in the sheet.

Ours, and what apps usually do: read all and write all (st-gsheets-connection itself, in an environment of its own), and
find the row with gspread, then update it. Google's quota of 60 reads and 60 writes a minute counts, and every request
takes 200 ms; the clock is made, not waited for: it moves on to whoever is next, so the seconds are those of the quota. The
peers are refused (429) and ask again at the turn of the minute, as the best of them do.
"""

from __future__ import annotations

import heapq
import json
import os
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import gspread
from gspread.exceptions import APIError

from store.sheets.google.client import SheetsClient
from store.sheets.google.keys import read_key
from store.sheets.store import SheetStore
from store.sheets.sync.pacing import SyncPace
from tests.sheets.client import client_for
from tests.sheets.meddling import Coordinator
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.serving import KEY, ROOT, google_on_demand, open_by_turns, spreadsheet_of

SESSIONS, EACH = 50, 10
FORMS = SESSIONS * EACH
LATENCY = 0.2
ACTS, ACTS_EVERY = 100, 2.0
"""What the coordinator does while the forms come in, and the seconds between."""
SEED = 7
HEADINGS = ("Form", "Well", "Hard", "Met on", "By", "Seen by", "Worried", "Told", "Asked", "Note")
GIVE_UP = 4 * 3600.0
PEERS = Path(__file__).parent.parent / ".venv-peers" / "bin" / "python"
"""The peers' own environment (`benchmarks/peers/`)."""
Steps = Generator[float, None, None]
"""What one person or program does; yields how many seconds pass before it does the next thing."""


@dataclass(frozen=True)
class Result:
    """What one way of saving came to."""

    seconds: float
    """Of quota time, from the first submission until Google has had the last."""
    requests: int
    lost: int
    """Submissions that are nowhere in the sheet, or not in their own row."""
    written_over: int
    """Things the coordinator typed that are gone."""

    @property
    def requests_each(self) -> float:
        """Requests a submission."""
        return self.requests / FORMS


@dataclass
class World:
    """The made clock, and everybody in the order in which they are next."""

    google: Running
    now: float = 0.0
    done: int = 0
    """Sessions that are through."""
    _next: list[tuple[float, int, Steps]] = field(default_factory=list)
    _numbers: Callable[[], int] = field(default_factory=lambda: count().__next__)

    def add(self, steps: Steps) -> None:
        """Somebody joins, now."""
        heapq.heappush(self._next, (self.now, self._numbers(), steps))

    def run(self, is_over: Callable[[], bool]) -> float:
        """Let everybody act in turn until it is over; the seconds that took."""
        while not is_over() and self.now < GIVE_UP:
            at, _, steps = heapq.heappop(self._next)
            if at > self.now:
                self.google.google.clock.forward(at - self.now)
                self.now = at
            for wait in steps:
                heapq.heappush(self._next, (self.now + wait, self._numbers(), steps))
                break
        return self.now

    def sleep(self, seconds: float) -> None:
        """A wait inside a step."""
        self.google.google.clock.forward(seconds)
        self.now += seconds

    def to_the_minute(self) -> float:
        """Seconds until the quota is back."""
        return 60 - self.google.google.clock.seconds() % 60


def measure() -> dict[str, Result]:
    """Ours, `write all`, `find then update`."""
    with google_on_demand() as google:
        google.google.clock.stop()
        return {
            "ours": _ours(google),
            "st-gsheets-connection": _gsheets(google),
            "find then update": _peer(google, _find_then_update, rows=FORMS),
        }


def _coordinator(world: World, spreadsheet: str, alone: frozenset[str] = frozenset()) -> Coordinator:
    her = Coordinator(world.google.google, spreadsheet, SEED, "polite", leaves_alone=alone)

    def work() -> Steps:
        for _ in range(ACTS):
            her.act()
            yield ACTS_EVERY
        yield GIVE_UP

    world.add(work())
    return her


def _ours(google: Running) -> Result:
    with tempfile.TemporaryDirectory() as name:
        folder, world = Path(name), World(google)
        key, spreadsheet = read_key(os.environ[KEY]), spreadsheet_of(folder)

        def connect() -> SheetsClient:
            return SheetsClient(spreadsheet, key, os.environ[ROOT], sleep=world.sleep, clock=lambda: world.now)

        store = SheetStore(folder / "sheet.sqlite", spreadsheet, connect, SyncPace(look_every=0.0), by_itself=False)
        store.worker.run_once()
        world.now = 0.0
        _begin(google)
        her = _coordinator(world, spreadsheet, frozenset({"Register", "Superseded", "Sheet1"}))
        for session in range(SESSIONS):
            world.add(_submits_to(store, world, session))
        world.add(_keeps(store, google))
        seconds = world.run(lambda: world.done == SESSIONS and not store.waiting())
        requests = len(list(google.google.log))
        google.google.quota.on = False
        store.close()
        other = open_by_turns(folder, "other.sqlite")
        other.worker.run_once()
        found = {each.save_id for each in other.entries()}
        other.close()
        return Result(seconds, requests, FORMS - len(found), len(her.look()))


def _begin(google: Running) -> None:
    google.google.log.forget()
    google.google.clock.forward(60 - google.google.clock.seconds() % 60)  # a fresh minute for each
    google.google.quota.on = True


def _submits_to(store: SheetStore, world: World, session: int) -> Steps:
    for number in range(EACH):
        name = f"s{session}-{number}"
        store.save(entry(name, entry_id=name, kind="start", answers={"why_not": name}))
        yield LATENCY
    world.done += 1


def _keeps(store: SheetStore, google: Running) -> Steps:
    while True:
        before = len(list(google.google.log))
        wait = store.worker.run_once()
        yield wait + LATENCY * (len(list(google.google.log)) - before)


Submit = Callable[[gspread.Worksheet, int, str], Generator[None, None, None]]
"""One submission of a session, a request a step. Raises APIError, Refused."""


class Refused(Exception):
    """The quota is used up."""


def _peer(google: Running, submit: Submit, rows: int) -> Result:
    world, book = World(google), google.shared_spreadsheet()
    sheet = client_for(google).open_by_key(book.spreadsheet_id).sheet1
    filled = [[_name(number)] for number in range(rows)]
    sheet.update([list(HEADINGS), *filled])
    _begin(google)
    her = _coordinator(world, book.spreadsheet_id)
    chance = random.Random(SEED)
    for session in range(SESSIONS):
        world.add(_submits_by(submit, sheet, world, session, chance))
    seconds = world.run(lambda: world.done == SESSIONS)
    requests = len(list(google.google.log))
    google.google.quota.on = False
    there = Counter(_name_said(row) for row in sheet.get_all_values())
    lost = sum(1 for number in range(FORMS) if not there[_name(number)])
    return Result(seconds, requests, lost, len(her.look()))


def _submits_by(submit: Submit, sheet: gspread.Worksheet, world: World, session: int, chance: random.Random) -> Steps:
    for number in range(EACH):
        name = _name(session * EACH + number)
        steps = submit(sheet, session, name)
        while True:
            try:
                next(steps)
            except StopIteration:
                break
            except (APIError, Refused) as fault:
                if isinstance(fault, APIError) and fault.code != 429:
                    raise
                yield world.to_the_minute() + chance.uniform(0, 10)
                steps = submit(sheet, session, name)  # from the start: what was read is old
                continue
            yield LATENCY
    world.done += 1


def _find_then_update(sheet: gspread.Worksheet, _: int, name: str) -> Generator[None, None, None]:
    cell = sheet.find(name)
    yield
    if cell is None:  # somebody else's answers were written over its row: there is nothing to update
        return
    sheet.update([_row(name)], f"A{cell.row}")
    yield


def _gsheets(google: Running) -> Result:
    """The peer in its own process, every one of its requests in its turn."""
    if not PEERS.exists():
        raise SystemExit("The peers are not installed: make bench installs them.")
    command = [str(PEERS), str(Path(__file__).parent / "peers" / "gsheets.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        try:
            return _peer(google, _Told(process, google).submit, rows=0)
        finally:
            process.kill()


@dataclass
class _Told:
    """The peer's process, told what to do line by line."""

    process: subprocess.Popen[str]
    google: Running
    _is_ready: bool = False

    def submit(self, sheet: gspread.Worksheet, session: int, name: str) -> Generator[None, None, None]:
        """One submission. Raises Refused, SystemExit when the peer fails."""
        if not self._is_ready:
            about = {"key": self.google.key, "spreadsheet": sheet.spreadsheet_id, "root": self.google.root}
            self._is_ready = self._says(json.dumps(about)) == "ready"
        row = dict(zip(HEADINGS, _row(name), strict=True))
        said = self._says(f"begin {session} {json.dumps(row)}")
        while said == "asks":
            said = self._says(f"go {session}")
            if said == "refused":
                raise Refused
            yield
        if said != "done":
            raise SystemExit(f"The peer: {said}")

    def _says(self, line: str) -> str:
        """What it answers to a line."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().rstrip("\n")


def _name(number: int) -> str:
    return f"form {number:03}"


def _row(name: str) -> list[str]:
    return [name, f"well of {name}", *["yes"] * (len(HEADINGS) - 2)]


def _name_said(row: list[str]) -> str:
    """The form whose name and answer both stand in a row, in whatever columns."""
    name = next((cell for cell in row if cell.startswith("form ")), "")
    return name if f"well of {name}" in row else ""
