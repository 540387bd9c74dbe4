"""Whatever a row of the *Questions* table says, it is a question that can be answered, or its faults are named."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.answers import from_kept, kept, read, typed_from
from record.field import Question, Shape, questions
from record.forms.kinds import KINDS, kind_named
from record.forms.referral import Referral
from record.forms.weekly_report import WeeklyReport
from record.identifiers import new_id
from record.one_answer import as_typed
from record.own_questions import PREFIX, OwnQuestion, with_own
from record.own_rows import FORMS, TYPES, one_own, read_own
from record.tables import QUESTIONS, TABLES

NAMES = st.one_of(st.from_regex(r"[a-z][a-z0-9_]{0,29}", fullmatch=True), st.text(max_size=40))
CELLS: Mapping[str, st.SearchStrategy[str]] = {
    "form": st.sampled_from([*FORMS, "referral", "no such form"]),
    "section": st.sampled_from(["", "The pupil", "Getting there", "The week’s register"]),
    "label": st.text(max_size=60),
    "hint": st.text(max_size=60),
    "type": st.sampled_from([*TYPES, "Yes or No", "colour"]),
    "choices": st.lists(st.text(max_size=10), max_size=5).map("\n".join),
    "required": st.sampled_from(["", "yes", "no", "perhaps"]),
    "asked when": st.sampled_from(
        ["", "route is off-site direction", "Is the child looked after? is yes", "it rains is no", "how is by taxi"]
    ),
}
ROWS = st.tuples(NAMES, st.fixed_dictionaries(dict(CELLS)))
ANSWERS: Mapping[Shape, str] = {
    Shape.TEXT: "Ace & Sons 🚕",
    Shape.LONG_TEXT: "One line\nand another",
    Shape.YES_NO: "yes",
    Shape.DATE: "14/9/2026",
    Shape.TIME: "8:40",
    Shape.NUMBER: "2.5",
    Shape.WHOLE_NUMBER: "12",
    Shape.SCHOOL: "900001",
}
PLAIN: Mapping[str, str] = {"form": "Referral", "label": "How will they travel?", "type": "text"}
CHOICE: Mapping[str, str] = {**PLAIN, "type": "choice", "choices": "on foot; by taxi"}


def an_answer(question: Question) -> object:
    return ANSWERS.get(question.shape) or (
        question.choices[0] if question.shape is Shape.CHOICE else list(question.choices)
    )


@given(rows=st.lists(ROWS, max_size=6, unique_by=lambda row: row[0]))
def test_every_row_is_a_question_or_has_its_faults_named(rows: list[tuple[str, Mapping[str, str]]]) -> None:
    found = read_own(rows)

    assert {each.name for each in found.asked} | set(found.faults) == {name for name, _ in rows}
    for said in found.faults.values():
        assert (
            said
            and set(said) <= {"", *(each.name for each in TABLES[QUESTIONS].columns)}
            and all(each.endswith(".") for each in said.values())
        )
    for kind in KINDS:
        own = found.of(kind.kind)
        form = with_own(kind, own)
        assert [each.name for each in questions(form)] == [each.name for each in (*questions(kind), *own)]
        assert questions(form)[len(questions(kind)) :] == own  # read off the form as it was made


@given(row=ROWS)
def test_an_answer_comes_back_from_the_store_and_the_form_as_it_was_given(row: tuple[str, Mapping[str, str]]) -> None:
    found = one_own(*row, [])
    if not isinstance(found, OwnQuestion):
        return
    form, name = with_own(kind_named(found.kind), (found.question,)), found.question.name
    facts = {each.name: sorted(each.values)[0] for each in found.question.when if each.of_case}
    said = {each.name: sorted(each.values)[0] for each in found.question.when if not each.of_case}
    reading = read(form, {**said, name: an_answer(found.question)}, facts)

    if name in typed_from(reading.entry, new_id):
        again = from_kept(form, json.loads(json.dumps(kept(reading.entry))))
        assert again == reading.entry
        assert typed_from(again, new_id)[name] == as_typed(found.question, getattr(again, name))
    else:
        assert found.question.when  # hidden behind a section that is not there


@pytest.mark.parametrize(
    ("name", "row", "column", "sentence"),
    [
        ("How far", PLAIN, "", "small letters, figures and low lines"),
        ("far", {**PLAIN, "form": ""}, "form", "one of: Before you start"),
        ("far", {**PLAIN, "form": "Referal"}, "form", "Choose one of"),
        ("far", {**PLAIN, "type": "words"}, "type", "Choose one of: text, long text"),
        ("far", {**PLAIN, "label": " "}, "label", "as people read it"),
        ("far", {**PLAIN, "label": "why a move is needed " * 20}, "label", "no more than 200"),
        ("far", {**PLAIN, "label": "Legal name"}, "label", "already asks this"),
        ("far", {**PLAIN, "choices": "near\nfar"}, "choices", "Only a choice or choices"),
        ("far", {**CHOICE, "choices": "near"}, "choices", "from 2 to 40"),
        ("far", {**CHOICE, "choices": "near; Near"}, "choices", "capital letters"),
        ("far", {**CHOICE, "choices": f"near;{'far' * 60}"}, "choices", "no more than 100"),
        ("far", {**PLAIN, "required": "sometimes"}, "required", "yes or no"),
        ("far", {**PLAIN, "asked when": "it rains"}, "asked when", "a question of this form is an answer"),
        ("far", {**PLAIN, "asked when": "Legal name is Tobi"}, "asked when", "answers to choose from"),
        ("far", {**PLAIN, "asked when": "route is uphill"}, "asked when", "Choose one of"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_its_column(
    name: str, row: Mapping[str, str], column: str, sentence: str
) -> None:
    found = one_own(name, row, [])

    assert not isinstance(found, OwnQuestion)
    assert list(found) == [column] and sentence in found[column]


def test_one_own_question_decides_over_the_next_and_never_over_one_above_it() -> None:
    firm = {**PLAIN, "label": "Which firm?", "asked when": "travel = by taxi"}

    below = read_own([("travel", CHOICE), ("firm", firm)])
    above = read_own([("firm", firm), ("travel", CHOICE)])

    form = with_own(Referral, below.of("referral"))
    assert "local_firm" in typed_from(read(form, {"local_travel": "by taxi", "local_firm": "Ace"}, {}).entry, new_id)
    assert "local_firm" not in typed_from(
        read(form, {"local_travel": "on foot", "local_firm": "Ace"}, {}).entry, new_id
    )
    assert list(above.faults) == ["firm"] and "above this one" in above.faults["firm"]["asked when"]


def test_a_question_joins_the_section_it_names_or_stands_in_the_authoritys_own() -> None:
    rows = [
        ("a", {**PLAIN, "label": "One?", "section": "the pupil"}),
        ("b", {**PLAIN, "label": "Two?", "section": "Getting there"}),
        ("c", {**PLAIN, "label": "Three?", "section": "getting there"}),
    ]
    one, two, three = (each.question.section for each in read_own(rows).asked)

    assert one is questions(Referral)[0].section
    assert two is three and two.title == "Getting there"


def test_the_ten_sessions_of_a_week_take_no_other_question() -> None:
    week = next(each.section for each in questions(WeeklyReport) if each.section.layout == "week")
    found = one_own("far", {**PLAIN, "form": "Weekly report", "section": week.title}, [])

    assert not isinstance(found, OwnQuestion) and "week's register" in found["section"]


def test_no_question_of_the_app_could_be_taken_for_an_own_one() -> None:
    assert not [each.name for kind in KINDS for each in questions(kind) if each.name.startswith(PREFIX)]
