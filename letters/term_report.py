"""Makes the report on a term or a school year as a Word file: figures for governors and headteachers, not a letter of a case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

TEMPLATE = Path(__file__).parent.parent / "templates" / "sheets" / "term_report.docx"


def make(facts: Mapping[str, object]) -> bytes:
    """The report: the same facts give the same bytes.

    `facts`: `sender.school` as in a letter (the local authority), `reference`, `period`, `written_on` and `note` (texts),
    `totals` (each name and number), `sections` (each name and `tables`: `finding`, `why_not` or None, `lines` of name and
    number), `balance` (each school, into, out, difference), `days` (each step and days) and `attendance`
    (`before` and `during`, or None). Every number is a text. Raises what `fill` raises.
    """
    return fill(TEMPLATE, facts)
