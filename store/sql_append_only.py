"""Tables that are only ever added to: the database itself refuses anything else, but for erasing a case."""

from __future__ import annotations

from sqlalchemy import DDL, Connection, event

from store.sql_schema import audit, entries, erased, table_rows

# The database itself refuses to change what was appended, whoever asks: a slip in the code, or a person with a shell.
_REFUSALS = {
    "sqlite": (
        """CREATE TRIGGER %(table)s_are_never_changed BEFORE UPDATE ON %(table)s
           BEGIN SELECT RAISE(ABORT, '%(table)s: rows are only ever added'); END""",
        """CREATE TRIGGER %(table)s_are_never_removed BEFORE DELETE ON %(table)s
           BEGIN SELECT RAISE(ABORT, '%(table)s: rows are only ever added'); END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION rows_are_only_ever_added() RETURNS trigger LANGUAGE plpgsql AS
           $$BEGIN RAISE EXCEPTION '%%: rows are only ever added', TG_TABLE_NAME; END$$""",
        """CREATE TRIGGER %(table)s_are_only_ever_added BEFORE UPDATE OR DELETE OR TRUNCATE ON %(table)s
           FOR EACH STATEMENT EXECUTE FUNCTION rows_are_only_ever_added()""",
    ),
}

APPEND_ONLY = (entries, table_rows, audit, erased)

for _table in APPEND_ONLY:
    for _dialect, _statements in _REFUSALS.items():
        for _statement in _statements:
            _refusal: DDL = DDL(_statement)  # type: ignore[no-untyped-call]
            event.listen(_table, "after_create", _refusal.execute_if(dialect=_dialect))


_LIFTED = {
    "sqlite": ("DROP TRIGGER %(table)s_are_never_removed", _REFUSALS["sqlite"][1]),
    "postgresql": (
        "ALTER TABLE %(table)s DISABLE TRIGGER %(table)s_are_only_ever_added",
        "ALTER TABLE %(table)s ENABLE TRIGGER %(table)s_are_only_ever_added",
    ),
}


def refuse_removal(connection: Connection, *, refuse: bool) -> None:
    """Have the database refuse, or for the rest of a transaction not refuse, to remove what is kept of a case."""
    for table in (entries, audit):
        statement: DDL = DDL(_LIFTED[connection.dialect.name][refuse])  # type: ignore[no-untyped-call]
        connection.execute(statement.against(table))
