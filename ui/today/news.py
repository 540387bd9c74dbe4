"""Draws what others wrote since somebody last looked, a line a form, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from casework.desk.last_look import EntryNews
from record import words
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.response import Response
from record.forms.weekly_report import WeeklyReport
from record.words import ENGLAND
from ui import blocks
from ui.markup import plain
from ui.page import Visit

AT_MOST = 30


def show_news(visit: Visit, since: datetime, changes: Sequence[EntryNews]) -> None:
    """The heading says since when; without news it says so."""
    today = visit.office.today()
    st.header(f"Since you last looked, {words.moment(since, today)}", anchor=False)
    if not changes:
        blocks.quiet("Nothing was filed or corrected by anybody else.")
        return
    lines = list(dict.fromkeys(_line(visit, each) for each in changes))
    st.markdown("\n".join(f"- {each}" for each in lines[:AT_MOST]))
    if len(lines) > AT_MOST:
        blocks.quiet(f"And {len(lines) - AT_MOST} more, further back: each case tells its own under Chronology.")


def _line(visit: Visit, change: EntryNews) -> str:
    """`Southmead School, response: accept in principle, **MM-…** (Tuesday 8 December)`; alike ones of a day are one line."""
    filed, authority = change.filed, visit.office.authority
    by = authority.name_of(filed.filed_for) if filed.filed_for else authority.name
    hand = ", by hand in the spreadsheet" if filed.edited_by_hand and change.is_correction else ""
    on = change.at.astimezone(ENGLAND).date()
    when = "today" if on == visit.office.today() else words.day(on)
    again = ", answered or corrected" if change.is_correction else ""
    what = f"{by}, {_what(visit, filed.entry)}{again}"
    return f"{plain(what)}{hand}, **{change.seen.case.reference}** ({when})"


def _what(visit: Visit, entry: Entry) -> str:
    title, more = entry.title.replace("LA ", "authority’s ").lower(), _said(visit, entry)
    return f"{title}: {more}" if more else title


def _said(visit: Visit, entry: Entry) -> str | None:
    """The one answer that makes it news."""
    match entry:
        case Response():
            return entry.answer
        case Approach():
            return visit.office.authority.name_of(entry.school) if entry.school else None
        case MeetingRecord():
            return entry.outcome
        case WeeklyReport():
            return f"concern {entry.concern}" if entry.concern else None
        case FinalReview():
            return entry.decision
        case Ending():
            return entry.reason
    return None
