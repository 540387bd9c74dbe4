"""What lets the SQL store be spread over machines by authority: keys that it leads, and statements that name it.

The contract suite sends every statement of the store to PostgreSQL; `watching` looks at each of them there.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Select, Table, UniqueConstraint, delete, select

from store.sql.authorities import OF_AN_AUTHORITY, OF_NO_AUTHORITY, of_every_authority
from store.sql.schema import draft_answers, drafts, entries, metadata
from store.sql.store import SqlStore
from store.whole import carry
from tests.store.rows import draft, entry
from tests.store.test_every_store_is_carried_whole import filled
from tests.store.test_sql import EVERY_ACTION
from tests.store.watching import every_statement, names_no_authority


def test_every_table_is_an_authoritys_or_said_to_be_nobodys() -> None:
    assert {*OF_AN_AUTHORITY, *OF_NO_AUTHORITY} == {*metadata.tables.values()}
    assert [
        each.name for each in OF_NO_AUTHORITY if "la" in each.primary_key.columns and each.name != "authority_of"
    ] == []


@pytest.mark.parametrize("table", OF_AN_AUTHORITY, ids=str)
def test_the_authority_leads_every_key(table: Table) -> None:
    unique = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    indexes = [each.columns for each in table.indexes if each.unique]
    for columns in (table.primary_key.columns, *unique, *indexes):
        assert next(iter(columns)).name == "la"
    for foreign in table.foreign_key_constraints:
        assert next(iter(foreign.elements)).column.name == "la"


def test_every_verb_of_the_store_names_the_authority(tmp_path: Path) -> None:
    with every_statement("sqlite"):
        store, other = SqlStore(tmp_path / "store.sqlite"), SqlStore(tmp_path / "other.sqlite")
        store.save(entry())
        store.begin(draft())
        for act in EVERY_ACTION.values():
            act(store)
        carry(filled(store), other)
        store.erase(["MM-AAAA1111"], ["draft-1"])
    for each in (store, other):
        each.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (select(entries.c.save_id).where(entries.c.reference == "MM-AAAA1111"), {"entries"}),
        (select(entries.c.save_id, entries.c.la).where(entries.c.la != "205"), {"entries"}),
        (delete(drafts).where(drafts.c.draft_id == "draft-1"), {"drafts"}),
        (select(drafts).where(drafts.c.la == "205"), set()),
        (select(drafts, draft_answers.c.value).outerjoin(draft_answers).where(drafts.c.la == "205"), set()),
        (of_every_authority(select(entries)), set()),
    ],
)
def test_a_statement_that_names_none_is_seen(statement: Select[tuple[object]], told: set[str]) -> None:
    assert names_no_authority(statement) == told


def test_a_case_that_came_to_another_authority_is_read_whole(store: SqlStore) -> None:
    store.save(entry("save-1", la="205"))
    store.save(entry("save-2", la="206", base="save-1", revision=2))

    assert [each.la for each in store.entries("MM-AAAA1111")] == ["205", "206"]
    assert store.save(entry("save-1", la="206")).la == "205"
