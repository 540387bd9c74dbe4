"""What a screen says of guidance: the clause in words."""

from __future__ import annotations

from record.pack import Pack
from rules.clauses import clause


def cite(clause_id: str, pack: Pack) -> str:
    """`Hammersmith & Fulham 2019, section 7.6(a)`; nothing where the pack does not follow that document."""
    if not clause_id:
        return ""
    found = clause(clause_id)
    return found.citation if found.document in pack.guidance else ""
