"""Fills a Word template with facts, safely and fast. The only file that knows docxtpl.

docxtpl alone drops `&` and `<`, prints nothing for a missing name, breaks on a control character and lets a template
run commands; here facts are escaped and cleaned, missing ones stop the letter, and templates see facts only. Reading
the tags of a template takes longer than all the rest, so what came of it is kept, by content. A picture (a school's logo,
a chart) stands where the template holds a blank one of its name.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from letters.errors import TemplateFaulty
from letters.word.allowed import w
from letters.word.large_print import enlarged
from letters.word.package import KEPT as KEPT
from letters.word.package import LARGEST_TEMPLATE as LARGEST_TEMPLATE
from letters.word.package import read
from letters.word.sandbox import ENVIRONMENT, Said, cleaned, unrecorded
from letters.word.tags import Use, refuse_all_but_facts, uses

MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The date every part of a letter carries, so that equal letters are equal bytes."""
MADE_ON_AS_ZIPPED = struct.pack("<HH", 0, 1 << 5 | 1)  # the time; the year from 1980, the month and the day
ENTRY = b"PK\x01\x02"
"""How a line of the list at the end of a zip begins."""
BY_COLUMNS = re.compile(r"\{%\s*tc |colspan|\{%\s*hm")
"""Tags that make the number of a table's columns depend on the facts."""

DRAWING = re.compile(r'<w:drawing>(?:(?!</w:drawing>).)*?name="picture (\w+)".*?</w:drawing>', re.DOTALL)
EXTENT = re.compile(r'(<(?:wp:extent|a:ext)\b[^>]*?)cx="(\d+)" cy="(\d+)"')
INNER_NAME = re.compile(r'(<pic:cNvPr\b[^>]*?\bname=")[^"]*')

IN_WORDS = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)")
PHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}|\(?0\d+\)?)(?: \d{2,6}){1,4}(?![\w])")
"""`01632 960 123`, `+44 1632 960 123`, `(01632) 960123`."""
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b")
REFERENCE = re.compile(r"\bMM-\w{4}-\w{4}\b")
NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
"""As Word keeps one: the character of its own is in few fonts."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A template that may be filled."""

    content: bytes
    """The Word file, in large print where that was asked for."""
    by_columns: frozenset[str]
    """Parts with a table whose number of columns depends on the facts, by their names in the file."""
    patched: dict[str, str] = field(default_factory=dict)
    """The XML of its parts as docxtpl makes it ready for jinja, by the XML in the file."""


def fill(
    template: Path | bytes,
    facts: Mapping[str, object],
    pictures: Mapping[str, bytes] = {},
    large_print: bool = False,
) -> bytes:
    """The letter as the bytes of a Word file: the same template, facts and pictures give the same bytes.

    `facts` holds text, whole numbers, yes and no, None, and lists and mappings of these; `pictures` PNG files by name.
    Raises FactMissing, FactTooLong, TemplateFaulty, TemplateRefused.
    """
    said = cleaned(facts)
    assert isinstance(said, Said)
    context = {name: unrecorded("", name) if fact is None else fact for name, fact in said.items()}
    ready = _ready(template if isinstance(template, bytes) else template.read_bytes(), large_print)
    word, letter = FactsTemplate(ready, pictures), io.BytesIO()
    try:
        word.render(context, ENVIRONMENT)
    except etree.XMLSyntaxError as fault:
        raise TemplateFaulty(f"The tags break the document: {(fault.msg or '').rstrip('.')}.") from None
    word.save(letter)
    return letter.getvalue()


class FactsTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template, filled with facts and nothing else."""

    def __init__(self, ready: Ready, pictures: Mapping[str, bytes] = {}) -> None:
        super().__init__(io.BytesIO(ready.content))
        self.ready = ready
        self.pictures = {name: content for name, content in pictures.items() if content}
        self.allow_missing_pics = True  # not every template has a place for every picture
        for name, content in self.pictures.items():
            self.replace_pic(_place_of(name), io.BytesIO(content))

    def patch_xml(self, src_xml: str) -> str:
        """The XML of a part as jinja can read it: worked out once."""
        if src_xml not in self.ready.patched:
            self.ready.patched[src_xml] = super().patch_xml(src_xml)
        return self.ready.patched[src_xml]

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Environment = ENVIRONMENT
    ) -> str:
        """The part with the facts in it. (docxtpl's own would change a `{_{` that somebody typed.)"""
        xml = jinja_env.from_string(src_xml).render(context)
        if "\n" in xml or "\t" in xml:
            xml = self.resolve_listing(xml)
        if part.partname in self.ready.by_columns:
            etree.fromstring(xml)  # what is broken is to be said: the next line would mend it
            xml = self.xml_to_string(super().fix_tables(xml))
        return _unbroken(_fitted(xml, self.pictures))

    def fix_tables(self, xml: str) -> Any:
        """The body as a tree. (docxtpl's own would mend what is broken, and change tables that need no change.)"""
        return _as_word_opens_it(etree.fromstring(xml))

    def map_headers_footers_xml(self, relKey: str, xml: bytes) -> None:  # noqa: N803 (docxtpl names it so)
        """A header, a footer or the notes, filled."""
        super().map_headers_footers_xml(relKey, etree.tostring(_as_word_opens_it(etree.fromstring(xml))))

    def render_properties(self, *_: object) -> None:
        """Nothing: a template with tags in its properties is refused."""

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Environment = ENVIRONMENT) -> None:
        """Fill footnotes and endnotes, each once. (docxtpl's own fills footnotes once a section, and no endnotes.)"""
        for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
            for key, xml in self.build_headers_footers_xml(context, kind, jinja_env):
                self.map_headers_footers_xml(key, xml)

    def post_processing(self, docx_file: io.BytesIO) -> None:
        """Date every part of the saved letter alike."""
        docx_file.seek(0)
        docx_file.write(_dated(docx_file.getvalue()))


def names_used(template: Path | bytes) -> frozenset[str]:
    """The dotted names of every fact the template names, in its body, headers, footers and notes."""
    return frozenset(use.name for use in uses_in(template))


def uses_in(template: Path | bytes) -> tuple[Use, ...]:
    """Every place where the template names a fact. Raises TemplateFaulty, TemplateRefused."""
    content = template if isinstance(template, bytes) else template.read_bytes()
    package = read(content)
    word = FactsTemplate(Ready(package.content, frozenset()))
    return tuple(use for xml in package.with_words.values() for use in uses(_tree(word.patch_xml(xml))))


def _tree(source: str) -> nodes.Template:
    try:
        tree = ENVIRONMENT.parse(source)
    except (TemplateSyntaxError, RecursionError) as fault:
        raise TemplateFaulty(f"A tag cannot be read: {getattr(fault, 'message', 'too deep').rstrip('.')}.") from None
    refuse_all_but_facts(tree)
    return tree


@lru_cache(maxsize=KEPT)
def _ready(content: bytes, large_print: bool) -> Ready:
    word = read(content)
    by_columns = frozenset(f"/{name}" for name, xml in word.with_words.items() if BY_COLUMNS.search(xml))
    return Ready(enlarged(word) if large_print else word.content, by_columns)


def _dated(letter: bytes) -> bytes:
    """The zip with MADE_ON at every part: before the part, and in the list at the end. (Packing it again would take half as
    long as filling it.)"""
    dated = bytearray(letter)
    with zipfile.ZipFile(io.BytesIO(letter)) as parts:
        for part in parts.infolist():
            dated[part.header_offset + 10 : part.header_offset + 14] = MADE_ON_AS_ZIPPED
    entry = int.from_bytes(letter[-6:-2], "little")
    while letter[entry : entry + 4] == ENTRY:
        dated[entry + 12 : entry + 16] = MADE_ON_AS_ZIPPED
        entry += 46 + sum(struct.unpack_from("<3H", letter, entry + 28))
    return bytes(dated)


def _as_word_opens_it(tree: Any) -> Any:
    """The part without what tags can leave behind and Word calls broken: a row without a cell, a table without a row, a cell
    that does not end with a paragraph."""
    for whole, piece in (("tr", "tc"), ("tbl", "tr")):
        for each in [one for one in tree.iter(w(whole)) if next(one.iter(w(piece)), None) is None]:
            each.getparent().remove(each)
    for cell in tree.iter(w("tc")):
        if len(cell) == 0 or cell[-1].tag != w("p"):
            etree.SubElement(cell, w("p"))
    return tree


def _place_of(name: str) -> str:
    """What the place of a picture is called in a Word file."""
    return f"picture {name}"


def _fitted(xml: str, pictures: Mapping[str, bytes]) -> str:
    """The XML with each place called by its name where docxtpl looks for it, and each picture as large as its place allows,
    in its own proportions."""

    def resized(one: re.Match[str]) -> str:
        content = pictures.get(one[1])
        if content is None:
            return one[0]
        named = INNER_NAME.sub(lambda inner: inner[1] + _place_of(one[1]), one[0])
        return EXTENT.sub(lambda box: _fit(box, content), named)

    return DRAWING.sub(resized, xml) if pictures else xml


def _fit(box: re.Match[str], content: bytes) -> str:
    width, height = _size(content)
    scale = min(int(box[2]) / width, int(box[3]) / height)
    return f'{box[1]}cx="{round(width * scale)}" cy="{round(height * scale)}"'


def _size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels. Raises ValueError if it is none."""
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR" or len(png) < 24:
        raise ValueError("not a PNG picture")
    width, height = struct.unpack(">II", png[16:24])
    return max(1, width), max(1, height)


def _unbroken(xml: str) -> str:
    """The XML with what no line may part in one piece: a telephone number, a postcode, a case's reference."""
    return IN_WORDS.sub(lambda words: words[1] + _in_one_piece(words[2]), xml)


def _in_one_piece(words: str) -> str:
    numbers = PHONE.sub(lambda number: number[0].replace(" ", NO_BREAK_SPACE), words)
    postcodes = POSTCODE.sub(rf"\1{NO_BREAK_SPACE}\2", numbers)
    return REFERENCE.sub(lambda reference: reference[0].replace("-", NO_BREAK_HYPHEN), postcodes)
