"""How each clause stands in a case: one status each, and open exactly where a rule finds something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from record.case import Case
from rules.clause_coverage import clause_coverage
from rules.clause_status import ClauseState, ClauseStatus, clause_statuses
from rules.clauses import clauses
from rules.judging import judge
from tests.rules.half_filled import cases
from tests.rules.whole_case import BEFORE, PLACED, REFERRED, TRANSFERRED, Answers, whole

SLOWLY = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))


def statuses(answers: Answers, pack_id: str = "hammersmith-fulham-2019") -> Mapping[str, ClauseStatus]:
    """How a case of these answers stands, by clause."""
    return {each.clause.id: each for each in clause_statuses(whole(answers, pack_id))}


@SLOWLY
@given(case=cases())
def test_every_clause_that_the_pack_follows_has_one_status(case: Case) -> None:
    found = clause_statuses(case)
    assert [each.clause.id for each in found] == [e.id for e in clauses() if e.document in case.pack.guidance]
    for each in found:
        assert each.shown_by or each.why or each.state is ClauseState.OPEN
        assert bool(each.findings) == (each.state in (ClauseState.OPEN, ClauseState.EXPLAINED))


@SLOWLY
@given(case=cases())
def test_a_clause_is_open_exactly_where_a_finding_stands(case: Case) -> None:
    not_kept = {each.clause.id: each for each in clause_statuses(case) if each.findings}
    found = judge(case)
    assert {each.clause for each in found} <= set(not_kept)
    assert {f.rule for each in not_kept.values() for f in each.findings} == {each.rule for each in found}


def test_a_case_that_has_not_begun_waits_for_everything() -> None:
    assert ClauseState.MET not in {each.state for each in statuses({}).values()}


def test_the_entry_that_met_a_clause_is_named() -> None:
    met = statuses(PLACED)["HF-7.6a"]
    assert met.state is ClauseState.MET
    assert {each.kind for each in met.shown_by} == {"meeting_record"}


def test_a_clause_about_another_kind_of_move_does_not_apply() -> None:
    direct = statuses({**BEFORE, "before_you_start.route": "direct"})
    assert direct["HF-10b"].state is ClauseState.DOES_NOT_APPLY
    assert "other kinds of move, not to this one" in direct["NA-8"].why


def test_a_clause_about_looked_after_children_waits_until_it_is_known() -> None:
    assert statuses(BEFORE)["HF-3f"].state is ClauseState.NOT_YET
    assert statuses(REFERRED)["HF-3f"].state is ClauseState.DOES_NOT_APPLY


def test_what_no_form_can_show_says_why() -> None:
    left = statuses(TRANSFERRED)["HF-3c"]
    assert (left.state, left.why) == (ClauseState.FOR_PEOPLE, left.clause.why_not)


def test_a_reason_given_is_told_apart_from_what_is_open() -> None:
    trial = whole({**PLACED, "before_you_start.route": "placement"})
    before = next(each for each in trial.filed if each.kind == "before_you_start")
    explained = trial.with_filed(replace(before, reasons={"BEFORE-11": "The protocol still says so"}))

    def state(case: Case) -> ClauseState:
        return next(each.state for each in clause_statuses(case) if each.clause.id == "NA-1")

    assert (state(trial), state(explained)) == (ClauseState.OPEN, ClauseState.EXPLAINED)


@pytest.mark.parametrize("each", clauses(), ids=lambda each: each.id)
def test_every_clause_is_told_of_by_something(each) -> None:  # type: ignore[no-untyped-def]
    met_by = clause_coverage(each.id)
    assert met_by.forms or each.shown_by or each.why_not
