"""The SQL store: SQLite in a file, PostgreSQL by its URL, with the same code. `store.py` is the way in."""
