"""What keeps rows of an append-only table from being changed or removed, as the first changes made it."""

from __future__ import annotations

from alembic import op

ON_SQLITE = (
    """CREATE TRIGGER {table}_are_never_changed BEFORE UPDATE ON {table}
       BEGIN SELECT RAISE(ABORT, '{table}: rows are only ever added'); END""",
    """CREATE TRIGGER {table}_are_never_removed BEFORE DELETE ON {table}
       BEGIN SELECT RAISE(ABORT, '{table}: rows are only ever added'); END""",
)
ON_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION rows_are_only_ever_added() RETURNS trigger LANGUAGE plpgsql AS
       $$BEGIN RAISE EXCEPTION '%%: rows are only ever added', TG_TABLE_NAME; END$$""",
    """CREATE TRIGGER {table}_are_only_ever_added BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
       FOR EACH STATEMENT EXECUTE FUNCTION rows_are_only_ever_added()""",
)


def have_rows_only_added(table: str) -> None:
    """From here on the database itself refuses anything else."""
    connection = op.get_bind()
    for statement in ON_POSTGRESQL if connection.dialect.name == "postgresql" else ON_SQLITE:
        connection.exec_driver_sql(statement.format(table=table))
