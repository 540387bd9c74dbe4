"""A coordinator's day at the desk: the morning, the report of a school year, schools that come in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from shutil import copyfile

import openpyxl
from playwright.sync_api import Browser, Locator, Page, expect

from casework.reading.office import Office
from casework.sample import REFERENCES
from record.tables import SCHOOLS
from store.choose import open_store
from tests.browser.filling import answer, choose, come_in, fill, press, problems, settle, submit, turn_to
from tests.browser.line import listen
from tests.browser.quiet import leave
from tests.browser.serving import TODAY, Server
from tests.casework.at_work import put
from tests.casework.figures import a_school_year
from tests.casework.figures.a_school_year import NAMES
from tests.casework.imports.imports_files import register_file, school
from tests.letters.read import text

ROSALIND = "Rosalind Marsh"
LA_RECORD = "LA record"


def card(page: Page, plot: str) -> Locator:
    """The card of one case."""
    return page.locator(f".st-key-call-{REFERENCES[plot]}")


def test_the_morning(with_sample: Server, at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(ROSALIND)
    expect(page.get_by_role("heading", name="Today, Monday 21 September")).to_be_visible()
    still_on_a_roll = ("returned", "transferred", "withdrawn")
    worst = ("adjourned", "week_three_missed", "week_four_red", *still_on_a_roll, "week_five_suspended")
    order = [REFERENCES[each] for each in worst]
    moves = page.get_by_role("link", name="Open MM-")
    expect(moves).to_have_text([f"Open {REFERENCES['week_one']}"])  # above all, a child who is moved within two days
    links = page.get_by_role("link").filter(has_text=re.compile(" · MM-"))
    for place, reference in enumerate(order):  # the worst first
        expect(links.nth(place)).to_have_text(re.compile(rf" · {reference}$"))

    for plot, harm, form in (
        ("week_three_missed", "Reports missing", "Weekly report"),
        ("week_four_red", "Red concern", "Review"),
        ("week_five_suspended", "Signs of trouble", "Review"),
    ):
        expect(card(page, plot).get_by_text(harm)).to_be_visible()
        expect(card(page, plot).get_by_text("Ring ").first).to_be_visible()
        press(card(page, plot), form)
        expect(page).to_have_url(f"{with_sample.url}/{form.lower().replace(' ', '-')}?case={REFERENCES[plot]}")
        expect(page.get_by_role("heading", name=form).first).to_be_visible()
        turn_to(page, "/today")

    press(card(page, "not_proceeding"), LA_RECORD)
    answer(page, {"What is this about?": "Told of the outcome"})
    submit(page)
    turn_to(page, "/today")
    expect(page.get_by_role("link", name=REFERENCES["not_proceeding"])).to_have_count(0)
    turn_to(page, "/board")
    page.get_by_label("Search by reference or name").fill(REFERENCES["week_four_red"][3:7].lower())
    expect(page.get_by_text("1 case", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=REFERENCES["week_four_red"])).to_be_visible()


def a_year(folder: Path, sample: Path) -> Server:
    """The app with the sample and a term of last school year."""
    running = Server(folder)
    copyfile(sample, folder / "store.sqlite")
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    office = Office(store, lambda: date.fromisoformat(TODAY))
    la = next(iter(office.cases.values())).la
    for urn, name in NAMES.items():
        put(office, SCHOOLS, urn, name=name, area="North", la=la)
    for each in takewhile(lambda one: one.reference <= "MM-Y030", a_school_year.entries()):
        store.save(replace(each, la=la))
    store.close()
    return running.start()


def test_a_school_years_report(tmp_path: Path, sample_store: Path, browser: Browser) -> None:
    server = a_year(tmp_path, sample_store)
    context = browser.new_context(base_url=server.url, locale="en-GB")
    listen(context)
    page = context.new_page()
    come_in(page, "Devan Pillai", then="/figures")
    choose(page, "Period", "School year 2025/26")
    settle(page)
    expect(page.get_by_text("Reasons for the move:").first).to_be_visible()
    expect(page.get_by_text("MM-")).to_have_count(0)

    with page.expect_download() as waiting:
        page.get_by_role("link", name="(Word)").click()
    word = text(waiting.value.path().read_bytes())
    with page.expect_download() as waiting:
        page.get_by_role("link", name="The same as a spreadsheet").click()
    sheet = openpyxl.load_workbook(io.BytesIO(waiting.value.path().read_bytes()))

    begun = next(row[1].value for row in sheet["About"].iter_rows() if row[0].value == "Moves begun")
    assert "Managed moves: School year 2025/26" in word
    assert isinstance(begun, int) and f"{begun}" in word
    assert "Child " not in word
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(f"{begun}")
    context.close()
    leave(server)


def test_schools_come_in_from_the_national_register(
    with_sample: Server, at_their_desk: Callable[..., Page], tmp_path: Path
) -> None:
    opened = open_store(with_sample.store)
    office = Office(opened, lambda: date.fromisoformat(TODAY))
    own = office.authority.schools["900001"]
    listed = [
        school(urn=own.urn, name=own.name, la=own.la, head="Bell"),
        school(urn="900077", name="Zoë & Sons Free School", la=own.la),
    ]
    (tmp_path / "edubasealldata.csv").write_bytes(register_file(*listed, encoding="cp1252"))

    page = at_their_desk(ROSALIND, "/import-schools")
    page.locator("input[type=file]").first.set_input_files(tmp_path / "edubasealldata.csv")
    expect(page.get_by_text("2 rows read, 2 of your authority.")).to_be_visible()
    settle(page)
    press(page, "Apply these changes")
    left = "Not changed, because this needs a coordinator for their area and authority, or an administrator"
    expect(page.get_by_text(f"1 school is up to date. {left}: Zoë & Sons Free School (900077).")).to_be_visible()

    schools = office.authority.schools
    assert "900077" not in schools, "a school of no area is not hers"
    assert schools[own.urn].head == "Mr Tunde Bell"
    assert schools[own.urn].email == own.email, "what the register does not hold is the authority’s own"
    opened.close()


def test_a_question_of_ones_own_is_asked_and_stands_in_the_record(at_their_desk: Callable[..., Page]) -> None:
    keeper = at_their_desk("Hannah Cole", "/settings")
    keeper.get_by_text("Questions", exact=True).click()
    settle(keeper)
    row = {
        "Name": "Next!",
        "The question": "Who takes it on?",
        "Form that asks it": LA_RECORD,
        "What is answered": "choice",
    }
    answer(keeper, row)
    fill(keeper, "Answers to choose from", "the school\nthe panel")
    press(keeper, "Save this row")
    expect(keeper.get_by_role("alert").or_(keeper.get_by_text("There is a problem")).first).to_be_visible()
    assert "Write a short name of small letters" in problems(keeper)[0]
    fill(keeper, "Name", "next")
    press(keeper, "Save this row")
    expect(keeper.get_by_text("The row is saved.")).to_be_visible()

    page = at_their_desk(ROSALIND, f"/la-record?case={REFERENCES['week_four_red']}")
    answer(page, {"What is this about?": "Told of the outcome", "Who takes it on?": "The panel"})
    submit(page)
    press(page, "Open the case")
    page.get_by_role("tab", name="Record").click()
    settle(page)
    page.get_by_text(LA_RECORD, exact=True).last.click()
    expect(page.get_by_text("Who takes it on?").last).to_be_visible()
