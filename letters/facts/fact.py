"""How a fact of a letter is declared: once, with what it says, the question that gives it, and what to do while it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, field, fields, is_dataclass, make_dataclass
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from record.forms.kinds import KINDS
from record.tables import SCHOOLS, SETTINGS, TABLES

WITH_THE_LETTER = "letter"
"""Where a fact is asked that no form asks: with the letter, when it is made."""

Group = TypeVar("Group")


class QuestionUnknown(ValueError):
    """A fact or a letter names a question that nobody asks."""


def says(meaning: str, default: Any = MISSING, asked: str = "", missing: str = "") -> Any:
    """One fact. `meaning` is what the list of tags says of it; `asked` is the question that gives it, as
    `meeting_record.transport`, `letter.next_steps`, `Schools.phone` or `Settings.authority`; `missing` is the sentence shown
    by a letter that needs it.

    Raises QuestionUnknown.
    """
    if asked:
        known(asked)
    return field(default=default, metadata={"says": meaning, "asked": asked, "missing": missing})


def known(asked: str) -> None:
    """Nothing, where a form asks that question or the Schools table has that column; what a letter asks itself, the letter
    is held to, and rows of the Settings table anybody may add. Raises QuestionUnknown."""
    kind, _, path = asked.partition(".")
    names = {each.kind: tuple(each.model_fields) for each in KINDS} | {SCHOOLS: tuple(TABLES[SCHOOLS].by_attribute)}
    is_known = path.partition(".")[0] in names[kind] if kind in names else kind in (WITH_THE_LETTER, SETTINGS)
    if not is_known:
        raise QuestionUnknown(f"nothing asks {asked!r}: name the form and its question, as 'referral.why_a_move'")


def with_columns_of_schools(group: type[Group]) -> type[Group]:
    """The group, and in it a fact for each column of the Schools table that says what letters may say of it."""
    more = [
        (each.attribute, str | None, says(each.says, None, f"{SCHOOLS}.{each.attribute}", each.missing))
        for each in TABLES[SCHOOLS].by_attribute.values()
        if each.says
    ]
    where = {"__module__": group.__module__}
    return make_dataclass(group.__name__, more, bases=(group,), namespace=where, frozen=True, slots=True, kw_only=True)


def repeated(group: type[Group], said: object, **more: Any) -> Group:
    """A group of facts from an entry, an item of one, or a school: each fact that repeats an answer there, as it was
    answered. `more` are the facts that take thought."""
    facts = [fact for fact in _facts(group) if fact.name not in more]
    named = {fact.name: question for fact in facts if (question := _question(fact, said))}
    answers = {name: getattr(said, question) for name, question in named.items()}
    return group(**{name: None if answer == "" else answer for name, answer in answers.items()}, **more)


def _question(fact: Field[Any], said: object) -> str:
    """The question of `said` that gives a fact; nothing when another form asks it, or none does."""
    kind, _, path = str(fact.metadata["asked"]).partition(".")
    is_here = str(getattr(said, "kind", kind)).split(" ")[0] == kind
    return path.rpartition(".")[2] if is_here else ""


def every_fact(group: type[Any], before: str = "") -> Iterator[tuple[str, Field[Any]]]:
    """Each fact there is in a group, and in the groups and lists inside it, with its dotted name."""
    hints = get_type_hints(group)
    for fact in _facts(group):
        name = before + fact.name
        yield name, fact
        inner = _inner(hints[fact.name])
        if inner:
            yield from every_fact(inner, f"{name}.")


def _inner(hint: Any) -> type[Any] | None:
    """The group inside a fact: itself, or of each item of a list."""
    kind = next((one for one in get_args(hint) if one is not NoneType), hint) if get_args(hint) else hint
    inner = get_args(kind)[0] if get_origin(kind) is tuple else kind
    return inner if is_dataclass(inner) and isinstance(inner, type) else None


def _facts(group: type[Any]) -> tuple[Field[Any], ...]:
    return fields(group)
