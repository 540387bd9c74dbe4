"""The whole store over SQLAlchemy Core: SQLite in a file today, PostgreSQL by its URL, with the same code."""

from __future__ import annotations

from store.sql_drafts import SqlDrafts
from store.sql_erasing import SqlErasing
from store.sql_keepsakes import SqlPreferences
from store.sql_letters import SqlLetters
from store.sql_proofs import SqlProofs
from store.sql_sign_ins import SqlSignIns
from store.sql_tables import SqlAudit
from store.sql_whole import SqlWhole


class SqlStore(SqlWhole, SqlDrafts, SqlAudit, SqlSignIns, SqlProofs, SqlPreferences, SqlLetters, SqlErasing):
    """Keeps the contract `Store`. Open it with a file's path or a database URL; share it among threads freely."""
