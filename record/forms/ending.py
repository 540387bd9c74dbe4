"""Form 14: withdrawal, or any other ending."""

from datetime import date, time
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, Section, answered, case_is, yes

BACK_HOME = "home school"
ELSEWHERE = "another school or provision"
how = Section(
    "What ended it",
    "Anyone can say no at any time. Before the start the child simply stays at the home school.",
    clause="HF-1a",
)
afterwards = Section("Where the child goes next", when=(case_is("has_started", "yes"),), clause="HF-12c")
elsewhere = (answered("next_place", ELSEWHERE),)


class Ending(
    Entry,
    kind="ending",
    title="Withdrawal or other ending",
    on_one_page=True,
    dated_by="ended_on",
    number=14,
    by=(Party.HOME,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    purpose="Record that the move ends, and where the child goes next.",
    at_hand=(
        "Who ended it and why, and where the child is expected next: the day, the time, the place and the person."
    ),
):
    """A move that ends outside a final review or an early ending."""

    who: str | None = how.ask("Who ended it?", "Parent, pupil, a school, …")
    ended_on: date | None = how.ask("When?", fill_in="today", past="PAST-16")
    reason: (
        Literal[
            "withdrawn",
            "no school found",
            "not agreed at the meeting",
            "moved house",
            "another school",
            "home education",
            "permanent exclusion",
            "EHC plan issued",
            "other",
        ]
        | None
    ) = how.ask("Why?")
    in_words: LongText | None = how.ask("In a sentence", sensitive=True, family_reads=True)
    last_session_on: date | None = afterwards.ask("Last day at the receiving school")
    next_place: Literal["home school", "another school or provision", "home education", "not known"] | None = (
        afterwards.ask("Where is the child expected next?")
    )
    next_on: date | None = afterwards.ask(
        "From which day?", when=answered("next_place", BACK_HOME, "another school or provision", "home education")
    )
    next_name: str | None = afterwards.ask("Name of the school or provision", when=elsewhere)
    next_at: time | None = afterwards.ask(
        "Time on the first day", when=answered("next_place", BACK_HOME, "another school or provision")
    )
    next_where: str | None = afterwards.ask(
        "Where to go", when=answered("next_place", BACK_HOME, "another school or provision")
    )
    next_person: str | None = afterwards.ask(
        "Who meets the child", when=answered("next_place", BACK_HOME, "another school or provision")
    )
    missing_education_told: bool | None = afterwards.ask(
        "Was the children-missing-education team told?", when=answered("next_place", "not known")
    )
    missing_education_told_on: date | None = afterwards.ask(
        "When was the team told?", when=yes("missing_education_told"), past="PAST-16"
    )
