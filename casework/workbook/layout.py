"""Which sheets a workbook has: those of the spreadsheet, with the same headings, in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from record.field import Shape
from record.own_questions import OwnQuestions
from record.tables import EDITABLE
from store.sheets.layout.tabs import NONE, Tab, TabColumn, TabContent, all_tabs, with_own

LONGEST_TITLE = 31
"""Characters of a sheet's name: Excel refuses more."""
CHOICES = "Choices"
"""A hidden sheet with what the drop-downs offer."""


def tabs(own: OwnQuestions = NONE) -> Mapping[str, Tab]:
    """The tabs by the name of their sheet, with columns for an authority's own questions. Who may come in is not among
    them: it opens doors."""
    return {title: with_own(tab, own) for title, tab in _tabs().items()}


@cache
def _tabs() -> Mapping[str, Tab]:
    wanted = [each for each in all_tabs() if each.holds is not TabContent.TABLE or each.name in EDITABLE]
    found: dict[str, Tab] = {}
    for each in wanted:
        title = each.title[:LONGEST_TITLE].strip()
        while title in found:
            title = f"{title[: LONGEST_TITLE - 2]} {len(found) % 10}"
        found[title] = each
    return found


@cache
def sheet_of(tab: str) -> str:
    """The name of the sheet of a tab, by the tab's title."""
    return next(title for title, each in _tabs().items() if each.title == tab)


def choices_of(column: TabColumn) -> tuple[str, ...]:
    """What a cell of this column may say, where that is a list."""
    if column.question is None:
        return ()
    return ("yes", "no") if column.question.shape is Shape.YES_NO else column.question.choices
