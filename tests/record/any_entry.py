"""Hypothesis strategies: any value of a question, and any entry of a kind that its form could have submitted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import strategies as st

from record.attendance import CODES
from record.entry import Answers
from record.field import Question, Section, Shape, questions
from record.identifiers import upn_check_letter
from record.one_answer import as_typed, read_answer

_TEXT = Question("text", "Text", Section("Text"), Shape.LONG_TEXT)
FACTS = {
    "route": ("placement", "off-site direction", "direct", "alternative provision"),
    "dual_registered": ("yes", "no"),
    "directed": ("yes", "no"),
    "looked_after": ("yes", "no"),
    "has_social_worker": ("yes", "no"),
    "key_stage": ("4", ""),
    "has_agencies": ("yes", "no"),
    "needs_adjustments": ("yes", "no"),
    "has_started": ("yes", "no"),
    "consult_coordinator": ("yes", "no"),
    "writer": ("author", "other school"),
}
"""Every fact a form's conditions may ask of a case, with its values."""
any_facts = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACTS.items()})
texts = (
    st.text(max_size=40).map(lambda text: read_answer(_TEXT, text) or "Some words").filter(lambda text: text != "//")
)
upns = st.from_regex(r"[0-9]{11}[0-9ABCDEFGHJKLMNPQRTUVWXYZ]", fullmatch=True).map(
    lambda body: upn_check_letter(f"?{body}") + body
)
_VALUES: Mapping[Shape, st.SearchStrategy[Any]] = {
    Shape.TEXT: texts,
    Shape.LONG_TEXT: texts,
    Shape.SCHOOL: st.from_regex(r"[0-9]{6}", fullmatch=True),
    Shape.DATE: st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    Shape.BIRTH_DATE: st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    Shape.TIME: st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    Shape.NUMBER: st.integers(0, 10**13).map(lambda millionths: millionths / 10**6),
    Shape.WHOLE_NUMBER: st.integers(0, 10**9 - 1),
    Shape.YES_NO: st.booleans(),
    Shape.UPN: upns,
    Shape.MARK: st.sampled_from(sorted(CODES)),
}


def any_value(question: Question) -> st.SearchStrategy[Any]:
    """Any value that a question's form would submit."""
    if question.shape is Shape.CHOICE:
        return st.sampled_from(question.choices)
    if question.shape is Shape.CHOICES:
        return st.lists(st.sampled_from(question.choices), min_size=1, unique=True).map(tuple)
    return _VALUES[question.shape]


@st.composite
def any_answers(draw: st.DrawFn, kind: type[Answers], facts: Mapping[str, str]) -> dict[str, Any]:
    """Answers to the questions that are asked, some of them left out."""
    answers: dict[str, Any] = {}
    visible: dict[str, object] = {}
    for question in questions(kind):
        if not question.is_asked(visible, facts) or draw(st.integers(0, 5)) == 0:
            continue
        if question.item:
            item = any_answers(question.item, facts)
            many = min(question.most, max(2, question.least))
            answers[question.name] = tuple(draw(st.lists(item, min_size=question.least, max_size=many)))
        else:
            answers[question.name] = draw(any_value(question))
            visible[question.name] = as_typed(question, answers[question.name])
    return answers


def any_entry(kind: type[Answers], facts: Mapping[str, str]) -> st.SearchStrategy[Any]:
    """Any entry of a kind that could be submitted in a case with these facts."""
    return any_answers(kind, facts).map(kind.model_validate)
