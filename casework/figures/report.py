"""The report for governors and headteachers, as Word and as a spreadsheet: what is published, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from casework.figures.periods import Period
from casework.figures.published import FEWEST, Published, Shown, published
from casework.figures.words import SECTIONS, TIME, called, difference, finding, step
from casework.keeping.held import inert
from casework.reading.office import Office
from letters import letterhead
from letters.term_report import make
from record.authority import Authority
from record.person import Person
from record.words import plain_day

HIDDEN = "hidden"
REST = "All others together"
NOTE = (
    f"Numbers under {FEWEST} are hidden, and as many others as are needed so that none can be worked out. "
    "A school that is not named had too few moves to be shown."
)


class NotPublished(Exception):
    """Nothing is published of this period for this person."""


def as_word(office: Office, person: Person, period: Period) -> bytes:
    """The report as a Word file. Raises NotPublished, LetterError, StoreError."""
    said = _published(office, person, period)
    return make(_facts(said, office))


def as_workbook(office: Office, person: Person, period: Period) -> bytes:
    """The report as an .xlsx file, a tab for each section. Raises NotPublished, StoreError."""
    said, written = _published(office, person, period), Workbook()
    front = written.active
    assert isinstance(front, Worksheet)
    front.title = "About"
    for row in ((office.authority.name,), (f"Managed moves, {period.name}",), (NOTE,), ("What", "How many")):
        _append(front, row)
    for what, total in said.totals.items():
        _append(front, (what.capitalize(), _number(total)))
    for section, names in SECTIONS.items():
        _sheet(written, section, _rows(said, names, office.authority))
    _sheet(written, TIME, _of_time(said))
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def _published(office: Office, person: Person, period: Period) -> Published:
    said = published(office, person, period)
    if said is None:
        raise NotPublished
    return said


Row = Sequence[str | int]


def _sheet(written: Workbook, title: str, rows: Iterator[Row]) -> None:
    sheet = written.create_sheet(title)
    for row in rows:
        _append(sheet, row)
    sheet.column_dimensions["A"].width = 44


def _append(sheet: Worksheet, row: Row) -> None:
    """Text that a spreadsheet would take for a formula is written as text."""
    sheet.append([inert(each) if isinstance(each, str) else each for each in row])
    if len(row) > 1 and all(isinstance(each, str) for each in row):
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)


def _rows(said: Published, names: Sequence[str], authority: Authority) -> Iterator[Row]:
    for shown in _tables(said, names):
        yield (shown.table.name, "How many")
        yield from _lines(shown, authority) if not shown.why_not else [(shown.why_not,)]
        yield ()
    if said.balance and "Moves in, by school" in names:
        yield ("Balance, by school", "In", "Out", "In minus out")
        for urn, numbers in said.balance.items():
            yield (authority.name_of(urn), *numbers)


def _tables(said: Published, names: Sequence[str]) -> Sequence[Shown]:
    return [each for name in names for each in said.tables if each.table.name == name]


def _lines(shown: Shown, authority: Authority) -> Iterator[tuple[str, str | int]]:
    for line, number in shown.lines.items():
        if number != 0:
            yield called(shown.table, line, authority), _number(number)
    if shown.rest:
        yield REST, shown.rest
    if shown.total is not None:
        yield "In all", shown.total


def _number(number: int | None) -> str | int:
    return HIDDEN if number is None else number


def _of_time(said: Published) -> Iterator[Row]:
    if said.period.term:
        yield ("Days between steps and attendance are published for whole school years.",)
        return
    yield ("Days between steps, median", "Days")
    for pair, days in said.days.items():
        yield step(pair), _number(days)
    yield ()
    yield ("Attendance, mean", "Per cent")
    for name, value in zip(("Before the move", "During the placement"), said.attendance or (None, None), strict=True):
        yield name, _number(value)


def _facts(said: Published, office: Office) -> dict[str, object]:
    authority = office.authority
    sections = [_section(said, name, names, authority) for name, names in SECTIONS.items()]
    today = office.today()
    return {
        "sender": letterhead.of_authority(authority),
        "reference": f"figures {said.period.key}",
        "period": said.period.name,
        "written_on": plain_day(today),
        "note": NOTE,
        "totals": [{"name": what.capitalize(), "number": str(_number(total))} for what, total in said.totals.items()],
        "sections": [each for each in sections if each["tables"]],
        "balance": [
            {"school": authority.name_of(urn), "into": str(into), "out": str(out), "difference": difference(less)}
            for urn, (into, out, less) in said.balance.items()
        ],
        "days": [{"step": step(pair), "days": str(_number(days))} for pair, days in said.days.items()],
        "attendance": said.attendance and {"before": f"{said.attendance[0]}%", "during": f"{said.attendance[1]}%"},
    }


def _section(said: Published, name: str, names: Sequence[str], authority: Authority) -> dict[str, object]:
    return {"name": name, "tables": [_table(each, authority) for each in _tables(said, names)]}


def _table(shown: Shown, authority: Authority) -> dict[str, object]:
    lines = [{"name": line, "number": str(number)} for line, number in _lines(shown, authority)]
    return {
        "finding": shown.table.name if shown.why_not else finding(shown.table, shown.lines, shown.total, authority),
        "why_not": shown.why_not or None,
        "lines": [] if shown.why_not else lines,
    }
