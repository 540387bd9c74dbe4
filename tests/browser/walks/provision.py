"""Alternative provision: the authority says no and later yes; the provider ends it early, and the way back is told."""

from __future__ import annotations

from datetime import date

from tests.browser import papers
from tests.browser.papers import MOTHER, PLACEMENT, TOMI
from tests.browser.riverside import AMINA, ROSALIND, TARIQ
from tests.browser.story import a_good_week, everybody_agrees
from tests.browser.walks.directed import decided, directs, is_accepted, is_back, starts
from tests.browser.walks.walk import Walk

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
DIRECTS = directs("Small groups until she can sit in a lesson again.", "Her mother wants it for her.")
REVOKES = {
    "What did the board decide?": "Revocation",
    **decided("24/9/2026"),
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
    is_accepted(tomi, CENTRE, ITS_HEAD, "the centre")
    the_authority_decides(tomi)
    starts(tomi)
    it_ends_early(tomi)
    is_back(tomi, "2026-09-28", "the centre")


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


def it_ends_early(tomi: Walk) -> None:
    """The centre ends it; Oakfield's head was asked, and its board ends the direction."""
    tomi.it_is("2026-09-18")
    tomi.files(TARIQ, a_good_week(date(2026, 9, 14)))
    tomi.it_is("2026-09-24")
    papers.early_ending(tomi.story.write(TARIQ, "Early ending"), consulted_on="24/9/2026", return_on="28/9/2026")
    tomi.stop("The centre asks the board to end it")
    tomi.answers(AMINA, "Open early ending", {"Were you consulted before the parents were told?": "Yes"})
    tomi.stop("Oakfield’s head confirms that she was asked")
    tomi.writes(AMINA, "Board decision", REVOKES)
    tomi.stop("The board revokes its direction")
