"""Working something out of a case once. Only for what depends on nothing but the case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from record.case import Case

Found = TypeVar("Found")


def once_a_case(work_out: Callable[[Case], Found]) -> Callable[[Case], Found]:
    """Work something out of a case once and remember it with the case, which never changes."""
    name = f"{work_out.__module__}.{work_out.__qualname__}"

    @wraps(work_out)
    def remembered(case: Case) -> Found:
        known = case.__dict__  # where cached_property keeps what it found; no part of the case's own fields
        if name not in known:
            known[name] = work_out(case)
        found: Found = known[name]
        return found

    return remembered
