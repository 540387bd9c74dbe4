"""Fills a Word template with facts, safely. The only file that knows docxtpl.

docxtpl alone drops `&` and `<`, prints nothing for a missing name, breaks on a control character and lets a template
run commands; here facts are escaped and cleaned, missing ones stop the letter, and templates see facts only.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes

from letters.errors import TemplateFaulty, TemplateRefused
from letters.sandbox import ENVIRONMENT, Said, cleaned, unrecorded
from letters.tags import Use, refuse_all_but_facts, uses

LARGEST_TEMPLATE = 20_000_000
"""Bytes, unzipped: a logo fits, a zip bomb does not."""
MOST_PARTS = 500
"""Files inside the zip."""
MADE_ON = (1980, 1, 1, 0, 0, 0)
"""The date every part of a letter carries, so that equal letters are equal bytes."""

PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
NOTES = ("footnotes+xml", "endnotes+xml")


def fill(template: Path | bytes, facts: Mapping[str, object]) -> bytes:
    """The letter as the bytes of a Word file: the same template and facts give the same bytes.

    `facts` holds text, whole numbers, yes and no, None, and lists and mappings of these.
    Raises FactMissing, FactTooLong, TemplateFaulty, TemplateRefused.
    """
    said = cleaned(facts)
    assert isinstance(said, Said)
    context = {name: unrecorded("", name) if fact is None else fact for name, fact in said.items()}
    word = _opened(template)
    try:
        word.render(context, ENVIRONMENT)
    except (SyntaxError, TypeError, ValueError, AttributeError) as fault:
        raise TemplateFaulty(f"The tags break the document: {fault}") from None
    filled = io.BytesIO()
    word.save(filled)
    return _same_each_time(filled)


def names_used(template: Path | bytes) -> frozenset[str]:
    """The dotted names of every fact the template names, in its body, headers, footers and notes."""
    return frozenset(use.name for use in uses_in(template))


def uses_in(template: Path | bytes) -> tuple[Use, ...]:
    """Every place where the template names a fact. Raises TemplateFaulty, TemplateRefused."""
    return tuple(use for source in _sources(_opened(template)) for use in uses(_tree(source)))


def _tree(source: str) -> nodes.Template:
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as fault:
        raise TemplateFaulty(f"A tag cannot be read: {fault.message}") from None
    refuse_all_but_facts(tree)
    return tree


def _opened(template: Path | bytes) -> DocxTemplate:
    content = template if isinstance(template, bytes) else template.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _refuse_bombs(parts)
        word = DocxTemplate(io.BytesIO(content))
        word.init_docx()
    except (zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError):
        raise TemplateFaulty("This is no Word document (.docx), or it is damaged. Save it again in Word.") from None
    _refuse_tags_in_properties(word)
    return word


def _refuse_bombs(parts: zipfile.ZipFile) -> None:
    listed = parts.infolist()
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_TEMPLATE:
        raise TemplateRefused("The document is too large for a letter. Make its pictures smaller.")


def _refuse_tags_in_properties(word: DocxTemplate) -> None:
    for name in PROPERTIES:
        if any(mark in getattr(word.docx.core_properties, name) for mark in ("{{", "{%", "{#")):
            raise TemplateRefused(
                f"The document's {name} (File, Info) may hold no tags: it is read without opening the letter."
            )


def _sources(word: DocxTemplate) -> Iterator[str]:
    """Each part that may hold tags, as the text the template engine reads."""
    yield word.patch_xml(word.get_xml())
    for uri in (word.HEADER_URI, word.FOOTER_URI):
        for _, part in word.get_headers_footers(uri):
            yield word.patch_xml(word.get_part_xml(part))
    for part in word.docx.part.package.parts:
        if part.content_type.endswith(NOTES):
            yield word.patch_xml(part.blob.decode("utf-8"))


def _same_each_time(filled: io.BytesIO) -> bytes:
    """The same zip without the time it was made at."""
    letter = io.BytesIO()
    with zipfile.ZipFile(filled) as before, zipfile.ZipFile(letter, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(zipfile.ZipInfo(part.filename, MADE_ON), before.read(part), zipfile.ZIP_DEFLATED)
    return letter.getvalue()
