"""Promise 4: on the last day of term five hundred forms at once, under Google's real quota; all arrive, nobody sees an
error, in far fewer requests than forms. And Google away for ten minutes loses nothing."""

from __future__ import annotations

from pathlib import Path

from tests.sheets.faults import status
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.promises.bursting import FORMS, burst
from tests.store.sheets.serving import open_by_turns


def test_five_hundred_forms_at_once_all_arrive_under_the_real_quota(google: Running, tmp_path: Path) -> None:
    came = burst(google, tmp_path)

    assert len(came.acknowledged) == FORMS
    assert came.broken() == {}


def test_ten_minutes_without_google_lose_nothing_and_say_so(google: Running, tmp_path: Path) -> None:
    store = open_by_turns(tmp_path)
    store.worker.run_once()
    google.google.faults.always(status(503))
    for minute in range(10):
        store.save(entry(f"s{minute}"))
        store.worker.run_once()
    assert store.standing().waiting == 10
    assert "Google" in store.standing().trouble
    assert len(store.entries()) == 10
    google.google.faults.always(None)
    for _ in range(4):
        store.tables_mark()
        store.worker.run_once()
    assert (store.standing().waiting, store.standing().trouble) == (0, "")
    store.close()
