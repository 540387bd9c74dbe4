"""Pictures drawn anew: nothing of the given file is kept but what can be seen."""

from __future__ import annotations

import io

from PIL import Image, UnidentifiedImageError

from letters.errors import TemplateRefused

MOST_PIXELS = 12_000_000
"""Of all pictures of a letter together."""
LONGEST_SIDE = 2400
"""Pixels: sharp on paper across a whole page."""
READABLE = ("PNG", "JPEG", "GIF", "BMP")
NO_PICTURE = (
    "A picture in it is damaged, or of a sort that can hold more than a picture (such as EMF, WMF or SVG). In Word cut it, choose "
    "Paste Special, and paste it as PNG or JPEG."
)
TOO_MANY_PIXELS = (
    "A picture in it is too large. Make it smaller first: in Word choose Picture Format, Compress Pictures."
)
PNG, JPEG = "png", "jpeg"
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


MOST_SCANS = 100
"""Times that a JPEG may be drawn over to become sharp: a camera's is drawn ten times, and each takes as long as the picture."""
SCAN = b"\xff\xda"


def has_many_scans(given: Image.Image, content: bytes) -> bool:
    """Whether a picture takes long to draw although it is small."""
    return given.format == "JPEG" and content.count(SCAN) > MOST_SCANS


def drawn_anew(content: bytes, most: int = MOST_PIXELS) -> tuple[str, bytes, int]:
    """The same picture, written by us as `png` or `jpeg`, and how many pixels it has been. Raises TemplateRefused."""
    try:
        with Image.open(io.BytesIO(content), formats=READABLE) as given:
            if given.width * given.height > most or has_many_scans(given, content):
                raise TemplateRefused(TOO_MANY_PIXELS)
            return *_written(given), given.width * given.height
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, *BOMBS):
        raise TemplateRefused(NO_PICTURE) from None


def _written(given: Image.Image) -> tuple[str, bytes]:
    is_photo = given.format == "JPEG"
    drawn = given.convert("L" if given.mode in ("1", "L") else "RGB" if is_photo else "RGBA")
    drawn.info = {}
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = io.BytesIO()
    if is_photo:
        drawn.save(kept, "JPEG", quality=88)
    else:
        drawn.save(kept, "PNG")
    return (JPEG if is_photo else PNG), kept.getvalue()
