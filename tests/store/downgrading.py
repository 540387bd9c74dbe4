"""Makes of a file of today's one as an earlier release left it, with everything that is kept in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store.sql.witness import FileWitness

BEFORE_PURPOSES = "0003"


def as_before_purposes(file: Path) -> None:
    """As it lay there before a store said what it is for (change 0004), and before rows were sealed (0005)."""
    with closing(sqlite3.connect(file)) as opened:
        sealed = opened.execute(
            "SELECT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns "
            "WHERE tables.type = 'table' AND columns.name = 'seal'"
        ).fetchall()
        for (table,) in sealed:
            opened.execute(f"ALTER TABLE {table} DROP COLUMN seal")
        opened.executescript(
            f"DROP TABLE carried_damaged; DROP TABLE purposes; UPDATE alembic_version SET version_num = '{BEFORE_PURPOSES}'"
        )
    FileWitness(file).beside.unlink(missing_ok=True)
