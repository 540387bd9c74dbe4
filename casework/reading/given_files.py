"""Files that people give: each sort is read once, in a process apart that is held to little memory and time, and what it says is
valid text. Here is what all sorts have in common; each reader declares its own `FileDoor`.
"""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, Generic, TypeVar
from xml.parsers import expat

from pydantic import TypeAdapter

from casework.reading.budgets import Budgets
from record.apart import FileRefused, Limits, Stopped, Why, apart
from record.person import Person
from record.valid_text import remarks, valid_in

T = TypeVar("T")
MEGABYTE = 1 << 20
"""As an upload is counted."""
TOO_OFTEN = "You have uploaded too many files in the last ten minutes. Wait ten minutes, then upload this one again."
_SAID: Mapping[Why, str] = {
    Why.MEMORY: "Reading this file takes more memory than one file may have.",
    Why.TIME: "This file takes too long to read.",
    Why.SAID: "This file holds more than can be shown.",
    Why.BROKEN: "This file cannot be read: it is damaged, or it is something else.",
}
BUSY = "Several files are being read at the moment. Upload this one again in a minute."


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class FileRead(Generic[T]):
    """What a file said."""

    said: T
    remarks: tuple[str, ...]
    """What was changed of its text because it cannot be kept."""
    peak: int = 0
    """Most bytes of memory that reading it took."""


@dataclass(frozen=True)
class FileDoor(Generic[T]):
    """One sort of file that people give."""

    name: str
    """Where it is declared: `casework.imports.terms:CALENDAR`. The process apart finds it by that."""
    reader: Callable[..., T]
    """Given the file's bytes, and what it is told besides as JSON. Raises FileRefused."""
    says: Any
    """The type of what the reader says."""
    megabytes: int
    """The largest that is taken."""
    instead: str
    """What to do about a file that is too much, in a sentence."""
    limits: Limits = USUAL

    def answer(self, content: bytes, *told: Any) -> Any:
        """What the reader says, as JSON: called in the process apart."""
        return self._adapter.dump_python(self.reader(content, *told), mode="json")

    def read(self, budgets: Budgets, person: Person, content: bytes, *told: Any) -> FileRead[T]:
        """What a file says. Raises FileRefused."""
        if len(content) > self.megabytes * MEGABYTE:
            raise FileRefused(f"This file has more than {self.megabytes} megabytes. {self.instead}")
        _refuse_too_often(budgets, person, len(content))
        try:
            found = apart(f"{self.name}.answer", content, told, self.limits)
        except Stopped as stopped:
            _count(budgets, person, len(content), self.limits.seconds if stopped.why is Why.TIME else 1)
            said = BUSY if stopped.why is Why.BUSY else f"{_SAID[stopped.why]} {self.instead}"
            raise FileRefused(said) from None
        except FileRefused as refused:
            _count(budgets, person, len(content), refused.seconds)
            raise
        _count(budgets, person, len(content), found.seconds)
        return FileRead(self._adapter.validate_python(valid_in(found.said)), remarks(found.said), found.peak)

    @property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self.says)


def _whose(person: Person) -> tuple[str, str, str]:
    return person.la, person.school, person.name


def _refuse_too_often(budgets: Budgets, person: Person, length: int) -> None:
    whose = _whose(person)
    left = (
        budgets.files.has(whose, 1),
        budgets.file_bytes.has(whose, length),
        budgets.file_seconds.has(whose, 1),
    )
    if not all(left):
        raise FileRefused(TOO_OFTEN)


def _count(budgets: Budgets, person: Person, length: int, seconds: float) -> None:
    whose = _whose(person)
    budgets.files.take(whose, 1)
    budgets.file_bytes.take(whose, length)
    budgets.file_seconds.take(whose, seconds)


@dataclass(frozen=True, slots=True)
class PackedLimits:
    """What a zip file, and what is packed like one, may hold. Counted while it is unpacked, whatever it says of itself."""

    unpacked: int
    """Bytes of all that is read of it."""
    ratio: int = 200
    """How many bytes one packed byte may become: a bomb's become a thousand."""
    entries: int = 2_000
    elements: int = 3_000_000
    """XML elements of all its parts together."""
    depth: int = 60
    longest: int = 1_000_000
    """Characters of one text or value."""
    longest_format: int = 1_000
    """Characters that say how the cells of a workbook show a number, where Excel takes 255: to read one takes their square."""
    longest_formula: int = 8_192
    """Characters of a formula: Excel's own limit."""
    copied: int = 20_000_000
    """Characters of the longest formula times the cells that share one: it is written anew for each of them."""


FREE = 2_000_000
"""Bytes of a part that are unpacked before its ratio is looked at."""
_PIECE = 1 << 16
_BEFORE_XML = codecs.BOM_UTF8 + codecs.BOM_UTF16 + b"\0 \t\r\n"
"""What may stand before the first element: marks of an encoding, blanks, and the noughts of letters of two bytes."""
DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What is raised where a part of a zip file cannot be unpacked."""


def unpacked(packed: zipfile.ZipFile, name: str, limits: PackedLimits, instead: str) -> IO[bytes]:
    """One part of a zip file, to be read from; reading it raises FileRefused as soon as it is too much."""
    return io.BufferedReader(_Counted(packed.open(name), packed.getinfo(name).compress_size, limits, instead), _PIECE)


class _Counted(io.RawIOBase):
    """Bytes that are counted as they come."""

    def __init__(self, source: IO[bytes], packed: int, limits: PackedLimits, instead: str) -> None:
        self._source, self._packed, self._limits, self._instead = source, packed, limits, instead
        self._so_far = 0

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        piece = self._source.read(len(into))
        self._so_far += len(piece)
        if self._so_far > self._limits.unpacked:
            raise FileRefused(
                f"Unpacked, this file has more than {self._limits.unpacked // 1_000_000} megabytes. {self._instead}"
            )
        if self._so_far > FREE and self._so_far > self._limits.ratio * self._packed:
            raise FileRefused(f"This file unpacks to more than {self._limits.ratio} times its size. {self._instead}")
        into[: len(piece)] = piece
        return len(piece)


def opened(content: bytes, limits: PackedLimits, no_zip: str, instead: str) -> zipfile.ZipFile:
    """A zip file whose directory was looked at. Raises FileRefused."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise FileRefused(no_zip) from None
    if len(packed.infolist()) > limits.entries:
        raise FileRefused(f"There are more than {limits.entries:,} files in this file. {instead}")
    if len({each.filename for each in packed.infolist()}) < len(packed.infolist()):
        raise FileRefused(no_zip)
    return packed


def look_through_xml(packed: zipfile.ZipFile, limits: PackedLimits, damaged: str, instead: str) -> None:
    """Go once through every part that is XML, whatever it is called, counting, before anything is built of it. Raises FileRefused."""
    try:
        names = [each for each in packed.namelist() if _is_xml(packed, each, limits, instead)]
    except DAMAGED_ZIP:
        raise FileRefused(damaged) from None
    if _begin_in(packed, names, limits) > limits.elements:
        raise FileRefused(f"This file holds more than {limits.elements:,} pieces. {instead}")
    left, so_far = limits.unpacked, 0
    for name in names:
        counting = _ElementCount(limits, so_far, instead)
        for piece in _pieces(unpacked(packed, name, limits, instead)):
            left -= len(piece)
            if left < 0:
                raise FileRefused(
                    f"Unpacked, this file has more than {limits.unpacked // 1_000_000} megabytes. {instead}"
                )
            counting.feed(piece, damaged)
        so_far = counting.elements


def _is_xml(packed: zipfile.ZipFile, name: str, limits: PackedLimits, instead: str) -> bool:
    """By its name, or by how it begins: which part is a sheet a workbook says itself, and a sheet may be called anything."""
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    with unpacked(packed, name, limits, instead) as part:
        begins = part.read(_PIECE)
    return bool(begins) and begins.lstrip(_BEFORE_XML)[:1] in (b"<", b"")


def _begin_in(packed: zipfile.ZipFile, names: Sequence[str], limits: PackedLimits) -> int:
    """How many elements begin in these parts, at a glance: up to what is too much, or cannot be unpacked, which is told later."""
    begins = length = 0
    with suppress(FileRefused):
        for name in names:
            for piece in _pieces(unpacked(packed, name, limits, "")):
                begins += begins_in(piece) - 1  # one may end in the next piece
                length += len(piece)
                if begins > limits.elements or length > limits.unpacked:
                    return begins
    return begins


def begins_in(xml: bytes) -> int:
    """How many elements begin in some bytes of XML, at a glance; too many where there is much of CDATA, or of UTF-16."""
    return xml.count(b"<") - xml.count(b"</") - xml.count(b"<!") - xml.count(b"<?")


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    with source:
        while piece := source.read(_PIECE):
            yield piece


class _ElementCount:
    """The elements of one part, as they come."""

    def __init__(self, limits: PackedLimits, so_far: int, instead: str) -> None:
        self.elements, self._depth, self._length = so_far, 0, 0
        self._limits, self._instead = limits, instead
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.StartDoctypeDeclHandler = self._declares
        self._since = 0
        self._formula, self._longest_formula, self._sharing = 0, 0, 0

    def feed(self, piece: bytes, damaged: str) -> None:
        before = self.elements
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError:
            raise FileRefused(damaged) from None
        self._since = 0 if self.elements > before else self._since + len(piece)
        if self._since > self._limits.longest:
            raise FileRefused(
                f"One text in this file has more than {self._limits.longest:,} characters. {self._instead}"
            )

    def _begins(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self._depth += 1
        if self.elements > self._limits.elements:
            raise FileRefused(f"This file holds more than {self._limits.elements:,} pieces. {self._instead}")
        if len(attributes.get("formatCode", "")) > self._limits.longest_format:
            raise FileRefused(
                f"A number format in this file has more than {self._limits.longest_format:,} characters. {self._instead}"
            )
        if self._depth > self._limits.depth:
            raise FileRefused(f"This file is nested more than {self._limits.depth} deep. {self._instead}")
        if name.rpartition(":")[2] == "f":
            self._formula, self._sharing = 0, self._sharing + (attributes.get("t") == "shared")
            self._parser.CharacterDataHandler = self._is_a_formula

    def _ends(self, name: str) -> None:
        self._depth -= 1
        if self._parser.CharacterDataHandler:
            self._parser.CharacterDataHandler = None
            self._longest_formula = max(self._longest_formula, self._formula)
            if self._longest_formula * self._sharing > self._limits.copied:
                raise FileRefused(f"Very many cells of this file share a long formula. {self._instead}")

    def _is_a_formula(self, text: str) -> None:
        self._formula += len(text)
        if self._formula > self._limits.longest_formula:
            raise FileRefused(
                f"A formula in this file has more than {self._limits.longest_formula:,} characters. {self._instead}"
            )

    def _declares(self, *_: object) -> None:
        raise FileRefused(f"This file declares a document type, which files of this kind never do. {self._instead}")
