"""Form 2: one person, one choice. Access and rules read nothing else for consent; silence is never consent."""

from datetime import date
from typing import Final, Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, SchoolUrn, Section, answered

Choice = Literal[
    "to explore a move",
    "to share information with one school",
    "to the placement",
    "to the permanent transfer",
]
EXPLORE: Final = "to explore a move"
SHARE: Final = "to share information with one school"
PLACEMENT: Final = "to the placement"
TRANSFER: Final = "to the permanent transfer"
WITH_A_SCHOOL = (SHARE, PLACEMENT, TRANSFER)
THE_PUPIL = "The pupil"
"""Who answers, where it is nobody of the referral's parents and carers."""

consent = Section(
    "One person, one choice",
    "Each parent and the child answer for themselves. No reply is not consent, and anyone may change their mind.",
    clause="HF-7.4a",
)


class Consent(
    Entry,
    kind="consent",
    title="Consent",
    on_one_page=True,
    dated_by="answered_on",
    number=2,
    by=(Party.HOME,),
    to_school_asked=ToSchoolAsked.OF_THE_CHILD,
    repeats=True,
    purpose="Record what one person agreed to, refused or withdrew.",
    at_hand="What the person said, on which day and how; the signed form if there is one.",
):
    """One person's answer to one choice."""

    person: str | None = consent.ask(
        "Whose answer is this?",
        "Someone with parental responsibility, as in the referral, or “The pupil”",
        sensitive=True,
        one_of="who agree",
    )
    is_pupil: bool | None = consent.ask("Is this the pupil's own answer?")
    choice: Choice | None = consent.ask("What were they asked to agree to?", clause="HF-7.4a")
    school: SchoolUrn | None = consent.ask("Which school?", when=answered("choice", *WITH_A_SCHOOL), clause="HF-7.5a")
    answer: Literal["agreed", "refused", "withdrawn", "not asked"] | None = consent.ask("Their answer", clause="HF-3b")
    why_not_asked: LongText | None = consent.ask("Why were they not asked?", when=answered("answer", "not asked"))
    answered_on: date | None = consent.ask(
        "Date of the answer", when=answered("answer", "agreed", "refused", "withdrawn"), past="PAST-4"
    )
    given_how: Literal["signed form seen", "in person", "by letter or e-mail", "by telephone, noted"] | None = (
        consent.ask("How was it given?", when=answered("answer", "agreed", "refused", "withdrawn"), clause="HF-7.4a")
    )
    told_of_other_options: bool | None = consent.ask(
        "Were they told what else is possible?", when=answered("answer", "agreed"), clause="WK-11"
    )
    felt_no_pressure: bool | None = consent.ask(
        "Did they say themselves that they felt no pressure?", when=answered("answer", "agreed"), clause="HF-2b"
    )
    note: LongText | None = consent.ask("Anything they said", optional=True, sensitive=True)
