"""The Letter templates table: every version of a letter template that an authority has given, and which is in use.

A version is a row of its own, its file in pieces that a cell can hold; which is in use is a row a letter and language.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from letters.letter import TEMPLATES as SHIPPED
from letters.letter import in_languages
from record.authority import OwnKey
from record.person import Person
from record.words import yes_no
from store.contract import TableRow

TEMPLATES = "Letter templates"
OURS = 0
"""The number of the template that comes with the app."""
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

    @property
    def mark(self) -> str:
        """What it is told from every other by: SHA-256."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A coordinator asked that letters are made from another template; a second one has not said yes or no yet."""

    letter: str
    language: str
    number: int
    """`OURS` for the template that comes with the app."""
    mark: str
    """Of the version's content; empty for ours."""
    by: str
    holder: str
    """The row that lets whoever asked in; empty for the sample's made-up people."""
    at: datetime

    def is_of(self, person: Person) -> bool:
        """Whether this person asked for it, who then cannot confirm it."""
        return self.holder == person.holder if self.holder and person.holder else self.by == person.name


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


def wanted(rows: Sequence[TableRow]) -> tuple[AskedFor, ...]:
    """What somebody asked for and nobody has answered, the oldest first."""
    found = [_wanted(row) for row in rows if _can_be_read(row)]
    return tuple(sorted(found, key=lambda each: each.at))


def _can_be_read(row: TableRow) -> bool:
    """Whether it asks for something, and says all of it: what was changed by hand asks for nothing."""
    is_whole = {"asked", "content", "asked by", "asked as"} <= row.values.keys() and row.key.count("/") == 1
    return is_whole and row.values["asked"].isascii() and row.values["asked"].isdecimal()


def _wanted(row: TableRow) -> AskedFor:
    letter, language = row.key.split("/")
    said = row.values
    return AskedFor(
        letter, language, int(said["asked"]), said["content"], said["asked by"], said["asked as"], row.changed_at
    )


def row_in_use(
    key: str, number: str, changed_at: datetime, changed_by: str, asking: AskedFor | None = None
) -> TableRow:
    """The row that says which version of a letter in a language is in use, and which is asked for beside it."""
    asked = (
        {
            "asked": str(asking.number),
            "content": asking.mark,
            "asked by": asking.by,
            "asked as": asking.holder,
        }
        if asking
        else {}
    )
    return TableRow(TEMPLATES, key, {"in use": number, **asked}, changed_at, changed_by)


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
