"""Signing in as one of the demo's people, and out again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette

from store.contract import Store
from tests.ui.visitor import Visitor
from ui.shell.settings import Settings
from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE, groups, key_of, people_of
from ui.sign_in.routes import SignIn

AMINA = next(person for person in SAMPLE if person["name"] == "Amina Yusuf")


def test_the_picker_offers_everyone_under_their_school(visitor: Visitor) -> None:
    page = visitor.get("/sign-in").text

    assert all(str(person["name"]) in page for person in SAMPLE)
    schools = {str(person["school_name"]) for person in SAMPLE if person["school"]}
    assert [group.heading for group in groups(SAMPLE)] == [*sorted(schools), "The local authority"]


def test_names_are_written_as_text_never_as_html() -> None:
    choice = groups([{**AMINA, "name": "<b>x</b>", "school_name": "<i>"}])[0]

    assert choice.choices[0].name == "<b>x</b>"


def test_a_name_cannot_add_html_to_the_page(store: Store) -> None:
    people = [{**AMINA, "name": "<script>alert(1)</script>"}]
    page = Visitor(Starlette(routes=SignIn(Settings(), lambda: store, lambda: people).routes())).get("/sign-in").text

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    sent = visitor.post("/sign-in", {"person": key_of(AMINA), "next": "/"}).headers["set-cookie"]
    morsel = SimpleCookie(sent)["managed_moves"]

    assert morsel["httponly"]
    assert morsel["samesite"].lower() == "lax"
    assert morsel["path"] == "/"
    assert int(morsel["max-age"]) == 12 * 60 * 60
    assert len(morsel.value) >= 43


def test_the_store_never_has_the_cookies_secret(visitor: Visitor, store: Store) -> None:
    secret = visitor.sign_in()
    row = ticket.look_up(store, secret)

    assert row is not None
    assert secret not in repr(row)
    assert row.ends_at - row.begun_at == timedelta(hours=12)


def test_signing_in_leads_on_to_the_page_that_was_wanted(visitor: Visitor) -> None:
    answer = visitor.post("/sign-in", {"person": key_of(AMINA), "next": "/case?case=MM-7K4Q2PXD"})

    assert answer.headers["location"] == "/case?case=MM-7K4Q2PXD"


def test_a_forged_next_page_leads_to_the_front_page(visitor: Visitor) -> None:
    answer = visitor.post("/sign-in", {"person": key_of(AMINA), "next": "//evil.com"})

    assert answer.headers["location"] == "/"


def test_every_sign_in_has_a_secret_of_its_own_and_ends_the_one_before(visitor: Visitor, store: Store) -> None:
    first = visitor.sign_in()
    second = visitor.sign_in("Rosalind Marsh")

    assert first != second
    assert ticket.look_up(store, first) is None
    assert (ticket.look_up(store, second) or pytest.fail("not signed in")).person["name"] == "Rosalind Marsh"


def test_a_secret_planted_before_signing_in_is_worth_nothing_after(visitor: Visitor, store: Store) -> None:
    visitor.cookies["managed_moves"] = "planted"
    person = {"person": key_of(AMINA), "next": "/"}
    visitor.post("/sign-in", person)

    assert ticket.look_up(store, "planted") is None


def test_signing_out_ends_the_row_at_once(visitor: Visitor, store: Store) -> None:
    secret = visitor.sign_in()
    answer = visitor.post("/sign-out")

    assert answer.headers["location"] == "/sign-in"
    assert ticket.look_up(store, secret) is None
    assert "managed_moves" not in visitor.cookies
    assert visitor.get("/my-cases", cookie=f"managed_moves={secret}").status_code == 303


def test_a_link_cannot_sign_anybody_out(visitor: Visitor, store: Store) -> None:
    secret = visitor.sign_in()
    visitor.get("/sign-out")

    assert ticket.look_up(store, secret) is not None


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
@pytest.mark.parametrize(
    "origin", ["https://evil.com", "null", "", "http://127.0.0.1:9999", "http://127.0.0.1.evil.com:8501"]
)
def test_another_sites_form_is_refused(visitor: Visitor, store: Store, path: str, origin: str) -> None:
    secret = visitor.sign_in()
    answer = visitor.post(path, {"person": key_of(AMINA), "next": "/"}, origin=origin)

    assert answer.status_code == 403
    assert ticket.look_up(store, secret) is not None


def test_a_form_longer_than_ours_is_not_read(visitor: Visitor) -> None:
    assert visitor.post("/sign-in", {"person": "x" * 20_000}).status_code == 413


def test_a_form_of_unknown_length_is_not_read(visitor: Visitor) -> None:
    assert visitor.request("POST", "/sign-in", b"person=x", length=False).status_code == 413


@pytest.mark.parametrize("person", ["", "nobody", "0"])
def test_nobody_in_particular_is_told_what_to_do(visitor: Visitor, person: str) -> None:
    answer = visitor.post("/sign-in", {"person": person, "next": "/my-cases"})

    assert answer.status_code == 422
    assert "Choose a person from the list" in answer.text
    assert "Error: Sign in" in answer.text
    assert re.findall(r"<h\d", answer.text)[:2] == ["<h1", "<h2"], "the page's name comes before what is wrong with it"
    assert 'value="/my-cases"' in answer.text
    assert "managed_moves" not in visitor.cookies


def test_outside_the_demo_nobody_signs_in_as_a_made_up_person(app: Callable[..., Starlette]) -> None:
    site = Visitor(app(demo=False))

    assert site.post("/sign-in", {"person": key_of(AMINA), "next": "/"}).status_code == 422


def test_a_made_up_person_of_an_earlier_demo_is_nobody_on_a_real_site(
    visitor: Visitor, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = visitor.sign_in()
    monkeypatch.setenv("MANAGED_MOVES_WAYS_IN", "links")

    assert ticket.look_up(store, secret) is None
    assert visitor.get("/media/x").status_code == 401


def test_whoever_is_signed_in_can_go_on_or_leave(visitor: Visitor) -> None:
    visitor.sign_in()
    page = visitor.get("/sign-in?next=/my-cases").text

    assert "You are signed in as <strong>Amina Yusuf</strong>" in page
    assert 'href="/my-cases">Continue' in page
    assert 'action="/sign-out"' in page


def test_signing_in_is_in_the_audit(visitor: Visitor, store: Store) -> None:
    visitor.sign_in()
    event = store.events()[0]

    assert (event.who, event.did, event.school) == ("Amina Yusuf", "signed in", AMINA["school"])


def test_the_grace_after_expiry_is_not_one_after_signing_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket, "LASTS", timedelta(seconds=-1))
    expired, revoked = ticket.issue(store, AMINA), ticket.issue(store, AMINA)
    ticket.revoke(store, revoked)
    late = timedelta(minutes=15)

    assert ticket.look_up(store, expired) is None
    assert ticket.look_up(store, revoked, grace=late) is None


def test_a_row_says_who_its_holder_is(store: Store) -> None:
    row = ticket.look_up(store, ticket.issue(store, AMINA))
    assert row is not None
    person = ticket.person_of(row)

    said = (person.name, person.role, person.la, list(person.areas))
    assert said == tuple(AMINA[name] for name in ("name", "role", "la", "areas"))
    assert row.begun_at <= datetime.now(UTC)


def test_without_staff_the_sample_is_offered(store: Store) -> None:
    assert people_of(store) == SAMPLE
