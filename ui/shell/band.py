"""What stands on every page: above, the product and who is signed in; at the foot, the version and the way to help.

Both are drawn by the frame, around the page. Going out is a link to a page of its own, as any other: what was typed last goes
with it, as with any other.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.navigation.page import Page

from record.person import Person
from ui import blocks
from ui.markup import in_a_label
from ui.shell import go, session, wiring
from ui.shell.page import PRODUCT

VERSION: Final[str] = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"][
    "version"
]
_HERE = "drawn the band"


def above(person: Person, front: Page, mine: Page, out: Page, *, is_leaving: bool) -> None:
    """The product's name, the person and their school, and the way out."""
    if not is_leaving:
        session.keep(_HERE, True)
    with st.container(key="band", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(key="brand", width="content"):
            st.page_link(front, label=PRODUCT, query_params={})
        _who(person, mine, out, "me")


def below(person: Person, mine: Page, out: Page) -> None:
    """Who is signed in, where the band has no room for it; what runs here, and where help is."""
    with st.container(key="foot", horizontal=True, vertical_alignment="center", gap="medium"):
        _who(person, mine, out, "me-below")
        blocks.quiet(f"{PRODUCT} {VERSION}")
        go.link(go.GUIDANCE, "Help")


def _who(person: Person, mine: Page, out: Page, key: str) -> None:
    with st.container(key=key, horizontal=True, width="content", gap="small"):
        st.page_link(mine, label=in_a_label(person.name), query_params={})
        blocks.quiet(_where(person))
        st.page_link(out, label="Change person" if wiring.is_demonstration() else "Sign out", query_params={})


def _where(person: Person) -> str:
    return person.school_name or person.school or person.role.capitalize()


def was_drawn_before() -> bool:
    """Whether somebody comes from a page of this tab, and not by an address that somebody else may have written."""
    return session.kept(_HERE, bool) or False
