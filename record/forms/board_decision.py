"""Form 7: the board's decision to direct off-site, its notice, renewal and revocation."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party
from record.field import LongText, SchoolUrn, Section, answered

DIRECTS = ("direction", "renewal")
decision = Section(
    "The board's decision", "Only the governing board or trust may direct a child off-site.", clause="NA-8"
)
notice = Section(
    "The notice",
    "In writing, at least 2 school days before the first day.",
    when=(answered("decides", *DIRECTS),),
    clause="NA-8",
)


class BoardDecision(
    Entry,
    kind="board_decision",
    title="Board decision",
    on_one_page=True,
    dated_by="decided_on",
    number=7,
    by=(Party.HOME,),
    repeats=True,
    purpose="Record the board's decision and the notice it gave.",
):
    """A direction off-site, its renewal, or its revocation."""

    decides: Literal["direction", "renewal", "revocation"] | None = decision.ask("What did the board decide?")
    decided_by: str | None = decision.ask("Decided by", "The board, or the committee or person it delegated to")
    decided_on: date | None = decision.ask("Date of the decision", past="PAST-9")
    reasons: LongText | None = decision.ask("Reasons and objectives", sensitive=True)
    revoked_from: date | None = decision.ask(
        "From which day is the child expected at the home school again?", when=answered("decides", "revocation")
    )
    school: SchoolUrn | None = notice.ask(
        "To which school?",
        "The notice gives its address, and the person who meets the child, as the meeting agreed",
        clause="NA-8",
        fill_in="receiving_school",
    )
    first_day_on: date | None = notice.ask("First day off-site")
    last_day_on: date | None = notice.ask(
        "Last day", "After it the child is expected back at your school, unless the board renews"
    )
    number_of_days: int | None = notice.ask("Number of school days")
    notice_given_on: date | None = notice.ask("Notice given on", past="PAST-9")
    notice_given_how: Literal["by hand", "by post", "by e-mail"] | None = notice.ask("How was notice given?")
