"""An off-site direction: the father says no and then yes; a review asks to end it early, and the board revokes it."""

from __future__ import annotations

from datetime import date

from tests.browser import papers
from tests.browser.papers import EXPLORE, FATHER, PLACEMENT, SHARE
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, PETER, ROSALIND
from tests.browser.story import NORTHGATE, a_good_week, everybody_agrees
from tests.browser.walks.walk import RECEIVING, Walk

BOARD = {"Decided by": "The governors’ behaviour committee", "Date of the decision": "10/9/2026"}
DIRECTS = {
    "What did the board decide?": "Direction",
    **BOARD,
    "Reasons and objectives": "A fresh start away from the friends she is led by.",
    "First day off-site": "14/9/2026",
    "Last day": "23/10/2026",
    "Number of school days": "30",
    "What does the child say?": "I want to try it.",
    "What do the parents say?": "Her mother wants it for her, and her father agrees.",
    "Until when at the longest?": "18/12/2026",
}
REVOKES = {
    "What did the board decide?": "Revocation",
    **BOARD,
    "Date of the decision": "1/10/2026",
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
    everybody_agrees(tomi.story, EXPLORE)
    everybody_agrees(tomi.story, SHARE, NORTHGATE)
    tomi.stop("Everybody agrees that Northgate is told", hidden_from=RECEIVING)
    papers.approach(tomi.story.write(AMINA, "Approach"), NORTHGATE, "7/9/2026")
    papers.accept(tomi.story.write(PETER, "Response"), NORTHGATE_HEAD, "7/9/2026")
    tomi.stop("Northgate accepts in principle")
    her_father_says_no(tomi)
    the_board_directs(tomi)
    it_is_asked_to_end(tomi)
    she_is_back(tomi)


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
    tomi.tells(AMINA)
    tomi.it_is("2026-09-14")
    tomi.stop("The first day")
    papers.start(tomi.story.write(PETER, "Start"), "14/9/2026")
    tomi.stop("She has started")


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


def she_is_back(tomi: Walk) -> None:
    """The family is told; she is met at Oakfield, and the second roll is closed."""
    tomi.tells(PETER)
    tomi.stop("The family is told")
    tomi.it_is("2026-10-05")
    tomi.stop("She is back")
    papers.roll_change(tomi.story.write(PETER, "Roll change"), "5/10/2026")
    papers.la_record(tomi.story.write(ROSALIND, "LA record"), "Told of the outcome")
    tomi.stop("Northgate takes her off its roll, and the authority notes the outcome")
