"""Every screen there is: its file, its title, who may open it. Paths are written here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from casework.people import Role
from record.before_you_start import BeforeYouStart
from record.kinds import KINDS
from ui import session

PAGES = Path(__file__).parent.parent / "pages"

EVERYONE = frozenset(Role)
JUST_SUBMITTED = "just submitted"
"""Kept for this tab from a submission until its person goes on: the case's reference and the form."""


_PAGES = "the pages of the navigation"


@dataclass(frozen=True, slots=True)
class Screen:
    """One file of `pages/`, as people meet it."""

    file: str
    """Its name in `pages/`."""
    title: str
    """In the navigation, without an icon: `st.Page(icon=…)` makes the browser fetch one from Google for its tab."""
    roles: frozenset[Role] = EVERYONE
    hidden: bool = False
    """True for a screen that is reached from another, not from the navigation."""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return PAGES / self.file

    @property
    def address(self) -> str:
        """The page's part of the address, such as `my-cases`."""
        return self.path.stem.replace("_", "-")


@dataclass(frozen=True, slots=True)
class _Pages:
    """What a tab's navigation was made for, and of."""

    role: str
    pages: list[Page]


STAFF = frozenset({Role.SCHOOL, Role.WEEKLY_REPORT, Role.COORDINATOR})

TODAY = Screen("today.py", "Today", frozenset({Role.COORDINATOR}))
BOARD = Screen("board.py", "Board", frozenset({Role.COORDINATOR}))
MY_CASES = Screen("my_cases.py", "My cases", frozenset({Role.SCHOOL, Role.WEEKLY_REPORT}))
NEW_REFERRAL = Screen("before_you_start.py", "New referral", frozenset({Role.SCHOOL}))
REGISTER = Screen("register.py", "Register", frozenset({Role.SCHOOL, Role.WEEKLY_REPORT}))
WEEKLY_REPORTS = Screen("weekly_reports.py", "Weekly reports", STAFF)
CASE = Screen("case.py", "Case", STAFF, hidden=True)
SUBMITTED = Screen("submitted.py", "Submitted", STAFF, hidden=True)
GUIDANCE = Screen("guidance.py", "Guidance")
WHO_MAY_COME_IN = Screen(
    "who_may_come_in.py", "Who may come in", frozenset({Role.SCHOOL, Role.COORDINATOR, Role.ADMINISTRATOR})
)
AUDIT = Screen("audit.py", "Audit", frozenset({Role.COORDINATOR}))
RETENTION = Screen("retention.py", "Retention", frozenset({Role.COORDINATOR}))
SHEET_CHECK = Screen("sheet_check.py", "Sheet check", frozenset({Role.COORDINATOR}))
LETTER_TEMPLATES = Screen("letter_templates.py", "Letter templates", frozenset({Role.COORDINATOR}))
SETTINGS = Screen("schools_and_settings.py", "Schools and settings", frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}))
IMPORT_SCHOOLS = Screen(
    "import_schools.py", "Bring in schools", frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}), hidden=True
)
IMPORT_TERMS = Screen(
    "import_terms.py", "Bring in term dates", frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}), hidden=True
)
FILL_IN = Screen("fill_in.py", "Fill in from your school’s system", frozenset({Role.SCHOOL}), hidden=True)
SET_UP = Screen("set_up.py", "Set up", frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}))
FORMS: Mapping[str, Screen] = {
    BeforeYouStart.kind: NEW_REFERRAL,
    **{
        kind.kind: Screen(f"{kind.kind}.py", kind.title, STAFF, hidden=True)
        for kind in KINDS
        if kind is not BeforeYouStart
    },
}
"""The page of each entry kind, by the kind's name."""

SCREENS: tuple[Screen, ...] = (
    *(TODAY, BOARD, MY_CASES, REGISTER, WEEKLY_REPORTS, CASE, SUBMITTED),
    *FORMS.values(),
    *(GUIDANCE, LETTER_TEMPLATES, SHEET_CHECK, SETTINGS, WHO_MAY_COME_IN, AUDIT, RETENTION, SET_UP),
    *(IMPORT_SCHOOLS, IMPORT_TERMS, FILL_IN),
)
"""In the order of the navigation. The first that a role may open is that role's front page."""


def screens_for(role: str) -> Sequence[Screen]:
    """The screens a role may open, front page first."""
    return [screen for screen in SCREENS if role in screen.roles and screen.path.exists()]


def front_of(role: str) -> Screen:
    """Where somebody of a role begins, and comes back to from what is done."""
    return screens_for(role)[0]


def pages_for(role: str) -> list[Page]:
    """The same as Streamlit's navigation wants them. Made once a tab: each asks the disk for its file."""
    made = session.kept(_PAGES, _Pages)
    if made is None or made.role != role:
        made = _Pages(role, [_page(screen) for screen in screens_for(role)])
        session.keep(_PAGES, made)
    return made.pages


def _page(screen: Screen) -> Page:
    visibility: Literal["hidden", "visible"] = "hidden" if screen.hidden else "visible"
    return st.Page(screen.path, title=screen.title, url_path=screen.address, visibility=visibility)


def to(screen: Screen, *, case: str = "") -> NoReturn:
    """Leave this page for another, keeping nothing in the address but the case's reference."""
    if screen is not SUBMITTED:
        session.forget(JUST_SUBMITTED)  # whoever goes on to the same form means to write another
    st.switch_page(screen.path, query_params=_query(case))


def link(screen: Screen, label: str, *, case: str = "", icon: str | None = None) -> None:
    """Draw a link to another page."""
    st.page_link(screen.path, label=label, icon=icon, query_params=_query(case))


def _query(case: str) -> dict[str, str]:
    return {"case": case} if case else {}
