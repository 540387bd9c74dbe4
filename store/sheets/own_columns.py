"""Columns of an authority's own questions: beside the form's, each headed by its question and, in brackets, its name.

The name alone says which question a column answers: `How will they travel? [travel]`. So a column whose question was
reworded or taken away is still known, what stands in it is nobody's edit, and nothing in it is lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from record.field import Question
from record.own_questions import PREFIX, OwnQuestions
from store.sheets.tabs import Tab, TabColumn, TabContent

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
