"""How a case is judged: every rule and gate there is, those in force, and what is found where one is not kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from record.case import Case
from record.entry import Filed
from record.forms.consent import Consent
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.once import once_a_case
from record.pack import Pack
from record.words import listed
from rules.case_queries import as_it_stood
from rules.clauses import Clause
from rules.gate import GateAsked, TurnGate, declared_gates, unmet
from rules.gates import GATES
from rules.rule import MUST, Finding, Rule, declared
from rules.themes import THEMES

ALWAYS_SAID = (Consent, SameDay, WeeklyReport, LaRecord)
"""What somebody said or what happened: it is never refused for what it takes the ground from."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule: in the order of the forms, on each form in the order of the themes."""
    forms = {kind: position for position, kind in enumerate(KINDS)}
    themes = {theme.__name__: position for position, theme in enumerate(THEMES)}
    return tuple(sorted(declared(), key=lambda each: (forms[each.on], themes[each.check.__module__])))


@cache
def gates() -> tuple[TurnGate, ...]:
    """Every gate, in the order of the files."""
    files = [each.__name__ for each in GATES]
    return tuple(sorted(declared_gates(), key=lambda each: files.index(each.check.__module__)))


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
    """The rules that one filed entry of the case does not keep, and what the turns that it makes lack.

    Nothing when no such entry is filed.
    """
    return tuple(finding for filed in case.filed if filed.entry_id == entry_id for finding in _judge(case, filed))


def judge_change(case: Case, entry_id: str) -> tuple[Finding, ...]:
    """As `judge_entry`, and what any other turn lacks since this entry was filed, or was corrected."""
    filed = next((each for each in case.filed if each.entry_id == entry_id), None)
    if filed is None or _is_always_said(filed):
        return judge_entry(case, entry_id)
    before = {each.key for each in unmet(as_it_stood(case, filed.entry))}
    new = [each for each in unmet(case) if not _is_made_by(each, filed) and each.key not in before]
    return (*judge_entry(case, entry_id), *(finding_of_gate(each, filed, case) for each in new))


def _is_always_said(filed: Filed) -> bool:
    entry = filed.entry
    return isinstance(entry, ALWAYS_SAID) or (isinstance(entry, Start) and bool(entry.did_start))


@once_a_case
def judge(case: Case) -> tuple[Finding, ...]:
    """Every rule that a standing entry does not keep, in the order of the forms, then of the days they tell of."""
    return tuple(finding for kind in KINDS for filed in case.filed_of(kind) for finding in _judge(case, filed))


def _judge(case: Case, filed: Filed) -> Iterator[Finding]:
    for each, cited in _in_force(filed.kind, case.pack.guidance, filed.happened_on):
        in_force = cited or _cited(each, case.pack.guidance, own_day(each, filed))
        if in_force and each.check(filed.entry, case, case.pack) is False:
            yield finding_of(each, in_force, filed, case)
    for lack in _unmet(case):
        if _is_made_by(lack, filed):
            yield finding_of_gate(lack, filed, case)


@once_a_case
def _unmet(case: Case) -> tuple[GateAsked, ...]:
    return tuple(unmet(case))


@once_a_case
def without_ground(case: Case) -> tuple[Finding, ...]:
    """What the turns of a case must have and lack, whoever brought them about; records older than the app are left alone."""
    return tuple(
        finding_of_gate(each, each.turn.filed, case)
        for each in _unmet(case)
        if each.gate.weight is MUST and each.turn.filed and not each.turn.filed.is_history
    )


def _is_made_by(lack: GateAsked, filed: Filed) -> bool:
    return lack.turn.filed is not None and lack.turn.filed.entry_id == filed.entry_id


def finding_of_gate(lack: GateAsked, filed: Filed, case: Case) -> Finding:
    """What is said of a turn that lacks something, on the form that makes it or takes its ground."""
    return Finding(
        rule=lack.gate.id,
        weight=lack.gate.weight,
        kind=filed.kind,
        entry_id=filed.entry_id,
        fields=lack.gate.at.get(filed.form, ()),
        sentence=in_words(lack.gate.message, case.pack),
        clause=lack.clause.id,
        citation=lack.clause.citation,
    )


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
