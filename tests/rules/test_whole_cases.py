"""A case in which everything is done as it should be has no findings, at any stage, under any pack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.engine import judge
from rules.packs import packs
from tests.rules.whole_case import (
    ACCEPTED,
    ASKED,
    BEFORE,
    DECIDED,
    MET,
    PLACED,
    REFERRED,
    REVIEWED,
    SIGNED,
    STARTED,
    TRANSFERRED,
    Answers,
    reported,
    whole,
)

STEPS: tuple[tuple[str, Answers], ...] = (
    ("before you start", BEFORE),
    ("referred", REFERRED),
    ("asked", ASKED),
    ("accepted", ACCEPTED),
    ("met", MET),
    ("directed", DECIDED),
    ("signed", SIGNED),
    ("started", STARTED),
    ("reported", reported(2)),
    ("reviewed", REVIEWED),
)


@pytest.mark.parametrize("pack_id", [each.id for each in packs()])
@pytest.mark.parametrize("reached", range(1, len(STEPS) + 1), ids=lambda number: STEPS[number - 1][0])
def test_a_case_done_well_has_no_findings_on_the_way(reached: int, pack_id: str) -> None:
    so_far: Answers = {}
    for _, answers in STEPS[:reached]:
        so_far |= answers
    assert judge(whole(so_far, pack_id)) == ()


@pytest.mark.parametrize("pack_id", [each.id for each in packs()])
def test_a_case_done_well_has_no_findings_at_its_end(pack_id: str) -> None:
    assert judge(whole(TRANSFERRED, pack_id)) == ()


def test_a_trial_is_asked_about_where_the_route_is_chosen_and_once_more_at_its_start() -> None:
    trial = whole({**PLACED, "before_you_start.route": "placement"})
    assert {each.rule for each in judge(trial) if each.clause == "NA-1"} == {"BEFORE-11", "START-4"}


def test_a_trial_explained_before_the_case_began_is_not_asked_about_again() -> None:
    trial = whole({**PLACED, "before_you_start.route": "placement"})
    before = next(each for each in trial.filed if each.kind == "before_you_start")
    explained = trial.with_filed(replace(before, reasons={"BEFORE-11": "The authority's protocol still says so"}))
    assert "START-4" not in {each.rule for each in judge(explained)}
