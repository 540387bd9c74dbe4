"""Whoever is not signed in reaches the sign-in page and nothing else; the demo never leaves this computer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from casework.people.pins import Hashing
from store.contract import NOT_MADE_UP, NoDemonstration, SignedIn, Store, StorePurpose, StoreUnreachable
from store.settings import is_loopback
from tests.ui.visitor import Visitor
from ui.shell import gate
from ui.shell.gate import DEMO_STAYS_HOME, host_name, is_known_host
from ui.shell.sent_files import SENT_TO, SentFiles, held_in
from ui.shell.settings import Settings
from ui.sign_in import ticket, ways
from ui.sign_in.people import SAMPLE

NOT_PAGES = (
    "/_stcore/metrics",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/media/0123456789abcdef.docx",
    "/component/x/y.js",
    "/typing/draft-1",
    "/feeds/",
    "/feeds/.ics",
    "/static/",
    "/static//etc/passwd",
    "/static/../_stcore/metrics",
    "/static/js/..",
    "/static/js/a b.js",
    "/feeds/x",
    "/feeds/x/y.ics",
    "/feeds/media/0123456789abcdef.docx",
    "/feeds/%2e%2e/calendar.ics",
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


@pytest.mark.parametrize("ways_in", ["demo", "links"])
def test_at_an_address_that_is_open_to_all_streamlit_never_answers(store: Store, ways_in: str) -> None:
    async def streamlit(request: Request) -> PlainTextResponse:
        return PlainTextResponse("Streamlit")

    ours = ways.routes(Settings(frozenset({ways_in})), lambda: store, Hashing)
    site = Visitor(
        Starlette(
            routes=[*ours, Route("/{path:path}", streamlit, methods=["GET", "POST"])],
            middleware=[Middleware(gate.Gate, lambda: store, ways.OPEN_TO_ALL, ("127.0.0.1",), ways_in == "demo")],
        )
    )

    said = {site.request(method, path, b"").content for path in ways.OPEN_TO_ALL for method in ("GET", "HEAD", "POST")}
    assert b"Streamlit" not in said
    assert b"There is nothing here." in said


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


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/case/_stcore/metrics", "/_stcore/%6detrics"]
)
def test_streamlits_own_figures_are_for_nobody(visitor: Visitor, path: str) -> None:
    visitor.sign_in()
    answer = visitor.get(path)

    assert (answer.status_code, answer.text) == (404, "There is nothing here. What the site counts is at /metrics.")
    assert visitor.get("/_stcore/health").text == "Streamlit"


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

    @pytest.mark.parametrize(
        "origin",
        [
            "https://moves.example.org",
            "http://192.168.1.5:8501",
            "null",
            "",
            "http://[::1",
            "http://localhost@evil.com",
        ],
    )
    def test_refuses_whom_a_silent_proxy_hands_on_from_a_page_of_another_name(
        self, visitor: Visitor, origin: str
    ) -> None:
        assert visitor.get("/sign-in", origin=origin).status_code == 403
        assert not visitor.opens_socket("/_stcore/stream", origin=origin)

    def test_refuses_a_silent_proxy_that_speaks_as_no_browser_does(self, visitor: Visitor) -> None:
        answer = visitor.get("/sign-in", version="1.0")

        assert (answer.status_code, answer.text) == (403, DEMO_STAYS_HOME)

    def test_shows_nothing_more_once_its_store_is_for_true_entries(
        self, app: Callable[..., Starlette], store: Store
    ) -> None:
        def own() -> Store:
            if store.purpose() is not StorePurpose.DEMONSTRATION:
                raise NoDemonstration(NOT_MADE_UP)
            return store

        store.keep_demonstration()
        visitor = Visitor(app(store_now=own))
        visitor.sign_in()
        store.keep_true_entries()

        for path in ("/sign-in", "/my-cases", "/media/x", "/enter"):
            answer = visitor.get(path)
            assert (answer.status_code, answer.text) == (503, NOT_MADE_UP), path
        assert visitor.post("/sign-in", {"person": "x"}).status_code == 503
        assert not visitor.opens_socket("/_stcore/stream")
        assert (visitor.get("/healthz").status_code, visitor.get("/healthz").json()) == (
            503,
            {"ok": False, "store": "NoDemonstration"},
        )

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
    said = b'{"answers": {"risk_reason": "the last word"}}'

    answer = visitor.request("POST", "/typing/draft-1", said, {"content_type": "application/json"})

    assert answer.status_code == (204 if is_kept else 401)
    assert visitor.get("/typing/draft-1").status_code == 401
    assert visitor.get("/my-cases").status_code == 303
    assert not visitor.opens_socket("/_stcore/stream")
    ticket.revoke(store, "old")
    assert visitor.request("POST", "/typing/draft-1", said, {"content_type": "application/json"}).status_code == 401


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://other.example.org", "null", "http://127.0.0.1.evil.example", ""]
)
def test_another_sites_socket_is_refused_before_streamlit_asks_elsewhere_who_we_are(
    app: Callable[..., Starlette], store: Store, origin: str
) -> None:
    visitor = Visitor(app(demo=False), cookies={ticket.COOKIE: ticket.issue(store, SAMPLE[0])})

    assert visitor.opens_socket("/_stcore/stream")
    assert not visitor.opens_socket("/_stcore/stream", origin=origin)


@pytest.mark.parametrize(
    ("host", "origin", "is_ours"),
    [
        ("127.0.0.1", "http://127.0.0.1", True),
        ("127.0.0.1:443", "https://127.0.0.1", True),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", True),
        ("127.0.0.1:8501", "http://127.0.0.1:3000", False),
        ("127.0.0.1:8501", "http://127.0.0.1", False),
        ("127.0.0.1", "http://127.0.0.1:3000", False),
        ("127.0.0.1", "http://127.0.0.1:x", False),
    ],
)
def test_another_program_on_this_computer_has_pages_of_its_own(
    app: Callable[..., Starlette], store: Store, host: str, origin: str, is_ours: bool
) -> None:
    visitor = Visitor(app(demo=False), cookies={ticket.COOKIE: ticket.issue(store, SAMPLE[0])})
    sent = {"origin": origin, "host": host}

    assert visitor.opens_socket("/_stcore/stream", **sent) == is_ours
    status = visitor.request("POST", "/_stcore/upload_file/a/b", b"x", sent).status_code
    assert (status == 403) != is_ours


def test_more_than_the_largest_file_is_refused_whether_or_not_it_says_how_long_it_is(
    app: Callable[..., Starlette], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(app(demo=False), cookies={ticket.COOKIE: ticket.issue(store, SAMPLE[0])})
    most = (100 << 20) + gate.AROUND_A_FILE
    assert visitor.get("/my-cases", content_length=str(most)).status_code == 200
    for said in (str(most + 1), "9" * 19):
        answer = visitor.get("/my-cases", content_length=said)
        assert (answer.status_code, answer.text) == (413, gate.TOO_LONG)


@pytest.mark.parametrize(("pieces", "came"), [(2, 2), (4, 3)])
def test_what_comes_without_a_length_is_counted(store: Store, pieces: int, came: int) -> None:
    given, taken = iter([{"type": "http.request", "body": b"x" * 1000, "more_body": True}] * pieces), []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        for _ in range(pieces):
            taken.append(await receive())

    async def receive() -> Message:
        return next(given)

    async def send(message: Message) -> None:
        raise AssertionError("nothing is answered here")

    guard = gate.Gate(app, lambda: store, {"/open"}, ("a.example",), False, largest=0)
    guard._longest = 3000
    scope = {"type": "http", "path": "/open", "headers": [(b"host", b"a.example")], "method": "PUT"}
    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop in this one
        thread.submit(asyncio.run, guard(scope, receive, send)).result()

    assert [each["type"] for each in taken] == ["http.request"] * came + ["http.disconnect"] * (pieces - came)


@pytest.mark.parametrize(
    ("sent", "told"), [("x=1 managed_moves={}", 401), ('x="; managed_moves={}', 200), ("é; managed_moves={}", 200)]
)
def test_a_cookie_that_another_site_planted_neither_carries_ours_nor_hides_it(
    visitor: Visitor, sent: str, told: int
) -> None:
    secret = visitor.sign_in()
    visitor.cookies.clear()

    assert visitor.get("/media/x", cookie=sent.format(secret)).status_code == told


@pytest.mark.parametrize("origin", ["https://evil.example", "https://other.example.org", "null", "http://[", ""])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_another_sites_page_sends_nothing_to_streamlit_either(
    app: Callable[..., Starlette], store: Store, method: str, origin: str
) -> None:
    visitor = Visitor(app(demo=False), cookies={ticket.COOKIE: ticket.issue(store, SAMPLE[0])})
    answer = visitor.request(method, "/_stcore/upload_file/a/b", b"x", {"origin": origin})

    assert (answer.status_code, answer.text) == (403, gate.ANOTHER_SITES)
    assert visitor.get("/my-cases", origin=origin).status_code == 200, "to look is to follow a link"


@pytest.fixture
def given(store: Store) -> Callable[..., int]:
    """Sends a file to a page as somebody; what is answered. The gate is of a site whose largest file is of 0 megabytes."""
    kept = MemoryUploadedFileManager("/_stcore/upload_file")

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        _, _, _, session, name = scope["path"].split("/")
        kept.add_file(session, UploadedFileRec(name, name, "", (await receive())["body"]))
        await PlainTextResponse("", 204)(scope, receive, send)

    guard = gate.Gate(streamlit, lambda: store, (), ("127.0.0.1",), False, largest=0)
    guard._sent.held = lambda: held_in(kept)
    secrets = {each["name"]: ticket.issue(store, each) for each in SAMPLE}

    def give(session: str, name: str, size: int, who: str = "Amina Yusuf", *, length: bool = True) -> int:
        visitor = Visitor(guard, cookies={ticket.COOKIE: secrets[who]})
        path = f"/_stcore/upload_file/{session}/{name}"
        return visitor.request("PUT", path, b"x" * size, length=length).status_code

    give.leave = kept.remove_session_files  # type: ignore[attr-defined]
    return give


def test_one_persons_pages_hold_two_of_the_largest_files_together_and_others_are_not_counted(
    given: Callable[..., int],
) -> None:
    largest = gate.AROUND_A_FILE
    assert [given("tab-1", "a", largest), given("tab-2", "b", largest), given("tab-3", "c", 1)] == [204, 204, 413]
    assert given("tab-3", "c", 1, length=False) == 413
    assert given("tab-4", "d", largest, "Owen Hartley") == 204
    assert [given("tab-2", "e", 0, "Owen Hartley"), given("tab-3", "c", 1)] == [204, 413], "it is still hers"

    given.leave("tab-1")  # type: ignore[attr-defined]

    assert [given("tab-3", "c", largest), given("tab-3", "d", 1)] == [204, 413]


def test_files_that_come_at_once_are_counted_while_they_come() -> None:
    sent = SentFiles(10, held=dict)
    amina, owen = (ticket.person_said(each) for each in SAMPLE[:2])

    with (
        sent.coming(amina, f"{SENT_TO}tab-1/a", 6) as first,
        sent.coming(amina, f"{SENT_TO}tab-2/b", 6) as second,
        sent.coming(owen, f"{SENT_TO}tab-3/c", 6) as other,
    ):
        assert (first, second, other) == (True, False, True)
    with sent.coming(amina, f"{SENT_TO}tab-2/b", 6) as again:
        assert again
