"""What a screen says of guidance: the clause in words."""

from __future__ import annotations

from rules.clauses import clause


def cite(clause_id: str) -> str:
    """`Hammersmith & Fulham 2019, section 7.6(a)`."""
    return clause(clause_id).citation
