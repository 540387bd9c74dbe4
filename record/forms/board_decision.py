"""Form 7: the board's decision to direct off-site, its notice, and what it decides after each review: to go on, renew or end."""

from datetime import date
from typing import Literal

from record.entry import Answers, Entry, Party, ToSchoolAsked
from record.field import LongText, SchoolUrn, Section, answered, no, yes

DIRECTION, CONTINUATION, RENEWAL, REVOCATION = "direction", "continuation", "renewal", "revocation"
DIRECTS = (DIRECTION, RENEWAL)
"""What sends the child out, with notice of its own."""
AFTER_REVIEWS = (CONTINUATION, RENEWAL, REVOCATION)
"""What the board decides once a direction runs."""
decision = Section(
    "The board's decision", "Only the governing board or trust may direct a child off-site.", clause="NA-8"
)
why = Section(
    "Why off-site",
    "A direction is made to improve behaviour, never as a sanction, and only where support in school was not enough.",
    when=(answered("decides", DIRECTION),),
    clause="NA-3",
)
after = Section(
    "After a review",
    "After each review the board decides whether the direction continues, and for how long.",
    when=(answered("decides", *AFTER_REVIEWS),),
    clause="NA-15",
)
notice = Section(
    "The notice",
    "In writing, at least 2 school days before the first day.",
    when=(answered("decides", *DIRECTS),),
    clause="NA-8",
)
in_writing = Section(
    "Who was told in writing",
    "Every parent, including anyone who has care of the child, and the local authority if there is an EHC plan. Leave "
    "the date blank until it is done, then come back: the letter is made from this form.",
    clause="NA-17",
)
in_notice = Section("A notice")


class WrittenNotice(Answers):
    """One person to whom a decision of the board goes in writing."""

    to: str | None = in_notice.ask(
        "To whom",
        "A parent’s name as in the referral, or “The local authority”",
        sensitive=True,
        one_of="told in writing",
    )
    given_on: date | None = in_notice.ask("Given on", optional=True, past="PAST-9")
    how: Literal["by hand", "by post", "left at the address", "by e-mail"] | None = in_notice.ask(
        "How?", "By e-mail only to a parent who agreed to that", optional=True, clause="NA-30"
    )


class BoardDecision(
    Entry,
    kind="board_decision",
    title="Board decision",
    on_one_page=True,
    dated_by="decided_on",
    number=7,
    by=(Party.HOME,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Record the board's decision and the notice it gave.",
    at_hand="The minutes of the board’s decision, and the days on which notice was given and how.",
):
    """A direction off-site; then, after each review, that it continues, is renewed or is revoked."""

    decides: Literal["direction", "continuation", "renewal", "revocation"] | None = decision.ask(
        "What did the board decide?",
        "After a review. Continuation: it goes on, but no longer than the notice says. Renewal: it goes on for longer, "
        "with a new notice. Revocation: it ends.",
    )
    decided_by: str | None = decision.ask("Decided by", "The board, or the committee or person it delegated to")
    decided_on: date | None = decision.ask("Date of the decision", past="PAST-9")
    reasons: LongText | None = decision.ask("Reasons and objectives", sensitive=True, family_reads=True)

    support_tried: LongText | None = why.ask("What support was tried, in school and from outside?", sensitive=True)
    why_not_enough: LongText | None = why.ask("Why was it not enough, or not right for this child?", sensitive=True)
    pupil_says: LongText | None = why.ask(
        "What does the child say?", "Who asked, and what the child said", sensitive=True, clause="NA-19"
    )
    parents_say: LongText | None = why.ask(
        "What do the parents say?",
        "How each was asked. Their agreement is asked for, but the board may decide without it",
        sensitive=True,
        clause="NA-20",
    )
    longest_until: date | None = why.ask(
        "Until when at the longest?",
        "The longest time proposed from the start. The law sets no maximum",
        clause="NA-18",
    )
    onward_options: LongText | None = why.ask(
        "What could come after it?",
        "A managed move, coming back with support, another school",
        clause="NA-18",
        family_reads=True,
    )

    follows_review: bool | None = after.ask("Did the board decide after a review?")
    review_on: date | None = after.ask("Date of that review", when=yes("follows_review"), fill_in="last_review")
    why_no_review: LongText | None = after.ask("Why was there no review?", when=no("follows_review"))
    views_considered: LongText | None = after.ask(
        "What was said, and how did the board take it into account?",
        "The child, each parent, both schools, and the local authority where there is an EHC plan",
        sensitive=True,
    )
    continues_until: date | None = after.ask(
        "Until which day does it continue?",
        "No later than the last day of the notice: for longer, renew it",
        when=answered("decides", CONTINUATION),
    )
    revoked_from: date | None = after.ask(
        "From which day is the child expected at the home school again?", when=answered("decides", REVOCATION)
    )
    school: SchoolUrn | None = notice.ask(
        "To which school?",
        "The notice gives its address, and the person who meets the child, as the meeting agreed",
        clause="NA-8",
        fill_in="receiving_school",
    )
    first_day_on: date | None = notice.ask("First day off-site")
    last_day_on: date | None = notice.ask(
        "Last day", "After this day the child is expected back at your school, unless the board renews the direction"
    )
    number_of_days: int | None = notice.ask("Number of school days")
    notice_given_on: date | None = notice.ask(
        "Notice given on",
        "The day the last of them received it. Leave it blank until then: the notice is made from this form",
        optional=True,
        past="PAST-9",
    )
    notices: tuple[WrittenNotice, ...] = in_writing.ask(
        "Who was told in writing", least=1, most=10, sensitive=True, fill_in="told_in_writing"
    )
