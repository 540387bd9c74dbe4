"""A school's logo: made small when it is given, and kept as text in a table of its own, so that every store can hold it."""

from __future__ import annotations

import base64
import binascii
import io
import struct
import zlib
from datetime import datetime

from PIL import Image, UnidentifiedImageError

from casework.reading.given_files import FileDoor
from letters.word.pictures import MOST_PIXELS, has_many_scans
from record.apart import FileRefused
from store.contract import TableRow

LOGOS = "Logos"
"""The table: a row a school, by URN. It has no tab in a spreadsheet: nobody can read a picture as text."""
WIDEST, HIGHEST = 520, 250
"""Pixels: sharp on paper at the size a letterhead gives it."""
LONGEST = 38_000
"""Characters of text a logo may take: a cell of the spreadsheet holds 50,000."""
READABLE = ("PNG", "JPEG")
"""What may be given: no sort of picture that is a program or points elsewhere."""
PNG = b"\x89PNG\r\n\x1a\n"
_OURS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""The pieces of a picture that we write: its size, its colours and its pixels."""
_AROUND = 12
"""Bytes of a piece besides what it says."""


class NoLogo(FileRefused):
    """The file cannot be a logo; its text can be shown to a person."""


def read(cell: str) -> bytes:
    """The picture a cell of the Logos table holds; nothing when it holds none, or something that is no picture."""
    try:
        content = base64.b64decode(cell.strip(), validate=True) if len(cell) <= LONGEST else b""
    except (binascii.Error, ValueError):
        return b""
    return content if _is_as_written(content) else b""


def _is_as_written(content: bytes) -> bool:
    """Whether it is a picture as `written` makes them, whole and with nothing else in it: a letter fails on any other."""
    found, place = [], len(PNG)
    while content.startswith(PNG) and place + _AROUND <= len(content):
        (length,), name = struct.unpack_from(">I", content, place), content[place + 4 : place + 8]
        piece = content[place + 4 : place + 8 + length]
        if content[place + 8 + length : place + _AROUND + length] != struct.pack(">I", zlib.crc32(piece)):
            return False
        found.append(name)
        place += _AROUND + length
    is_whole = place == len(content) and found[:1] == [b"IHDR"] and found[-1:] == [b"IEND"]
    return is_whole and b"IDAT" in found and _OURS.issuperset(found)


def row_of(urn: str, text: str, changed_at: datetime, changed_by: str) -> TableRow:
    """The row that keeps a school's logo, or that it has none."""
    return TableRow(LOGOS, urn, {"png": text}, changed_at, changed_by)


def written(picture: bytes) -> str:
    """A picture as the text of a cell: small enough, and nothing but its pixels. Raises NoLogo."""
    try:
        with Image.open(io.BytesIO(picture), formats=READABLE) as given:
            if given.width * given.height > MOST_PIXELS or has_many_scans(given, picture):
                raise NoLogo("The picture is too large. Make it smaller first.")
            # Before its colours are looked at: an enormous one is never whole twice.
            given.thumbnail((2 * WIDEST, 2 * HIGHEST))
            drawn = given.convert("RGBA")
            drawn.info = {}  # where and by whom it was taken
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NoLogo("The picture is too large. Make it smaller first.") from None
    except (UnidentifiedImageError, OSError, ValueError):
        raise NoLogo("This is not a picture. Choose a PNG or JPEG file.") from None
    for share in (1.0, 0.75, 0.5, 0.35):
        text = _text(drawn, share)
        if len(text) <= LONGEST:
            return text
    raise NoLogo("The picture has too much in it for a letterhead. Choose a simpler one.")


def _text(drawn: Image.Image, share: float) -> str:
    small = drawn.copy()
    small.thumbnail((round(WIDEST * share), round(HIGHEST * share)))
    kept = io.BytesIO()
    small.quantize(64).save(kept, "PNG", optimize=True)
    return base64.b64encode(kept.getvalue()).decode("ascii")


LOGO = FileDoor("casework.reading.logos:LOGO", written, str, 10, "Make the picture smaller first.")
