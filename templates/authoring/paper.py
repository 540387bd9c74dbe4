"""An empty letter: A4, the family's styles, a letterhead and a footer."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
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
HEADER_AT = 1.0
"""Centimetres from the top of the page."""
LETTERHEAD_HEIGHT = 3.1
"""Centimetres, at least, over an address in a window: three lines of a school's name, in large print too."""
BENEATH_IT = 0.46
"""Centimetres from the letterhead to the first words: the rule, and the gap after it."""
WINDOW = (5.76, 9.3)
"""Centimetres from the top of the page: where an address begins, and what comes after it. A letter folded in three lies in a
DL envelope anywhere between 0 and 1.1 lower than at its highest; its window is 9.0 wide, from 2.0, and 3.5 high, from 5.7:
always to be seen is what stands between 5.7 and 8.1, never what stands above 4.6 or below 9.2."""
BESIDE_THE_WINDOW = (7.8, 1.4, 7.4)
"""Centimetres: the address, nothing, and who writes, to the right of any window."""
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
    page.header_distance, page.footer_distance = Cm(HEADER_AT), Cm(0.7)
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


def for_a_window(document: Any, table: Any) -> None:
    """The letterhead above, and the address where the window of an envelope shows it whole and nothing else: the school's own
    address and number stand beside it. Both grow with what is in them."""
    letterhead = document.sections[0].first_page_header.tables[0]
    _at_least(letterhead.rows[0], LETTERHEAD_HEIGHT)
    for cell in letterhead.rows[0].cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    for line in letterhead.rows[0].cells[0].paragraphs[1:]:
        line._p.getparent().remove(line._p)
    body_at = HEADER_AT + LETTERHEAD_HEIGHT + BENEATH_IT
    _at_least(table.rows[0], WINDOW[1] - body_at)
    address, _, beside_it = table.rows[0].cells
    address.paragraphs[0].paragraph_format.space_before = Cm(WINDOW[0] - body_at)
    beside_it.paragraphs[-1].style = "Date"


def _at_least(row: Any, centimetres: float) -> None:
    row.height, row.height_rule = Cm(centimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


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
