"""What whatever watches over the process is told, and that it is told nothing of anybody."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette

from store import metrics
from store.contract import Store, StoreError, StoreUnreachable
from store.sql.store import SqlStore
from tests.store.rows import NOW, draft, entry
from tests.ui.visitor import Visitor
from ui.shell import errors, health

NAME, UPN, POSTCODE = 'Zebedee \'; DROP TABLE "O’Quillfeather"\n{evil=1} 1', "A801200001001", "W6 9ZZ"


@pytest.fixture
def away(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> int:
        raise StoreUnreachable("postgresql://user:secret@host is away")

    monkeypatch.setattr(store, "tables_mark", unreachable)


def test_it_answers_anybody_while_the_store_does(visitor: Visitor) -> None:
    lives, ready = visitor.get("/healthz"), visitor.get("/readyz")

    assert (lives.status_code, lives.json()) == (200, {"ok": True, "store": "ok"})
    assert (ready.status_code, ready.json()) == (
        200,
        {"ok": True, "store": "ok", "waiting": 0, "disk": "ok", "audit_waiting": 0, "damaged": 0, "rows": []},
    )
    assert "managed_moves_store_up 1.0" in visitor.get("/metrics").text


@pytest.mark.usefixtures("away")
def test_it_says_that_the_store_is_away_and_not_where_it_was(visitor: Visitor) -> None:
    lives, ready = visitor.get("/healthz"), visitor.get("/readyz")

    assert (lives.status_code, lives.json()) == (503, {"ok": False, "store": "StoreUnreachable"})
    assert (ready.status_code, ready.json()) == (
        503,
        {
            "ok": False,
            "store": "StoreUnreachable",
            "waiting": None,
            "disk": "unknown",
            "audit_waiting": None,
            "damaged": None,
            "rows": [],
        },
    )
    assert "managed_moves_store_up 0.0" in visitor.get("/metrics").text


def test_a_disk_that_is_nearly_full_is_told_before_it_is(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(health.SPACE_SETTING, "999000000")
    lives, ready = visitor.get("/healthz"), visitor.get("/readyz")

    assert (lives.status_code, ready.status_code, ready.json()["disk"]) == (200, 503, "low")


def test_a_disk_that_is_gone_is_told_by_writing(visitor: Visitor, store: SqlStore, tmp_path: Path) -> None:
    store.file.rename(tmp_path / "elsewhere")  # type: ignore[union-attr]
    ready = visitor.get("/readyz")

    assert (ready.status_code, ready.json()["ok"], ready.json()["disk"]) == (503, False, "cannot be written")
    assert "managed_moves_store_writable 0.0" in visitor.get("/metrics").text


def test_a_row_that_cannot_be_read_is_named_and_nothing_of_what_it_says(
    app: Callable[..., Starlette], visitor: Visitor, store: SqlStore
) -> None:
    store.save(entry(answers={"legal_name": NAME}))
    with sqlite3.connect(str(store.file)) as file:
        file.execute("DROP TRIGGER entries_are_never_changed")
        file.execute("UPDATE entries SET answers = substr(answers, 1, 9)")
    store.look_over()
    named = {"table": "entries", "key": "999 save-1", "what": "“answers” cannot be read"}
    ready, outside = visitor.get("/readyz"), Visitor(app(demo=False), client=("203.0.113.9", 50_000)).get("/readyz")

    assert (ready.status_code, ready.json()["damaged"], ready.json()["rows"]) == (200, 1, [named])
    assert (outside.json()["damaged"], "rows" in outside.json()) == (1, False)
    numbers = visitor.get("/metrics").text
    line = 'managed_moves_damaged_row{key="999 save-1",table="entries",what="“answers” cannot be read"} 1.0'
    assert line in numbers
    assert "Zebedee" not in numbers + ready.text


@pytest.mark.parametrize(
    ("said", "token", "answered"),
    [
        ("", "", 403),
        ("Bearer ", "", 403),
        ("", "t0ken", 403),
        ("Bearer other", "t0ken", 403),
        ("Bearer t0ken", "t0ken", 200),
    ],
)
def test_the_numbers_are_for_this_computer_or_for_whoever_has_the_token(
    app: Callable[..., Starlette], monkeypatch: pytest.MonkeyPatch, said: str, token: str, answered: int
) -> None:
    monkeypatch.setenv(health.TOKEN_SETTING, token)
    inside, outside = Visitor(app(demo=False)), Visitor(app(demo=False), client=("203.0.113.9", 50_000))

    assert inside.get("/metrics").status_code == 200
    assert outside.get("/metrics", authorization=said).status_code == answered
    assert inside.get("/metrics", authorization=said, x_forwarded_for="203.0.113.9").status_code == answered


def test_saves_drafts_and_faults_are_counted(visitor: Visitor, store: Store) -> None:
    before = {each: metrics.so_far(each) for each in ("managed_moves_saves_total", "managed_moves_drafts_kept_total")}
    refused = metrics.so_far("managed_moves_store_faults_total", kind="StoreError")
    store.save(entry())
    store.begin(draft())
    store.keep("draft-1", {"what": "half a sent"}, "Olena Marsh", NOW)
    with pytest.raises(StoreError):
        store.save(entry("save-2", answers={"score": float("nan")}))

    assert {each: metrics.so_far(each) - was for each, was in before.items()} == dict.fromkeys(before, 1.0)
    assert metrics.so_far("managed_moves_store_faults_total", kind="StoreError") == refused + 1
    assert "managed_moves_saves_total" in visitor.get("/metrics").text


def test_neither_log_nor_numbers_say_anything_of_a_child(
    visitor: Visitor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(errors.formatter(watched=False))
    factory = logging.getLogRecordFactory()
    logging.setLogRecordFactory(errors._redacted)
    logging.getLogger().addHandler(handler)
    try:
        said = {"legal_name": NAME, "upn": UPN, "address": f"1 Ash Road\n{POSTCODE}"}
        store.save(entry(answers=said, saved_by=NAME))
        store.begin(draft(begun_by=NAME))
        store.keep("draft-1", said, NAME, NOW)
        with pytest.raises(StoreError) as refused:
            store.save(entry("save-2", answers={**said, "score": float("nan")}))
        logging.getLogger("managed_moves").error("Went wrong", exc_info=refused.value)
        logging.getLogger("anybody").error("Went wrong: %s", ValueError(NAME, UPN, POSTCODE))
        shown = visitor.get("/metrics").text + visitor.get("/readyz").text
    finally:
        logging.getLogger().removeHandler(handler)
        logging.setLogRecordFactory(factory)

    assert len(written.getvalue()) > 0
    for part in (NAME, "Zebedee", "Quillfeather", UPN, POSTCODE, "Ash Road"):
        assert part not in written.getvalue() + shown


def test_a_line_of_the_log_is_one_object_whatever_it_says() -> None:
    record = logging.LogRecord("managed_moves", logging.ERROR, "here.py", 1, "Two\nlines of “%s”", ('"x"',), None)
    line = errors.formatter(watched=False).format(record)

    assert "\n" not in line
    assert json.loads(line)["says"] == 'Two\nlines of “"x"”'
    assert {"at", "level", "logger", "says"} == json.loads(line).keys()
