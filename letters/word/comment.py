"""Gives a faulty template back with a Word comment at the very place of each fault."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.text.paragraph import Paragraph

from letters.word.check import Fault
from letters.word.parse import paragraphs, read

AUTHOR, INITIALS = "Managed Moves", "MM"
ELSEWHERE = "In the header, footer or a note: "


def commented(content: bytes, faults: Sequence[Fault]) -> bytes:
    """The same document with each fault as a comment; one that is nowhere in the letter itself stands at its beginning."""
    document = read(content)
    body = paragraphs(document)
    for fault in faults:
        place = fault.place
        here = place is not None and place.is_in_the_body
        paragraph = Paragraph(body[place.number], document) if place and here else _first(document)
        where = "" if here or place is None else ELSEWHERE
        document.add_comment(_runs(paragraph), f"{where}{_quoted(fault)}{fault.says}", AUTHOR, INITIALS)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _quoted(fault: Fault) -> str:
    return f"{fault.name.strip()}: " if fault.name.startswith(("{", " ")) else ""


def _first(document: Any) -> Any:
    return document.paragraphs[0] if document.paragraphs else document.add_paragraph()


def _runs(paragraph: Any) -> Any:
    """What the comment is put on: the paragraph's words."""
    return paragraph.runs or [paragraph.add_run()]
