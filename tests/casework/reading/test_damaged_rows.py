"""One damaged row stops nothing: every other case is as before, its own says so, and whoever looks after the site is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.at_work import an_office, save
from tests.casework.reading.damaged_stores import WholeStore, faults_of, make, office_of, some_rows
from tests.record.a_case import referred
from tests.store import postgres
from tests.store.damaging import WAYS, FilePlace, ServerPlace, damage

SEED = 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def whole(request: pytest.FixtureRequest, folder: Path) -> Iterator[WholeStore]:
    if request.param == "sqlite":
        yield make(folder)
        return
    with postgres.running():
        place = ServerPlace()
        place.make()
        yield make(folder, place=place)


@pytest.mark.parametrize("way", WAYS)
def test_one_row_of_every_table_damaged_in_one_way(whole: WholeStore, way: str, tmp_path: Path) -> None:
    tried = {}
    turn = 3 if isinstance(whole.place, FilePlace) else 10  # the two stores share the dear part
    for number, (row, how) in enumerate(some_rows(whole, SEED)):
        if how == way:
            tried[row.table] = faults_of(whole, row, way, tmp_path / f"{number}", carried=number % 14 == turn)

    assert {table: found for table, found in tried.items() if found} == {}
    assert sum(found is not None for found in tried.values()) >= 10


LETTERS_ALONE = "MM-TTVM-APFN"


def test_a_case_is_named_whatever_letters_its_reference_has(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    save(office, *referred(), reference=LETTERS_ALONE)
    office.store.close()
    place = FilePlace(tmp_path / "store.sqlite")
    row = next(each for each in place.rows_of("entries") if place.value(each, "kind") == "consent")
    damage(place, row, "not JSON")

    office = office_of(place.address)
    assert [(each.reference, each.kind) for each in office.store.look_over()] == [(LETTERS_ALONE, "consent")]
    assert [each.kind for each in office.cases[LETTERS_ALONE].unreadable] == ["consent"]
    office.store.close()
