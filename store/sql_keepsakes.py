"""What people set aside for themselves, in SQL."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, delete, insert, select

from store.sql_database import Database
from store.sql_faults import again
from store.sql_schema import preferences


class SqlPreferences(Database):
    """Keeps the contract `Keepsakes`."""

    @again
    def set_aside(self, whose: str, name: str, value: Mapping[str, object]) -> None:
        with self.writing() as connection:
            connection.execute(delete(preferences).where(_is_preference(whose, name)))
            connection.execute(insert(preferences).values(whose=whose, name=name, value=value))

    @again
    def kept_aside(self, whose: str, name: str) -> Mapping[str, object] | None:
        with self.reading() as connection:
            found: Mapping[str, object] | None = connection.execute(
                select(preferences.c.value).where(_is_preference(whose, name))
            ).scalar()
        return found


def _is_preference(whose: str, name: str) -> ColumnElement[bool]:
    return and_(preferences.c.whose == whose, preferences.c.name == name)
