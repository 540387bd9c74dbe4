"""For every test: what is tried is chosen by chance and kept by nobody's watch; the longest begin first; and each is noted
with its seconds, for `make slowest`."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import settings

from tests import slowest

# How long a thing takes is for benchmarks.
settings.register_profile("no timings", deadline=None)
settings.load_profile("no timings")

LONG = (
    "tests/benchmarks/",
    "tests/browser/",
    "tests/casework/keeping/test_backup.py",
    "tests/casework/keeping/test_workbook.py",
    "tests/casework/letters/test_every_letter.py",
    "tests/casework/letters/test_own_templates.py",
    "tests/casework/reading/test_damaged_rows.py",
    "tests/hostile/",
    "tests/setting_up/test_environment.py",
    "tests/store/sheets/promises/",
    "tests/store/sheets/test_archives.py",
    "tests/store/sheets/test_by_hand.py",
    "tests/store/sheets/test_damaged_rows_of_a_spreadsheet.py",
    "tests/store/sheets/test_erasing.py",
    "tests/store/sheets/test_tabs_that_lost_their_rows.py",
    "tests/store/test_a_server_that_goes_and_comes_back.py",
    "tests/store/test_every_earlier_store.py",
    "tests/store/test_every_store_is_like_its_model.py",
    "tests/store/test_every_store_is_shared.py",
    "tests/store/test_moving.py",
    "tests/ui/test_every_download.py",
    "tests/ui/test_every_page_begins.py",
)
"""Not in `make quick`: a browser, processes that are killed, environments that are installed, and what is promised of every
letter, every page, every table and every way of damage, and so takes long."""
_seconds: Counter[str] = Counter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole files, the longest first: begun last, one would leave every worker but its own idle."""
    seconds = slowest.of_files()
    items.sort(key=lambda item: -seconds.get(_file_of(item.nodeid), 0.0))
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker("long")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[report.nodeid] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    cache = getattr(session.config, "cache", None)  # none with `-p no:cacheprovider`
    if cache and _seconds and not hasattr(session.config, "workerinput"):
        cache.set("seconds", _seconds)


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]
