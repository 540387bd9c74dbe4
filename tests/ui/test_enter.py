"""The pages of a school's shared link, asked as a browser would: what opens, what is kept where, what is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from casework.people import letting_in
from casework.people.access_table import key_of
from casework.people.pins import Hashing
from casework.reading.office import Office
from record.person import Role
from record.tables import ACCESS
from store.contract import StoreUnreachable
from tests.casework.at_work import ROSALIND, an_office, put
from tests.record.a_case import HOME
from tests.ui.visitor import Visitor
from ui.shell import gate, headers
from ui.shell.settings import Settings
from ui.sign_in import ticket
from ui.sign_in.enter import A_MINUTE, COOKIE, DOES_NOT_OPEN, TOO_MANY, Enter, OpeningLimit
from ui.sign_in.routes import SignIn
from ui.sign_in.ways import OPEN_TO_ALL

HASHING = Hashing()
PIN = "480215"


@dataclass
class Site:
    """A school's link, its lead's code, and a browser that has neither yet."""

    office: Office
    visitor: Visitor
    key: str
    code: str

    def open(self, key: str | None = None) -> None:
        assert self.visitor.post("/enter", {"key": key or self.key}).status_code == 303

    def first(self, **instead: str) -> int:
        said = {"name": "Amina Yusuf", "code": self.code, "pin": PIN, "again": PIN} | instead
        return self.visitor.post("/enter/first", said).status_code

    def person(self, **instead: str) -> int:
        return self.visitor.post("/enter/person", {"name": "Amina Yusuf", "pin": PIN} | instead).status_code


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    office = an_office(tmp_path)
    opened = letting_in.make_link(office, ROSALIND, HOME)
    first = letting_in.let_in(office, HASHING, ROSALIND, HOME, "Amina Yusuf", Role.SCHOOL, is_lead=True)
    settings = Settings(frozenset({"links"}))
    app = Starlette(
        routes=[
            *SignIn(settings, lambda: office.store, lambda: ()).routes(),
            *Enter(lambda: office.store, HASHING).routes(),
            Route("/{path:path}", lambda request: PlainTextResponse("Streamlit")),
        ],
        middleware=[
            Middleware(headers.SecurityHeaders, secure=True),
            Middleware(gate.Gate, lambda: office.store, OPEN_TO_ALL, ("127.0.0.1", "*.example.org"), False),
        ],
    )
    yield Site(office, Visitor(app), opened.key, first.code)
    office.store.close()


def test_the_link_then_the_code_then_every_day_the_pin(site: Site) -> None:
    site.open()
    assert "Oakfield School" in site.visitor.get("/enter").text
    assert site.first() == 303
    assert site.visitor.get("/my-cases").text == "Streamlit"
    site.visitor.post("/sign-out")
    assert site.visitor.get("/my-cases").status_code == 303

    assert site.person() == 303
    assert site.visitor.get("/my-cases").text == "Streamlit"


def test_the_whole_link_may_be_pasted(site: Site) -> None:
    site.open(f"https://moves.example.org/enter#{site.key}")


def test_signing_in_leads_on_to_the_page_that_was_wanted(site: Site) -> None:
    opened = site.visitor.post("/enter", {"key": site.key, "next": "/case?case=MM-7K4Q2PXD"})
    assert opened.headers["location"] == "/enter?next=/case%3Fcase%3DMM-7K4Q2PXD"
    said = {"name": "Amina Yusuf", "code": site.code, "pin": PIN, "again": PIN}

    for wanted, leads_to in (("/case?case=MM-7K4Q2PXD", "/case?case=MM-7K4Q2PXD"), ("//evil.com", "/")):
        site.code = letting_in.new_code_for(site.office, HASHING, ROSALIND, the_members_key(site)).code
        answer = site.visitor.post("/enter/first", {**said, "code": site.code, "next": wanted})
        assert answer.headers["location"] == leads_to


def the_members_key(site: Site) -> str:
    from casework.people.access_table import doors

    return next(iter(doors(site.office.store).members))


def test_the_link_is_kept_from_scripts_other_sites_and_other_pages(site: Site) -> None:
    morsel = SimpleCookie(site.visitor.post("/enter", {"key": site.key}).headers["set-cookie"])[COOKIE]

    assert (bool(morsel["httponly"]), morsel["samesite"].lower(), morsel["path"]) == (True, "lax", "/enter")
    assert morsel["secure"]
    assert not morsel["max-age"]


def test_the_link_alone_opens_no_page(site: Site) -> None:
    site.open()

    assert site.visitor.get("/my-cases").status_code == 303
    assert site.visitor.get("/media/x").status_code == 401
    assert not site.visitor.opens_socket("/_stcore/stream")


def test_a_wrong_key_is_answered_like_a_revoked_and_a_replaced_one(site: Site) -> None:
    replaced = site.key
    revoked = letting_in.make_link(site.office, ROSALIND, HOME).key
    letting_in.revoke_link(site.office, ROSALIND, HOME)
    answers = [site.visitor.post("/enter", {"key": key}) for key in (replaced, revoked, "guessed", "", "x" * 300)]

    assert {(each.status_code, each.content, tuple(each.headers.items())) for each in answers} == {
        (422, answers[0].content, tuple(answers[0].headers.items()))
    }
    assert DOES_NOT_OPEN in answers[0].text


@pytest.mark.parametrize("path", ["/enter/person", "/enter/first"])
def test_without_the_link_a_name_and_a_pin_are_worth_nothing(site: Site, path: str) -> None:
    said = {"name": "Amina Yusuf", "pin": PIN, "code": site.code, "again": PIN}

    for cookie in ("", "forged", site.key + "x"):
        answer = site.visitor.request(
            "POST",
            path,
            "&".join(f"{name}={value}" for name, value in said.items()).encode(),
            {"content_type": "application/x-www-form-urlencoded", "cookie": f"{COOKIE}={cookie}"},
        )
        assert (answer.status_code, ticket.COOKIE in answer.headers.get("set-cookie", "")) == (422, False)


@pytest.mark.parametrize("path", ["/enter", "/enter/person", "/enter/first", "/enter/other"])
def test_another_sites_form_is_refused(site: Site, path: str) -> None:
    assert site.visitor.post(path, {"key": site.key}, origin="https://evil.com").status_code == 403
    assert site.visitor.post(path, {"key": "x" * 20_000}).status_code == 413


def test_what_was_typed_of_a_name_comes_back_as_text_and_a_pin_never(site: Site) -> None:
    site.open()
    page = site.visitor.post("/enter/person", {"name": "<script>x</script>", "pin": "480216"}).text

    assert "&lt;script&gt;" in page
    assert "<script>x" not in page
    assert "480216" not in page


def test_two_different_pins_use_up_no_code(site: Site) -> None:
    site.open()

    assert site.first(again="480216") == 422
    assert site.first() == 303


def test_whoever_is_ended_is_out_at_the_next_click(site: Site) -> None:
    site.open()
    site.first()
    letting_in.end(site.office, ROSALIND, the_members_key(site))

    assert site.visitor.get("/my-cases").status_code == 303
    assert not site.visitor.opens_socket("/_stcore/stream")


def test_a_link_revoked_while_somebody_works_puts_them_out(site: Site) -> None:
    site.open()
    site.first()
    letting_in.revoke_link(site.office, ROSALIND, HOME)

    assert site.visitor.get("/media/x").status_code == 401
    assert site.person() == 422


def test_very_many_tries_are_not_even_judged(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    real = HASHING.matches
    monkeypatch.setattr(HASHING, "matches", lambda *said: (judged.append("once"), real(*said))[1])
    site.open()
    answers = [site.person(name=f"Nobody {n}") for n in range(60)]

    assert answers.count(422) == len(judged)
    assert 30 <= len(judged) < 60
    assert answers[-1] == 429
    assert TOO_MANY in site.visitor.post("/enter/person", {"name": "x", "pin": "1"}).text


def test_ten_thousand_tries_leave_no_trace_but_their_number() -> None:
    pace = OpeningLimit()
    went_on = sum(pace.may_go_on(f"10000{n % 3}") for n in range(10_000))

    assert 90 <= went_on < 200
    assert len(pace._left) == 3


def test_a_store_that_is_away_says_so_and_lets_nobody_in(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise StoreUnreachable("The store does not answer. Nothing was saved; try again.")

    site.open()
    monkeypatch.setattr(site.office.store, "tables_mark", away)

    assert site.person() == 503
    assert site.visitor.post("/enter", {"key": site.key}).status_code == 503


def test_a_person_cannot_be_sent_round_in_circles(site: Site) -> None:
    assert 'href="/enter"' in site.visitor.get("/sign-in?next=/enter").text
    assert 'href="/enter?next=/my-cases"' in site.visitor.get("/sign-in?next=/my-cases").text


def test_a_link_that_does_not_open_is_audited_without_its_key_and_answered_like_any_other(site: Site) -> None:
    letting_in.revoke_link(site.office, ROSALIND, HOME)
    wrong = "w" * 27
    answers = [site.visitor.post("/enter", {"key": key}) for key in (site.key, wrong, "", "x" * 5000)]

    assert {(each.status_code, each.content) for each in answers} == {(422, answers[0].content)}
    noted = [each for each in site.office.store.events() if each.did == "was refused: a link that does not open"]
    assert len(noted) == 4
    assert wrong not in str(noted) and site.key not in str(noted)


def test_an_expired_link_is_audited_with_its_school(site: Site) -> None:
    put(site.office, ACCESS, f"link {HOME}", what="link", school=HOME, hash=key_of(site.key), until="2020-01-01")

    assert site.visitor.post("/enter", {"key": site.key}).status_code == 422
    assert site.office.store.events()[0].school == HOME


def test_guessing_links_cannot_fill_the_audit(site: Site) -> None:
    for number in range(A_MINUTE + 20):
        assert site.visitor.post("/enter", {"key": f"guess {number}"}).status_code == 422

    assert len([each for each in site.office.store.events() if "does not open" in each.did]) <= A_MINUTE + 2
