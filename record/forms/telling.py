"""Form 17: that the family was told where the child goes, of which day, when and how."""

from __future__ import annotations

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import Section

FIRST_DAY, PUT_OFF = "the first day", "a start put off"
SUSPENSION, EXTENSION, UNDECIDED = "a suspension", "an extension", "an end that is not decided"
THE_MEETING = "the meeting"
A_NO = "a school that said no"
SUSPENSION_CANCELLED, SEPARATION = "a suspension that is cancelled", "a separation for safeguarding"
EDUCATION = "education during a suspension"
THE_REVIEW = "a review"
THE_RETURN, THE_ENDING, THE_TRANSFER = "the return", "the ending", "the transfer"
WHILE_KEPT_AWAY = (SUSPENSION, SUSPENSION_CANCELLED, EDUCATION, SEPARATION)
"""Changes that a calendar or an e-mail does not name."""

told = Section(
    "What the family was told",
    "A person tells the family of each change for the child, with the letter. If the day changes later, tell them "
    "again.",
    clause="HF-12c",
)


class FamilyTold(
    Entry,
    kind="telling",
    title="Telling the family",
    on_one_page=True,
    dated_by="told_on",
    number=17,
    by=(Party.EITHER,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Record that the family was told of a change: of which day, when, how and by whom.",
    at_hand="Who was told of what, on which day, how and by whom.",
):
    """One change for the child, and that its family knows."""

    about: (
        Literal[
            "a school that said no",
            "the meeting",
            "the first day",
            "a start put off",
            "a suspension",
            "a suspension that is cancelled",
            "education during a suspension",
            "a separation for safeguarding",
            "an extension",
            "an end that is not decided",
            "a review",
            "the return",
            "the ending",
            "the transfer",
        ]
        | None
    ) = told.ask("What were they told of?", fill_in="to_tell")
    takes_effect_on: date | None = told.ask(
        "Which day were they given?",
        "The first day, the day back, the new last day, the day of the meeting or review, the day from which there is education. "
        "Leave it blank if there was none",
        optional=True,
        fill_in="day_to_tell",
    )
    people: str | None = told.ask("Who was told?", "Each parent, and the child", sensitive=True, fill_in="family")
    told_on: date | None = told.ask("When?", fill_in="today", past="PAST-19")
    how: Literal["letter, by hand", "letter, by post", "letter, by e-mail", "in person", "by telephone"] | None = (
        told.ask("How?")
    )
    told_by: str | None = told.ask("By whom?", fill_in="me")
