"""Short walks: a few people, a few weeks, each act looked at from every side. `make explore` walks at length."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.explorer.walk import Act, Beginning
from tests.explorer.walking import ANY_BEGINNING, Figures, any_acts, go

WALKS, ACTS = 4, 40


@settings(max_examples=WALKS, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(ANY_BEGINNING, any_acts(ACTS))
def test_nothing_that_is_promised_is_broken_on_any_way(beginning: Beginning, acts: list[Act]) -> None:
    figures = Figures()
    go(beginning, acts, figures)
    assert figures.steps == ACTS or beginning.child == "with a plan", "no case could begin"
