"""The lines of the table: the work, ours, the peer, the aim and whether it is met; kept by row, shown, written as a page.

What each row found stays in `measured.json` with its day, so that one row can be measured again by itself.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
KEPT = Path(__file__).parent / "measured.json"
HEAD = """# Performance

Made by `make bench` (ours and the peer in one go on one machine; `make bench row=…` for one row) and `make load` (many
people at once): do not edit. Timings differ from machine to machine; the ratio says more. They are never tests.

"""
COLUMNS = ("work", "ours", "peer", "peer ÷ ours", "aim", "met?", "the peer is")


@dataclass(frozen=True)
class Line:
    """One measurement; `ours` and `peer` in `unit`."""

    work: str
    ours: float
    unit: str
    aim: str = "–"
    met: bool | None = None
    """None where there is no aim."""
    peer: float | None = None
    peer_is: str = "–"

    def cells(self) -> tuple[str, ...]:
        """As `COLUMNS`."""
        peer = "–" if self.peer is None else self._said(self.peer)
        ratio = f"{self.peer / self.ours:,.1f}" if self.peer and self.ours else "–"
        met = {True: "yes", False: "**no**", None: "–"}[self.met]
        return self.work, self._said(self.ours), peer, ratio, self.aim, met, self.peer_is

    def _said(self, value: float) -> str:
        digits = 0 if value == int(value) else 1 if value >= 1 else 3
        return f"{value:,.{digits}f} {self.unit}".strip()


def kept() -> dict[str, list[Line]]:
    """What every row found when it was last measured."""
    found = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    return {row: [Line(**each) for each in of["lines"]] for row, of in found.get("rows", {}).items()}


def keep(rows: Mapping[str, Sequence[Line]]) -> None:
    """Keep what these rows found, beside the others."""
    found = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    now = {row: {"on": date.today().isoformat(), "machine": machine(), "lines": [asdict(each) for each in lines]}
           for row, lines in rows.items()}  # fmt: skip
    KEPT.write_text(
        json.dumps({**found, "rows": {**found.get("rows", {}), **now}}, indent=1, ensure_ascii=False) + "\n"
    )


def show(lines: Sequence[Line]) -> None:
    """Print the table."""
    rows = [COLUMNS, *(each.cells() for each in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as the page shows it."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))


def machine() -> str:
    """What it was measured on."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
