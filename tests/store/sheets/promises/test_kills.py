"""Promise 2: killed at any instant, while Google stumbles too; every acknowledged entry is in the sheet, once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.sheets.server import Running
from tests.store.sheets.serving import open_by_turns, spreadsheet_of

ROOT = Path(__file__).parents[4]
KILLS = 200 if os.environ.get("MANAGED_MOVES_PROMISES") == "full" else 15
SEED = 20260907


def test_what_was_acknowledged_is_in_the_sheet_once_whenever_the_process_was_killed(
    google: Running, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    google.google.log.forget()
    google.google.faults.at_random(SEED, 0.1)
    acknowledged: list[str] = []
    try:
        for life in range(KILLS):
            acknowledged += live_and_die(tmp_path, f"life{life}", chance)
    finally:
        google.google.faults.stop()
    store = open_by_turns(tmp_path)
    for _ in range(2000):
        store.tables_mark()
        store.keeper.turn()
        if not store.waiting():
            break
    store.keeper.turn()
    store.close()
    elsewhere = open_by_turns(tmp_path, "another-computer.sqlite")
    elsewhere.keeper.turn()
    found = {each.save_id: each.answers for each in elsewhere.entries()}
    counted = Counter(each.save_id for each in elsewhere.entries())
    elsewhere.close()
    print(f"seed {SEED}: {KILLS} kills, {len(acknowledged)} acknowledged, {len(found)} in the sheet")
    assert [one for one in acknowledged if one not in found] == []
    assert [one for one, count in counted.items() if count > 1] == []
    assert [one for one, answers in found.items() if answers["incidents"] != [{"what": f"Incident of {one}"}]] == []
    assert google.google.log.that_changed_cells() == []
    assert spreadsheet_of(tmp_path) in google.google.spreadsheets


def live_and_die(folder: Path, name: str, chance: random.Random) -> list[str]:
    """A process that saves until SIGKILL, a random number of saves and a random moment later; what it acknowledged."""
    command = [sys.executable, "-m", "tests.store.sheets.promises.child", str(folder), name]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(chance.randint(1, 12))]
    time.sleep(chance.uniform(0, 0.6))
    child.kill()
    said += child.stdout.readlines()
    child.wait()
    child.stdout.close()
    return [line.strip() for line in said if line.endswith("\n")]
