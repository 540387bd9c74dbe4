"""What a workbook that came back says otherwise: its parts, and a cell as a person typed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from casework.forms.drafts import OpenDraft
from casework.forms.entries import Check
from record.field import Question, Shape
from record.one_answer import as_typed
from record.reading import read_percentage, with_its_zero
from store.sheets.layout.cells import Cell, plain, read_cell

FORMULA = "This is a formula. Type the answer itself"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that says something else."""

    where: str
    """`Meeting record, D7`."""
    question: str
    before: str
    after: str
    name: str
    """Of the answer in the draft, flat."""
    typed: Any
    was_typed: Any = ""
    """What the workbook said when it was written, as it would be typed."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One cell, or one row, that cannot be taken."""

    where: str
    says: str
    should: str


@dataclass(frozen=True, slots=True)
class Revised:
    """A form with what was changed of it."""

    reference: str
    entry_id: str
    title: str
    changes: tuple[CellChange, ...]
    paper: OpenDraft
    check: Check
    """As if it were submitted with these changes."""
    conflicts: tuple[str, ...] = ()
    """Questions that somebody answered otherwise in the app since the workbook was written."""
    is_new: bool = False
    """Whether somebody typed it as a row: nothing of it is here yet."""
    alike: str = ""
    """What is there already and may be the same, in a sentence."""


def typed_in(question: Question, cell: Cell | None) -> Any:
    """Nothing for a blank cell. Raises Unreadable."""
    value = read_cell(question, "" if cell is None else _meant(question, cell))
    return "" if value is None else as_typed(question, _python(question, value))


def _meant(question: Question, cell: Cell) -> Cell:
    """What was typed where a spreadsheet made a number of it: a telephone number has its nought again, and a percentage is one.

    Raises Unreadable where it may be two things.
    """
    if question.shape is Shape.NUMBER and question.label.endswith("%"):
        read_percentage(plain(cell))
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    if is_number and question.shape is Shape.TEXT and question.name.endswith("phone"):
        return with_its_zero(float(cell)) or cell
    return cell


def _python(question: Question, value: Any) -> Any:
    """An answer as it is kept in JSON, as what it means."""
    if question.shape in (Shape.DATE, Shape.BIRTH_DATE):
        return date.fromisoformat(value)
    if question.shape is Shape.TIME:
        return time.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
