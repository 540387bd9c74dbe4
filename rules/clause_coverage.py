"""By what each clause is met: the rules and gates that come from it, the questions and sections that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from record.entry import Entry
from record.field import Question, Section, questions, sections
from record.forms.kinds import KINDS
from rules.gate import TurnGate
from rules.judging import gates, rules
from rules.rule import Rule

RuleOrGate = TypeVar("RuleOrGate", Rule, TurnGate)


@dataclass(frozen=True)
class ClauseCoverage:
    """What the app does with one clause."""

    rules: tuple[Rule, ...] = ()
    gates: tuple[TurnGate, ...] = ()
    questions: tuple[tuple[type[Entry], Question], ...] = ()
    """With the form that asks each; a question inside a group stands for the group."""
    sections: tuple[tuple[type[Entry], Section], ...] = ()

    @property
    def asked(self) -> tuple[tuple[type[Entry], Question], ...]:
        """The questions whose answers show that the clause is kept: its own, or else those of its sections."""
        if self.rules or self.gates or self.questions:
            return self.questions
        return tuple((kind, each) for kind, section in self.sections for each in _of(kind, section))

    @property
    def forms(self) -> frozenset[type[Entry]]:
        """The forms on which something meets it."""
        of_gates = {kind for each in self.gates for kind in each.at}
        return frozenset({each.on for each in self.rules} | of_gates | {kind for kind, _ in self.asked})


def _of(kind: type[Entry], section: Section) -> Iterator[Question]:
    return (each for each in questions(kind) if each.section is section)


def clause_coverage(clause_id: str) -> ClauseCoverage:
    """What meets a clause; nothing when no rule, question or section names it."""
    return _by_clause().get(clause_id, ClauseCoverage())


@cache
def _by_clause() -> Mapping[str, ClauseCoverage]:
    asked: dict[str, list[tuple[type[Entry], Question]]] = defaultdict(list)
    under: dict[str, list[tuple[type[Entry], Section]]] = defaultdict(list)
    of_rules, of_gates = _citing(rules()), _citing(gates())
    for kind in KINDS:
        for question in questions(kind):
            for clause_id in dict.fromkeys((question.clause, *_clauses_within(question))):
                asked[clause_id].append((kind, question))
        for section in sections(kind):
            under[section.clause].append((kind, section))
    named = ({*of_rules, *of_gates, *asked, *under}) - {""}
    return {
        each: ClauseCoverage(tuple(of_rules[each]), tuple(of_gates[each]), tuple(asked[each]), tuple(under[each]))
        for each in named
    }


def _citing(declared: Iterable[RuleOrGate]) -> dict[str, list[RuleOrGate]]:
    citing: dict[str, list[RuleOrGate]] = defaultdict(list)
    for each in declared:
        for one in each.clauses:
            citing[one.id].append(each)
    return citing


def _clauses_within(group: Question) -> Iterator[str]:
    return (each.clause for each in questions(group.item)) if group.item else iter(())
