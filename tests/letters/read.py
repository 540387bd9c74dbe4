"""Reads what a letter says: from the Word file, and as LibreOffice prints it."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docx import Document

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"
GOLDEN = Path(__file__).parent / "golden"


def document(letter: bytes) -> Any:
    return Document(io.BytesIO(letter))


def paragraphs(letter: bytes) -> Iterator[Any]:
    """Every paragraph of the body in order, those in tables too."""
    body = document(letter)
    for block in body.iter_inner_content():
        yield from _in_table(block) if hasattr(block, "rows") else (block,)


def _in_table(table: Any) -> Iterator[Any]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def text(letter: bytes) -> str:
    """The whole letter: body, headers and footers."""
    parts = [one.text.replace(NO_BREAK_SPACE, " ") for one in paragraphs(letter)]
    for section in document(letter).sections:
        for edge in (section.first_page_header, section.header, section.first_page_footer, section.footer):
            for block in edge.iter_inner_content():
                parts += [
                    one.text.replace(NO_BREAK_SPACE, " ")
                    for one in (_in_table(block) if hasattr(block, "rows") else (block,))
                ]
    return "\n".join(parts)


def parts(letter: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(letter)) as word:
        return {name: word.read(name) for name in word.namelist()}


def printed(letters: Mapping[str, bytes], folder: Path) -> Mapping[str, str]:
    """The text of each letter as printed: one LibreOffice for all of them, with a profile of its own."""
    for name, letter in letters.items():
        (folder / f"{name}.docx").write_bytes(letter)
    office = shutil.which("soffice")
    assert office, "LibreOffice (soffice) is needed to print letters: install it"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [f"{folder}/{name}.docx" for name in letters]
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *words],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: _pdf_text(folder / f"{name}.pdf") for name in letters}


def _pdf_text(pdf: Path) -> str:
    assert pdf.exists(), f"LibreOffice could not open {pdf.stem}.docx: look for a broken tag in its template"
    done = subprocess.run(
        ["pdftotext", "-layout", "-nopgbrk", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    told = done.stdout.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
    lines = [line.rstrip() for line in told.splitlines()]
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before).strip() + "\n"
