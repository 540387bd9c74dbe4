"""Promise 4: on the last day of term five hundred forms at once, under Google's real quota; all arrive, nobody sees an
error, in far fewer requests than forms. And Google away for ten minutes loses nothing."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from store.sheets.keeper import Pace
from store.sheets.store import SheetStore
from store.sheets.transport import Line, read_key
from tests.sheets.faults import status
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.serving import KEY, ROOT, open_by_turns, spreadsheet_of


class FastClock:
    """The app's clock and the server's, moved together: a wait of a second takes no time."""

    def __init__(self, google: Running) -> None:
        self._google, self._now = google, 0.0

    def now(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds
        self._google.google.clock.forward(seconds)


def test_five_hundred_forms_at_once_all_arrive_under_the_real_quota(google: Running, tmp_path: Path) -> None:
    clock, spreadsheet = FastClock(google), spreadsheet_of(tmp_path)
    key = read_key(os.environ[KEY])

    def connect() -> Line:
        return Line(spreadsheet, key, os.environ[ROOT], sleep=clock.sleep, clock=clock.now)

    store = SheetStore(tmp_path / "sheet.sqlite", spreadsheet, connect, Pace(look_every=0.0), by_itself=False)
    store.keeper.turn()
    google.google.log.forget()
    google.google.quota.on = True
    try:
        with ThreadPoolExecutor(8) as pool:
            names = [f"s{number}" for number in range(500)]
            saved = list(pool.map(lambda name: store.save(entry(name, entry_id=name)), names))
            while store.waiting():
                store.keeper.turn()
                clock.sleep(1)
    finally:
        google.google.quota.on = False
    log = google.google.log
    writes, refused = len(log.of("batchUpdate")), [line for line in log if line.status >= 400]
    store.keeper.turn()
    store.close()
    elsewhere = open_by_turns(tmp_path, "other.sqlite")
    elsewhere.keeper.turn()
    assert {each.save_id for each in elsewhere.entries()} == {each.save_id for each in saved} == set(names)
    elsewhere.close()
    assert refused == []
    assert writes <= 10
    assert log.that_changed_cells() == []


def test_ten_minutes_without_google_lose_nothing_and_say_so(google: Running, tmp_path: Path) -> None:
    store = open_by_turns(tmp_path)
    store.keeper.turn()
    google.google.faults.always(status(503))
    for minute in range(10):
        store.save(entry(f"s{minute}"))
        store.keeper.turn()
    assert store.standing().waiting == 10
    assert "Google" in store.standing().trouble
    assert len(store.entries()) == 10
    google.google.faults.always(None)
    for _ in range(4):
        store.tables_mark()
        store.keeper.turn()
    assert (store.standing().waiting, store.standing().trouble) == (0, "")
    store.close()
