"""The Letter templates table: every version of a letter template that an authority has given, and which is in use.

A version is a row of its own, its file in pieces that a cell can hold; which is in use is a row a letter and language.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from letters.letter import TEMPLATES as SHIPPED
from letters.letter import in_languages
from record.authority import OwnKey
from record.words import yes_no
from store.contract import TableRow

TEMPLATES = "Letter templates"
PIECE = 30_000
"""Characters of one piece."""

FOLDER = SHIPPED
"""Where ours stand, and those of a language in a folder of its name."""


@dataclass(frozen=True, slots=True)
class Version:
    """One template as it was given."""

    letter: str
    language: str
    number: int
    given_by: str
    given_at: datetime
    is_sound: bool
    """Whether it was checked without a fault: only then can it be used."""
    is_in_use: bool
    content: bytes

    @property
    def key(self) -> str:
        """Of its row."""
        return f"{self.letter}/{self.language}/{self.number}"


def versions(rows: Sequence[TableRow], letter: str) -> tuple[Version, ...]:
    """Every version of a letter's template in every language, the newest first."""
    used = {row.key: row.values.get("in use", "") for row in rows}
    found = (_version(row, used) for row in rows if row.key.startswith(f"{letter}/") and "sound" in row.values)
    return tuple(sorted(found, key=lambda each: each.number, reverse=True))


def _version(row: TableRow, used: Mapping[str, str]) -> Version:
    letter, language, number = row.key.split("/")
    pieces = [row.values[name] for name in sorted(row.values) if name.startswith("piece ")]
    return Version(
        letter=letter,
        language=language,
        number=int(number),
        given_by=row.changed_by,
        given_at=row.changed_at,
        is_sound=row.values["sound"] == "yes",
        is_in_use=used.get(f"{letter}/{language}") == number,
        content=base64.b64decode("".join(pieces)),
    )


def in_use(rows: Sequence[TableRow]) -> Mapping[OwnKey, bytes]:
    """The templates in use, by letter and language: what the authority gave, before what stands in a language's folder."""
    letters = dict.fromkeys(row.key.split("/")[0] for row in rows)
    every = [version for letter in letters for version in versions(rows, letter)]
    given = {(each.letter, each.language.lower()): each.content for each in every if each.is_in_use and each.is_sound}
    return {**_in_folders(FOLDER), **given}


@cache
def _in_folders(folder: Path) -> Mapping[OwnKey, bytes]:
    """The translated templates that stand beside ours, in folders named by their language. Read once."""
    return {key: path.read_bytes() for key, path in in_languages(folder).items()}


def row_of(version: Version) -> TableRow:
    """The row that keeps a version."""
    text = base64.b64encode(version.content).decode("ascii")
    pieces = {f"piece {start // PIECE:03}": text[start : start + PIECE] for start in range(0, len(text), PIECE)}
    values = {"sound": yes_no(version.is_sound), **pieces}
    return TableRow(TEMPLATES, version.key, values, version.given_at, version.given_by)
