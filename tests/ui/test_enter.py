"""The pages of a school's shared link, asked as a browser would: what opens, what is kept where, what is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from casework.people import entering, known_browsers, letting_in
from casework.people.access_table import key_of
from casework.people.pins import Hashing
from casework.reading.office import Office
from record.person import Role
from record.tables import ACCESS
from store.contract import StoreUnreachable
from tests.casework.at_work import AMINA, DEVAN, NOOR, PETER, ROSALIND, SAM, TARIQ, an_office, put
from tests.record.a_case import HOME
from tests.ui.visitor import Visitor
from ui.shell import gate, headers
from ui.shell.settings import Settings
from ui.sign_in import ticket
from ui.sign_in.enter import A_MINUTE, COOKIE, DOES_NOT_OPEN, KNOWN, TOO_MANY, Enter, OpeningLimit
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


class StandingClock:
    """Seconds that pass only when a test says so: a try is judged or not by what was tried, however busy the computer is."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def site(tmp_path: Path, clock: StandingClock) -> Iterator[Site]:
    office = an_office(tmp_path)
    opened = letting_in.make_link(office, ROSALIND, HOME)
    first = letting_in.let_in(office, HASHING, ROSALIND, HOME, "Amina Yusuf", Role.SCHOOL, is_lead=True)
    settings = Settings(frozenset({"links"}))
    app = Starlette(
        routes=[
            *SignIn(settings, lambda: office.store, lambda: ()).routes(),
            *Enter(lambda: office.store, HASHING, clock).routes(),
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


def test_very_many_tries_are_not_even_judged(site: Site, clock: StandingClock, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    real = HASHING.matches
    monkeypatch.setattr(HASHING, "matches", lambda *said: (judged.append("once"), real(*said))[1])
    site.open()
    answers = [site.person(name=f"Nobody {n}") for n in range(A_MINUTE + 20)]

    assert answers == [422] * A_MINUTE + [429] * 20
    assert len(judged) == A_MINUTE
    clock.now += 60 / A_MINUTE
    assert [site.person(name=f"Nobody {n}") for n in range(3)] == [422, 429, 429], "one more in as long as one lasts"
    assert TOO_MANY in site.visitor.post("/enter/person", {"name": "x", "pin": "1"}).text


def test_ten_thousand_tries_leave_no_trace_but_their_number() -> None:
    pace = OpeningLimit(clock=StandingClock())
    went_on = sum(pace.may_go_on(f"10000{n % 3}") for n in range(10_000))

    assert went_on == 3 * A_MINUTE
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

    assert len([each for each in site.office.store.events() if "does not open" in each.did]) == A_MINUTE


def elsewhere(site: Site) -> Site:
    """Somebody who has the link, on a browser that let nobody in yet."""
    other = replace(site, visitor=replace(site.visitor, cookies={}))
    other.open()
    return other


def test_whoever_has_the_link_locks_nobody_out_of_a_browser_that_let_them_in_before(site: Site) -> None:
    site.open()
    assert site.first() == 303
    attacker = elsewhere(site)
    for pin in ("000001", "000002", "000003", "000004", "000005"):
        assert attacker.person(pin=pin) == 422

    assert attacker.person() == 422, "locked, for a browser that nobody came in with"
    assert site.person() == 303

    assert [attacker.person(pin="000006") for _ in range(2 * A_MINUTE)][-1] == 429
    assert site.person() == 303, "nor does it wait for those who try elsewhere"


def test_a_browser_that_let_somebody_in_has_five_tries_too_and_is_locked_alone(site: Site) -> None:
    site.open()
    assert site.first() == 303
    assert [site.person(pin=f"00000{n}") for n in range(5)] == [422] * 5

    assert site.person() == 422
    assert elsewhere(site).person() == 303


@pytest.mark.parametrize(
    "kept", ["forged", "~", "a!b!99999999999!c", "x" * 5000, "{member}!b!99999999999!c", "{short}"]
)
def test_what_a_browser_claims_of_itself_counts_for_nothing_unless_it_was_given_here(site: Site, kept: str) -> None:
    site.open()
    assert site.first() == 303
    given, member = site.visitor.cookies[KNOWN], the_members_key(site)
    attacker = elsewhere(site)
    attacker.visitor.cookies[KNOWN] = kept.format(member=member, short=given[:-1])
    assert [attacker.person(pin=f"00000{n}") for n in range(5)] == [422] * 5

    assert attacker.person() == 422
    assert elsewhere(site).person() == 422, "it was counted as anybody’s"


def test_a_browser_is_known_for_half_a_year_and_until_its_person_is_ended(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.open()
    assert site.first() == 303
    kept, member, now = site.visitor.cookies[KNOWN], the_members_key(site), datetime.now(UTC)
    store = site.office.store
    assert [*known_browsers.known(store, kept, now)] == [member]
    assert known_browsers.known(store, kept, now + known_browsers.LASTS + timedelta(seconds=1)) == {}

    letting_in.end(site.office, ROSALIND, member)
    assert known_browsers.known(store, kept, now) == {}


def test_a_browser_that_several_use_knows_the_last_of_them(site: Site) -> None:
    store, now, kept = site.office.store, datetime.now(UTC), ""
    for n in range(known_browsers.MOST + 2):
        kept = known_browsers.remember(store, kept, f"m{n}", now)
    before = known_browsers.known(store, kept, now)
    assert [*before] == [f"m{n}" for n in reversed(range(2, known_browsers.MOST + 2))]

    again = known_browsers.known(store, known_browsers.remember(store, kept, "m5", now), now)
    assert next(iter(again)) == "m5" and again == before, "the same browser, under the same name"


def test_the_lead_and_the_coordinator_are_told_who_was_locked_out_until_they_know(site: Site) -> None:
    attacker = elsewhere(site)
    lead = replace(AMINA, is_lead=True)
    for name in ("Amina Yusuf", "No Such Person"):
        for n in range(5):
            assert letting_in.locked_out(site.office, lead) == [] or name != "Amina Yusuf"
            attacker.person(name=name, pin=f"00000{n}")

    for person in (lead, ROSALIND, TARIQ):
        told = letting_in.locked_out(site.office, person)
        assert [(each.school, each.name) for each in told] == [(HOME, ""), (HOME, "Amina Yusuf")]
    for person in (AMINA, replace(PETER, is_lead=True), SAM, NOOR, DEVAN):
        assert letting_in.locked_out(site.office, person) == []
    for person in (AMINA, lead):
        letting_in.seen_lock(site.office, person, f"{HOME} {the_members_key(site)}")
    assert [each.name for each in letting_in.locked_out(site.office, ROSALIND)] == [""]
    a_week_on = datetime.now(UTC) + entering.TOLD_FOR + timedelta(seconds=1)
    assert entering.locked_out(site.office.store, a_week_on) == []


def in_parts(**said: str) -> tuple[bytes, dict[str, str]]:
    """A form that names the script of its own text: one in which half a character can be written."""
    parts = "".join(
        f'--x\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{each}\r\n' for name, each in said.items()
    )
    return f"{parts}--x--\r\n".encode(), {"content_type": "multipart/form-data; boundary=x; charset=unicode_escape"}


def test_whoever_sends_half_a_character_locks_nobody_and_is_a_line_of_the_audit(site: Site) -> None:
    site.open()
    assert site.first() == 303
    attacker, before = elsewhere(site), len(site.office.store.events())
    body, kind = in_parts(name="Amina Yusuf", pin="\\ud800")
    told = [attacker.visitor.request("POST", "/enter/person", body, kind).status_code for _ in range(entering.TRIES)]

    assert told == [422] * entering.TRIES
    noted = [each.did for each in site.office.store.events()]
    assert noted[: len(noted) - before] == ["was refused: wrong PIN"] * entering.TRIES
    assert elsewhere(site).person() == 303
    body, kind = in_parts(key="\\ud800")
    assert attacker.visitor.request("POST", "/enter", body, kind).status_code == 422


@pytest.mark.parametrize("path", ["/enter", "/enter/person", "/enter/first", "/enter/other", "/sign-in", "/sign-out"])
@pytest.mark.parametrize("origin", ["https://[", "http://[::1", "https://moves.example.org@evil.example", "null"])
def test_a_form_of_a_malformed_site_is_refused(site: Site, path: str, origin: str) -> None:
    assert site.visitor.post(path, {"key": site.key}, origin=origin).status_code == 403
