"""How a case is judged: every rule there is, those in force for an entry, and what is found where one is not kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from record.case import Case
from record.entry import Filed
from record.forms.kinds import KINDS
from record.once import once_a_case
from record.pack import Pack
from record.words import listed
from rules.clauses import Clause
from rules.rule import Finding, Rule, declared
from rules.themes import THEMES


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule: in the order of the forms, on each form in the order of the themes."""
    forms = {kind: position for position, kind in enumerate(KINDS)}
    themes = {theme.__name__: position for position, theme in enumerate(THEMES)}
    return tuple(sorted(declared(), key=lambda each: (forms[each.on], themes[each.check.__module__])))


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
        in_force = cited or _cited(each, case.pack.guidance, own_day(each, filed))
        if in_force and each.check(filed.entry, case, case.pack) is False:
            yield finding_of(each, in_force, filed, case)


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
    return listed([str(each) for each in value])
