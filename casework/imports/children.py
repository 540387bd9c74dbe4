"""The children of a file that a school's own system exports, or of rows pasted from it: a transfer file, or rows with headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casework.imports import pupil_rows, transfer_file
from casework.imports.child import Child
from casework.reading.given_files import FileDoor

_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \r\n\t"


def read(content: bytes, today: str) -> Sequence[Child]:
    """By name. `today` in ISO form. Raises FileRefused."""
    if content.lstrip(_BEFORE_XML).startswith((b"<", b"\x00<", b"<\x00")):
        return transfer_file.children(content, date.fromisoformat(today))
    return pupil_rows.children(content)


CHILDREN = FileDoor(
    "casework.imports.children:CHILDREN", read, list[Child], 30, "Export the child alone, or a single year."
)
