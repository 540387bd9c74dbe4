"""The calendar's addresses: the file for whoever is signed in, the feed for whoever knows the key, nothing for anybody else."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from casework.desk.calendar import has_calendar, make_key, revoke_key
from casework.reading.office import Office
from record.person import Person
from record.tables import STAFF
from tests.casework.at_work import AMINA, EVE, LA, REFERENCE, ROSALIND, an_office, placed, put
from tests.ui.visitor import Visitor
from ui.shell import gate, headers
from ui.shell.downloads import CALENDAR, FEED
from ui.shell.handing_out import routes
from ui.sign_in import ticket


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("MANAGED_MOVES_WAYS_IN", "demo")
    return an_office(tmp_path, *placed())


def a_site(office: Office) -> Visitor:
    middleware = [
        Middleware(headers.SecurityHeaders, secure=False),
        Middleware(gate.Gate, lambda: office.store, frozenset(), ("127.0.0.1",), True),
    ]
    return Visitor(Starlette(routes=routes(lambda: office), middleware=middleware))


def test_a_feed_needs_its_key_and_nothing_else(office: Office) -> None:
    key = make_key(office, ROSALIND)
    answer = a_site(office).get(FEED.at(key=key))

    assert answer.status_code == 200
    assert REFERENCE in answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["cache-control"] == "no-store"


def test_a_feed_shows_what_its_person_sees(office: Office) -> None:
    assert REFERENCE not in a_site(office).get(FEED.at(key=make_key(office, EVE))).text


@pytest.mark.parametrize("key", ["x", "0" * 27, "x" * 5000, "%00", "..%2F..%2Fstore"])
def test_no_other_key_opens_anything_and_all_are_answered_alike(office: Office, key: str) -> None:
    make_key(office, ROSALIND)
    site = a_site(office)
    answers = [site.get(FEED.at(key=each)) for each in (key, "never-made")]

    assert [each.status_code for each in answers] == [404, 404] or "%2F" in key
    assert REFERENCE not in answers[0].text


def test_a_new_key_ends_the_one_before_and_a_revoked_one_opens_nothing(office: Office) -> None:
    site, first = a_site(office), make_key(office, ROSALIND)
    second = make_key(office, ROSALIND)
    assert [site.get(FEED.at(key=each)).status_code for each in (first, second)] == [404, 200]
    revoke_key(office, ROSALIND)

    assert site.get(FEED.at(key=second)).status_code == 404
    assert not has_calendar(office, ROSALIND)


def test_the_key_is_kept_nowhere(office: Office, tmp_path: Path) -> None:
    key = make_key(office, ROSALIND)
    office.store.close()

    assert [each.name for each in tmp_path.iterdir() if key.encode() in each.read_bytes()] == []


def test_whoever_was_let_go_has_no_feed_any_more(office: Office) -> None:
    row = {"name": "Tess Amadi", "role": "coordinator", "la": LA, "area": "all", "email": "t@council.example"}
    put(office, STAFF, "t@council.example", **row)
    tess = Person("Tess Amadi", "coordinator", "", LA, holder=f"{STAFF} t@council.example")
    key = make_key(office, tess)
    site = a_site(office)
    assert site.get(FEED.at(key=key)).status_code == 200
    put(office, STAFF, "t@council.example")

    assert site.get(FEED.at(key=key)).status_code == 404


def test_the_file_is_for_whoever_is_signed_in(office: Office) -> None:
    site = a_site(office)
    assert site.get(CALENDAR.at(), accept="*/*").status_code == 401
    site.cookies[ticket.COOKIE] = ticket.issue(office.store, {**asdict(AMINA), "areas": []})

    assert REFERENCE in site.get(CALENDAR.at()).text
