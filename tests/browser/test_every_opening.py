"""Every page, asked for by every role, of a case that is theirs, of one that is not, and of none: exactly what the audit says.

The files are in `tests/ui/test_every_download.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date

import pytest

from casework import sample
from casework.reading.access import may_write, see
from casework.reading.office import Office
from casework.sample.references import DRAFTS_ONLY, REFERENCES
from record.forms.referral import Referral
from record.identifiers import new_reference
from record.person import Person, Role
from store.choose import open_store
from tests.browser.serving import TODAY, Server
from tests.browser.socket import Tab, open_tab
from tests.browser.test_every_door import ALWAYS, MAY_OPEN, PEOPLE
from ui.shell import go
from ui.sign_in import ticket

CASES = tuple(reference for plot, reference in REFERENCES.items() if plot not in DRAFTS_ONLY)
BEGUN = next(reference for plot, reference in REFERENCES.items() if plot in DRAFTS_ONLY)
OF_A_CASE = (go.CASE, go.SUBMITTED, go.GUIDANCE, go.FILL_IN, *go.FORMS.values())
Line = tuple[str, str, Mapping[str, str]]


@pytest.fixture(scope="module")
def office(with_sample: Server) -> Iterator[Office]:
    opened = Office(open_store(with_sample.store), lambda: date.fromisoformat(TODAY))
    yield opened
    opened.store.close()


@pytest.fixture(params=PEOPLE, ids=lambda each: each.role + " " + each.name)
def person(request: pytest.FixtureRequest) -> Person:
    """Under a name of each test of its own, so that its lines are."""
    found: Person = request.param
    return replace(found, name=f"{found.name}, {request.node.originalname}")


@pytest.fixture
def tab(with_sample: Server, office: Office, person: Person) -> Iterator[Tab]:
    cookie = ticket.issue(office.store, {**asdict(person), "areas": list(person.areas)})
    with open_tab(with_sample, cookie) as opened:
        yield opened


@pytest.fixture
def said_of(tab: Tab, office: Office, person: Person) -> Callable[..., list[Line]]:
    """Asks for a page; what the audit then says that it did not before."""

    def ask(page: str, **query: str) -> list[Line]:
        before = len(theirs())
        tab.ask(page, **query)
        return theirs()[before:]

    def theirs() -> list[Line]:
        events = reversed(office.store.events(limit=5000))
        return [(each.did, each.reference, dict(each.detail)) for each in events if each.who == person.name]

    return ask


def test_a_page_of_another_role_is_a_line_and_any_other_page_none(
    said_of: Callable[..., list[Line]], person: Person
) -> None:
    for screen in go.SCREENS:
        may = person.role in screen.roles
        # A page by its address is not run: the navigation, which has its own titles, says no.
        viewed: list[Line] = [("viewed Sheet check", "", {})] if may and screen is go.SHEET_CHECK else []
        refused: list[Line] = [("was refused a page", "", {"page": screen.title})]
        of_nothing: list[Line] = [("was refused a form", "", {"page": titled(screen)})]
        if may and screen in go.FORMS.values() and screen is not go.NEW_REFERRAL:
            assert said_of(screen.address) == of_nothing, screen.name
        elif screen is not go.NEW_REFERRAL and screen is not go.FILL_IN:
            assert said_of(screen.address) == (viewed if may else refused), screen.name
    for page in (*ALWAYS, "no-such-page", "Tobi Adeyemi"):
        assert said_of(page) == [], page


def test_a_page_of_a_case_is_a_line_of_who_opened_it_or_was_refused(
    said_of: Callable[..., list[Line]], person: Person, office: Office
) -> None:
    mine = [each for each in CASES if (found := see(office, person, each)) and found.is_whole]
    hidden = [each for each in CASES if see(office, person, each) is None]
    assert hidden and (bool(mine) == ("case" in MAY_OPEN[person.role]))
    for number, screen in enumerate(each for each in OF_A_CASE if person.role in each.roles):
        page = {} if screen is go.CASE else {"page": titled(screen)}
        if mine:
            reference = mine[number % len(mine)]
            told: list[Line] = [("viewed case", reference, page)]
            found = see(office, person, reference)
            if screen is go.GUIDANCE and found and not found.is_whole:
                told = [("was refused a case", reference, page)]
            assert said_of(screen.address, case=reference) == [*told, *_of_the_form(screen, office, person, reference)]
        for reference in (hidden[number % len(hidden)], *([new_reference()] if number % 8 == 0 else [])):
            assert said_of(screen.address, case=reference) == [("was refused a case", reference, page)], screen.name
    assert said_of("case", case="Tobi Adeyemi") == (
        [("was refused a case", "", {})]
        if "case" in MAY_OPEN[person.role]
        else [("was refused a page", "", {"page": "Case"})]
    )


def titled(screen: go.Screen) -> str:
    """As the tab of the browser has it."""
    return screen.form.title if screen.form else screen.title


def _of_the_form(screen: go.Screen, office: Office, person: Person, reference: str) -> list[Line]:
    """Besides: the case is theirs to see, and this form of it is not theirs to write."""
    seen = see(office, person, reference)
    kind = Referral if screen is go.FILL_IN else screen.form
    assert seen
    if kind is None or may_write(seen, person, kind):
        return []
    if seen.case.filed_of(kind) and not kind.repeats:
        return []  # it is said that it was submitted
    return [("was refused a form", reference, {"page": titled(screen)})]


def test_a_case_that_is_a_draft_so_far_is_opened_by_its_school_alone(
    said_of: Callable[..., list[Line]], person: Person, office: Office
) -> None:
    if "case" not in MAY_OPEN[person.role]:
        return
    is_theirs = bool(office.drafts(person.school, BEGUN)) and person.role != Role.COORDINATOR
    assert said_of("case", case=BEGUN) == [("opened a draft" if is_theirs else "was refused a case", BEGUN, {})]


def test_everybody_of_the_sample_has_a_role_that_is_tried() -> None:
    assert {each.role for each in PEOPLE} == {each.role for each in sample.people()} == set(Role)
