"""Spreadsheets as authorities keep them: moves of made-up children, in headings and words of their own."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from casework.imports.past_moves import applying, mapping
from casework.imports.past_moves.applying import BroughtIn
from casework.imports.past_moves.mapping import NOTHING, Taken
from casework.imports.past_moves.preview import PastMovesPreview, preview
from casework.imports.past_moves.table import SourceTable, read
from casework.reading.office import Office
from record.person import Person
from tests.casework.at_work import TARIQ

Cells = Mapping[str, object]
HEADINGS = (
    *("Ref", "Pupil name", "DOB", "Yr Group", "LAC (Y/N)", "FSM", "From", "To", "Date of referral", "Start date"),
    *("Trial end date", "Outcome", "Outcome date", "Off roll", "Notes"),
)


def move(**instead: object) -> Cells:
    """A move that worked, as a row."""
    row: dict[str, object] = {
        "Ref": "17",
        "Pupil name": "Adeyemi, Tobi",
        "DOB": "14/03/2011",
        "Yr Group": "Y9",
        "LAC (Y/N)": "N",
        "FSM": "✓",
        "From": "Oakfield",
        "To": "Northgate Academy",
        "Date of referral": "02/09/2024",
        "Start date": "16/09/2024",
        "Trial end date": "25/10/2024",
        "Outcome": "Successful",
        "Outcome date": "24/10/2024",
        "Off roll": "",
        "Notes": "Settled well & happy 😀",
    }
    return {**row, **{name.replace("_", " "): value for name, value in instead.items()}}


def as_csv(*rows: Cells, headings: Sequence[str] = HEADINGS, encoding: str = "utf-8") -> bytes:
    """The rows as a CSV file."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(headings)
    writer.writerows([[row.get(each, "") for each in headings] for row in rows])
    return made.getvalue().encode(encoding, "replace")


def as_xlsx(*rows: Cells, headings: Sequence[str] = HEADINGS, above: Sequence[Sequence[object]] = ()) -> bytes:
    """The rows as a workbook, with whatever stands above the headings."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "2024-25"
    for each in (*above, headings, *([row.get(name) for name in headings] for row in rows)):
        sheet.append([*each])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def guessed(office: Office, content: bytes, **says: str) -> tuple[SourceTable, Taken]:
    """The first table of a file, read as guessed; `says` gives words of the outcome a meaning."""
    table = read(content)[0]
    names = mapping.guessed(office, table)
    columns = {names[each.name]: each for each in table.columns if names[each.name] != NOTHING}
    words = {key: answer for key, answer in mapping.words_guessed(office, table, columns).items() if answer is not None}
    return table, Taken(columns, {**words, **{("outcome", word): answer for word, answer in says.items()}})


def seen(office: Office, content: bytes, who: Person = TARIQ, **says: str) -> PastMovesPreview:
    """What a file would bring in."""
    return preview(office, who, *guessed(office, content, **says))


def bring_in(office: Office, content: bytes, who: Person = TARIQ, **says: str) -> BroughtIn:
    """Bring in everything of a file that can be."""
    found = guessed(office, content, **says)
    return applying.apply(office, who, *found, preview(office, who, *found).wanted)
