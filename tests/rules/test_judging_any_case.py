"""Whatever was typed, in whatever order: judging never raises, and says the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record.answers import from_kept, kept
from record.case import Case
from record.entry import Entry
from record.forms.kinds import KINDS
from rules.clauses import clause
from rules.examples import JUDGED, MET, PLACED, example_case
from rules.judging import judge, judge_entry, rules
from tests.rules.half_filled import cases, entries

SLOWLY = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
AROUND = ({}, MET, PLACED)
"""What an entry is judged in: an empty case, one whose meeting agreed, one whose placement runs."""


@SLOWLY
@given(case=cases())
def test_judging_never_raises_on_half_filled_entries(case: Case) -> None:
    for finding in judge(case):
        assert finding.sentence
        assert finding.citation


@pytest.mark.parametrize("around", AROUND, ids=("alone", "met", "placed"))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_entry_can_be_judged_in_any_stage(
    kind: type[Entry], around: dict[str, object], data: st.DataObject
) -> None:
    beside = {name: answer for name, answer in around.items() if not name.startswith(f"{kind.kind}.")}
    case = example_case(kind, beside)
    entry = data.draw(entries(kind))
    draft = next(replace(each, entry=entry) for each in case.filed if each.entry_id == JUDGED)
    for finding in judge_entry(case.with_filed(draft), JUDGED):
        assert set(finding.fields) <= set(kind.model_fields)


@SLOWLY
@given(case=cases(), data=st.data())
def test_findings_do_not_depend_on_the_order_of_typing(case: Case, data: st.DataObject) -> None:
    shuffled = replace(case, filed=tuple(data.draw(st.permutations(case.filed))))
    assert judge(shuffled) == judge(case)


@SLOWLY
@given(case=cases())
def test_a_clause_out_of_force_or_of_another_authority_yields_nothing(case: Case) -> None:
    filed = {each.entry_id: each for each in case.filed}
    own_day = {each.id: each.in_force_by for each in rules() if each.in_force_by}
    for finding in judge(case):
        told = filed[finding.entry_id]
        named = getattr(told.entry, own_day[finding.rule]) if finding.rule in own_day else None
        cited = clause(finding.clause)
        assert cited.is_in_force(named or told.happened_on)
        assert cited.document in case.pack.guidance
    assert judge(replace(case, pack=case.pack.model_copy(update={"guidance": ()}))) == ()


@SLOWLY
@given(case=cases())
def test_judging_each_entry_finds_what_judging_the_case_finds(case: Case) -> None:
    one_by_one = Counter(finding for each in case.filed for finding in judge_entry(case, each.entry_id))
    assert one_by_one == Counter(judge(case))


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_a_finding_is_the_same_after_the_entry_was_kept_and_read_again(rule) -> None:  # type: ignore[no-untyped-def]
    case = example_case(rule.on, rule.fails)
    again = replace(
        case,
        filed=tuple(replace(each, entry=from_kept(type(each.entry), kept(each.entry))) for each in case.filed),
    )
    assert judge(again) == judge(case)
