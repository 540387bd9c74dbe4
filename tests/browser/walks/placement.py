"""A placement: the receiving school says that the record is not what was agreed; in mid-placement the mother changes her mind."""

from __future__ import annotations

from datetime import date

from tests.browser import papers
from tests.browser.papers import EXPLORE, MOTHER, PLACEMENT, SHARE, TOMI
from tests.browser.riverside import AMINA, NORTHGATE_HEAD, PETER, ROSALIND
from tests.browser.story import NORTHGATE, a_good_week, everybody_agrees
from tests.browser.walks.walk import RECEIVING, Walk

TRIAL = "The board meets in October; the family asks for a start now."
NOT_AGREED = {
    "Is this what was said and agreed?": "No",
    "What is different?": "We said the side gate, where Ms Rahman waits, and not main reception.",
}


def walk(tomi: Walk) -> None:
    """From the first question until both schools have closed it."""
    tomi.it_is("2026-09-07")
    tomi.begins("Placement", (papers.NO_TRIAL, TRIAL))
    tomi.stop("The referral is in", hidden_from=RECEIVING)
    everybody_agrees(tomi.story, EXPLORE)
    everybody_agrees(tomi.story, SHARE, NORTHGATE)
    papers.approach(tomi.story.write(AMINA, "Approach"), NORTHGATE, "7/9/2026")
    tomi.stop("Northgate is asked")
    papers.accept(tomi.story.write(PETER, "Response"), NORTHGATE_HEAD, "7/9/2026")
    tomi.stop("Northgate accepts in principle")
    it_is_agreed(tomi)
    she_is_placed(tomi)
    her_mother_withdraws(tomi)


def it_is_agreed(tomi: Walk) -> None:
    """They meet; Northgate says no to the record, Oakfield puts it right, Northgate says yes; all consent, and sign."""
    tomi.it_is("2026-09-09")
    papers.meeting_record(
        tomi.story.write(AMINA, "Meeting record"),
        on="9/9/2026",
        starts_on="14/9/2026",
        ends_on="23/10/2026",
        review_on=("5/10/2026", "22/10/2026"),
    )
    tomi.stop("They meet, and Oakfield writes the record")
    tomi.answers(PETER, "Open meeting record", NOT_AGREED)
    tomi.stop("Northgate says that the record is wrong")
    tomi.puts_right(AMINA, "Open meeting record", "The first day", {"Where to go": "Side gate, Northgate Road"})
    tomi.stop("Oakfield puts the record right")
    tomi.answers(PETER, "Open meeting record", {"Is this what was said and agreed?": "Yes"})
    tomi.stop("Northgate confirms it")
    everybody_agrees(tomi.story, PLACEMENT, NORTHGATE, at_the_page=(TOMI,))
    tomi.stop("Everybody consents to the placement")
    tomi.signs()
    tomi.stop("Everybody has signed")
    tomi.tells(AMINA)
    tomi.stop("The family is told of the first day")


def she_is_placed(tomi: Walk) -> None:
    """She starts, and the first week goes well."""
    tomi.it_is("2026-09-14")
    tomi.stop("The first day")
    papers.start(tomi.story.write(PETER, "Start"), "14/9/2026")
    tomi.stop("She has started")
    tomi.it_is("2026-09-18")
    tomi.files(PETER, a_good_week(date(2026, 9, 14)))
    tomi.stop("The first report is in")


def her_mother_withdraws(tomi: Walk) -> None:
    """The mother takes her consent back; the way home is told, and the second roll closed."""
    tomi.it_is("2026-09-24")
    withdrawn = {
        papers.cell(MOTHER, PLACEMENT): "Withdrawn",
        "Which school?": NORTHGATE,
        "Date of the answer": "24/9/2026",
        "How was it given?": "By telephone, noted",
    }
    tomi.writes(AMINA, "Consent", withdrawn)
    tomi.stop("The mother withdraws", picture="placement-withdrawn")
    tomi.writes(AMINA, "Withdrawal or other ending", papers.WAY_BACK)
    tomi.stop("Oakfield says when and where she comes back, and who meets her")
    tomi.tells(AMINA)
    tomi.stop("The family is told")
    tomi.it_is("2026-09-25")
    tomi.stop("She is back")
    papers.roll_change(tomi.story.write(PETER, "Roll change"), "25/9/2026")
    papers.la_record(tomi.story.write(ROSALIND, "LA record"), "Told of the outcome")
    tomi.stop("Northgate takes her off its roll, and the authority notes the outcome")
