"""One line of the table: the work, ours, the peer, the aim; on the screen and in docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
HEAD = """# Performance

Made by `make bench`, which runs ours and the peer in one go on one machine: do not edit. Timings differ from machine to
machine; the ratio says more. They are never tests.

"""


@dataclass(frozen=True)
class Line:
    """One measurement; `ours` and `peer` in `unit`."""

    work: str
    ours: float
    unit: str
    aim: str
    peer: float | None = None
    peer_is: str = "–"

    def cells(self) -> tuple[str, ...]:
        """Work, ours, peer, ratio, aim, and what the peer is."""
        peer = "–" if self.peer is None else self._said(self.peer)
        ratio = f"{self.peer / self.ours:,.1f}" if self.peer and self.ours else "–"
        return self.work, self._said(self.ours), peer, ratio, self.aim, self.peer_is

    def _said(self, value: float) -> str:
        digits = 0 if value == int(value) else 1 if value >= 1 else 3
        return f"{value:,.{digits}f} {self.unit}".strip()


COLUMNS = ("work", "ours", "peer", "peer ÷ ours", "aim", "the peer is")


def show(lines: Sequence[Line]) -> None:
    """Print the table."""
    rows = [COLUMNS, *(each.cells() for each in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def write(lines: Sequence[Line], remarks: str) -> None:
    """Write the page: the table, and below it what is to be said of an aim that is not met."""
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(each.cells() for each in lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    measured = f"Measured on {date.today():%-d %B %Y}: {machine}."
    PAGE.write_text(f"{HEAD}{table}\n\n{measured}\n\n{remarks}", encoding="utf-8")
