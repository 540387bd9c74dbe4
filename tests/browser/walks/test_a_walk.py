"""The shortest of the four walks; that each step is read in the words for everybody; and that what differs is named."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import Browser

from record.words import first_capital
from rules.due import duties
from tests.browser.walks.going import go
from tests.browser.walks.said import Said, Step, for_everybody

TITLES = [
    "The family agrees to explore a move",
    "Northgate is asked",
    "Northgate accepts in principle",
    "They meet and agree a first day",
    "Tomi agrees too",
    "Northgate confirms the meeting record",
    "Everybody has signed",
    "The family is told of the first day",
    "Northgate puts the first day off",
    "The family is told of the new day",
    "The new first day",
    "She does not come, and is absent",
    "She comes",
    "Oakfield takes her off its roll, and the authority notes the outcome",
]
STEP = Step("signatures (parent)", "Oakfield School", "Monday 14 September", "Mr T. Adeyemi to agree")
SAID = Said("Wednesday", "Oakfield School", "", "Tomorrow: Oakfield School.", "", "Agreed", STEP, (STEP,))


def test_a_direct_move_is_the_same_in_three_windows(browser: Browser) -> None:
    walk = go(browser, "direct")

    assert [each.title for each in walk.stops] == TITLES


def test_every_step_is_read_in_the_words_for_everybody() -> None:
    read = {each.what: {for_everybody(first_capital(said)) for said in (each.do, each.what)} for each in duties()}

    assert read == {each.what: {each.what} for each in duties()}


def test_what_two_windows_say_differently_is_named() -> None:
    waits_for_nobody = replace(STEP, waits_for="")

    assert list(SAID.differs(SAID)) == []
    assert list(SAID.differs(replace(SAID, today="Northgate Academy", step=waits_for_nobody))) == [
        "today: Oakfield School / Northgate Academy",
        "step: signatures (parent) (Oakfield School, by Monday 14 September), waiting for Mr T. Adeyemi to agree / "
        "signatures (parent) (Oakfield School, by Monday 14 September)",
    ]
    assert list(SAID.differs(replace(SAID, due=()))) == [
        "due: signatures (parent) (Oakfield School, by Monday 14 September), waiting for Mr T. Adeyemi to agree / "
    ]
