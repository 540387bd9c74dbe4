"""Form 15: who takes the child off which roll, and what was sent on. Dates only, never contents."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import Section, case_is, yes

deletion = Section(
    "Off the roll",
    "On transfer the home school takes the child off its roll. On return the receiving school does.",
    clause="HF-11c",
)
sent = Section("Sent on", "Enter the dates only, never the contents.", clause="NA-13")


class RollChange(
    Entry,
    kind="roll_change",
    title="Roll change",
    on_one_page=True,
    number=15,
    by=(Party.EITHER,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    purpose="Take the child off one roll, with the other school's consent, and say what was sent on.",
    at_hand="The day the other school consented, the day of deletion, and the days on which the files were sent.",
):
    """The end of dual registration."""

    deleted_by: Literal["home school", "receiving school"] | None = deletion.ask(
        "Which school takes the child off its roll?", fill_in="deleting_school"
    )
    ground: (
        Literal[
            "9(1)(a) registered at another school",
            "9(1)(c) dual registered, the other school agrees",
            "another ground",
        ]
        | None
    ) = deletion.ask("Ground for deletion", fill_in="ground", clause="NA-11")
    other_school_consented: bool | None = deletion.ask(
        "Has the other school's proprietor agreed to the deletion?",
        when=case_is("dual_registered", "yes"),
        clause="NA-11",
    )
    consented_on: date | None = deletion.ask(
        "When?", when=yes("other_school_consented"), clause="NA-11", past="PAST-17"
    )
    deleted_on: date | None = deletion.ask("Date of deletion", clause="HF-11c")
    deletion_return_on: date | None = deletion.ask(
        "Deletion return sent on", "No later than the deletion", clause="NA-12", past="PAST-17"
    )
    transfer_file_sent_on: date | None = sent.ask(
        "Transfer file (CTF) sent on", "Within 15 school days", clause="NA-13", past="PAST-17"
    )
    has_protection_file: bool | None = sent.ask("Is there a child-protection file?", clause="NA-13")
    protection_file_sent_on: date | None = sent.ask(
        "Child-protection file sent on", when=yes("has_protection_file"), clause="NA-13", past="PAST-17"
    )
    protection_file_receipt_on: date | None = sent.ask(
        "Receipt received on", when=yes("has_protection_file"), optional=True, clause="NA-13", past="PAST-17"
    )
