"""How a question is declared: refused, with what to write instead, when it could not be right."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pytest

from record.entry import Answers, Entry
from record.field import LongText, QuestionRefused, Section, questions
from record.forms.kinds import KINDS
from record.forms.together import TOGETHER

HERE = Section("Here")


class _Undeclared(Answers):
    why: LongText | None = None


class _OfNoShape(Answers):
    why: dict[str, Any] | None = HERE.ask("Why?")


def test_a_line_that_says_what_there_is_not_is_refused_where_it_stands() -> None:
    with pytest.raises(QuestionRefused) as refused:
        HERE.ask("Why?", optonal=True)

    assert str(refused.value) == (
        "“Why?” has no optonal: write one of hint, optional, sensitive, clause, least, most, given, fill_in, past, "
        "offered_by, one_of, seldom, known, everyone, family_reads, repeats"
    )


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (_Undeclared, "_Undeclared.why is not declared: write `why: … = a_section.ask('label')`"),
        (
            _OfNoShape,
            "_OfNoShape.why: no widget asks dict[str, typing.Any]: write one of the types at the head of record/field.py",
        ),
    ],
)
def test_a_field_that_could_not_be_asked_is_refused_with_what_to_write(model: type[Answers], says: str) -> None:
    with pytest.raises(QuestionRefused) as refused:
        questions(model)

    assert str(refused.value) == says


@pytest.mark.parametrize("kind", [*KINDS, *TOGETHER.values()], ids=lambda kind: kind.kind)
def test_the_questions_of_a_section_stand_together(kind: type[Entry]) -> None:
    in_order = [name for name, _ in groupby(questions(kind), key=lambda each: each.section)]

    assert len(in_order) == len(set(in_order))
