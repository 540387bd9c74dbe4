"""Who gets a letter by its address, and what the answer carries."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from docx import Document
from starlette.applications import Starlette
from starlette.middleware import Middleware

from casework.keeping.held import as_csv
from casework.letters import making
from casework.reading.access import see
from casework.reading.office import Office
from letters.errors import FactTooLong
from record.person import Person
from tests.casework.letters.letter_cases import (
    AMINA,
    DEVAN,
    ELENA,
    GRACE,
    PETER,
    REFERENCE,
    ROSALIND,
    SECRETS,
    agreed,
    an_office,
)
from tests.ui.visitor import Answer, Visitor
from ui.shell import gate, headers
from ui.shell.downloads import ALL_LETTERS, EVERYTHING_HELD, LETTER
from ui.shell.handing_out import MEDIA_TYPES, attachment, routes
from ui.sign_in import ticket

HOSTS = ("127.0.0.1",)
START = LETTER.at(reference=REFERENCE, letter="start_confirmation", n=1)
REPORT = LETTER.at(reference=REFERENCE, letter="weekly_report", n=1)
EVERY = ALL_LETTERS.at(reference=REFERENCE)
NO_CASE = "MM-0000-0000"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = an_office(tmp_path, *agreed(), today=date(2026, 9, 9))
    yield made
    made.store.close()


@pytest.fixture
def visitor(office: Office) -> Visitor:
    """Our routes behind the gate; nobody is signed in."""
    return Visitor(
        Starlette(
            routes=routes(lambda: office),
            middleware=[
                Middleware(headers.SecurityHeaders, secure=False),
                Middleware(gate.Gate, lambda: office.store, frozenset(), HOSTS, True),
            ],
        )
    )


def as_(visitor: Visitor, office: Office, person: Person) -> Visitor:
    """The same browser with somebody signed in."""
    secret = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})
    return replace(visitor, cookies={ticket.COOKIE: secret})


def words(answer: Answer) -> str:
    return "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)


def named(answer: Answer) -> str:
    """What a browser calls the file."""
    return unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])


def test_every_letter_that_is_ready_can_be_downloaded_whatever_it_is_called(visitor: Visitor, office: Office) -> None:
    seen = see(office, AMINA, REFERENCE)
    assert seen
    for state in making.available(office, AMINA, seen):
        for each in state.ready:
            answer = as_(visitor, office, AMINA).get(
                LETTER.at(reference=REFERENCE, letter=state.letter.id, n=each.copy.n)
            )

            assert answer.status_code == 200
            assert named(answer).startswith(f"{REFERENCE} {state.letter.title}")


@pytest.mark.parametrize(
    "name", ["Pupil’s views sheet.docx", "Return, parent 1, in العربية.docx", 'a "b" \r\n 😀.docx']
)
def test_a_file_of_any_name_has_a_header_a_browser_can_read(name: str) -> None:
    header = attachment(name)

    assert header.isascii() and "\n" not in header and header.count('"') == 2
    assert unquote(header.partition("''")[2]) == name


def test_the_home_school_gets_its_letter_as_a_word_file_that_no_cache_keeps(visitor: Visitor, office: Office) -> None:
    answer = as_(visitor, office, AMINA).get(START)

    assert answer.status_code == 200
    assert "Tobi starts at Northgate Academy" in words(answer)
    assert answer.headers["content-type"] == MEDIA_TYPES["docx"]
    assert named(answer) == f"{REFERENCE} Start confirmation, parent 1.docx"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_all_letters_come_as_one_zip_and_each_is_noted(visitor: Visitor, office: Office) -> None:
    answer = as_(visitor, office, AMINA).get(EVERY)
    every = zipfile.ZipFile(io.BytesIO(answer.content))

    assert answer.headers["content-type"] == MEDIA_TYPES["zip"]
    assert named(answer) == f"{REFERENCE} letters.zip"
    assert len(every.namelist()) >= 3
    assert [event.did for event in office.store.events(REFERENCE)] == ["made letter"] * len(every.namelist())


@pytest.mark.parametrize(
    ("person", "address"),
    [
        (ELENA, START),  # another school
        (ELENA, EVERY),
        (DEVAN, START),  # sees counts only
        (GRACE, START),  # writes weekly reports only
        (GRACE, EVERY),
        (GRACE, REPORT),  # not even the paper of it
        (PETER, START),  # the home school's letter
        (replace(AMINA, la="999"), START),
        (replace(ROSALIND, areas=("Vale",)), START),  # another area
        (AMINA, START.replace(REFERENCE, NO_CASE)),
        (AMINA, EVERY.replace(REFERENCE, NO_CASE)),
        (AMINA, START.replace("start_confirmation", "success")),  # not ready
        (AMINA, START.replace("start_confirmation", "consent_form")),  # not ready: nobody said what it asks
        (AMINA, START.replace("start_confirmation", "no_such_letter")),
        (AMINA, START.replace("/1.", "/2.")),  # nobody has that number
        (AMINA, START.replace("/1.", "/one.")),
        (AMINA, START.replace("/1.", f"/{'9' * 5000}.")),
    ],
)
def test_whatever_may_not_be_had_gets_one_and_the_same_answer(
    visitor: Visitor, office: Office, person: Person, address: str
) -> None:
    if person.la == "999":
        person = replace(person, role="coordinator", school="")
    never = as_(visitor, office, ELENA).get(START.replace(REFERENCE, NO_CASE))
    answer = as_(visitor, office, person).get(address)

    assert (answer.status_code, answer.content) == (404, never.content)
    assert dict(answer.headers) == dict(never.headers)
    refused = "was refused the letters of a case" if address == EVERY else "was refused a letter"
    assert [each.did for each in office.store.events(REFERENCE)] == ([] if NO_CASE in address else [refused])


@pytest.mark.parametrize("address", [START, EVERY])
def test_whoever_is_signed_out_is_led_to_the_sign_in_page(visitor: Visitor, address: str) -> None:
    answer = visitor.get(address)
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("secret", ["forged", "x" * 5000, "'; drop table sign_ins; --", ""])
def test_a_forged_cookie_opens_nothing(visitor: Visitor, office: Office, secret: str) -> None:
    forged = replace(visitor, cookies={ticket.COOKIE: secret.replace(";", "%3B")})
    assert forged.get(START).status_code == 303
    assert forged.get(START, accept="*/*").status_code == 401
    assert office.store.events(REFERENCE) == []


def test_the_route_asks_for_itself_even_without_the_gate(office: Office) -> None:
    assert Visitor(Starlette(routes=routes(lambda: office))).get(START).status_code == 404


def test_an_old_cookie_opens_nothing_after_signing_out(visitor: Visitor, office: Office) -> None:
    mine = as_(visitor, office, AMINA)
    ticket.revoke(office.store, mine.cookies[ticket.COOKIE])
    assert mine.get(START).status_code == 303


def test_only_asking_gets_a_letter(visitor: Visitor, office: Office) -> None:
    assert as_(visitor, office, AMINA).post(START).status_code == 405


def test_a_letter_that_cannot_be_filled_says_why(
    visitor: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*_: object, **__: object) -> None:
        raise FactTooLong("referral.why_a_move", 20_000, 10_000)

    monkeypatch.setattr("casework.letters.making.make_letter", too_long)
    answer = as_(visitor, office, AMINA).get(START)
    assert (answer.status_code, "too long for a letter" in answer.text) == (422, True)


def test_nothing_personal_is_in_the_name_the_audit_or_a_log(
    visitor: Visitor, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        one, every = as_(visitor, office, AMINA).get(START), as_(visitor, office, AMINA).get(EVERY)
    names = zipfile.ZipFile(io.BytesIO(every.content)).namelist()
    told = f"{dict(one.headers)} {dict(every.headers)} {names} {office.store.events()} {caplog.text}"

    assert not [secret for secret in SECRETS if secret in told]


HELD = EVERYTHING_HELD.at(reference=REFERENCE)


def test_the_coordinator_takes_out_everything_held_on_the_child(office: Office, visitor: Visitor) -> None:
    as_(visitor, office, AMINA).get(START)
    answer = as_(visitor, office, ROSALIND).get(HELD)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        said = {name: held.read(name).decode() for name in held.namelist()}

    assert named(answer) == f"{REFERENCE} everything held.zip"
    assert set(said) == {"read me.txt", "record.txt", "record.json", "letters.txt", "audit.csv"}
    assert "Start confirmation, copy 1" in said["letters.txt"]
    assert "  who meets the child: Mr D. Haddad" in said["letters.txt"]
    for saved in office.store.entries(REFERENCE):
        assert saved.saved_by in said["record.txt"]
        assert saved.saved_at.isoformat() in said["record.json"]
    assert "  Which paper?: dual registration form" in said["record.txt"]
    assert "[{" not in said["record.txt"]  # a repeating group is written out, not dumped
    assert office.store.events(limit=1)[0].did == "downloaded everything held"


@pytest.mark.parametrize("person", [AMINA, PETER, GRACE, ELENA, DEVAN])
def test_nobody_else_does_and_the_case_might_not_exist(office: Office, visitor: Visitor, person: Person) -> None:
    theirs, none = (as_(visitor, office, person).get(address) for address in (HELD, HELD.replace(REFERENCE, NO_CASE)))

    assert (theirs.status_code, theirs.content, theirs.headers.items()) == (404, none.content, none.headers.items())


def test_a_cell_of_the_audit_is_never_a_formula() -> None:
    live = [
        "=1+1",
        "+44",
        "-x",
        "@a",
        "\tb",
        "\rb",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\u3000\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20a",
    ]
    plain = ["plain", "", "a=1", "1; =1", "\N{EN DASH} none"]

    assert (
        as_csv([(*live, *plain)])
        == ",".join([f'"\'{each}"' for each in live] + [f'"{each}"' for each in plain]) + "\r\n"
    )
