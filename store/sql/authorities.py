"""Which authority a row belongs to: every table of one leads with it, and every statement on such a table names it.

So PostgreSQL can be spread over machines by authority (Citus) without a change of code: what concerns one case is asked
of one machine. What is known by an id alone is first looked up in `authority_of`, which every machine has whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Executable, Table, bindparam, delete, select, text

from store.sql.schema import (
    audit,
    authority_of,
    carried,
    draft_answers,
    drafts,
    entries,
    erased,
    made_letters,
    marks,
    metadata,
    preferences,
    proofs,
    purposes,
    sign_ins,
    table_rows,
    tries,
    version,
)

OF_AN_AUTHORITY = (entries, drafts, draft_answers, made_letters)
"""To be distributed by `la`."""
OF_NO_AUTHORITY = (
    authority_of,
    marks,
    table_rows,
    erased,
    sign_ins,
    proofs,
    tries,
    preferences,
    audit,
    version,
    purposes,
    carried,
)
"""Reference tables: small, or asked for whole. (The audit is only added to, and stays where it is written.)"""
Query = TypeVar("Query", bound=Executable)
NOBODYS = ""
"""The authority of what is kept for a case that nothing else is known of."""
EVERY_AUTHORITY = "every_authority"
"""Marks a statement that is meant for all of them at once: a list across schools, what changed, a copy of everything."""

assert {*OF_AN_AUTHORITY, *OF_NO_AUTHORITY} == {*metadata.tables.values()}, "say whose the new table is"


def of_every_authority(query: Query) -> Query:
    """The same question, asked knowingly of every authority."""
    return query.execution_options(**{EVERY_AUTHORITY: True})


def register(connection: Connection, la: str, *ids: str) -> None:
    """Remember whose these cases, saves or drafts are. Known ones stay."""
    # The same words in both databases, and no select before it: two people may begin one case at the same moment.
    known = text("INSERT INTO authority_of (id, la) VALUES (:id, :la) ON CONFLICT DO NOTHING")
    connection.execute(known, [{"id": each, "la": la} for each in ids])


def known_ids(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those of these cases, saves or drafts that are somebody's."""
    wanted = authority_of.c.id.in_(list(ids))
    return frozenset(connection.execute(select(authority_of.c.id).where(wanted)).scalars())


_LAS_OF = select(authority_of.c.la).where(authority_of.c.id.in_(bindparam("ids", expanding=True)))


_LAS_OF_ONE = select(authority_of.c.la).where(authority_of.c.id == bindparam("id"))


def las_of_one(connection: Connection, reference: str) -> frozenset[str]:
    """The authorities that have anything of a case: one, unless it was handed over."""
    return frozenset(connection.execute(_LAS_OF_ONE, {"id": reference}).scalars())


def las_of(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """The authorities that have anything of these cases, saves or drafts."""
    return frozenset(connection.execute(_LAS_OF, {"ids": list(ids)}).scalars())


def authority_for(connection: Connection, case: str) -> str:
    """The authority that something more of a case is kept with."""
    return min(las_of(connection, [case]), default=NOBODYS)


def forget(connection: Connection, ids: Collection[str]) -> None:
    """Forget whose these were."""
    connection.execute(delete(authority_of).where(authority_of.c.id.in_(list(ids))))


def within(table: Table, las: Collection[str]) -> ColumnElement[bool]:
    """That a row is one of these authorities', or nobody's."""
    return table.c.la.in_(sorted({*las, NOBODYS}))
