"""Every screen there is: its name, its title, who may open it. Addresses are written here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from casework.reading import door
from casework.reading.office import Office
from record.entry import Entry
from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS, kind_named
from record.forms.together import FormOfMany
from record.person import Person, Role
from ui.shell import session

PAGES = Path(__file__).parents[2] / "pages"

EVERYONE = frozenset(Role)
JUST_SUBMITTED = "just submitted"
"""Kept for this tab from a submission until its person goes on: the case's reference and the form."""


_PAGES = "the pages of the navigation"
FormPage = Callable[[type[Entry]], Callable[[], None]]
"""Makes the page of a form that has no file of its own."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page, as people meet it: a file of `pages/`, or a form that is no more than a form."""

    name: str
    """That of its file, without its ending; of a form, that of the entry kind."""
    title: str
    """In the navigation, without an icon: `st.Page(icon=…)` makes the browser fetch one from Google for its tab."""
    roles: frozenset[Role] = EVERYONE
    hidden: bool = False
    """True for a screen that is reached from another, not from the navigation."""
    says: str = ""
    """What it is for, where *Administration* leads to it: whoever has that page finds it there, not in the navigation."""
    form: type[Entry] | None = None
    """The entry kind whose form it is: a page without a file is made from it."""

    @property
    def path(self) -> Path:
        """Where its file is, when it has one."""
        return PAGES / f"{self.name}.py"

    @property
    def address(self) -> str:
        """The page's part of the address, such as `my-cases`."""
        return self.name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class _Pages:
    """What a tab's navigation was made for, and of."""

    role: str
    pages: Mapping[Screen, Page]


STAFF = frozenset({Role.SCHOOL, Role.WEEKLY_REPORT, Role.COORDINATOR})

KEEPERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
"""Who keeps the app in order."""

TODAY = Screen("today", "Today", frozenset({Role.COORDINATOR}))
BOARD = Screen("board", "Board", frozenset({Role.COORDINATOR}))
FIGURES = Screen("figures", "Figures", frozenset({Role.COORDINATOR, Role.FIGURES}))
MY_CASES = Screen("my_cases", "Cases", frozenset({Role.SCHOOL, Role.WEEKLY_REPORT}))
NEW_REFERRAL = Screen("before_you_start", "New referral", frozenset({Role.SCHOOL}), form=BeforeYouStart)
REGISTER = Screen("register", "Register", frozenset({Role.SCHOOL, Role.WEEKLY_REPORT}))
WEEKLY_REPORTS = Screen("weekly_reports", "Reports", STAFF - {Role.WEEKLY_REPORT})
CALENDAR = Screen("calendar", "Calendar", frozenset({Role.SCHOOL, Role.COORDINATOR}))
MESSAGES = Screen("messages", "Messages", frozenset({Role.COORDINATOR}))
CASE = Screen("case", "Case", STAFF, hidden=True)
SUBMITTED = Screen("submitted", "Submitted", STAFF, hidden=True)
GUIDANCE = Screen("guidance", "Guidance")
ACCESS = Screen(
    "access",
    "Access",
    KEEPERS | {Role.SCHOOL},
    says="Make a school’s shared link, give its first person access, say whose an account is.",
)
SETTINGS = Screen(
    "settings",
    "Settings",
    KEEPERS,
    says="Schools, people with accounts, areas, term dates, questions of your own, the policy and its numbers.",
)
SHEET_CHECK = Screen(
    "sheet_check",
    "Sheet check",
    frozenset({Role.COORDINATOR}),
    says="What to put right in the spreadsheet, cell by cell, and what is waiting to be written to it.",
)
LETTER_TEMPLATES = Screen(
    "letter_templates",
    "Letter templates",
    frozenset({Role.COORDINATOR}),
    says="Change a letter in Word, check it, try it and use it. Schools’ logos.",
)
AUDIT = Screen(
    "audit",
    "Audit",
    frozenset({Role.COORDINATOR}),
    says="Who opened which case, who made which letter and who was refused.",
)
RETENTION = Screen(
    "retention",
    "Retention",
    frozenset({Role.COORDINATOR}),
    says="Cases whose retention period has ended: see what would be erased, erase it permanently, keep the "
    "certificate.",
)
IMPORT_SCHOOLS = Screen("import_schools", "Import schools", KEEPERS, hidden=True)
IMPORT_MOVES = Screen("import_moves", "Import moves", frozenset({Role.COORDINATOR}), hidden=True)
IMPORT_TERMS = Screen("import_terms", "Import term dates", KEEPERS, hidden=True)
FILL_IN = Screen("fill_in", "Fill in from your school’s system", frozenset({Role.SCHOOL}), hidden=True)
PAPERS = Screen(
    "papers",
    "Papers",
    KEEPERS,
    says="Impact assessment, privacy notices, retention schedule and more, filled in from your settings as Word files.",
)
WORKBOOK = Screen(
    "workbook",
    "Workbook",
    frozenset({Role.COORDINATOR}),
    says="Your cases and settings in Excel: correct them there, and see each change before it is applied.",
)
BACKUP = Screen(
    "backup",
    "Backup",
    KEEPERS,
    says="Everything in one file that needs two people to open it. Restore it into an empty site.",
)
SYSTEM_STATUS = Screen(
    "system_status",
    "System status",
    KEEPERS,
    says="Whether entries can be reached, what is waiting for Google and what went wrong.",
)
SET_UP = Screen("set_up", "Set up", KEEPERS, says="Where entries are kept: create or repair the tabs of a spreadsheet.")
ADMINISTRATION = Screen("administration", "Administration", KEEPERS)
FORMS: Mapping[str, Screen] = {
    BeforeYouStart.kind: NEW_REFERRAL,
    **{
        kind.kind: Screen(kind.kind, kind.title, STAFF, hidden=True, form=kind)
        for kind in KINDS
        if kind is not BeforeYouStart
    },
}
"""The page of each entry kind, by the kind's name."""


def form_screen(kind: str) -> Screen:
    """The page on which a draft of this kind is written: a form of several entries is on the page of their kind."""
    form = kind_named(kind)
    return FORMS[form.files.kind if issubclass(form, FormOfMany) else kind]


SCREENS: tuple[Screen, ...] = (
    *(TODAY, BOARD, FIGURES, MY_CASES, REGISTER, WEEKLY_REPORTS, CALENDAR, MESSAGES, CASE, SUBMITTED),
    *FORMS.values(),
    *(ADMINISTRATION, GUIDANCE),
    *(
        SETTINGS,
        ACCESS,
        SHEET_CHECK,
        LETTER_TEMPLATES,
        AUDIT,
        RETENTION,
        PAPERS,
        WORKBOOK,
        BACKUP,
        SYSTEM_STATUS,
        SET_UP,
    ),
    *(IMPORT_SCHOOLS, IMPORT_MOVES, IMPORT_TERMS, FILL_IN),
)
"""In the order of the navigation. The first that a role may open is that role's front page."""


def screens_for(role: str) -> Sequence[Screen]:
    """The screens a role may open, front page first."""
    return [screen for screen in SCREENS if role in screen.roles]


def administration_for(role: str) -> Sequence[Screen]:
    """The screens that Administration leads a role to."""
    return [each for each in screens_for(role) if each.says] if role in ADMINISTRATION.roles else []


def front_of(role: str) -> Screen:
    """Where somebody of a role begins, and comes back to from what is done."""
    return screens_for(role)[0]


def pages_for(role: str, form_page: FormPage) -> list[Page]:
    """The same as Streamlit's navigation wants them. Made once a tab: each asks the disk for its file."""
    made = session.kept(_PAGES, _Pages)
    if made is None or made.role != role:
        made = _Pages(role, {screen: _page(screen, role, form_page) for screen in screens_for(role)})
        session.keep(_PAGES, made)
    return list(made.pages.values())


def note_no_page(office: Office, person: Person) -> None:
    """Write down that somebody asked for a page by its address that their role does not have. Raises StoreError."""
    context = get_script_run_ctx()
    asked = (context.pages_manager.intended_page_name or "") if context else ""
    screen = next((each for each in SCREENS if each.address == asked), None)
    if screen and person.role not in screen.roles:  # anything else in the address may be a child's name
        door.refused(office, person, "a page", page=screen.title)


def _page(screen: Screen, role: str, form_page: FormPage) -> Page:
    is_elsewhere = screen.hidden or screen in administration_for(role)
    visibility: Literal["hidden", "visible"] = "hidden" if is_elsewhere else "visible"
    source = form_page(screen.form) if screen.form and not screen.path.exists() else screen.path
    return st.Page(source, title=screen.title, url_path=screen.address, visibility=visibility)


def to(screen: Screen, *, case: str = "") -> NoReturn:
    """Leave this page for another, keeping nothing in the address but the case's reference."""
    if screen is not SUBMITTED:
        session.forget(JUST_SUBMITTED)  # whoever goes on to the same form means to write another
    st.switch_page(_page_of_tab(screen), query_params=_query(case))


def link(screen: Screen, label: str, *, case: str = "", icon: str | None = None) -> None:
    """Draw a link to another page."""
    st.page_link(_page_of_tab(screen), label=label, icon=icon, query_params=_query(case))


def _page_of_tab(screen: Screen) -> Page | Path:
    """The page as this tab's navigation has it; its file where a page is run without the frame."""
    made = session.kept(_PAGES, _Pages)
    return made.pages.get(screen, screen.path) if made else screen.path


def _query(case: str) -> dict[str, str]:
    return {"case": case} if case else {}
