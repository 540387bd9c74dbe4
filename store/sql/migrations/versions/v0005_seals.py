"""A seal on each row that is written from now on, so that a damaged one is known; and a place for damaged rows of another store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

SEALED = (
    "entries",
    "drafts",
    "draft_answers",
    "table_rows",
    "audit",
    "sign_ins",
    "erased",
    "proofs",
    "made_letters",
    "keepsakes",
)


OF_A_SPREADSHEET = ("sheet_lines", "sheet_by_hand", "sheet_notes")


def upgrade() -> None:
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for table in (*SEALED, *(each for each in OF_A_SPREADSHEET if each in there)):
        op.add_column(table, sa.Column("seal", sa.Text))
    op.create_table(
        "carried_damaged",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("named", sa.JSON, nullable=False),
        sa.Column("row", sa.JSON, nullable=False),
    )
