"""Makes a paper about the site itself as a Word file: for data protection, for schools and for families; no letter of a case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

PAPERS = Path(__file__).parent.parent / "templates" / "papers"


def make(name: str, facts: Mapping[str, object]) -> bytes:
    """The paper of that name: the same facts give the same bytes. `facts`: `sender.school` as in a letter, `reference`, and what
    `casework/papers/making.py` gives. Raises what `fill` raises."""
    return fill(PAPERS / f"{name}.docx", facts)
