"""Who is signed in, in SQL. Rows that ended over an hour ago are removed with the next sign-in."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, or_, select

from store.base import SignedIn
from store.sql_database import Database, columns_of
from store.sql_faults import again
from store.sql_schema import sign_ins

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
