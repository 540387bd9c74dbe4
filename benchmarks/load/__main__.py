"""`python -m benchmarks.load store=sqlite sessions=200 minutes=10 processes=1`, with `kill=app` or `restart=postgres` in the middle.

Everything runs on loopback and is gone afterwards; what it came to is printed, and kept for docs/performance.md.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping, Sequence

from benchmarks import page
from benchmarks.load import whole_day
from benchmarks.load.run import Plan, run
from benchmarks.load.stores import STORES
from benchmarks.rows import ROWS

USAGE = (
    "make load store=sqlite|sheet|postgres sessions=200 minutes=10 processes=1 kill=app restart=postgres rush=start|end pace=10 "
    "(kill=app wants several processes and restart=postgres that store); or make load hours=24"
)


def plan(words: Sequence[str]) -> Plan:
    """What was asked for. Raises SystemExit with the usage."""
    given = dict(each.partition("=")[::2] for each in words)
    try:
        made = Plan(
            store=given.pop("store", "sqlite"),
            sessions=int(given.pop("sessions", "200")),
            minutes=float(given.pop("minutes", "10")),
            processes=int(given.pop("processes", "1")),
            kills=given.pop("kill", "") == "app",
            restarts=given.pop("restart", "") == "postgres",
            pace=float(given.pop("pace", "10")),
            rush=given.pop("rush", ""),
        )
    except ValueError:
        raise SystemExit(USAGE) from None
    if given or not _is_sound(made):
        raise SystemExit(USAGE)
    return made


def _is_sound(made: Plan) -> bool:
    bounded = 0 < made.sessions <= 1_000 and 0 < made.minutes <= 60 and 0 < made.processes <= 8 and made.pace > 0
    fits = (not made.kills or made.processes > 1) and (not made.restarts or made.store == "postgres")
    return made.store in STORES and made.rush in ("", "start", "end") and bounded and fits


def main(words: Sequence[str]) -> Mapping[str, object]:
    """Run, print, keep. Raises SystemExit when a promise was broken."""
    if words and words[0].startswith("hours="):
        return _whole_day(float(words[0].partition("=")[2]))
    found = run(plan(words))
    for line in found.lines():
        print(line)
    page.keep_load(found.as_kept())
    page.write(list(ROWS))
    if not found.found.is_well:
        raise SystemExit("A promise was broken: see above.")
    return found.as_kept()


def _whole_day(hours: float) -> Mapping[str, object]:
    """Raises SystemExit when a promise was broken."""
    came, found = whole_day.visits(hours)
    both = [whole_day.as_kept(each) for each in (came, whole_day.looks(hours))]
    for each in both:
        print(each)
    page.keep_day(hours, both)
    page.write(list(ROWS))
    if not found.is_well:
        raise SystemExit(f"A promise was broken: {found}")
    return {"hours": hours}


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended too
    main(sys.argv[1:])
