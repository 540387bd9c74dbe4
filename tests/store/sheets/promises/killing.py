"""A process that saves is killed at a random instant, again and again, while Google stumbles; and what is there then."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.contract import SavedEntry
from tests.sheets.faults import USUAL, late, slow_body, status
from tests.sheets.server import Running
from tests.store.sheets.serving import open_by_turns

ROOT = Path(__file__).parents[4]


@dataclass
class Lives:
    """What came of a number of lives in one folder."""

    google: Running
    folder: Path
    kills: int = 0
    acknowledged: list[str] = field(default_factory=list)
    found: list[SavedEntry] = field(default_factory=list)
    """What another computer reads from the spreadsheet alone."""

    def figures(self) -> Counter[str]:
        """What happened, counted."""
        log = list(self.google.google.log)
        faults = sum(1 for line in log if line.fault)
        counted = {"kills": self.kills, "acknowledged": len(self.acknowledged)}
        return Counter({**counted, "requests": len(log), "faults given": faults})

    def broken(self) -> Mapping[str, list[str]]:
        """By the name of each promise that was not kept, the saves it was not kept to."""
        counted = Counter(each.save_id for each in self.found)
        changed = [one.save_id for one in self.found if one.answers.get("incidents") != [_incident(one.save_id)]]
        checks = {
            "lost": [one for one in self.acknowledged if one not in counted],
            "doubled": [one for one, count in counted.items() if count > 1],
            "changed": changed,
            "written over": [f"{line.asks}" for line in self.google.google.log.that_changed_cells()],
        }
        return {name: wrong for name, wrong in checks.items() if wrong}


def _incident(save_id: str) -> Mapping[str, str]:
    return {"what": f"Incident of {save_id}"}


STUMBLING = (*USUAL, status(429), late(0.5), slow_body(0.02))
"""What else goes wrong with Google on a bad day."""


def kill_again_and_again(
    google: Running, folder: Path, seed: int, kills: int, without: str = "", rate: float = 0.1
) -> Lives:
    """`kills` processes in the same folder, one after another; `without` names a mechanism of `taken_out`.

    `rate` is how many requests of Google's go wrong, from 0 to 1; over a tenth, in more ways than usual."""
    chance, lives = random.Random(seed), Lives(google, folder, kills)
    google.google.log.forget()
    google.google.faults.at_random(seed, rate, STUMBLING if rate > 0.1 else USUAL)
    try:
        for life in range(kills):
            lives.acknowledged += _live_and_die(folder, f"life{life}", chance, without)
    finally:
        google.google.faults.stop()
    _until_all_is_sent(folder)
    elsewhere = open_by_turns(folder, "another-computer.sqlite")
    elsewhere.worker.run_once()
    lives.found = list(elsewhere.entries())
    elsewhere.close()
    return lives


def _live_and_die(folder: Path, name: str, chance: random.Random, without: str) -> list[str]:
    """A process that saves until SIGKILL, a random number of saves and a random moment later; what it acknowledged."""
    command = [sys.executable, "-m", "tests.store.sheets.promises.child", str(folder), name, without]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(chance.randint(1, 12))]
    time.sleep(chance.uniform(0, 0.6))
    child.kill()
    said += child.stdout.readlines()
    child.wait()
    child.stdout.close()
    return [line.strip() for line in said if line.endswith("\n")]


def _until_all_is_sent(folder: Path) -> None:
    store = open_by_turns(folder)
    for _ in range(2000):
        store.tables_mark()
        store.worker.run_once()
        if not store.waiting():
            break
    store.worker.run_once()
    store.close()
