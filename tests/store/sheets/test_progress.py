"""Whoever starts the app beside years of archives sees how far the first reading is, and waits as long as it goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from store.contract import StoreUnreachable
from store.sheets.store import SheetStore, wait_for_first_read
from store.sheets.sync import progress as progress_module
from store.sheets.sync.archives import READ_ONCE
from store.sheets.sync.outbox import Outbox
from store.sheets.sync.progress import MANY, STEPS, Progress
from store.sql.store import SqlStore
from tests.sheets.server import Running
from tests.store.rows import entry
from tests.store.sheets.serving import look, open_by_turns, open_sheet, spreadsheet_of

Open = Callable[..., SheetStore]


def test_a_bar_grows_to_its_end_where_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    reading, rows = Progress(), 3 * MANY
    for name in ("archive 1 of 2", "archive 2 of 2"):
        reading.begin(name, rows)
        for _ in range(STEPS):
            reading.show()
            reading.step(rows)
        reading.end()
    reading.show()

    shown = capsys.readouterr().err.split("\r")[1:]
    assert [line.split("of 2")[0].strip() for line in shown] == ["archive 1"] * 4 + ["archive 2"] * 4
    assert [line.count("█") for line in shown] == [0, 10, 20, 30] * 2
    assert [line.endswith("\n") for line in shown] == [False, False, False, True] * 2


def test_a_line_for_each_where_nobody_watches_and_none_for_a_few_rows(capsys: pytest.CaptureFixture[str]) -> None:
    reading = Progress()
    for name, rows in (("archive 1 of 2", MANY), ("archive 2 of 2", MANY), ("this year", MANY - 1)):
        reading.begin(name, rows)
        reading.show()
        reading.end()
    reading.show()

    assert capsys.readouterr().err.splitlines() == [f"archive {each} of 2 {MANY:>12,} read" for each in (1, 2)]


def test_what_only_begins_again_is_no_sign_of_life() -> None:
    now = [0.0]
    reading = Progress(lambda: now[0])
    for second in range(1, 5):
        now[0] = float(second)
        reading.begin("this year", 30)
        reading.step(10)

    assert reading.moved_at == 1.0
    reading.step(1)
    assert reading.moved_at == 4.0


def test_a_reading_that_goes_on_is_waited_for_and_told(
    google: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress_module, "MANY", 20)
    first = open_by_turns(tmp_path)
    for number in range(20):
        first.save(entry(f"s{number}", entry_id=f"e{number}"))
    look(first)
    first.close()

    store = open_sheet(tmp_path, local="another-computer.sqlite")
    try:
        assert len(store.entries()) == 20
    finally:
        store.close()
    read = [line.split() for line in capsys.readouterr().err.splitlines()]
    assert [(" ".join(line[:2]), line[3]) for line in read] == [("this year", "read")]


def test_one_that_does_not_is_given_up(google: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spreadsheet_of(tmp_path)

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of our own")

    monkeypatch.setattr("store.sheets.sync.compare_rows.RowComparer.compare", broken)
    monkeypatch.setattr("tests.store.sheets.serving.SheetStore", _soon_given_up)
    with pytest.raises(StoreUnreachable, match="Wait a minute and try again"):
        open_sheet(tmp_path)


def _soon_given_up(*given: object, **named: object) -> SheetStore:
    return SheetStore(*given, **named, open_within=1.0)  # type: ignore[arg-type]


def test_what_another_process_reads_one_after_the_other_is_waited_for(tmp_path: Path) -> None:
    database, reading = SqlStore(tmp_path / "store.sqlite"), Progress()
    outboxes = [Outbox(database, book) for book in ("", "2022", "2023", "2024", "2025")]

    def read_by_another() -> None:
        for each in (*outboxes[1:], outboxes[0]):
            sleep(0.4)
            each.keep_note(READ_ONCE, True)

    other = Thread(target=read_by_another)
    other.start()
    try:
        wait_for_first_read(outboxes, reading, lambda: "", seconds=1.5)
        assert all(each.note(READ_ONCE) for each in outboxes)
    finally:
        other.join()
        database.close()


def test_another_process_that_reads_nothing_is_given_up(tmp_path: Path) -> None:
    database = SqlStore(tmp_path / "store.sqlite")
    outboxes = [Outbox(database, book) for book in ("", "2025")]
    outboxes[1].keep_note(READ_ONCE, True)
    try:
        with pytest.raises(StoreUnreachable, match="Google does not answer"):
            wait_for_first_read(outboxes, Progress(), lambda: "", seconds=0.3)
        with pytest.raises(StoreUnreachable, match="not shared"):
            wait_for_first_read(outboxes, Progress(), lambda: "It is not shared.", seconds=30)
    finally:
        database.close()
