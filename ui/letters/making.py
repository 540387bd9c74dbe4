"""By when a letter is wanted, and what it would say that it did not say when it was last made."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.letters.changes import Change, LastMade
from casework.letters.making import Offered, State
from casework.reading.access import Seen
from record import words
from record.deadline import SOON
from ui import blocks
from ui.guidance.citing import cite
from ui.markup import plain

LONGEST = 600
"""Characters of a fact shown of each making: enough to see what changed in most."""


def wanted(seen: Seen, state: State) -> None:
    """The day by which a clause asks for it, until every copy is made."""
    each, today = state.wanted, seen.case.today
    if each is None or each.by_when is None:
        return
    asked = each.by_when
    late = words.how_late(asked.on, today) if each.is_late else ""
    tone: blocks.Tone = "now" if late else "soon" if asked.on <= today + SOON else "calm"
    blocks.line(tone, late or "By when", f"{asked.words} {words.day(asked.on)}", "")
    blocks.cited(cite(asked.clause, seen.case))


def last_made(seen: Seen, each: Offered) -> None:
    """When this copy was last made, and each fact that it would tell otherwise now."""
    made = each.last_made
    if made is None:
        return
    by = f"Last made {words.day(made.at.date())} by {made.by}."
    if made.is_the_same:
        blocks.quiet(f"{by} It would say the same now.")
        return
    blocks.quiet(by)
    with st.expander(_how_much(made), icon=":material/difference:"):
        if made.has_new_wording:
            st.markdown("The template has changed since: its own words may differ, too.")
        st.markdown("  \n\n".join(map(_in_words, made.changes)))


def _how_much(made: LastMade) -> str:
    if not made.changes:
        return "The template has changed since then"
    number = len(made.changes)
    return "One thing has changed since then" if number == 1 else f"{number} things have changed since then"


def _in_words(change: Change) -> str:
    what, was, now = (plain(each) for each in (words.first_capital(change.what), *_shown(change)))
    return f"**{what}**  \nIt said: {was}  \nNow: {now}"


def _shown(change: Change) -> Sequence[str]:
    """What it said and says; of long words the part from shortly before the first difference."""
    was, now = (" ".join(each.split()) for each in (change.was, change.now))
    same = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, same - LONGEST // 3) if max(len(was), len(now)) > LONGEST else 0
    return [
        f"{'… ' if start else ''}{each[start : start + LONGEST]}{' …' if len(each) > start + LONGEST else ''}"
        for each in (was, now)
    ]
