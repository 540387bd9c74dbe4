"""Makes a blank of a form as a Word file, to print and fill in by hand: paper of the app's questions, and nothing of any child."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

TEMPLATE = Path(__file__).parent.parent / "templates" / "sheets" / "blank_form.docx"


def make(facts: Mapping[str, object]) -> bytes:
    """The blank: the same facts give the same bytes.

    `facts`: `sender.school` as in a letter, `reference`, `title`, `purpose`, `at_hand` and `parts`: each has `title` (of the
    section that begins there), `only` (when that is filled in at all), `text`, `heading`, `when`, `hint`, `questions`,
    `is_week`, and `three` or `five` columns: their heads from `first` on, and `lines`, each with what stands in a cell. A
    question has `label`, `hint`, `when`, `boxes` (lines with boxes to tick) and `lines` (one text for each line to write
    on). Raises what `fill` raises.
    """
    return fill(TEMPLATE, facts)
