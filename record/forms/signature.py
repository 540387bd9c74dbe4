"""Form 6: one signature on one paper. Agreed means that all the pack asks for are in."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import Section

signature = Section(
    "A signature", "People sign the Word form in ink. Here you record that you saw the signed copy.", clause="WK-6"
)

Signatory = Literal[
    "parent",
    "second parent",
    "pupil",
    "home head teacher",
    "receiving head teacher",
    "admission authority",
    "Virtual School",
    "local authority",
]


class Signature(
    Entry,
    kind="signature",
    title="Signatures",
    on_one_page=True,
    dated_by="signed_on",
    number=6,
    by=(Party.EITHER,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Record that a signed paper was seen.",
    at_hand="The signed paper: who signed it, and the date on it.",
):
    """One person's signature on one document."""

    document: Literal["agreement", "dual registration form"] | None = signature.ask("Which paper?", clause="HF-7.6h")
    role: Signatory | None = signature.ask("Who signed?")
    name: str | None = signature.ask("Name", sensitive=True, one_of="who sign")
    signed_on: date | None = signature.ask("Date on the paper", past="PAST-8")
    seen_by: str | None = signature.ask("Who saw the signed copy?", fill_in="me")
