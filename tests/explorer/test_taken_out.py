"""Each gate is tried by people who do what it forbids: with it nothing is broken, and without it the walk says what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

import pytest

from record.case import Case
from record.consents import PLACEMENT as TO_GO
from record.consents import THE_PUPIL, TRANSFER
from record.entry import Party
from record.forms.before_you_start import BeforeYouStart
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import RETURN, FinalReview
from record.forms.final_review import TRANSFER as STAYS
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.forms.start import Start
from rules.judging import gates
from tests.explorer.ends import ROLL_CHANGES, Does, corrects, edits, files, says, until_its_week, waits
from tests.explorer.promises import ground
from tests.explorer.taken_out import without_gate
from tests.explorer.town import PACKS
from tests.explorer.walk import Beginning, Walk

HAMMERSMITH, WARWICKSHIRE = (Beginning("placement", pack) for pack in PACKS[:2])

DIRECTED, PROVISION = (Beginning(route, PACKS[0]) for route in ("off-site direction", "alternative provision"))


@dataclass(frozen=True)
class Tried:
    """How people try to get round a gate: from an agreed move, or from a child who has started."""

    acts: Sequence[Does]
    beginning: Beginning = HAMMERSMITH
    is_placed: bool = True


AGREED_TO_STAY = says(TRANSFER, "agreed")
STAYS_FOR_GOOD = files(Party.RECEIVING, FinalReview, decision=STAYS)
LONGER = files(Party.HOME, Review, extends="yes", new_end_on=timedelta(days=70))
AGREED_BEFORE_THE_CHECKS = edits(MeetingRecord, staff_are_checked=None)
"""No direction then decides how long a placement with a provider lasts."""
ANOTHER_PLACE = files(Party.HOME, FinalReview, decision="another school or agreed provision")
BACK = {"decision": RETURN, "takes_effect_on": timedelta(days=1)}
TRIED: Mapping[str, Tried] = {
    "DECISION-2": Tried((until_its_week, STAYS_FOR_GOOD)),
    "PERMANENT-1": Tried(
        (says(TRANSFER, "withdrawn", THE_PUPIL), waits(10)), Beginning("direct", PACKS[0]), is_placed=False
    ),
    "PERMANENT-2": Tried((AGREED_TO_STAY, edits(BeforeYouStart, route="direct"))),
    "TIME-1": Tried((waits(3), AGREED_TO_STAY, STAYS_FOR_GOOD)),
    "TIME-2": Tried((waits(3), files(Party.RECEIVING, FinalReview, **BACK, home_head_agrees="no"))),
    "BACK-1": Tried((waits(3), files(Party.RECEIVING, EarlyEnding, return_on=timedelta(days=20)))),
    "ROLL-13": Tried(
        (until_its_week, AGREED_TO_STAY, STAYS_FOR_GOOD, says(TRANSFER, "withdrawn", "mother"), waits(21), ROLL_CHANGES)
    ),
    "STARTS-1": Tried(
        (files(Party.RECEIVING, Start, did_start="no", new_start_on=timedelta(days=80)),), is_placed=False
    ),
    "STARTS-2": Tried(
        (files(Party.RECEIVING, Start, did_start="no", new_start_on=timedelta(days=38)),),
        WARWICKSHIRE,
        is_placed=False,
    ),
    "STARTS-3": Tried(
        (says(TO_GO, "withdrawn", "mother"), waits(7), files(Party.RECEIVING, Start, did_start="yes")), is_placed=False
    ),
    "STARTS-4": Tried((edits(BeforeYouStart, route="placement"),), PROVISION, is_placed=False),
    "TIME-3": Tried((AGREED_BEFORE_THE_CHECKS, LONGER, until_its_week, ANOTHER_PLACE), PROVISION),
    "CONTESTED-1": Tried(
        (
            until_its_week,
            files(Party.RECEIVING, FinalReview, decision=RETURN),
            corrects(Party.HOME, FinalReview, is_confirmed="no"),
        )
    ),
    "BACK-2": Tried(
        (waits(3), files(Party.RECEIVING, EarlyEnding), corrects(Party.HOME, EarlyEnding, was_consulted="no"))
    ),
    "BACK-3": Tried((waits(3), files(Party.RECEIVING, EarlyEnding), edits(EarlyEnding, until_revoked=None)), DIRECTED),
    "PERMANENT-3": Tried((waits(4), files(Party.HOME, Ending, reason="moved house")), Beginning("direct", PACKS[0])),
}
"""By gate."""
NOT_WALKED = {"YEAR-1", "YEAR-2", "YEAR-3", "YEAR-4", "YEAR-5"}
"""No walk goes over a summer: these are tried by their examples alone (`tests/rules/test_every_gate.py`)."""


@cache
def _begun(beginning: Beginning, is_placed: bool) -> Walk:
    walk = Walk.of(beginning)
    walk.goes_on(lambda case: _is_placed(case) if is_placed else case.is_agreed)
    return walk


def _is_placed(case: Case) -> bool:
    return case.has_started and case.start is not None and not case.signatures_missing


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left() -> Iterator[None]:
    """The cases that are gone on with are put away."""
    yield
    _begun.cache_clear()


def found(tried: Tried, gate: str = "") -> list[str]:
    """What the walk says after each act, with a gate taken out."""
    said: list[str] = []
    with ExitStack() as stack:
        if gate:
            stack.enter_context(without_gate(gate))
        walk = stack.enter_context(_begun(tried.beginning, tried.is_placed).again())
        for does in tried.acts:
            does(walk)
            said += ground.broken(walk)
    return said


@pytest.mark.parametrize("gate", TRIED)
def test_a_gate_is_missed_when_it_is_taken_out(gate: str) -> None:
    assert found(TRIED[gate]) == [], "with every gate"
    assert found(TRIED[gate], gate) != [], "without it"


def test_every_gate_is_tried() -> None:
    assert {*TRIED, *NOT_WALKED} == {each.id for each in gates()}, "say above how people would get round a new gate"
