"""A case that was erased and one that never was: every page, file, draft and calendar answers the same to everybody, byte for
byte, and the audit says the same of whoever asked. That there was a case is told by the certificate of its erasure alone.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from casework.forms.drafts import OpenDraft, revise
from casework.keeping import retention
from casework.keeping.retention import Ground
from casework.reading.access import see
from casework.reading.office import Office
from record.identifiers import new_id, new_reference
from record.person import Person, Role
from store.choose import open_store
from tests.browser.serving import TODAY, Server
from tests.browser.socket import Tab, drawn, open_tab
from tests.browser.test_every_door import PEOPLE, fetched, without
from tests.browser.test_every_opening import OF_A_CASE as PAGES
from tests.browser.test_every_opening import Line
from tests.ui.test_every_download import OF_A_CASE
from ui.keep_typing.route import address_of
from ui.sign_in import ticket

AMINA = next(each for each in PEOPLE if each.name == "Amina Yusuf")
ROSALIND = next(each for each in PEOPLE if each.role == Role.COORDINATOR)


@dataclass(frozen=True)
class Gone:
    """A case as it is looked for afterwards, and the form of it that was being corrected."""

    reference: str
    draft: str


@pytest.fixture(scope="module")
def office(with_sample: Server) -> Iterator[Office]:
    opened = Office(open_store(with_sample.store), lambda: date.fromisoformat(TODAY))
    yield opened
    opened.store.close()


@pytest.fixture(scope="module")
def erased(office: Office) -> Gone:
    """One that was everybody's to see: a school was correcting a form of it while it was erased."""
    reference = next(
        each.case.reference for each in retention.kept(office, ROSALIND) if (see(office, AMINA, each.case.reference))
    )
    correcting = _correcting(office, reference)
    retention.erase(office, ROSALIND, [reference], Ground.REQUEST)
    return Gone(reference, correcting.draft.draft_id)


def _correcting(office: Office, reference: str) -> OpenDraft:
    seen = see(office, AMINA, reference)
    assert seen
    return revise(office, AMINA, reference, seen.case.filed[0].entry_id)


@pytest.fixture(scope="module")
def never() -> Gone:
    return Gone(new_reference(), new_id())


@pytest.fixture(params=PEOPLE, ids=lambda each: f"{each.role} {each.name}")
def person(request: pytest.FixtureRequest) -> Person:
    """Under a name of each test of its own, so that its lines are."""
    found: Person = request.param
    return replace(found, name=f"{found.name}, {request.node.originalname}")


@pytest.fixture
def cookie(office: Office, person: Person) -> str:
    return ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})


@pytest.fixture
def tab(with_sample: Server, cookie: str) -> Iterator[Tab]:
    with open_tab(with_sample, cookie) as opened:
        yield opened


@pytest.fixture
def lines_since(office: Office, person: Person) -> Callable[[Gone], list[Line]]:
    """What the audit says of this person that was not asked for before, without which case it was."""
    told = 0

    def lines(of: Gone) -> list[Line]:
        nonlocal told
        events = [each for each in reversed(office.store.events(limit=5000)) if each.who == person.name]
        fresh, told = events[told:], len(events)
        return [(each.did, each.reference.replace(of.reference, "the case"), dict(each.detail)) for each in fresh]

    return lines


def test_every_page_answers_and_is_noted_the_same(
    tab: Tab, person: Person, erased: Gone, never: Gone, lines_since: Callable[[Gone], list[Line]]
) -> None:
    for screen in PAGES:
        was = without(erased.reference, drawn(tab.ask(screen.address, case=erased.reference)))
        is_noted = lines_since(erased)
        assert was == without(never.reference, drawn(tab.ask(screen.address, case=never.reference))), screen.name
        # A page of another role is a line that names no case, and within ten minutes no other.
        again = lines_since(never)
        assert again == (is_noted if person.role in screen.roles else []), screen.name


def test_every_file_answers_and_is_noted_the_same(
    with_sample: Server,
    cookie: str,
    erased: Gone,
    never: Gone,
    lines_since: Callable[[Gone], list[Line]],
) -> None:
    refusals: list[Line] = []
    with closing(http.client.HTTPConnection(urlsplit(with_sample.url).netloc, timeout=30)) as line:
        for address in OF_A_CASE:
            was, is_noted = fetched(line, address.format(erased.reference), cookie), lines_since(erased)
            assert was[0] == 404 and fetched(line, address.format(never.reference), cookie) == was, address
            assert lines_since(never) == is_noted, address
            refusals += is_noted
    assert sorted({did for did, _, _ in refusals}) == [
        f"was refused {each}"
        for each in ("a letter", "everything held", "the letters of a case", "the summary of a case")
    ]


def test_what_is_still_typed_into_a_form_of_it_is_answered_as_for_no_form(
    with_sample: Server, cookie: str, erased: Gone, never: Gone, lines_since: Callable[[Gone], list[Line]]
) -> None:
    assert typed(with_sample, cookie, erased) == typed(with_sample, cookie, never) == (404, b"")
    assert lines_since(erased) == []


def typed(server: Server, cookie: str, into: Gone) -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)) as line:
        body = json.dumps({"answers": {"what": "x"}})
        line.request(
            "POST", address_of(into.draft), body, {"Cookie": f"{ticket.COOKIE}={cookie}", "Origin": server.url}
        )
        answer = line.getresponse()
        return answer.status, answer.read()
