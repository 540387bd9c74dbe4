"""A letter made ready for the page: mammoth, which shows it there, knows text boxes in Word's older way of drawing alone."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from letters.word.allowed import BODY, WPS, V, w
from letters.word.package import packed

BOX = f"{{{WPS}}}txbx"


def for_the_page(letter: bytes) -> bytes:
    """The same letter, each text box of it drawn in the older way; the letter itself where it has none."""
    with zipfile.ZipFile(io.BytesIO(letter)) as folder:
        parts = {each: folder.read(each) for each in folder.namelist()}
    if b"wps:txbx" not in parts[BODY.name]:
        return letter
    body = etree.fromstring(parts[BODY.name])
    for drawing in list(body.iter(w("drawing"))):
        _draw_in_the_older_way(drawing)
    return packed({**parts, BODY.name: etree.tostring(body, encoding="utf-8")})


def _draw_in_the_older_way(drawing: Any) -> None:
    boxes = [content for box in drawing.iter(BOX) for content in box.iterchildren(w("txbxContent"))]
    for content in boxes:
        around = etree.Element(w("pict"))
        etree.SubElement(etree.SubElement(around, f"{{{V}}}shape"), f"{{{V}}}textbox").append(content)
        drawing.addprevious(around)
    if boxes:
        drawing.getparent().remove(drawing)
