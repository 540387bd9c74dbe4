"""Opens a Word file from anywhere, and refuses what could harm whoever opens the letter: macros, embedded objects, files
fetched from elsewhere, fields that run or read something, and bombs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from lxml import etree

from letters.errors import TemplateFaulty, TemplateRefused

LARGEST_TEMPLATE = 20_000_000
"""Bytes, unzipped: a logo fits, a zip bomb does not."""
LARGEST_XML = 3_000_000
"""Bytes of one part of words, unzipped: about 200 pages."""
MOST_PARTS = 500
"""Files inside the zip."""
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
HOLDS_TAGS = ("document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
"""How the content types of parts that may hold tags end."""
NOT_A_LETTER = "This is no Word document (.docx), or it is damaged. Save it again in Word."

ONLY_LINKS = ("hyperlink",)
"""What may point outside the file: a link that is followed only when somebody presses it."""
FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|MACROBUTTON|DATABASE|EMBED)\b")
"""Field codes that run or fetch something when a document is opened or updated."""
REFUSED_PARTS: Mapping[str, str] = {
    "vbaproject": "It holds macros. Save it as a Word document without macros (.docx).",
    "vbadata": "It holds macros. Save it as a Word document without macros (.docx).",
    "embeddings/": "It holds another file inside it, such as a spreadsheet. Take it out, or paste it as a picture.",
    "activex/": "It holds a control that runs a program. Take it out.",
    "afchunk": "It holds another file inside it. Copy its words into the letter instead.",
    "oleobject": "It holds another file inside it, such as a spreadsheet. Take it out, or paste it as a picture.",
}


class Package:
    """A Word file taken apart: every part by its name in the zip, and which of them may hold tags."""

    def __init__(self, content: bytes) -> None:
        self.parts = _unzipped(content)
        document = _opened(content)
        self.title: str = document.core_properties.title
        _refuse_tags_in_properties(document)
        with_words = [part for part in document.part.package.iter_parts() if part.content_type.endswith(HOLDS_TAGS)]
        self.with_words: Mapping[str, str] = {str(part.partname)[1:]: _xml(part.blob) for part in with_words}
        """The XML of every part that may hold tags, by name; the body first."""


def _unzipped(content: bytes) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_bombs(parts)
            found = {one.filename: parts.read(one) for one in parts.infolist() if not one.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise TemplateFaulty(NOT_A_LETTER) from None
    _refuse_what_harms(found)
    return found


def _opened(content: bytes) -> Any:
    try:
        return Document(io.BytesIO(content))
    except (zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError, AttributeError):
        raise TemplateFaulty(NOT_A_LETTER) from None


def _refuse_bombs(parts: zipfile.ZipFile) -> None:
    listed = parts.infolist()
    too_much = sum(part.file_size for part in listed) > LARGEST_TEMPLATE
    too_wordy = any(part.file_size > LARGEST_XML for part in listed if part.filename.endswith((".xml", ".rels")))
    if len(listed) > MOST_PARTS or too_much or too_wordy:
        raise TemplateRefused("The document is too large for a letter. Make its pictures smaller, or its text shorter.")


def _refuse_what_harms(parts: Mapping[str, bytes]) -> None:
    for name, content in parts.items():
        why = next((why for piece, why in REFUSED_PARTS.items() if piece in name.lower()), "")
        if why:
            raise TemplateRefused(why)
        if name.endswith(".rels"):
            _refuse_relations(content.decode("utf-8", "replace"))
        elif name.startswith("word/") and name.endswith(".xml"):
            _refuse_fields(content.decode("utf-8", "replace"))


def _refuse_relations(listed: str) -> None:
    for one in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", listed):
        kind = _attribute(one, "Type").rsplit("/", 1)[-1]
        if _attribute(one, "TargetMode").lower() == "external" and kind not in ONLY_LINKS:
            raise TemplateRefused(
                f"It fetches something from elsewhere when it is opened ({kind}). Put pictures into the document itself, "
                "and choose no template from the network."
            )
        if _attribute(one, "Target").lower().startswith(("javascript:", "file:", "\\\\", "vbscript:")):
            raise TemplateRefused("It holds a link to a program or to a file on a computer. Take it out.")


def _refuse_fields(xml: str) -> None:
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise TemplateRefused("It holds declarations that no Word document needs. Save it again in Word.")
    if "<w:altChunk" in xml or "<w:object" in xml or "<o:OLEObject" in xml or "<w:control " in xml:
        raise TemplateRefused(REFUSED_PARTS["oleobject"])
    found = FIELDS.search(" ".join(_codes(xml)).upper())
    if found:
        raise TemplateRefused(f"It holds a field that fetches or runs something ({found[0]}). Take it out.")


def _codes(xml: str) -> Iterator[str]:
    """Every field code; one that is written in pieces is put together."""
    yield "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", xml))
    yield from re.findall(r'w:instr="([^"]*)"', xml)


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return (found[1] or found[2] or "") if found else ""


def _refuse_tags_in_properties(document: Any) -> None:
    for name in PROPERTIES:
        if any(mark in getattr(document.core_properties, name) for mark in ("{{", "{%", "{#")):
            raise TemplateRefused(
                f"The document's {name} (File, Info) may hold no tags: it is read without opening the letter."
            )


def _xml(blob: bytes) -> str:
    return str(etree.tostring(parse_xml(blob), encoding="unicode"))
