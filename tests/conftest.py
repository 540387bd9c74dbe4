"""For every test: what is tried is chosen by chance and kept by nobody's watch, and the longest begin first."""

from collections.abc import Sequence

import pytest
from hypothesis import settings

# How long a thing takes is for benchmarks.
settings.register_profile("no timings", deadline=None)
settings.load_profile("no timings")

WHOLE_CASES = ("tests/browser/test_whole_cases.py", "tests/browser/test_a_case_on_a_sheet.py")
"""Minutes each: begun last, one would leave every worker but its own idle."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not _is_of(item, WHOLE_CASES))


def _is_of(item: pytest.Item, files: Sequence[str]) -> bool:
    return item.nodeid.startswith(tuple(f"{file}::" for file in files))
