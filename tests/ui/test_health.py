"""What whatever watches over the process is told."""

from __future__ import annotations

import pytest

from store.base import Store, StoreUnreachable
from tests.ui.visitor import Visitor


def test_it_answers_anybody_while_the_store_does(visitor: Visitor) -> None:
    answer = visitor.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ok": True, "store": "ok"})


def test_it_says_that_the_store_is_away_and_not_where_it_was(
    visitor: Visitor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> int:
        raise StoreUnreachable("postgresql://user:secret@host is away")

    monkeypatch.setattr(store, "tables_mark", away)
    answer = visitor.get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"ok": False, "store": "StoreUnreachable"})
