"""Reads the rows of a *Questions* table: each a question that can be asked, or what is wrong with it and what to write."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from record.entry import Entry
from record.field import Question, Section, Shape, When, answered, case_is, questions
from record.forms.kinds import KINDS
from record.one_answer import as_typed, read_answer
from record.own_questions import PREFIX, OwnQuestion, OwnQuestions, Row
from record.reading import Unreadable, read_choice, read_yes_no

MOST = 100
"""Questions in all."""
MOST_CHOICES = 40
LONGEST_LABEL, LONGEST_HINT, LONGEST_CHOICE = 200, 600, 100
OWN_SECTION = "Asked by your local authority"
"""Where a question stands whose row names no section."""
TYPES = tuple(
    str(each)
    for each in (
        Shape.TEXT,
        Shape.LONG_TEXT,
        Shape.YES_NO,
        Shape.CHOICE,
        Shape.CHOICES,
        Shape.DATE,
        Shape.TIME,
        Shape.NUMBER,
        Shape.WHOLE_NUMBER,
        Shape.SCHOOL,
    )
)
FORMS = tuple(kind.title for kind in KINDS)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,29}")
_OF_CHOICE = (Shape.CHOICE, Shape.CHOICES)
_CAN_DECIDE = (Shape.YES_NO, *_OF_CHOICE)
_IN_WORDS = (Shape.TEXT, Shape.LONG_TEXT)
_ROUTE = "route"

Found = TypeVar("Found")


def read_own(rows: Sequence[tuple[str, Row]]) -> OwnQuestions:
    """Every question that its row makes clear, in the order of the rows. Never raises."""
    asked: list[OwnQuestion] = []
    faults: dict[str, Mapping[str, str]] = {}
    for name, row in rows:
        found = one_own(name, row, asked)
        if isinstance(found, OwnQuestion):
            asked.append(found)
        else:
            faults[name] = found
    return OwnQuestions(tuple(asked), faults)


def one_own(name: str, row: Row, before: Sequence[OwnQuestion]) -> OwnQuestion | Mapping[str, str]:
    """The question of one row, or what is wrong with it by column. `before` are the questions of the rows above it."""
    reading = _OwnQuestionReading(name, {column: (cell or "").strip() for column, cell in row.items()}, before)
    found = reading.question()
    return reading.faults or found or {"": "Fill in the row."}


class _OwnQuestionReading:
    """One row being read: what it says, and what is wrong with it."""

    def __init__(self, name: str, row: Row, before: Sequence[OwnQuestion]) -> None:
        self.name, self.row, self.before = name, defaultdict(str, row), before
        self.faults: dict[str, str] = {}

    def question(self) -> OwnQuestion | None:
        """None when something is wrong, which is in `faults` then."""
        self._read("", self._check_name)
        kind, shape = self._read("form", self._kind), self._read("type", self._shape)
        asked = self._of_form(kind)
        label = self._read("label", lambda: self._label(asked))
        hint = self._read("hint", lambda: _no_longer(self.row["hint"], LONGEST_HINT))
        required = self._read("required", lambda: bool(self.row["required"]) and read_yes_no(self.row["required"]))
        if not kind or not shape:
            return None
        choices = self._read("choices", lambda: self._choices(shape))
        section = self._read("section", lambda: _section(asked, self.row["section"]))
        when = self._read("asked when", lambda: tuple(_conditions(self.row["asked when"], asked)))
        if self.faults or not section:
            return None
        made = Question(PREFIX + self.name, label or "", section, shape, hint or "", section.when + (when or ()))
        return OwnQuestion(
            self.name,
            kind.kind,
            replace(made, optional=not required, choices=choices or (), sensitive=shape in _IN_WORDS),
        )

    def _read(self, column: str, reads: Callable[[], Found]) -> Found | None:
        try:
            return reads()
        except Unreadable as fault:
            self.faults[column] = f"{fault}."
            return None

    def _check_name(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise Unreadable(
                "Write a short name of small letters, figures and low lines, such as travel or free_meals: "
                "letters say it as {{ local.travel }}"
            )
        if self.name in {each.name for each in self.before}:
            raise Unreadable("There is already a question with this name. Give this one another name")
        if len(self.before) >= MOST:
            raise Unreadable(f"There are {MOST} questions already. Remove one first")

    def _kind(self) -> type[Entry]:
        if not self.row["form"]:
            raise Unreadable(f"Write the form that asks it, one of: {', '.join(FORMS)}")
        title = read_choice(self.row["form"], FORMS)
        return next(kind for kind in KINDS if kind.title == title)

    def _shape(self) -> Shape:
        if not self.row["type"]:
            raise Unreadable(f"Write what kind of answer it takes, one of: {', '.join(TYPES)}")
        return Shape(read_choice(self.row["type"], TYPES))

    def _label(self, asked: Sequence[Question]) -> str:
        if not self.row["label"]:
            raise Unreadable("Write the question as people read it")
        if _plainly(self.row["label"]) in {_plainly(each.label) for each in asked}:
            raise Unreadable("This form already asks this. Ask it in other words, or leave the row out")
        return " ".join(_no_longer(self.row["label"], LONGEST_LABEL).split())

    def _choices(self, shape: Shape) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(" ".join(each.split()) for each in re.split(r"[\n;]", self.row["choices"])))
        choices = tuple(each for each in found if each)
        if shape not in _OF_CHOICE:
            if choices:
                raise Unreadable(
                    f"Only a choice or choices has answers to choose from: leave this blank, or write {Shape.CHOICE} "
                    "as its type"
                )
            return ()
        if len(choices) < 2 or len(choices) > MOST_CHOICES:
            raise Unreadable(
                f"Write from 2 to {MOST_CHOICES} answers to choose from, one line each or with ; between them"
            )
        if len({each.lower() for each in choices}) < len(choices):
            raise Unreadable("Two of these answers differ only in capital letters. Remove one")
        for each in choices:
            _no_longer(each, LONGEST_CHOICE)
        return choices

    def _of_form(self, kind: type[Entry] | None) -> tuple[Question, ...]:
        own = tuple(each.question for each in self.before if kind and each.kind == kind.kind)
        return (*questions(kind), *own) if kind else ()


def _no_longer(text: str, characters: int) -> str:
    if len(text) > characters:
        raise Unreadable(f"Write no more than {characters} characters")
    return text


def _section(asked: Sequence[Question], title: str) -> Section:
    """The form's section of that title, or one of the authority's own."""
    wanted = " ".join((title or OWN_SECTION).split())
    found = next((each.section for each in asked if each.section.title.lower() == wanted.lower()), Section(wanted))
    if found.layout == "week":
        raise Unreadable(
            "This section is a week's register and cannot hold anything else. Name another, or leave it blank"
        )
    return found


def _conditions(lines: str, asked: Sequence[Question]) -> Iterator[When]:
    for line in re.split(r"[\n;]", lines):
        if line.strip():
            yield _condition(line.strip(), asked)


def _condition(line: str, asked: Sequence[Question]) -> When:
    """`Is the child looked after? is yes`, `how is by taxi or on foot`, `route is off-site direction`."""
    for at in re.finditer(r"\s+is\s+|\s*=\s*", line):
        name, answers = line[: at.start()], re.split(r"\s+or\s+|,", line[at.end() :])
        if _plainly(name) == _ROUTE:
            return case_is(_ROUTE, *(_answer(_route(), each) for each in answers))
        question = next((each for each in asked if _plainly(name) in _called(each)), None)
        if question:
            return answered(question.name, *(_answer(question, each) for each in answers))
    raise Unreadable(
        "Write “a question of this form is an answer”, such as “Is the child looked after? is yes”; "
        "the question must have answers to choose from, and stand above this one"
    )


def _called(question: Question) -> tuple[str, ...]:
    """What a row may call a question that decides over another."""
    if question.shape not in _CAN_DECIDE:
        return ()
    return _plainly(question.label), question.name, question.name.removeprefix(PREFIX)


def _plainly(text: str) -> str:
    return " ".join(text.lower().split()).rstrip("?").strip(" “”\"'")


def _answer(question: Question, text: str) -> str:
    """An answer as conditions compare it."""
    plain = text.strip(" “”\"'.")
    value = read_answer(question, [plain] if question.shape is Shape.CHOICES else plain)
    if value is None:
        raise Unreadable(f"Write which answer to “{question.label}”")
    return str(value[0]) if isinstance(value, tuple) else str(as_typed(question, value))


def _route() -> Question:
    before = next(kind for kind in KINDS if _ROUTE in kind.model_fields)
    return next(each for each in questions(before) if each.name == _ROUTE)
