"""docs/performance.md: the table, what is to be said of an aim that is not met, and what many people at once came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from benchmarks import table
from benchmarks.table import COLUMNS, HEAD, KEPT, PAGE, markdown

REMARKS = """## Where an aim is not met

**All rules, first time.** Each entry is judged by some twenty rules, and each rule is a Python function; the peer checks
types alone, in compiled code. A profile (py-spy) of ten thousand cases is flat: the sessions of weekly reports beside where
the child was expected 15%, cases as they stood on another day 12%, the loop over the rules 8%, remembering what was worked
out once 7%, and nothing else above 5%. What people wait for is the line below it: one entry more, and the other cases are
not judged again.
"""


def write(order: Sequence[str]) -> None:
    """Write the page from what was measured last."""
    lines = table.kept()
    rows = [each.cells() for row in order for each in lines.get(row, ())]
    parts = [markdown(COLUMNS, rows), *_measured(order), REMARKS.strip()]
    PAGE.write_text(HEAD + "\n\n".join(parts) + "\n", encoding="utf-8")


def _measured(order: Sequence[str]) -> Iterator[str]:
    found = json.loads(KEPT.read_text()).get("rows", {})
    days = sorted({(found[row]["on"], found[row]["machine"]) for row in order if row in found})
    yield "Measured on " + "; ".join(f"{on} ({machine})" for on, machine in days) + "."


def keep_day(hours: float, results: Sequence[Mapping[str, object]]) -> None:
    """Keep what a compressed day came to."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    KEPT.write_text(
        json.dumps({**kept, "day": {"hours": hours, "results": results}}, indent=1, ensure_ascii=False) + "\n"
    )


def keep_load(found: Mapping[str, object]) -> None:
    """Keep what a load came to, in the place of the last one of the same kind."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    name = " ".join(str(found[each]) for each in ("store", "sessions", "processes", "kills", "restarts"))
    kept["loads"] = {**kept.get("loads", {}), name: found}
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
