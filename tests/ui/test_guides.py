"""The guided cases of the demonstration: every step is there to be done, and a real site has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from casework import sample
from casework.forms.drafts import keep, open_draft
from casework.reading.office import Office
from casework.sample import REFERENCES, guided
from casework.sample.authority import rows
from record.forms.referral import Referral
from record.person import Person
from store.contract import Store
from tests.ui.test_every_page_begins import run
from tests.ui.visitor import Visitor
from ui.guides import GUIDES, GuideStep
from ui.shell import go, session, wiring
from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE

STEPS = [(guide.person, step) for guide in GUIDES for step in guide.steps]
IN_AUGUST = date(2026, 8, 12)
"""When least is due, of all the days on which somebody may look at the demonstration."""


def person(name: str) -> Person:
    return next(each for each in sample.people() if each.name == name)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration's, on the sample."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MANAGED_MOVES_WAYS_IN", "demo")
        patch.setenv("MANAGED_MOVES_STORE", f"sqlite:///{tmp_path_factory.mktemp('sample') / 'store.sqlite'}")
        patch.setenv("MANAGED_MOVES_TODAY", IN_AUGUST.isoformat())
        wiring.close()
        sample.fill(wiring.office())
        yield wiring.office()
        wiring.close()


def named(page: AppTest, role: str) -> list[str]:
    """What a page has of a role, by name."""
    found = {
        "heading": [each.value for each in (*page.title, *page.header)],
        "button": [each.label for each in page.button],
        "tab": [each.label for each in page.tabs],
        "radio": [option for each in page.radio for option in each.options],
        "region": [each.body.partition('aria-label="')[2].partition('"')[0] for each in page.get("html")],
    }
    return found[role]


@pytest.mark.parametrize(("name", "step"), STEPS, ids=[f"{name}: {step.title}" for name, step in STEPS])
def test_what_a_step_speaks_of_is_on_its_page(
    office: Office, monkeypatch: pytest.MonkeyPatch, name: str, step: GuideStep
) -> None:
    said = next(each for each in SAMPLE if each["name"] == name)
    secret = ticket.issue(office.store, said)
    monkeypatch.setattr(go, "link", lambda *_, **__: None)  # Streamlit knows other pages only inside the frame
    monkeypatch.setattr(session, "_secret", lambda: secret)
    page = run(step.screen, **({"case": REFERENCES[step.plot]} if step.plot else {}))
    role, what = step.look_at

    assert not page.exception and not page.warning
    assert any(each.startswith(what) for each in named(page, role)), named(page, role)
    assert step.opens is None or str(said["role"]) in step.opens.roles


def test_a_step_that_was_typed_knows_it(office: Office) -> None:
    gwen, reference = person("Gwen Pugh"), REFERENCES["before_only"]
    draft = open_draft(office, gwen, Referral, reference)
    assert draft is not None
    since = office.now()

    assert not guided.has_typed(office, gwen, reference, Referral.kind, since)
    keep(office, gwen, draft, {"preferred_name": "Jo"})
    assert guided.has_typed(office, gwen, reference, Referral.kind, since)
    assert not guided.has_typed(office, person("Beth Sullivan"), reference, Referral.kind, since)


def test_a_guide_is_begun_goes_on_and_is_left_behind(store: Store, app: Callable[..., Starlette]) -> None:
    guide, visitor, gwen = GUIDES[0], Visitor(app()), person("Gwen Pugh")
    assert guide.title not in visitor.get("/sign-in").text, "a store without the sample has none"
    assert visitor.post("/sign-in", {"guide": guide.name}).status_code == 422
    for row in rows(IN_AUGUST):
        store.put(row)
    page = visitor.get("/sign-in").text
    assert all(f'name="guide" value="{each.name}"' in page for each in GUIDES)

    answer = visitor.post("/sign-in", {"guide": guide.name, "next": "//evil.com"})
    assert (answer.status_code, answer.headers["location"]) == (303, guide.steps[0].address)
    at = guided.progress(store, gwen)
    assert at is not None and (at.guide, at.step) == (guide.name, 0)
    guided.go_on(Office(store, lambda: IN_AUGUST), gwen, at)
    at = guided.progress(store, gwen)
    assert at is not None and (at.guide, at.step) == (guide.name, 1)
    visitor.sign_in("Gwen Pugh")
    assert guided.progress(store, gwen) is None


def test_a_real_site_has_no_guides(app: Callable[..., Starlette], store: Store) -> None:
    for row in rows(IN_AUGUST):
        store.put(row)
    site = Visitor(app(demo=False))

    assert "guide" not in site.get("/sign-in").text
    assert site.post("/sign-in", {"guide": GUIDES[0].name}).status_code == 422
    assert guided.progress(store, person("Gwen Pugh")) is None
