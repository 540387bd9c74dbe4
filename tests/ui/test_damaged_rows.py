"""What people see when a row cannot be read, or the disk is full: every page goes on, and says what is the matter."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from casework.reading.office import Office
from store.sql.store import SqlStore
from tests.casework.at_work import LA, REFERENCE, ROSALIND, an_office, open_a_case, requested
from ui.markup import plain
from ui.shell import go, health, session, wiring
from ui.sign_in import ticket

CHILD = "Tobi Adeyemi"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Two cases; the last form of one of them was cut off in the file."""
    made = an_office(tmp_path, *requested())
    open_a_case(made)
    made.store.close()
    with sqlite3.connect(tmp_path / "store.sqlite") as file:
        file.execute("DROP TRIGGER entries_are_never_changed")
        last = "SELECT save_id FROM entries WHERE reference = ? ORDER BY seq DESC LIMIT 1"
        file.execute(f"UPDATE entries SET answers = '{{\"what' WHERE save_id = ({last})", [REFERENCE])
    monkeypatch.setenv("MANAGED_MOVES_WAYS_IN", "demo")
    monkeypatch.setenv("MANAGED_MOVES_STORE", f"sqlite:///{tmp_path / 'store.sqlite'}")
    monkeypatch.setattr(health, "TRIED_EVERY", 0.0)
    monkeypatch.setattr(go, "link", lambda *_, **__: None)  # a page alone knows no others
    wiring.close()
    yield wiring.office()
    wiring.close()


def page(office: Office, screen: go.Screen, role: str, monkeypatch: pytest.MonkeyPatch, case: str = "") -> str:
    """Everything a page shows to a coordinator, or an administrator."""
    name, areas = (ROSALIND.name, ROSALIND.areas) if role == "coordinator" else ("Idris Vale", ())
    secret = ticket.issue(office.store, {"name": name, "role": role, "school": "", "la": LA, "areas": list(areas)})
    monkeypatch.setattr(session, "_secret", lambda: secret)
    test = AppTest.from_file(str(screen.path), default_timeout=90)
    if case:
        test.query_params["case"] = case
    test.run()
    assert not test.exception
    tables = [each.value.to_string() for each in test.table]
    html = [str(each.proto.body) for each in test.get("html")]
    return " ".join(
        [*(each.value for each in (*test.markdown, *test.error, *test.warning, *test.success)), *tables, *html]
    )


def test_its_case_says_so_and_what_to_do(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = page(office, go.CASE, "coordinator", monkeypatch, REFERENCE)

    assert "of this case was damaged and cannot be read (row " in shown
    assert "Or fill in the form again." in shown


def test_today_and_the_board_go_on_and_say_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "1 stored row cannot be read" in page(office, go.TODAY, "coordinator", monkeypatch)
    assert len(office.cases) == 2


def test_an_administrator_is_told_which_row_and_nothing_of_a_child(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.store.look_over()
    assert "1 stored row cannot be read" in page(office, go.ADMINISTRATION, "administrator", monkeypatch)
    shown = page(office, go.SYSTEM_STATUS, "administrator", monkeypatch)

    [row] = office.store.damaged()
    assert all(plain(part) in shown for part in ("entries", row.key, REFERENCE, "“answers” cannot be read"))
    assert not any(part in shown for part in CHILD.split())


def test_a_disk_that_is_gone_is_said_and_cases_can_be_read(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(office.store, SqlStore)
    before = page(office, go.CASE, "coordinator", monkeypatch, REFERENCE)
    secret = session._secret()
    shutil.move(tmp_path / "store.sqlite", tmp_path / "elsewhere.sqlite")
    monkeypatch.setattr(ticket, "issue", lambda *_: secret)

    assert page(office, go.CASE, "coordinator", monkeypatch, REFERENCE) == before
    assert office.store.audit_waiting() == 0, "that it was opened was written down before"
    assert "There is no such case" in page(office, go.CASE, "coordinator", monkeypatch, "MM-0000-0000")
    assert office.store.audit_waiting() == 1
    assert "Nothing can be saved: the disk is full, or cannot be written to." in page(
        office, go.SYSTEM_STATUS, "coordinator", monkeypatch
    )
