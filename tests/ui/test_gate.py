"""Whoever is not signed in reaches the sign-in page and nothing else; the demo never leaves this computer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from store.contract import SignedIn, Store, StoreUnreachable
from tests.ui.visitor import Visitor
from ui.shell.gate import DEMO_STAYS_HOME, host_name, is_known_host, is_loopback
from ui.sign_in import ticket

NOT_PAGES = (
    "/_stcore/metrics",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/media/0123456789abcdef.docx",
    "/component/x/y.js",
    "/typing/draft-1",
)
PAGES = ("/", "/my-cases", "/my-cases?case=MM-7K4Q2PXD", "/sign-in/", "/Sign-In", "/%73tatic", "/healthz/")


@pytest.mark.parametrize("path", PAGES)
def test_a_signed_out_page_leads_to_signing_in(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)

    assert answer.status_code in (303, 401)
    assert "Streamlit" not in answer.text
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/sign-in")


def test_signing_in_leads_back_to_the_page_that_was_asked_for(visitor: Visitor) -> None:
    asked = visitor.get("/my-cases?case=MM-7K4Q2PXD").headers["location"]

    assert asked == "/sign-in?next=/my-cases%3Fcase%3DMM-7K4Q2PXD"
    assert 'value="/my-cases?case=MM-7K4Q2PXD"' in visitor.get(asked).text


@pytest.mark.parametrize("path", NOT_PAGES)
def test_signed_out_nothing_but_pages_answers(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 401


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_signed_out_nothing_can_be_sent(visitor: Visitor, method: str) -> None:
    assert visitor.request(method, "/my-cases", b"").status_code == 401


def test_a_signed_out_socket_is_refused(visitor: Visitor) -> None:
    assert not visitor.opens_socket("/_stcore/stream")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/healthz"])
def test_a_socket_is_no_way_round_the_gate(visitor: Visitor, path: str) -> None:
    assert not visitor.opens_socket(path)


def test_signed_in_everything_is_streamlits(visitor: Visitor) -> None:
    visitor.sign_in()

    assert visitor.get("/my-cases").text == "Streamlit"
    assert visitor.get("/media/0123456789abcdef.docx").text == "Streamlit"
    assert visitor.opens_socket("/_stcore/stream")


@pytest.mark.parametrize("secret", ["", "forged", "x" * 5000, '"quoted"', "a=b; managed_moves=c", "../../etc"])
def test_a_forged_cookie_is_nobody(visitor: Visitor, secret: str) -> None:
    assert visitor.get("/media/x", cookie=f"managed_moves={secret}").status_code == 401


def test_the_stores_own_key_is_not_a_cookie(visitor: Visitor) -> None:
    key = ticket.key_of(visitor.sign_in())
    visitor.cookies.clear()

    assert visitor.get("/media/x", cookie=f"managed_moves={key}").status_code == 401


def test_a_row_that_has_ended_lets_nobody_in(visitor: Visitor, store: Store) -> None:
    now = datetime.now(UTC)
    store.sign_in(
        SignedIn(ticket.key_of("old"), {"name": "Amina Yusuf"}, now - timedelta(hours=13), now - timedelta(hours=1))
    )

    assert visitor.get("/media/x", cookie="managed_moves=old").status_code == 401


def test_the_store_being_away_opens_nothing(
    store: Store, app: Callable[..., Starlette], monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(app())
    visitor.sign_in()

    def away(*_: object) -> None:
        raise StoreUnreachable("The store does not answer. Nothing was saved; try again.")

    monkeypatch.setattr(store, "signed_in", away)
    answer = visitor.get("/my-cases")

    assert (answer.status_code, answer.text) == (503, "The store does not answer. Nothing was saved; try again.")


class TestTheDemo:
    """It lets anyone be anyone, so it serves this computer only."""

    @pytest.mark.parametrize(
        "header",
        [
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Anything",
            "X-Real-IP",
            "Via",
        ],
    )
    def test_refuses_what_a_proxy_passed_on(self, visitor: Visitor, header: str) -> None:
        for path in ("/sign-in", "/healthz", "/my-cases"):
            answer = visitor.get(path, **{header: "127.0.0.1"})

            assert (answer.status_code, answer.text) == (403, DEMO_STAYS_HOME)

    @pytest.mark.parametrize(
        "host", ["managed-moves.example.org", "192.168.1.5:8501", "127.0.0.1.evil.com", "", "localhost@evil.example"]
    )
    def test_refuses_another_name(self, visitor: Visitor, host: str) -> None:
        assert visitor.get("/sign-in", host=host).status_code == 403

    @pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST"])
    def test_answers_to_this_computers_own_names(self, visitor: Visitor, host: str) -> None:
        assert visitor.get("/sign-in", host=host).status_code == 200

    def test_refuses_a_client_elsewhere(self, app: Callable[..., Starlette]) -> None:
        elsewhere = Visitor(app(), client=("192.168.1.9", 50_000))

        assert elsewhere.get("/sign-in").status_code == 403

    def test_refuses_to_be_reached_at_another_address(self, app: Callable[..., Starlette]) -> None:
        # As uvicorn does for a socket file: no port, a path for a name.
        assert Visitor(app(), server=("/run/app.sock", None), client=None).get("/sign-in").status_code == 403

        elsewhere = Visitor(app(), server=("192.168.1.5", 8501))

        assert elsewhere.get("/sign-in", host="127.0.0.1").status_code == 403

    def test_refuses_a_socket_from_elsewhere(self, visitor: Visitor) -> None:
        visitor.sign_in()

        assert not visitor.opens_socket("/_stcore/stream", x_forwarded_for="127.0.0.1")

    def test_says_what_to_configure(self) -> None:
        for setting in ("MANAGED_MOVES_WAYS_IN", "server.address", "server.allowedHosts"):
            assert setting in DEMO_STAYS_HOME


class TestAConfiguredSite:
    """Behind a proxy, under a name of its own."""

    def test_answers_to_the_names_of_its_list_only(self, app: Callable[..., Starlette]) -> None:
        site = Visitor(app(demo=False))

        assert site.get("/sign-in", host="moves.example.org", x_forwarded_for="1.2.3.4").status_code == 200
        assert site.get("/sign-in", host="moves.example.com").status_code == 421

    def test_offers_no_made_up_person(self, app: Callable[..., Starlette]) -> None:
        site = Visitor(app(demo=False))

        assert "Amina Yusuf" not in site.get("/sign-in").text


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_these_never_leave_this_computer(address: str) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address", ["", "0.0.0.0", "::", "10.0.0.1", "localhost.evil.com", "/run/app.sock", "::ffff:10.0.0.1"]
)
def test_these_may_leave_this_computer(address: str) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize(
    "host", ["", "a:b", "a:99999", "user@localhost", "localhost/x", "localhost?x", "localhost#x", "[::1"]
)
def test_a_malformed_host_has_no_name(host: str) -> None:
    assert host_name(host) == ""


def test_a_star_stands_for_names_under_a_name_and_not_for_the_name() -> None:
    assert is_known_host("a.example.org:443", ["*.example.org"])
    assert not is_known_host("example.org", ["*.example.org"])
    assert not is_known_host("badexample.org", ["*.example.org"])


@pytest.mark.parametrize(("minutes", "is_kept"), [(1, True), (14, True), (16, False)])
def test_what_was_typed_as_a_row_ended_is_kept_for_a_quarter_of_an_hour_and_nothing_else_answers(
    visitor: Visitor, store: Store, minutes: int, is_kept: bool
) -> None:
    now = datetime.now(UTC)
    person = {"name": "Amina Yusuf", "role": "school"}
    ended = SignedIn(ticket.key_of("old"), person, now - timedelta(hours=13), now - timedelta(minutes=minutes))
    store.sign_in(ended)
    visitor.cookies[ticket.COOKIE] = "old"
    said = b'{"question": "risk_reason", "text": "the last word"}'

    answer = visitor.request("POST", "/typing/draft-1", said, {"content_type": "application/json"})

    assert answer.status_code == (204 if is_kept else 401)
    assert visitor.get("/typing/draft-1").status_code == 401
    assert visitor.get("/my-cases").status_code == 303
    assert not visitor.opens_socket("/_stcore/stream")
    ticket.revoke(store, "old")
    assert visitor.request("POST", "/typing/draft-1", said, {"content_type": "application/json"}).status_code == 401
