"""How a case is judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from record.forms.before_you_start import BeforeYouStart
from record.forms.kinds import KINDS
from record.forms.meeting_record import MeetingRecord
from rules.clauses import documents
from rules.examples import JUDGED, MET, PLACED, example_case, example_pack
from rules.judging import judge, judge_entry
from rules.packs import pack
from rules.rule import SHOULD


def soon(case_pack: str, starts_on: date, met_on: date = date(2026, 9, 7)) -> list[str]:
    """The rules that a meeting's start does not keep under a pack."""
    example = {**MET, "meeting_record.met_on": met_on, "meeting_record.starts_on": starts_on}
    case = replace(example_case(BeforeYouStart, example), pack=pack(case_pack))
    return [each.rule for each in judge(case) if each.kind == "meeting_record"]


def test_a_rule_applies_only_under_a_pack_that_follows_its_document() -> None:
    late = date(2026, 9, 16)
    assert "START-2" in soon("hammersmith-fulham-2019", late)
    assert "START-2" not in soon("warwickshire", late)
    assert "START-2" not in soon("national-2026", late)


def test_a_rule_applies_only_while_its_clause_is_in_force() -> None:
    before = example_case(BeforeYouStart, {"route": "placement", "filed_on": date(2026, 7, 25)})
    since = example_case(BeforeYouStart, {"route": "placement", "filed_on": date(2026, 7, 26)})
    assert "BEFORE-11" not in [each.rule for each in judge(before)]
    assert "BEFORE-11" in [each.rule for each in judge(since)]


def test_the_day_of_the_start_decides_whether_a_trial_may_begin() -> None:
    example = {"before_you_start.route": "placement", "met_on": date(2026, 7, 20)}
    before = example_case(MeetingRecord, {**example, "starts_on": date(2026, 7, 24)})
    since = example_case(MeetingRecord, {**example, "starts_on": date(2026, 7, 27)})
    assert "START-4" not in [each.rule for each in judge(before)]
    assert "START-4" in [each.rule for each in judge(since)]


@pytest.mark.parametrize(
    ("pack_id", "cited"),
    [
        ("hammersmith-fulham-2019", "HF-2b"),
        ("warwickshire", "WK-11"),
        ("national-2026", "NA-2"),
    ],
)
def test_the_most_local_clause_is_cited(pack_id: str, cited: str) -> None:
    case = replace(example_case(BeforeYouStart, {"voluntary": False}), pack=pack(pack_id))
    assert [each.clause for each in judge(case) if each.rule == "BEFORE-9"] == [cited]


def test_numbers_come_from_the_pack() -> None:
    example = {"met_on": date(2026, 9, 7), "starts_on": date(2026, 9, 16)}
    generous = {**example, "pack.start_within_days": 10}
    strict = {**example, "pack.start_within_days": 8}
    assert "START-2" not in [each.rule for each in judge(example_case(MeetingRecord, generous))]
    found = next(each for each in judge(example_case(MeetingRecord, strict)) if each.rule == "START-2")
    assert found.sentence == "Choose a start within 8 days of the meeting, or say why not."
    assert found.citation == "Hammersmith & Fulham 2019, section 7.6(a)"
    assert found.weight is SHOULD


def test_one_entry_is_judged_without_the_others() -> None:
    case = example_case(BeforeYouStart, {**PLACED, "is_on_our_roll": False, "approach.school": "100001"})
    assert {each.entry_id for each in judge_entry(case, JUDGED)} == {JUDGED}
    assert {each.entry_id for each in judge(case)} > {JUDGED}


def test_an_entry_that_is_not_filed_has_no_findings() -> None:
    assert judge_entry(example_case(BeforeYouStart, {}), "another") == ()


def test_findings_come_in_the_order_of_the_forms() -> None:
    case = example_case(BeforeYouStart, {**PLACED, "is_on_our_roll": False, "approach.school": "100001"})
    order = [each.kind for each in KINDS]
    positions = [order.index(each.kind) for each in judge(case)]
    assert positions == sorted(positions)


def test_an_example_pack_follows_everything() -> None:
    assert set(example_pack({}).guidance) == {each.id for each in documents() if each.about == "moves"}
