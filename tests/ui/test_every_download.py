"""Every download of the table, asked for by everybody: whoever may not have it cannot tell that it exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from casework.desk.calendar import make_key
from casework.keeping import retention
from casework.letters import making
from casework.reading.access import Side, see
from casework.reading.office import Office
from record.person import Person
from tests.casework.at_work import (
    ABROAD,
    AMINA,
    BEN,
    DEVAN,
    ELENA,
    EVE,
    EVERYBODY,
    GRACE,
    IDA,
    NOOR,
    PETER,
    REFERENCE,
    ROSALIND,
    SAM,
    TARIQ,
    an_office,
    placed,
    requested,
    save,
)
from tests.casework.letters import letter_cases
from tests.casework.reading.test_access import EVERY_STATE, REPORT_OF_PRESSURE, State
from tests.record.a_case import answered
from tests.ui.visitor import Answer, Visitor
from ui.shell import downloads, gate, handing_out, headers, kept_files
from ui.shell.downloads import DOWNLOADS, FEED, Download
from ui.shell.handing_out import MEDIA_TYPES
from ui.sign_in import ticket

NO_CASE, DECLINED = "MM-0000-0000", "MM-2K4M-7XWA"
MONDAY = date(2028, 2, 7)
LETTERS = ("agreement", "start_confirmation", "weekly_report")
OF_A_CASE = {
    each.path.replace("{reference}", "{}").replace("{letter}", letter).replace("{n}", "1"): each.gone
    for each in DOWNLOADS
    for letter in LETTERS
    if "{reference}" in each.path
}
"""Every address that holds a case's reference, and what it says where there is no such case."""
FORGED = ("forged", "0" * 43, "x" * 5000, "'; DROP TABLE sign_ins; --")

WRITERS, COORDINATORS = (AMINA, BEN), (ROSALIND, SAM, EVE, TARIQ)
WHOSE: Mapping[Download, tuple[Person, ...]] = {
    downloads.LETTER: (*WRITERS, ROSALIND, TARIQ),
    downloads.ALL_LETTERS: (*WRITERS, PETER, ROSALIND, TARIQ),
    downloads.EVERYTHING_HELD: (ROSALIND, TARIQ),
    downloads.SUMMARY: (*WRITERS, PETER, GRACE, IDA, ROSALIND, TARIQ),
    downloads.TEMPLATE: (*COORDINATORS, ABROAD),
    downloads.ALL_TEMPLATES: (*COORDINATORS, ABROAD),
    downloads.REGISTER_SHEET: (*WRITERS, PETER, GRACE, IDA, ELENA),
    downloads.BLANK: EVERYBODY,
    downloads.PAPER: (*COORDINATORS, ABROAD, NOOR),
    downloads.REPORT: (*COORDINATORS, DEVAN),
    downloads.CERTIFICATE: (ROSALIND, TARIQ),
    downloads.CALENDAR: EVERYBODY,
    downloads.FEED: EVERYBODY,
    downloads.SIGN_IN_CARD: (ROSALIND,),
    downloads.BACKUP: (TARIQ,),
    downloads.WORKBOOK: (ROSALIND,),
    downloads.REPORTS_OF_A_WEEK: (ROSALIND,),
}
"""Who has one such file; a feed is whoever's has its key."""
CALLED: Mapping[Download, str] = {
    downloads.LETTER: f"{REFERENCE} Start confirmation, parent 1.docx",
    downloads.ALL_LETTERS: f"{REFERENCE} letters.zip",
    downloads.EVERYTHING_HELD: f"{REFERENCE} everything held.zip",
    downloads.SUMMARY: f"{REFERENCE} summary.docx",
    downloads.TEMPLATE: "start_confirmation 0.docx",
    downloads.ALL_TEMPLATES: "Letter templates and logos.zip",
    downloads.REGISTER_SHEET: "Register sheet 2028-02-07.docx",
    downloads.BLANK: "Weekly report, blank.docx",
    downloads.PAPER: "Retention schedule.docx",
    downloads.REPORT: "Managed moves 2026.xlsx",
    downloads.CERTIFICATE: "Certificate of erasure.docx",
    downloads.CALENDAR: "",
    downloads.FEED: "",
    downloads.SIGN_IN_CARD: "Sign-in card.docx",
    downloads.BACKUP: "Managed moves backup.age",
    downloads.WORKBOOK: "Managed moves.xlsx",
    downloads.REPORTS_OF_A_WEEK: "Weekly reports, week of 2028-02-07.zip",
}
Said = tuple[str, str, Mapping[str, str]]


def _made(letter: str, reader: str) -> Said:
    return "made letter", REFERENCE, {"letter": letter, "reader": reader}


NOTED: Mapping[Download, Callable[[str, Office], Sequence[Said]]] = {
    downloads.LETTER: lambda *_: [_made("start_confirmation", "1")],
    downloads.ALL_LETTERS: lambda _, office: [
        _made(state.letter.id, str(each.copy.n))
        for seen in [see(office, AMINA, REFERENCE)]
        for state in making.available(office, AMINA, seen or pytest.fail("it is theirs"))
        for each in state.ready
    ],
    downloads.EVERYTHING_HELD: lambda *_: [("downloaded everything held", REFERENCE, {})],
    downloads.SUMMARY: lambda *_: [("downloaded the summary of a case", REFERENCE, {})],
    downloads.TEMPLATE: lambda *_: [
        ("downloaded a letter template", "", {"letter": "start_confirmation", "number": "0"})
    ],
    downloads.ALL_TEMPLATES: lambda *_: [("downloaded the letter templates", "", {})],
    downloads.REGISTER_SHEET: lambda *_: [("downloaded a register sheet", "", {"monday": "2028-02-07"})],
    downloads.BLANK: lambda *_: [("downloaded a blank form", "", {"form": "weekly_report"})],
    downloads.PAPER: lambda *_: [("downloaded a paper about this site", "", {"paper": "Retention schedule"})],
    downloads.REPORT: lambda *_: [("downloaded a term report", "", {"form": "xlsx", "period": "2026"})],
    downloads.CERTIFICATE: lambda asked, _: [
        ("downloaded a certificate of erasure", "", {"number": asked.split("/")[-1].removesuffix(".docx")})
    ],
    downloads.CALENDAR: lambda *_: [("downloaded a calendar", "", {})],
    downloads.FEED: lambda *_: [("downloaded a calendar by its address", "", {})],
    downloads.SIGN_IN_CARD: lambda *_: [("downloaded a sign-in card", "", {})],
    downloads.BACKUP: lambda *_: [("downloaded a backup", "", {})],
    downloads.WORKBOOK: lambda *_: [("downloaded a workbook", "", {})],
    downloads.REPORTS_OF_A_WEEK: lambda *_: [("downloaded weekly reports", "", {"monday": "2028-02-07"})],
}
"""What the audit says of whoever is handed one, from its address: one line, or one of each letter that was made."""
EVERY_DOWNLOAD = pytest.mark.parametrize("of", DOWNLOADS, ids=lambda each: each.path)


def a_site(office: Office) -> Visitor:
    middleware = [
        Middleware(headers.SecurityHeaders, secure=False),
        Middleware(gate.Gate, lambda: office.store, frozenset(), ("127.0.0.1",), True),
    ]
    return Visitor(Starlette(routes=handing_out.routes(lambda: office), middleware=middleware))


def signed_in(site: Visitor, office: Office, person: Person) -> None:
    site.cookies[ticket.COOKIE] = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A case that had everything a letter needs, a year later, and one that was declined and may be erased."""
    made = letter_cases.an_office(tmp_path, *letter_cases.placed(), today=MONDAY)
    save(made, *requested(), answered("decline"), reference=DECLINED)
    yield made
    made.store.close()


def address(of: Download, office: Office) -> str:
    """That of one such file, made ready by whoever makes it."""
    parts: Mapping[str, Callable[[], object]] = {
        "reference": lambda: REFERENCE,
        "letter": lambda: "start_confirmation",
        "n": lambda: 1,
        "monday": lambda: MONDAY,
        "period": lambda: "2026",
        "form": lambda: "weekly_report" if of is downloads.BLANK else "xlsx",
        "paper": lambda: "Retention schedule",
        "key": lambda: make_key(office, ROSALIND),
        "number": lambda: _number(of, office),
    }
    return of.at(**{name: give() for name, give in parts.items() if f"{{{name}}}" in of.path})


def _number(of: Download, office: Office) -> object:
    """That of our own template, of an erasure, or of a file made a moment ago."""
    if of is downloads.TEMPLATE:
        return 0
    if of is downloads.CERTIFICATE:
        return retention.erase(office, ROSALIND, [DECLINED])
    if of is downloads.BACKUP:
        return kept_files.keep(b"age-encryption.org/v1\nlocked", TARIQ)
    return kept_files.keep(b"made", ROSALIND)


def did(office: Office) -> list[str]:
    """What the audit says, the newest first."""
    return [each.did for each in office.store.events(limit=1000)]


def noted(office: Office, before: int) -> list[tuple[str, str, str, Mapping[str, str]]]:
    """What the audit says since it had so many lines, the oldest first; of a letter without what tells its very bytes."""
    events = [*reversed(office.store.events(limit=1000))][before:]
    bytes_of_it = {"content", "template", "pack"}
    return [
        (each.who, each.did, each.reference, {k: said for k, said in each.detail.items() if k not in bytes_of_it})
        for each in events
    ]


def refusal(of: Download, reference: str) -> tuple[str, str, Mapping[str, str]]:
    """What is said of whoever was refused it: nothing of the address but the reference of a case."""
    return f"was refused {of.what}", reference if "{reference}" in of.path else "", {}


def test_every_download_is_asked_for_and_has_an_address_of_its_own() -> None:
    assert [*WHOSE] == [*DOWNLOADS], "say whose the new download is"
    assert len({each.path for each in DOWNLOADS}) == len(DOWNLOADS)


@EVERY_DOWNLOAD
def test_it_is_for_nobody_but_those_whose_it_is(of: Download, office: Office) -> None:
    site, theirs = a_site(office), address(of, office)
    none = {}
    for person in EVERYBODY:
        signed_in(site, office, person)
        before = len(did(office))
        answer = site.get(theirs)
        if person not in WHOSE[of]:
            none[person.name] = (answer.status_code, answer.text)
            assert noted(office, before) == [(person.name, *refusal(of, REFERENCE))]
        else:
            assert answer.status_code == 200, person.name
    assert {*none} == {each.name for each in EVERYBODY if each not in WHOSE[of]}
    assert all(each == (404, of.gone) for each in none.values()), none


@EVERY_DOWNLOAD
def test_it_is_called_and_noted_as_the_table_says(of: Download, office: Office) -> None:
    site, theirs = a_site(office), address(of, office)
    signed_in(site, office, WHOSE[of][0])
    before = len(did(office))
    answer = site.get(theirs)

    assert noted(office, before) == [
        (ROSALIND.name if of is FEED else WHOSE[of][0].name, *each) for each in NOTED[of](theirs, office)
    ]
    assert answer.headers["content-type"] == MEDIA_TYPES[theirs.rpartition(".")[2]]
    assert answer.headers["cache-control"] == "no-store"
    assert named(answer) == CALLED[of]


def named(answer: Answer) -> str:
    """What a browser calls the file."""
    return unquote(answer.headers.get("content-disposition", "").partition("filename*=UTF-8''")[2])


@EVERY_DOWNLOAD
def test_a_forged_or_an_ended_cookie_is_answered_as_none(of: Download, office: Office) -> None:
    site, theirs = a_site(office), address(of, office)
    ended = ticket.issue(office.store, {"name": "Amina Yusuf", "role": "school"})
    ticket.revoke(office.store, ended)
    for secret in (*FORGED, ended):
        answer = site.get(theirs, cookie=f"{ticket.COOKIE}={secret}", accept="*/*")
        assert answer.status_code == (200 if of is FEED else 401)


@EVERY_DOWNLOAD
def test_another_of_its_sort_that_is_not_there_is_answered_alike(of: Download, office: Office) -> None:
    site = a_site(office)
    signed_in(site, office, ROSALIND)
    if "{" in of.path:
        before = len(did(office))
        answer = site.get(of.at(**dict.fromkeys(re.findall(r"{(\w+)}", of.path), "Tobi Adeyemi")))
        assert (answer.status_code, answer.text) == (404, of.gone)
        assert noted(office, before) == [("" if of is FEED else ROSALIND.name, *refusal(of, ""))]


def test_a_backup_is_noted_for_whoever_has_it_and_whoever_tries(office: Office) -> None:
    site, theirs = a_site(office), address(downloads.BACKUP, office)
    for person, noted in ((TARIQ, "downloaded a backup"), (NOOR, "was refused a backup")):
        signed_in(site, office, person)
        site.get(theirs)
        newest = office.store.events(limit=1)[0]
        assert (newest.who, newest.did) == (person.name, noted)


def test_a_backup_that_is_not_locked_is_given_to_nobody(office: Office) -> None:
    site = a_site(office)
    for person in (NOOR, TARIQ):
        signed_in(site, office, person)
        answer = site.get(downloads.BACKUP.at(number=kept_files.keep(b"PK\x03\x04 every case", person)))
        assert (answer.status_code, answer.text) == (404, downloads.BACKUP.gone)


@pytest.mark.parametrize("of", (downloads.WORKBOOK, downloads.REPORTS_OF_A_WEEK), ids=lambda each: each.path)
def test_a_file_made_a_moment_ago_is_gone_with_the_case_it_tells_of(of: Download, office: Office) -> None:
    site = a_site(office)
    signed_in(site, office, ROSALIND)
    parts = {"monday": MONDAY.isoformat()} if "{monday}" in of.path else {}
    both = of.at(number=kept_files.keep(b"of two", ROSALIND, [REFERENCE, DECLINED]), **parts)
    other = of.at(number=kept_files.keep(b"of one", ROSALIND, [REFERENCE]), **parts)
    assert [site.get(each).content for each in (both, other)] == [b"of two", b"of one"]

    retention.erase(office, ROSALIND, [DECLINED])

    assert [site.get(each).status_code for each in (both, other)] == [404, 200]


def test_whoever_makes_many_files_makes_room_among_their_own() -> None:
    theirs = kept_files.keep(b"shown once", ROSALIND)
    mine = [kept_files.keep(b"mine", PETER) for _ in range(kept_files.MOST + 1)]

    assert kept_files.find(theirs, ROSALIND, lambda cases: True) == b"shown once"
    found = [kept_files.find(each, PETER, lambda cases: True) for each in mine]
    assert found == [None] * (len(mine) - kept_files.MOST_OF_ONE) + [b"mine"] * kept_files.MOST_OF_ONE


def test_a_file_made_a_moment_ago_is_gone_for_a_school_that_has_lost_the_case(tmp_path: Path) -> None:
    office = an_office(tmp_path, *requested(), today=date(2026, 9, 21))
    site = a_site(office)
    signed_in(site, office, PETER)
    number = kept_files.keep(b"of a week", PETER, [REFERENCE])
    theirs = downloads.REPORTS_OF_A_WEEK.at(monday="2026-09-14", number=number)
    assert site.get(theirs).content == b"of a week"

    save(office, answered("decline"))

    assert site.get(theirs).status_code == 404
    office.store.close()


@EVERY_STATE
def test_who_may_not_see_the_case_is_answered_as_if_there_were_none(state: State, tmp_path: Path) -> None:
    filed = (*state.entries, REPORT_OF_PRESSURE) if state.entries else ()
    office = an_office(tmp_path, *filed, today=state.today)
    site = a_site(office)
    for person in EVERYBODY:
        seen = see(office, person, REFERENCE)
        signed_in(site, office, person)
        for address in OF_A_CASE:
            if seen is None or (address.startswith("/held") and seen.side is not Side.LA):
                theirs, none = (site.get(address.format(each)) for each in (REFERENCE, NO_CASE))

                assert (theirs.status_code, theirs.content, theirs.headers.items()) == (
                    404,
                    none.content,
                    none.headers.items(),
                ), (person.name, address)
    assert {each.did for each in office.store.events() if each.reference} == {
        f"was refused {each.what}" for each in DOWNLOADS if "{reference}" in each.path
    }
    office.store.close()


@pytest.mark.parametrize("form", ("docx", "xlsx"))
def test_a_report_is_for_whoever_may_count_and_of_what_is_over(tmp_path: Path, form: str) -> None:
    office = an_office(tmp_path, *placed(), today=date(2027, 9, 21))
    site = a_site(office)
    for person in EVERYBODY:
        signed_in(site, office, person)
        assert (site.get(f"/figures/2026.{form}").status_code == 200) == (person in WHOSE[downloads.REPORT]), (
            person.name
        )
        for none in ("2027", "2027-autumn", "2026-winter", "1066", "..%2f2026", "2026.docx"):
            assert site.get(f"/figures/{none}.{form}").status_code == 404
        assert site.get("/figures/2026.exe").status_code == 404
    office.store.close()
