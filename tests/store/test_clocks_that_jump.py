"""A clock that jumps a day forwards or back while people save: nothing is lost, nobody is locked out, order is kept."""

from __future__ import annotations

import pytest

from store.contract import Store
from tests.store import clocks


@pytest.mark.parametrize("seed", range(2))
def test_a_morning_with_a_clock_that_jumps(store: Store, seed: int) -> None:
    played = clocks.play(store, seed)

    assert played.jumps > 5
    assert played.broken() == {}
