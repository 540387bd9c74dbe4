"""Hashed PINs and codes, and tries made in vain, in SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from store.proofs import Proof
from store.sql_database import Database, columns_of
from store.sql_faults import again
from store.sql_schema import proofs, tries


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
