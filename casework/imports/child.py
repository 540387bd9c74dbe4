"""A child as a school's own system tells of them: what of it a referral can begin with, and what is left for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.forms.drafts import OpenDraft
from record.answers import Asked, asked, is_blank, typed_from
from record.field import Shape, questions
from record.forms.referral import Referral
from record.identifiers import new_id

YES, NO = frozenset({"true", "1", "y", "yes", "t"}), frozenset({"false", "0", "n", "no", "f"})


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A heading, or a word of a column, that nobody knows: with its words, to be matched once."""

    key: str
    """What it is remembered under."""
    heading: str
    words: str
    question: str = ""
    """The question that the word answers; empty where the whole column is not known."""


@dataclass(frozen=True, slots=True)
class Child:
    """One child of a file. It lives in memory only, until its page is left."""

    name: str
    born_on: date | None
    year_group: str
    known: Referral
    """What the file says, as answers of a referral; everything else is blank."""
    left: tuple[str, ...] = ()
    """What the file says that could not be taken, each with what to do."""
    unknown: tuple[NotUnderstood, ...] = ()
    """What can be matched."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling in would do."""

    fresh: Mapping[str, Any] = field(default_factory=dict)
    """Answers to questions that are blank so far, by flat name."""
    other: Mapping[str, Any] = field(default_factory=dict)
    """Answers that differ from what was typed already, by flat name."""


def yes_or_no(text: str) -> bool | None:
    """Yes, no, or nothing that can be told."""
    plain = text.strip().lower()
    return True if plain in YES else False if plain in NO else None


def filled(paper: OpenDraft, child: Child) -> Filled:
    """What this child's file would put into the draft of a referral; groups only where nothing was typed in them."""
    offered = {name: value for name, value in typed_from(child.known, new_id).items() if not is_blank(value)}
    typed = paper.typed
    groups = [each.name for each in questions(Referral) if each.shape is Shape.GROUP]
    begun = {group for group in groups if any(_is_in(group, name) and not is_blank(typed[name]) for name in typed)}
    offered = {name: value for name, value in offered.items() if not any(_is_of(group, name) for group in begun)}
    fresh = {name: value for name, value in offered.items() if is_blank(typed.get(name)) or name in groups}
    other = {
        name: value
        for name, value in offered.items()
        if name not in fresh and " ".join(str(typed[name]).lower().split()) != " ".join(str(value).lower().split())
    }
    return Filled(fresh, other)


def in_words(answers: Mapping[str, Any], paper: OpenDraft) -> Mapping[str, tuple[str, str]]:
    """By name, question and answer of everything that would be filled in, in the order of the form."""
    with_them = {**paper.typed, **answers}
    return {
        each.name: (_called(each), str(answers[each.name]))
        for each in asked(Referral, with_them, paper.facts)
        if each.name in answers and each.question.shape is not Shape.GROUP
    }


def _called(each: Asked) -> str:
    return f"{each.top.label} {each.position}: {each.question.label}" if each.position else each.question.label


def _is_of(group: str, name: str) -> bool:
    return name == group or _is_in(group, name)


def _is_in(group: str, name: str) -> bool:
    return name.startswith(f"{group}.")
