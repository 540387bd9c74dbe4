"""Draws Set up: the link, the key, each step done or missing, and where the key must be kept.

A pasted or uploaded key lives as long as the run that uses it: the box is then another box, empty, and the upload is gone.
"""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from casework.keeping.sheet.set_up import Configured, SetUpOutcome
from ui import blocks, session
from ui.markup import plain

_CAME, _TRIES = "what came of setting up", "attempts to set up"
LINK = "https://docs.google.com/spreadsheets/d/"
NO_SHEET_YET = (
    "This site keeps its entries in a database of its own. To keep them in a Google spreadsheet instead, make an empty one in "
    "your own Drive, share it as below, and have the site started with the settings shown at the end. "
    "A spreadsheet begins empty: what is kept here already is not copied into it."
)
SHEET = (
    "This site keeps its entries in the spreadsheet below. The button only adds what is missing, so press it whenever you like: "
    "no cell that is there is changed."
)
KEEP_IT = (
    "The key is used once and not kept. Put the file where only this site can read it, and never into the spreadsheet, "
    "an e-mail or the project’s own folder. The site reads it when it starts, from these lines of `.streamlit/secrets.toml` "
    "(`.streamlit/secrets.toml.example` says what each is for, and what to write where there is no disk to put a key on):"
)


def introduction(known: Configured) -> None:
    """Where entries are kept now."""
    st.markdown(SHEET if known.spreadsheet else NO_SHEET_YET)
    if known.address:
        st.markdown("The spreadsheet is to be shared, as *Editor*, with this address:")
        st.code(known.address, language=None, wrap_lines=True)


def ask(known: Configured) -> tuple[str, str]:
    """The link and the key, as they were typed, pasted or uploaded; no key where the site has one."""
    now = f"{LINK}{known.spreadsheet}/edit" if known.spreadsheet else ""
    link = st.text_input("Link to the spreadsheet", value=now, placeholder=f"{LINK}…", key="sheet link")
    if known.has_key:
        blocks.quiet("The key this site was started with is used.")
        return link or "", ""
    box = session.kept(_TRIES, int) or 0
    pasted = st.text_input(
        "Key of the service account, pasted", type="password", key=f"sheet key {box}", autocomplete="off"
    )
    file = st.file_uploader("Or its file, as Google gave it (.json)", key=f"sheet key file {box}", max_upload_size=1)
    return link or "", file.getvalue().decode("utf-8", "replace") if file else pasted or ""


def keep(outcome: SetUpOutcome) -> NoReturn:
    """Draw the page again with what came of it, and with an empty box for the key."""
    session.keep(_CAME, outcome)
    session.keep(_TRIES, (session.kept(_TRIES, int) or 0) + 1)
    st.rerun()


def steps(known: Configured) -> None:
    """Each step, done or missing, as of the last attempt; and what to write so that the site begins with it."""
    outcome = session.kept(_CAME, SetUpOutcome)
    if outcome is None:
        return
    st.header("Step by step", anchor=False)
    for each in outcome.steps:
        with st.container(border=True):
            blocks.label("Done" if each.done else "Missing", "good" if each.done else "now")
            st.markdown(plain(each.sentence))
            if not each.done and each.name in ("shared", "edit") and outcome.address:
                st.code(outcome.address, language=None, wrap_lines=True)
    if outcome.is_done and outcome.spreadsheet != known.spreadsheet:
        st.markdown(KEEP_IT)
        st.code(
            f'ways_in = "links"\n\n[store]\nspreadsheet = "{LINK}{outcome.spreadsheet}/edit"\nkey = "/path/of/the/key.json"',
            language="toml",
            wrap_lines=True,
        )
