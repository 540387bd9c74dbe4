"""A case in which everything is done as it should be has no findings, at any stage, under any pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from record.forms.la_record import PANEL_ADVICE
from rules.judging import judge
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
    under,
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


ADVISED: Answers = {"la_record.panel.about": PANEL_ADVICE, "la_record.panel.recorded_on": date(2026, 9, 1)}
IN_WEEK_4 = ({"review_on": date(2026, 10, 1)}, {"review_on": date(2026, 10, 8)}, {"review_on": date(2026, 10, 20)})
COUNTERSIGNED = under("signature", "la", document="agreement", role="local authority", signed_on=date(2026, 9, 9))
ITS_OWN: Mapping[str, Answers] = {"saltmarsh-2026": {**ADVISED, **COUNTERSIGNED, "meeting_record.reviews": IN_WEEK_4}}
"""What one authority asks for beside what every other does."""


def done_well(answers: Answers, pack_id: str) -> Answers:
    """The answers, with what this authority asks for of the forms among them."""
    own = ITS_OWN.get(pack_id, {})
    forms = {name.split(".")[0] for name in answers} | {"la_record"}
    return {**answers, **{name: answer for name, answer in own.items() if name.split(".")[0] in forms}}


@pytest.mark.parametrize("pack_id", [each.id for each in packs()])
@pytest.mark.parametrize("reached", range(1, len(STEPS) + 1), ids=lambda number: STEPS[number - 1][0])
def test_a_case_done_well_has_no_findings_on_the_way(reached: int, pack_id: str) -> None:
    so_far: Answers = {}
    for _, answers in STEPS[:reached]:
        so_far |= answers
    assert judge(whole(done_well(so_far, pack_id), pack_id)) == ()


@pytest.mark.parametrize("pack_id", [each.id for each in packs()])
def test_a_case_done_well_has_no_findings_at_its_end(pack_id: str) -> None:
    assert judge(whole(done_well(TRANSFERRED, pack_id), pack_id)) == ()


def test_a_trial_is_asked_about_where_the_route_is_chosen_and_once_more_at_its_start() -> None:
    trial = whole({**PLACED, "before_you_start.route": "placement"})
    assert {each.rule for each in judge(trial) if each.clause == "NA-1"} == {"BEFORE-11", "START-4"}


def test_a_trial_explained_before_the_case_began_is_not_asked_about_again() -> None:
    trial = whole({**PLACED, "before_you_start.route": "placement"})
    before = next(each for each in trial.filed if each.kind == "before_you_start")
    explained = trial.with_filed(replace(before, reasons={"BEFORE-11": "The authority's protocol still says so"}))
    assert "START-4" not in {each.rule for each in judge(explained)}
