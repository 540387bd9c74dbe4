"""One look at the store serves a whole run of a page: until it writes, until another day, until the next run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from casework.keeping.sheet.spreadsheet import look_again
from casework.reading.office import Office
from record.forms.weekly_report import WeeklyReport
from record.tables import SCHOOLS
from store.choose import open_store
from store.contract import TableRow
from tests.casework.at_work import REFERENCE, an_office, placed, save
from tests.record.a_case import day, filed, reported


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
    """Of two processes with one store between them; a page runs in the first."""
    first = an_office(tmp_path, *placed())
    counted = Office(Asked(first.store), first.clock)  # type: ignore[arg-type]
    other = Office(open_store(f"sqlite:///{next(tmp_path.glob('*.sqlite'))}"), first.clock)
    counted.shelf.begin_run()
    return counted, other


def reports(office: Office) -> int:
    return len(office.cases[REFERENCE].of(WeeklyReport))


def test_one_look_serves_all_that_a_page_asks(tmp_path: Path) -> None:
    office, _ = two_offices(tmp_path)
    for _ in range(100):
        assert office.authority.name_of and office.cases

    assert office.store.times == 1  # type: ignore[attr-defined]


def test_what_another_process_writes_is_seen_by_the_next_run(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))

    assert reports(office) == 0, "a page is drawn from one look"
    office.shelf.begin_run()
    assert reports(office) == 1


def test_a_run_does_not_keep_other_threads_from_looking(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))

    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(reports, office).result() == 1
    assert reports(office) == 0


def test_who_waits_for_a_look_that_began_after_they_asked_looks_no_more(tmp_path: Path) -> None:
    office, _ = two_offices(tmp_path)
    counting: Any = office.store
    with ThreadPoolExecutor(8) as many:
        with office.shelf.lock:
            waiting = [many.submit(reports, office) for _ in range(8)]
            assert wait(waiting, timeout=0.3).done == set()
        assert [each.result() for each in waiting] == [0] * 8

    assert counting.times < 8


def test_what_a_run_writes_is_seen_at_once_with_all_that_others_wrote(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))
    save(office, replace(filed(reported(day(21, 9)).entry), entry_id="second", save_id="second"))

    assert reports(office) == 2


def test_a_setting_that_a_run_writes_is_seen_at_once(tmp_path: Path) -> None:
    office, _ = two_offices(tmp_path)
    school = next(iter(office.authority.schools.values()))
    row = TableRow(SCHOOLS, school.urn, {"urn": school.urn, "name": "Renamed School"}, office.now(), "Dana")
    office.store.put(row)

    assert office.authority.name_of(school.urn) == "Renamed School"


def test_what_was_waited_for_is_seen(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))
    assert look_again(office)

    assert reports(office) == 1


def test_the_next_day_is_another_look(tmp_path: Path) -> None:
    office, other = two_offices(tmp_path)
    assert reports(office) == 0
    save(other, reported(day(14, 9)))
    tomorrow = replace(office, clock=lambda: day(22, 9))

    assert reports(tomorrow) == 1
