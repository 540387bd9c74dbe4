"""An Excel workbook that somebody gives, looked through before the library that reads it builds anything of it."""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl.reader.excel import ExcelReader

from casework.reading.given_files import PackedLimits, look_through_xml, opened
from record.apart import FileRefused


def look_through(content: bytes, limits: PackedLimits, damaged: str, instead: str) -> None:
    """Count its parts, and see that each sheet is a part of its own: one that stood for many would be read for each of them
    anew, and no program writes it so. Raises FileRefused, and whatever the library raises."""
    look_through_xml(opened(content, limits, damaged, instead), limits, damaged, instead)
    reader = ExcelReader(io.BytesIO(content), read_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_workbook()
    parts = [leads.target for _, leads in reader.parser.find_sheets()]
    if len(set(parts)) < len(parts):
        raise FileRefused(damaged)


def shown_percentage(cell: Any) -> str:
    """A number that the workbook shows as parts of a hundred, as it shows it: `79.8%`. Nothing for any other cell."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float) or "%" not in _without_words(cell.number_format):
        return ""
    return f"{round(value * 100, 9):.15g}%"


def _without_words(number_format: str) -> str:
    """A format without what stands in quotation marks in it, or behind a backslash: there a sign is a mere word."""
    return re.sub(r'"[^"]*"|\\.', "", number_format or "")
