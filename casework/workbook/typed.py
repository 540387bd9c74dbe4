"""A cell of the workbook as it would be typed into the form."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from record.field import Question, Shape
from record.one_answer import as_typed
from store.sheets.layout.cells import Cell, read_cell


def typed_in(question: Question, cell: Cell | None) -> Any:
    """Nothing for a blank cell. Raises Unreadable."""
    value = read_cell(question, "" if cell is None else cell)
    return "" if value is None else as_typed(question, _python(question, value))


def _python(question: Question, value: Any) -> Any:
    """An answer as it is kept in JSON, as what it means."""
    if question.shape in (Shape.DATE, Shape.BIRTH_DATE):
        return date.fromisoformat(value)
    if question.shape is Shape.TIME:
        return time.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
