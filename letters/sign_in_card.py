"""Makes a school's sign-in card as a Word file: its link on paper, to be kept where the school keeps its keys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

TEMPLATE = Path(__file__).parent.parent / "templates" / "sheets" / "sign_in_card.docx"


def make(facts: Mapping[str, object]) -> bytes:
    """The card: the same facts give the same bytes.

    `facts`: `sender.school` as in a letter (the local authority), `reference`, `school` (its name), `address` (the whole
    link), `until` (its last day in words) and `coordinator` (whom to ring, in a line). Raises what `fill` raises.
    """
    return fill(TEMPLATE, facts)
