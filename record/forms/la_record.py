"""Form 16: what the local authority records: that it was told, what it approved, pressure reported."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, Section, answered, yes

APPROVAL = "approval of alternative provision"
EHC_CONSENT = "consent for a child with an EHC plan"
ANOTHER_ROUTE = "agreement to another kind of move"
PANEL_ADVICE = "panel advice"
OTHER_AUTHORITY = "told the other local authority"
YEAR_11 = "a Year 11 pupil off the roll out of alternative provision"
PRESSURE = "pressure on a parent reported"
note = Section("Local authority record", "Only the local authority sees reports of pressure.", clause="HF-13")


class LaRecord(
    Entry,
    kind="la_record",
    title="LA record",
    on_one_page=True,
    dated_by="recorded_on",
    number=16,
    by=(Party.LA,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Record that the authority was told, approved, advised or looked into something.",
    at_hand="The letter, e-mail or note it is about, and its date.",
):
    """One line of the local authority's own record."""

    about: (
        Literal[
            "told of the request",
            "told of the start",
            "told of the outcome",
            "told the other local authority",
            "approval of alternative provision",
            "consent for a child with an EHC plan",
            "agreement to another kind of move",
            "panel advice",
            "a Year 11 pupil off the roll out of alternative provision",
            "pressure on a parent reported",
        ]
        | None
    ) = note.ask("What is this about?", clause="HF-13", fill_in="to_note")
    recorded_on: date | None = note.ask("Date", fill_in="today", past="PAST-18")
    officer: str | None = note.ask("Officer", fill_in="me")
    other_authority: str | None = note.ask(
        "Which authority, and whom there?", when=answered("about", OTHER_AUTHORITY), clause="HF-13"
    )
    is_approved: bool | None = note.ask(
        "Is it approved?", when=answered("about", APPROVAL, EHC_CONSENT), clause="HF-6.4"
    )
    is_named_officers: bool | None = note.ask(
        "Is it the written agreement of the officer whom your policy names?",
        "Without it your authority pays nothing. The placement can continue unfunded",
        when=(answered("about", APPROVAL), yes("is_approved")),
        clause="HF-6.4",
    )
    advice: LongText | None = note.ask("What did the panel advise?", when=answered("about", PANEL_ADVICE))
    looked_at: LongText | None = note.ask(
        "Is it in the child's interest, and does somebody answer for the exams?",
        "What you looked at, and who you asked",
        when=answered("about", YEAR_11),
        sensitive=True,
        clause="NA-28",
    )
    report: LongText | None = note.ask(
        "What was reported, and by whom?", when=answered("about", PRESSURE), sensitive=True, clause="HF-7.3"
    )
    is_looked_into: bool | None = note.ask(
        "Has it been looked into?", when=answered("about", PRESSURE), clause="HF-7.3"
    )
    outcome: LongText | None = note.ask(
        "What came of it?", when=(answered("about", PRESSURE), yes("is_looked_into")), sensitive=True
    )
