"""The national register of schools, 50,000 rows of 140 columns, read for one authority; beside pandas reading the same file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from time import perf_counter

import pandas as pd

from casework.imports.national_register import NEEDED, read_register, wished
from tests.casework.imports.imports_files import HEADINGS, register_file, school

ROWS, COLUMNS = 50_000, 140


@dataclass(frozen=True)
class Measured:
    """Seconds."""

    ours: float
    pandas: float
    megabytes: int


def measure() -> Measured:
    """One reading each, of a made-up file of the register's shape."""
    others = [f"Column {number}" for number in range(COLUMNS - len(HEADINGS))]
    filler = dict.fromkeys(others, "Not applicable")
    schools = [
        {**school(urn=str(100_000 + number), la=str(200 + number % 150), name=f"School {number}"), **filler}
        for number in range(ROWS)
    ]
    content = register_file(*schools, headings=(*HEADINGS, *others))
    began = perf_counter()
    found = read_register(content, frozenset({"205"}))
    ours = perf_counter() - began
    assert len(found.listed) == sum(each["LA (code)"] == "205" for each in schools)
    began = perf_counter()
    frame = pd.read_csv(io.BytesIO(content), encoding="cp1252", dtype=str)
    kept = frame.loc[frame["LA (code)"] == "205", [*NEEDED, *(each for each in wished() if each in frame)]]
    theirs = perf_counter() - began
    assert len(kept) == len(found.listed)
    return Measured(ours, theirs, len(content) // 1_000_000)
