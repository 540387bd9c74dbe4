"""The certificate of an erasure, from its rows in the table *Erased*."""

from __future__ import annotations

from datetime import datetime

from casework.cases import ENGLAND
from casework.office import Office
from casework.retention import CLAUSE, Erasure
from letters.erasure_certificate import make
from rules.clauses import clause


def certificate(office: Office, erasure: Erasure) -> bytes:
    """The Word file. Raises LetterError, StoreError."""
    authority = office.authority
    under = clause(CLAUSE)
    finished = max(row.values.get("finished", "") for row in erasure.rows)
    sender = {"name": authority.name, "address_lines": [], "phone": "", "email": "", "has_logo": False}
    return make(
        {
            "sender": {"school": sender},
            "reference": "certificate of erasure",
            "authority": authority.name,
            "number": erasure.number,
            "asked": _in_words(erasure.asked_at),
            "finished": _in_words(datetime.fromisoformat(finished)),
            "by": erasure.by,
            "clause": f"{under.citation} ({CLAUSE}): {under.asks}",
            "policy": authority.pack.label,
            "cases": [
                {"reference": row.key, **{name: row.values.get(name, "") for name in ("ground", "kept", "removed")}}
                for row in erasure.rows
            ],
        }
    )


def _in_words(at: datetime) -> str:
    local = at.astimezone(ENGLAND)
    return f"{local.day} {local:%B %Y}, {local.hour}:{local.minute:02}"
