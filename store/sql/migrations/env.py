"""What Alembic runs: the changes that are missing, on a connection and in a transaction that `store.sql.upgrading` hands it."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
