"""The authority leads every key of what is an authority's, and what is known by its id alone is found through a table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
REGISTERED = (
    "INSERT INTO authority_of (id, la) SELECT DISTINCT reference, la FROM entries",
    "INSERT INTO authority_of (id, la) SELECT save_id, la FROM entries WHERE true ON CONFLICT DO NOTHING",
    "INSERT INTO authority_of (id, la) SELECT DISTINCT reference, la FROM drafts WHERE true ON CONFLICT DO NOTHING",
    "INSERT INTO authority_of (id, la) SELECT draft_id, la FROM drafts WHERE true ON CONFLICT DO NOTHING",
)
SET_ASIDE = {
    "answers_aside": "SELECT drafts.la, draft_answers.* FROM draft_answers JOIN drafts USING (draft_id)",
    "drafts_aside": "SELECT * FROM drafts",
    "letters_aside": "SELECT coalesce((SELECT min(la) FROM authority_of WHERE id = reference), '') AS la, made_letters.* "
    "FROM made_letters",
}
DRAFT = "la, draft_id, save_id, reference, kind, school, begun_at, begun_by, revises, base"
ANSWER = "la, draft_id, question, value, kept_at, kept_by"
LETTER = "la, reference, letter, school, copy, made_at, made_by, template, said"
PUT_BACK = {
    "drafts": (DRAFT, "drafts_aside"),
    "draft_answers": (ANSWER, "answers_aside"),
    "made_letters": (LETTER, "letters_aside"),
}


def upgrade() -> None:
    op.create_table(
        "authority_of",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("la", sa.Text, primary_key=True),
    )
    for statement in REGISTERED:
        op.execute(statement)
    for name, query in SET_ASIDE.items():
        op.execute(f"CREATE TEMPORARY TABLE {name} AS {query}")
    for name in ("draft_answers", "drafts", "made_letters"):
        op.drop_table(name)
    _drafts()
    _draft_answers()
    _made_letters()
    for name, (columns, aside) in PUT_BACK.items():
        op.execute(f"INSERT INTO {name} ({columns}) SELECT {columns} FROM {aside}")  # noqa: S608 - names of ours
        op.execute(f"DROP TABLE {aside}")
    op.drop_index("entries_by_save_id", "entries")
    op.drop_index("entries_by_reference", "entries")


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("la", sa.Text, primary_key=True),
        sa.Column("draft_id", sa.Text, primary_key=True),
        sa.Column("save_id", sa.Text, nullable=False),
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


def _draft_answers() -> None:
    op.create_table(
        "draft_answers",
        sa.Column("la", sa.Text, primary_key=True),
        sa.Column("draft_id", sa.Text, primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.Column("kept_by", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["la", "draft_id"], ["drafts.la", "drafts.draft_id"], ondelete="CASCADE", name="of_a_draft"
        ),
    )


def _made_letters() -> None:
    op.create_table(
        "made_letters",
        sa.Column("la", sa.Text, primary_key=True),
        sa.Column("reference", sa.Text, primary_key=True),
        sa.Column("letter", sa.Text, primary_key=True),
        sa.Column("school", sa.Text, primary_key=True),
        sa.Column("copy", sa.Integer, primary_key=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("said", sa.JSON, nullable=False),
    )
