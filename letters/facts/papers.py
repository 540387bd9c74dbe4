"""Facts of papers for schools and authorities, and of meetings and reviews that were held. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from letters.facts.people import says


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    question: str = says("a question of the form")
    answer: str = says("its answer in words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    title: str = says("a section of the form")
    answers: tuple[Answer, ...] = says("its questions and answers", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A form as it was submitted, for those who read it on paper."""

    submitted_on: date | None = says("the day it was submitted", None)
    submitted_by: str | None = says("who submitted it", None)
    parts: tuple[Part, ...] = says("every section that was answered", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A formal request to one school."""

    answer_by: date | None = says("the day by which an answer is needed", None)
    meet_by: date | None = says("the day by which a meeting is good practice", None)
    shared_with_agreement_of: str | None = says("who agreed that this school is told", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A school that said no."""

    school: str | None = says("the school that said no", None)
    on: date | None = says("the day it said so", None)
    reason: str | None = says("its reason, in a sentence", None)
    next_steps: str | None = says("what the home school does next after a no", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    name: str = says("a person's name")
    role: str | None = says("who they are: parent, home school", None)
    presence: str | None = says("whether they came: came, sent apologies", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that was held."""

    on: date | None = says("the day of the meeting that was held", None)
    where: str | None = says("where it was held", None)
    people: tuple[Attended, ...] = says("who was invited, and whether they came", ())
    background: str | None = says("the background to the request", None)
    outcome: str | None = says("what was decided, in a sentence", None)
    is_agreed: bool = says("whether the meeting agreed the move", False)
    why_not: str | None = says("who did not agree, and why", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One review that was held: an interim or early one, or the final one."""

    sort: str | None = says("which kind: interim review, early review, final review", None)
    on: date | None = says("the day of the review that was held", None)
    people: tuple[Attended, ...] = says("who was invited, and whether they came", ())
    attendance: str | None = says("attendance so far, in words", None)
    chart: bool = says("whether there is a chart of attendance by week", False)
    chart_words: str | None = says("what the chart shows, in words", None)
    targets: str | None = says("the targets so far, in words", None)
    pupil_says: str | None = says("what the child said at the review", None)
    parents_say: str | None = says("what the parents said at the review", None)
    changes: str | None = says("what changes from now on", None)
    result: str | None = says("what was decided, in a sentence", None)
    next_on: date | None = says("the next review", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An extension that the parents and both head teachers agreed."""

    agreed_on: date | None = says("the review that agreed it", None)
    ends_on: date | None = says("the new last day", None)
    why: str | None = says("why it goes on longer", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What others are told of a move: that it starts, or how it ended."""

    words: str | None = says("what happened, in a sentence", None)
    on: date | None = says("from which day", None)
    reasons: str | None = says("why", None)
    is_over: bool = says("whether the move is over: not while the child is on the way or placed", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """One roll the child comes off, with the other school's agreement."""

    from_school: str | None = says("the school that takes the child off its roll", None)
    stays_on: str | None = says("the school whose roll the child stays on", None)
    on: date | None = says("the day the name comes off", None)
    ground: str | None = says("the ground in the regulations", None)
