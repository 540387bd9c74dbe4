"""What is found when a workbook is held beside the cases: changed cells, forms with what was changed of them, and troubles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.drafts import OpenDraft
from casework.entries import Check

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
