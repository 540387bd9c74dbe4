"""What the walks under a direction of the board have in common: they begin alike, the board directs for the same days, and once it
has revoked its direction the child is met at home and comes off the second roll."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser import papers
from tests.browser.papers import EXPLORE, SHARE
from tests.browser.riverside import AMINA, ROSALIND
from tests.browser.story import everybody_agrees
from tests.browser.walks.walk import RECEIVING, Walk


def decided(on: str, **more: str) -> Mapping[str, str]:
    """What is written of any decision of the board."""
    return {"Decided by": "The governors’ behaviour committee", "Date of the decision": on, **more}


def directs(reasons: str, parents_say: str) -> Mapping[str, str]:
    """A direction for six weeks from 14 September."""
    return {
        "What did the board decide?": "Direction",
        **decided("10/9/2026"),
        "Reasons and objectives": reasons,
        "First day off-site": "14/9/2026",
        "Last day": "23/10/2026",
        "Number of school days": "30",
        "What does the child say?": "I want to try it.",
        "What do the parents say?": parents_say,
        "Until when at the longest?": "18/12/2026",
    }


def is_accepted(tomi: Walk, school: str, head: str, called: str) -> None:
    """Everybody agrees that the school is told; it is asked, and accepts in principle."""
    everybody_agrees(tomi.story, EXPLORE)
    everybody_agrees(tomi.story, SHARE, school)
    tomi.stop(f"Everybody agrees that {called} is told", hidden_from=RECEIVING)
    papers.approach(tomi.story.write(AMINA, "Approach"), school, "7/9/2026")
    papers.accept(tomi.story.write(tomi.receiving, "Response"), head, "7/9/2026")
    tomi.stop(f"{called[0].upper()}{called[1:]} accepts in principle")


def starts(tomi: Walk) -> None:
    """The family is told, and she starts on 14 September."""
    tomi.tells(AMINA)
    tomi.it_is("2026-09-14")
    tomi.stop("The first day")
    papers.start(tomi.story.write(tomi.receiving, "Start"), "14/9/2026")
    tomi.stop("She has started")


def is_back(tomi: Walk, day: str, called: str) -> None:
    """The family is told; she is met at Oakfield, and the second roll is closed."""
    tomi.tells(tomi.receiving)
    tomi.stop("The family is told")
    tomi.it_is(day)
    tomi.stop("She is back")
    year, month, number = day.split("-")
    written = f"{int(number)}/{int(month)}/{year}"
    papers.roll_change(tomi.story.write(tomi.receiving, "Roll change"), written)
    papers.la_record(tomi.story.write(ROSALIND, "LA record"), "Told of the outcome")
    tomi.stop(f"{called[0].upper()}{called[1:]} takes her off its roll, and the authority notes the outcome")
