"""How letters are named on the screen, and the links that download them."""

from __future__ import annotations

import streamlit as st

from casework.letters.making import Offered, State
from casework.reading.access import Seen
from record.forms.weekly_report import WeeklyReport
from record.words import day
from ui import blocks
from ui.shell import session
from ui.shell.downloads import ALL_LETTERS, LARGE_PRINT, LETTER

_LARGE = "letters in large print"


def name_of(state: State, each: Offered) -> str:
    """`Start confirmation to Mrs J. Adeyemi`; `Weekly report, week of Monday 14 September`; `Agreement`."""
    filed = each.copy.filed
    if filed and isinstance(filed.entry, WeeklyReport) and filed.entry.week_commencing:
        return f"{state.letter.title}, week of {day(filed.entry.week_commencing)}"
    if filed:
        return f"{state.letter.title}, {day(filed.happened_on)}"
    return f"{state.letter.title} to {each.copy.to}" if each.copy.to else state.letter.title


def large_print() -> None:
    """One switch for every download of this tab."""
    session.keep(_LARGE, "yes" if st.toggle("Large print (18 point)", key="large print") else "")


def _how() -> str:
    return LARGE_PRINT if session.kept(_LARGE, str) else ""


def link(seen: Seen, state: State, each: Offered) -> None:
    """Download one copy."""
    address = LETTER.at(reference=seen.case.reference, letter=state.letter.id, n=each.copy.n) + _how()
    blocks.letter_link(address, f"Download Word {state.letter.shape}: {name_of(state, each)}")


def link_to_all(seen: Seen, count: int) -> None:
    """Download everything that is ready, where it is more than one."""
    if count > 1:
        blocks.letter_link(
            ALL_LETTERS.at(reference=seen.case.reference) + _how(), f"Download all {count} letters of this case (zip)"
        )
