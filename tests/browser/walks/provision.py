"""Alternative provision: the authority says no and later yes; the provider ends it early, and the way back is told."""

from __future__ import annotations

from datetime import date

from tests.browser import papers
from tests.browser.papers import EXPLORE, MOTHER, PLACEMENT, SHARE, TOMI
from tests.browser.riverside import AMINA, ROSALIND, TARIQ
from tests.browser.story import a_good_week, everybody_agrees
from tests.browser.walks.walk import RECEIVING, Walk

CENTRE, ITS_HEAD = "Harbour Centre", "Ms L. Quaye"
EXCEPTIONAL = "Alternative provision without an exclusion is for exceptional circumstances: say what they are."
WHY = "She has not come into a classroom since March; the centre teaches in groups of six."
THE_AUTHORITY_PAYS = {
    "Which arrangement is it?": "Difference for alternative provision",
    "Cost of the place in alternative provision, in pounds a week": "420",
    "Cost of a mainstream place, in pounds a week": "150",
}
PROVIDER = {
    "Has the provider confirmed in writing that its staff are checked?": "Yes",
    "Date of that confirmation": "8/9/2026",
    "Is the provider registered as a school?": "No",
    "Is the child there full time?": "Yes",
    "Are five pupils or more there full time?": "No",
}
BOARD = {"Decided by": "The governors’ behaviour committee", "Date of the decision": "10/9/2026"}
DIRECTS = {
    "What did the board decide?": "Direction",
    **BOARD,
    "Reasons and objectives": "Small groups until she can sit in a lesson again.",
    "First day off-site": "14/9/2026",
    "Last day": "23/10/2026",
    "Number of school days": "30",
    "What does the child say?": "I want to try it.",
    "What do the parents say?": "Her mother wants it for her.",
    "Until when at the longest?": "18/12/2026",
}
REVOKES = {
    "What did the board decide?": "Revocation",
    **BOARD,
    "Date of the decision": "24/9/2026",
    "Reasons and objectives": "The centre cannot keep her safe.",
    "Did the board decide after a review?": "No",
    "Why was there no review?": "The centre closes her place on Monday; the review is held next week.",
    "From which day is the child expected at the home school again?": "28/9/2026",
}
REFUSED = {"What is this about?": "Approval of alternative provision", "Is it approved?": "No"}
APPROVED = {
    "What is this about?": "Approval of alternative provision",
    "Is it approved?": "Yes",
    "Is it the written agreement of the officer whom your policy names?": "Yes",
}


def walk(tomi: Walk) -> None:
    """From the first question until both have closed it."""
    tomi.receiving = TARIQ
    tomi.it_is("2026-09-07")
    tomi.begins("Alternative provision", (EXCEPTIONAL, WHY), people=(MOTHER, TOMI))
    everybody_agrees(tomi.story, EXPLORE)
    everybody_agrees(tomi.story, SHARE, CENTRE)
    tomi.stop("Everybody agrees that the centre is told", hidden_from=RECEIVING)
    papers.approach(tomi.story.write(AMINA, "Approach"), CENTRE, "7/9/2026")
    papers.accept(tomi.story.write(TARIQ, "Response"), ITS_HEAD, "7/9/2026")
    tomi.stop("The centre accepts in principle")
    the_authority_decides(tomi)
    she_goes_there(tomi)
    it_ends_early(tomi)


def the_authority_decides(tomi: Walk) -> None:
    """They meet; the authority refuses, and approves the next day."""
    tomi.it_is("2026-09-09")
    papers.meeting_record(
        tomi.story.write(TARIQ, "Meeting record"),
        on="9/9/2026",
        starts_on="14/9/2026",
        ends_on="23/10/2026",
        review_on=("5/10/2026", "22/10/2026"),
        goes_to="Blue door, Harbour Street",
        who_pays=THE_AUTHORITY_PAYS,
        provider=PROVIDER,
    )
    tomi.answers(AMINA, "Open meeting record", {"Is this what was said and agreed?": "Yes"})
    everybody_agrees(tomi.story, PLACEMENT, CENTRE, at_the_page=(MOTHER,))
    tomi.stop("They meet, and the family agrees")
    tomi.writes(ROSALIND, "LA record", REFUSED)
    tomi.stop("The authority refuses", picture="provision-refused")
    tomi.it_is("2026-09-10")
    tomi.writes(ROSALIND, "LA record", APPROVED)
    tomi.stop("The authority approves after all")
    tomi.signs(head=ITS_HEAD)
    tomi.stop("Everybody has signed")
    papers.board_decision(tomi.story.write(AMINA, "Board decision"), DIRECTS, "10/9/2026")
    tomi.stop("The board directs, and gives notice")


def she_goes_there(tomi: Walk) -> None:
    """The family is told, and she starts."""
    tomi.tells(AMINA)
    tomi.it_is("2026-09-14")
    tomi.stop("The first day")
    papers.start(tomi.story.write(TARIQ, "Start"), "14/9/2026")
    tomi.stop("She has started")


def it_ends_early(tomi: Walk) -> None:
    """The centre ends it; Oakfield's head was asked; the family is told, and the second roll is closed."""
    tomi.it_is("2026-09-18")
    tomi.files(TARIQ, a_good_week(date(2026, 9, 14)))
    tomi.it_is("2026-09-24")
    papers.early_ending(tomi.story.write(TARIQ, "Early ending"), consulted_on="24/9/2026", return_on="28/9/2026")
    tomi.stop("The centre asks the board to end it")
    tomi.answers(AMINA, "Open early ending", {"Were you consulted before the parents were told?": "Yes"})
    tomi.stop("Oakfield’s head confirms that she was asked")
    tomi.writes(AMINA, "Board decision", REVOKES)
    tomi.stop("The board revokes its direction")
    tomi.tells(TARIQ)
    tomi.stop("The family is told")
    tomi.it_is("2026-09-28")
    tomi.stop("She is back")
    papers.roll_change(tomi.story.write(TARIQ, "Roll change"), "28/9/2026")
    papers.la_record(tomi.story.write(ROSALIND, "LA record"), "Told of the outcome")
    tomi.stop("The centre takes her off its roll, and the authority notes the outcome")
