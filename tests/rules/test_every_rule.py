"""What every rule keeps to, so that a new one arrives with its example, its sentence and its source."""

from __future__ import annotations

import string
from pkgutil import iter_modules

import pytest

from record.pack import Pack
from rules import themes
from rules.examples import JUDGED, example_case
from rules.judging import in_words, judge_entry, rules
from rules.packs import packs
from rules.rule import MUST, Example, Rule
from tests.rules.with_less import answer, with_less

EVERY_RULE = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)


def found(rule: Rule, example: Example) -> list[str]:
    """The rules that the judged entry of an example does not keep."""
    return [each.rule for each in judge_entry(example_case(rule.on, example), JUDGED)]


@EVERY_RULE
def test_its_passing_example_holds(rule: Rule) -> None:
    assert answer(rule, rule.passes) is True, f"{rule.id}: `passes` must make it True"
    assert rule.id not in found(rule, rule.passes)


@EVERY_RULE
def test_its_failing_example_is_found(rule: Rule) -> None:
    assert answer(rule, rule.fails) is False, f"{rule.id}: `fails` must make it False"
    assert rule.id in found(rule, rule.fails), f"{rule.id} fails, but no clause of it is in force in its example"


@EVERY_RULE
def test_it_does_not_apply_to_an_empty_entry(rule: Rule) -> None:
    assert answer(rule, {}) is None, f"{rule.id}: an entry with no answers is no fault"


@EVERY_RULE
def test_it_can_be_asked_while_an_answer_or_a_form_is_missing(rule: Rule) -> None:
    for example in with_less(rule):
        assert answer(rule, example) in (True, False, None)


@EVERY_RULE
def test_a_finding_says_what_to_do_and_where_it_stands(rule: Rule) -> None:
    finding = next(each for each in judge_entry(example_case(rule.on, rule.fails), JUDGED) if each.rule == rule.id)
    assert finding.weight is rule.weight
    assert finding.kind == rule.on.kind
    assert finding.entry_id == JUDGED
    assert finding.fields and set(finding.fields) <= set(rule.fields)
    assert finding.clause in {each.id for each in rule.clauses}
    assert finding.citation
    assert "{" not in finding.sentence + finding.instead


@EVERY_RULE
def test_its_sentence_can_be_written_for_every_pack(rule: Rule) -> None:
    named = {name for _, name, _, _ in string.Formatter().parse(rule.message + rule.instead) if name}
    assert named <= set(Pack.model_fields), f"{rule.id} names {named - set(Pack.model_fields)}, which no pack has"
    for pack in packs():
        assert in_words(rule.message, pack).endswith("."), f"{rule.id}: end the message with a full stop"


@EVERY_RULE
def test_its_sentence_is_short_enough_for_an_error_summary(rule: Rule) -> None:
    assert len(rule.message) <= 130, f"{rule.id}: say it in fewer words ({len(rule.message)} characters)"


@EVERY_RULE
def test_it_is_documented_in_one_sentence(rule: Rule) -> None:
    assert rule.statement.endswith("."), f"{rule.id}: say in one sentence what it asks"


@EVERY_RULE
def test_it_names_questions_of_its_own_form(rule: Rule) -> None:
    assert rule.fields
    assert set(rule.fields) <= set(rule.on.model_fields)


@EVERY_RULE
def test_it_applies_under_some_pack(rule: Rule) -> None:
    documents = {each.document for each in rule.clauses}
    assert any(documents & set(pack.guidance) for pack in packs()), f"{rule.id}: no pack follows its documents"


def test_no_two_rules_share_a_statement() -> None:
    statements = [each.statement for each in rules()]
    assert len(set(statements)) == len(statements), {one for one in statements if statements.count(one) > 1}


def test_every_theme_is_in_the_list() -> None:
    files = {f"rules.themes.{each.name}" for each in iter_modules(themes.__path__)}
    assert {each.__name__ for each in themes.THEMES} == files, "add the theme to rules/themes/__init__.py"
    assert {each.check.__module__ for each in rules()} == files, "a theme without rules is none"


MISTYPED = ("BEFORE-14",)
"""What is put right on the form itself, and ends no move."""


def test_a_stop_before_the_start_says_where_to_go_instead() -> None:
    on_the_form = [each for each in rules() if each.on.kind == "before_you_start" and each.weight == MUST]
    stops = [each for each in on_the_form if each.id not in MISTYPED]
    assert stops
    assert [each.id for each in stops if not each.instead] == []
