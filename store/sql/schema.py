"""The tables of the SQL store. Those that are only ever added to the database itself guards; no queries live here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
    insert,
    text,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeEngine

from store.sql.sealed import A_MAPPING, HOLDS, TEXTS, UNREADABLE, NoValue, seal_column

MARKS = ("entries", "tables", "drafts")


class _OnFile(sqlite.DATETIME):
    """A moment in a file that anybody may have written to."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        read = super().result_processor(dialect, coltype)
        assert read is not None

        def found(value: Any) -> Any:
            try:
                return read(value)
            except (ValueError, TypeError):
                return UNREADABLE

        return found


_ON_FILE: TypeEngine[Any] = _OnFile()  # type: ignore[no-untyped-call]


class Instant(TypeDecorator[datetime]):
    """A moment to the microsecond, kept in UTC because SQLite has no time zones. Refuses a time without a zone.

    Read as UNREADABLE where there is no moment."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.utcoffset() is None:
            raise ValueError("A time without a time zone cannot be kept.")
        return value and value.astimezone(UTC)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(_ON_FILE if dialect.name == "sqlite" else self.impl_instance)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if isinstance(value, NoValue):
            return value
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


metadata = MetaData()

# One row a counter. A save takes its number while it holds the counter's row, so numbers become visible in the
# order they were given: a plain sequence could show 6 before 5, and whoever asked "since 6" would never see 5.
marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# Whose a case, a save or a draft is, where its id is all that is known. A case may be several authorities' in its time.
authority_of = Table(
    "authority_of",
    metadata,
    Column("id", Text, primary_key=True),
    Column("la", Text, primary_key=True),
)

# The newest of the changes in store/sql/migrations/ that this store has been through; Alembic's own table.
version = Table("alembic_version", metadata, Column("version_num", String(32), nullable=False))
version.append_constraint(PrimaryKeyConstraint("version_num", name="alembic_version_pkc"))

entries = Table(
    "entries",
    metadata,
    # The local authority leads every key of what is an authority's, so that it can be spread over machines by it.
    Column("la", Text, primary_key=True),
    Column("save_id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("reference", Text, nullable=False),
    Column("entry_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("base", Text),
    Column("kind", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_for", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("answers", JSON, nullable=False, info={HOLDS: A_MAPPING}),
    Column("reasons", JSON, nullable=False, info={HOLDS: TEXTS}),
    Column("from_paper", Boolean, nullable=False),
    seal_column(),
    Index("entries_by_la", "la", "reference", "seq"),
    # What changed since is asked of all authorities at once.
    Index("entries_by_mark", "seq", "reference"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("la", Text, primary_key=True),
    Column("draft_id", Text, primary_key=True),
    Column("save_id", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("school", Text, nullable=False, index=True),
    Column("begun_at", Instant, nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("revises", Text),
    Column("base", Text),
    seal_column(),
)
# NULLs never equal one another in a unique index, so "revises nothing" is spelt as an empty text here.
Index(
    "one_open_draft",
    drafts.c.la,
    drafts.c.reference,
    drafts.c.kind,
    drafts.c.school,
    text("coalesce(revises, '')"),
    unique=True,
)

draft_answers = Table(
    "draft_answers",
    metadata,
    Column("la", Text, primary_key=True),
    Column("draft_id", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Column("kept_by", Text, nullable=False),
    seal_column(),
    ForeignKeyConstraint(["la", "draft_id"], [drafts.c.la, drafts.c.draft_id], ondelete="CASCADE", name="of_a_draft"),
)

table_rows = Table(
    "table_rows",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("table", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("values", JSON, nullable=False, info={HOLDS: TEXTS}),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", Text, nullable=False),
    seal_column(),
    Index("table_rows_by_table", "table", "seq"),
)

audit = Table(
    "audit",
    metadata,
    # SQLite counts by itself only in a column declared exactly INTEGER.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("who", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("school", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("detail", JSON, nullable=False, info={HOLDS: A_MAPPING}),
    seal_column(),
    Index("audit_by_reference", "reference", "seq"),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("key", Text, primary_key=True),
    Column("person", JSON, nullable=False, info={HOLDS: A_MAPPING}),
    Column("begun_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    seal_column(),
)

erased = Table(
    "erased",
    metadata,
    # Of a case that was erased the reference alone is left, so that nothing of it is ever taken in again.
    Column("reference", Text, primary_key=True),
    # The same counter as the entries', so that whoever asks what changed learns that the case is gone.
    Column("seq", BigInteger, nullable=False, index=True),
    seal_column(),
)

proofs = Table(
    "proofs",
    metadata,
    Column("holder", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("hashed", Text, nullable=False),
    Column("ends_at", Instant),
    seal_column(),
)

made_letters = Table(
    "made_letters",
    metadata,
    Column("la", Text, primary_key=True),
    Column("reference", Text, primary_key=True),
    Column("letter", Text, primary_key=True),
    Column("school", Text, primary_key=True),
    Column("copy", Integer, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("said", JSON, nullable=False, info={HOLDS: TEXTS}),
    seal_column(),
)

tries = Table(
    "tries",
    metadata,
    Column("holder", Text, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("locked_until", Instant),
)

preferences = Table(
    "keepsakes",
    metadata,
    Column("whose", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False, info={HOLDS: A_MAPPING}),
    seal_column(),
)

purposes = Table(
    "purposes",
    metadata,
    # What the store is for, and since when. Rows are only added, so that true entries never become a demonstration again.
    Column("purpose", Text, primary_key=True),
    Column("since", Instant, nullable=False),
)

carried = Table(
    "carried_damaged",
    metadata,
    # A damaged row of the store that this one was carried from, exactly as it lay there.
    Column("number", Integer, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("named", JSON, nullable=False, info={HOLDS: A_MAPPING}),
    Column("row", JSON, nullable=False, info={HOLDS: A_MAPPING}),
)

SEALED = (entries, drafts, draft_answers, table_rows, audit, sign_ins, erased, proofs, made_letters, preferences)


def _start_counting(target: Table, connection: Connection, **_: object) -> None:
    connection.execute(insert(marks), [{"name": name, "value": 0} for name in MARKS])


event.listen(marks, "after_create", _start_counting)


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

APPEND_ONLY = (entries, table_rows, audit, erased, purposes)

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
