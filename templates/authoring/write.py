"""Every template as bytes, from its wording. The same wording gives the same bytes."""

from __future__ import annotations

import importlib
import io
import pkgutil
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from templates.authoring import erasure_certificate, register_sheet, sign_in_card, term_report, wording
from templates.authoring.page import Page

TEMPLATES = Path(__file__).parent.parent
SHEETS = TEMPLATES / "sheets"


@cache
def written() -> Mapping[str, bytes]:
    """Each template's file name and content."""
    return {f"{name}.docx": _bytes(name) for _, name, _ in pkgutil.iter_modules(wording.__path__)}


@cache
def sheets() -> Mapping[str, bytes]:
    """What is no letter of a case: each sheet's file name and content."""
    modules = (erasure_certificate, register_sheet, sign_in_card, term_report)
    return {f"{each.__name__.rpartition('.')[2]}.docx": _written(each) for each in modules}


def _bytes(name: str) -> bytes:
    return _written(importlib.import_module(f"{wording.__name__}.{name}"))


def _written(module: Any) -> bytes:
    page = Page(module.TITLE)
    module.write(page)
    saved = io.BytesIO()
    page.document.save(saved)
    dated = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(dated, "w") as after:
        for part in before.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            after.writestr(entry, before.read(part), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
