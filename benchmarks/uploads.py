"""Hostile files while twenty people type: what each file takes until it is refused, and what the others notice.

`python -m benchmarks.uploads`: everything in one process and one SQLite file, as a site of one process is; nothing is sent anywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter, sleep

from casework.forms import drafts
from casework.reading.budgets import Budgets
from casework.reading.office import Office
from record.apart import FileRefused
from record.forms.before_you_start import BeforeYouStart
from tests.casework.at_work import AMINA, NOOR, an_office
from tests.hostile.files import FILES, TOLD, HostileFile

PEOPLE = 20
BETWEEN = 0.5
"""Seconds between two answers of one person."""
ALONE = 20.0
"""Seconds that they type before the first file."""


def main() -> None:
    with TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        built = [(each, each.build()) for each in FILES]  # in the process that serves, it would be in everybody's way
        with typing(office) as before:
            sleep(ALONE)
        with typing(office) as during:
            taken = [*files(built)]
    said(f"{PEOPLE} people, an answer kept every {BETWEEN} s each")
    for name, found in (("nobody gives a file", before), ("while the files are read", during)):
        said(
            f"  {name}: median {median(found):.1f} ms, 95 of 100 below {quantiles(found, n=20)[-1]:.1f} ms, {len(found)} answers"
        )
    said(
        f"{len(taken)} hostile files: {max(each[1] for each in taken):.1f} s of a processor at most, {max(each[2] for each in taken) / 1e6:.0f} MB at most"
    )
    for name, seconds, peak, wall in sorted(taken, key=lambda each: -each[1])[:5]:
        said(f"  {name}: {seconds:.1f} s of a processor, {wall:.1f} s by the clock, {peak / 1e6:.0f} MB")


@contextmanager
def typing(office: Office) -> Iterator[list[float]]:
    """Milliseconds that each answer took to be kept, while this is open."""
    found: list[float] = []
    over = Event()
    people = [Thread(target=_type, args=(office, number, found, over)) for number in range(PEOPLE)]
    for each in people:
        each.start()
    yield found
    over.set()
    for each in people:
        each.join()


def _type(office: Office, number: int, found: list[float], over: Event) -> None:
    paper = drafts.begin(office, AMINA, BeforeYouStart)
    words = 0
    while not over.wait(BETWEEN):
        words += 1
        begun = perf_counter()
        drafts.keep(office, AMINA, paper, {f"reason.A-{number}": "word " * (words % 200)})
        found.append(1000 * (perf_counter() - begun))


def files(built: Sequence[tuple[HostileFile, bytes]]) -> Iterator[tuple[str, float, int, float]]:
    """What each file took: seconds of a processor, bytes, seconds by the clock."""
    for each, content in built:
        begun = perf_counter()
        try:
            each.door.read(Budgets(), NOOR, content, *TOLD.get(each.door.name, ()))
        except FileRefused as refused:
            yield f"{each.sort}, {each.what}", refused.seconds, refused.peak, perf_counter() - begun


def said(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
