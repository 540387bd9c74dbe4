"""What is asked with a letter because no form asks it. Kept as a draft like a form's answers, and never submitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any, cast

from pydantic import create_model

from record.authority import Authority
from record.case import Case
from record.entry import Answers, Entry, Party
from record.field import LongText, Section, case_is

PREFIX = "letter "
"""How the kind of such a draft begins; the letter's id follows."""

invitation = Section("The meeting", "The letter says this in a box near the top.")
afterwards = Section("What happens next", "So that nobody is left with a refusal and nothing else.")
in_people = Section("A person")


def nothing_known(_: Case, __: Authority) -> Mapping[str, Any]:
    """Questions that begin empty."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQuestions:
    """The questions asked with one letter."""

    questions: type[Answers]
    purpose: str
    """What they are about, above them."""
    seeds: Callable[[Case, Authority], Mapping[str, Any]] = nothing_known
    """What they begin with, by flat question name, so that nothing known is asked again. All of it can be changed."""


@cache
def form(letter_id: str, title: str, by: Party, asked: LetterQuestions) -> type[Entry]:
    """The questions of a letter as a form of its own."""
    declared = {
        "kind": f"{PREFIX}{letter_id}",
        "title": title,
        "number": 0,
        "by": (by,),
        "purpose": asked.purpose,
        "at_hand": "",  # asked beside a letter, and nowhere else
        "on_one_page": True,
    }
    bases: Any = (asked.questions, Entry)
    return cast(
        "type[Entry]",
        create_model(asked.questions.__name__, __base__=bases, __cls_kwargs__=declared, __module__=__name__),
    )


class Guest(Answers):
    """Somebody the invitation names."""

    name: str | None = in_people.ask("Name", sensitive=True)
    role: str | None = in_people.ask("Who they are", "For example: Head of Year 9, Oakfield School", optional=True)


class MeetingToCome(Answers):
    """Where and when people are invited."""

    meeting_where: str | None = invitation.ask("Where is it?", "The school and the room")
    meeting_on: date | None = invitation.ask("Which day?")
    meeting_at: time | None = invitation.ask("At what time?", "For example 15:30")
    meeting_people: tuple[Guest, ...] = invitation.ask("Who will be there?", least=1, most=20, sensitive=True)


class NextSteps(Answers):
    """What the home school does after a no."""

    next_steps: LongText | None = afterwards.ask("What does your school do next to help?", sensitive=True)
    turn_to: str | None = afterwards.ask("Which adult at your school can the child turn to?")


class FirstDayBack(Answers):
    """The first morning back at the home school, as far as no ending says it."""

    back_at: time | None = afterwards.ask("At what time?", "For example 8:45", when=case_is("time_back_is_known", "no"))
    back_place: str | None = afterwards.ask(
        "Where to go", "Main reception, …", when=case_is("place_back_is_known", "no")
    )
    back_person: str | None = afterwards.ask("Who meets the child", when=case_is("person_back_is_known", "no"))
