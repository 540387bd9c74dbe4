"""A placement that ends before time, a way back, a name off a roll: the same guards, whichever form does it."""

from datetime import date

from record.case import Case
from record.consents import TRANSFER as TO_TRANSFER
from record.directed import direction_ends_on
from record.ended import ended
from record.forms.early_ending import EarlyEnding
from record.forms.final_review import FinalReview
from record.forms.roll_change import RollChange
from record.pack import Pack
from record.turns import Turn, TurnKind, turns
from rules.case_queries import weeks_can_be_counted
from rules.examples import DIRECTED, consented
from rules.gate import gate, has_ground
from rules.rule import MUST, SHOULD
from rules.themes.decisions import COMES_BACK
from rules.themes.endings import ENDED
from rules.themes.roll_change import TRANSFERRED

DECIDED_BY_REVIEW = (TurnKind.TRANSFERS, TurnKind.RETURNS, TurnKind.ELSEWHERE)
IN_TIME = {**COMES_BACK, "reviewed_on": date(2026, 10, 20), "takes_effect_on": date(2026, 11, 2)}
AGREED_BY_BOTH = {"home_head_agrees": True, "receiving_head_agrees": True}
BACK_WITHIN = 5
"""School days from the decision to the first day back; guidance gives no number: this one is the app's own."""


@gate(
    "TIME-1",
    on=DECIDED_BY_REVIEW,
    clause=("HF-7.6g", "WK-8", "APP-9"),
    weight=SHOULD,
    at={FinalReview: ("reviewed_on",)},
    message="This is before the week set for the review: say why it is right to decide now.",
    passes={**IN_TIME, "case.today": date(2026, 10, 21)},
    fails=COMES_BACK,
)
def decision_waits_for_its_week(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A final review is held no earlier than the week set for it."""
    review = turn.filed.entry if turn.filed else None
    return _is_in_time(review, case, pack) if isinstance(review, FinalReview) else None


@gate(
    "TIME-2",
    on=DECIDED_BY_REVIEW,
    clause=("HF-12a", "WK-16", "APP-5"),
    weight=MUST,
    at={FinalReview: ("home_head_agrees", "receiving_head_agrees")},
    message="Before the week set for the review a placement is decided only when both head teachers agree.",
    passes={**COMES_BACK, **AGREED_BY_BOTH},
    fails={**COMES_BACK, **AGREED_BY_BOTH, "home_head_agrees": False},
)
def both_heads_agree_to_an_early_decision(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """Both head teachers agree to a decision before the week set for the review."""
    review = turn.filed.entry if turn.filed else None
    if not isinstance(review, FinalReview) or _is_in_time(review, case, pack) is not False:
        return None
    said = (review.home_head_agrees, review.receiving_head_agrees)
    return False if False in said else None if None in said else True


TWELVE_WEEKS = {
    **IN_TIME,
    "case.today": date(2026, 10, 21),
    "before_you_start.route": "alternative provision",
}


@gate(
    "TIME-3",
    on=DECIDED_BY_REVIEW,
    clause="HF-6.5",
    weight=SHOULD,
    at={FinalReview: ("reviewed_on",)},
    message="In alternative provision this is decided at the end of the agreed weeks: say why it is right to decide "
    "now.",
    passes=TWELVE_WEEKS,
    fails={**TWELVE_WEEKS, "meeting_record.weeks": 12, "meeting_record.ends_on": date(2026, 12, 4)},
)
def provision_is_decided_at_its_end(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """In alternative provision the decision is made in the last of the agreed weeks, or later."""
    review, placement = turn.filed.entry if turn.filed else None, case.placement
    if case.route != "alternative provision" or not isinstance(review, FinalReview) or not placement:
        return None
    if not placement.ends_on or not _is_in_time(review, case, pack):
        return None
    week_of, in_school_weeks = case.calendar(placement.school).week_number, pack.weeks_are_school_weeks
    last = week_of(placement.starts_on, placement.ends_on, in_school_weeks)
    return review.reviewed_on is not None and week_of(placement.starts_on, review.reviewed_on, in_school_weeks) >= last


def _is_in_time(review: FinalReview, case: Case, pack: Pack) -> bool | None:
    """Whether a final review is held in the first week set for a review, or in the placement's last, or later."""
    placement = case.placement
    if placement is None or placement.ends_on is None or review.reviewed_on is None:
        return None
    if review.reviewed_on < placement.starts_on or not weeks_can_be_counted(
        case, placement.school, placement.starts_on, review.reviewed_on
    ):
        return None
    week_of, in_school_weeks = case.calendar(placement.school).week_number, pack.weeks_are_school_weeks
    last = week_of(placement.starts_on, placement.ends_on, in_school_weeks)
    return week_of(placement.starts_on, review.reviewed_on, in_school_weeks) >= min(*pack.review_weeks, last)


@gate(
    "BACK-1",
    on=(TurnKind.RETURNS,),
    clause=("HF-12c", "APP-8"),
    weight=SHOULD,
    at={EarlyEnding: ("return_on",), FinalReview: ("takes_effect_on",)},
    message="Choose an earlier first day back, or say where the child is on the days until then.",
    passes={**ENDED, "filed_on": date(2026, 10, 2)},
    fails={**ENDED, "filed_on": date(2026, 10, 2), "return_on": date(2026, 10, 19)},
)
def child_is_back_within_days(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A child who returns is back within days of the decision, or on the first day after the placement."""
    entry, placement = turn.filed.entry if turn.filed else None, case.placement
    if not isinstance(entry, EarlyEnding | FinalReview) or placement is None or turn.decided_on is None:
        return None
    school_day = case.calendar(case.home).after
    latest = school_day(turn.decided_on, BACK_WITHIN)
    if isinstance(entry, EarlyEnding):
        return (entry.return_on or turn.on) <= latest  # a direction may keep the child longer than was asked
    return turn.on <= (max(latest, school_day(placement.ends_on, 1)) if placement.ends_on else latest)


DIRECTED_OUT = {
    **ENDED,
    **DIRECTED,
    "filed_on": date(2026, 10, 2),
    "board_decision.first.decides": "direction",
    "board_decision.first.decided_on": date(2026, 9, 8),
    "board_decision.first.last_day_on": date(2026, 10, 23),
}


@gate(
    "BACK-3",
    on=(TurnKind.RETURNS,),
    clause=("NA-8", "APP-8"),
    weight=MUST,
    at={EarlyEnding: ("until_revoked", "return_on")},
    message="Only the board ends its direction: say where the child is until it has, and ask the home school to have it revoked.",
    passes={**DIRECTED_OUT, "until_revoked": "At our school, with Mr Reeve"},
    fails=DIRECTED_OUT,
)
def board_ends_its_direction(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """An early ending brings a child home only once the board's direction has ended or is revoked."""
    ending = turn.filed.entry if turn.filed else None
    if not case.is_under_direction or not isinstance(ending, EarlyEnding) or not case.direction:
        return None
    return turn.on > direction_ends_on(case)


@gate(
    "ROLL-13",
    on=(TurnKind.OFF_A_ROLL,),
    clause=("NA-11", "APP-5"),
    weight=MUST,
    at={RollChange: ("deleted_on",)},
    message="A name comes off a roll once the move has ended and nothing is missing: first put right what the case "
    "page lists.",
    passes={**TRANSFERRED, **consented(TO_TRANSFER, date(2026, 9, 28))},
    fails={**TRANSFERRED, **consented(TO_TRANSFER, date(2026, 9, 28), answer="withdrawn")},
)
def the_move_stands_on_its_ground(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A name comes off a roll only after a move that has ended, and lacks nothing it must have."""
    end = ended(case)
    if end is None or turn.on < end.from_on:
        return False
    before = [each for each in turns(case) if each.kind is not TurnKind.OFF_A_ROLL and each.on <= turn.on]
    return all(has_ground(each, case) for each in before)
