"""Which letters each side is offered in a case, stage by stage: those that come now, and of them those with nothing missing.

What is so is kept in `offered.txt`, as `python -m tests.letters.write_golden` writes it: a new letter shows there to whom and
when it comes, to be read, and no list of ids need be changed by hand.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from casework.letters import making
from casework.reading.access import see
from letters.coming import Comes
from record.consents import TRANSFER as TO_TRANSFER
from record.entry import Filed
from record.forms.final_review import RETURN, TRANSFER
from record.person import Person
from tests.casework.letters.letter_cases import (
    AMINA,
    GRACE,
    PETER,
    REFERENCE,
    ROSALIND,
    ROUTES,
    a_report,
    accepted,
    agreed,
    an_office,
    begun,
    decided,
    ended_early,
    met_and_agreed,
    placed,
    withdrawn,
)
from tests.record.a_case import RECEIVING, consents

GOLDEN = Path(__file__).with_name("offered.txt")
SIDES: Mapping[str, Person] = {
    "home school": AMINA,
    "receiving school": PETER,
    "weekly report": GRACE,
    "coordinator": ROSALIND,
}
IN_PLACEMENT, SIGNED, AFTER = date(2026, 9, 21), date(2026, 9, 9), date(2026, 10, 19)
CASES: Mapping[str, tuple[date, Sequence[Filed]]] = {
    "begun": (IN_PLACEMENT, begun()),
    "accepted": (IN_PLACEMENT, accepted()),
    "agreed by the meeting": (IN_PLACEMENT, met_and_agreed()),
    **{f"signed, {route}": (SIGNED, agreed(route)) for route in ROUTES},
    "placed, and reported": (IN_PLACEMENT, (*placed(), a_report())),
    "decided to return": (AFTER, (*placed(), decided(RETURN))),
    "decided to stay": (AFTER, (*placed(), decided(TRANSFER), *consents(TO_TRANSFER, date(2026, 10, 16), RECEIVING))),
    "ended early": (AFTER, (*placed(), ended_early())),
    "withdrawn": (AFTER, (*placed(), withdrawn(date(2026, 9, 18)))),
}


def written() -> str:
    """All of it, a paragraph a case and a line a letter."""
    return "\n".join("\n".join([f"# {name}", *_of(*of), ""]) for name, of in CASES.items())


def _of(today: date, entries: Sequence[Filed]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder), *entries, today=today)
        for side, person in SIDES.items():
            seen = see(office, person, REFERENCE)
            for each in making.available(office, person, seen) if seen else ():
                if each.comes is Comes.NOW:
                    yield f"{side}: {each.letter.id}{', ready' if each.ready else ''}"
