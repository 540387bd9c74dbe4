"""Measures every row, or those that are named, beside its peer; prints one table and writes docs/performance.md."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Sequence

from benchmarks import page, table
from benchmarks.rows import ROWS


def main(named: Sequence[str]) -> None:
    """Measure, show, keep, write; a row that fails is told, and keeps no other from being measured. Raises SystemExit."""
    if unknown := set(named) - set(ROWS):
        raise SystemExit(f"There is no row {', '.join(sorted(unknown))}. There are: {', '.join(ROWS)}.")
    failed = []
    for row in named or ROWS:
        began = time.perf_counter()
        try:
            lines = list(ROWS[row]())
        except Exception:
            traceback.print_exc()
            failed.append(row)
            continue
        table.keep({row: lines})
        print(f"\n{row}: {time.perf_counter() - began:.0f} s", flush=True)
        table.show(lines)
    page.write(list(ROWS))
    if failed:
        raise SystemExit(f"Not measured: {', '.join(failed)}. The page has what was measured of them before.")


if __name__ == "__main__":
    main(sys.argv[1:])
