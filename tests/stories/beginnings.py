"""Where a story may begin when what came before is not its point: a move agreed, or a child placed, with all care taken.

A school is asked on 3 September and accepts on the 4th; they meet on the 8th and sign on the 9th; Monday 14 September
is the first day. Six weeks end on Friday 23 October, the last day before half term.
"""

from __future__ import annotations

from record.consents import EXPLORE, SHARE
from record.school_days import days, monday_of
from tests.stories.a_story import DIRECTION, HAMMERSMITH, PLACEMENT, PROVISION, Story, in_words, the
from tests.stories.acts import (
    answers,
    asks,
    consent,
    directs,
    everybody_consents,
    is_referred,
    la_records,
    meets,
    panel_advises,
    signs,
)
from tests.stories.acts_from_the_start import reports, starts

FRIDAY = 4
WHY = {(HAMMERSMITH, PROVISION): "BEFORE-10"}
"""What is asked about where the route is chosen: alternative provision is for exceptional circumstances there."""


def why(pack_id: str, route: str) -> str:
    """The rules that ask for a reason where the route is chosen: since 26 July 2026 a trial has to be explained."""
    return "BEFORE-11" if route == PLACEMENT else WHY.get((pack_id, route), "")


def accepted(pack_id: str, route: str = PLACEMENT, *parents: str, **child: object) -> Story:
    """A child referred, everybody asked, and a school that accepted in principle on 4 September."""
    story = Story(pack_id)
    story.on("2 September", is_referred(route, *parents, **child), consent(EXPLORE), asks_why=why(pack_id, route))
    story.on("3 September", panel_advises, consent(SHARE), asks())
    story.on("4 September", answers())
    return story


def agreed(pack_id: str, route: str = PLACEMENT, asks_why: str = "", **meeting: object) -> Story:
    """A move agreed on 8 September, signed on the 9th, and directed or approved where the route needs it."""
    story = accepted(pack_id, route)
    story.on("8 September", meets(**meeting), everybody_consents, asks_why=asks_why)
    if route == PROVISION:
        story.on("8 September", la_records("approval of alternative provision", is_approved=True))
    story.on("9 September", signs, *([directs()] if route == DIRECTION else []))
    return story


def placed(pack_id: str, route: str = PLACEMENT, asks_why: str = "", **meeting: object) -> Story:
    """A child who started on 14 September as agreed."""
    story = agreed(pack_id, route, asks_why, **meeting)
    story.on("14 September", starts())
    return story


def reported_until(story: Story, friday: str) -> Story:
    """A green report each Friday from today to this one, of each week of the placement with school in it."""
    placement = story.case.placement
    assert placement is not None
    calendar = story.case.calendar(placement.school)
    for on in days(max(placement.starts_on, story.case.today), the(friday)):
        if on.weekday() == FRIDAY and calendar.has_school_days(monday_of(on)):
            story.on(in_words(on), reports())
    return story
