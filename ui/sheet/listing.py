"""Draws what is to be put right, kind by kind: where it is, what it says, what would be right, and what can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from casework.keeping.sheet import spreadsheet
from casework.keeping.sheet.check import SheetCheck, Waiting
from casework.keeping.sheet.items import Item, Sorted
from casework.reading.access import see
from record.words import moment
from store.sheets.sync.deciding import CannotAdopt
from ui import blocks, go
from ui.guidance.citing import cite_finding
from ui.markup import plain
from ui.page import Visit
from ui.sheet.arriving import say

BEING_WRITTEN = "It is being written again, below the other rows."
LET_GO = "It stays out of the spreadsheet. A case keeps its forms: to take back what one says, correct it on the case page. A row of a settings table counts no more."
THE_ONE = "This spreadsheet is the one. Take the app’s address out of the other one’s sharing, so that nobody uses it by mistake."
IGNORED = "It stays in the spreadsheet as a note, and does not count."


def draw_faults(visit: Visit, found: SheetCheck) -> None:
    """A heading and a card for each."""
    for kind, items in found.items.items():
        st.header(kind, anchor=False)
        for number, item in enumerate(items):
            with st.container(border=True):
                _item(visit, item)
                _decide(visit, item, f"{kind} {number}")


def _item(visit: Visit, item: Item) -> None:
    st.markdown(f"**{_link(item.where, item.link)}**")
    st.markdown(f"{plain(item.says)}  \n{plain(item.should)}")
    if item.beside:
        st.markdown(f"The row that counts: {_link(item.beside, item.beside_link)}")
    seen = see(visit.office, visit.person, item.reference) if item.reference else None
    if seen is None:
        return
    for finding in item.findings:
        blocks.cited(cite_finding(finding, seen.case), finding.sentence)
    go.link(go.CASE, f"Open {item.reference}", case=item.reference)


def _link(text: str, address: str) -> str:
    return f"[{plain(text)}]({address})" if address else plain(text)


def _decide(visit: Visit, item: Item, key: str) -> None:
    """The buttons of a row that somebody must decide about."""
    if not item.rows:
        return
    with st.container(horizontal=True):
        pressed = [
            act
            for label, act in _ACTS.get(item.sorted, _OF_TYPED).items()
            if st.button(label, key=f"{label} {key} {item.rows[0]}")
        ]
    if pressed:
        say(pressed[0](visit, item))


def _adopt(visit: Visit, item: Item) -> str:
    try:
        saved = spreadsheet.adopt(visit.office, visit.person, item.rows[0])
    except CannotAdopt as why:
        return str(why)
    return f"Adopted: it counts in {saved.reference} from now on. The row you typed may stay or go."


def _ignore(visit: Visit, item: Item) -> str:
    return IGNORED if spreadsheet.ignore(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


def _keep(visit: Visit, item: Item) -> str:
    return THE_ONE if spreadsheet.ignore(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


def _restore(visit: Visit, item: Item) -> str:
    return BEING_WRITTEN if spreadsheet.restore(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


def _let_go(visit: Visit, item: Item) -> str:
    return LET_GO if spreadsheet.let_go(visit.office, visit.person, item.rows) else spreadsheet.NO_LONGER_THERE


Act = Callable[[Visit, Item], str]
"""Does what was pressed; what to say of it."""
_OF_TYPED: Mapping[str, Act] = {"Adopt": _adopt, "Ignore": _ignore}
_ACTS: Mapping[Sorted, Mapping[str, Act]] = {
    Sorted.VANISHED: {"Restore": _restore, "Let go": _let_go},
    Sorted.COPY: {"This is the one": _keep},
}


def waiting(visit: Visit, found: SheetCheck) -> None:
    """What is saved here and not yet in the spreadsheet."""
    if not found.spreadsheet:
        return
    st.header("Waiting for Google", anchor=False)
    if not found.waiting:
        blocks.quiet("Nothing waits: the spreadsheet has everything that was submitted.")
        return
    blocks.rows([(f"{each.what} {each.reference}".strip(), _since(visit, each)) for each in found.waiting])


def _since(visit: Visit, each: Waiting) -> str:
    return f"since {moment(each.since, visit.office.today())}" if each.since else "not sent yet"
