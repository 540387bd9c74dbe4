"""`make soak`: the promises about the spreadsheet at full size, in pieces, and `docs/reliability.md` from what came of them.

`make soak` does everything again. `make soak piece="interleavings 0-249"` does one piece, `piece=page` writes the page
from the pieces that are there (in `data/soak/`). A piece says its seeds, so that whatever it finds can be played again.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.sheets.server import Running
from tests.store import soak_storage
from tests.store.sheets.promises import reliability
from tests.store.sheets.promises.bursting import burst
from tests.store.sheets.promises.holding import broken
from tests.store.sheets.promises.killing import kill_again_and_again
from tests.store.sheets.promises.playing import Play
from tests.store.sheets.serving import google_on_demand

KEPT = Path(__file__).parents[4] / "data" / "soak"
ALL = {"interleavings": range(1000), "kills": range(20), "stumbling": range(6), "bursts": range(1)}
"""The seeds of each sort. A seed of kills is a folder in which ten processes are killed, one after another."""
A_PIECE = {
    "interleavings": 50,
    "kills": 2,
    "stumbling": 1,
    "bursts": 1,
    "damaged": 1,
    "served": 1,
    "disks": 5,
    "clocks": 5,
}
KILLS = 10
Came = tuple[Counter[str], Mapping[str, Sequence[str]]]
"""What happened, counted, and by the name of a promise what it was not kept to."""


def _interleaving(google: Running, folder: Path, seed: int) -> Came:
    with Play.of(google, folder, seed) as play:
        return play.figures(), broken(play)


def _kills(google: Running, folder: Path, seed: int) -> Came:
    own = folder / f"kills-{seed}"
    own.mkdir()
    lives = kill_again_and_again(google, own, seed, KILLS)
    return lives.figures(), lives.broken()


def _stumbling(google: Running, folder: Path, seed: int) -> Came:
    own = folder / f"stumbling-{seed}"
    own.mkdir()
    lives = kill_again_and_again(google, own, 1000 + seed, KILLS, rate=0.35)
    return lives.figures(), lives.broken()


def _burst(google: Running, folder: Path, seed: int) -> Came:
    came = burst(google, folder)
    return came.figures(), came.broken()


PLAYS: Mapping[str, Callable[[Running, Path, int], Came]] = {
    "interleavings": _interleaving,
    "kills": _kills,
    "stumbling": _stumbling,
    "bursts": _burst,
    **soak_storage.PLAYS,
}


def play(sort: str, first: int, last: int) -> str:
    """Play one piece, keep what came of it, and say it in a line."""
    logging.disable(logging.CRITICAL)  # faults are given on purpose by the thousand
    figures: Counter[str] = Counter()
    wrong: dict[str, Any] = {}
    with google_on_demand() as google, tempfile.TemporaryDirectory() as folder:
        for seed in range(first, last + 1):
            counted, found = PLAYS[sort](google, Path(folder), seed)
            figures += counted
            wrong |= {str(seed): found} if found else {}
    piece = {"sort": sort, "first": first, "last": last, "figures": figures, "broken": wrong, **_where_and_when()}
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{sort}-{first:04}-{last:04}.json").write_text(json.dumps(piece, indent=1), "utf-8")
    told = ", ".join(f"{count:,} {name}" for name, count in figures.items())
    return f"{sort}, seeds {first} to {last}: {told}; broken: {json.dumps(wrong) if wrong else 'nothing'}"


def _where_and_when() -> Mapping[str, str]:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    return {"on": date.today().isoformat(), "machine": machine}


def pieces() -> Iterator[tuple[str, int, int]]:
    """Everything, in pieces of a minute or two."""
    for sort, seeds in {**ALL, **soak_storage.SEEDS}.items():
        for first in seeds[:: A_PIECE[sort]]:
            yield sort, first, first + A_PIECE[sort] - 1


def main(arguments: Sequence[str]) -> int:
    """What is broken is told, and the page is not written over: 1."""
    if arguments[:1] and arguments[0] in PLAYS:
        first, _, last = arguments[1].partition("-")
        print(play(arguments[0], int(first), int(last or first)))
    elif not arguments:
        shutil.rmtree(KEPT, ignore_errors=True)
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            for each in [pool.submit(play, *piece) for piece in pieces()]:
                print(each.result(), flush=True)
    return reliability.write([json.loads(file.read_text("utf-8")) for file in sorted(KEPT.glob("*.json"))], ALL, KILLS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
