"""The figures of files from other hands stand in docs/reliability.md as the tables of the tests have them."""

from __future__ import annotations

import re
from pathlib import Path

from tests.casework.imports import test_many_calendars as calendars
from tests.casework.imports import test_many_pupil_lists as lists
from tests.casework.imports import test_many_trackers as trackers
from tests.casework.imports import test_many_transfer_files as transfers
from tests.casework.keeping import test_many_workbooks as workbooks
from tests.letters.word.given_templates import GIVEN

PAGE = Path(__file__).parents[3] / "docs" / "reliability.md"
TRIED = {
    "test_many_calendars": len(calendars.CALENDARS) + len(calendars.LEFT) + 2,  # and two that are refused
    "test_many_transfer_files": sum(map(len, (transfers.PEOPLE, transfers.TIMES, transfers.SAID, transfers.WRITTEN))),
    "test_many_pupil_lists": len(lists.LISTS) + 3,  # and three that are refused
    "test_many_trackers": len(trackers.TAKEN) + len(trackers.LEFT) + 8,  # and those of tests of their own
    "test_many_workbooks": len(workbooks.CHANGED) + len(workbooks.ASKED),
    "test_many_templates": len(GIVEN),
}


def test_the_page_says_how_many_were_tried() -> None:
    said = re.findall(r"\| (\d+) \| `tests/[\w/]*/(\w+)\.py` \|", PAGE.read_text("utf-8"))
    assert {name: int(number) for number, name in said} == TRIED
    assert sum(TRIED.values()) >= 200
