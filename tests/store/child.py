"""Run in a process of its own (`python -m tests.store.child`): saves entries, naming each once it is acknowledged."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from tests.store.opening import STORES
from tests.store.rows import entry


def save_one_after_another(store_name: str, folder: str, prefix: str, how_many: str) -> None:
    """`how_many` entries named after `prefix`; 0 to go on until killed."""
    store = STORES[store_name](Path(folder))
    for number in range(int(how_many)) if int(how_many) else count():
        save_id = f"{prefix}-{number}"
        store.save(entry(save_id, answers={"number": number, "essay": save_id * 200}))
        print(save_id, flush=True)


if __name__ == "__main__":
    save_one_after_another(*sys.argv[1:])
