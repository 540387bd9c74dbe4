"""A direct move: the receiving school puts the first day off, and on the new day the child does not come."""

from __future__ import annotations

from tests.browser import papers
from tests.browser.papers import EXPLORE, MOTHER, SHARE, TOMI, TRANSFER
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, PETER, ROSALIND
from tests.browser.story import NORTHGATE, everybody_agrees
from tests.browser.walks.walk import RECEIVING, Walk

STAYED_AWAY = "The child was expected on the agreed day: say what happened until the first day."


def walk(tomi: Walk) -> None:
    """From the first question to the authority's last note."""
    tomi.it_is("2026-09-07")
    tomi.begins("Direct", people=(MOTHER, TOMI))
    everybody_agrees(tomi.story, EXPLORE)
    tomi.stop("The family agrees to explore a move", hidden_from=RECEIVING)
    everybody_agrees(tomi.story, SHARE, NORTHGATE)
    papers.approach(tomi.story.write(AMINA, "Approach"), NORTHGATE, "7/9/2026")
    tomi.stop("Northgate is asked")
    papers.accept(tomi.story.write(PETER, "Response"), NORTHGATE_HEAD, "7/9/2026")
    tomi.stop("Northgate accepts in principle")

    tomi.it_is("2026-09-09")
    papers.meeting_record(tomi.story.write(AMINA, "Meeting record"), on="9/9/2026", starts_on="14/9/2026")
    tomi.stop("They meet and agree a first day")
    papers.consent(tomi.story.write(AMINA, "Consent"), (MOTHER, TOMI), TRANSFER, "9/9/2026", NORTHGATE)
    tomi.stop("Tomi agrees too")
    tomi.answers(PETER, "Open meeting record", {"Is this what was said and agreed?": "Yes"})
    tomi.stop("Northgate confirms the meeting record")
    tomi.signs(is_dual=False)
    tomi.stop("Everybody has signed")
    tomi.tells(AMINA)
    tomi.stop("The family is told of the first day")

    tomi.it_is("2026-09-11")
    off = {
        "Did the child start?": "No",
        "Why not?": "The head of year is away until Tuesday.",
        "Was another first day agreed before that day came?": "Yes",
        "New start date": "15/9/2026",
    }
    tomi.writes(PETER, "Start", off)
    tomi.stop("Northgate puts the first day off")
    tomi.tells(AMINA)
    tomi.stop("The family is told of the new day")

    tomi.it_is("2026-09-15")
    tomi.stop("The new first day")
    stayed_away = "Tomi stood at the gate and went home."
    absent = {"Was another first day agreed before that day came?": "No"}
    tomi.writes(PETER, "Start", {"Did the child start?": "No", "Why not?": stayed_away, **absent})
    tomi.stop("She does not come, and is absent", picture="direct-did-not-come")

    tomi.it_is("2026-09-17")
    came = {"Did the child start?": "Yes", "First day at your school": "17/9/2026"}
    stayed = {STAYED_AWAY: "She stayed away two days. Her aunt brought her on Thursday."}
    tomi.writes(PETER, "Start", came, reasons=stayed)
    tomi.stop("She comes")
    papers.roll_change(tomi.story.write(AMINA, "Roll change"), "17/9/2026", is_dual=False)
    papers.la_record(tomi.story.write(ROSALIND, "LA record"), "Told of the outcome")
    tomi.stop("Oakfield takes her off its roll, and the authority notes the outcome")
