"""Small Word templates made on the spot."""

import io
from pathlib import Path

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


def saved(content: bytes, folder: Path) -> Path:
    path = folder / "template.docx"
    path.write_bytes(content)
    return path
