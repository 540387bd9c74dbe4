"""Small Word templates made on the spot."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docx import Document


def template(*body: str, header: str = "", footer: str = "", title: str = "") -> bytes:
    """A Word file with one paragraph for each text."""
    document = Document()
    for text in body:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer
    document.core_properties.title = title
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


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
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "template.docx"
    path.write_bytes(content)
    return path
