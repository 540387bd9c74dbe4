"""Makes the register sheet as a Word file: paper for a school's office, not a letter of one case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

TEMPLATE = Path(__file__).parent.parent / "templates" / "sheets" / "register_sheet.docx"


def make(facts: Mapping[str, object]) -> bytes:
    """The sheet: the same facts give the same bytes.

    `facts`: `sender.school` as in a letter, `reference`, `week` (its Monday in words), `marked_as_usual` (a number) and
    `children`, each with name, year, upn, reference, other_school, status, `monday` to `friday` with `am` and `pm`,
    `reasons`, `faults`
    and `to_take_off` (a sentence or None). Raises what `fill` raises.
    """
    return fill(TEMPLATE, facts)
