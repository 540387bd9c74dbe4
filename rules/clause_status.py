"""How each clause stands in a case: met, open, not yet due, or none of its business. One status each, never an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from record.case import Case
from record.entry import Filed
from record.forms.kinds import KINDS
from record.forms.referral import Referral
from record.stage import is_live
from rules.clause_coverage import ClauseCoverage, clause_coverage
from rules.clauses import Clause, clauses
from rules.gate import GateAsked, TurnGate, asked_of
from rules.judging import finding_of, finding_of_gate, own_day, rules
from rules.rule import Finding, Rule, Weight


class ClauseState(StrEnum):
    """How a clause stands, what needs somebody first."""

    OPEN = "open"
    """A rule finds that it is not kept."""
    EXPLAINED = "not followed, with a reason"
    """A *should* is not kept, and whoever wrote the entry said why."""
    NOT_YET = "not yet due"
    MET = "met"
    FOR_PEOPLE = "for people to follow"
    """No answer on a form can show it: the app says why, or makes the letter that does it."""
    DOES_NOT_APPLY = "does not apply"


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """One clause in one case."""

    clause: Clause
    state: ClauseState
    why: str = ""
    """In a sentence, where the state alone does not say it."""
    shown_by: tuple[Filed, ...] = ()
    """The entries that met it, or in which it is not kept, in the order of the forms."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What one rule says of one entry, or one gate of the turn that an entry makes, for one clause in force."""

    rule: Rule | TurnGate
    filed: Filed
    holds: bool
    lack: GateAsked | None = None
    """Of a gate: the turn it is asked of."""

    @property
    def is_explained(self) -> bool:
        may_be = self.rule.weight is Weight.SHOULD or self.filed.is_history
        return may_be and bool(self.filed.reasons.get(self.rule.id, "").strip())


def clause_statuses(case: Case) -> tuple[ClauseStatus, ...]:
    """Every clause of the documents that the case's pack follows, document by document."""
    verdicts: dict[str, list[_Verdict]] = defaultdict(list)
    for clause_id, verdict in _verdicts(case):
        verdicts[clause_id].append(verdict)
    followed = (each for each in clauses() if each.document in case.pack.guidance)
    return tuple(_status_of(case, each, verdicts.get(each.id, ())) for each in followed)


def _verdicts(case: Case) -> Iterator[tuple[str, _Verdict]]:
    for kind in KINDS:
        of_kind = [each for each in rules() if each.on is kind]
        for filed in case.filed_of(kind):
            for each in of_kind:
                yield from _verdict(case, filed, each)
    for asked, holds in asked_of(case):
        if asked.turn.filed and holds is not None:
            yield asked.clause.id, _Verdict(asked.gate, asked.turn.filed, holds, asked)


def _verdict(case: Case, filed: Filed, rule: Rule) -> Iterator[tuple[str, _Verdict]]:
    day = own_day(rule, filed)
    in_force = [each for each in rule.clauses if each.document in case.pack.guidance and each.is_in_force(day)]
    holds = rule.check(filed.entry, case, case.pack) if in_force else None
    if holds is not None:
        yield from ((each.id, _Verdict(rule, filed, holds)) for each in in_force)


def _status_of(case: Case, clause: Clause, verdicts: Sequence[_Verdict]) -> ClauseStatus:
    broken = [each for each in verdicts if not each.holds]
    if broken:
        return _not_kept(case, clause, broken)
    if why := _not_its_business(case, clause):
        return ClauseStatus(clause, ClauseState.DOES_NOT_APPLY, why)
    met_by = clause_coverage(clause.id)
    shown_by = [each.filed for each in verdicts] or list(_answered(case, met_by))
    if shown_by:
        return ClauseStatus(clause, ClauseState.MET, shown_by=_once_each(shown_by))
    if clause.why_not:
        return ClauseStatus(clause, ClauseState.FOR_PEOPLE, clause.why_not)
    if not clause.is_in_force(case.today):
        return ClauseStatus(clause, ClauseState.DOES_NOT_APPLY, _out_of_force(clause, case.today))
    return _waiting(case, clause, met_by)


def _not_kept(case: Case, clause: Clause, broken: Sequence[_Verdict]) -> ClauseStatus:
    unexplained = [each for each in broken if not each.is_explained]
    state = ClauseState.OPEN if unexplained else ClauseState.EXPLAINED
    found = unexplained or broken
    findings = tuple(_finding(each, clause, case) for each in found)
    return ClauseStatus(clause, state, shown_by=_once_each([each.filed for each in found]), findings=findings)


def _finding(verdict: _Verdict, clause: Clause, case: Case) -> Finding:
    if verdict.lack:
        return finding_of_gate(verdict.lack, verdict.filed, case)
    assert isinstance(verdict.rule, Rule)
    return finding_of(verdict.rule, clause, verdict.filed, case)


def _not_its_business(case: Case, clause: Clause) -> str:
    """Why a clause is not about this route or this child; empty when it is, or when nobody can say yet."""
    if clause.routes and case.before and case.route not in clause.routes:
        return f"It applies to other kinds of move, not to this one: {case.route}."
    referral = case.referral
    if clause.child == "looked after" and referral and not referral.is_looked_after:
        return "The child is not looked after."
    if clause.child == "EHC plan" and not _may_have_a_plan(case, referral):
        return "The child has no EHC plan."
    return ""


def _may_have_a_plan(case: Case, referral: Referral | None) -> bool:
    asked_before = case.before.has_ehc_plan if case.before else None
    return referral.sen_stage in ("EHC plan", None) if referral else asked_before is not False


def _out_of_force(clause: Clause, today: date) -> str:
    is_to_come = today < clause.in_force_from
    return "It is not in force yet." if is_to_come else "It is no longer in force."


def _waiting(case: Case, clause: Clause, met_by: ClauseCoverage) -> ClauseStatus:
    if not met_by.forms:
        return ClauseStatus(
            clause, ClauseState.FOR_PEOPLE, f"The app makes the {clause.shown_by.replace(':', ' “', 1)}”."
        )
    if not is_live(case):
        return ClauseStatus(clause, ClauseState.DOES_NOT_APPLY, "The move ended before this could be due.")
    to_come = [kind for kind in KINDS if kind in met_by.forms and (kind.repeats or not case.filed_of(kind))]
    if not to_come:
        return ClauseStatus(clause, ClauseState.DOES_NOT_APPLY, "This did not come up in this case.")
    return ClauseStatus(clause, ClauseState.NOT_YET, f"Next looked at in: {to_come[0].title}.")


def _answered(case: Case, met_by: ClauseCoverage) -> Iterator[Filed]:
    """The entries in which a question that names the clause was answered."""
    for kind, question in met_by.asked:
        for filed in case.filed_of(kind):
            if getattr(filed.entry, question.name) not in (None, (), ""):
                yield filed


def _once_each(filed: Sequence[Filed]) -> tuple[Filed, ...]:
    by_id: Mapping[str, Filed] = {each.entry_id: each for each in filed}
    return tuple(by_id.values())
