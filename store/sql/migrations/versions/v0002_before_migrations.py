"""What was added while a store got its missing tables at every start: it may be there already, in whole or in part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.sql.migrations.only_added import have_rows_only_added

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for name, make in {
        "proofs": _proofs,
        "tries": _tries,
        "keepsakes": _keepsakes,
        "made_letters": _made_letters,
        "erased": _erased,
    }.items():
        if name not in there:
            make()
    if "sheet_lines" in there:
        _books()


def _proofs() -> None:
    op.create_table(
        "proofs",
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("hashed", sa.Text, nullable=False),
        sa.Column("ends_at", MOMENT),
    )


def _tries() -> None:
    op.create_table(
        "tries",
        sa.Column("holder", sa.Text, primary_key=True),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("locked_until", MOMENT),
    )


def _keepsakes() -> None:
    op.create_table(
        "keepsakes",
        sa.Column("whose", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
    )


def _made_letters() -> None:
    op.create_table(
        "made_letters",
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("letter", sa.Text, primary_key=True),
        sa.Column("school", sa.Text, primary_key=True),
        sa.Column("copy", sa.Integer, primary_key=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
    )


def _erased() -> None:
    op.create_table(
        "erased",
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False, index=True),
    )
    have_rows_only_added("erased")


def _books() -> None:
    """The local file of a spreadsheet: which spreadsheet a line is of, since there are archives."""
    columns = {each["name"] for each in sa.inspect(op.get_bind()).get_columns("sheet_lines")}
    if "book" not in columns:
        op.add_column("sheet_lines", sa.Column("book", sa.Text, nullable=False, server_default=""))
