"""How a question is declared: once, and everything else (form, sheet, letter, docs) is read off that line.

`Section(...).ask(...)` is the right-hand side of an attribute of an entry kind; the attribute's type says which
widget asks it and how its column is read. What an answer *means* is for the entry kinds and `case.py`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field
from pydantic.fields import FieldInfo

if TYPE_CHECKING:
    from record.entry import Answers


class Shape(StrEnum):
    """How an answer is asked, kept and read."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    BIRTH_DATE = "birth date"
    TIME = "time"
    NUMBER = "number"
    WHOLE_NUMBER = "whole number"
    YES_NO = "yes or no"
    CHOICE = "choice"
    CHOICES = "choices"
    SCHOOL = "school"
    UPN = "UPN"
    MARK = "register mark"
    GROUP = "group"


LongText = Annotated[str, Shape.LONG_TEXT]
"""Several lines of prose."""
BirthDate = Annotated[date, Shape.BIRTH_DATE]
"""A date asked in three boxes."""
SchoolUrn = Annotated[str, Shape.SCHOOL]
"""The URN of a school in the Schools table."""
Upn = Annotated[str, Shape.UPN]
"""A unique pupil number, 13 characters."""
Mark = Annotated[str, Shape.MARK]
"""A register mark of the 2024 regulations."""


@dataclass(frozen=True, slots=True)
class When:
    """A question is asked when the answer to another question, or a fact of the case, is one of these."""

    name: str
    values: frozenset[str]
    of_case: bool = False
    others: tuple[str, ...] = ()
    """Further questions of which any may have such an answer."""

    def holds(self, answers: Mapping[str, object], facts: Mapping[str, str]) -> bool:
        """Whether the question is asked, given the visible answers so far and the facts of the case."""
        known: Mapping[str, object] = facts if self.of_case else answers
        return any(self._is_one(known.get(name)) for name in (self.name, *self.others))

    def _is_one(self, given: object) -> bool:
        if isinstance(given, list | tuple):
            return any(str(one) in self.values for one in given)
        return given is not None and str(given) in self.values


def answered(name: str, *values: str) -> When:
    """Asked when the question `name` of the same entry was answered with one of `values`."""
    return When(name, frozenset(values))


def answered_in(names: tuple[str, ...], *values: str) -> When:
    """Asked when any of these questions was answered with one of `values`. `people.share` is that question of every item of the
    group `people`, `people.*` every question of every item."""
    return When(names[0], frozenset(values), others=names[1:])


def yes(name: str) -> When:
    """Asked when the question `name` of the same entry was answered yes."""
    return answered(name, "yes")


def no(name: str) -> When:
    """Asked when the question `name` of the same entry was answered no."""
    return answered(name, "no")


def case_is(name: str, *values: str) -> When:
    """Asked when a fact of the case, such as `route`, is one of `values`."""
    return When(name, frozenset(values), of_case=True)


DECLARED = "declared."
"""Prefix of a draft's one answer to a whole declaration, followed by its first statement and a mark of what all of them say."""
THE_FAMILY_READS_IT = "The family reads this"
OTHER_SCHOOL = case_is("writer", "other school")
"""Holds when the school that did not file an entry answers it: it then sees that section alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """One declared field, as everything that draws, reads or stores it sees it."""

    name: str
    label: str
    section: Section
    shape: Shape
    hint: str = ""
    when: tuple[When, ...] = ()
    optional: bool = False
    sensitive: bool = False
    clause: str = ""
    choices: tuple[str, ...] = ()
    item: type[Answers] | None = None
    """The model of one item, when the question is a repeating group."""
    least: int = 0
    most: int = 40
    given: bool = False
    """Whether the app's own answer is shown as text, with nothing to type; for a group, none can be added or removed."""
    fill_in: str = ""
    """Name of what the app pre-fills it with (see `casework/forms/filling_in.py`); never marks, never consents."""
    past: str = ""
    """Id of the rule that refuses a day still to come (see `rules/themes/dates_not_in_the_future.py`)."""
    offered_by: str = ""
    """Key of the policy pack that says which of the choices an authority offers."""
    one_of: str = ""
    """Which people of the case the answer is one of (see `record/people.py`); while the case knows none, it is typed."""
    seldom: bool = False
    """Whether few answer it: it is folded away, under its name, until somebody opens it or it has an answer."""
    known: bool = False
    """Whether an answer that is there already is shown as text, with a way to change it; so is whatever the app fills in."""
    everyone: str = ""
    """Of a choice asked of each item of a group: the words of the button that answers with its first choice whatever is blank."""
    family_reads: bool = False
    """Whether a letter gives the answer to the family in the words it was typed in: the hint says so."""

    @property
    def is_statement(self) -> bool:
        """Whether it is one of those that a declaration lists: always the same, so that a yes is to what was read. What is asked
        only after another answer is asked by itself."""
        return self.section.layout == "declaration" and self.shape is Shape.YES_NO and self.when == self.section.when

    def is_asked(self, answers: Mapping[str, object], facts: Mapping[str, str]) -> bool:
        """Whether the question is on the form now."""
        return all(condition.holds(answers, facts) for condition in self.when)


FURTHER = (*(each.name for each in fields(Question) if isinstance(each.default, str | bool | int)), "repeats")
"""What a question's line may say beside its label and when it is asked."""


class QuestionRefused(TypeError):
    """A question's line says what there is not; the text says what to put right."""


@dataclass(frozen=True, slots=True)
class Section:
    """A page of a form: what it is called, what it says first, and when it is there at all."""

    title: str
    text: str = ""
    clause: str = ""
    when: tuple[When, ...] = ()
    layout: Literal["list", "week", "table", "declaration"] = "list"
    """`week`: the questions are the ten sessions of a school week, drawn as a grid. `table`: each item of its group is a line.
    `declaration`: its statements (questions of yes or no that are always asked) are listed, and confirmed by one answer."""

    @property
    def is_for_the_other_school(self) -> bool:
        """Whether the school that did not file the entry answers this section, after it was filed."""
        return OTHER_SCHOOL in self.when

    def ask(self, label: str, hint: str = "", *, when: When | tuple[When, ...] = (), **more: Any) -> Any:
        """Declare a question of this section. `more` are the further attributes of `Question`. Raises QuestionRefused."""
        if strange := [each for each in more if each not in FURTHER]:
            raise QuestionRefused(f"“{label}” has no {' or '.join(strange)}: write one of {', '.join(FURTHER)}")
        conditions = when if isinstance(when, tuple) else (when,)
        declared = _Declared(label, hint, self, self.when + conditions, more)
        repeats = "least" in more or "most" in more or more.pop("repeats", False)
        return Field(default=() if repeats else None, json_schema_extra={"declared": declared})  # type: ignore[dict-item]

    def ask_as(self, kind: type[Answers], name: str, *, when: When | tuple[When, ...] = (), **more: Any) -> Any:
        """Declare here the question that another kind declares, in its words."""
        extra = kind.model_fields[name].json_schema_extra
        same = extra.get("declared") if isinstance(extra, dict) else None
        assert isinstance(same, _Declared), f"{kind.__name__}.{name} is not declared"
        return self.ask(same.label, same.hint, when=when, **{**same.more, **more})


@dataclass(frozen=True, slots=True)
class _Declared:
    label: str
    hint: str
    section: Section
    when: tuple[When, ...]
    more: Mapping[str, Any] = field(default_factory=dict)


@cache
def questions(kind: type[Answers]) -> tuple[Question, ...]:
    """The questions of an entry kind, or of one item of a repeating group, in the order of the form. Raises QuestionRefused."""
    return tuple(_question(kind.__name__, name, info) for name, info in kind.model_fields.items())


@cache
def sections(kind: type[Answers]) -> tuple[Section, ...]:
    """The sections of an entry kind, in the order of the form."""
    return tuple(dict.fromkeys(question.section for question in questions(kind)))


@cache
def declarations(kind: type[Answers]) -> Mapping[str, tuple[str, ...]]:
    """The statements of each declaration, by the name under which a draft keeps its one answer: another where one of them is
    added or says something else, so that a yes stands for no statement that was not there to be read."""
    found: dict[Section, list[Question]] = {}
    for each in questions(kind):
        if each.is_statement:
            found.setdefault(each.section, []).append(each)
    return {_declared_as(few): tuple(each.name for each in few) for few in found.values()}


def _declared_as(few: Sequence[Question]) -> str:
    read = sha256("\n".join(each.label for each in few).encode()).hexdigest()
    return f"{DECLARED}{few[0].name}.{read[:8]}"


@cache
def for_the_other_school(kind: type[Answers]) -> tuple[str, ...]:
    """The names of the questions that the school which did not file the entry answers."""
    return tuple(each.name for each in questions(kind) if each.section.is_for_the_other_school)


@cache
def question(kind: type[Answers], name: str) -> Question:
    """One question by its name. Raises KeyError when the kind has none of that name."""
    return {each.name: each for each in questions(kind)}[name]


def _question(model: str, name: str, info: FieldInfo) -> Question:
    extra = info.json_schema_extra
    declared = extra.get("declared") if isinstance(extra, dict) else None
    if not isinstance(declared, _Declared):
        raise QuestionRefused(f"{model}.{name} is not declared: write `{name}: … = a_section.ask('label')`")
    try:
        shape, choices, item = _shape(info)
    except KeyError as strange_type:
        raise QuestionRefused(
            f"{model}.{name}: no widget asks {strange_type.args[0]}: write one of the types at the head of record/field.py"
        ) from None
    hints = (declared.hint, THE_FAMILY_READS_IT if declared.more.get("family_reads") else "")
    hint = ". ".join(each for each in hints if each)
    made = Question(name, declared.label, declared.section, shape, hint, declared.when)
    return replace(made, choices=choices, item=item, **declared.more)


_PLAIN = {
    str: Shape.TEXT,
    date: Shape.DATE,
    time: Shape.TIME,
    int: Shape.WHOLE_NUMBER,
    float: Shape.NUMBER,
    bool: Shape.YES_NO,
}


def _shape(info: FieldInfo) -> tuple[Shape, tuple[str, ...], type[Answers] | None]:
    for note in info.metadata:
        if isinstance(note, Shape):
            return note, (), None
    return _shape_of(_without_none(info.annotation))


def _shape_of(kind: Any) -> tuple[Shape, tuple[str, ...], type[Answers] | None]:
    if typing.get_origin(kind) is Annotated:
        return next(note for note in kind.__metadata__ if isinstance(note, Shape)), (), None
    if typing.get_origin(kind) is Literal:
        return Shape.CHOICE, typing.get_args(kind), None
    if typing.get_origin(kind) is tuple:
        return _shape_of_many(typing.get_args(kind)[0])
    return _PLAIN[kind], (), None


def _shape_of_many(one: Any) -> tuple[Shape, tuple[str, ...], type[Answers] | None]:
    if typing.get_origin(one) is Literal:
        return Shape.CHOICES, typing.get_args(one), None
    return Shape.GROUP, (), one


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(part for part in typing.get_args(annotation) if part is not type(None))
    return annotation
