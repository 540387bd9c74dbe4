"""The first tables: entries, drafts, settings, the audit, who is signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.sql.migrations.only_added import have_rows_only_added

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _marks()
    _entries()
    _drafts()
    _settings()
    _audit()
    op.create_table(
        "sign_ins",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("person", sa.JSON, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
    )


def _marks() -> None:
    marks = op.create_table(
        "marks",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    op.bulk_insert(marks, [{"name": name, "value": 0} for name in ("entries", "tables", "drafts")])


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("la", sa.Text, primary_key=True),
        sa.Column("save_id", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("entry_id", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("base", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("saved_by", sa.Text, nullable=False),
        sa.Column("saved_for", sa.Text, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("answers", sa.JSON, nullable=False),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("from_paper", sa.Boolean, nullable=False),
    )
    op.create_index("entries_by_la", "entries", ["la", "reference", "seq"])
    op.create_index("entries_by_save_id", "entries", ["save_id"])
    op.create_index("entries_by_reference", "entries", ["reference", "seq"])
    op.create_index("entries_by_mark", "entries", ["seq", "reference"])
    have_rows_only_added("entries")


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("draft_id", sa.Text, primary_key=True),
        sa.Column("save_id", sa.Text, nullable=False),
        sa.Column("la", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("school", sa.Text, nullable=False, index=True),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("begun_by", sa.Text, nullable=False),
        sa.Column("revises", sa.Text),
        sa.Column("base", sa.Text),
    )
    one_open: list[str | sa.TextClause] = ["la", "reference", "kind", "school", sa.text("coalesce(revises, '')")]
    op.create_index("one_open_draft", "drafts", one_open, unique=True)
    op.create_table(
        "draft_answers",
        sa.Column("draft_id", sa.Text, sa.ForeignKey("drafts.draft_id", ondelete="CASCADE"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("kept_by", sa.Text, nullable=False),
    )


def _settings() -> None:
    op.create_table(
        "table_rows",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("table", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("values", sa.JSON, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
    )
    op.create_index("table_rows_by_table", "table_rows", ["table", "seq"])
    have_rows_only_added("table_rows")


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("school", sa.Text, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_index("audit_by_reference", "audit", ["reference", "seq"])
    have_rows_only_added("audit")
