"""What is shown as due can be done by whose it is: its form is offered to them, or the entry is theirs to go on with; else
it says what it waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from record.case import Case
from rules.due import due, duties, next_step
from rules.duty import Duty
from rules.examples import case_of
from tests.casework.desk.doable import cannot_do
from tests.stories.any_case import any_case


@pytest.mark.parametrize("duty", duties(), ids=lambda each: each.id)
def test_in_its_own_example_it_can_be_done(duty: Duty) -> None:
    assert cannot_do(case_of(duty.comes)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_case())
def test_in_any_case_what_is_due_can_be_done(case: Case) -> None:
    here = replace(case, filed=tuple(each for each in case.filed if each.filed_for in ("", case.home, case.receiving)))
    assert cannot_do(here) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_case())
def test_the_next_step_waits_for_nobody_unless_everything_does(case: Case) -> None:
    step = next_step(case)
    waited_for = [each for each in due(case) if not each.is_aside]
    assert step is None or step.can_be_done or not any(each.can_be_done for each in waited_for)
