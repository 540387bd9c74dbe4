"""The letters of a case: which can be made now, what the others still need, and which come later."""

from __future__ import annotations

from casework.letters import making
from casework.letters.making import State
from casework.reading.access import Seen
from letters.coming import Comes
from ui import blocks
from ui.letters import needs, questions
from ui.letters.cards import card
from ui.letters.links import large_print, link_to_all
from ui.page import Visit


def show_letters(visit: Visit, seen: Seen) -> None:
    """Draw the letters tab: the questions of one letter while they are open, otherwise every letter."""
    if letter_id := questions.opened(seen):
        questions.show(visit, seen, letter_id)
        return
    states = making.available(visit.office, visit.person, seen)
    now = [each for each in states if each.comes is Comes.NOW]
    if not now:
        blocks.quiet("There is no letter for you to make in this case now.")
    if now:
        large_print()
    link_to_all(seen, sum(len(each.ready) for each in now))
    for each in sorted(now, key=_is_urgent_or_ready):
        card(visit, seen, each)
    needs.later([each for each in states if each.comes is Comes.LATER])


def _is_urgent_or_ready(state: State) -> tuple[bool, bool]:
    """What is late first, then what is ready."""
    is_late = state.wanted is not None and state.wanted.is_late
    return (not is_late, bool(state.missing))
