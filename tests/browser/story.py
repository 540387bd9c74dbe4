"""A case as it goes on in the browser: who sits at which page, what day it is, and the chapters that several stories tell.

Each form is filled in at its page once in a story. What people file again, or what another story fills in, goes through
casework into the same store, as from another process of the app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from casework.reading.office import Office
from record.attendance import PRESENT
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.meeting_record import HALVES, WEEKDAYS
from record.forms.signature import Signature
from record.forms.weekly_report import TargetScore, WeeklyReport
from store.choose import open_store
from tests.browser import papers, riverside
from tests.browser.filling import come_in, press, settle, submit, turn_to
from tests.browser.papers import EXPLORE, FATHER, LEGAL_NAME, MOTHER, PLACEMENT, SHARE, TARGETS, TOMI
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, OAKFIELD_HEAD, PETER, seed
from tests.browser.serving import Server
from tests.casework.at_work import begin as begun
from tests.casework.at_work import open_a_case, submitted

OAKFIELD, NORTHGATE, ELM_GROVE = "Oakfield School", "Northgate Academy", "Elm Grove School"


@dataclass
class Story:
    """A case as it goes on: who sits at which page, and what day it is."""

    folder: Path
    open_page: Callable[..., Page]
    server: Server | None = None
    today: date = date.min
    reference: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    people: tuple[str, ...] = (MOTHER, FATHER, TOMI)
    """Who consents: the parents, and the child last."""
    env: Mapping[str, str] = field(default_factory=dict)
    """Of the server, such as another store than a file of its own."""

    def it_is(self, day: str) -> None:
        """Stop the server, and start it again on another day: everybody's page comes back by itself."""
        if self.server is None:
            self.server = Server(self.folder)
            seed(self.env.get("MANAGED_MOVES_STORE", self.server.store))
        self.today = date.fromisoformat(day)
        self.server.kill()
        self.server.env = {**self.env, "MANAGED_MOVES_TODAY": day}
        self.server.start()
        for page in self.pages.values():
            page.goto("about:blank")

    def as_(self, name: str, address: str = "") -> Page:
        """The page of somebody, on the case; signed in when it is their first time."""
        address = address or f"/case?case={self.reference}"
        if name in self.pages:
            turn_to(self.pages[name], address)
        else:
            self.pages[name] = self.open_page(self.server)
            come_in(self.pages[name], name, then=address)
        return self.pages[name]

    def write(self, name: str, form: str) -> Page:
        """Somebody opens the case and presses the form's button."""
        page = self.pages.get(name)
        is_done = page is not None and page.get_by_role("button", name="Open the case").count() == 1
        if page is not None and is_done and self.reference in page.url:
            if page.get_by_role("button", name=f"Go on: {form}", exact=True).count():
                press(page, f"Go on: {form}")
                return page
            press(page, "Open the case")
        else:
            page = self.as_(name)
        own = page.get_by_role("button", name=form, exact=True)  # of the next step, or of a draft
        if own.count():
            own.first.click()
        else:
            page.get_by_test_id("stMenuButtonButton").click()
            page.get_by_role("menuitem", name=form, exact=True).click()
        settle(page)
        return page

    def files(self, name: str, *forms: Entry) -> None:
        """Somebody submits whole forms, elsewhere than on these pages."""
        who = riverside.person(name)
        with self._elsewhere() as office:
            for form in forms:
                submitted(office, who, begun(office, who, form, self.reference))

    def opens_a_case(self, name: str) -> None:
        """Somebody submits what lets a case begin, elsewhere than on these pages."""
        with self._elsewhere() as office:
            self.reference = open_a_case(office, riverside.person(name))

    def drafts(self, name: str, form: Entry) -> None:
        """Somebody has typed a whole form, elsewhere than on these pages, and not submitted it."""
        with self._elsewhere() as office:
            begun(office, riverside.person(name), form, self.reference)

    @contextmanager
    def _elsewhere(self) -> Iterator[Office]:
        assert self.server
        store = open_store(self.env.get("MANAGED_MOVES_STORE", self.server.store))
        yield Office(store, lambda: self.today)
        store.close()

    def close(self) -> None:
        if self.server:
            self.server.kill()


def expected_at(page: Page, place: str, *more: str) -> None:
    """The answer box says so."""
    box = page.get_by_role("region", name="Where the child is expected")
    expect(box.locator(".days > div").first).to_contain_text("Today, ")
    expect(box.locator(".place").first).to_have_text(place)
    for words in more:
        expect(box).to_contain_text(words)


def stage_is(page: Page, name: str) -> None:
    """The stage bar says so."""
    expect(page.get_by_role("list", name="Stages of the case").locator('[aria-current="step"]')).to_contain_text(name)


def next_is(page: Page, words: str) -> None:
    """The next step says so."""
    expect(page.get_by_role("region", name="Next step").locator(".what")).to_contain_text(words)


def letter(page: Page, title: str) -> str:
    """Download a letter from the case's letters tab, and return its words."""
    page.get_by_role("tab", name="Letters").click()
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=title).first.click()
    document = docx.Document(str(download.value.path()))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


def begin(story: Story) -> Page:
    """Before you start, as far as the referral's task list."""
    page = story.as_(AMINA, "/before-you-start")
    papers.before_you_start(page)
    papers.reason(page, papers.NO_TRIAL, "The board meets in October; the family asks for a start now.")
    submit(page)
    story.reference = page.locator(".ref").inner_text()
    press(page, "Go on: Referral")
    return page


def refer(story: Story, at_the_page: Iterable[str] = ()) -> None:
    """The referral, and everybody's consent to explore a move."""
    page = begin(story)
    papers.referral(page, parents=story.people[:-1])
    submit(page)
    expected_at(page, OAKFIELD)
    press(page, "Open the case")
    next_is(page, "consent to explore a move")
    everybody_agrees(story, EXPLORE, at_the_page=at_the_page)
    stage_is(story.as_(AMINA), "Consent")


def everybody_agrees(story: Story, choice: str, school: str = "", at_the_page: Iterable[str] = ()) -> None:
    """Today: those who are named at the page, everybody else's answer through casework."""
    if at_the_page := [*at_the_page]:
        papers.consent(story.write(AMINA, "Consent"), at_the_page, choice, f"{story.today:%d/%m/%Y}", school)
    others = (each for each in story.people if each not in at_the_page)
    story.files(AMINA, *(_agreed(story, each, choice, school) for each in others))


def _agreed(story: Story, person: str, choice: str, school: str) -> Consent:
    return Consent(
        person=person,
        is_pupil=person == TOMI,
        choice=choice.lower(),
        school=riverside.urn(school) if school else None,
        answer="agreed",
        answered_on=story.today,
        given_how="signed form seen",
        told_of_other_options=True,
        felt_no_pressure=True,
    )


def second_school_accepts(story: Story) -> None:
    everybody_agrees(story, SHARE, NORTHGATE)
    asked = Approach(
        school=riverside.NORTHGATE, suggested_by="home school", formality="formal request", sent_on=story.today
    )
    story.files(AMINA, asked)
    papers.accept(story.write(PETER, "Response"), NORTHGATE_HEAD, "7/9/2026")
    stage_is(story.as_(PETER), "Accepted")


def the_move_is_agreed(story: Story, at_the_page: Iterable[str] = (), signed_at_the_page: int = 0) -> None:
    """The meeting, everybody's consent to the placement, and the papers signed."""
    story.it_is("2026-09-11")
    page = story.write(PETER, "Meeting record")
    papers.meeting_record(
        page, on="11/9/2026", starts_on="14/9/2026", ends_on="23/10/2026", review_on=("5/10/2026", "22/10/2026")
    )
    everybody_agrees(story, PLACEMENT, NORTHGATE, at_the_page)
    everybody_signs(story, signed_at_the_page)
    page = story.as_(AMINA)
    stage_is(page, "Agreed")
    expected_at(page, OAKFIELD, f"Next change: {NORTHGATE} from Monday 14 September.")


def everybody_signs(story: Story, at_the_page: int) -> None:
    papers_to_sign = signatures()
    if at_the_page:
        papers.signatures(story.write(PETER, "Signatures"), papers_to_sign[:at_the_page], "11/9/2026")
    others = (
        Signature(document=document.lower(), role=role.lower(), name=name, signed_on=story.today)
        for document, role, name in papers_to_sign[at_the_page:]
    )
    story.files(PETER, *others)


def signatures(receiving_head: str = NORTHGATE_HEAD) -> list[tuple[str, str, str]]:
    """Paper, role and name of each."""
    heads = (("Home head teacher", OAKFIELD_HEAD), ("Receiving head teacher", receiving_head))
    people = (("Parent", MOTHER), ("Pupil", LEGAL_NAME), *heads)
    return [(document, *who) for document in ("Agreement", "Dual registration form") for who in people]


def it_ends_early(story: Story) -> None:
    story.it_is("2026-09-24")
    papers.early_ending(story.write(PETER, "Early ending"), consulted_on="24/9/2026", return_on="28/9/2026")
    page = story.as_(AMINA)
    expected_at(page, NORTHGATE, f"Next change: {OAKFIELD} from Monday 28 September.")
    stages = page.get_by_role("list", name="Stages of the case")
    expect(stages.get_by_role("listitem").last).to_contain_text("Ended early")
    words = letter(story.as_(PETER), "Early ending")
    for each in ("Monday 28 September", "8:30", "reception, Orchard Lane", "Ms R. Patel", OAKFIELD):
        assert each in words

    story.it_is("2026-09-28")
    page = story.as_(AMINA)
    expected_at(page, OAKFIELD, "First day: at 8:30, Main reception, Orchard Lane, to meet Ms R. Patel")
    next_is(page, "weekly report for the week of Monday 14 September")


def the_child_is_suspended(story: Story) -> None:
    story.it_is("2026-09-21")
    answers = {"What happened?": "Suspension", "Suspended from": "21/9/2026", "To the end of": "22/9/2026"}
    papers.same_day(story.write(PETER, "Same day"), {**answers, "In a sentence": "A fight at break."}, "21/9/2026")
    expected_at(story.as_(AMINA), "Not in school: suspended until Tuesday 22 September")


def a_good_week(monday: date) -> WeeklyReport:
    """The child was there all week, and met every target on most days."""
    return WeeklyReport(
        week_commencing=monday,
        **{f"{day}_{half}": PRESENT[half] for day in WEEKDAYS for half in HALVES},
        scores=tuple(TargetScore(target=each, score="met most days") for each in TARGETS),
        met_with="Ms A. Rahman",
        went_well="Art every afternoon; more of it.",
        had_incidents=False,
        concern="green",
    )
