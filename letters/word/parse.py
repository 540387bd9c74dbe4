"""Where tags stand in a Word file: each paragraph with its tags, for people who are shown what is wrong with one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from letters.word import package

TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}|\{#.*?#\}", re.DOTALL)
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
NAME = re.compile(r"[A-Za-z]\w*(?:\.\w+)*")
FORMAT = ("b", "i", "u", "strike", "color", "highlight", "sz", "rFonts", "rStyle", "vertAlign")
"""What makes one part of a tag look unlike the rest of it."""
LATIN = ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")
"""The fonts that the letters of a tag are written in; a font has others for other scripts."""
AS_USUAL = ("0", "false", "off", "none", "auto", "baseline")
"""A mark that says so is none."""


@dataclass(frozen=True, slots=True)
class WrittenTag:
    """One tag as it is written."""

    text: str
    start: int
    """Where it begins in its paragraph."""

    @property
    def is_print(self) -> bool:
        """Whether it prints a fact."""
        return self.text.startswith("{{")

    @property
    def reach(self) -> str:
        """`p`, `tr`, `tc` or `r` where it takes its whole paragraph, row, cell or run with it; else nothing."""
        found = re.match(r"\{[{%](p|tr|tc|r)\s", self.text)
        return found[1] if found else ""

    @property
    def inner(self) -> str:
        """What stands between the braces; Word's round quotation marks are straight in it, as they are where it is filled."""
        return self.text[2 + len(self.reach) : -2].strip().translate(STRAIGHT)

    @property
    def prints(self) -> str:
        """The dotted name it prints as it is, if it does."""
        return self.inner if self.is_print and NAME.fullmatch(self.inner) else ""

    @property
    def loops_over(self) -> str:
        """The dotted name it loops over, if it does."""
        found = re.fullmatch(r"for\s+\w+\s+in\s+([\w.]+)", self.inner)
        return found[1] if found else ""


@dataclass(frozen=True)
class Place:
    """One paragraph."""

    part: str
    """The part of the file: `word/document.xml`, a header, a footer, a note."""
    number: int
    """Which paragraph of that part, from 0, as they stand in the file."""
    text: str
    cell: int | None = None
    """Which table cell it stands in, numbered through the part."""
    table: int | None = None
    formats: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    """From which character on the type looks how."""

    @property
    def is_in_the_body(self) -> bool:
        """Whether it stands in the letter itself, where a comment can be put."""
        return self.part.endswith("document.xml")

    @cached_property
    def tags(self) -> tuple[WrittenTag, ...]:
        """Every tag that is opened and closed in it."""
        return tuple(WrittenTag(one[0], one.start()) for one in TAG.finditer(self.text))


def places(content: bytes) -> tuple[Place, ...]:
    """Every paragraph that holds a brace or a per cent sign beside one. Raises TemplateFaulty, TemplateRefused."""
    with_words = package.read(content).with_words
    return tuple(place for part in with_words for place in _in_part(part, with_words[part]))


def paragraphs(document: Any) -> list[Any]:
    """The body's paragraphs as `Place.number` counts them (XML elements)."""
    return list(document.element.body.iter(qn("w:p")))


def _in_part(part: str, xml: str) -> Iterator[Place]:
    root = parse_xml(xml.encode("utf-8"))
    body = root.find(qn("w:body")) if part.endswith("document.xml") else root
    kept = list(body.iter())  # so that ids stay theirs
    cells = {id(cell): number for number, cell in enumerate(body.iter(qn("w:tc")))}
    tables = {id(table): number for number, table in enumerate(body.iter(qn("w:tbl")))}
    for number, paragraph in enumerate(body.iter(qn("w:p"))):
        text, formats = _words(paragraph)
        if "{" in text or "}" in text:
            yield Place(
                part, number, text, _around(paragraph, "w:tc", cells), _around(paragraph, "w:tbl", tables), formats
            )
    del kept


def _around(paragraph: Any, name: str, numbers: dict[int, int]) -> int | None:
    found = next(paragraph.iterancestors(qn(name)), None)
    return None if found is None else numbers.get(id(found))


def _words(paragraph: Any) -> tuple[str, tuple[tuple[int, str], ...]]:
    text, formats = "", []
    for run in paragraph.iter(qn("w:r")):
        if next(run.iterancestors(qn("w:p"))) is not paragraph:
            continue  # of a text box in it
        formats.append((len(text), _looks(run)))
        text += "".join(_word(one) for one in run)
    return text, tuple(formats)


def _word(one: Any) -> str:
    if one.tag == qn("w:t"):
        return one.text or ""
    return "\n" if one.tag == qn("w:br") else "\t" if one.tag == qn("w:tab") else ""


def _looks(run: Any) -> str:
    """How a run looks, as far as a reader of a tag could see it: what changes nothing there, such as a hint for another script, is no
    look."""
    given = run.find(qn("w:rPr"))
    marks = [] if given is None else [(one.tag.rsplit("}")[-1], _seen(one)) for one in given]
    return " ".join(sorted(f"{name}{seen}" for name, seen in marks if name in FORMAT and seen is not None))


def _seen(mark: Any) -> list[str] | None:
    """What of a mark is seen; None where nothing is."""
    values = {name.rsplit("}")[-1]: value for name, value in mark.attrib.items()}
    if mark.tag == qn("w:rFonts"):
        return sorted(values[each] for each in LATIN if each in values) or None
    return None if values.get("val", "").lower() in AS_USUAL else sorted(values.values())


def read(content: bytes) -> Any:
    """The file as python-docx reads it."""
    return Document(io.BytesIO(content))
