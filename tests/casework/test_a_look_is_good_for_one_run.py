"""A look at the store that is good for a while: asked again at once after anything this process writes, or another day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from casework.cases import Shelf
from casework.office import Office
from casework.schools import SCHOOLS
from record.weekly_report import WeeklyReport
from store.base import TableRow
from store.choose import open_store
from tests.casework.at_work import REFERENCE, an_office, placed, save
from tests.record.a_case import day, filed, reported

LONG = 3600.0


class Asked:
    """A store that counts how often it was asked what changed."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.times = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def tables_mark(self) -> int:
        self.times += 1
        return int(self._store.tables_mark())


def two_offices(tmp_path: Path) -> tuple[Office, Office]:
    """Of two processes with one store between them; the first trusts a look for an hour."""
    first = an_office(tmp_path, *placed())
    patient = Office(Asked(first.store), first.clock, Shelf(good_for=LONG))  # type: ignore[arg-type]
    other = Office(open_store(f"sqlite:///{next(tmp_path.glob('*.sqlite'))}"), first.clock)
    return patient, other


def reports(office: Office) -> int:
    return len(office.cases[REFERENCE].of(WeeklyReport))


def test_one_look_serves_all_that_a_page_asks(tmp_path: Path) -> None:
    office, _ = two_offices(tmp_path)
    for _ in range(100):
        assert office.authority.name_of and office.cases

    assert office.store.times == 1  # type: ignore[attr-defined]


def test_what_another_process_writes_is_seen_with_the_next_look(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))

    assert reports(office) == 0, "the look is still good"
    office.shelf.good_for = 0.0
    assert reports(office) == 1


def test_what_this_process_writes_is_seen_at_once_with_all_that_others_wrote(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))
    save(office, replace(filed(reported(day(21, 9)).entry), entry_id="second", save_id="second"))

    assert reports(office) == 2


def test_a_setting_that_this_process_writes_is_seen_at_once(tmp_path: Path) -> None:
    office, _ = two_offices(tmp_path)
    school = next(iter(office.authority.schools.values()))
    row = TableRow(SCHOOLS, school.urn, {"urn": school.urn, "name": "Renamed School"}, office.now(), "Dana")
    office.store.put(row)

    assert office.authority.name_of(school.urn) == "Renamed School"


def test_the_next_day_is_another_look(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))
    tomorrow = replace(office, clock=lambda: day(22, 9))

    assert reports(tomorrow) == 1
