"""Form 0: is a managed move allowed for this child at all? Stops end here."""

from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, Section, answered, no, yes

Route = Literal["placement", "off-site direction", "direct", "alternative provision"]
DUAL_ROUTES: tuple[Route, ...] = ("placement", "off-site direction", "alternative provision")

move = Section(
    "The move you have in mind",
    "A managed move is voluntary. It is never a first response, and never a threat.",
)
child = Section(
    "Is a managed move right for this child?",
    "Your answers decide whether you can go on, or where to go instead.",
)


class BeforeYouStart(
    Entry,
    kind="before_you_start",
    title="Before you start",
    on_one_page=True,
    number=0,
    by=(Party.HOME,),
    to_school_asked=ToSchoolAsked.OF_THE_CHILD,
    purpose="Find out whether a managed move is allowed for this child.",
    at_hand=("Which kind of move you have in mind, and whether the child has an EHC plan or is at risk of exclusion."),
):
    """Whether a case may be opened."""

    route: Route | None = move.ask(
        "Which kind of move?",
        "Placement: time-limited and dual registered, then a final review decides. Off-site direction: the same, made "
        "under the governing board's power. Direct: permanent from the first day.",
        clause="HF-1b",
        fill_in="default_route",
        offered_by="routes",
    )
    pupil_initials: str | None = move.ask(
        "The child's initials", "Two or three letters, to find the case again. No name here."
    )
    is_on_our_roll: bool | None = child.ask("Is the child on your school's roll?", clause="HF-3a")
    has_ehc_plan: bool | None = child.ask(
        "Does the child have an EHC plan?",
        "An education, health and care plan, not SEN support.",
        clause="HF-3g",
    )
    parent_wants_transfer: bool | None = child.ask(
        "Has a parent applied for, or asked for, an ordinary transfer to another school?", clause="HF-5a"
    )
    could_return: bool | None = child.ask(
        "Could the child come back to your school if the move does not work?",
        when=answered("route", *DUAL_ROUTES),
        clause="HF-5b",
    )
    is_at_risk_of_exclusion: bool | None = child.ask("Is the child at risk of permanent exclusion?", clause="HF-1b")
    risk_reason: LongText | None = child.ask(
        "Why is the child at risk?", when=yes("is_at_risk_of_exclusion"), sensitive=True
    )
    threshold_reached: bool | None = child.ask(
        "Has one incident already reached the threshold for permanent exclusion, or has the child been excluded?",
        clause="HF-6.1",
    )
    has_open_case: bool | None = child.ask("Does the child already have a managed move under way?")
    voluntary: bool | None = child.ask(
        "Do you understand that parents may say no, and that exclusion must never be used as a threat?",
        clause="HF-2b",
    )
    why_not_voluntary: LongText | None = child.ask("What is unclear?", when=no("voluntary"), optional=True)
