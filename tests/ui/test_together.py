"""Which questions of a form run together, for every form there is."""

from __future__ import annotations

import pytest

from record.answers import asked
from record.entry import Entry
from record.field import questions
from record.forms.kinds import KINDS
from ui.form.sections import MOST, together

IDS = ("one", "two")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_question_is_drawn_once_where_it_stands(kind: type[Entry]) -> None:
    typed = {question.name: list(IDS) for question in questions(kind) if question.item}
    every = list(asked(kind, typed, {}))
    runs = list(together(kind, every))

    assert [each for few in runs for each in few] == every
    for few in runs:
        assert 0 < len(few) <= MOST
        assert len({(each.top.section, each.item) for each in few}) == 1
        assert len(few) == 1 or not any(each.question.item for each in few), "a group draws its own cards"


def test_a_groups_first_card_is_asked_for_after_the_group_is_drawn() -> None:
    typed: dict[str, list[str]] = {}
    meeting = next(kind for kind in KINDS if kind.kind == "meeting_record")
    names = []
    for few in together(meeting, asked(meeting, typed, {})):
        if few[0].question.item and not typed.get(few[0].name):
            typed[few[0].name] = ["begun"]
        names += [each.name for each in few]
    assert "people.begun.name" in names
