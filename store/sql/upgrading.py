"""Brings the database of any earlier release to this one's schema, or leaves it exactly as it was.

The caller's transaction holds it together: SQLite's one write lock, or PostgreSQL's advisory lock, lets one process do it
while others wait and then find it done.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from store.contract import StoreError
from store.sql.schema import entries, metadata, version

VERSIONS = ("0001", "0002", "0003", "0004", "0005")
"""Every change there is in `store/sql/migrations/versions/`, oldest first."""
NEWEST = VERSIONS[-1]
BEFORE_VERSIONS = "0001"
"""What a store without a version has been through for certain; the change after it adds only what is missing."""
TOO_NEW = (
    "These entries were last opened by a newer release of this site, which keeps them in a form (“{found}”) that this one "
    "does not know. Nothing was changed. Start the newer release again, or put back the copy made before it."
)
NOT_BROUGHT_UP = (
    "These entries were made by an earlier release of this site and could not be brought into the form of this one. "
    "Nothing was changed. Start the earlier release again, and tell the person who runs this site."
)
CHANGES = Path(__file__).parent / "migrations"
TURN = 0x4D4D
"""Of ours among PostgreSQL's advisory locks."""


def bring_up(connection: Connection) -> None:
    """Make the tables, or run the changes that are missing, in the caller's transaction. Raises StoreError."""
    wait_for_turn(connection)
    found = _found(connection)
    if found == NEWEST:
        return
    if found is None:
        metadata.create_all(connection)
        _say(connection, NEWEST)
    elif found in VERSIONS:
        _run_changes(connection)
    else:
        raise StoreError(TOO_NEW.format(found=found))


def wait_for_turn(connection: Connection) -> None:
    """Until no other process looks at the tables to change them: who looked before would be in its way."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})


def require_newest(connection: Connection) -> None:
    """For a store that can only be read. Raises StoreError where it would have to be changed first."""
    if _found(connection) != NEWEST:
        raise StoreError(NOT_BROUGHT_UP)


def _found(connection: Connection) -> str | None:
    """What this store has been through; None when it is empty."""
    looked = inspect(connection)
    if looked.has_table(version.name):
        found = connection.execute(select(version.c.version_num)).scalar()
        return NEWEST if is_damaged(found) and _is_todays(connection) else str(found)
    if not looked.has_table(entries.name):
        return None
    version.create(connection)
    _say(connection, BEFORE_VERSIONS)
    return BEFORE_VERSIONS


def is_damaged(found: object) -> bool:
    """Whether this is what no release wrote."""
    return not (isinstance(found, str) and len(found) == len(NEWEST) and found.isdecimal())


def _is_todays(connection: Connection) -> bool:
    """Whether every table and column is there, whatever the store says of itself."""
    looked = inspect(connection)
    return all(
        looked.has_table(table.name) and {*table.c.keys()} <= {each["name"] for each in looked.get_columns(table.name)}
        for table in metadata.tables.values()
    )


def _say(connection: Connection, number: str) -> None:
    connection.execute(insert(version).values(version_num=number))


def _run_changes(connection: Connection) -> None:
    # Asked for here: a start that has nothing to change does without.
    from alembic import command
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(CHANGES))
    try:
        command.upgrade(settings, "head")
    except SQLAlchemyError as fault:
        # Not chained: the fault may quote somebody's answers.
        failed = StoreError(NOT_BROUGHT_UP)
        failed.add_note(type(getattr(fault, "orig", None) or fault).__name__)
        raise failed from None
