"""The board with 2,000 live and 20,000 closed cases: a rerun of the whole page, and of it the casework alone.

The cases are those of the sample, each many times over; the page is run as Streamlit runs it, in this process, by a
coordinator who is signed in. The peer works everything out again at every rerun, as a page over a table of rows does.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from streamlit.testing.v1 import AppTest

from casework import sample
from casework.desk.board import board
from casework.desk.views import View
from casework.reading.office import Office
from record.case import Case
from record.person import Person, Role
from record.stage import is_live
from ui.shell import go, session, wiring
from ui.sign_in import ticket

LIVE, CLOSED = 2_000, 20_000
FRAME = Path(go.__file__).parent / "frame.py"
ROUNDS = 15
TODAY = "2026-12-10"


@dataclass(frozen=True)
class Result:
    """Milliseconds of a rerun, median; the first is told apart."""

    first: float
    page: float
    casework: float
    after_one_entry: float
    all_again: float


def measure() -> Result:
    """Run the page again and again, with all cases on the shelf."""
    with _office() as office:
        everybody = Person("Tariq Mensah", Role.COORDINATOR, "", "205")
        asked = replace(everybody, la=next(iter(office.cases.values())).la)
        _shelve(office)
        page = _page(office, asked)
        first = _milliseconds(page)
        reruns = [_milliseconds(page) for _ in range(ROUNDS)]
        lists = [_milliseconds(lambda: board(office, asked, View())) for _ in range(ROUNDS)]
        after = [_milliseconds(page) for _ in range(ROUNDS) if _write_one(office)]
        again = [_milliseconds(lambda: _as_new(office, asked)) for _ in range(2)]
    return Result(first, *(statistics.median(each) for each in (reruns, lists, after, again)))


@contextmanager
def _office() -> Iterator[Office]:
    with tempfile.TemporaryDirectory() as folder:
        store = {"MANAGED_MOVES_WAYS_IN": "demo", "MANAGED_MOVES_STORE": f"sqlite:///{folder}/store.sqlite"}
        os.environ |= {**store, "MANAGED_MOVES_TODAY": TODAY}
        wiring.close()
        office = wiring.office()
        sample.fill(Office(office.store, lambda: date.fromisoformat(TODAY)))
        yield office
        wiring.close()


def _shelve(office: Office) -> None:
    told = [*office.cases.values()]
    live, closed = [each for each in told if is_live(each)], [each for each in told if not is_live(each)]
    office.shelf.cases = {**_many(live, LIVE, "L"), **_many(closed, CLOSED, "C")}


def _many(of: Sequence[Case], number: int, letter: str) -> Mapping[str, Case]:
    return {
        name: replace(each, reference=name)
        for name, each in zip((f"MM-{letter}{n:06}" for n in range(number)), islice(cycle(of), number), strict=False)
    }


def _page(office: Office, person: Person) -> Callable[[], object]:
    secret = ticket.issue(office.store, asdict(person) | {"areas": list(person.areas)})
    session._secret = lambda: secret
    shown = AppTest.from_file(str(FRAME), default_timeout=300).switch_page(f"../../pages/{go.BOARD.path.name}")

    def run() -> object:
        shown.run()
        assert not shown.exception, shown.exception
        assert any("2,000" in each.value for each in shown.markdown), "the board is not what is being measured"
        return shown

    return run


def _write_one(office: Office) -> bool:
    """One case stands anew, as after an entry."""
    case = next(iter(office.shelf.cases.values()))
    office.shelf.cases = {**office.shelf.cases, case.reference: replace(case)}
    return True


def _as_new(office: Office, person: Person) -> object:
    """The same list where nothing is remembered of any case."""
    office.shelf.cases = {name: replace(each) for name, each in office.shelf.cases.items()}
    return board(office, person, View())


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    print(measure())
