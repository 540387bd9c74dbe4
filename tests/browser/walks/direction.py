"""An off-site direction: the father says no and then yes; a review asks to end it early, and the board revokes it."""

from __future__ import annotations

from datetime import date

from tests.browser import papers
from tests.browser.papers import FATHER, PLACEMENT
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, PETER
from tests.browser.story import NORTHGATE, a_good_week, everybody_agrees
from tests.browser.walks.directed import decided, directs, is_accepted, is_back, starts
from tests.browser.walks.walk import Walk

DIRECTS = directs(
    "A fresh start away from the friends she is led by.", "Her mother wants it for her, and her father agrees."
)
REVOKES = {
    "What did the board decide?": "Revocation",
    **decided("1/10/2026"),
    "Reasons and objectives": "Both heads ask for it: she is not safe there.",
    "From which day is the child expected at the home school again?": "5/10/2026",
}
NO = {
    papers.cell(FATHER, PLACEMENT): "Refused",
    "Which school?": NORTHGATE,
    "Date of the answer": "9/9/2026",
    "How was it given?": "In person",
}


def walk(tomi: Walk) -> None:
    """From the first question until both schools have closed it."""
    tomi.it_is("2026-09-07")
    tomi.begins("Off-site direction")
    is_accepted(tomi, NORTHGATE, NORTHGATE_HEAD, "Northgate")
    her_father_says_no(tomi)
    the_board_directs(tomi)
    it_is_asked_to_end(tomi)
    is_back(tomi, "2026-10-05", "Northgate")


def her_father_says_no(tomi: Walk) -> None:
    """They meet; the father refuses, hears more, and agrees the next day."""
    tomi.it_is("2026-09-09")
    papers.meeting_record(
        tomi.story.write(PETER, "Meeting record"),
        on="9/9/2026",
        starts_on="14/9/2026",
        ends_on="23/10/2026",
        review_on=("5/10/2026", "22/10/2026"),
    )
    tomi.stop("They meet, and Northgate writes the record")
    tomi.answers(AMINA, "Open meeting record", {"Is this what was said and agreed?": "Yes"})
    tomi.story.people, everybody = tuple(each for each in tomi.story.people if each != FATHER), tomi.story.people
    everybody_agrees(tomi.story, PLACEMENT, NORTHGATE)
    tomi.story.people = everybody
    tomi.writes(AMINA, "Consent", NO)
    tomi.stop("The father says no")
    tomi.it_is("2026-09-10")
    papers.consent(tomi.story.write(AMINA, "Consent"), [FATHER], PLACEMENT, "10/9/2026", NORTHGATE)
    tomi.stop("The father agrees after all")


def the_board_directs(tomi: Walk) -> None:
    """Papers, the board's decision and its notice, two school days before the first."""
    tomi.signs()
    tomi.stop("Everybody has signed")
    papers.board_decision(tomi.story.write(AMINA, "Board decision"), DIRECTS, "10/9/2026")
    tomi.stop("The board directs, and gives notice")
    starts(tomi)


def it_is_asked_to_end(tomi: Walk) -> None:
    """An early review; Northgate asks the board to end it, and the board does."""
    tomi.it_is("2026-10-01")
    tomi.stop("Two reports are late")
    tomi.files(PETER, a_good_week(date(2026, 9, 14)), a_good_week(date(2026, 9, 21)))
    papers.review(tomi.story.write(PETER, "Review"), "1/10/2026", "Early", nominee="Ms U. Grant")
    tomi.stop("An early review is held")
    papers.early_ending(tomi.story.write(PETER, "Early ending"), consulted_on="1/10/2026", return_on="5/10/2026")
    tomi.stop("Northgate asks the board to end it", picture="direction-asked-to-end")
    consulted = {"Were you consulted before the parents were told?": "Yes"}
    tomi.answers(AMINA, "Open early ending", consulted)
    tomi.stop("Oakfield’s head confirms that she was asked")
    tomi.writes(AMINA, "Board decision", REVOKES)
    tomi.stop("The board revokes its direction")
