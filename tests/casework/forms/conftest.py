"""riverside   an office over the whole sample, a case in every stage, to be changed as the test likes; it is 21 September 2026"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from casework import sample
from casework.reading.office import Office
from store.choose import open_store

TODAY = date(2026, 9, 21)


@pytest.fixture(scope="session")
def riverside_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("riverside") / "store.sqlite"
    store = open_store(f"sqlite:///{file}")
    sample.fill(Office(store, lambda: TODAY))
    store.close()
    return file


@pytest.fixture
def riverside(riverside_file: Path, tmp_path: Path) -> Iterator[Office]:
    copyfile(riverside_file, tmp_path / "store.sqlite")
    made = Office(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"), lambda: TODAY)
    yield made
    made.store.close()
