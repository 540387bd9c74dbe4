"""Pictures of a letter: a school's logo, a chart. A template holds a blank picture with a name where each may stand."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping

DRAWING = re.compile(r'<w:drawing>(?:(?!</w:drawing>).)*?name="picture (\w+)".*?</w:drawing>', re.DOTALL)
EXTENT = re.compile(r'(<(?:wp:extent|a:ext)\b[^>]*?)cx="(\d+)" cy="(\d+)"')
INNER_NAME = re.compile(r'(<pic:cNvPr\b[^>]*?\bname=")[^"]*')


def name_of(name: str) -> str:
    """What the place of a picture is called in a Word file."""
    return f"picture {name}"


def fitted(xml: str, pictures: Mapping[str, bytes]) -> str:
    """The XML with each place called by its name where docxtpl looks for it, and each picture as large as its place allows,
    in its own proportions."""

    def resized(one: re.Match[str]) -> str:
        content = pictures.get(one[1])
        if content is None:
            return one[0]
        named = INNER_NAME.sub(lambda inner: inner[1] + name_of(one[1]), one[0])
        return EXTENT.sub(lambda box: _fit(box, content), named)

    return DRAWING.sub(resized, xml) if pictures else xml


def _fit(box: re.Match[str], content: bytes) -> str:
    width, height = size(content)
    scale = min(int(box[2]) / width, int(box[3]) / height)
    return f'{box[1]}cx="{round(width * scale)}" cy="{round(height * scale)}"'


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels. Raises ValueError if it is none."""
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR" or len(png) < 24:
        raise ValueError("not a PNG picture")
    width, height = struct.unpack(">II", png[16:24])
    return max(1, width), max(1, height)
