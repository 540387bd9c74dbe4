"""Draws Administration, a card for each page that keeps things in order, and how the app is, from the numbers of `/metrics`."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from casework.settings.changing import to_put_right as rows_to_put_right
from store import metrics
from store.contract import StoreError
from store.sheets.contract import SpreadsheetStore
from store.whole import NamesOddTexts
from ui import blocks
from ui.markup import plain
from ui.shell import go
from ui.shell.health import LOW, NOT_WRITTEN, WELL, disk_of, waiting_in
from ui.shell.page import Visit


def to_put_right(visit: Visit) -> None:
    """How many rows of the settings tables cannot be used as they stand."""
    count = len(rows_to_put_right(visit.office))
    if count:
        what = "1 row of the settings tables" if count == 1 else f"{count} rows of the settings tables"
        blocks.needs(f"{what} cannot be used until corrected: open Settings.", [])


def screens(role: str) -> None:
    """A card for each page."""
    for each in go.administration_for(role):
        with st.container(border=True, key=f"card {each.name}"):
            go.link(each, f"**{each.title}**")
            st.markdown(plain(each.says))


ALL_IS_WELL = "Entries can be read and saved."
DISK = {
    LOW: "The disk that entries are kept on is nearly full. Free some space now: once it is full, nothing more can be "
    "saved.",
    NOT_WRITTEN: "Nothing can be saved: the disk is full, or cannot be written to. You can still read what is kept. "
    "Free some space, or have the disk repaired.",
}
TO_PUT_RIGHT = (
    "These rows are damaged and are not used. Each is still stored exactly as it is and is included in every backup; "
    "the version before it counts. Ask the person who runs this site to restore the row from a backup "
    "(docs/deploying.md, “A row that cannot be read”). You can also enter a form, a setting or a person again here: "
    "the new one then counts."
)
IN_THE_SHEET = "A coordinator corrects what is in the spreadsheet: *Sheet check* says where and how."
TABLES = {
    "entries": "Forms",
    "drafts": "Forms begun",
    "draft_answers": "Answers in forms begun",
    "table_rows": "Settings tables",
    "audit": "Audit",
    "sign_ins": "Who is signed in",
    "proofs": "PINs and codes",
    "tries": "Attempts to sign in",
    "made_letters": "What letters said",
    "keepsakes": "Personal settings",
    "erased": "Cases that were erased",
    "marks": "Counters",
    "authority_of": "Which authority a case belongs to",
    "sheet_rows": "Rows of the spreadsheet",
    "sheet_lines": "Lines for the spreadsheet",
    "sheet_by_hand": "Edits in the spreadsheet",
    "sheet_notes": "What the app knows about the spreadsheet",
}
AWAY = (
    "Entries cannot be reached at the moment. What people type stays on their pages. Tell the person who runs this "
    "site."
)
NO_SHEET = "Entries are kept in a database: nothing is waiting to be written elsewhere."
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
    if disk_of(visit.office.store) == WELL:
        st.success(ALL_IS_WELL)
    disk(visit)
    if not isinstance(visit.office.store, SpreadsheetStore):
        blocks.quiet(NO_SHEET)
        return
    said = "1 save waits" if waiting == 1 else f"{waiting:,} saves wait"
    st.markdown(f"{said} for Google." if waiting else "Nothing is waiting for Google.")
    standing = visit.office.store.standing()
    for each in filter(None, (standing.trouble, standing.refused)):
        st.warning(plain(each))


def odd_texts(visit: Visit) -> None:
    """Where characters stand that nobody can read, from before text was made valid as it came in."""
    store = visit.office.store
    found = store.odd_texts() if isinstance(store, NamesOddTexts) else ()
    if found:
        st.warning(
            "The items below hold characters that cannot be kept, such as half of an emoji. They are shown as �, and "
            "everything else works. Open each one and type that word again."
        )
        st.markdown("\n".join(f"- {plain(f'{each.where}: {each.what} of {each.whose}')}" for each in found))


def disk(visit: Visit) -> None:
    """What is wrong with the disk, and what waits for it."""
    found, lines = disk_of(visit.office.store), visit.office.store.audit_waiting()
    if found != WELL:
        st.error(DISK[found])
    if lines:
        st.warning(
            f"Audit lines waiting in memory until they can be written: {lines:,}. Do not restart the site before then."
        )


WARNINGS_SETTING = "MANAGED_MOVES_WARNINGS"
"""The environment variable with the file that `deploy/site/watching.py` writes twice an hour."""
LONGEST_UNWATCHED = timedelta(hours=3)
NOT_WATCHED = "Nothing has watched over the machine this site runs on for hours. Tell the person who runs this site."


def machine_warnings(now: datetime) -> Sequence[str]:
    """What would stop the site soon, as the machine's own watch wrote it down; nothing where there is no watch."""
    file = os.environ.get(WARNINGS_SETTING)
    if not file:
        return ()
    try:
        told = json.loads(Path(file).read_text("utf-8"))
        since = now - datetime.fromisoformat(told["at"])
        found = [str(each) for each in told["warnings"]]
    except (OSError, ValueError, KeyError, TypeError):
        return (NOT_WATCHED,)
    return (*found, *((NOT_WATCHED,) if since > LONGEST_UNWATCHED else ()))


def machine_needs_somebody() -> None:
    """That there are warnings, for whoever can have them seen to."""
    if machine_warnings(datetime.now(UTC)):
        blocks.needs("The machine this site runs on needs someone: open System status.", [])


def of_the_machine() -> None:
    """Each warning, in the words of the watch."""
    for each in machine_warnings(datetime.now(UTC)):
        st.warning(plain(each))


def damage_is_there(visit: Visit) -> None:
    """That there are rows that cannot be read, for whoever can have them put right."""
    count = len(visit.office.store.damaged())
    if count:
        what = "1 stored row" if count == 1 else f"{count} stored rows"
        blocks.needs(f"{what} cannot be read: open System status.", [])


def damage(visit: Visit) -> None:
    """Every row that cannot be read, by table and key, and what to do. Nothing of what it says of anybody."""
    rows = visit.office.store.damaged()
    if not rows:
        return
    st.header("What cannot be read", anchor=False)
    st.markdown(TO_PUT_RIGHT)
    if isinstance(visit.office.store, SpreadsheetStore):
        st.markdown(IN_THE_SHEET)
    blocks.table(
        {
            "Where": [TABLES.get(each.table, each.table) for each in rows],
            "Table": [each.table for each in rows],
            "Row": [each.key for each in rows],
            "Case": [each.reference for each in rows],
            "What is wrong": [each.what for each in rows],
        }
    )


def so_far(visit: Visit) -> None:
    """What this process has done since it started."""
    st.header("Since this process started", anchor=False)
    rows = [(words, metrics.so_far(name)) for words, name in COUNTED]
    faults = (each for each in next(iter(metrics.STORE_FAULTS.collect())).samples if each.name == FAULTS)
    rows.append(("Times saving or reading failed", sum(each.value for each in faults)))
    if isinstance(visit.office.store, SpreadsheetStore):
        rows += [(words, metrics.so_far(name, of=of)) for words, name, of in GOOGLE]
    blocks.table({"What": [words for words, _ in rows], "How many": [f"{int(value):,}" for _, value in rows]})
    blocks.quiet(
        "A site that runs several processes has a page like this for each one. docs/deploying.md says how to watch "
        "them together."
    )
