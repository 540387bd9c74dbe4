"""Every template as bytes, from its wording. The same wording gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from templates.authoring.reader import WORDING, read

TEMPLATES = Path(__file__).parent.parent
SHEETS = TEMPLATES / "sheets"
PAPERS = TEMPLATES / "papers"


@cache
def written() -> Mapping[str, bytes]:
    """Each template's file name and content. Raises WordingUnreadable."""
    return {f"{wording.stem}.docx": template(wording) for wording in wordings()}


@cache
def sheets() -> Mapping[str, bytes]:
    """What is no letter of a case: each sheet's file name and content. Raises WordingUnreadable."""
    return {f"{wording.stem}.docx": template(wording) for wording in wordings("sheets")}


@cache
def papers() -> Mapping[str, bytes]:
    """What is about the site itself: each paper's file name and content. Raises WordingUnreadable."""
    return {f"{wording.stem}.docx": template(wording) for wording in wordings("papers")}


def wordings(folder: str = "") -> Sequence[Path]:
    """The text files of the letters, of the sheets, or of the papers."""
    return sorted((WORDING / folder).glob("*.txt"))


def template(wording: Path) -> bytes:
    """The Word template that a wording describes. Raises WordingUnreadable."""
    saved = io.BytesIO()
    page = read(wording)
    page.keep_the_end_together()
    page.document.save(saved)
    dated = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(dated, "w") as after:
        for part in before.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            after.writestr(entry, before.read(part), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
