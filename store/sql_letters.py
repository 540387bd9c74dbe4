"""What letters said when they were last made, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from store.made_letters import MadeLetter
from store.sql_authorities import authority_for, las_of, within
from store.sql_database import Database, columns_of
from store.sql_erasing import refuse_erased
from store.sql_faults import again
from store.sql_schema import made_letters

_MADE = [made_letters.c[name] for name in MadeLetter.__dataclass_fields__]


class SqlLetters(Database):
    """Keeps the contract `MadeLetters`."""

    @again
    def keep_letter(self, made: MadeLetter) -> None:
        same = (
            made_letters.c.letter == made.letter,
            made_letters.c.school == made.school,
            made_letters.c.copy == made.copy,
        )
        with self.writing() as connection:
            refuse_erased(connection, made.reference)
            connection.execute(delete(made_letters).where(_is_of_case(connection, made.reference), *same))
            la = authority_for(connection, made.reference)
            connection.execute(insert(made_letters).values(la=la, **columns_of(made)))

    @again
    def letters_made(self, reference: str) -> Sequence[MadeLetter]:
        with self.reading() as connection:
            query = select(*_MADE).where(_is_of_case(connection, reference)).order_by(made_letters.c.made_at)
            return [MadeLetter(**row) for row in connection.execute(query).mappings()]

    @again
    def forget_letters(self, reference: str) -> None:
        with self.writing() as connection:
            connection.execute(delete(made_letters).where(_is_of_case(connection, reference)))


def _is_of_case(connection: Connection, reference: str) -> ColumnElement[bool]:
    return and_(within(made_letters, las_of(connection, [reference])), made_letters.c.reference == reference)
