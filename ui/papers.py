"""Draws the papers about this site: what each is for, what is missing in it, and the way to download it."""

from __future__ import annotations

import streamlit as st

from casework.papers import making
from casework.papers.making import PaperListed
from ui import blocks
from ui.markup import plain
from ui.shell import go
from ui.shell.downloads import PAPER
from ui.shell.page import Visit
from ui.shell.site import site

WHAT = (
    "Word files, filled in from *Settings*, from the policy in use and from what the program itself declares. Each one is a draft: "
    "your data protection officer reads it before it is used. It gives no legal advice, and the last page lists what only "
    "people can add."
)


def how_it_runs() -> None:
    """What the papers say of how this site runs, for whoever knows better."""
    st.markdown(WHAT)
    found = site()
    said = f"They say that entries are kept in {found.kept_where}, and that people sign in {found.ways}."
    st.markdown(f"{plain(said)} If that is wrong, tell the person who runs this site.")


def to_download(visit: Visit) -> None:
    """Every paper, in one table."""
    found = making.listed(visit.office)
    if any(each.missing for each in found):
        go.link(go.SETTINGS, "Fill in what is missing under Settings")
    blocks.files([_file(each) for each in found])


def _file(one: PaperListed) -> blocks.FileOffered:
    note = f"Still blank in Settings: {', '.join(one.missing)}." if one.missing else ""
    return blocks.FileOffered(one.paper.title, one.paper.says, note, PAPER.at(paper=one.paper.title))
