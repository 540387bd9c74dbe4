"""The XML of a part as a tree: read in the encoding that it says, without declarations, entities, or anything from elsewhere."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from letters.errors import TemplateFaulty, TemplateRefused
from letters.word.zipped import NOT_A_LETTER, SAVE_AGAIN, TOO_LARGE

LARGEST_XML = 3_000_000
"""Bytes of one part of words, unzipped: about 200 pages."""
MOST_ELEMENTS = 200_000
DEEPEST = 120
"""Elements inside each other: tables in tables in text boxes go to 60."""
DECLARATIONS = f"It holds declarations that no Word document needs. {SAVE_AGAIN}"
STRICT = "It is saved as “Strict Open XML Document”. In Word choose File, Save As, “Word Document (.docx)”."
STRICT_NAMES = "http://purl.oclc.org/ooxml/"

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How each encoding begins, the longest mark first; what begins otherwise is UTF-8."""
SAYS = re.compile(
    r"""<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["']([A-Za-z][\w.-]*)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>"""
)
COUNT = etree.XPath("count(//*)")
GOES_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
SPACES = re.compile(r"[ \t\r\n]*")


def tree(content: bytes) -> Any:
    """The root of a part; comments and instructions to programs are left out. Raises TemplateFaulty, TemplateRefused."""
    if len(content) > 4 * LARGEST_XML:
        raise TemplateRefused(TOO_LARGE)
    text = _text(content)
    if len(text) > LARGEST_XML:
        raise TemplateRefused(TOO_LARGE)
    _refuse_declarations(text)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise TemplateFaulty(NOT_A_LETTER) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateRefused(DECLARATIONS)
    _refuse_what_is_endless(root)
    return root


def _text(content: bytes) -> str:
    """Without a mark and without the line that tells the encoding, which must be told as it is."""
    used = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(used).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise TemplateFaulty(NOT_A_LETTER) from None
    if not text.startswith("<?xml"):
        return text
    says = SAYS.match(text)
    if says is None or not _is_told(says[1] or "utf-8", used):
        raise TemplateRefused(f"A part of it says that it is written otherwise than it is. {SAVE_AGAIN}")
    return text[says.end() :]


def _is_told(told: str, used: str) -> bool:
    told = told.lower()
    return (
        told == used or (told == "us-ascii" and used == "utf-8") or told == used.removesuffix("-le").removesuffix("-be")
    )


def _refuse_declarations(text: str) -> None:
    """What stands before the first element may be spaces, comments and instructions, and no declaration."""
    at = 0
    while True:
        at += len(SPACES.match(text, at)[0])  # type: ignore[index]
        ending = "-->" if text.startswith("<!--", at) else "?>" if text.startswith("<?", at) else None
        if ending is None:
            break
        end = text.find(ending, at + 2)
        if end < 0:
            raise TemplateFaulty(NOT_A_LETTER)
        at = end + len(ending)
    if text.startswith("<!", at):
        raise TemplateRefused(DECLARATIONS)


def _refuse_what_is_endless(root: Any) -> None:
    if COUNT(root) > MOST_ELEMENTS or GOES_TOO_DEEP(root):
        raise TemplateRefused(TOO_LARGE)
