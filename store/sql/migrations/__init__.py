"""How a store made by an earlier release becomes one of this release: one change a file in `versions/`, by Alembic."""
