"""Form 9: what the other school must know today. Changes the expected place at once."""

from datetime import date, time
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, Section, answered, case_is, yes

SUSPENSION, SEPARATION = "suspension", "safeguarding separation"
is_suspended = (answered("what", SUSPENSION),)
has_worker = case_is("has_social_worker", "yes")
looked_after = case_is("looked_after", "yes")
today = Section("What happened", "The home school must know the same day.", clause="WK-9")
others = Section(
    "Who else was told of the suspension",
    "Tell them without delay, however short it is. Tell the family too, and record it under Telling the family.",
    clause="NA-21",
    when=is_suspended,
)
cancelled = Section(
    "If the suspension is cancelled",
    "Correct this form. The head teacher may cancel a suspension until the governing board has met to consider it; the child "
    "then comes back without delay.",
    clause="NA-21",
    when=is_suspended,
)
apart = Section(
    "Kept apart for safeguarding",
    "For a limited time, because someone says that someone was harmed. It is not a suspension or a punishment, and it "
    "is rare. Do not write here what was said, or about whom.",
    clause="NA-23",
    when=(answered("what", SEPARATION),),
)


class SameDay(
    Entry,
    kind="same_day",
    title="Same day",
    on_one_page=True,
    dated_by="happened_on",
    number=9,
    by=(Party.RECEIVING,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Tell the home school today: an absence, leaving the site, a suspension, or a child kept apart.",
    at_hand="What happened and at what time, and who was told. For a suspension, its first and last day.",
):
    """Something that cannot wait for the weekly report."""

    happened_on: date | None = today.ask("Which day?", fill_in="today", past="PAST-11")
    what: Literal["unexplained absence", "left the site", "suspension", "safeguarding separation"] | None = today.ask(
        "What happened?"
    )
    half: Literal["morning", "afternoon", "all day"] | None = today.ask(
        "Morning, afternoon or all day?", when=answered("what", "unexplained absence", "left the site")
    )
    suspended_from: date | None = today.ask("Suspended from", when=is_suspended)
    suspended_to: date | None = today.ask("To the end of", "The last day of the suspension", when=is_suspended)
    reason: LongText | None = today.ask(
        "In a sentence",
        when=answered("what", "unexplained absence", "left the site", SUSPENSION),
        sensitive=True,
        family_reads=True,
    )
    provision_from_day_six: str | None = today.ask(
        "Education from the sixth day",
        "From the sixth school day in a row, counting several suspensions together, at this school and the other: who "
        "provides it, where and at what times",
        when=is_suspended,
        optional=True,
        clause="NA-22",
        family_reads=True,
    )
    home_told: bool | None = today.ask("Was the home school told?", clause="WK-9")
    told_on: date | None = today.ask("When was it told?", when=yes("home_told"), past="PAST-11")
    told_at: time | None = today.ask("At what time?", when=yes("home_told"))
    told_by: str | None = today.ask("By whom?", when=yes("home_told"), fill_in="me")

    la_told: bool | None = others.ask("Was the local authority told of the suspension?", "However short it is")
    la_told_on: date | None = others.ask("When was the authority told?", when=yes("la_told"), past="PAST-11")
    worker_told: bool | None = others.ask("Was the child's social worker told of the suspension?", when=has_worker)
    worker_told_on: date | None = others.ask(
        "When was the social worker told?", when=(has_worker, yes("worker_told")), past="PAST-11"
    )
    virtual_school_told: bool | None = others.ask("Was the Virtual School told of the suspension?", when=looked_after)
    virtual_school_told_on: date | None = others.ask(
        "When was the Virtual School told?", when=(looked_after, yes("virtual_school_told")), past="PAST-11"
    )

    pep_review_considered: bool | None = others.ask(
        "Was an interim review of the personal education plan considered?",
        "With the Virtual School: is what the child needs still in the plan?",
        when=looked_after,
        clause="NA-25",
    )

    is_cancelled: bool | None = cancelled.ask("Has the suspension been cancelled?", optional=True)
    board_had_met: bool | None = cancelled.ask(
        "Had the governing board met to consider it?", "If so, only the board can decide", when=yes("is_cancelled")
    )
    cancelled_on: date | None = cancelled.ask("When was it cancelled?", when=yes("is_cancelled"), past="PAST-11")
    cancelled_because: LongText | None = cancelled.ask(
        "Why?", when=yes("is_cancelled"), sensitive=True, family_reads=True
    )
    back_on: date | None = cancelled.ask("From which day is the child expected again?", when=yes("is_cancelled"))
    back_half: Literal["morning", "afternoon"] | None = cancelled.ask(
        "From the morning or the afternoon?", when=yes("is_cancelled")
    )
    cancellation_told: bool | None = cancelled.ask(
        "Was everybody who knew of it told that it is cancelled, and why?",
        "The governing board, the local authority, the social worker and the Virtual School where there is one",
        when=yes("is_cancelled"),
    )
    cancellation_told_on: date | None = cancelled.ask(
        "When was the last of them told?", when=(yes("is_cancelled"), yes("cancellation_told")), past="PAST-11"
    )

    separated_from: date | None = apart.ask("Kept away from")
    separated_to: date | None = apart.ask("Kept away to the end of", "Leave blank until it is known", optional=True)
    led_by: str | None = apart.ask("Which designated safeguarding lead leads it?", "Name only")
    look_again_on: date | None = apart.ask(
        "On which day is it looked at again?",
        "Each time you have looked at it, enter the next date here, or the last day above",
    )
    education_meanwhile: str | None = apart.ask(
        "What education does the child get meanwhile?", "Who provides it, and where"
    )
    section_19_told: bool | None = apart.ask(
        "Was the local authority told, so that it can arrange education?",
        "Its duty under section 19 of the Education Act 1996",
    )
    section_19_told_on: date | None = apart.ask(
        "When was it told of the separation?", when=yes("section_19_told"), past="PAST-11"
    )
