"""The whole store over SQLAlchemy Core: SQLite in a file today, PostgreSQL by its URL, with the same code.

Here too are its small tables: preferences, what letters said, sign-ins, proofs and tries, what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, or_, select, update

from store.contract import NOT_MADE_UP, MadeLetter, NoDemonstration, Proof, SignedIn, StorePurpose
from store.sql.authorities import authority_for, las_of, of_every_authority, within
from store.sql.damage import SqlDamage, set_aside
from store.sql.database import Database, columns_of, next_mark
from store.sql.drafts import SqlDrafts
from store.sql.erasing import SqlErasing, refuse_erased
from store.sql.faults import again
from store.sql.schema import (
    authority_of,
    made_letters,
    marks,
    metadata,
    preferences,
    proofs,
    purposes,
    sign_ins,
    tries,
    version,
)
from store.sql.sealed import RowsOf
from store.sql.tables import SqlAudit
from store.sql.whole import SqlWhole

_OF_THE_STORE_ITSELF = (authority_of, marks, version, purposes)
_KEPT = [each for each in metadata.sorted_tables if each not in _OF_THE_STORE_ITSELF]
_PREFERENCES = RowsOf(preferences)


class SqlPreferences(Database):
    """Keeps the contract `Keepsakes`."""

    @again
    def keep_preference(self, whose: str, name: str, value: Mapping[str, object]) -> None:
        with self.writing() as connection:
            set_aside(connection, _PREFERENCES, _is_preference(whose, name))
            connection.execute(delete(preferences).where(_is_preference(whose, name)))
            connection.execute(insert(preferences).values(whose=whose, name=name, value=value))

    @again
    def preference(self, whose: str, name: str) -> Mapping[str, object] | None:
        with self.reading() as connection:
            rows = connection.execute(select(*_PREFERENCES.columns).where(_is_preference(whose, name)))
            return next((row[2] for row in _PREFERENCES.good(rows, self.tell_damaged)), None)


def _is_preference(whose: str, name: str) -> ColumnElement[bool]:
    return and_(preferences.c.whose == whose, preferences.c.name == name)


_LETTERS = RowsOf(made_letters, [*MadeLetter.__dataclass_fields__, "la"])


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
            its = and_(_is_of_case(connection, made.reference), *same)
            set_aside(connection, _LETTERS, its)
            connection.execute(delete(made_letters).where(its))
            la = authority_for(connection, made.reference)
            connection.execute(insert(made_letters).values(la=la, **columns_of(made)))

    @again
    def letters_made(self, reference: str) -> Sequence[MadeLetter]:
        with self.reading() as connection:
            query = select(*_LETTERS.columns).where(_is_of_case(connection, reference)).order_by(made_letters.c.made_at)
            return [MadeLetter(*row[:-1]) for row in _LETTERS.good(connection.execute(query), self.tell_damaged)]

    @again
    def forget_letters(self, reference: str) -> None:
        with self.writing() as connection:
            connection.execute(delete(made_letters).where(_is_of_case(connection, reference)))


def _is_of_case(connection: Connection, reference: str) -> ColumnElement[bool]:
    return and_(within(made_letters, las_of(connection, [reference])), made_letters.c.reference == reference)


KEPT_ENDED = timedelta(hours=1)
"""So that what somebody typed as their row ended still finds whose it is."""

_SIGN_INS = RowsOf(sign_ins, SignedIn.__dataclass_fields__)
_LIVE = select(*_SIGN_INS.columns).where(sign_ins.c.key == bindparam("its_key"), sign_ins.c.ends_at > bindparam("at"))


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
            rows = connection.execute(_LIVE, {"its_key": key, "at": at})
            return next((SignedIn(*row) for row in _SIGN_INS.good(rows, self.tell_damaged)), None)

    @again
    def sign_out(self, key: str) -> None:
        with self.writing() as connection:
            connection.execute(delete(sign_ins).where(sign_ins.c.key == key))

    def sign_out_everywhere(self, holder: str) -> None:
        with self.writing() as connection:
            rows = [
                SignedIn(*row)
                for row in _SIGN_INS.good(connection.execute(select(*_SIGN_INS.columns)), self.tell_damaged)
            ]
            theirs = [row.key for row in rows if row.person.get("holder") == holder]
            connection.execute(delete(sign_ins).where(sign_ins.c.key.in_(theirs)))


_PROOFS = RowsOf(proofs, Proof.__dataclass_fields__)


class SqlProofs(Database):
    """Keeps the contract `Proofs`."""

    @again
    def keep_proof(self, proof: Proof) -> None:
        with self.writing() as connection:
            set_aside(connection, _PROOFS, _is_proof(proof.holder, proof.kind))
            connection.execute(delete(proofs).where(_is_proof(proof.holder, proof.kind)))
            connection.execute(insert(proofs).values(columns_of(proof)))

    @again
    def proof(self, holder: str, kind: str) -> Proof | None:
        with self.reading() as connection:
            rows = connection.execute(select(*_PROOFS.columns).where(_is_proof(holder, kind)))
            return next((Proof(*row) for row in _PROOFS.good(rows, self.tell_damaged)), None)

    def forget_proof(self, holder: str, kind: str) -> bool:
        with self.writing() as connection:
            return connection.execute(delete(proofs).where(_is_proof(holder, kind))).rowcount == 1

    def count_try(self, holder: str, at: datetime, lock: Callable[[int], timedelta | None]) -> bool:
        with self.writing() as connection:
            wrong = _count(connection, holder, at, lock)
            length = lock(wrong) if wrong else None
            if length:
                locked = update(tries).where(tries.c.holder == holder)
                connection.execute(locked.values(locked_until=at + length))
            return wrong > 0

    @again
    def forget_tries(self, holder: str) -> None:
        with self.writing() as connection:
            of_a_browser = tries.c.holder.startswith(f"{holder} ", autoescape=True)
            connection.execute(delete(tries).where(or_(tries.c.holder == holder, of_a_browser)))


def _is_proof(holder: str, kind: str) -> ColumnElement[bool]:
    return and_(proofs.c.holder == holder, proofs.c.kind == kind)


def _count(connection: Connection, holder: str, at: datetime, lock: Callable[[int], timedelta | None]) -> int:
    """How many tries with this one; 0 while locked. The row is held until the transaction ends, so that no two tries share
    a number.

    A lock that would last longer than it was made for was made while the clock was wrong: it has ended.
    """
    query = select(tries.c.wrong, tries.c.locked_until).where(tries.c.holder == holder).with_for_update()
    row = connection.execute(query).first()
    if row is None:
        connection.execute(insert(tries).values(holder=holder, wrong=1))
        return 1
    wrong, until = row.wrong if isinstance(row.wrong, int) else 0, row.locked_until
    if isinstance(until, datetime) and at < until <= at + (lock(wrong) or timedelta()):
        return 0
    connection.execute(update(tries).where(tries.c.holder == holder).values(wrong=wrong + 1, locked_until=None))
    return wrong + 1


class SqlPurposes(Database):
    """Keeps the contract `Purposes`."""

    @again
    def purpose(self) -> StorePurpose:
        with self.reading() as connection:
            return _purpose(connection)

    @again
    def is_unused(self) -> bool:
        with self.reading() as connection:
            return _is_unused(connection)

    @again
    def keep_demonstration(self) -> None:
        with self.writing() as connection:
            is_already = _in_turn(connection)
            if is_already is StorePurpose.NOT_SAID and _is_unused(connection):
                _say(connection, StorePurpose.DEMONSTRATION)
            elif is_already is not StorePurpose.DEMONSTRATION:
                raise NoDemonstration(NOT_MADE_UP)

    @again
    def keep_true_entries(self) -> None:
        if self.purpose() is StorePurpose.TRUE_ENTRIES:
            return  # so that a start writes nothing
        with self.writing() as connection:
            if _in_turn(connection) is not StorePurpose.TRUE_ENTRIES:
                _say(connection, StorePurpose.TRUE_ENTRIES)


def _purpose(connection: Connection) -> StorePurpose:
    said = set(connection.execute(select(purposes.c.purpose)).scalars())
    if said - {*StorePurpose}:
        return StorePurpose.TRUE_ENTRIES  # what cannot be read may say so
    strongest_first = (StorePurpose.TRUE_ENTRIES, StorePurpose.DEMONSTRATION)
    return next((each for each in strongest_first if each in said), StorePurpose.NOT_SAID)


def _in_turn(connection: Connection) -> StorePurpose:
    """What it is for, once no other process can be saying so."""
    next_mark(connection, "tables")
    return _purpose(connection)


def _is_unused(connection: Connection) -> bool:
    return not any(
        connection.execute(of_every_authority(select(1).select_from(each).limit(1))).first() for each in _KEPT
    )


def _say(connection: Connection, purpose: StorePurpose) -> None:
    connection.execute(insert(purposes).values(purpose=purpose, since=datetime.now(UTC)))


class SqlStore(
    SqlDamage,
    SqlWhole,
    SqlDrafts,
    SqlAudit,
    SqlSignIns,
    SqlProofs,
    SqlPreferences,
    SqlLetters,
    SqlErasing,
    SqlPurposes,
):
    """Keeps the contract `Store`. Open it with a file's path or a database URL; share it among threads freely."""
