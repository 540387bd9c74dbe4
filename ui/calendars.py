"""Draws the calendar: what comes, the file to download, and the address to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import streamlit as st

from casework.desk.calendar import Appointment, has_calendar, make_key, revoke_key
from record.words import full_day
from ui import blocks
from ui.shell import session
from ui.shell.downloads import CALENDAR, FEED
from ui.shell.page import Visit

_KEY = "key of a calendar"
MOST = 100


def listed(found: Sequence[Appointment]) -> None:
    """What comes, the earliest first."""
    if not found:
        blocks.quiet("There is nothing in the calendar.")
        return
    shown = found[:MOST]
    blocks.table({"When": [full_day(each.on) for each in shown], "What": [each.title for each in shown]})
    if len(found) > MOST:
        blocks.quiet(f"And {len(found) - MOST} more in the file.")


def file() -> None:
    """The calendar as it is now, as a file."""
    blocks.letter_link(CALENDAR.at(), "Download it as a calendar file (.ics)")


def feed(visit: Visit) -> None:
    """The address that a calendar program subscribes to."""
    st.header("Subscribe to it", anchor=False)
    st.markdown(
        "Outlook, Google Calendar and Apple Calendar can subscribe to an address and then pick up every change "
        "automatically. The calendar shows references and schools, never a child’s name. Anyone who has the address "
        "can read it, so do not share it."
    )
    key = session.kept(_KEY, str)
    if key:
        here = urlsplit(st.context.url or "")
        st.code(f"{here.scheme}://{here.netloc}{FEED.at(key=key)}", language=None, wrap_lines=True)
        blocks.quiet("It is shown only once. Copy it into your calendar program now.")
    there = has_calendar(visit.office, visit.person)
    with st.container(horizontal=True):
        makes = st.button("Make a new address" if there else "Make an address", key="make a calendar")
        revokes = there and st.button("Revoke the address", key="revoke a calendar")
    if makes:
        session.keep(_KEY, make_key(visit.office, visit.person))
    if revokes:
        session.forget(_KEY)
        revoke_key(visit.office, visit.person)
    if makes or revokes:
        st.rerun()
