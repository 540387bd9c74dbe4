"""How long each test took in the last run, the twenty longest first: `python -m tests.slowest [keep]`.

Every run notes its seconds in pytest's own cache. `keep` writes how long each file takes into `seconds.txt`, by which
`make test` begins with the longest, so that no worker ends long after the others.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

KEPT = Path(__file__).parent / "seconds.txt"
NOTED = Path(__file__).parents[1] / ".pytest_cache" / "v" / "seconds"
WORTH_NOTING = 5.0
"""Seconds of a file: shorter ones fill in wherever there is room."""


def of_files() -> Mapping[str, float]:
    """The seconds of each file that takes long, as they were kept."""
    lines = (line.split() for line in KEPT.read_text("utf-8").splitlines())
    return {path: float(seconds) for seconds, path in lines}


def main(what: str = "") -> None:
    """Print, and keep when that is asked."""
    if not NOTED.exists():
        raise SystemExit("No test has run here yet: make test")
    noted: Mapping[str, float] = json.loads(NOTED.read_text("utf-8"))
    for test, seconds in Counter(noted).most_common(20):
        print(f"{seconds:7.1f} s  {test}")
    if what == "keep":
        keep(noted)


def keep(noted: Mapping[str, float]) -> None:
    files: Counter[str] = Counter()
    for test, seconds in noted.items():
        files[test.partition("::")[0]] += seconds
    long = [f"{seconds:.0f} {path}\n" for path, seconds in files.most_common() if seconds >= WORTH_NOTING]
    KEPT.write_text("".join(long), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
