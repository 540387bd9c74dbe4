"""Promise 1, and 3 with it: whatever two people, a coordinator and a faulty network do in whatever order, nothing
acknowledged is lost or doubled, no edit by hand is written over or passed over, and every clash is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets.server import Running
from tests.store.sheets.promises.holding import broken
from tests.store.sheets.promises.playing import Play

SEEDS, BATCH = range(40), 10


@pytest.mark.parametrize("first", SEEDS[::BATCH])
def test_nothing_is_lost_doubled_overwritten_or_passed_over(google: Running, tmp_path: Path, first: int) -> None:
    for seed in range(first, first + BATCH):
        with Play.of(google, tmp_path, seed) as play:
            assert broken(play) == {}, f"seed {seed}\n{play.told()}"
