"""`make soak` for what any store promises on a bad day: damaged rows, bad disks, clocks that jump. Pieces go to `data/soak/`."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from secrets import token_hex

from store.choose import open_store
from store.contract import CannotBeWritten, Store
from tests.casework.reading.damaged_stores import WholeStore, faults_of, make
from tests.sheets.server import Running
from tests.store import clocks, postgres
from tests.store.damaging import WAYS, Place, Row, ServerPlace
from tests.store.disks import small_disk
from tests.store.rows import entry, event

SLICES = 200
"""Of all rows of the sample: a seed damages every two hundredth in every way."""
Came = tuple[Counter[str], Mapping[str, Sequence[str]]]


def damaged_rows(_: Running, folder: Path, seed: int) -> Came:
    """A slice of every row of every table of the whole sample, in every way, one at a time."""
    own = folder / f"damaged-{seed}"
    own.mkdir()
    return _damaged(make(own, plots=None), own, seed)


def damaged_rows_of_a_server(_: Running, folder: Path, seed: int) -> Came:
    """The same in a database of PostgreSQL; of what is carried, to a file and back."""
    own, place = folder / f"served-{seed}", ServerPlace()
    own.mkdir()
    with postgres.running():
        place.make()
        return _damaged(make(own, plots=None, place=place), own, seed)


def _damaged(whole: WholeStore, own: Path, seed: int) -> Came:
    figures, wrong = Counter[str](), {}
    for number, row in enumerate(_every_row(whole.place)[seed::SLICES]):
        for way in WAYS:
            found = faults_of(whole, row, way, own / "copy", carried=number % 10 == 0)
            figures["tried"] += found is not None
            if found:
                wrong[f"{row.table} {row.place} {way}"] = found
    return figures, wrong


def _every_row(place: Place) -> Sequence[Row]:
    return [row for table in place.tables() for row in place.rows_of(table)]


def disks(_: Running, folder: Path, seed: int) -> Came:
    """A small disk filled up at a random moment, room made, filled again: what was acknowledged is there, once."""
    chance, acknowledged, refused = random.Random(seed), list[str](), 0
    with small_disk(folder / f"disk-{seed}", chance.randint(4, 8)) as disk:
        place = f"sqlite:///{disk.folder}/store.sqlite"
        store = open_store(place)
        for _ in range(3):
            for number in range(chance.randint(1, 20)):
                _save(store, f"{seed}-{len(acknowledged)}-{number}", 2_000, acknowledged)
            disk.fill()
            for number in range(300):
                refused += not _save(
                    store, f"full-{len(acknowledged)}-{number}", chance.randint(10, 9_000), acknowledged
                )
                store.note_seen(event("viewed case", "MM-AAAA1111"))
            disk.make_room()
            store.try_writing()
        lines = len(store.events(limit=10_000))
        store.close()
        with closing(open_store(place)) as again:
            counted = Counter(each.save_id for each in again.entries())
    wrong = {
        "lost": [each for each in acknowledged if not counted[each]],
        "doubled": [each for each, count in counted.items() if count > 1],
        "lines of the audit": [] if lines == 900 else [f"{lines} of 900"],
    }
    figures = Counter(tried=3, acknowledged=len(acknowledged), refused=refused)
    return figures, {name: some for name, some in wrong.items() if some}


def _save(store: Store, save_id: str, length: int, acknowledged: list[str]) -> bool:
    try:
        store.save(entry(save_id, entry_id=save_id, answers={"what": token_hex(length)}))
    except CannotBeWritten:
        return False
    acknowledged.append(save_id)
    return True


def clocks_that_jump(_: Running, folder: Path, seed: int) -> Came:
    """A morning on each database, with a clock that jumps a day."""
    own = folder / f"clock-{seed}"
    own.mkdir()
    figures, wrong = Counter[str](), {}
    with postgres.running():
        for place in (f"sqlite:///{own}/store.sqlite", postgres.address_of(own)):
            with closing(open_store(place)) as store:
                played = clocks.play(store, seed)
                wrong |= {f"{place[:6]} {name}": some for name, some in played.broken().items()}
                figures += played.figures() + Counter(tried=1)
    return figures, wrong


PLAYS: Mapping[str, Callable[[Running, Path, int], Came]] = {
    "damaged": damaged_rows,
    "served": damaged_rows_of_a_server,
    "disks": disks,
    "clocks": clocks_that_jump,
}
SEEDS = {"damaged": range(8), "served": range(8), "disks": range(20), "clocks": range(20)}
NAMES = {
    "damaged": "a row of the sample damaged in one of ten ways, in a file",
    "served": "the same in a database of PostgreSQL",
    "disks": "a small disk filled up while people save",
    "clocks": "a morning with a clock that jumps a day forwards and back",
}


def table(kept: Sequence[Mapping[str, object]]) -> str:
    """What was played of each, as rows of a page; a part of the seeds is said to be one."""
    return "\n".join(_row(sort, [each for each in kept if each["sort"] == sort]) for sort in NAMES)


def _row(sort: str, pieces: Sequence[Mapping[str, object]]) -> str:
    figures = sum((Counter[str](each["figures"]) for each in pieces), Counter[str]())  # type: ignore[arg-type]
    seeds = {seed for each in pieces for seed in range(int(str(each["first"])), int(str(each["last"])) + 1)}
    shown = [f"{figures[name]:,}" if figures[name] else "–" for name in ("tried", "acknowledged", "refused", "jumps")]
    return f"| {' | '.join([NAMES[sort], f'{len(seeds)} of {len(SEEDS[sort])}', *shown, '0'])} |"
