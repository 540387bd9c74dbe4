"""Small Word templates made on the spot."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def template(*body: str, header: str = "", footer: str = "", title: str = "") -> bytes:
    """A Word file with one paragraph for each text."""
    document = Document()
    for text in body:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    return _saved(document)


def in_two_sections_with_notes(body: str, footnote: str, endnote: str) -> bytes:
    """A Word file with a paragraph in each of two sections, a footnote and an endnote."""
    document = Document(io.BytesIO(template(body)))
    document.add_section()
    document.add_paragraph(body)
    for kind, words in (("footnote", footnote), ("endnote", endnote)):
        xml = f'<w:{kind}s xmlns:w="{WORDS}"><w:{kind} w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
        about = getattr(CONTENT_TYPE, f"WML_{kind.upper()}S")
        part = Part(PackURI(f"/word/{kind}s.xml"), about, xml.encode(), document.part.package)
        document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))
    return _saved(document)


def with_a_table(*columns: str, cells: int | None = None, in_the_header: bool = False) -> bytes:
    """A Word file with a table of one row; `cells` of its columns have a cell, where not all of them have."""
    document = Document()
    if in_the_header:
        table = document.sections[0].header.add_table(1, len(columns), document.sections[0].page_width)
    else:
        table = document.add_table(1, len(columns))
    row = table.rows[0]
    for cell, text in zip(row.cells, columns, strict=True):
        cell.text = text
    for beyond in list(row._tr.tc_lst)[cells:] if cells else ():
        row._tr.remove(beyond)
    return _saved(document)


def without_properties(content: bytes) -> bytes:
    """The same Word file as some programs write it: nothing is said of who made it, or when."""
    document = Document(io.BytesIO(content))
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES:
            del package.rels[key]
    return _saved(document)


def faulty(about: Mapping[str, Any]) -> bytes:
    """A Word file with a sound paragraph first, then those of `body` (a list of texts is one paragraph of runs, every
    second bold), then a table of `cells` (row by row), and a `header`."""
    document = Document()
    document.add_paragraph("Where: {{ expected.where }}")
    for text in about.get("body", ()):
        paragraph = document.add_paragraph()
        for number, run in enumerate([text] if isinstance(text, str) else text):
            paragraph.add_run(run).bold = bool(number % 2) or None
    rows = about.get("cells", ())
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.sections[0].header.paragraphs[0].text = about.get("header", "")
    return _saved(document)


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "template.docx"
    path.write_bytes(content)
    return path


def _saved(document: Any) -> bytes:
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
