"""Which spreadsheet a local database belongs to, and how a new one takes over from one that becomes an archive.

Nothing is moved between spreadsheets and no row is deleted: what was written stays where it is and is read there, the
settings that stand are written into the new one, and so is everything that is submitted from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from sqlalchemy import Connection, delete, select, update

from record.identifiers import new_id
from record.tables import TABLES
from store.contract import StoreError, Tables
from store.sheets.google.client import SheetsClient
from store.sheets.layout.writing import table_lines
from store.sheets.sync.case_list import WRITTEN
from store.sheets.sync.outbox import Outbox, OutboxState, lines, notes

SPREADSHEET = "spreadsheet"
"""Note: the id of the spreadsheet that the file belongs to."""
OTHER_SPREADSHEET = (
    "What is kept on this computer belongs to another spreadsheet. Write that one’s link again; or list it under archives, "
    "to go on in this one; or give this one a file of its own: file = under [store]."
)


def belong_to(
    tables: Tables, outbox: Outbox, spreadsheet: str, archives: Container[str], connect: Callable[[], SheetsClient]
) -> None:
    """Make sure that the file is this spreadsheet's, or take it over from an archive. Raises StoreError.

    What one spreadsheet holds is not looked for in another, where every row would count as removed.
    """
    known = outbox.note(SPREADSHEET)
    if known is None:
        outbox.keep_note(SPREADSHEET, spreadsheet)
    elif known != spreadsheet and known in archives:
        _require_writable(connect)
        _take_over(tables, outbox, known, spreadsheet)
    elif known != spreadsheet:
        raise StoreError(OTHER_SPREADSHEET)


def _require_writable(connect: Callable[[], SheetsClient]) -> None:
    """Nothing is handed over to a spreadsheet that cannot be opened: the link may be wrong. Raises StoreError."""
    line = connect()
    try:
        line.tabs()
    finally:
        line.close()


def _take_over(tables: Tables, outbox: Outbox, archive: str, spreadsheet: str) -> None:
    """All or nothing: killed in between, it is done again at the next start."""
    settings = [row for name in sorted(TABLES) for row in tables.table(name)]
    with outbox.database.writing() as connection:
        mine = lines.c.book == ""
        connection.execute(
            update(lines).where(mine, lines.c.state == OutboxState.REFUSED).values(state=OutboxState.QUEUED)
        )
        connection.execute(update(lines).where(mine, lines.c.state != OutboxState.QUEUED).values(book=archive))
        _rename_notes(connection, archive)
        connection.execute(update(notes).where(notes.c.name == SPREADSHEET).values(value=spreadsheet))
        outbox.add(connection, [line for row in settings for line in table_lines(row, new_id())])


def _rename_notes(connection: Connection, archive: str) -> None:
    """What was noted of the spreadsheet is noted of the archive; of the new one nothing is known yet."""
    connection.execute(delete(notes).where(notes.c.name == WRITTEN))
    for name in connection.execute(select(notes.c.name)).scalars().all():
        if name != SPREADSHEET and not name.startswith(tuple(_books(connection))):
            connection.execute(update(notes).where(notes.c.name == name).values(name=f"{archive} {name}"))


def _books(connection: Connection) -> list[str]:
    """Of archives that were handed over before: their notes have their names already."""
    return [f"{each} " for each in connection.execute(select(lines.c.book).distinct()).scalars() if each]
