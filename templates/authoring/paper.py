"""An empty letter: A4, the family's styles, a letterhead and a footer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

from templates.authoring.picture import place

HERE = Path(__file__).parent
MARGIN = Cm(2.2)
WIDTH = 16.6
"""Centimetres between the margins."""
LOGO_WIDTH, LOGO_HEIGHT = 4.4, 2.1
LETTERHEAD_HEIGHT = 2.9
"""Centimetres: with the margin above it, the address begins 5 centimetres from the top, as envelopes for A4 folded in three
have their window."""
STYLES_FOR_2010 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
"""Styles a second time, as Word 2010 alone read them: most of the bytes of an empty document."""
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""The same date in every template, so that writing them again changes nothing."""


def empty(title: str) -> Any:
    """A Word document without text: page, styles, header and footer."""
    document = Document()
    _without(document.part.package, RELATIONSHIP_TYPE.THUMBNAIL)
    _without(document.part, STYLES_FOR_2010)
    document.part._styles_part._element = _xml("styles.xml")
    document.part.numbering_part._element = _xml("numbering.xml")
    document.part._settings_part._element = _xml("settings.xml")
    _properties(document, title)
    _page(document)
    _header(document.sections[0])
    _footer(document.sections[0])
    return document


def _without(whole: Any, kind: str) -> None:
    for key, relation in list(whole.rels.items()):
        if relation.reltype == kind:
            del whole.rels[key]


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
    page.top_margin, page.bottom_margin = Cm(1.7), Cm(1.4)
    page.header_distance, page.footer_distance = Cm(1.4), Cm(0.7)
    page.different_first_page_header_footer = True


def _header(page: Any) -> None:
    """The school's own letterhead on the first page, with its logo; its name on the others."""
    letterhead = page.first_page_header
    table = letterhead.add_table(1, 2, Cm(WIDTH))
    table.style, table.autofit = "Letterhead table", False
    words, picture = table.rows[0].cells
    for column, cell, width in zip(table.columns, (words, picture), (WIDTH - LOGO_WIDTH, LOGO_WIDTH), strict=True):
        column.width = cell.width = Cm(width)
    words.paragraphs[0].style, words.paragraphs[0].text = "Letterhead", "{{ sender.school.name }}"
    words.add_paragraph("{{ sender.school.address_lines | join(', ') }}", "Letterhead line")
    words.add_paragraph(
        "{% if sender.school.phone %}{{ sender.school.phone }}{% endif %}"
        "{% if sender.school.phone and sender.school.email %}  ·  {% endif %}"
        "{% if sender.school.email %}{{ sender.school.email }}{% endif %}",
        "Letterhead line",
    )
    _logo(picture)
    letterhead.paragraphs[0]._p.getparent().remove(letterhead.paragraphs[0]._p)
    letterhead.add_paragraph(style="Letterhead rule")
    page.header.paragraphs[0].style = "header"
    page.header.paragraphs[0].text = "{{ sender.school.name }}"


def _logo(cell: Any) -> None:
    cell.paragraphs[0].text = "{%p if sender.school.has_logo %}"
    cell.paragraphs[0].style = "Instruction"
    place(cell.add_paragraph(style="Logo"), "logo", LOGO_WIDTH - 0.4, LOGO_HEIGHT, "The school’s logo")
    cell.add_paragraph("{%p endif %}", "Instruction")
    cell.add_paragraph(style="Logo")


def for_a_window(document: Any) -> None:
    """A letterhead of one height, so that the address below it stands in the window of an envelope."""
    row = document.sections[0].first_page_header.tables[0].rows[0]
    row.height, row.height_rule = Cm(LETTERHEAD_HEIGHT), WD_ROW_HEIGHT_RULE.EXACTLY


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
