"""A clause in words, with its place on the Guidance page."""

from __future__ import annotations

from urllib.parse import urlencode

from record.case import Case
from rules.clauses import clause
from rules.rule import Finding
from ui import go
from ui.blocks import Cite


def cite(clause_id: str, case: Case) -> Cite | None:
    """The clause, where the case's pack follows its document: `Hammersmith & Fulham 2019, section 7.6(a)`."""
    if not clause_id:
        return None
    found = clause(clause_id)
    return Cite(found.citation, address(clause_id, case)) if found.document in case.pack.guidance else None


def cite_finding(finding: Finding, case: Case) -> Cite:
    """The clause that a finding relies on."""
    return Cite(finding.citation, address(finding.clause, case))


def address(clause_id: str, case: Case | None = None) -> str:
    """Where a clause is told of; with the case in mind, once it has entries of its own."""
    about = {"clause": clause_id, **({"case": case.reference} if case and case.filed else {})}
    return f"/{go.GUIDANCE.address}?{urlencode(about)}"
