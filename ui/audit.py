"""Draws the audit: what is unusual first, then line by line."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from casework.keeping.audit import AuditLine, Unusual
from record.words import full_day, moment
from ui import blocks
from ui.markup import plain
from ui.shell.page import Visit

A_PAGE = 100


def unusual(found: Sequence[Unusual]) -> None:
    """What to ask about."""
    if not found:
        blocks.quiet("Nothing unusual: nobody opened a large number of cases in one day or was refused often.")
        return
    st.header("Worth asking about", anchor=False)
    for each in found:
        st.warning(f"{plain(each.who)} {plain(each.why)} on {full_day(each.on)}.")


def asked() -> str:
    """The reference somebody looks for."""
    return st.text_input("Only this case", placeholder="MM-…", key="audit of", autocomplete="off").strip()


def lines(visit: Visit, found: Sequence[AuditLine]) -> None:
    """A hundred at a time, newest first."""
    if not found:
        blocks.quiet("There is nothing to show.")
        return
    pages = -(-len(found) // A_PAGE)
    number = st.selectbox("Page", range(1, pages + 1), key=f"audit page {pages}") if pages > 1 else 1
    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    today = visit.office.today()
    blocks.table(
        {
            "When": [moment(each.at, today) for each in shown],
            "Who": [", ".join(part for part in (each.who, each.school) if part) for each in shown],
            "What": [_what(each) for each in shown],
            "Case": [each.reference for each in shown],
        }
    )


def _what(line: AuditLine) -> str:
    times = f" ({line.times} times)" if line.times > 1 else ""
    return f"{line.did}{f': {line.detail}' if line.detail else ''}{times}"
