"""Promise 2: killed at any instant, while Google stumbles too; every acknowledged entry is in the sheet, once."""

from __future__ import annotations

from pathlib import Path

from tests.sheets.server import Running
from tests.store.sheets.promises.killing import kill_again_and_again

KILLS, SEED = 8, 20260907


def test_what_was_acknowledged_is_in_the_sheet_once_whenever_the_process_was_killed(
    google: Running, tmp_path: Path
) -> None:
    lives = kill_again_and_again(google, tmp_path, SEED, KILLS)

    assert lives.broken() == {}
    assert len(lives.acknowledged) > KILLS
