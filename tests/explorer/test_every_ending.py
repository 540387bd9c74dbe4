"""Every way a move may end, each on one of the routes and in one order of its last acts; `make explore endings=all` has them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.explorer.ends import ENDINGS, Last, a_child_placed, ends, every_last
from tests.explorer.town import PACKS
from tests.explorer.walk import Beginning, Walk
from tests.explorer.walking import Figures, look

EVERY = [*every_last(PACKS[0])]
"""Under the first pack, which offers every route."""
ROUTES = [*dict.fromkeys(each.beginning.route for each in EVERY)]


def one_of_each() -> Iterator[Last]:
    """Each ending once, the route and the order of its acts another each time."""
    for number, ending in enumerate(ENDINGS):
        route = ROUTES[number % len(ROUTES)]
        yield [each for each in EVERY if (each.ending, each.beginning.route) == (ending, route)][number % 6]


@cache
def _placed(beginning: Beginning) -> Walk:
    return a_child_placed(beginning)


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left() -> Iterator[None]:
    """The cases that are gone on with are put away."""
    yield
    _placed.cache_clear()


@pytest.mark.parametrize("last", [*one_of_each()], ids=lambda each: f"{each.beginning.route}: {each.ending}")
def test_nothing_that_is_promised_is_broken_by_an_ending(last: Last) -> None:
    with _placed(last.beginning).again() as walk:
        ends(walk, last, lambda each: look(each, Figures()))
