"""Runs at every click, around the page: the navigation somebody's role has. Begins with the same question as every page."""

from __future__ import annotations

import streamlit as st

from store import metrics
from ui.form.show import form_page
from ui.shell import band, go, guide, wiring
from ui.shell.account import account, sign_out
from ui.shell.page import whoever_is_here

metrics.RERUNS.inc()
person = whoever_is_here()
pages = go.pages_for(person.role, form_page)
mine = st.Page(account, title="Your account", url_path="account", visibility="hidden")
out = st.Page(sign_out, title="Sign out", url_path="leave", visibility="hidden")


def front() -> None:
    """The bare address. A page of its own: Streamlit takes a default page's own address away, and bookmarks with it."""
    st.switch_page(pages[0] if pages else mine)


go.note_no_page(wiring.office(), person)
default = st.Page(front, url_path="front", default=True, visibility="hidden")
page = st.navigation([default, *pages, mine, out], position="top")
if page is default:
    page.run()  # it leads on, and draws nothing: what is drawn comes with the page that it leads to
else:
    band.above(person, default, mine, out, is_leaving=page is out)
    if page not in (mine, out):
        guide.show(person, page.url_path)
    page.run()
    band.below(person, mine, out)
