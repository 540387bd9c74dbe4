"""What every gate keeps to, so that a new one arrives with its example, its sentence and its source."""

from __future__ import annotations

import string
from pkgutil import iter_modules

import pytest

from record.pack import Pack
from record.turns import turns
from rules import gates as files_of_gates
from rules.examples import JUDGED, example_case
from rules.gate import TurnGate
from rules.judging import gates, in_words, judge_change, rules
from rules.packs import packs
from rules.rule import Example, Finding

EVERY_GATE = pytest.mark.parametrize("gate", gates(), ids=lambda gate: gate.id)


def found(gate: TurnGate, example: Example) -> list[Finding]:
    """What the judged entry of an example brings about without this gate's leave."""
    return [each for each in judge_change(example_case(gate.about, example), JUDGED) if each.rule == gate.id]


@EVERY_GATE
def test_its_passing_example_holds(gate: TurnGate) -> None:
    assert found(gate, gate.passes) == []
    case = example_case(gate.about, gate.passes)
    assert [gate.check(turn, case, case.pack) for turn in turns(case) if turn.kind in gate.on].count(True) == 1


@EVERY_GATE
def test_its_failing_example_is_found_and_says_what_to_do(gate: TurnGate) -> None:
    (finding,) = found(gate, gate.fails)

    assert (finding.weight, finding.kind, finding.entry_id) == (gate.weight, gate.about.kind, JUDGED)
    assert finding.fields == gate.at[gate.about]
    assert finding.clause in {each.id for each in gate.clauses}
    assert "{" not in finding.sentence


@EVERY_GATE
def test_its_sentence_can_be_written_for_every_pack(gate: TurnGate) -> None:
    named = {name for _, name, _, _ in string.Formatter().parse(gate.message) if name}
    assert named - set(Pack.model_fields) == set()
    assert len(gate.message) <= 130
    assert [in_words(gate.message, pack)[-1] for pack in packs()] == ["."] * len(packs())


@EVERY_GATE
def test_it_is_documented_in_one_sentence_of_its_own(gate: TurnGate) -> None:
    statements = [each.statement for each in (*gates(), *rules())]
    assert gate.statement.endswith(".")
    assert statements.count(gate.statement) == 1


def test_no_gate_has_the_id_of_a_rule() -> None:
    ids = [each.id for each in (*gates(), *rules())]
    assert [each for each in ids if ids.count(each) > 1] == []


def test_every_file_of_gates_is_in_the_list() -> None:
    files = {f"rules.gates.{each.name}" for each in iter_modules(files_of_gates.__path__)}
    assert {each.__name__ for each in files_of_gates.GATES} == files, "add the file to rules/gates/__init__.py"
    assert {each.check.__module__ for each in gates()} == files, "a file without gates is none"
