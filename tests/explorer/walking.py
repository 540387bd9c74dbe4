"""Walking with everything that is promised looked at after each act, and what a walk came to in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.explorer.promises import PROMISES
from tests.explorer.town import CALENDARS
from tests.explorer.walk import CHILDREN, OFTEN, Act, Beginning, NoSuchBeginning, Walk, beginnings

ANY_BEGINNING = st.builds(
    lambda way, calendars, child: Beginning(way.route, way.pack, calendars, child),
    st.sampled_from(beginnings()),
    st.sampled_from(sorted(CALENDARS)),
    st.sampled_from(sorted(CHILDREN)),
)
ANY_ACT = st.builds(Act, st.sampled_from(OFTEN), st.integers(0, 9_999))


class PromiseBroken(AssertionError):
    """What is not as promised, and the way there."""


@dataclass
class Figures:
    """What walks came to."""

    walks: int = 0
    steps: int = 0
    looked_at: int = 0
    """Promises looked at, each after one act."""
    acts: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    """By route and pack."""
    said: set[tuple[str, str]] = field(default_factory=set)
    """Of each letter that was ready, the facts that it said."""

    def add(self, walk: Walk) -> None:
        """What one walk came to."""
        self.walks += 1
        self.acts += walk.done
        self.said |= walk.said
        self.ways[f"{walk.beginning.route}, {walk.beginning.pack}"] += 1


def any_acts(number: int) -> st.SearchStrategy[list[Act]]:
    """So many acts, each of which may be nothing: a walk that fails grows short by it."""
    return st.lists(ANY_ACT, min_size=number, max_size=number)


def go(beginning: Beginning, acts: Sequence[Act], figures: Figures) -> None:
    """Walk, and look at every promise after every act that changed something. Raises PromiseBroken."""
    try:
        walk = Walk.of(beginning)
    except NoSuchBeginning:  # the policy does not let this child's move begin
        return
    with walk:
        for act in acts:
            before = walk.state
            walk.act(act)
            figures.steps += 1
            if walk.state != before:
                look(walk, figures)
        figures.add(walk)


def look(walk: Walk, figures: Figures) -> None:
    """Every promise, as the case stands now. Raises PromiseBroken."""
    for name, broken in PROMISES.items():
        figures.looked_at += 1
        if found := list(dict.fromkeys(broken(walk))):
            said = "\n  ".join(found)
            raise PromiseBroken(f"{name}:\n  {said}\n\n{walk.on_the_way()}")
