"""How a rule is declared. What guidance asks is declared in `themes/`; how a case is judged stands in `judging.py`.

A rule is a function of the entry it judges, the case around it and the pack: True holds, False fails, None does not
apply (yet). It applies only while one of its clauses is in force, in a document that the pack follows, on the day the
entry tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from record.case import Case
from record.entry import Entry
from record.pack import Pack
from rules import clauses
from rules.clauses import Clause

Kind = TypeVar("Kind", bound=Entry)
Check = Callable[[Kind, Case, Pack], bool | None]
FieldsAtFault = Callable[[Kind, Case, Pack], tuple[str, ...]]
Example = Mapping[str, object]
"""Answers that keep or break a rule; `examples.py` says how they become a case."""


class Weight(StrEnum):
    """What happens when a rule is not kept."""

    MUST = "must"
    """The entry cannot be submitted."""
    SHOULD = "should"
    """A reason is asked for, stored and shown."""


MUST, SHOULD = Weight.MUST, Weight.SHOULD


class RuleIdTaken(ValueError):
    """Two rules have one id; ids are never reused."""


class FieldUnknown(ValueError):
    """A rule names a question that its entry kind does not ask."""


@dataclass(frozen=True)
class Rule:
    """One thing asked of one entry kind."""

    id: str
    on: type[Entry]
    clauses: tuple[Clause, ...]
    """The first that applies is cited: the local one before the national one before the app's own."""
    weight: Weight
    fields: tuple[str, ...]
    message: str
    statement: str
    """What the rule asks, in one sentence."""
    check: Check[Any]
    passes: Example
    fails: Example
    instead: str = ""
    """Where to go instead, on a page that stops."""
    at: FieldsAtFault[Any] | None = None
    """Which of `fields` are at fault, when that depends on the answers."""
    in_force_by: str = ""
    """The question whose date says whether a clause is in force, when it is not the day the entry tells of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that an entry does not keep."""

    rule: str
    weight: Weight
    kind: str
    entry_id: str
    fields: tuple[str, ...]
    """The questions to go to, the first first."""
    sentence: str
    """What to do."""
    clause: str
    citation: str
    """In words: `Hammersmith & Fulham 2019, section 7.6(a)`."""
    instead: str = ""


_DECLARED: dict[str, Rule] = {}


def declared() -> tuple[Rule, ...]:
    """The rules of the modules imported so far, as they were declared; `judging.rules` knows them all."""
    return tuple(_DECLARED.values())


def rule(
    rule_id: str,
    *,
    on: type[Kind],
    clause: str | tuple[str, ...],
    weight: Weight,
    fields: tuple[str, ...],
    message: str,
    passes: Example,
    fails: Example,
    statement: str = "",
    instead: str = "",
    at: FieldsAtFault[Kind] | None = None,
    in_force_by: str = "",
) -> Callable[[Check[Kind]], Check[Kind]]:
    """Declare the function below as a rule.

    Its statement is the first line of the function's docstring, unless `statement` gives it; `message` may name the
    pack's numbers in braces. Raises RuleIdTaken, FieldUnknown or ClauseUnknown at import.
    """
    clauses_cited = cited(clause)

    def declare(check: Check[Kind]) -> Check[Kind]:
        asks = statement or first_line(check.__doc__)
        _add(
            Rule(
                rule_id,
                on,
                clauses_cited,
                weight,
                fields,
                message,
                asks,
                check,
                passes,
                fails,
                instead,
                at,
                in_force_by,
            )
        )
        return check

    return declare


def also(
    rule_id: str, *, on: type[Entry], statement: str, clause: str | tuple[str, ...] | None = None, **otherwise: Any
) -> Callable[[Check[Any]], Check[Any]]:
    """Declare the rule below on another form too, with an id and a statement of its own.

    `otherwise` says what else is not as on the first form, such as its `message`. Raises as `rule` does.
    """
    own = otherwise if clause is None else {**otherwise, "clauses": cited(clause)}

    def declare(check: Check[Any]) -> Check[Any]:
        first = next(each for each in _DECLARED.values() if each.check is check)
        _add(replace(first, id=rule_id, on=on, statement=statement, **own))
        return check

    return declare


def cited(ids: str | tuple[str, ...]) -> tuple[Clause, ...]:
    """The clauses of these ids, in their order. Raises ClauseUnknown."""
    return tuple(clauses.clause(each) for each in ((ids,) if isinstance(ids, str) else ids))


def first_line(doc: str | None) -> str:
    """What a docstring says in its first sentence; empty where there is none."""
    return (doc or "").strip().splitlines()[0] if doc else ""


def _add(made: Rule) -> None:
    if made.id in _DECLARED:
        raise RuleIdTaken(f"{made.id} is already the rule {_DECLARED[made.id].check.__name__}: choose another id")
    named = (*made.fields, *((made.in_force_by,) if made.in_force_by else ()))
    for name in named:
        if name not in made.on.model_fields:
            raise FieldUnknown(f"{made.id}: {made.on.kind} does not ask {name!r}")
    _DECLARED[made.id] = made
