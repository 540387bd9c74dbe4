"""Form 8: did the child start?"""

from datetime import date
from typing import Literal

from record.entry import Entry, Party
from record.field import LongText, Section, case_is, no, yes

start = Section(
    "The start",
    "The agreed start date decides where the child is expected; this says what happened.",
    clause="HF-9a",
)


class Start(
    Entry,
    kind="start",
    title="Start",
    on_one_page=True,
    number=8,
    by=(Party.RECEIVING,),
    repeats=True,
    purpose="Say whether the child started, or the new date.",
):
    """What happened on the first day."""

    did_start: bool | None = start.ask("Did the child start?")
    started_on: date | None = start.ask(
        "First day at your school", when=yes("did_start"), fill_in="starts_on", past="PAST-10"
    )
    why_not: LongText | None = start.ask("Why not?", when=no("did_start"))
    new_start_on: date | None = start.ask(
        "New start date", "Until then the child is expected at the home school", when=no("did_start")
    )
    home_status: Literal["C: current, one school", "M: main school, dual registered"] | None = start.ask(
        "Enrolment status at the home school",
        when=(yes("did_start"), case_is("dual_registered", "yes")),
        clause="HF-9a",
    )
    receiving_status: Literal["C: current, one school", "S: subsidiary, dual registered"] | None = start.ask(
        "Enrolment status at your school", when=yes("did_start"), clause="HF-9a"
    )
    new_pupil_return_on: date | None = start.ask(
        "New-pupil return sent to the local authority on",
        "By the end of the fifth day",
        when=yes("did_start"),
        optional=True,
        clause="NA-12",
        past="PAST-10",
    )
