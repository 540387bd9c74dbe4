"""The whole store over SQLAlchemy Core: SQLite in a file today, PostgreSQL by its URL, with the same code.

Here too are its small tables: preferences, what letters said, sign-ins, proofs and tries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, or_, select, update

from store.contract import MadeLetter, Proof, SignedIn
from store.sql.authorities import authority_for, las_of, within
from store.sql.database import Database, columns_of
from store.sql.drafts import SqlDrafts
from store.sql.erasing import SqlErasing, refuse_erased
from store.sql.faults import again
from store.sql.schema import made_letters, preferences, proofs, sign_ins, tries
from store.sql.tables import SqlAudit
from store.sql.whole import SqlWhole


class SqlPreferences(Database):
    """Keeps the contract `Keepsakes`."""

    @again
    def keep_preference(self, whose: str, name: str, value: Mapping[str, object]) -> None:
        with self.writing() as connection:
            connection.execute(delete(preferences).where(_is_preference(whose, name)))
            connection.execute(insert(preferences).values(whose=whose, name=name, value=value))

    @again
    def preference(self, whose: str, name: str) -> Mapping[str, object] | None:
        with self.reading() as connection:
            found: Mapping[str, object] | None = connection.execute(
                select(preferences.c.value).where(_is_preference(whose, name))
            ).scalar()
        return found


def _is_preference(whose: str, name: str) -> ColumnElement[bool]:
    return and_(preferences.c.whose == whose, preferences.c.name == name)


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


KEPT_ENDED = timedelta(hours=1)
"""So that what somebody typed as their row ended still finds whose it is."""

_ROW = [sign_ins.c[name] for name in SignedIn.__dataclass_fields__]
_LIVE = select(*_ROW).where(sign_ins.c.key == bindparam("its_key"), sign_ins.c.ends_at > bindparam("at"))


class SqlSignIns(Database):
    """Keeps the contract `SignIns`."""

    @again
    def sign_in(self, row: SignedIn) -> None:
        ended = sign_ins.c.ends_at <= row.begun_at - KEPT_ENDED
        with self.writing() as connection:
            connection.execute(delete(sign_ins).where(or_(ended, sign_ins.c.key == row.key)))
            connection.execute(insert(sign_ins).values(columns_of(row)))

    @again
    def signed_in(self, key: str, at: datetime) -> SignedIn | None:
        with self.reading() as connection:
            row = connection.execute(_LIVE, {"its_key": key, "at": at}).first()
        return SignedIn(*row) if row else None

    @again
    def sign_out(self, key: str) -> None:
        with self.writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.key == key))


class SqlProofs(Database):
    """Keeps the contract `Proofs`."""

    @again
    def keep_proof(self, proof: Proof) -> None:
        with self.writing() as connection:
            connection.execute(delete(proofs).where(_is_proof(proof.holder, proof.kind)))
            connection.execute(insert(proofs).values(columns_of(proof)))

    @again
    def proof(self, holder: str, kind: str) -> Proof | None:
        with self.reading() as connection:
            row = connection.execute(select(proofs).where(_is_proof(holder, kind))).mappings().first()
        return Proof(**row) if row else None

    def forget_proof(self, holder: str, kind: str) -> bool:
        with self.writing() as connection:
            return connection.execute(delete(proofs).where(_is_proof(holder, kind))).rowcount == 1

    def count_try(self, holder: str, at: datetime, lock: Callable[[int], timedelta | None]) -> bool:
        with self.writing() as connection:
            wrong = _count(connection, holder, at)
            length = lock(wrong) if wrong else None
            if length:
                locked = update(tries).where(tries.c.holder == holder)
                connection.execute(locked.values(locked_until=at + length))
            return wrong > 0

    @again
    def forget_tries(self, holder: str) -> None:
        with self.writing() as connection:
            connection.execute(delete(tries).where(tries.c.holder == holder))


def _is_proof(holder: str, kind: str) -> ColumnElement[bool]:
    return and_(proofs.c.holder == holder, proofs.c.kind == kind)


def _count(connection: Connection, holder: str, at: datetime) -> int:
    """How many tries with this one; 0 while locked. One statement changes the row, so no two tries share a number."""
    is_open = or_(tries.c.locked_until.is_(None), tries.c.locked_until <= at)
    counting = update(tries).where(tries.c.holder == holder, is_open).values(wrong=tries.c.wrong + 1)
    counted = connection.execute(counting.returning(tries.c.wrong)).scalar()
    if counted is not None:
        return int(counted)
    if connection.execute(select(tries.c.holder).where(tries.c.holder == holder)).first():
        return 0
    connection.execute(insert(tries).values(holder=holder, wrong=1))
    return 1


class SqlStore(SqlWhole, SqlDrafts, SqlAudit, SqlSignIns, SqlProofs, SqlPreferences, SqlLetters, SqlErasing):
    """Keeps the contract `Store`. Open it with a file's path or a database URL; share it among threads freely."""
