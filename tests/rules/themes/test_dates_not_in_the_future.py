"""Every date that is marked `past` is refused while it lies in the future, at its own question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from record.entry import Answers, Entry
from record.field import Section, Shape, questions
from record.forms.kinds import KINDS
from rules import rule as declaring
from rules.examples import JUDGED, example_case
from rules.judging import judge_entry
from rules.themes import dates_not_in_the_future
from rules.themes.dates_not_in_the_future import MarkUnknown, gone_by, refuse_marks_of_no_rule

TODAY, TOMORROW = date(2026, 10, 2), date(2026, 10, 3)


def marked() -> Iterator[tuple[type[Entry], str, str, str]]:
    """Each marked date: its form, its question, the question inside when that is a group, and the rule it names."""
    for kind in KINDS:
        for each in questions(kind):
            if each.past:
                yield kind, each.name, "", each.past
            for inner in questions(each.item) if each.item else ():
                if inner.past:
                    yield kind, each.name, inner.name, inner.past


MARKED = [*marked()]


def found(kind: type[Entry], name: str, inner: str, day: date) -> list[tuple[str, tuple[str, ...]]]:
    """The rules of this theme that one answer does not keep, each with the questions to go to."""
    answer = ({inner: day},) if inner else day
    findings = judge_entry(example_case(kind, {name: answer, "case.today": TODAY}), JUDGED)
    return [(each.rule, each.fields) for each in findings if each.rule.startswith("PAST-")]


@pytest.mark.parametrize(("kind", "name", "inner", "rule_id"), MARKED)
def test_a_day_to_come_is_refused_at_its_question(kind: type[Entry], name: str, inner: str, rule_id: str) -> None:
    assert found(kind, name, inner, TOMORROW) == [(rule_id, (name,))]


@pytest.mark.parametrize(("kind", "name", "inner", "rule_id"), MARKED)
def test_today_has_come(kind: type[Entry], name: str, inner: str, rule_id: str) -> None:
    assert found(kind, name, inner, TODAY) == []


def test_only_dates_are_marked_and_each_rule_has_its_form() -> None:
    shapes = {each.shape for kind in KINDS for each in questions(kind) if each.past}
    forms = {rule_id: {kind for kind, _, _, one in MARKED if one == rule_id} for _, _, _, rule_id in MARKED}
    assert shapes == {Shape.DATE}
    assert {rule_id: len(kinds) for rule_id, kinds in forms.items()} == dict.fromkeys(forms, 1)


def test_a_rule_without_a_marked_date_is_refused() -> None:
    with pytest.raises(MarkUnknown, match='PAST-99: no question says past="PAST-99"'):
        gone_by("PAST-99", statement="Nothing.", message="Nothing.")


def test_a_mark_without_a_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Made(Answers):
        made_on: date | None = Section("Made").ask("When?", past="PAST-99")

    monkeypatch.setattr(dates_not_in_the_future, "KINDS", (*KINDS, Made))
    assert "PAST-99" not in {each.id for each in declaring.declared()}
    with pytest.raises(MarkUnknown, match="PAST-99"):
        refuse_marks_of_no_rule()
