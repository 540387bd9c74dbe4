"""Form 3: asking one school. One formal request at a time; no school sees another approach."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import SchoolUrn, Section, answered

approach = Section(
    "Ask a school",
    "One formal request at a time. A vacancy enquiry says nothing about the child.",
    clause="HF-7.5a",
)


class Approach(
    Entry,
    kind="approach",
    title="Approach",
    on_one_page=True,
    dated_by="sent_on",
    number=3,
    by=(Party.HOME, Party.LA),
    to_school_asked=ToSchoolAsked.NAMED,
    repeats=True,
    purpose="Ask one school, and say when an answer is needed.",
    at_hand="Which school to ask, and the day by which you need its answer.",
):
    """One school asked."""

    school: SchoolUrn | None = approach.ask("Which school?", fill_in="school_to_ask")
    suggested_by: Literal["home school", "parent", "pupil", "local authority", "panel"] | None = approach.ask(
        "Who suggested it?"
    )
    formality: Literal["vacancy enquiry, no child's details", "formal request"] | None = approach.ask(
        "What do you send?",
        "A formal request shares the referral with this school. It needs consent to share with this school first.",
        clause="HF-7.5a",
    )
    sent_on: date | None = approach.ask("Sent on", past="PAST-5")
    answer_due_on: date | None = approach.ask(
        "Answer needed by", when=answered("formality", "formal request"), fill_in="answer_due"
    )
