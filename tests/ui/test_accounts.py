"""Signing in with an account, at a real OpenID Connect provider on this computer: who comes in, and what is refused."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from http.cookies import SimpleCookie
from typing import IO
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

from casework.people.staff import GOOGLE
from casework.reading.settings import STAFF
from store.contract import Store, TableRow
from tests.accounts_provider import provider
from tests.browser.serving import free_port
from tests.ui.visitor import ORIGIN, Answer, Visitor
from ui.sign_in import ticket
from ui.sign_in.accounts import COOKIE, ByAccount
from ui.sign_in.providers import Accounts, Provider

ROSALIND = {"sub": "rosalind", "email": "rosalind@council.example", "email_verified": True, "name": "R Marsh"}
AWAY, BACK = "/sign-in/google", "/sign-in/google/back"
SORRY = "Google did not say who you are. Try again."


@pytest.fixture(scope="module")
def google() -> Iterator[str]:
    """Its address."""
    with provider(ROSALIND) as address:
        yield address


@pytest.fixture
def browser(google: str, store: Store) -> Visitor:
    """Somebody at a site whose Staff table has Rosalind Marsh."""
    row = {
        "name": "Rosalind Marsh",
        "email": "rosalind@council.example",
        "role": "coordinator",
        "la": "205",
        "area": "all",
    }
    store.put(TableRow(STAFF, row["email"], row, datetime.now(UTC), "the test"))
    return visits(store, google)


def visits(store: Store, google: str) -> Visitor:
    ways = (Provider(GOOGLE, "managed-moves", "not a real secret", f"{google}/.well-known/openid-configuration"),)
    return Visitor(Starlette(routes=ByAccount(Accounts(ORIGIN, ways), lambda: store).routes()))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def agreed(address: str, **answer: str) -> dict[str, str]:
    """What the provider sends back with somebody who pressed its button at this address."""
    try:
        urllib.request.build_opener(_Stay).open(address, urlencode(answer).encode())
    except HTTPError as led_on:
        return {name: found[0] for name, found in parse_qs(urlsplit(led_on.headers["Location"]).query).items()}
    raise AssertionError("the provider led nowhere")


def away(browser: Visitor) -> str:
    return browser.get(f"{AWAY}?next=/board").headers["location"]


def back(browser: Visitor, sent: dict[str, str]) -> Answer:
    return browser.get(f"{BACK}?{urlencode(sent)}")


def refused(browser: Visitor, answer: Answer) -> bool:
    return answer.status_code == 422 and SORRY in answer.text and ticket.COOKIE not in browser.cookies


def test_whoever_the_provider_vouches_for_comes_in_at_the_page_that_was_wanted(browser: Visitor, store: Store) -> None:
    answer = back(browser, agreed(away(browser), sub="rosalind"))

    row = ticket.look_up(store, browser.cookies[ticket.COOKIE])
    assert (answer.status_code, answer.headers["location"]) == (303, "/board")
    assert browser.cookies[COOKIE] == "null"  # what the way needed is forgotten
    assert row is not None
    assert row.person["name"] == "Rosalind Marsh"


def test_the_provider_is_asked_for_a_proof_of_this_way_and_no_more_than_a_name_and_an_address(browser: Visitor) -> None:
    asked = {name: found[0] for name, found in parse_qs(urlsplit(away(browser)).query).items()}

    assert {name: asked[name] for name in asked if name not in {"state", "nonce", "code_challenge"}} == {
        "response_type": "code",
        "client_id": "managed-moves",
        "redirect_uri": f"{ORIGIN}{BACK}",
        "scope": "openid email profile",
        "prompt": "select_account",
        "code_challenge_method": "S256",
    }
    assert all(len(asked[name]) >= 20 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize(
    "changed",
    [{"state": "of somebody else"}, {"state": ""}, {"state": "é"}, {"code": ""}, {"code": "made up"}, {"error": "no"}],
    ids=["state", "no state", "no ascii", "no code", "code", "error"],
)
def test_an_answer_that_is_not_the_providers_to_this_browser_lets_nobody_in(
    browser: Visitor, changed: dict[str, str]
) -> None:
    answer = back(browser, agreed(away(browser), sub="rosalind") | changed)

    assert refused(browser, answer)


def test_an_answer_lets_in_once_and_only_the_browser_that_asked(browser: Visitor, google: str, store: Store) -> None:
    sent = agreed(away(browser), sub="rosalind")
    stranger = visits(store, google)

    assert refused(stranger, back(stranger, sent))
    assert back(browser, sent).status_code == 303
    del browser.cookies[ticket.COOKIE]
    assert refused(browser, back(browser, sent))


def test_a_token_that_was_made_for_another_way_lets_nobody_in(browser: Visitor) -> None:
    address = away(browser)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]
    sent = agreed(address.replace(nonce, "of-another-way"), sub="rosalind")

    assert refused(browser, back(browser, sent))


def test_whoever_says_no_at_the_provider_is_asked_to_try_again(browser: Visitor) -> None:
    assert refused(browser, back(browser, agreed(away(browser), action="deny")))


def test_a_provider_that_cannot_be_reached_is_said_on_the_page(store: Store) -> None:
    nobody = visits(store, f"http://127.0.0.1:{free_port()}")

    assert refused(nobody, nobody.get(AWAY))


def test_a_provider_that_is_gone_on_the_way_back_is_said_on_the_page(store: Store) -> None:
    with provider(ROSALIND) as address:
        browser = visits(store, address)
        sent = agreed(away(browser), sub="rosalind")

    assert refused(browser, back(browser, sent))


def test_what_the_way_needs_is_kept_for_minutes_and_by_us_alone(google: str, store: Store) -> None:
    """Around every route Streamlit has a session of its own, which it keeps for fourteen days."""
    ways = (Provider(GOOGLE, "managed-moves", "not a real secret", f"{google}/.well-known/openid-configuration"),)
    routes = ByAccount(Accounts(ORIGIN, ways), lambda: store).routes()
    streamlits = Middleware(SessionMiddleware, secret_key="streamlit", session_cookie="_streamlit_session")
    browser = Visitor(Starlette(routes=routes, middleware=[streamlits]))
    sent = SimpleCookie()
    for each in browser.get(AWAY).headers.getlist("set-cookie"):
        sent.load(each)

    assert {name: morsel["max-age"] for name, morsel in sent.items()} == {COOKIE: "600"}
