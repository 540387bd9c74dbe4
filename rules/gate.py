"""How a gate is declared, and what the turns of a case lack. The gates themselves stand in `gates/`.

A rule asks something of one form. A gate asks something of an outcome, whichever form, correction, import or hand edit
brings it about: its check is a function of the turn, the case and the pack. True holds, False fails, None does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from record.case import Case
from record.entry import Entry
from record.pack import Pack
from record.turns import Turn, TurnKind, turns
from rules.clauses import Clause
from rules.rule import MUST, Example, FieldUnknown, RuleIdTaken, Weight, cited, first_line

TurnCheck = Callable[[Turn, Case, Pack], bool | None]
Questions = Mapping[type[Entry], tuple[str, ...]]


@dataclass(frozen=True)
class TurnGate:
    """One thing that a turn of some kinds needs."""

    id: str
    on: tuple[TurnKind, ...]
    clauses: tuple[Clause, ...]
    """The first that applies is cited."""
    weight: Weight
    at: Questions
    """The questions to go to, by the form that is filled in; on any other form the sentence stands above them all."""
    message: str
    statement: str
    """What the gate asks, in one sentence."""
    check: TurnCheck
    passes: Example
    """Answers of the first form of `at`, and of the case around it."""
    fails: Example

    @property
    def about(self) -> type[Entry]:
        """The form that its examples are about."""
        return next(iter(self.at))


@dataclass(frozen=True, slots=True)
class GateAsked:
    """A gate that asks something of a turn, under one clause: in a list of what is unmet, what the turn lacks."""

    turn: Turn
    gate: TurnGate
    clause: Clause

    @property
    def key(self) -> object:
        """By which it is known again in another state of the case."""
        return self.gate.id, self.turn.key


_DECLARED: dict[str, TurnGate] = {}


def declared_gates() -> tuple[TurnGate, ...]:
    """The gates of the modules imported so far, in the order in which they were declared."""
    return tuple(_DECLARED.values())


def gate(
    gate_id: str,
    *,
    on: tuple[TurnKind, ...],
    clause: str | tuple[str, ...],
    weight: Weight,
    at: Questions,
    message: str,
    passes: Example,
    fails: Example,
) -> Callable[[TurnCheck], TurnCheck]:
    """Declare the function below as a gate; its statement is the first line of the docstring.

    Raises RuleIdTaken, FieldUnknown or ClauseUnknown at import.
    """
    clauses = cited(clause)

    def declare(check: TurnCheck) -> TurnCheck:
        made = TurnGate(gate_id, on, clauses, weight, at, message, first_line(check.__doc__), check, passes, fails)
        _add(made)
        return check

    return declare


def _add(made: TurnGate) -> None:
    if made.id in _DECLARED:
        raise RuleIdTaken(f"{made.id} is already the gate {_DECLARED[made.id].check.__name__}: choose another id")
    for kind, names in made.at.items():
        for name in names:
            if name not in kind.model_fields:
                raise FieldUnknown(f"{made.id}: {kind.kind} does not ask {name!r}")
    _DECLARED[made.id] = made


def asked_of(case: Case) -> Iterator[tuple[GateAsked, bool | None]]:
    """Every gate of every turn, under the first clause in force on the day it was decided, with what it says."""
    for turn in turns(case):
        yield from _asked_of(turn, case)


def _asked_of(turn: Turn, case: Case) -> Iterator[tuple[GateAsked, bool | None]]:
    day = turn.decided_on or turn.on
    for each in _DECLARED.values():
        if turn.kind in each.on:
            in_force = (one for one in each.clauses if one.document in case.pack.guidance and one.is_in_force(day))
            if clause := next(in_force, None):
                yield GateAsked(turn, each, clause), each.check(turn, case, case.pack)


def unmet(case: Case) -> Iterator[GateAsked]:
    """What the turns of a case lack, turn by turn."""
    return (asked for asked, holds in asked_of(case) if holds is False)


def has_ground(turn: Turn, case: Case) -> bool:
    """Whether a turn lacks nothing that it must have."""
    return all(asked.gate.weight is not MUST for asked, holds in _asked_of(turn, case) if holds is False)
