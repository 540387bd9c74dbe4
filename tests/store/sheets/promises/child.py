"""Run in a process of its own: saves entries into a folder's sheet store, naming each once it is acknowledged."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from tests.store.rows import entry
from tests.store.sheets.promises.taken_out import without
from tests.store.sheets.serving import open_sheet


def save_until_killed(folder: str, prefix: str) -> None:
    """An entry with an item and an answer that fits no cell, over and over."""
    store = open_sheet(Path(folder))
    for number in count():
        save_id = f"{prefix}-{number}"
        incidents = [{"what": f"Incident of {save_id}"}]
        store.save(entry(save_id, entry_id=save_id, answers={"incidents": incidents, "odd": [number]}))
        print(save_id, flush=True)


if __name__ == "__main__":
    folder, prefix, mechanism = sys.argv[1:]
    with without(mechanism):
        save_until_killed(folder, prefix)
