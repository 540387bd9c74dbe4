"""Makes the summary of a case as a Word file: paper for a meeting or the front of a folder, not a letter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

TEMPLATE = Path(__file__).parent.parent / "templates" / "sheets" / "case_summary.docx"


def make(facts: Mapping[str, object]) -> bytes:
    """The summary: the same facts give the same bytes.

    `facts`: `sender.school` as in a letter, `reference`, `called` and `made_on` (texts), `expected` (`closed`, `change` and
    `days`, each `day`, `place` and `lines`), `people` (each `role`, `name` and `contact`), `plan` (each `label` and `text`),
    `week` (a word for each half day, as `monday_am`, or None), `attendance`, `due` (each `what`, `who` and `by`), `due_more`
    and `events` (each `day` and `what`). Raises what `fill` raises.
    """
    return fill(TEMPLATE, facts)
