"""The tables of the outbox, in the local database of a spreadsheet. No queries live here."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, MetaData, Table, Text

metadata = MetaData()
lines = Table(
    "sheet_lines",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("tab", Text, nullable=False),
    Column("save_id", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("cells", JSON, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("book", Text, nullable=False, server_default=""),
    Index("one_line", "tab", "save_id", "item", unique=True),
    Index("sheet_lines_by_state", "state", "n"),
    Index("sheet_lines_by_save", "save_id"),
)
changes = Table(
    "sheet_changes",
    metadata,
    # A case that must be read again although nothing was appended to it: the same counter as the entries'.
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("reference", Text, nullable=False),
)
by_hand = Table(
    "sheet_by_hand",
    metadata,
    Column("save_id", Text, primary_key=True),
    Column("edited", JSON, nullable=False),
    Column("held", JSON, nullable=False),
)
notes = Table("sheet_notes", metadata, Column("name", Text, primary_key=True), Column("value", JSON, nullable=False))
