"""Form 12: the review that decides: permanent transfer, or return."""

from datetime import date, time
from typing import Literal

from record.entry import Answers, Entry, Party, ToSchoolAsked
from record.field import OTHER_SCHOOL, LongText, Section, answered, case_is, no
from record.forms.meeting_record import Invited

TRANSFER = "permanent transfer"
RETURN = "return to the home school"
OTHER = "another school or agreed provision"

meeting = Section("The review", "Everyone who came to the first meeting is invited.", clause="HF-10c")
progress = Section("Target by target", "The decision follows the targets set at the start.", clause="HF-11b")
decided = Section("The decision", clause="HF-11a")
agree = Section("Who agrees", "A permanent move needs the agreement of everyone.", clause="HF-1c", layout="declaration")
coming_back = Section(
    "Coming back",
    "The parents must never be unsure where the child is expected.",
    when=(answered("decision", RETURN),),
    clause="HF-12c",
)
afterwards = Section("Afterwards", clause="WK-13")
in_target = Section("A target")
other_school = Section("The other school confirms", when=(OTHER_SCHOOL,))


class TargetOutcome(Answers):
    """How one target ended."""

    target: str | None = in_target.ask("Target", given=True)
    result: Literal["met", "partly met", "not met"] | None = in_target.ask("Result", everyone="Every target met")
    evidence: str | None = in_target.ask("What shows it?", family_reads=True)


class FinalReview(
    Entry,
    kind="final_review",
    title="Final review",
    dated_by="reviewed_on",
    number=12,
    by=(Party.EITHER,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Decide together: stay permanently, or come back.",
    at_hand="Who came, the result of each target and what shows it, and what was decided, from which day.",
):
    """The decision at the end of a placement."""

    reviewed_on: date | None = meeting.ask("Date of the review", clause="HF-11a", past="PAST-14")
    people: tuple[Invited, ...] = meeting.ask(
        "Who was invited", least=2, most=20, sensitive=True, fill_in="people_invited"
    )
    attendance_so_far: LongText | None = progress.ask(
        "Attendance during the placement", fill_in="attendance_words", family_reads=True
    )
    results: tuple[TargetOutcome, ...] = progress.ask(
        "Targets", repeats=True, optional=True, given=True, clause="HF-11b", fill_in="targets"
    )
    pupil_says: LongText | None = progress.ask(
        "What does the child say?", sensitive=True, clause="HF-8a", family_reads=True
    )
    parents_say: LongText | None = progress.ask("What do the parents say?", sensitive=True, family_reads=True)
    among_others: LongText | None = progress.ask(
        "Does the child belong?", "Friends, lessons and breaks with the others; what is done if not", clause="WK-14"
    )
    agencies_told: LongText | None = progress.ask(
        "What were the agencies told since the start?",
        "Social worker, SEN team and others who help: who told them what, and when",
        when=case_is("has_agencies", "yes"),
        sensitive=True,
        clause="WK-9",
    )

    decision: (
        Literal["permanent transfer", "return to the home school", "another school or agreed provision"] | None
    ) = decided.ask("What was decided?", clause="HF-11a")
    reasons: LongText | None = decided.ask("Why? Name the targets", clause="HF-11b", family_reads=True)
    takes_effect_on: date | None = decided.ask(
        "From which day?", "The first day at the school that was decided", clause="HF-11c"
    )
    destination: str | None = decided.ask("Which school or provision?", when=answered("decision", OTHER))
    destination_at: time | None = decided.ask("At what time on the first day?", when=answered("decision", OTHER))
    destination_person: str | None = decided.ask("Who meets the child there?", when=answered("decision", OTHER))
    parents_agree: bool | None = agree.ask("The parents agree", clause="HF-1c")
    pupil_agrees: bool | None = agree.ask("The child agrees", clause="HF-3b")
    home_head_agrees: bool | None = agree.ask("The home head teacher agrees", clause="HF-1c")
    receiving_head_agrees: bool | None = agree.ask("The receiving head teacher agrees", clause="HF-1c")
    admission_authority_agrees: bool | None = agree.ask(
        "The receiving school's admission authority agrees",
        when=answered("decision", TRANSFER),
        clause="HF-2a",
    )
    why_not_all: LongText | None = agree.ask("Who does not agree, and why?", optional=True, seldom=True)

    return_at: time | None = coming_back.ask("Time on the first day back", "For example 8:30", clause="HF-12b")
    return_place: str | None = coming_back.ask("Where to go", "Main reception, …")
    return_person: str | None = coming_back.ask("Who meets the child")
    alternatives: LongText | None = coming_back.ask("What else was considered?", clause="WK-16", family_reads=True)

    support_after: LongText | None = afterwards.ask(
        "Support afterwards: what, who, until when", clause="WK-13", family_reads=True
    )
    complaints_route_given: bool | None = afterwards.ask("Were the parents told how to complain?", clause="NA-7")

    is_confirmed: bool | None = other_school.ask("Is this what was said and agreed?")
    what_differs: LongText | None = other_school.ask("What is different?", when=no("is_confirmed"))
    confirmed_by: str | None = other_school.ask("Your name", fill_in="me")
