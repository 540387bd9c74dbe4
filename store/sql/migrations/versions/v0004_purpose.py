"""What a store is for. One of an earlier release says nothing of it: only whoever opens it knows.

Until then a coordinator without areas saw all of them. Those there are will be told so in words once the store is opened.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from store.sql.migrations.only_added import have_rows_only_added

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "purposes",
        sa.Column("purpose", sa.Text, primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    have_rows_only_added("purposes")
    _have_areas_said()


MARKS = sa.table("marks", sa.column("name"), sa.column("value"))
ROWS = sa.table(
    "table_rows",
    *(sa.column(name) for name in ("seq", "table", "key", "changed_by")),
    sa.column("values", sa.JSON),
    sa.column("changed_at", sa.DateTime(timezone=True)),
)


def _have_areas_said() -> None:
    """Leave a line for `casework/people/staff.py`, which knows how a row of the Staff table is written."""
    connection = op.get_bind()
    if connection.execute(sa.select(ROWS.c.key).where(ROWS.c.table == "Staff").limit(1)).first() is None:
        return
    mark = 1 + int(connection.execute(sa.select(MARKS.c.value).where(MARKS.c.name == "tables")).scalar_one())
    line = {"table": "Upgrades", "key": "Staff", "values": {"areas": "a blank meant all"}}
    connection.execute(
        sa.insert(ROWS).values(seq=mark, changed_at=datetime.now(UTC), changed_by="the new release", **line)
    )
    connection.execute(sa.update(MARKS).where(MARKS.c.name == "tables").values(value=mark))
