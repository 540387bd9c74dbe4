"""Draws Housekeeping, a card for each page that keeps things in order, and how the app is, from the numbers of `/metrics`."""

from __future__ import annotations

import streamlit as st

from casework.settings.changing import to_put_right as rows_to_put_right
from store import metrics
from store.contract import StoreError
from store.sheets.contract import SpreadsheetStore
from ui import blocks
from ui.markup import plain
from ui.shell import go
from ui.shell.health import waiting_in
from ui.shell.page import Visit


def to_put_right(visit: Visit) -> None:
    """How many rows of the settings tables cannot be used as they stand."""
    count = len(rows_to_put_right(visit.office))
    if count:
        what = "1 row of the settings tables" if count == 1 else f"{count} rows of the settings tables"
        blocks.needs(f"{what} cannot be used as it stands: open Schools and settings.", [])


def screens(role: str) -> None:
    """A card for each page."""
    for each in go.housekeeping_for(role):
        with st.container(border=True, key=f"card {each.name}"):
            go.link(each, f"**{each.title}**")
            st.markdown(plain(each.says))


ALL_IS_WELL = "Entries can be read and saved."
AWAY = "Entries cannot be reached just now. What people type waits in their pages; tell whoever looks after this site."
NO_SHEET = "Entries are kept in a database: nothing waits to be written elsewhere."
COUNTED = (
    ("Clicks answered", "managed_moves_reruns_total"),
    ("Forms saved", "managed_moves_saves_total"),
    ("Times something typed was kept", "managed_moves_drafts_kept_total"),
    ("Errors with a number", "managed_moves_errors_total"),
)
FAULTS = "managed_moves_store_faults_total"
GOOGLE = (
    ("Requests to Google that read", "managed_moves_google_requests_total", metrics.READS),
    ("Requests to Google that wrote", "managed_moves_google_requests_total", metrics.WRITES),
    ("More that may read at once", "managed_moves_google_quota_left", metrics.READS),
    ("More that may write at once", "managed_moves_google_quota_left", metrics.WRITES),
)


def now(visit: Visit) -> None:
    """Whether the store answers, and what waits for Google."""
    st.header("Now", anchor=False)
    try:
        visit.office.store.tables_mark()
        waiting = waiting_in(visit.office.store)
    except StoreError:
        st.error(AWAY)
        return
    st.success(ALL_IS_WELL)
    if not isinstance(visit.office.store, SpreadsheetStore):
        blocks.quiet(NO_SHEET)
        return
    said = "1 save waits" if waiting == 1 else f"{waiting:,} saves wait"
    st.markdown(f"{said} for Google." if waiting else "Nothing waits for Google.")
    if trouble := visit.office.store.standing().trouble:
        st.warning(trouble)


def so_far(visit: Visit) -> None:
    """What this process has done since it started."""
    st.header("Since this process started", anchor=False)
    rows = [(words, metrics.so_far(name)) for words, name in COUNTED]
    faults = (each for each in next(iter(metrics.STORE_FAULTS.collect())).samples if each.name == FAULTS)
    rows.append(("Times the store could not do what was asked", sum(each.value for each in faults)))
    if isinstance(visit.office.store, SpreadsheetStore):
        rows += [(words, metrics.so_far(name, of=of)) for words, name, of in GOOGLE]
    st.table({"What": [words for words, _ in rows], "How many": [f"{int(value):,}" for _, value in rows]})
    blocks.quiet(
        "A site of several processes has a page like this in each; docs/deploying.md says how all are watched at once."
    )
