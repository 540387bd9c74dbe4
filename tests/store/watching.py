"""Looks at every statement that is sent to a database: one on a table of an authority's names the authority, or says
that it is meant for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Select, event
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.dml import Insert
from sqlalchemy.sql.elements import BinaryExpression, ClauseElement, ColumnClause
from sqlalchemy.sql.util import find_tables

from store.sql.authorities import EVERY_AUTHORITY, OF_AN_AUTHORITY


@contextmanager
def every_statement(dialect: str) -> Iterator[None]:
    """Raises AssertionError where a statement to such a database names no authority."""

    def look(connection: Connection, statement: Any, *_: object) -> None:
        if connection.dialect.name == dialect and isinstance(statement, ClauseElement):
            unnamed = names_no_authority(statement)
            assert not unnamed, f"say whose rows of {sorted(unnamed)} these are, or of_every_authority: {statement}"

    event.listen(Engine, "before_execute", look)
    try:
        yield
    finally:
        event.remove(Engine, "before_execute", look)


def names_no_authority(statement: ClauseElement) -> set[str]:
    """The tables of an authority's that a statement is on without saying whose."""
    if statement.get_execution_options().get(EVERY_AUTHORITY) or isinstance(statement, Insert):
        return set()  # what is inserted has one: it is the first of the key
    on = find_tables(statement, include_joins=True, include_selects=True, include_crud=True, check_columns=True)
    return {each.name for each in on if each in OF_AN_AUTHORITY} - _compared(statement)


def _compared(statement: ClauseElement) -> set[str]:
    """The tables whose authority is compared with something."""
    joins = statement.get_final_froms() if isinstance(statement, Select) else ()
    compared = [
        side
        for part in (statement, *joins)
        for each in visitors.iterate(part)
        if isinstance(each, BinaryExpression) and each.operator in (operators.eq, operators.in_op)
        for side in (each.left, each.right)
    ]
    return {
        side.table.name
        for side in compared
        if isinstance(side, ColumnClause) and side.name == "la" and side.table is not None
    }
