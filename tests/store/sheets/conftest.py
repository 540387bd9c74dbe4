"""A folder's spreadsheet for the tests beside this: the store that keeps it, and a person who has it open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.sheets.store import SheetStore
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import look, open_by_turns, spreadsheet_of


@pytest.fixture
def store(google: Running, tmp_path: Path) -> Iterator[SheetStore]:
    """The store, without a thread of its own."""
    opened = open_by_turns(tmp_path)
    look(opened)
    yield opened
    opened.close()


@pytest.fixture
def sheet(google: Running, tmp_path: Path) -> AtTheSheet:
    """The person."""
    return AtTheSheet(google, spreadsheet_of(tmp_path))
