"""Form 8: did the child start?"""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import OTHER_SCHOOL, LongText, Section, case_is, no, yes

CURRENT, MAIN, SUBSIDIARY = (
    "C: current, one school",
    "M: main school, dual registered",
    "S: subsidiary, dual registered",
)

start = Section(
    "The start",
    "The agreed start date decides where the child is expected. This records what happened.",
    clause="HF-9a",
)
copies = Section(
    "What the home school sends copies of",
    "While the child is on both registers: within 15 school days of the first day. The regulations require this of "
    "schools maintained by the local authority; for academies it is good practice. Enter the dates only, never the "
    "contents.",
    when=(OTHER_SCHOOL, case_is("dual_registered", "yes")),
    clause="NA-24",
)


class Start(
    Entry,
    kind="start",
    title="Start",
    on_one_page=True,
    number=8,
    by=(Party.RECEIVING,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Say whether the child started, or the new date.",
    at_hand="Your register of the first day. If the child came, the days on which copies of the record were sent.",
):
    """What happened on the first day."""

    did_start: bool | None = start.ask("Did the child start?")
    started_on: date | None = start.ask(
        "First day at your school", when=yes("did_start"), fill_in="starts_on", past="PAST-10"
    )
    why_not: LongText | None = start.ask("Why not?", when=no("did_start"))
    was_put_off: bool | None = start.ask(
        "Was another first day agreed before that day came?",
        "If not, the child is expected with you and is absent: the name is on your register from the day agreed. Mark "
        "the absence and follow it up today",
        when=no("did_start"),
        clause="NA-12",
    )
    new_start_on: date | None = start.ask(
        "New start date",
        "Until then the child is expected at the home school",
        when=(no("did_start"), yes("was_put_off")),
    )
    followed_up: LongText | None = start.ask(
        "How was the absence followed up, and where is the child?",
        "Who you reached, and when. Leave blank until you know",
        when=(no("did_start"), no("was_put_off")),
        optional=True,
        sensitive=True,
        clause="NA-12",
    )
    home_status: Literal["C: current, one school", "M: main school, dual registered"] | None = start.ask(
        "Enrolment status at the home school",
        fill_in="status_at_home",
        when=(yes("did_start"), case_is("dual_registered", "yes")),
        clause="HF-9a",
    )
    receiving_status: Literal["C: current, one school", "S: subsidiary, dual registered"] | None = start.ask(
        "Enrolment status at your school",
        when=yes("did_start"),
        clause="HF-9a",
        fill_in="status_at_receiving",
    )
    new_pupil_return_on: date | None = start.ask(
        "New-pupil return sent to the local authority on",
        "By the end of the fifth day after the first day that was agreed, weekends and holidays counted",
        optional=True,
        seldom=True,
        clause="NA-12",
        past="PAST-10",
    )

    file_copy_sent_on: date | None = copies.ask(
        "Copy of the transfer file (CTF) sent on", optional=True, clause="NA-24", past="PAST-10"
    )
    record_copy_sent_on: date | None = copies.ask(
        "Copy of the educational record sent on", optional=True, clause="NA-24", past="PAST-10"
    )

    @property
    def is_absence(self) -> bool:
        """Whether the child was expected that day and did not come; before this was asked, every such day was put off."""
        return self.did_start is False and self.was_put_off is False
