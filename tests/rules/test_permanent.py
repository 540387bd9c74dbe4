"""Where a move for good ends what may be ended: the days around it."""

from __future__ import annotations

from datetime import date

import pytest

from record.forms.ending import Ending
from rules.examples import DIRECT, JUDGED, example_case
from rules.gates.permanent import MOVED_HOUSE
from rules.judging import judge_change
from rules.rule import Example

FIRST_DAY, THE_NEXT = date(2026, 9, 14), date(2026, 9, 15)


@pytest.mark.parametrize(("ended_on", "is_refused"), [(FIRST_DAY, False), (THE_NEXT, True)])
def test_a_direct_move_may_be_given_up_on_its_first_day_and_not_after_it(ended_on: date, is_refused: bool) -> None:
    example: Example = {**MOVED_HOUSE, **DIRECT, "ended_on": ended_on, "last_session_on": ended_on, "next_on": THE_NEXT}
    found = judge_change(example_case(Ending, example), JUDGED)
    assert ("PERMANENT-3" in {each.rule for each in found}) is is_refused
