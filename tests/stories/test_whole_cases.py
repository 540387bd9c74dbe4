"""Whole cases in plain words: what happens, day by day, and where everybody can see that the child is expected.

Tobi is in year 8 at the home school. The first day agreed at the receiving school is Monday 14 September; six weeks
end on Friday 23 October, the last day before half term.
"""

from __future__ import annotations

from datetime import date, time

from record.case import Case
from record.consents import TRANSFER as TO_TRANSFER
from record.consents import has_consent
from record.entry import Filed
from record.expected_place import Expected
from record.forms.final_review import RETURN, TRANSFER
from record.forms.response import ACCEPTED
from record.stage import Stage, stage, week_of
from record.turns import FirstDay, TurnKind, next_turn
from rules.due import due, next_step, steps
from tests.record.a_case import (
    HOME,
    OTHER,
    RECEIVING,
    a_case,
    agreed,
    answered,
    asked,
    at,
    consents,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    filed,
    met,
    referred,
    reported,
    reviewed,
    roll_changed,
    shared,
    signed,
    started,
    told_of,
    where,
)

FIRST, LAST = day(14, 9), day(23, 10)
MONDAYS = (day(14, 9), day(21, 9), day(28, 9), day(5, 10), day(12, 10), day(19, 10))


SHARE = "to share information with one school"


class Story:
    """A case that goes on from day to day: each act files entries, and the case is looked at on that day."""

    def __init__(self, *entries: Filed) -> None:
        self.case = a_case(*entries)

    def on(self, today: date, *entries: Filed) -> Case:
        """What the case is after these entries, on this day."""
        self.case = a_case(*self.case.filed, *entries, today=today)
        return self.case


def _whats(case: Case) -> list[str]:
    return [each.what for each in steps(case)]


def _sent(on: date, by: str) -> tuple[Filed, ...]:
    """A roll change with everything sent, and the authority told."""
    return roll_changed(on, by, deletion_return_on=on, transfer_file_sent_on=on), told_of("outcome", on)


def test_tobi_does_well_and_stays() -> None:
    story = Story()
    assert next_step(story.on(day(1, 9))).what == "referral"  # type: ignore[union-attr]
    assert stage(story.on(day(2, 9), *shared())) is Stage.SEEKING
    assert _whats(story.on(day(3, 9), asked(due_on=day(17, 9)))) == ["answer to the approach"]
    assert stage(story.on(day(4, 9), answered())) is Stage.ACCEPTED
    agreeing = consents("to the placement", day(8, 9), RECEIVING)
    assert stage(story.on(day(8, 9), met(), *agreeing)) is Stage.MEETING_HELD
    agreement = story.on(day(9, 9), *signed())
    assert stage(agreement) is Stage.AGREED
    assert [at(agreement, day(11, 9)), at(agreement, FIRST)] == ["home", "receiving"]
    assert week_of(story.on(day(29, 9), started())) == (3, 6)
    assert story.case.has_started
    settled = story.on(LAST, *(reported(monday) for monday in MONDAYS))
    assert _whats(settled) == ["the final review"]

    consented = consents(TO_TRANSFER, day(20, 10), RECEIVING)
    transferred = story.on(day(2, 11), *consented, decided(TRANSFER, day(20, 10), day(2, 11)))
    assert has_consent(transferred, TO_TRANSFER, RECEIVING)
    assert stage(transferred) is Stage.TRANSFERRED
    assert at(transferred, day(5, 1)) == "receiving"
    assert [(each.what, each.who) for each in steps(transferred)] == [("roll change", "home school")]
    closed = story.on(day(3, 11), *_sent(day(3, 11), "home school"))
    assert stage(closed) is Stage.CLOSED
    assert due(closed) == ()


def test_tobi_comes_back_and_everybody_knows_when_and_to_whom() -> None:
    story = Story(*agreed(), started(), *(reported(monday) for monday in MONDAYS))
    told = {"return_at": time(8, 30), "return_place": "Main reception", "return_person": "Ms T. Okafor"}
    decision = story.on(day(20, 10), decided(RETURN, day(20, 10), day(2, 11), **told))
    assert stage(decision) is Stage.FINAL_REVIEW_HELD
    assert [at(decision, LAST), at(decision, day(28, 10)), at(decision, day(2, 11))] == [
        "receiving",
        "the school is closed",
        "home",
    ]
    answer = where(decision, day(2, 11))
    assert isinstance(answer, Expected)
    assert (answer.urn, answer.first_day) == (HOME, FirstDay(time(8, 30), "Main reception", "Ms T. Okafor"))
    assert stage(story.on(day(2, 11))) is Stage.RETURNED
    assert [(each.what, each.who) for each in steps(story.case)] == [("roll change", "receiving school")]
    assert stage(story.on(day(4, 11), *_sent(day(4, 11), "receiving school"))) is Stage.CLOSED


def test_the_receiving_school_ends_the_placement_early() -> None:
    story = Story(*agreed(), started(), reported(MONDAYS[0]))
    told = {"return_at": time(8, 30), "return_person": "Ms T. Okafor"}
    ending = story.on(day(24, 9), ended_early(day(24, 9), return_on=day(28, 9), **told))
    assert stage(ending) is Stage.ENDED_EARLY
    assert [at(ending, day(25, 9)), at(ending, day(28, 9)), at(ending, day(5, 10))] == ["receiving", "home", "home"]
    change = next_turn(ending, day(24, 9))
    assert change is not None
    assert (change.on, change.kind) == (day(28, 9), TurnKind.RETURNS)
    assert _whats(ending) == ["weekly report", "roll change"], "the week of the ending is still reported on"


def test_an_ehc_plan_stops_the_move_before_it_starts() -> None:
    story = Story(*agreed())
    stopped = story.on(day(10, 9), ended_otherwise("EHC plan issued", day(10, 9)))
    assert stage(stopped) is Stage.NOT_PROCEEDING
    assert [at(stopped, day(11, 9)), at(stopped, FIRST), at(stopped, day(2, 11))] == ["home"] * 3
    assert next_turn(stopped, day(10, 9)) is None
    assert [each.kind for each in due(stopped)] == ["telling", "la_record"], "the family and the authority are told"


def test_the_parents_withdraw_on_the_ninth_day() -> None:
    story = Story(*agreed(), started(), reported(MONDAYS[0]))
    back = {"last_session_on": day(24, 9), "next_place": "home school", "next_on": day(25, 9), "next_at": time(8, 30)}
    withdrawn = story.on(day(24, 9), ended_otherwise("withdrawn", day(24, 9), **back))
    assert stage(withdrawn) is Stage.WITHDRAWN
    assert [at(withdrawn, day(24, 9)), at(withdrawn, day(25, 9))] == ["receiving", "home"]
    answer = where(withdrawn, day(25, 9))
    assert isinstance(answer, Expected)
    assert answer.first_day is not None
    assert answer.first_day.at == time(8, 30)


def test_half_term_falls_into_the_placement() -> None:
    story = Story(*agreed(starts_on=day(5, 10), ends_on=day(20, 11)), started(day(5, 10)))
    in_half_term = story.on(day(28, 10), *(reported(monday) for monday in MONDAYS[3:]))
    assert at(in_half_term, day(28, 10)) == "the school is closed"
    assert _whats(in_half_term) == ["the final review"], "nobody reports on a week without school"
    assert at(in_half_term, day(2, 11)) == "receiving"
    assert [each.week for each in steps(story.on(day(3, 11))) if each.week] == [day(2, 11)]


def test_the_board_directs_off_site_and_renews_its_direction() -> None:
    story = Story(*agreed("off-site direction", ends_on=day(4, 12)))
    assert at(story.on(day(9, 9)), FIRST) == "home", "without the board's decision nobody is directed"
    sent = story.on(day(10, 9), directed(day(2, 10)))
    assert [at(sent, FIRST), at(sent, day(2, 10)), at(sent, day(5, 10))] == ["receiving", "receiving", "home"]
    assert "renewal of the direction" in _whats(story.on(day(28, 9), started()))
    renewal = directed(day(4, 12), on=day(30, 9), decides="renewal", first_day_on=day(5, 10))
    renewed = story.on(day(30, 9), renewal)
    assert "renewal of the direction" not in _whats(renewed)
    assert [at(renewed, day(5, 10)), at(renewed, day(4, 12)), at(renewed, day(7, 12))] == [
        "receiving",
        "receiving",
        "home",
    ]
    withdrawn = story.on(day(12, 10), ended_otherwise("withdrawn", day(12, 10)))
    assert "a review of the direction" in _whats(withdrawn)
    assert at(withdrawn, day(13, 10)) == "receiving", "the direction stands until the board revokes it"


def test_a_direct_move_is_a_transfer_from_its_first_day() -> None:
    story = Story(*agreed("direct", ends_on=None))
    assert stage(story.on(day(11, 9))) is Stage.AGREED
    moved = story.on(FIRST, started())
    assert stage(moved) is Stage.TRANSFERRED
    assert week_of(moved) is None
    answer = where(moved, FIRST)
    assert isinstance(answer, Expected)
    assert answer.first_day == FirstDay(time(8, 40), "Main reception", "Mr P. Lindqvist")
    assert [(each.what, each.who, each.by) for each in steps(moved)] == [("roll change", "home school", FIRST)]


def test_the_first_school_declines_and_the_second_accepts() -> None:
    story = Story(*shared(), *consents(SHARE, day(2, 9), OTHER))
    story.on(day(3, 9), asked(OTHER, day(3, 9)))
    declined = story.on(day(7, 9), answered("decline", OTHER, day(7, 9)))
    assert stage(declined) is Stage.SEEKING
    assert _whats(declined) == ["ask a school"]
    accepted = story.on(day(10, 9), asked(RECEIVING, day(8, 9)), answered(ACCEPTED, RECEIVING, day(10, 9)))
    assert stage(accepted) is Stage.ACCEPTED
    placed = story.on(day(21, 9), met(day(15, 9), starts_on=day(21, 9)), *signed(day(16, 9)))
    assert stage(placed) is Stage.PLACED
    assert [at(placed, day(18, 9)), at(placed, day(21, 9))] == ["home", "receiving"]


def test_the_second_school_starts_from_new_after_the_first_fell_through() -> None:
    agreeing = (*consents(SHARE, day(2, 9), OTHER), *consents("to the placement", day(8, 9), OTHER))
    story = Story(*referred(), *agreeing, asked(OTHER), answered(school=OTHER), met(), *signed())
    fell_through = story.on(FIRST, filed(started(did_start=False).entry, on=FIRST, by=OTHER))
    assert _whats(fell_through) == ["a new start date"]
    assert at(fell_through, FIRST) == "home"
    anew = story.on(
        day(24, 9), asked(RECEIVING, day(21, 9)), answered(on=day(22, 9)), met(day(24, 9), starts_on=day(28, 9))
    )
    assert stage(anew) is Stage.MEETING_HELD
    assert at(anew, day(28, 9)) == "home", "what was signed for the first school counts for nothing here"
    assert at(story.on(day(25, 9), *signed(day(25, 9))), day(28, 9)) == "receiving"


def test_the_placement_is_extended_and_then_nobody_decides() -> None:
    story = Story(*agreed(), started(), *(reported(monday) for monday in MONDAYS))
    extended = story.on(day(12, 10), reviewed(day(12, 10), extends=True, new_end_on=day(20, 11)))
    assert week_of(extended) == (5, 10)
    assert at(extended, day(3, 11)) == "receiving"
    forgotten = story.on(day(25, 11), *(reported(day(number, 11)) for number in (2, 9, 16)))
    assert stage(forgotten) is Stage.PLACED
    assert at(forgotten, day(25, 11)) == "receiving"
    late = [each.what for each in steps(forgotten) if each.is_late(day(25, 11))]
    assert late == ["the final review"], "the end passed without a decision: an alarm, never a silence"
    assert "weekly report" in _whats(forgotten)
