"""Deadlines of any case: each can be worked out, names a clause there is, and is gone once it is done."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from record.case import Case
from record.early_review import signals
from record.forms.kinds import kind_named
from record.forms.la_record import LaRecord
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.funding import agreed_funding
from rules.due import due, next_step, steps
from rules.duty import Due
from tests.record.a_case import filed, reported
from tests.stories.any_case import any_case

SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(any_case())
def test_everything_due_names_its_form_its_clause_and_an_entry_that_is_there(case: Case) -> None:
    ids = {each.entry_id for each in case.filed}
    for each in due(case):
        assert each.clauses and each.says.endswith(".")
        assert each.form is None or kind_named(each.kind) is each.form
        assert not each.answers or each.answers in ids
    assert (next_step(case) is None) == (due(case) == ())
    assert set(steps(case)) <= set(due(case))
    assert all(each.why.endswith(".") for each in signals(case))


@SLOW
@given(any_case())
def test_what_is_due_is_gone_once_it_is_done(case: Case) -> None:
    for each in due(case):
        if done := _done(case, each):
            assert each not in due(done), each


def _done(case: Case, each: Due) -> Case | None:
    """The case once somebody has done what can be done by one plain entry; None for what takes more."""
    if each.what == "weekly report" and each.week:
        return case.with_filed(reported(each.week))
    if each.kind == LaRecord.kind and "told of the" in each.what:
        about = f"told of the {each.what.rsplit(' ', 1)[-1]}"
        return case.with_filed(filed(LaRecord(about=about, recorded_on=case.today)))
    if each.kind == WeeklyReport.kind and each.answers and each.what != "registers that are at odds":
        return _answered(case, each)
    if each.what == "the early review":
        return case.with_filed(filed(Review(reviewed_on=case.today, sort="early")))
    return None


def _answered(case: Case, due_one: Due) -> Case:
    """The same case with the home school's answer to that report."""
    (report,) = [each for each in case.filed if each.entry_id == due_one.answers]
    return case.with_filed(replace(report, entry=report.entry.model_copy(update={"home_wants_review": False})))


@SLOW
@given(any_case())
def test_whatever_was_agreed_on_money_can_be_worked_out_or_says_what_is_missing(case: Case) -> None:
    found = agreed_funding(case)
    if found is not None:
        assert found.receiving >= 0 and found.home >= 0
        assert all(each.receiving + each.home == each.a_year for each in found.shares)
