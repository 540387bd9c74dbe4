"""A line is one row as the app wrote it, and its fingerprint says whether the row still is what was written.

A fingerprint has two halves. The first depends on what stands under which heading; the second only on what stands in
the row at all. So a row that fits the second alone holds the right values in the wrong columns, and nobody edited it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from store.sheets.layout.cells import Cell, plain
from store.sheets.layout.tabs import FINGERPRINT

Cells = Mapping[str, Cell]
"""What a row says, by the keys of its columns; nothing for a blank cell."""

_FINGERPRINT = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
_LENGTH = 33


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it was written, or as it was first read."""

    tab: str
    """Title of the tab it belongs to, whatever the tab is called today."""
    save_id: str
    """Of the save that wrote it; one save may write several lines."""
    item: str
    """Which line of its save: empty for the form itself."""
    reference: str
    """Of the case; empty for a row of a settings table."""
    cells: Cells
    fingerprint: str


def sheet_row(tab: str, save_id: str, item: str, reference: str, cells: Cells) -> SheetRow:
    """A line with its fingerprint among its cells."""
    texts = {key: text for key, cell in cells.items() if (text := plain(cell))}
    written = {key: cells[key] for key in texts}
    mark = fingerprint(texts, texts.values())
    return SheetRow(tab, save_id, item, reference, {**written, FINGERPRINT: mark}, mark)


def fingerprint(by_heading: Mapping[str, str], whole_row: Iterable[str]) -> str:
    """Of a row of plain texts, given what it says under the headings and everything in it. Fingerprints in it are left out."""
    headed = sorted(f"{key}\x1f{text}" for key, text in by_heading.items() if _counts(text))
    loose = sorted(filter(_counts, whole_row))
    return f"{_digest(headed)}-{_digest(loose)}"


def fingerprint_in(row: Iterable[str]) -> str:
    """The fingerprint that stands anywhere in a row of plain texts, or an empty text."""
    return next(filter(_is_fingerprint, row), "")


def same_under_headings(one: str, other: str) -> bool:
    """Whether the first halves agree: the same values under the same headings."""
    return one[:16] == other[:16]


def same_values(one: str, other: str) -> bool:
    """Whether the second halves agree: the same values, under whatever headings."""
    return one[17:] == other[17:]


def _counts(text: str) -> bool:
    return text != "" and not _is_fingerprint(text)


def _is_fingerprint(text: str) -> bool:
    return len(text) == _LENGTH and bool(_FINGERPRINT.fullmatch(text))


def _digest(texts: Iterable[str]) -> str:
    return sha256("\x1e".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
