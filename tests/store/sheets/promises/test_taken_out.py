"""Each promise is seen to fail when what keeps it is taken out, and its check is what says so."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest

from tests.sheets.server import Running
from tests.store.sheets import test_by_hand as by_hand
from tests.store.sheets.promises.bursting import burst
from tests.store.sheets.promises.holding import broken
from tests.store.sheets.promises.killing import kill_again_and_again
from tests.store.sheets.promises.playing import Play
from tests.store.sheets.promises.taken_out import MECHANISMS, without

COLUMNS = frozenset({"insert_column", "move_column"})
SHOWN_BY = {
    "rows known by their save id": ("acknowledged_and_not_there_once", frozenset({"copy_a_row"})),
    "misplaced rows told from edited ones": ("edits_nobody_made", COLUMNS),
    "rows appended, never placed": ("written_over", frozenset({"insert_blank_rows"})),
    "a look before a row is believed": ("not_seen_and_not_told", frozenset({"sort"})),
    "edits by hand respected": ("unheard", frozenset({"edit_a_cell"})),
    "clashes told": ("clashes_not_shown", frozenset({"sort"})),
}
"""By mechanism: the check that misses it, and what the coordinator does, over and over, that the mechanism is for."""
SEEDS = range(12)
TOLD_IN: dict[str, Callable[..., None]] = {
    "forms of another computer taken in whole": by_hand.test_another_computer_takes_a_form_in_when_all_its_rows_are_there,
    "a form waits for its headings": by_hand.test_a_form_one_of_whose_headings_is_gone_waits_and_keeps_no_other_form_waiting,
}
"""By mechanism that no interleaving needs: the test that does."""


@pytest.mark.parametrize("mechanism", SHOWN_BY)
def test_interleavings_show_that_a_mechanism_is_missing(google: Running, tmp_path: Path, mechanism: str) -> None:
    check, acts = SHOWN_BY[mechanism]

    with without(mechanism):
        assert any(check in _broken(google, tmp_path, seed, acts) for seed in SEEDS)


def _broken(google: Running, folder: Path, seed: int, acts: frozenset[str]) -> list[str]:
    with Play.of(google, folder, seed, acts) as play:
        return list(broken(play))


@pytest.mark.parametrize("mechanism", TOLD_IN)
def test_a_test_shows_that_a_mechanism_is_missing(request: pytest.FixtureRequest, mechanism: str) -> None:
    tells = TOLD_IN[mechanism]
    given = {name: request.getfixturevalue(name) for name in signature(tells).parameters}

    with without(mechanism), pytest.raises(AssertionError):
        tells(**given)


def test_without_the_outbox_a_kill_loses_what_was_acknowledged(google: Running, tmp_path: Path) -> None:
    lives = kill_again_and_again(google, tmp_path, seed=1, kills=1, without="outbox")

    assert "lost" in lives.broken()


def test_forms_sent_one_by_one_cost_a_request_each(google: Running, tmp_path: Path) -> None:
    with without("saves sent together"):
        came = burst(google, tmp_path, forms=70)

    assert list(came.broken()) == ["too many requests"], "slower, and nothing else: the budget holds"
    assert came.seconds > 60


def test_without_a_budget_google_refuses_forms_sent_one_by_one(google: Running, tmp_path: Path) -> None:
    with without("saves sent together"), without("a budget of requests"):
        assert "refused" in burst(google, tmp_path, forms=70).broken()


def test_every_mechanism_that_can_be_taken_out_is_looked_at_here() -> None:
    assert {*SHOWN_BY, *TOLD_IN, "outbox", "saves sent together", "a budget of requests"} == set(MECHANISMS)
