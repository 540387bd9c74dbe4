"""Form 4: the receiving school's answer. A panel's advice never replaces it."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, Section, answered, case_is

ACCEPTED, DECLINE = "accept in principle", "decline"
the_answer = Section(
    "Your answer", "Agreeing in principle is not final: the meeting decides. You may decline.", clause="HF-1c"
)
place = Section("The place", when=(answered("answer", ACCEPTED),), clause="HF-7.4b")
exams = Section("Exams", when=(answered("answer", ACCEPTED), case_is("key_stage", "4")))


class Response(
    Entry,
    kind="response",
    title="Response",
    on_one_page=True,
    dated_by="answered_on",
    number=4,
    by=(Party.RECEIVING,),
    to_school_asked=ToSchoolAsked.OWN,
    repeats=True,
    purpose="Say yes in principle, no with a reason, or ask for more.",
    at_hand=("The referral of this case, read; your head teacher’s decision, and whether the year group has a place."),
):
    """What the school that was asked says."""

    answer: Literal["accept in principle", "decline", "ask for more"] | None = the_answer.ask("Your answer")
    answered_on: date | None = the_answer.ask("Date", past="PAST-6")
    answered_by: str | None = the_answer.ask("Head teacher, or who answers for them", fill_in="my_head")
    decline_reason: Literal["no vacancy", "cannot meet the need", "risk to the child or others", "other"] | None = (
        the_answer.ask("Why not?", when=answered("answer", DECLINE))
    )
    decline_words: LongText | None = the_answer.ask("In a sentence", when=answered("answer", DECLINE), sensitive=True)
    ask_for: LongText | None = the_answer.ask("What do you need to know?", when=answered("answer", "ask for more"))

    has_vacancy: bool | None = place.ask("Is there a vacancy in the year group?", clause="HF-7.4b")
    waiting_list: LongText | None = place.ask("Is there a waiting list, and how is it respected?", clause="HF-7.4b")
    can_meet_need: bool | None = place.ask("Can you meet the child's needs?", clause="WK-10")
    how_met: LongText | None = place.ask("With what support?", clause="WK-10")
    adjustments_made: LongText | None = place.ask(
        "Which adjustments for the child's disability will be in place on the first day?",
        "The referral says what helps",
        when=case_is("needs_adjustments", "yes"),
        clause="WK-15",
    )
    what_differs: LongText | None = place.ask("What do you offer that is sufficiently different?", clause="HF-5c")
    admission_authority_person: str | None = place.ask(
        "Who agrees for your admission authority?",
        "For a community or VC school, the local authority",
        clause="HF-2a",
    )
    admission_authority_agrees: bool | None = place.ask("Does the admission authority agree?", clause="HF-2a")

    subjects_match: LongText | None = exams.ask("Which subjects and boards match?")
    who_enters: Literal["home school", "receiving school"] | None = exams.ask("Who enters the child for exams?")
    who_reports: Literal["home school", "receiving school"] | None = exams.ask("Whose results are they?")
