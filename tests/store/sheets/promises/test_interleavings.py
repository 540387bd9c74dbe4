"""Promise 1, and 3 with it: whatever two people, a coordinator and a faulty network do in whatever order, nothing
acknowledged is lost or doubled, no edit by hand is written over or passed over, and every clash is shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sheets.server import Running
from tests.store.sheets.promises import playing
from tests.store.sheets.promises.playing import Play

SEEDS = range(1000 if os.environ.get("MANAGED_MOVES_PROMISES") == "full" else 60)
BATCH = 10


@pytest.mark.parametrize("first", SEEDS[::BATCH])
def test_nothing_is_lost_doubled_overwritten_or_passed_over(google: Running, tmp_path: Path, first: int) -> None:
    for seed in range(first, first + BATCH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        play = Play(google, folder, seed)
        try:
            play.play()
            told = "\n".join(map(str, play.coordinator.done))
            assert playing.acknowledged_and_not_there_once(play) == [], f"seed {seed}\n{told}"
            assert playing.unsettled(play) == [], f"seed {seed}\n{told}"
            assert playing.not_seen_and_not_told(play) == [], f"seed {seed}\n{told}"
            assert playing.written_over(play) == [], f"seed {seed}\n{told}"
            assert playing.unheard(play) == [], f"seed {seed}\n{told}"
            assert playing.clashes_not_shown(play) == [], f"seed {seed}\n{told}"
        finally:
            play.store.close()
