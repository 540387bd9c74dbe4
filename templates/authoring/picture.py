"""A place for a picture: a blank one stands there until the letter is filled."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from docx.shared import Cm


def place(paragraph: Any, name: str, width: float, height: float, says: str, number: int = 1) -> None:
    """Put a blank picture of this name into the paragraph: `width` and `height` in centimetres are the most it may take. No two
    of a letter have the same number: the first is the logo's."""
    drawn = paragraph.add_run().add_picture(io.BytesIO(_blank(name)), Cm(width), Cm(height))
    about = drawn._inline.docPr
    about.set("id", str(number))
    about.set("name", f"picture {name}")
    about.set("descr", says)


def _blank(name: str) -> bytes:
    """One white pixel (PNG) that knows its name: two pictures alike would become one part of the file."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + _chunk(b"tEXt", b"Title\x00" + name.encode())
        + _chunk(b"IDAT", zlib.compress(b"\x00\xff"))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
