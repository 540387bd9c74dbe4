"""Measures every row, or those that are named, beside its peer; prints one table and writes docs/performance.md."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from benchmarks import page, table
from benchmarks.rows import ROWS


def main(named: Sequence[str]) -> None:
    """Measure, show, keep, write. Raises SystemExit for a name that is no row's."""
    if unknown := set(named) - set(ROWS):
        raise SystemExit(f"There is no row {', '.join(sorted(unknown))}. There are: {', '.join(ROWS)}.")
    for row in named or ROWS:
        began = time.perf_counter()
        lines = list(ROWS[row]())
        table.keep({row: lines})
        print(f"\n{row}: {time.perf_counter() - began:.0f} s")
        table.show(lines)
    page.write(list(ROWS))


if __name__ == "__main__":
    main(sys.argv[1:])
