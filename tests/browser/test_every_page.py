"""Every screen there is, seen by somebody who may: its heading, its title, its labels, on a telephone, and by axe-core."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from casework.sample import REFERENCES
from tests.browser.desks import Desks
from tests.browser.filling import press, settle
from tests.browser.visiting import Complaints
from ui.shell import go as screens

AMINA, PETER, GRACE, GWEN, BETH = "Amina Yusuf", "Peter Lindqvist", "Grace Obi", "Gwen Pugh", "Beth Sullivan"
JOEL, SIOBHAN, CALLUM, ROSALIND, OWEN = (
    "Joel Baptiste",
    "Siobhan Keane",
    "Callum Reid",
    "Rosalind Marsh",
    "Owen Hartley",
)


@dataclass(frozen=True)
class Look:
    """Somebody at a screen, with a case of the sample, after pressing some buttons."""

    who: str
    plot: str = ""
    presses: tuple[str, ...] = ()
    tab: str = ""


LOOKS: Mapping[str, Look] = {
    "today": Look(ROSALIND),
    "board": Look(ROSALIND),
    "figures": Look(ROSALIND),
    "my_cases": Look(AMINA),
    "register": Look(AMINA),
    "weekly_reports": Look(PETER),
    "case": Look(AMINA, "week_six"),
    "submitted": Look(AMINA, "week_six"),
    "before_you_start": Look(AMINA),
    "referral": Look(GWEN, "before_only"),
    "consent": Look(BETH, "consent_incomplete"),
    "approach": Look(AMINA, "declined_once"),
    "response": Look(JOEL, "answer_late"),
    "meeting_record": Look(SIOBHAN, "adjourned"),
    "signature": Look(BETH, "unsigned"),
    "board_decision": Look(AMINA, "starts_next_week"),
    "start": Look(PETER, "week_one"),
    "same_day": Look(AMINA, "week_four_red"),
    "weekly_report": Look(GRACE, "week_one"),
    "review": Look(PETER, "week_six"),
    "final_review": Look(PETER, "week_six"),
    "early_ending": Look(PETER, "week_six"),
    "ending": Look(AMINA, "week_six"),
    "roll_change": Look(CALLUM, "transferred"),
    "la_record": Look(ROSALIND, "week_six"),
    "telling": Look(AMINA, "week_six"),
    "review_request": Look(AMINA, "week_six"),
    "meeting_day": Look(JOEL, "accepted_direct"),
    "guidance": Look(AMINA, "week_six"),
    "letter_templates": Look(ROSALIND),
    "sheet_check": Look(ROSALIND),
    "access": Look(ROSALIND, presses=("Give access",)),
    "audit": Look(ROSALIND),
    "workbook": Look(ROSALIND),
    "messages": Look(ROSALIND),
    "backup": Look("Hannah Cole"),
    "system_status": Look("Hannah Cole"),
    "calendar": Look(ROSALIND),
    "administration": Look(ROSALIND),
    "retention": Look(ROSALIND),
    "papers": Look(ROSALIND),
    "set_up": Look(ROSALIND),
    "settings": Look(ROSALIND),
    "import_schools": Look(ROSALIND),
    "import_moves": Look(ROSALIND),
    "import_terms": Look(ROSALIND),
    "fill_in": Look(GWEN, "before_only"),
}
"""Who looks at each screen, by its file."""
INSIDE: Mapping[str, Look] = {
    "figures of everybody": Look("Devan Pillai"),
    "case suspended": Look(SIOBHAN, "week_five_suspended"),
    "case closed": Look("Ingrid Dale", "closed"),
    "case deadlines": Look(AMINA, "week_six", tab="Deadlines"),
    "case early review": Look(AMINA, "week_four_red"),
    "case attendance": Look(AMINA, "week_six", tab="Attendance"),
    "case targets": Look(AMINA, "week_six", tab="Targets"),
    "case letters": Look(AMINA, "week_six", tab="Letters"),
    "case guidance": Look(AMINA, "week_six", tab="Guidance"),
    "guidance of nobody's case": Look(ROSALIND),
    "case people": Look(AMINA, "week_six", tab="People"),
    "case of whoever only writes weekly reports": Look(GRACE, "week_one", tab="Who to ring"),
    "case record": Look(AMINA, "week_six", tab="Full record"),
    "before_you_start refused": Look(CALLUM, presses=("Submit",)),
    "meeting_record week": Look(SIOBHAN, "adjourned", presses=("What was decided",)),
    "referral check": Look(GWEN, "before_only", presses=("Check your answers", "Submit")),
}
"""Parts of screens worth a look of their own."""

ALLOWED: Mapping[str, str] = {
    "presentation-role-conflict": "st.file_uploader gives its dropzone a label and no role; its button has both",
}
"""What axe-core may say of Streamlit's own elements, which we cannot mend: rule id, and why."""


HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter(each => each.checkVisibility() && !each.closest("[role=alert]")).map(each => Number(each.tagName[1]))"""
"""Those of the page; what a press found wrong stands above its name, and is read out at once."""


def test_every_screen_is_looked_at() -> None:
    assert set(LOOKS) == {screen.name for screen in screens.SCREENS}, (
        "Add the screen to LOOKS with somebody who may open it"
    )


@dataclass
class Seen:
    """A page as somebody sees it, and what the browser complained of."""

    name: str
    page: Page
    complaints: Complaints


@pytest.fixture(scope="module", params=[*LOOKS, *INSIDE])
def seen(request: pytest.FixtureRequest, desks: Desks) -> Seen:
    """Each page, opened once for all tests."""
    look = {**LOOKS, **INSIDE}[request.param]
    stem = request.param.split()[0]
    case = f"?case={REFERENCES[look.plot]}" if look.plot else ""
    if look.who in desks.complaints:
        desks.complaints[look.who].forget()
    page = desks.turned_to(look.who, f"/{stem.replace('_', '-')}{case}")
    for button in look.presses:
        press(page, button)
    if look.tab:
        page.get_by_role("tab", name=look.tab).click()
        settle(page)
    return Seen(request.param, page, desks.complaints[look.who])


def test_it_is_shown_with_one_heading_and_a_title(seen: Seen) -> None:
    expect(seen.page.locator("h1")).to_have_count(1)
    levels = seen.page.evaluate(HEADINGS)
    assert levels[0] == 1, "the page's name comes first"
    assert all(after <= before + 1 for before, after in pairwise(levels)), f"headings jump: {levels}"
    expect(seen.page.get_by_text("Sorry, something went wrong")).to_have_count(0)
    expect(seen.page.get_by_role("heading", name="This page cannot be shown")).to_have_count(0)
    assert seen.page.title().endswith(" – Managed Moves")


def test_every_box_and_button_says_what_it_is(seen: Seen) -> None:
    names: list[str] = seen.page.evaluate(
        """() => [...document.querySelectorAll(
          '[data-testid="stMain"] :is(input:not([type=radio]), textarea, select, button, a, [role=radiogroup], [role=tab])'
        )].filter(each => each.checkVisibility() && each.tabIndex >= 0)
          .map(each => (each.ariaLabel ?? each.innerText ?? '').trim() || `nothing: ${each.outerHTML.slice(0, 120)}`)"""
    )
    unsaid = [name for name in names if name.startswith("nothing:") or "\\\\" in name or ":gray[" in name]

    assert unsaid == []


def test_the_browser_has_nothing_to_complain_of(seen: Seen) -> None:
    assert (seen.complaints.errors, seen.complaints.abroad) == ([], [])


def test_axe_finds_nothing_that_is_not_allowed(seen: Seen) -> None:
    found = Axe().run(seen.page).response["violations"]
    new = {
        each["id"]: [node["html"][:160] for node in each["nodes"][:3]] for each in found if each["id"] not in ALLOWED
    }

    assert new == {}


def test_a_telephone_never_scrolls_sideways(seen: Seen) -> None:
    before = seen.page.viewport_size
    seen.page.set_viewport_size({"width": 360, "height": 740})
    settle(seen.page)
    widths = seen.page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')].map(e => e.scrollWidth)"""
    )
    seen.page.set_viewport_size(before or {"width": 1280, "height": 720})

    assert max(widths) <= 360


def test_another_schools_case_is_refused_in_the_words_of_a_case_that_does_not_exist(
    at_their_desk: Callable[..., Page],
) -> None:
    def words(stem: str, case: str) -> str:
        page = at_their_desk(OWEN, f"/{stem.replace('_', '-')}?case={case}")
        return page.get_by_test_id("stMain").inner_text()

    for stem, look in LOOKS.items():
        if look.plot:  # a page of a case
            other = words(stem, REFERENCES["week_six"])
            assert "This page cannot be shown" in other, stem
            assert other == words(stem, "MM-0000-0000"), stem
