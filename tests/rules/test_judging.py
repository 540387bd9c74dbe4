"""How a rule is declared and how a case is judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from record.approach import Approach
from record.before_you_start import BeforeYouStart
from record.kinds import KINDS
from record.meeting_record import MeetingRecord
from rules import rule as engine
from rules.clauses import ClauseUnknown
from rules.examples import JUDGED, MET, PLACED, example_case, example_pack
from rules.packs import pack
from rules.rule import MUST, SHOULD, FieldUnknown, RuleIdTaken, judge, judge_entry, rule, rules


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Declarations in a test leave the list of rules as it was."""
    rules()
    monkeypatch.setattr(engine, "_RULES", dict(engine._RULES))
    yield


def declare(rule_id: str, **changed: Any) -> None:
    """Declare a rule that is right but for what is changed."""
    right: dict[str, Any] = {
        "on": Approach,
        "clause": "HF-7.5a",
        "weight": MUST,
        "fields": ("school",),
        "message": "Choose a school.",
        "passes": {},
        "fails": {},
    }
    rule(rule_id, **{**right, **changed})(lambda entry, case, pack: None)


@pytest.mark.usefixtures("scratch")
class TestDeclaring:
    def test_an_id_is_never_used_twice(self) -> None:
        declare("ONCE-1")
        with pytest.raises(RuleIdTaken, match="ONCE-1"):
            declare("ONCE-1")

    def test_a_question_that_is_not_asked_is_refused(self) -> None:
        with pytest.raises(FieldUnknown, match="ODD-1: approach does not ask 'scool'"):
            declare("ODD-1", fields=("scool",))

    def test_a_date_that_is_not_asked_is_refused(self) -> None:
        with pytest.raises(FieldUnknown, match="starts_on"):
            declare("ODD-2", in_force_by="starts_on")

    def test_a_clause_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(ClauseUnknown, match="HF-99"):
            declare("ODD-3", clause=("HF-7.5a", "HF-99"))


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
    assert set(pack("hammersmith-fulham-2019").guidance) <= set(example_pack({}).guidance)
