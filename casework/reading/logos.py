"""A school's logo: made small when it is given, and kept as text in a table of its own, so that every store can hold it."""

from __future__ import annotations

import base64
import binascii
import io

from PIL import Image, UnidentifiedImageError

LOGOS = "Logos"
"""The table: a row a school, by URN. It has no tab in a spreadsheet: nobody can read a picture as text."""
WIDEST, HIGHEST = 520, 250
"""Pixels: sharp on paper at the size a letterhead gives it."""
LONGEST = 38_000
"""Characters of text a logo may take: a cell of the spreadsheet holds 50,000."""
MOST_PIXELS = 40_000_000
PNG = b"\x89PNG\r\n\x1a\n"


class NoLogo(ValueError):
    """The file cannot be a logo; its text can be shown to a person."""


def read(cell: str) -> bytes:
    """The picture a cell of the Logos table holds; nothing when it holds none, or something that is no picture."""
    try:
        content = base64.b64decode(cell.strip(), validate=True) if len(cell) <= LONGEST else b""
    except (binascii.Error, ValueError):
        return b""
    return content if content.startswith(PNG) else b""


def written(picture: bytes) -> str:
    """A picture as the text of a cell: small enough, and nothing but its pixels. Raises NoLogo."""
    try:
        with Image.open(io.BytesIO(picture)) as given:
            if given.width * given.height > MOST_PIXELS:
                raise NoLogo("The picture is too large. Make it smaller first.")
            drawn = given.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as fault:
        if isinstance(fault, NoLogo):
            raise
        raise NoLogo("This is no picture. Choose a PNG or JPEG file.") from None
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
