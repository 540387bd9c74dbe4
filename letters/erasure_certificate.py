"""Makes the certificate of an erasure as a Word file: paper for whoever answers for data protection."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from letters.word.fill import fill

TEMPLATE = Path(__file__).parent.parent / "templates" / "sheets" / "erasure_certificate.docx"


def make(facts: Mapping[str, object]) -> bytes:
    """The certificate: the same facts give the same bytes.

    `facts`: `sender.school` as in a letter (the local authority), `reference`, `authority` (its name), `number`, `asked`,
    `finished`, `by`, `clause`, `policy` and `cases`, each with reference, ground, kept and removed. Raises what `fill` raises.
    """
    return fill(TEMPLATE, facts)
