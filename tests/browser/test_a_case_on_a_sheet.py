"""A whole case on a Google spreadsheet, through the browser, while the coordinator works in the sheet and Google stumbles."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from store.settings import KEY_SETTING
from tests.browser import papers
from tests.browser.papers import MOTHER, TOMI
from tests.browser.riverside import AMINA, PETER
from tests.browser.story import (
    NORTHGATE,
    OAKFIELD,
    Story,
    expected_at,
    it_ends_early,
    letter,
    refer,
    second_school_accepts,
    the_child_is_suspended,
    the_move_is_agreed,
)
from tests.sheets.faults import status
from tests.sheets.meddling import Coordinator
from tests.sheets.server import Running
from tests.store.sheets.hand import AtTheSheet
from tests.store.sheets.serving import KEY, google_on_demand, spreadsheet_of

SEED = 20260907
NOT_HERS = frozenset({"Register", "Superseded", "Sheet1"})
SHOWS_WITHIN = 10.0
"""Seconds from a correction in the sheet to the case page."""


@pytest.fixture
def google() -> Iterator[Running]:
    with google_on_demand() as server:
        yield server


@pytest.fixture
def coordinator(google: Running, tmp_path: Path) -> Coordinator:
    """She sorts, inserts rows and columns, moves, hides, colours, filters and takes notes, between any two requests."""
    her = Coordinator(google.google, spreadsheet_of(tmp_path), SEED, "polite", rate=0.3, leaves_alone=NOT_HERS)
    google.google.between.append(her.perhaps_act)
    return her


@pytest.fixture
def story(google: Running, tmp_path: Path, open_page: Callable[..., Page]) -> Iterator[Story]:
    address = f"sheet:{spreadsheet_of(tmp_path)}?google={google.root}&file={tmp_path / 'sheet.sqlite'}"
    env = {"MANAGED_MOVES_STORE": address, KEY_SETTING: os.environ[KEY]}
    told = Story(tmp_path, open_page, people=(MOTHER, TOMI), env=env)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(KEY_SETTING, env[KEY_SETTING])
        yield told
    told.close()


def test_a_case_goes_its_way_beside_the_coordinator_in_the_sheet(
    google: Running, coordinator: Coordinator, story: Story
) -> None:
    her = AtTheSheet(google, coordinator.spreadsheet_id)
    story.it_is("2026-09-07")
    refer(story)
    second_school_accepts(story)
    the_move_is_agreed(story)
    a_start_date_is_corrected_in_the_sheet(story, her)
    google_is_away_as_the_child_starts(story, her)
    the_child_is_suspended(story)
    it_ends_early(story)

    assert len({done.act for done in coordinator.done}) > 4, "she did all sorts of things meanwhile"
    assert coordinator.look() == [], "what she typed is all there"
    assert written_over(google) == []


def a_start_date_is_corrected_in_the_sheet(story: Story, her: AtTheSheet) -> None:
    her.correct("Meeting record", story.reference, "Start date", "15/09/2026")
    typed_at = time.monotonic()
    page = story.as_(AMINA)
    while page.get_by_text(f"Next change: {NORTHGATE} from Tuesday 15 September.").count() == 0:
        assert time.monotonic() < typed_at + SHOWS_WITHIN, "the correction does not show"
        page = story.as_(AMINA)
    expect(page.get_by_text("edited by hand").first).to_be_visible()
    assert "Tuesday 15 September" in letter(page, "Start confirmation")


def google_is_away_as_the_child_starts(story: Story, her: AtTheSheet) -> None:
    her.google.google.faults.always(status(503))
    story.it_is("2026-09-15")
    page = story.write(PETER, "Start")
    papers.start(page, "15/9/2026")
    expect(page.get_by_text("Saved here, waiting for Google. Your reference is")).to_be_visible()
    expected_at(story.as_(AMINA), NORTHGATE, f"{OAKFIELD} marks D")
    assert her.rows_of("Start", story.reference) == []

    her.google.google.faults.always(None)
    expect(page.get_by_text("Saved. Your reference is")).to_be_visible(timeout=60_000)
    assert len(her.rows_of("Start", story.reference)) == 1


def written_over(google: Running) -> list[str]:
    """Cells that the app changed, in any tab but the Register."""
    return [str(cell) for line in google.google.log for cell in line.changed if cell.title != "Register"]
