"""How a rule is declared, and how a case is judged. What the guidance asks is in the themes beside this file.

A rule is a function of the entry it judges, the case around it and the pack: True holds, False fails, None does not
apply (yet). It applies only while one of its clauses is in force, in a document that the pack follows, on the day the
entry tells of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, TypeVar

from record.case import Case
from record.entry import Entry, Filed
from record.kinds import KINDS
from record.once import once_a_case
from record.pack import Pack
from rules.clauses import Clause, clause

Kind = TypeVar("Kind", bound=Entry)
Check = Callable[[Kind, Case, Pack], bool | None]
FieldsAtFault = Callable[[Kind, Case, Pack], tuple[str, ...]]
Example = Mapping[str, object]
"""Answers that keep or break a rule; `rules/examples.py` says how they become a case."""


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
    check: Check[Any]
    passes: Example
    fails: Example
    instead: str = ""
    """Where to go instead, on a page that stops."""
    at: FieldsAtFault[Any] | None = None
    """Which of `fields` are at fault, when that depends on the answers."""
    in_force_by: str = ""
    """The question whose date says whether a clause is in force, when it is not the day the entry tells of."""

    @property
    def statement(self) -> str:
        """What the rule asks, in one sentence."""
        return (self.check.__doc__ or "").strip().splitlines()[0]


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


_RULES: dict[str, Rule] = {}


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
    instead: str = "",
    at: FieldsAtFault[Kind] | None = None,
    in_force_by: str = "",
) -> Callable[[Check[Kind]], Check[Kind]]:
    """Declare the function below as a rule.

    `message` may name the pack's numbers in braces. Raises RuleIdTaken, FieldUnknown or ClauseUnknown at import.
    """

    def declare(check: Check[Kind]) -> Check[Kind]:
        ids = (clause,) if isinstance(clause, str) else clause
        cited = tuple(_clause(each) for each in ids)
        made = Rule(rule_id, on, cited, weight, fields, message, check, passes, fails, instead, at, in_force_by)
        _add(made)
        return check

    return declare


_clause = clause
"""The name `clause` is taken inside `rule`, where it says what a rule comes from."""


def _add(made: Rule) -> None:
    if made.id in _RULES:
        raise RuleIdTaken(f"{made.id} is already the rule {_RULES[made.id].check.__name__}: choose another id")
    named = (*made.fields, *((made.in_force_by,) if made.in_force_by else ()))
    for name in named:
        if name not in made.on.model_fields:
            raise FieldUnknown(f"{made.id}: {made.on.kind} does not ask {name!r}")
    _RULES[made.id] = made


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the forms."""
    return _all_rules()


@cache
def _all_rules() -> tuple[Rule, ...]:
    import_module("rules.themes")  # the themes import this module, so it can only ask for them when first used
    order = {kind: position for position, kind in enumerate(KINDS)}
    return tuple(sorted(_RULES.values(), key=lambda each: order[each.on]))


@lru_cache(maxsize=20_000)
def _in_force(kind: str, guidance: tuple[str, ...], day: date) -> tuple[tuple[Rule, Clause | None], ...]:
    """The rules on a kind in these documents, each with the clause it stands on that day.

    A rule in force by a day of its own stands here without a clause until that day is known.
    """
    on_kind = (each for each in rules() if each.on.kind == kind)
    cited = ((each, None if each.in_force_by else _cited(each, guidance, day)) for each in on_kind)
    return tuple((each, one) for each, one in cited if one or each.in_force_by)


def _cited(each: Rule, guidance: tuple[str, ...], day: date) -> Clause | None:
    """The first clause of a rule that is in these documents and in force."""
    return next((one for one in each.clauses if one.document in guidance and one.is_in_force(day)), None)


def judge_entry(case: Case, entry_id: str) -> tuple[Finding, ...]:
    """The rules that one filed entry of the case does not keep; none when no such entry is filed."""
    return tuple(finding for filed in case.filed if filed.entry_id == entry_id for finding in _judge(case, filed))


@once_a_case
def judge(case: Case) -> tuple[Finding, ...]:
    """Every rule that a standing entry does not keep, in the order of the forms, then of the days they tell of."""
    return tuple(finding for kind in KINDS for filed in case.filed_of(kind) for finding in _judge(case, filed))


def _judge(case: Case, filed: Filed) -> Iterator[Finding]:
    for each, cited in _in_force(filed.kind, case.pack.guidance, filed.happened_on):
        standing = cited or _cited(each, case.pack.guidance, own_day(each, filed))
        if standing and each.check(filed.entry, case, case.pack) is False:
            yield finding_of(each, standing, filed, case)


def own_day(each: Rule, filed: Filed) -> date:
    """The day by which a rule's clauses are in force for an entry."""
    own = getattr(filed.entry, each.in_force_by) if each.in_force_by else None
    return own if isinstance(own, date) else filed.happened_on


def finding_of(each: Rule, cited: Clause, filed: Filed, case: Case) -> Finding:
    """What is said of a rule that an entry does not keep, under one of its clauses."""
    return Finding(
        rule=each.id,
        weight=each.weight,
        kind=filed.kind,
        entry_id=filed.entry_id,
        fields=(each.at(filed.entry, case, case.pack) if each.at else ()) or each.fields,
        sentence=in_words(each.message, case.pack),
        clause=cited.id,
        citation=cited.citation,
        instead=in_words(each.instead, case.pack),
    )


def in_words(message: str, pack: Pack) -> str:
    """A rule's message with the pack's own numbers and words."""
    if "{" not in message:
        return message
    return message.format_map({name: _in_words(getattr(pack, name)) for name in Pack.model_fields})


def _in_words(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    *others, last = [str(each) for each in value] or [""]
    return f"{', '.join(others)} and {last}" if others else last
