"""Fills a Word template with facts, safely and fast. The only file that knows docxtpl.

docxtpl alone drops `&` and `<`, prints nothing for a missing name, breaks on a control character and lets a template
run commands; here facts are escaped and cleaned, missing ones stop the letter, and templates see facts only. docxtpl
reads the tags of a template once; what never changes in it is zipped once too, and both are kept by content.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, nodes
from lxml import etree

from letters.errors import TemplateFaulty
from letters.large_print import enlarged, enlarged_words, is_wide
from letters.package import LARGEST_TEMPLATE as LARGEST_TEMPLATE
from letters.package import Package
from letters.pictures import fitted, placed
from letters.sandbox import ENVIRONMENT, Said, cleaned, compiled, unrecorded
from letters.tags import Use, refuse_all_but_facts, uses

MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The date every part of a letter carries, so that equal letters are equal bytes."""
KEPT = 128
"""Templates kept ready: every shipped one in both sizes, and as many of an authority's own."""
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOCXTPL = DocxTemplate(io.BytesIO())


@dataclass(frozen=True, slots=True)
class Ready:
    """A template ready to be filled."""

    base: bytes
    """A zip of every part that is the same in each letter."""
    changing: Mapping[str, Template]
    """The parts that hold tags, by their names in the zip."""
    pictures: Mapping[str, str]
    """The parts of its named pictures, by name."""
    blanks: Mapping[str, bytes]
    """What stands in those parts when there is no picture."""
    loops_over_columns: frozenset[str]
    """Parts with a table whose number of columns depends on the facts."""


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
    word = _ready(template if isinstance(template, bytes) else template.read_bytes(), large_print)
    letter = io.BytesIO(word.base)
    with zipfile.ZipFile(letter, "a", zipfile.ZIP_DEFLATED, compresslevel=4) as parts:
        for name, tags in word.changing.items():
            parts.writestr(_entry(name), _filled(tags, context, pictures, name in word.loops_over_columns))
        for name, part in word.pictures.items():
            parts.writestr(_entry(part), pictures.get(name) or word.blanks[name], zipfile.ZIP_STORED)
    return letter.getvalue()


def names_used(template: Path | bytes) -> frozenset[str]:
    """The dotted names of every fact the template names, in its body, headers, footers and notes."""
    return frozenset(use.name for use in uses_in(template))


def uses_in(template: Path | bytes) -> tuple[Use, ...]:
    """Every place where the template names a fact. Raises TemplateFaulty, TemplateRefused."""
    word = Package(template if isinstance(template, bytes) else template.read_bytes())
    return tuple(use for xml in word.with_words.values() for use in uses(_tree(DOCXTPL.patch_xml(xml))))


def _tree(source: str) -> nodes.Template:
    try:
        tree = ENVIRONMENT.parse(source)
    except (TemplateSyntaxError, RecursionError) as fault:
        raise TemplateFaulty(f"A tag cannot be read: {getattr(fault, 'message', 'too deep')}") from None
    refuse_all_but_facts(tree)
    return tree


@lru_cache(maxsize=KEPT)
def _ready(content: bytes, large_print: bool) -> Ready:
    word = Package(content)
    wide = any(map(is_wide, word.with_words.values()))
    parts = enlarged(word.parts, wide) if large_print else word.parts
    words = {name: enlarged_words(xml, wide) if large_print else xml for name, xml in word.with_words.items()}
    with_tags = {name: xml for name, xml in words.items() if large_print or "{" in xml}
    pictures = {
        one: part for name in with_tags for one, part in placed(with_tags[name], word.relations_of(name)).items()
    }
    changes = {*with_tags, *pictures.values()}
    return Ready(
        base=_zipped({name: part for name, part in parts.items() if name not in changes}),
        changing={name: compiled(DOCXTPL.patch_xml(xml)) for name, xml in with_tags.items()},
        pictures=pictures,
        blanks={name: parts[part] for name, part in pictures.items()},
        loops_over_columns=frozenset(
            name for name, xml in with_tags.items() if re.search(r"\{%\s*tc |colspan|\{%\s*hm", xml)
        ),
    )


def _filled(tags: Template, context: Mapping[str, object], pictures: Mapping[str, bytes], by_columns: bool) -> bytes:
    xml = tags.render(context)
    if "\n" in xml or "\t" in xml:
        xml = DOCXTPL.resolve_listing(xml)
    xml = _numbered(fitted(xml, pictures))
    try:
        etree.fromstring(xml)
    except etree.XMLSyntaxError as fault:
        raise TemplateFaulty(f"The tags break the document: {fault.msg}") from None
    if by_columns:
        xml = etree.tostring(DOCXTPL.fix_tables(xml), encoding="unicode")
    return (XML + xml).encode("utf-8")


def _numbered(xml: str) -> str:
    """Pictures with numbers of their own, where a loop draws one several times."""
    if xml.count("<wp:docPr ") < 2:
        return xml
    numbers = iter(range(1, 10_000))
    return re.sub(r'(<wp:docPr\b[^>]*?\bid=")\d+', lambda one: f"{one[1]}{next(numbers)}", xml)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(_entry(name), content)
    return zipped.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MADE_ON)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
