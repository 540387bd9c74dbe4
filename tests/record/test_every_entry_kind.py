from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import get_args

import pytest

from record.entry import Answers, Entry, Party
from record.field import Question, Shape, question, questions, sections
from record.forms.kinds import KINDS, kind_named
from tests.record.any_entry import FACTS

CLAUSE = re.compile(r"^(HF-\d+(\.\d+)?[a-z]{0,2}|WK-\d+|NA-\d+[a-z]?)$")
REGISTER_WORDS = ("attendance register", "log in", "trial")


def _models() -> Iterator[type[Answers]]:
    for kind in KINDS:
        yield kind
        yield from (each.item for each in questions(kind) if each.item)


MODELS = tuple(dict.fromkeys(_models()))
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)


def every_question(holds_for: Callable[[type[Answers], Question], None]) -> Callable[[type[Answers]], None]:
    """Turn a test of one question into a test of every question of every model."""

    @pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
    def of_every_question(model: type[Answers]) -> None:
        for each in questions(model):
            holds_for(model, each)

    return of_every_question


def test_the_kinds_are_numbered_in_order() -> None:
    assert [kind.number for kind in KINDS] == list(range(len(KINDS)))


@pytest.mark.parametrize("name_of", [lambda kind: kind.kind, lambda kind: kind.title, lambda kind: kind.purpose])
def test_no_two_kinds_share_a_name(name_of: object) -> None:
    assert callable(name_of)
    assert len({name_of(kind) for kind in KINDS}) == len(KINDS)


@every_kind
def test_a_kind_says_what_it_is(kind: type[Entry]) -> None:
    assert kind_named(kind.kind) is kind
    assert re.fullmatch(r"[a-z_]+", kind.kind)
    assert kind.title
    assert kind.purpose.endswith(".")
    assert kind.by
    assert all(isinstance(party, Party) for party in kind.by)
    assert kind.__doc__


@every_kind
def test_a_kind_is_dated_by_a_date_of_its_own(kind: type[Entry]) -> None:
    if kind.dated_by:
        assert question(kind, kind.dated_by).shape is Shape.DATE


@every_kind
def test_an_empty_entry_can_be_looked_at(kind: type[Entry]) -> None:
    assert kind().model_dump(exclude_defaults=True) == {}


@every_kind
def test_the_questions_of_a_section_stand_together(kind: type[Entry]) -> None:
    runs = [each.section.title for each in questions(kind)]
    changes = [title for position, title in enumerate(runs) if position == 0 or runs[position - 1] != title]
    assert len(changes) == len(set(changes)), "a section appears twice in the form: move its questions together"
    assert len({section.title for section in sections(kind)}) == len(sections(kind))


@every_question
def test_a_label_is_a_question_or_a_phrase(model: type[Answers], each: Question) -> None:
    assert each.label[0].isupper() or each.label[0].isdigit()
    assert not each.label.endswith((".", ":", " "))
    assert "  " not in each.label


@every_question
def test_a_hint_is_short_and_says_more_than_its_label(model: type[Answers], each: Question) -> None:
    assert each.hint != each.label
    assert each.hint == each.hint.strip()
    assert not each.hint or each.hint[0].isupper() or not each.hint[0].isalpha()
    assert len(each.hint) <= 220
    if each.hint.endswith("."):
        assert " " in each.hint, "a hint of one word needs no full stop"


@every_question
def test_a_date_ends_in_on_and_a_time_in_at_or_says_when(model: type[Answers], each: Question) -> None:
    if each.shape in (Shape.DATE, Shape.BIRTH_DATE):
        assert re.search(r"_(on|to|from|until|commencing)$", each.name), "a date's name ends in _on"
    if each.shape is Shape.TIME:
        assert re.search(r"_(at|starts|ends)$", each.name)


@every_question
def test_a_condition_asks_about_an_earlier_question_and_an_answer_it_can_have(
    model: type[Answers], each: Question
) -> None:
    names = [one.name for one in questions(model)]
    for condition in each.when:
        if condition.of_case:
            assert condition.values <= {*FACTS.get(condition.name, ())} - {""}, (
                f"{each.name}: no fact of a case: {condition}"
            )
            continue
        assert condition.name in names[: names.index(each.name)], f"{each.name}: no question before it: {condition}"
        other = question(model, condition.name)
        assert other.shape in (Shape.YES_NO, Shape.CHOICE, Shape.CHOICES)
        assert condition.values <= set(other.choices or ("yes", "no")), f"{each.name}: no such answer: {condition}"


@every_question
def test_a_question_can_be_reached(model: type[Answers], each: Question) -> None:
    wanted = [condition for condition in each.when if not condition.of_case]
    by_name: dict[str, frozenset[str]] = {}
    for condition in wanted:
        by_name[condition.name] = by_name.get(condition.name, condition.values) & condition.values
    assert all(by_name.values()), "two conditions contradict each other"


@every_question
def test_a_clause_id_looks_like_one(model: type[Answers], each: Question) -> None:
    for clause in (each.clause, each.section.clause):
        assert not clause or CLAUSE.fullmatch(clause), f"{clause} is no clause id"


@every_question
def test_a_group_has_a_model_of_its_items_and_sensible_bounds(model: type[Answers], each: Question) -> None:
    assert (each.shape is Shape.GROUP) is (each.item is not None)
    if each.item:
        assert questions(each.item)
        assert not any(inner.item for inner in questions(each.item)), "a group within a group cannot be drawn"
        assert 0 <= each.least <= each.most
        assert not (each.least and each.optional)
        assert model in KINDS


@every_question
def test_a_choice_offers_at_least_two_different_answers(model: type[Answers], each: Question) -> None:
    if each.shape in (Shape.CHOICE, Shape.CHOICES):
        assert len({one.lower() for one in each.choices}) == len(each.choices) >= 2
    else:
        assert not each.choices


@every_question
def test_an_unanswered_question_is_none_or_an_empty_group(model: type[Answers], each: Question) -> None:
    default = model.model_fields[each.name].default
    assert default == (() if each.shape is Shape.GROUP else None)


@every_question
def test_marks_and_consents_are_never_filled_in_beforehand(model: type[Answers], each: Question) -> None:
    if each.shape is Shape.MARK or (model.__name__ == "Consent" and each.name == "answer"):
        assert not each.fill_in


@every_question
def test_no_label_says_trial_or_log_in(model: type[Answers], each: Question) -> None:
    said = f"{each.label} {each.hint}".lower()
    assert not [word for word in REGISTER_WORDS if word in said]


@every_question
def test_the_attribute_has_the_type_its_shape_is_kept_as(model: type[Answers], each: Question) -> None:
    plain = {Shape.DATE: date, Shape.TIME: time, Shape.WHOLE_NUMBER: int, Shape.NUMBER: float, Shape.YES_NO: bool}
    if each.shape in plain:
        assert plain[each.shape] in get_args(model.model_fields[each.name].annotation)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_model_lets_an_answer_change_or_show_in_an_error(model: type[Answers]) -> None:
    assert model.model_config["frozen"]
    assert model.model_config["hide_input_in_errors"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_no_form_asks_two_questions_in_the_same_words(model: type[Answers]) -> None:
    labels = [each.label for each in questions(model)]

    assert len(set(labels)) == len(labels), "the error summary could not say which of the two it means"
