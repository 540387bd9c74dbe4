"""The funding that the meeting agreed: the arrangement, what it comes to, and how, line by line."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from casework.reading.access import Seen
from record import words
from record.field import question
from record.forms.meeting_record import MeetingRecord
from record.funding import AgreedFunding, Share, agreed_funding, pounds
from ui import blocks
from ui.guidance import cite
from ui.markup import plain
from ui.shell.page import Visit


def is_agreed(seen: Seen) -> bool:
    """Whether there is anything to show."""
    return seen.is_whole and agreed_funding(seen.case) is not None


def show(visit: Visit, seen: Seen) -> None:
    """Draw the panel."""
    st.header("Funding", anchor=False)
    found, meeting = agreed_funding(seen.case), seen.case.agreed_meeting
    if found is None or meeting is None:
        return
    home = visit.office.authority.name_of(seen.case.home)
    receiving = visit.office.authority.name_of(seen.case.receiving)
    st.markdown(f"**Agreed: {plain(found.option)}.** {plain(meeting.funding or '')}")
    if found.missing:
        asked = words.listed([f"“{question(MeetingRecord, name).label}”" for name in found.missing])
        st.markdown(f"To work it out, answer {plain(asked)} in the meeting record.")
    blocks.rows(list(_working(found, home, receiving)))
    blocks.quiet(_certainty(found))
    if cited := cite("HF-6.5" if found.difference else "HF-14", seen.case):
        blocks.cited(cited)


def _working(found: AgreedFunding, home: str, receiving: str) -> Iterator[tuple[str, str]]:
    for share in found.shares:
        yield from _of_a_year(share)
    if found.shares:
        yield f"{receiving} receives", pounds(found.receiving)
        yield f"{home} keeps", pounds(found.home)
        yield "Together", pounds(found.receiving + found.home)
    if found.difference:
        yield "A week", f"{pounds(found.difference.a_week)} more than a mainstream place"
        yield "Weeks", f"{found.difference.weeks} (12 at most)"
        yield "The local authority pays", found.difference.working


def _of_a_year(share: Share) -> Iterator[tuple[str, str]]:
    first, last = share.year.first, share.year.last
    yield "Funding year", f"{words.plain_day(first)} to {words.plain_day(last)}"
    yield "Counted from", words.full_day(share.from_on)
    yield f"{words.first_capital(share.unit)} left", f"{share.left} of {share.of}"
    yield "Worked out", share.working


def _certainty(found: AgreedFunding) -> str:
    """How far the days behind the sum are settled."""
    if found.difference:
        return "Paid only if the authority’s officer approved it in writing beforehand: see the LA record."
    if not found.shares or found.admitted_on is None:
        return ""
    backdated = " Backdated to the first day of the placement, as agreed." if found.is_backdated else ""
    if found.is_certain:
        return f"The child is admitted on {words.full_day(found.admitted_on)}.{backdated}"
    return (
        f"If the child transfers on {words.full_day(found.admitted_on)}, the first school day after the placement; "
        f"nothing is paid if the child returns.{backdated}"
    )
