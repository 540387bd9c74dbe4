"""From answers as typed to an entry, and back.

A draft keeps one flat answer per question: `met_on`, or for a repeating group the ids of its items under `targets`
and each item's answers under `targets.<id>.what`. Reading follows the form: a question that is not asked is not
read, so a hidden answer never blocks and is never submitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from record.entry import Answers, Entry
from record.field import Question, Shape, declarations, questions
from record.one_answer import ITEM, ids_in, read_answer
from record.one_answer import as_typed as as_typed
from record.one_answer import is_blank as is_blank
from record.reading import Unreadable

_WORD = re.compile(r"[^\W\d_]+")

Typed = Mapping[str, Any]
"""Flat question name to what was typed."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with one answer, and what to do about it."""

    question: str
    """Flat question name; the anchor of the error summary."""
    sentence: str
    clause: str = ""
    """Id of the clause it comes from, where a rule speaks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the form now."""

    name: str
    """Flat name: `met_on`, or `targets.k3f9.what` for a question of a group's item."""
    question: Question
    top: Question
    """The question itself, or the group it is asked in."""
    item: str = ""
    """Id of the item it is asked in, if it is."""
    position: int = 0
    """Of that item in its group, from 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, as far as it could be read."""

    entry: Entry
    problems: tuple[Problem, ...]
    """Answers that cannot be read."""
    missing: tuple[Problem, ...]
    """Required questions without an answer."""


def asked(kind: type[Answers], typed: Typed, facts: Mapping[str, str]) -> Iterator[Asked]:
    """The questions on the form now, in its order, a group's items after the group.

    `typed` is looked at as it goes: a caller that answers each question when it gets it is asked what hangs on it.
    """
    visible: dict[str, Any] = {}
    for question in questions(kind):
        if question.is_asked(visible, facts):
            yield Asked(question.name, question, question)
            visible[question.name] = _heard(question, typed.get(question.name))
            for position, item_id in enumerate(item_ids(typed, question.name) if question.item else (), start=1):
                yield from _asked_of_item(question, item_id, position, typed, facts)
            visible |= _heard_of_items(question, typed, facts) if question.item else {}


def _asked_of_item(
    group: Question, item_id: str, position: int, typed: Typed, facts: Mapping[str, str]
) -> Iterator[Asked]:
    assert group.item is not None
    visible: dict[str, Any] = {}
    for question in questions(group.item):
        if question.is_asked(visible, facts):
            name = f"{group.name}.{item_id}.{question.name}"
            yield Asked(name, question, group, item_id, position)
            visible[question.name] = _heard(question, typed.get(name))


def _heard_of_items(group: Question, typed: Typed, facts: Mapping[str, str]) -> dict[str, list[Any]]:
    """What was answered in a group to what is asked there, by question and in all: `people.share`, `people.*`."""
    found: dict[str, list[Any]] = {f"{group.name}.*": []}
    for item_id in item_ids(typed, group.name):
        for each in _asked_of_item(group, item_id, 0, typed, facts):
            heard = _heard(each.question, typed.get(each.name))
            found.setdefault(f"{group.name}.{each.question.name}", []).append(heard)
            found[f"{group.name}.*"].append(heard)
    return found


def _heard(question: Question, raw: object) -> object:
    """An answer as conditions compare it: `Yes` from a sheet means the same as `yes` from the form."""
    if question.shape not in (Shape.YES_NO, Shape.CHOICE) or is_blank(raw):
        return raw
    try:
        return as_typed(question, read_answer(question, raw))
    except Unreadable:
        return raw


def as_declared(kind: type[Answers], typed: Typed) -> dict[str, Any]:
    """What was typed, with each statement of a declaration answered yes where the whole was."""
    found = dict(typed)
    for whole, statements in declarations(kind).items():
        if typed.get(whole) == "yes":
            found |= dict.fromkeys(statements, "yes")
    return found


def is_of_form(kind: type[Answers], name: str) -> bool:
    """Whether a flat name is one that this form may ask at some time, of whatever item."""
    if name in declarations(kind):
        return True
    top, _, rest = name.partition(".")
    question = next((each for each in questions(kind) if each.name == top), None)
    if question is None or not rest:
        return question is not None
    item, _, of_item = rest.partition(".")
    return question.item is not None and bool(ITEM.fullmatch(item)) and is_of_form(question.item, of_item)


def has_room(kind: type[Answers], typed: Typed, name: str, value: object) -> bool:
    """Whether an answer gives a group no more items than it may have, or already has; true of any other question."""
    group = next((each for each in questions(kind) if each.item and each.name == name), None)
    return group is None or len(ids_in(value)) <= max(group.most, len(item_ids(typed, name)))


def item_ids(typed: Typed, group: str) -> Sequence[str]:
    """The ids of a repeating group's items, in order."""
    return ids_in(typed.get(group))


def read(kind: type[Entry], typed: Typed, facts: Mapping[str, str]) -> Reading:
    """Read a draft: never raises, however odd the answers."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    missing: list[Problem] = []
    for each in asked(kind, typed, facts):
        try:
            value = read_answer(each.question, typed.get(each.name))
        except Unreadable as fault:
            problems.append(Problem(each.name, str(fault)))
            continue
        if is_blank(value) or _has_too_few(each.question, value):
            missing += _missing(each)
        if not is_blank(value):
            values[each.name] = value
    return Reading(
        kind.model_validate(_nested(kind, values, typed)), tuple(problems), tuple(_as_one(kind, typed, missing))
    )


NOT_DECLARED = "Say whether all of these statements are true"


def _as_one(kind: type[Entry], typed: Typed, missing: Sequence[Problem]) -> Iterator[Problem]:
    """Of a declaration of which nothing was answered, one sentence instead of one a statement."""
    wholes = declarations(kind).values()
    unsaid = {
        name: all_of[0] for all_of in wholes if all(is_blank(typed.get(name)) for name in all_of) for name in all_of
    }
    for each in missing:
        if each.question not in unsaid:
            yield each
        elif unsaid[each.question] == each.question:
            yield Problem(each.question, NOT_DECLARED)


def _has_too_few(question: Question, value: object) -> bool:
    return question.shape is Shape.GROUP and isinstance(value, list) and len(value) < question.least


def _missing(each: Asked) -> list[Problem]:
    question = each.question
    if question.optional or (question.shape is Shape.GROUP and not question.least):
        return []
    return [Problem(each.name, please_answer(question, each.position))]


_PLEASE: Mapping[Shape, str] = {
    Shape.YES_NO: "Answer yes or no",
    Shape.CHOICE: "Choose an answer",
    Shape.CHOICES: "Choose at least one",
    Shape.MARK: "Choose a mark",
    Shape.SCHOOL: "Choose a school",
    Shape.DATE: "Give a date",
    Shape.BIRTH_DATE: "Give a date",
    Shape.TIME: "Give a time",
    Shape.NUMBER: "Give a number",
    Shape.WHOLE_NUMBER: "Give a whole number",
}


def please_answer(question: Question, position: int = 0) -> str:
    """The sentence shown when a required question has no answer."""
    if question.shape is Shape.GROUP:
        return f"Add at least {question.least}: “{question.label}”"
    of_item = f", number {position}" if position else ""
    return f"{_PLEASE.get(question.shape, 'Fill in')}: “{question.label}”{of_item}"


def _nested(kind: type[Answers], values: Mapping[str, Any], typed: Typed) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for question in questions(kind):
        if question.name in values:
            whole = values[question.name]
            nested[question.name] = _items(question.name, typed, values) if question.item else whole
    return nested


def _items(group: str, typed: Typed, values: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    prefixes = [f"{group}.{item_id}." for item_id in item_ids(typed, group)]
    return tuple(
        {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
        for prefix in prefixes
    )


def typed_from(entry: Answers, new_id: Any) -> dict[str, Any]:
    """A draft's flat answers that read back to `entry`; `new_id` mints ids for the items of groups."""
    typed: dict[str, Any] = {}
    for question in questions(type(entry)):
        value = getattr(entry, question.name)
        if question.item:
            typed |= _typed_items(question, value, new_id)
        elif not is_blank(value):
            typed[question.name] = as_typed(question, value)
    return typed


def _typed_items(question: Question, items: Sequence[Answers], new_id: Any) -> dict[str, Any]:
    typed: dict[str, Any] = {}
    ids = []
    for item in items:
        item_id = new_id()[:6]
        ids.append(item_id)
        typed |= {f"{question.name}.{item_id}.{name}": value for name, value in typed_from(item, new_id).items()}
    return {question.name: ids, **typed} if ids else {}


def kept(entry: Entry) -> dict[str, Any]:
    """An entry as the store keeps it: answers by name, dates in ISO form, nothing that was not answered."""
    return entry.model_dump(mode="json", exclude_defaults=True)


def from_kept(kind: type[Entry], answers: Mapping[str, Any]) -> Entry:
    """The entry that `kept` wrote. A value that no longer fits its question is left out, never an error."""
    try:
        return kind.model_validate(dict(answers))
    except ValidationError as fault:
        misfits = {str(error["loc"][0]) for error in fault.errors(include_input=False)}
        return kind.model_validate({name: value for name, value in answers.items() if name not in misfits})


def is_a_sentence(said: object) -> bool:
    """Whether a reason says something: two words of letters at least, where a full stop or an “ok” says nothing."""
    return len(_WORD.findall(str(said or ""))) >= 2
