from __future__ import annotations

from datetime import date

import pytest

from record.entry import Filed
from record.forms.final_review import OTHER as ELSEWHERE
from record.forms.final_review import RETURN, TRANSFER
from record.stage import Stage, goes_on, is_live, needs_roll_change, stage, week_of
from tests.record.a_case import (
    PACK,
    a_case,
    agreed,
    answered,
    asked,
    consents,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    met,
    referred,
    roll_changed,
    signed,
    started,
    told_of,
)

STEPS: tuple[tuple[date, tuple[Filed, ...], Stage], ...] = (
    (day(1, 9), (), Stage.PREPARING),
    (day(2, 9), referred()[:2], Stage.CONSENT),
    (day(2, 9), consents("to explore a move", day(2, 9)), Stage.SEEKING),
    (day(3, 9), (asked(),), Stage.SEEKING),
    (day(4, 9), (answered(),), Stage.ACCEPTED),
    (day(8, 9), (met(),), Stage.MEETING_HELD),
    (day(9, 9), signed(), Stage.AGREED),
    (day(14, 9), (), Stage.PLACED),
    (day(20, 10), (decided(TRANSFER, day(20, 10), day(2, 11)),), Stage.FINAL_REVIEW_HELD),
    (day(2, 11), (), Stage.TRANSFERRED),
    (
        day(3, 11),
        (roll_changed(day(3, 11), deletion_return_on=day(3, 11), transfer_file_sent_on=day(3, 11)),),
        Stage.ROLL_CHANGED,
    ),
    (day(4, 11), (told_of("outcome", day(4, 11)),), Stage.CLOSED),
)
SENT = {"deletion_return_on": day(3, 11), "transfer_file_sent_on": day(3, 11)}


@pytest.mark.parametrize("number", range(len(STEPS)), ids=[step[2].value for step in STEPS])
def test_a_case_goes_through_its_stages_to_closed(number: int) -> None:
    entries = [each for _, more, _ in STEPS[: number + 1] for each in more]
    today, _, reached = STEPS[number]
    assert stage(a_case(*entries, today=today)) is reached


def test_every_stage_but_the_other_ways_out_is_on_the_way_through() -> None:
    ways_out = {Stage.RETURNED, Stage.ENDED_EARLY, Stage.WITHDRAWN, Stage.NOT_PROCEEDING}
    assert set(Stage) - {step[2] for step in STEPS} == ways_out


@pytest.mark.parametrize(
    ("ending", "reached"),
    [
        (decided(RETURN, day(20, 10), day(20, 10)), Stage.RETURNED),
        (decided(RETURN, day(20, 10), day(2, 11)), Stage.FINAL_REVIEW_HELD),
        (decided(ELSEWHERE, day(20, 10), day(20, 10)), Stage.WITHDRAWN),
        (ended_early(day(24, 9), return_on=day(28, 9)), Stage.ENDED_EARLY),
        (ended_otherwise("withdrawn", day(24, 9)), Stage.WITHDRAWN),
        (ended_otherwise("moved house", day(24, 9)), Stage.WITHDRAWN),
        (ended_otherwise("EHC plan issued", day(10, 9)), Stage.NOT_PROCEEDING),
        (ended_otherwise("withdrawn", day(10, 9)), Stage.WITHDRAWN),
    ],
)
def test_each_ending_has_its_stage(ending: Filed, reached: Stage) -> None:
    assert stage(a_case(*agreed(), ending, today=day(20, 10))) is reached


def test_a_refusal_to_explore_keeps_the_case_before_seeking() -> None:
    case = a_case(*referred()[:2], *consents("to explore a move", day(2, 9), answer="refused"))
    assert stage(case) is Stage.CONSENT


def test_a_declined_request_returns_the_case_to_seeking() -> None:
    assert stage(a_case(*referred(), asked(), answered("decline"))) is Stage.SEEKING


def test_a_meeting_that_did_not_agree_returns_the_case_to_seeking() -> None:
    assert stage(a_case(*referred(), asked(), answered(), met(outcome="not agreed"))) is Stage.SEEKING


def test_an_adjourned_meeting_is_held_and_nothing_more() -> None:
    assert stage(a_case(*referred(), asked(), answered(), met(outcome="adjourned"))) is Stage.MEETING_HELD


def test_a_direction_that_the_board_has_not_made_is_not_agreed() -> None:
    assert stage(a_case(*agreed("off-site direction"), today=day(14, 9))) is Stage.MEETING_HELD
    assert stage(a_case(*agreed("off-site direction"), directed(), today=day(14, 9))) is Stage.PLACED


def test_on_the_direct_route_the_first_day_is_the_transfer() -> None:
    assert stage(a_case(*agreed("direct"), today=day(13, 9))) is Stage.AGREED
    assert stage(a_case(*agreed("direct"), today=day(14, 9))) is Stage.TRANSFERRED


def test_a_direct_move_that_did_not_start_is_not_a_transfer() -> None:
    failed = started(day(14, 9), did_start=False, new_start_on=day(21, 9))
    assert stage(a_case(*agreed("direct"), failed, today=day(14, 9))) is Stage.AGREED


def test_a_roll_change_planned_for_later_does_not_close_the_case() -> None:
    entries = (*agreed(), decided(RETURN, day(20, 10), day(2, 11)), told_of("outcome", day(20, 10)))
    change = roll_changed(day(3, 11), "receiving school", **SENT)
    assert stage(a_case(*entries, change, today=day(2, 11))) is Stage.ROLL_CHANGED
    assert stage(a_case(*entries, change, today=day(3, 11))) is Stage.CLOSED


def test_a_child_protection_file_without_a_receipt_keeps_the_case_open() -> None:
    entries = (*agreed(), decided(RETURN, day(20, 10), day(2, 11)), told_of("outcome", day(20, 10)))
    unreceipted = roll_changed(day(3, 11), has_protection_file=True, protection_file_sent_on=day(3, 11), **SENT)
    assert stage(a_case(*entries, unreceipted, today=day(9, 11))) is Stage.ROLL_CHANGED


@pytest.mark.parametrize(
    ("entries", "needs"),
    [
        ((), False),
        ((ended_otherwise("withdrawn", day(10, 9)),), False),
        ((ended_otherwise("withdrawn", day(14, 9)),), True),
        ((ended_early(day(24, 9)),), True),
        ((decided(TRANSFER, day(11, 9), day(14, 9)),), True),
    ],
)
def test_a_roll_changes_for_any_ending_after_the_start_and_for_any_transfer(
    entries: tuple[Filed, ...], needs: bool
) -> None:
    assert needs_roll_change(a_case(*agreed(), *entries, today=day(1, 10))) is needs


def test_a_move_that_never_starts_is_closed_once_the_authority_was_told() -> None:
    stopped = (*agreed(), ended_otherwise("no school found", day(10, 9)))
    assert stage(a_case(*stopped, today=day(20, 9))) is Stage.NOT_PROCEEDING
    assert stage(a_case(*stopped, told_of("start", day(11, 9)), today=day(20, 9))) is Stage.NOT_PROCEEDING
    assert stage(a_case(*stopped, told_of("outcome", day(11, 9)), today=day(20, 9))) is Stage.CLOSED
    assert stage(a_case(ended_otherwise("withdrawn", day(10, 9)), today=day(20, 9))) is Stage.CLOSED, "nobody was asked"


def test_a_child_may_have_another_move_once_the_ending_of_the_last_has_come() -> None:
    back = (*agreed(), decided(RETURN, day(20, 10), day(2, 11)))
    assert goes_on(a_case(*agreed(), today=day(1, 10)))
    assert goes_on(a_case(*back, today=day(1, 11)))
    assert not goes_on(a_case(*back, today=day(2, 11)))


def test_a_case_lives_until_it_is_closed() -> None:
    everything = [each for _, more, _ in STEPS for each in more]
    assert is_live(a_case())
    assert is_live(a_case(*agreed(), ended_early(day(24, 9)), today=day(24, 9)))
    assert is_live(a_case(*agreed(), ended_otherwise("withdrawn", day(10, 9)), today=day(10, 9)))
    assert not is_live(a_case(*everything, today=day(4, 11)))


def test_a_placement_is_in_week_n_of_n() -> None:
    assert week_of(a_case(*agreed(), today=day(13, 9))) is None
    assert week_of(a_case(*agreed(), today=day(14, 9))) == (1, 6)
    assert week_of(a_case(*agreed(), today=day(1, 10))) == (3, 6)


def test_past_its_end_a_placement_stays_in_its_last_week() -> None:
    assert week_of(a_case(*agreed(), today=day(12, 11))) == (6, 6)


def test_half_term_is_a_week_only_where_the_pack_counts_calendar_weeks() -> None:
    longer = agreed(ends_on=day(6, 11))
    in_school_weeks = PACK.model_copy(update={"weeks_are_school_weeks": True})
    assert week_of(a_case(*longer, today=day(2, 11))) == (8, 8)
    assert week_of(a_case(*longer, today=day(2, 11), pack=in_school_weeks)) == (7, 7)


def test_a_move_without_an_end_has_no_weeks() -> None:
    assert week_of(a_case(*agreed("direct"), today=day(1, 10))) is None
