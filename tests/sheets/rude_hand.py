"""The acts that change or take away what is there: edits, nonsense, deletions, renaming. `hand.py` holds the polite ones."""

from __future__ import annotations

from tests.sheets.hand import Hand, entered, rude, ruinous

NONSENSE = (
    "asdf {n}",
    "??? {n}",
    "see e-mail {n}",
    "Friday {n}",
    "31/02/2026 {n}",
    "<b>{n}</b>",
    "TBC {n}",
    "  {n}  spaces ",
    "n/a {n}",
)


def _some_cell(hand: Hand) -> tuple[int, int] | None:
    row, column = hand.some_row(), hand.some_column()
    return None if row is None or column is None else (row, column)


@entered(rude)
def edit_a_cell(hand: Hand) -> str | None:
    if (place := _some_cell(hand)) is None:
        return None
    hand.type(*place, f"corrected {hand.number}")
    return f"corrected row {place[0] + 1}, column {place[1] + 1}"


@entered(rude)
def type_nonsense(hand: Hand) -> str | None:
    if (place := _some_cell(hand)) is None:
        return None
    hand.type(*place, hand.chance.choice(NONSENSE).format(n=hand.number))
    return f"typed nonsense into row {place[0] + 1}, column {place[1] + 1}"


@entered(rude)
def type_a_date(hand: Hand) -> str | None:
    """Sheets makes a number of it, shown as a date; a different day each time."""
    if (place := _some_cell(hand)) is None:
        return None
    days = hand.number % 10_000
    text = f"{days % 28 + 1:02}/{days // 28 % 12 + 1:02}/{2030 + days // 336}"
    hand.type(*place, text)
    return f"typed the date {text} into row {place[0] + 1}, column {place[1] + 1}"


@entered(rude)
def make_text(hand: Hand) -> str | None:
    """Formats a column as plain text: what is typed there from now on is not read as a date or number."""
    column = hand.some_column()
    if column is None:
        return None
    area = {
        "sheetId": hand.sheet.sheet_id,
        "startRowIndex": 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    text = {"userEnteredFormat": {"numberFormat": {"type": "TEXT", "pattern": "@"}}}
    hand.do("repeatCell", range=area, cell=text, fields="userEnteredFormat.numberFormat")
    return f"made column {column + 1} plain text"


@entered(rude)
def type_a_formula(hand: Hand) -> str | None:
    if (place := _some_cell(hand)) is None:
        return None
    hand.type(*place, f'="worked out {hand.number}"')
    return f"typed a formula into row {place[0] + 1}, column {place[1] + 1}"


@entered(rude)
def type_a_row(hand: Hand) -> str | None:
    """A row of her own below the last, in some of the columns; ids she leaves alone."""
    row, headings = hand.sheet.rows_with_data(), hand.headings()
    if row >= len(hand.sheet.rows):
        hand.do("appendDimension", sheetId=hand.sheet.sheet_id, dimension="ROWS", length=1)
    columns = [n for n, text in enumerate(headings) if text and not text.casefold().endswith(" id")]
    if not columns:
        return None
    for column in sorted(hand.chance.sample(columns, min(3, len(columns)))):
        hand.type(row, column, f"by hand {hand.number}.{column}")
    return f"typed row {row + 1} by hand"


@entered(rude)
def copy_a_row(hand: Hand) -> str | None:
    row, to = hand.some_row(), hand.sheet.rows_with_data()
    if row is None:
        return None
    place = {"sheetId": hand.sheet.sheet_id}
    if to >= len(hand.sheet.rows):
        hand.do("appendDimension", **place, dimension="ROWS", length=1)
    hand.do(
        "copyPaste",
        source={**place, "startRowIndex": row, "endRowIndex": row + 1},
        destination={**place, "startRowIndex": to, "endRowIndex": to + 1},
    )
    return f"copied row {row + 1} to row {to + 1}"


@entered(rude)
def delete_a_row(hand: Hand) -> str | None:
    row = hand.some_row()
    if row is None:
        return None
    hand.removed.append(hand.row(row))
    hand.do("deleteDimension", range=hand.lines("ROWS", row))
    return f"deleted row {row + 1}"


@entered(rude)
def empty_a_cell(hand: Hand) -> str | None:
    if (place := _some_cell(hand)) is None:
        return None
    area = {"sheetId": hand.sheet.sheet_id, "startRowIndex": place[0], "startColumnIndex": place[1]}
    hand.do(
        "repeatCell",
        range={**area, "endRowIndex": place[0] + 1, "endColumnIndex": place[1] + 1},
        fields="userEnteredValue",
    )
    return f"emptied row {place[0] + 1}, column {place[1] + 1}"


@entered(rude)
def rename_a_heading(hand: Hand) -> str | None:
    column = hand.some_column()
    if column is None:
        return None
    old = hand.headings()[column]
    hand.type(0, column, f"{old.split(' (')[0]} ({hand.number})")
    return f"renamed the heading {old!r} in column {column + 1}"


@entered(rude)
def respell_a_heading(hand: Hand) -> str | None:
    """Other capitals and spaces: still the same heading to a person."""
    column = hand.some_column()
    if column is None:
        return None
    old = hand.headings()[column]
    hand.do("updateCells", start={"sheetId": hand.sheet.sheet_id, "columnIndex": column}, fields="userEnteredValue", rows=[
        {"values": [{"userEnteredValue": {"stringValue": f" {old.strip().swapcase()} "}}]}
    ])  # fmt: skip
    return f"respelt the heading {old!r} in column {column + 1}"


@entered(rude)
def double_a_heading(hand: Hand) -> str | None:
    column = hand.some_column()
    if column is None:
        return None
    text = hand.headings()[column]
    hand.do("insertDimension", range=hand.lines("COLUMNS", column))
    hand.do("updateCells", start={"sheetId": hand.sheet.sheet_id, "columnIndex": column}, fields="userEnteredValue", rows=[
        {"values": [{"userEnteredValue": {"stringValue": text}}]}
    ])  # fmt: skip
    return f"gave a new column {column + 1} the heading {text!r}, which was taken"


@entered(rude)
def rename_the_tab(hand: Hand) -> str:
    title = f"{hand.sheet.title.split(' (')[0]} ({hand.number})"
    hand.do("updateSheetProperties", properties={"sheetId": hand.sheet.sheet_id, "title": title}, fields="title")
    return f"renamed the tab to {title!r}"


@entered(ruinous)
def delete_a_column(hand: Hand) -> str | None:
    column = hand.some_column()
    if column is None or len(hand.sheet.columns) < 2:
        return None
    hand.do("deleteDimension", range=hand.lines("COLUMNS", column))
    return f"deleted column {column + 1}"


@entered(ruinous)
def delete_the_headings(hand: Hand) -> str:
    hand.do("deleteDimension", range=hand.lines("ROWS", 0))
    return "deleted the heading row"


@entered(ruinous)
def delete_the_tab(hand: Hand) -> str | None:
    if len([sheet for sheet in hand.book.sheets if not sheet.properties.get("hidden")]) < 2:
        return None
    hand.removed.extend(hand.row(n) for n in hand.filled_rows())
    hand.do("deleteSheet", sheetId=hand.sheet.sheet_id)
    return "deleted the tab"


@entered(ruinous)
def hide_the_tab(hand: Hand) -> str | None:
    if len([sheet for sheet in hand.book.sheets if not sheet.properties.get("hidden")]) < 2:
        return None
    hand.do("updateSheetProperties", properties={"sheetId": hand.sheet.sheet_id, "hidden": True}, fields="hidden")
    return "hid the tab"


@entered(ruinous)
def protect_the_tab(hand: Hand) -> str:
    """Nobody but herself may write in it."""
    hand.do("addProtectedRange", protectedRange={"range": {"sheetId": hand.sheet.sheet_id}})
    return "protected the tab"
