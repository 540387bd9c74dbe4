"""Everything carried into a workbook and out of it again is what it was; and people can read it."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from casework import sample
from casework.reading.office import Office
from record.tables import QUESTIONS
from store.choose import open_store
from store.contract import Store, StoreError, TableRow
from store.whole import Whole, carry, sums
from store.workbook import EVERYTHING, WorkbookFile
from tests.record.a_case import day
from tests.store.rows import NOW, entry
from tests.store.test_every_store_is_carried_whole import filled

HOSTILE = '=HYPERLINK("x") & <b> 😀\n\x0b\u202e_x0041_\'  '


@pytest.fixture
def source(tmp_path: Path) -> Store:
    return open_store(f"sqlite:///{tmp_path / 'source' / 'store.sqlite'}")


def carried(source: Whole, file: Path) -> WorkbookFile:
    workbook = WorkbookFile(file)
    carry(source, workbook)
    workbook.close()
    return WorkbookFile(file)


def test_what_goes_through_a_workbook_is_what_it_was(source: Store, tmp_path: Path) -> None:
    whole = filled(source)
    source.save(
        entry("save-9", kind="start", answers={"why_not": HOSTILE, "started_on": "2026-09-07", "long": "x" * 39_000})
    )
    source.put(TableRow("Staff", "ada@school.example", {"name": HOSTILE}, NOW, "Ada"))
    workbook = carried(whole, tmp_path / "everything.xlsx")
    assert sums(workbook) == sums(whole)

    back = open_store(f"sqlite:///{tmp_path / 'back' / 'store.sqlite'}")
    assert isinstance(back, Whole)
    carry(workbook, back)
    assert sums(back) == sums(whole)
    assert back.entries() == source.entries()


def test_people_read_forms_and_settings_in_it(source: Store, tmp_path: Path) -> None:
    asked = {"form": "Start", "label": "Ready since", "type": "date"}
    source.put(TableRow(QUESTIONS, "since", asked, NOW, "Tariq Mensah"))
    answers = {"did_start": True, "started_on": "2026-09-07", "local_since": "2026-09-04", "why_not": "=1+1"}
    source.save(entry("save-1", kind="start", answers=answers))
    assert isinstance(source, Whole)
    carried(source, tmp_path / "everything.xlsx")

    headings, row = load_workbook(tmp_path / "everything.xlsx")["Start"].iter_rows(values_only=True)
    said = dict(zip(headings, row, strict=True))
    assert said["First day at your school"] == "7 Sep 2026"
    assert said["Ready since [since]"] == "4 Sep 2026"
    assert (said["Did the child start?"], said["Why not?"]) == ("yes", "=1+1")


def test_the_whole_sample_arrives_by_the_command_and_is_proved_equal(source: Store, tmp_path: Path) -> None:
    sample.fill(Office(source, lambda: day(21, 9)))
    source.close()
    file, back = tmp_path / "everything.xlsx", f"sqlite:///{tmp_path / 'back' / 'store.sqlite'}"
    for one, other in ((f"sqlite:///{tmp_path / 'source' / 'store.sqlite'}", str(file)), (str(file), back)):
        command = [sys.executable, "-m", "store", one, other, "--demonstration"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.endswith("Both stores hold the same.\n")


def changed(sheet: str, cell: str, text: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book[sheet][cell] = text

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (changed("Same day", "A2", "MM-0000-0000"), "“Same day” was changed at A2"),
        (changed("Schools", "B3", "Somewhere"), "“Schools” was changed at B3"),
        (changed("Schools", "A40", "100009"), "“Schools” was changed at A40"),
        (lambda book: book.remove(book["Schools"]), "“Schools” was changed at A1"),
        (lambda book: book.remove(book[EVERYTHING]), "not written by move-store"),
        (changed(EVERYTHING, "C2", "{"), "not written by move-store"),
    ],
)
def test_what_somebody_changed_in_it_is_named_and_nothing_is_taken(
    source: Store, tmp_path: Path, change: Callable[[Book], None], sentence: str
) -> None:
    whole, file = filled(source), tmp_path / "everything.xlsx"
    source.save(entry("save-8", kind="same_day", answers={}))
    for urn in ("100005", "100006"):
        source.put(TableRow("Schools", urn, {"name": "A school"}, NOW, "Ada"))
    carried(whole, file)
    book = load_workbook(file)
    change(book)
    book.save(file)

    with pytest.raises(StoreError, match=sentence):
        WorkbookFile(file)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04"])
def test_something_else_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(content)

    with pytest.raises(StoreError, match="not written by move-store"):
        WorkbookFile(file)
    assert file.read_bytes() == content


def test_an_ordinary_workbook_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    Book().save(made)
    (tmp_path / "mine.xlsx").write_bytes(made.getvalue())

    with pytest.raises(StoreError, match="not written by move-store"):
        WorkbookFile(tmp_path / "mine.xlsx")


def test_a_case_erased_since_is_not_left_in_it(source: Store, tmp_path: Path) -> None:
    whole, file = filled(source), tmp_path / "everything.xlsx"
    carried(whole, file)
    source.erase(["MM-BBBB2222"])
    again = carried(whole, file)

    assert sums(again) == sums(whole)
    assert "MM-BBBB2222" not in {record["reference"] for record in again.part("entries")}
