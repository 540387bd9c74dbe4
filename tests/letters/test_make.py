"""Making a letter, and what is noted of it."""

from dataclasses import replace

import pytest

from letters.catalogue import BY_ID, missing
from letters.errors import FactMissing
from letters.make import NotReady, make
from tests.letters.changing import without
from tests.letters.read import text
from tests.letters.sample import case
from tests.letters.templates_for_tests import template

RETURN = BY_ID["return_to_home_school"]
START = BY_ID["start_confirmation"]
BACK = case(RETURN, "placement")


def test_the_refusal_says_what_to_do_about_everything_that_is_missing() -> None:
    halfway = without(without(BACK, "expected.at"), "expected.who")
    with pytest.raises(NotReady, match=r"“Return” cannot be made yet. .*time.* Say who meets the child") as refused:
        make(RETURN, halfway)
    assert [(need.kind, need.field) for need in refused.value.needs] == [
        ("final_review", "return_at"),
        ("final_review", "return_person"),
    ]


def test_a_group_nobody_has_begun_misses_everything_in_it() -> None:
    gone = missing(RETURN, without(BACK, "expected"))
    assert {need.fact for need in gone} == {f"expected.{name}" for name in ("where", "on", "at", "who", "until_then")}


def test_a_direct_move_needs_no_last_day_and_a_direction_needs_its_reasons() -> None:
    direct, directed = case(START, "direct"), case(START, "off-site direction")
    assert missing(START, direct) == ()
    assert [need.fact for need in missing(START, without(directed, "direction.reasons"))] == ["direction.reasons"]


def test_one_target_without_words_is_missing_though_the_others_have_them() -> None:
    full = case(START, "placement")

    targets = (*full.targets[:2], replace(full.targets[2], what=""))
    assert [need.fact for need in missing(START, replace(full, targets=targets))] == ["targets.what"]


def test_making_it_again_gives_the_same_hash_and_a_changed_fact_another() -> None:

    assert make(RETURN, BACK).content_hash == make(RETURN, BACK).content_hash
    assert make(RETURN, BACK).content_hash != make(RETURN, replace(BACK, all_agreed=False)).content_hash
    assert make(RETURN, BACK).template_hash == make(RETURN, replace(BACK, all_agreed=False)).template_hash


def test_a_schools_own_template_is_filled_with_the_same_facts() -> None:
    own = template("{{ pupil.preferred_name }} comes back on {{ expected.on }}.")
    assert "Sam comes back on Monday 2 November 2026." in text(make(RETURN, BACK, own).content)


def test_a_schools_own_template_that_prints_what_is_not_recorded_stops_with_its_name() -> None:
    with pytest.raises(FactMissing, match=r"decision\.support_after"):
        make(RETURN, without(BACK, "decision.support_after"), template("{{ decision.support_after }}"))
