"""What is written where: a tab for every form, for every repeating group, for every settings table. Nothing here talks.

Everything is read off the declared questions, so that a new field of a form is a new column without another line. An
authority's own questions stand beside the form's, each headed by its question and, in brackets, its name, which alone says
what the column answers: `How will they travel? [travel]`. A question reworded or taken away is still known by it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from record.entry import Entry
from record.field import Question, Shape, questions
from record.forms.kinds import KINDS
from record.own_questions import PREFIX, OwnQuestions
from record.own_questions import PREFIX as OWN
from record.tables import TABLES


class TabContent(StrEnum):
    """What the rows of a tab are."""

    ENTRIES = "entries"
    ITEMS = "items of a repeating group"
    MORE = "more answers"
    TABLE = "settings"


class Style(StrEnum):
    """How the cells of a column look."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class TabColumn:
    """One column. The app's own columns have keys that begin with @."""

    key: str
    heading: str
    note: str = ""
    question: Question | None = None

    @property
    def is_own(self) -> bool:
        """Whether the app needs it to know its rows: a person who edits it is warned."""
        return self.key.startswith("@") and self.key != REFERENCE

    @property
    def style(self) -> Style:
        """How its cells look."""
        return _STYLES.get(self.question.shape, Style.TEXT) if self.question else Style.TEXT


_STYLES = {
    Shape.DATE: Style.DATE,
    Shape.BIRTH_DATE: Style.DATE,
    Shape.TIME: Style.TIME,
    Shape.NUMBER: Style.NUMBER,
    Shape.WHOLE_NUMBER: Style.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the spreadsheet."""

    title: str
    holds: TabContent
    columns: tuple[TabColumn, ...]
    name: str = ""
    """Of the entry kind, or of the settings table."""
    group: Question | None = None
    """The repeating group whose items it holds."""

    def column(self, key: str) -> TabColumn | None:
        """The column of that key, if the tab has it; a form's has one of any own question, whether it is asked now or not."""
        found = next((each for each in self.columns if each.key == key), None)
        if found is None and key.startswith(OWN) and self.holds is TabContent.ENTRIES:
            return TabColumn(key, f"[{key.removeprefix(OWN)}]")
        return found


REFERENCE, SAVE_ID, ITEM, FINGERPRINT = "@reference", "@save_id", "@item", "@fingerprint"
MORE_TITLE = "More answers"
OTHER_TITLE = "Other forms"
REGISTER_TITLE = "Register"
SUPERSEDED_TITLE = "Superseded"
AS_SAVED_TITLE = "As saved"

_REFERENCE = TabColumn(REFERENCE, "Reference", "The case. Every row of one case has the same reference.")
_LAST = (
    TabColumn("@entry_id", "Entry id", "Written by the app: which form this row is a version of."),
    TabColumn("@revision", "Revision", "Written by the app: 1 for the first version, then 2, 3, …"),
    TabColumn(SAVE_ID, "Save id", "Written by the app: tells this row from every other."),
)
_FINGERPRINT = TabColumn(FINGERPRINT, "Fingerprint", "Written by the app: tells it whether someone edited this row.")
_OF_ENTRY = (
    TabColumn("@saved_at", "Saved at", "When it was submitted (Greenwich time)."),
    TabColumn("@saved_by", "Saved by", "Who submitted it."),
    TabColumn("@saved_for", "Saved for", "URN of the school it was submitted for; blank for the local authority."),
    TabColumn("@from_paper", "From paper", "yes if the authority typed it in from paper."),
    TabColumn("@la", "LA", "Code of the home school's local authority."),
    TabColumn("@pack", "Policy pack", "The policy and edition it was checked under."),
    TabColumn("@elsewhere", "Rows elsewhere", "How many rows of this form are in other tabs."),
    TabColumn("@base", "Based on", "Written by the app: the save id of the version this one corrects."),
    *_LAST,
    _FINGERPRINT,
)
_OF_ITEM = (TabColumn(ITEM, "Number", "Written by the app: the order within the form."), *_LAST, _FINGERPRINT)


_OF_TABLE = (
    TabColumn("@changed_at", "Changed at", "When the row was written (Greenwich time)."),
    TabColumn("@changed_by", "Changed by", "Who changed it in the app."),
    TabColumn(SAVE_ID, "Row id", "Written by the app: tells this row from every other."),
    _FINGERPRINT,
)
TABLE_KEY = "@key"


def entry_tab(kind: type[Entry]) -> Tab:
    """The tab of a form."""
    columns = tuple(_asked(each) for each in questions(kind) if not each.item)
    return Tab(kind.title, TabContent.ENTRIES, (_REFERENCE, *columns, *_OF_ENTRY), kind.kind)


def _asked(question: Question) -> TabColumn:
    return TabColumn(question.name, question.label, question.hint, question)


def group_tabs(kind: type[Entry]) -> tuple[Tab, ...]:
    """The tabs of a form's repeating groups."""
    return tuple(_group_tab(kind, each) for each in questions(kind) if each.item)


def _group_tab(kind: type[Entry], group: Question) -> Tab:
    assert group.item is not None
    columns = (_REFERENCE, *(_asked(each) for each in questions(group.item)), *_OF_ITEM)
    return Tab(f"{kind.title} – {group.name.replace('_', ' ')}", TabContent.ITEMS, columns, kind.kind, group)


MORE = Tab(
    MORE_TITLE,
    TabContent.MORE,
    (
        _REFERENCE,
        TabColumn("@name", "Question", "What it answers."),
        TabColumn("@sort", "Sort", "answer, or the reason given for a rule."),
        TabColumn("@part", "Part", "A long answer is kept in several parts."),
        TabColumn("@text", "Exactly as given", "In quotation marks, as the app needs it."),
        *_OF_ITEM,
    ),
)
AS_SAVED = Tab(
    AS_SAVED_TITLE,
    TabContent.MORE,
    (
        _REFERENCE,
        TabColumn("@tab", "Tab", "Written by the app: where the row is."),
        TabColumn(SAVE_ID, "Save id"),
        TabColumn(ITEM, "Number"),
        TabColumn("@part", "Part"),
        TabColumn("@text", "Exactly as saved"),
    ),
)
"""Hidden, and none of `all_tabs`: it is read at a first look alone."""
OTHER = Tab(
    OTHER_TITLE, TabContent.ENTRIES, (_REFERENCE, TabColumn("@kind", "Form", "Its name in the app."), *_OF_ENTRY)
)


@cache
def table_tab(table: str) -> Tab:
    """The tab of a settings table; one the app knows nothing of has a key and *More answers*."""
    known = TABLES.get(table)
    columns = tuple(TabColumn(each.name, each.heading) for each in known.in_sheet) if known else ()
    heading = known.key.name if known else "Key"
    key = TabColumn(TABLE_KEY, heading, "Tells this row from the others. A further row with the same one replaces it.")
    return Tab(table, TabContent.TABLE, (key, *columns, *_OF_TABLE), table)


@cache
def all_tabs() -> tuple[Tab, ...]:
    """Every tab of entries and settings, in the order of the spreadsheet."""
    forms = [tab for kind in KINDS for tab in (entry_tab(kind), *group_tabs(kind))]
    return (*forms, MORE, OTHER, *(table_tab(name) for name in TABLES))


@cache
def tab_titled(title: str) -> Tab:
    """The tab of that title; an unknown title is a settings table."""
    return {tab.title: tab for tab in (*all_tabs(), AS_SAVED)}.get(title) or table_tab(title)


@cache
def tab_of_kind(kind: str) -> Tab:
    """The tab of an entry kind; one this version does not know goes to *Other forms*."""
    return next((tab for tab in all_tabs() if tab.holds is TabContent.ENTRIES and tab.name == kind), OTHER)


@cache
def tabs_of_groups(kind: str) -> tuple[Tab, ...]:
    """The tabs of an entry kind's repeating groups."""
    return tuple(tab for tab in all_tabs() if tab.holds is TabContent.ITEMS and tab.name == kind)


NONE = OwnQuestions()
_NAMED = re.compile(r"\[\s*([a-z][a-z0-9_]{0,29})\s*\]\s*$")


def key_in(heading: str) -> str:
    """The key of an own question's column by its heading; empty when it is none."""
    found = _NAMED.search(heading)
    return PREFIX + found[1] if found else ""


def with_own(tab: Tab, own: OwnQuestions, only: Collection[str] | None = None) -> Tab:
    """A form's tab with a column for each own question of the form; of `only` these keys when they are given."""
    asked = own.of(tab.name) if tab.holds is TabContent.ENTRIES else ()
    wanted = tuple(each for each in asked if only is None or each.name in only)
    return _with(tab, wanted) if wanted else tab


@lru_cache(maxsize=512)
def _with(tab: Tab, asked: tuple[Question, ...]) -> Tab:
    first_of_the_apps = next(
        at for at, each in enumerate(tab.columns) if each.key.startswith("@") and at and not each.question
    )
    columns = tuple(_column(each) for each in asked)
    return replace(tab, columns=(*tab.columns[:first_of_the_apps], *columns, *tab.columns[first_of_the_apps:]))


def _column(question: Question) -> TabColumn:
    heading = f"{question.label} [{question.name.removeprefix(PREFIX)}]"
    return TabColumn(question.name, heading, question.hint, question)
