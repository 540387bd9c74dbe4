"""An empty letter: A4, the family's styles, a letterhead and a footer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

HERE = Path(__file__).parent
MARGIN = Cm(2.2)
WIDTH = 16.6
"""Centimetres between the margins."""
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""The same date in every template, so that writing them again changes nothing."""


def empty(title: str) -> Any:
    """A Word document without text: page, styles, header and footer."""
    document = Document()
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]
    document.part._styles_part._element = _xml("styles.xml")
    document.part.numbering_part._element = _xml("numbering.xml")
    document.part._settings_part._element = _xml("settings.xml")
    _properties(document, title)
    _page(document)
    _header(document.sections[0])
    _footer(document.sections[0])
    return document


def _xml(name: str) -> Any:
    return parse_xml((HERE / name).read_bytes())


def _properties(document: Any, title: str) -> None:
    about = document.core_properties
    about.title, about.language, about.author = title, "en-GB", "Managed Moves"
    about.comments = about.subject = about.keywords = about.category = ""
    about.created = about.modified = WRITTEN
    about.last_modified_by = ""


def _page(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = MARGIN
    page.top_margin, page.bottom_margin = Cm(1.7), Cm(1.8)
    page.header_distance, page.footer_distance = Cm(1.4), Cm(0.9)
    page.different_first_page_header_footer = True


def _header(page: Any) -> None:
    """The school's own letterhead on the first page, its name on the others."""
    letterhead = page.first_page_header
    name = letterhead.paragraphs[0]
    name.style, name.text = "Letterhead", "{{ sender.school.name }}"
    letterhead.add_paragraph(
        "{{ sender.school.address_lines | join(', ') }}"
        "{% if sender.school.phone %}  ·  {{ sender.school.phone }}{% endif %}"
        "{% if sender.school.email %}  ·  {{ sender.school.email }}{% endif %}",
        "Letterhead line",
    )
    page.header.paragraphs[0].style = "header"
    page.header.paragraphs[0].text = "{{ sender.school.name }}"


def _footer(page: Any) -> None:
    for footer in (page.first_page_footer, page.footer):
        line = footer.paragraphs[0]
        line.style = "footer"
        line.add_run("Our reference: {{ reference }}\tPage ")
        _number(line, "PAGE")
        line.add_run(" of ")
        _number(line, "NUMPAGES")


def _number(line: Any, field: str) -> None:
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), field)
    shown = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    number.append(shown)
    line._p.append(number)
