"""The register at ten to nine: found in one press, read at a glance, printed, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from casework.sample import REFERENCES
from tests.browser.filling import settle
from tests.browser.serving import Server
from tests.letters.on_paper import pages_of
from tests.letters.read import text

AMINA, ROSALIND = "Amina Yusuf", "Rosalind Marsh"
TODAYS_CHILD = "What to mark for S.A., Year 10"


def test_a_school_reads_what_to_mark_and_prints_it(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA)
    page.get_by_role("link", name="Register", exact=True).click()
    settle(page)

    marks = page.get_by_role("table", name=TODAYS_CHILD)
    expect(marks.get_by_role("cell", name="D", exact=True)).to_have_count(10)
    link = page.get_by_role("link", name="Download as Word")
    with page.expect_download() as waiting:
        link.click()
    downloaded = waiting.value
    assert downloaded.suggested_filename.startswith("Register sheet 20")
    said = text(downloaded.path().read_bytes())
    assert "Register sheet: week of" in said and "All week: D. Expected at the other school." in said


def test_another_week_can_be_chosen_and_a_child_leads_to_the_case(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(AMINA, "/register")
    page.get_by_role("combobox", name="Week of").click()
    page.get_by_role("option").first.click()
    settle(page)
    expect(page.get_by_role("heading", name="Register", exact=True)).to_be_visible()

    page.get_by_role("combobox", name="Week of").click()
    page.get_by_role("option", name="(this week)").click()
    settle(page)
    page.get_by_role("link", name=f"Open {REFERENCES['week_six']}").click()
    settle(page)
    expect(page.get_by_role("heading", name="S.A., Year 10")).to_be_visible()


def test_the_sheet_is_for_schools_and_for_weeks_that_can_be_chosen(at_their_desk: Callable[..., Page]) -> None:
    page = at_their_desk(ROSALIND)
    assert page.request.get("/registers/2026-12-07.docx").status == 404
    expect(page.get_by_role("link", name="Register", exact=True)).to_have_count(0)

    page = at_their_desk(AMINA)
    assert [page.request.get(f"/registers/{week}.docx").status for week in ("1999-01-04", "x", "2026-12-08")] == [
        404
    ] * 3


def test_nobody_signed_out_gets_a_sheet(with_sample: Server, open_page: Callable[..., Page]) -> None:
    page = open_page(with_sample)
    answer = page.request.get("/registers/2026-12-07.docx")
    assert "wordprocessing" not in answer.headers.get("content-type", "")


def test_printed_it_is_lengthwise_with_its_week_and_without_what_is_pressed(
    at_their_desk: Callable[..., Page], tmp_path: Path
) -> None:
    page = at_their_desk(AMINA, "/register")
    expect(page.get_by_role("table", name=TODAYS_CHILD)).to_be_visible()
    expect(page.get_by_text("Oakfield School, week of Monday")).not_to_be_visible()
    (tmp_path / "register.pdf").write_bytes(page.pdf(prefer_css_page_size=True))

    pages = pages_of(tmp_path / "register.pdf")
    said = "\n".join(each.text for each in pages)

    assert {(round(each.width), round(each.height)) for each in pages} == {(297, 210)}
    assert "Oakfield School, week of Monday" in said and "All week: D. Expected at the other school." in said
    for word in ("Cases", "Change person", "Download", "Open MM-", "Week of", "Help"):
        assert word not in said, word
    assert len(pages) <= said.count("Your roll:"), "a child is not parted, and more than one stands on a page"
