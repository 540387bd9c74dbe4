"""Every page and every download of every case of the sample, asked for by every role, by the socket and by its address.

Whoever may not see a case gets, byte for byte, what a case that does not exist gets; nobody without a live row gets anything.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from casework import sample
from casework.reading.access import see
from casework.reading.office import Office
from casework.sample.references import DRAFTS_ONLY, REFERENCES
from record.person import Person, Role
from store.choose import open_store
from store.contract import SignedIn
from tests.browser.serving import TODAY, Server
from tests.browser.socket import NotLetIn, Tab, drawn, open_tab
from tests.ui.test_every_download import FORGED, OF_A_CASE
from ui.shell import go
from ui.sign_in import ticket

NO_CASE = "MM-0000-0000"
CASES = tuple(reference for plot, reference in REFERENCES.items() if plot not in DRAFTS_ONLY)
"""A case in every state there is."""
SCHOOL, LA = (
    ("my-cases", "register", "weekly-reports", "case", "submitted"),
    ("today", "board", "figures", "weekly-reports", "case", "submitted"),
)
SETTINGS = (
    "administration",
    "backup",
    "system-status",
    "access",
    "settings",
    "papers",
    "import-schools",
    "import-terms",
    "set-up",
)
FORMS = tuple(each.address for each in go.FORMS.values())
MAY_OPEN: Mapping[str, frozenset[str]] = {
    Role.SCHOOL: frozenset({*SCHOOL, *FORMS, "guidance", "calendar", "access", "fill-in"}),
    Role.WEEKLY_REPORT: frozenset({*SCHOOL, *FORMS, "guidance"}) - {"before-you-start", "weekly-reports"},
    Role.COORDINATOR: frozenset(
        {
            *LA,
            *FORMS,
            "guidance",
            "letter-templates",
            "calendar",
            "messages",
            "workbook",
            "import-moves",
            "sheet-check",
            "audit",
            "retention",
            *SETTINGS,
        }
    )
    - {"before-you-start"},
    Role.FIGURES: frozenset({"figures", "guidance"}),
    Role.ADMINISTRATOR: frozenset({"guidance", *SETTINGS}),
}
"""What each role may open. Anything not listed shows nothing."""
ALWAYS = {"", "account", "leave"}
WITH_A_CASE = tuple(
    screen.address for screen in go.SCREENS if screen in (go.CASE, go.FILL_IN) or screen.address in FORMS
)
NOT_OF_ONE_CASE = {"before-you-start"}
PEOPLE = tuple(
    next(each for each in sample.people() if each.name == name)
    for name in ("Amina Yusuf", "Peter Lindqvist", "Grace Obi", "Owen Hartley", "Rosalind Marsh")
) + tuple(each for each in sample.people() if each.role in (Role.FIGURES, Role.ADMINISTRATOR))


@pytest.fixture(scope="module")
def office(with_sample: Server) -> Iterator[Office]:
    opened = Office(open_store(with_sample.store), lambda: date.fromisoformat(TODAY))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def cookie_of(office: Office) -> Callable[[Person], str]:
    """Signs somebody in and gives their cookie."""
    return lambda person: ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})


@pytest.fixture(params=PEOPLE, ids=lambda each: each.name)
def person(request: pytest.FixtureRequest) -> Person:
    found: Person = request.param
    return found


@pytest.fixture
def tab(with_sample: Server, person: Person, cookie_of: Callable[[Person], str]) -> Iterator[Tab]:
    with open_tab(with_sample, cookie_of(person)) as opened:
        yield opened


def without(case: str, elements: list[str]) -> list[str]:
    """What was drawn, but for the ids Streamlit makes of an element's own words."""
    return [re.sub(r'id: "\$\$ID[^"]*"', "", each).replace(case, "the case") for each in elements]


def hidden(office: Office, person: Person) -> list[str]:
    return [each for each in CASES if see(office, person, each) is None]


def test_the_navigation_offers_what_the_role_may_open_and_no_more(tab: Tab, person: Person) -> None:
    said = tab.ask("account")
    offered = {
        page.url_pathname
        for each in said
        if each.WhichOneof("type") == "navigation"
        for page in each.navigation.app_pages
    }
    assert offered - ALWAYS == MAY_OPEN[person.role]


def test_a_page_of_another_role_shows_nothing_by_its_address(tab: Tab, person: Person) -> None:
    nowhere = without(CASES[0], drawn(tab.ask("no-such-page", case=CASES[0])))
    for screen in go.SCREENS:
        if screen.address not in MAY_OPEN[person.role]:
            shown = without(CASES[0], drawn(tab.ask(screen.address, case=CASES[0])))
            assert shown == nowhere, screen.address


def test_every_state_of_a_case_is_shown_to_whom_it_is_shown_and_to_nobody_else(
    tab: Tab, person: Person, office: Office
) -> None:
    if "case" not in MAY_OPEN[person.role]:
        assert not [each for each in CASES if see(office, person, each)]
        return
    none = without(NO_CASE, drawn(tab.ask("case", case=NO_CASE)))
    for reference in CASES:
        shown = without(reference, drawn(tab.ask("case", case=reference)))
        assert (shown == none) == (see(office, person, reference) is None), reference


def test_every_page_answers_for_a_case_that_is_not_theirs_as_for_none(tab: Tab, person: Person, office: Office) -> None:
    not_theirs = hidden(office, person)
    assert not_theirs, "somebody who sees every case proves nothing here"
    for number, page in enumerate(WITH_A_CASE):
        if page in MAY_OPEN[person.role] - NOT_OF_ONE_CASE:
            none = without(NO_CASE, drawn(tab.ask(page, case=NO_CASE)))
            for reference in (not_theirs[number % len(not_theirs)], not_theirs[-1 - number % len(not_theirs)]):
                assert without(reference, drawn(tab.ask(page, case=reference))) == none, (page, reference)


def test_every_download_answers_for_a_case_that_is_not_theirs_as_for_none(
    with_sample: Server, person: Person, office: Office, cookie_of: Callable[[Person], str]
) -> None:
    cookie = cookie_of(person)
    with closing(http.client.HTTPConnection(urlsplit(with_sample.url).netloc, timeout=30)) as line:
        for number, (address, gone) in enumerate(OF_A_CASE.items()):
            none = fetched(line, address.format(NO_CASE), cookie)
            assert none[0] == 404 and gone in none[2]
            for reference in hidden(office, person)[number :: len(OF_A_CASE)]:
                assert fetched(line, address.format(reference), cookie) == none, (address, reference)


def fetched(line: http.client.HTTPConnection, path: str, cookie: str) -> tuple[int, list[tuple[str, str]], str]:
    line.request("GET", path, headers={"Cookie": f"{ticket.COOKIE}={cookie}"})
    answer = line.getresponse()
    headers = [(name, value) for name, value in answer.getheaders() if name.lower() != "date"]
    return answer.status, headers, answer.read().decode("utf-8", "replace")


def test_the_socket_is_opened_to_nobody_without_a_live_row_even_as_the_first_request_of_a_server(
    with_sample: Server, office: Office, cookie_of: Callable[[Person], str]
) -> None:
    now = datetime.now(UTC)
    row = {**asdict(PEOPLE[0]), "areas": []}
    office.store.sign_in(SignedIn(ticket.key_of("ended"), row, now - timedelta(hours=13), now - timedelta(seconds=1)))
    revoked = cookie_of(PEOPLE[0])
    ticket.revoke(office.store, revoked)
    key_itself = ticket.key_of(cookie_of(PEOPLE[0]))
    with_sample.restart()
    for cookie in (None, "", "ended", revoked, key_itself, *FORGED):
        with pytest.raises(NotLetIn), open_tab(with_sample, cookie):
            pass
    with pytest.raises(NotLetIn), open_tab(with_sample, cookie_of(PEOPLE[0]), "https://elsewhere.example"):
        pass


def test_a_socket_is_whose_cookie_it_has_and_ends_with_their_row(
    with_sample: Server, cookie_of: Callable[[Person], str], office: Office
) -> None:
    amina, owen = PEOPLE[0], PEOPLE[3]
    mine = next(each for each in CASES if see(office, amina, each) and not see(office, owen, each))
    cookie = cookie_of(amina)
    with open_tab(with_sample, cookie_of(owen)) as theirs, open_tab(with_sample, cookie) as hers:
        none = without(NO_CASE, drawn(theirs.ask("case", case=NO_CASE)))
        assert without(mine, drawn(hers.ask("case", case=mine))) != none
        assert without(mine, drawn(theirs.ask("case", case=mine))) == none

        ticket.revoke(office.store, cookie)

        after = "".join(drawn(hers.ask("case", case=mine)))
        assert "You are signed out" in after
        assert mine not in after
