"""The one-time link of somebody of the authority, asked as a browser would: it opens once, for a day, for one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from casework.people import one_time_link
from casework.people.access_table import key_of
from casework.people.one_time_link import DOES_NOT_OPEN, KIND, NOT_THERE
from casework.reading.office import Office
from record.tables import STAFF
from store.contract import Proof, StoreError, TableRow
from tests.casework.at_work import an_office
from tests.ui.visitor import Visitor
from ui.shell import gate, headers
from ui.sign_in.enter import ONCE, routes_once
from ui.sign_in.ways import OPEN_TO_ALL

ANNA, FINN = "anna.bell@council.example", "finn@council.example"


@dataclass
class Desk:
    """A site that two people of the authority belong to, and a browser."""

    office: Office
    visitor: Visitor

    def come_in(self, key: str) -> int:
        return self.visitor.post(ONCE, {"key": key}).status_code


def put(office: Office, email: str, **values: str) -> None:
    row = {"name": email.split("@")[0].title(), "email": email, "la": "205", **values} if values else {}
    office.store.put(TableRow(STAFF, email, row, datetime.now(UTC), "the test"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    office = an_office(tmp_path)
    put(office, ANNA, role="coordinator", areas="all")
    put(office, FINN, role="figures")
    app = Starlette(
        routes=[
            *routes_once(lambda: office.store),
            Route("/{path:path}", lambda request: PlainTextResponse("Streamlit")),
        ],
        middleware=[
            Middleware(headers.SecurityHeaders, secure=True),
            Middleware(gate.Gate, lambda: office.store, OPEN_TO_ALL, ("127.0.0.1",), False),
        ],
    )
    yield Desk(office, Visitor(app))
    office.store.close()


def test_it_lets_in_once_and_whoever_came_stays(desk: Desk) -> None:
    key = one_time_link.make(desk.office.store, ANNA.upper())

    assert "Your one-time link" in desk.visitor.get(ONCE).text
    assert desk.come_in(f"https://moves.example.org{ONCE}#{key}") == 303
    assert desk.visitor.get("/today").text == "Streamlit"
    assert desk.come_in(key) == 422


def test_whoever_is_taken_from_the_table_is_out_at_once(desk: Desk) -> None:
    desk.come_in(one_time_link.make(desk.office.store, ANNA))
    assert desk.visitor.get("/today").status_code == 200
    put(desk.office, ANNA)

    assert desk.visitor.get("/today").status_code == 303


def test_any_key_that_does_not_open_is_answered_alike(desk: Desk) -> None:
    replaced = one_time_link.make(desk.office.store, ANNA)
    late = one_time_link.make(desk.office.store, ANNA)
    desk.office.store.keep_proof(Proof(f"{STAFF} {ANNA}", KIND, key_of(late), datetime.now(UTC)))
    answers = [desk.visitor.post(ONCE, {"key": key}) for key in (replaced, late, "guessed", "", "x" * 300)]

    assert {(each.status_code, each.content) for each in answers} == {(422, answers[0].content)}
    assert DOES_NOT_OPEN in answers[0].text
    assert desk.visitor.get("/today").status_code == 303


@pytest.mark.parametrize("email", [FINN, "nobody@council.example"])
def test_only_whoever_keeps_the_site_has_one(desk: Desk, email: str) -> None:
    with pytest.raises(StoreError, match=NOT_THERE[:40]):
        one_time_link.make(desk.office.store, email)


def test_what_is_kept_does_not_open(desk: Desk) -> None:
    key = one_time_link.make(desk.office.store, ANNA)
    proof = desk.office.store.proof(f"{STAFF} {ANNA}", KIND)

    assert proof is not None
    assert proof.hashed == key_of(key)
    assert desk.come_in(proof.hashed) == 422


def test_guessing_is_slowed(desk: Desk) -> None:
    assert [desk.come_in("guessed") for _ in range(31)] == [422] * 30 + [429]
