"""Form 13: the receiving school ends the placement early, after asking the home head first."""

from datetime import date, time
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import OTHER_SCHOOL, LongText, Section, case_is, no, yes

why = Section("Why now", "Only in exceptional circumstances.", clause="HF-12a")
looked_into = Section("What was looked into", clause="HF-12a")
coming_back = Section(
    "Coming back", "Until then the child is at your school, or under a recorded suspension.", clause="HF-12b"
)
other_school = Section("The home head teacher confirms", when=(OTHER_SCHOOL,), clause="HF-12a")


class EarlyEnding(
    Entry,
    kind="early_ending",
    title="Early ending",
    number=13,
    by=(Party.RECEIVING,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    purpose="End a placement early and safely, so that everyone knows where the child goes next.",
    at_hand=(
        "The child’s own account, when the home head teacher was asked, and for the first day back the time, "
        "the place and who meets the child."
    ),
):
    """A placement ended before its last day."""

    circumstances: LongText | None = why.ask(
        "What are the exceptional circumstances?", sensitive=True, clause="HF-12a", family_reads=True
    )
    asked_by: Literal["receiving school", "home school", "parent", "pupil"] | None = why.ask("Who asked for it?")
    pupil_account: LongText | None = looked_into.ask("The child's own account", sensitive=True, family_reads=True)
    provocation_considered: bool | None = looked_into.ask("Were provocation, bullying and harassment looked into?")
    provocation_found: LongText | None = looked_into.ask(
        "What was found?", "Name no other child", when=yes("provocation_considered"), sensitive=True, family_reads=True
    )
    home_head_consulted: str | None = looked_into.ask("Home head teacher consulted", "Name", clause="HF-12a")
    home_head_consulted_on: date | None = looked_into.ask("When?", "Before the parents are told", clause="HF-12a")
    review_held: bool | None = looked_into.ask("Was an early review held?", clause="HF-7.6g")
    why_no_review: LongText | None = looked_into.ask("Why not?", when=no("review_held"))
    alternatives: LongText | None = looked_into.ask("What else was considered?", clause="WK-16", family_reads=True)
    return_on: date | None = coming_back.ask("First day back at the home school", clause="HF-12b")
    return_at: time | None = coming_back.ask("Time", "For example 8:30", clause="HF-12b")
    return_place: str | None = coming_back.ask("Where to go", "Main reception, …", clause="HF-12b")
    return_person: str | None = coming_back.ask("Who meets the child", clause="HF-12b")
    until_revoked: LongText | None = coming_back.ask(
        "Where is the child until the board has ended its direction?",
        "Only the home school’s board can end it: ask the board to revoke it from the day above. Until then the child "
        "is expected at your school",
        when=case_is("directed", "yes"),
        clause="NA-8",
    )
    support_on_return: LongText | None = coming_back.ask("Support on the return", clause="WK-16", family_reads=True)

    was_consulted: bool | None = other_school.ask("Were you consulted before the parents were told?", clause="HF-12a")
    what_differs: LongText | None = other_school.ask("What happened instead?", when=no("was_consulted"))
    confirmed_by: str | None = other_school.ask("Your name", fill_in="me")
