"""A move for good: by transfer, by direct move, by a changed kind of move, by anything, with everyone's agreement."""

from datetime import date

from record.case import Case
from record.consents import TRANSFER as TO_TRANSFER
from record.consents import has_consent
from record.forms.before_you_start import BeforeYouStart
from record.forms.early_ending import EarlyEnding
from record.forms.ending import BACK_HOME, Ending
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.pack import Pack
from record.turns import Turn, TurnKind, turns
from rules.case_queries import answered_from, up_to
from rules.examples import DIRECT, PLACED, consented
from rules.gate import gate
from rules.rule import MUST
from rules.themes.decisions import REVIEWED_ON, STAYS

MOVES_FOR_GOOD = {**PLACED, "route": "direct"}
"""The kind of move is said to be direct, once the child has started."""
ENDS = (
    *(TurnKind.RETURNS, TurnKind.WITHDRAWN, TurnKind.ELSEWHERE, TurnKind.EXCLUDED),
    TurnKind.LEAVES_BOTH_ROLLS,
)
MOVED_HOUSE = {
    **PLACED,
    "reason": "moved house",
    "ended_on": date(2026, 10, 1),
    "last_session_on": date(2026, 10, 1),
    "next_place": BACK_HOME,
    "next_on": date(2026, 10, 2),
}


@gate(
    "DECISION-2",
    on=(TurnKind.TRANSFERS,),
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    at={FinalReview: ("decision",)},
    message="Record each parent’s and the pupil’s consent to the permanent transfer, given at this review or after it.",
    passes={**STAYS, **consented(TO_TRANSFER, REVIEWED_ON)},
    fails={**STAYS, **consented(TO_TRANSFER, date(2026, 9, 7))},
)
def everybody_consents_to_the_transfer(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """Everyone consents to the permanent transfer at the review or after it."""
    review, placement = turn.filed.entry if turn.filed else None, case.placement
    if not isinstance(review, FinalReview) or not review.reviewed_on or not placement or case.referral is None:
        return None
    by = max(review.reviewed_on, review.takes_effect_on or case.today)
    return has_consent(answered_from(up_to(case, by), review.reviewed_on), TO_TRANSFER, placement.school)


@gate(
    "PERMANENT-1",
    on=(TurnKind.TRANSFERS,),
    clause=("HF-1c", "WK-5", "NA-2"),
    weight=MUST,
    at={BeforeYouStart: ("route",), MeetingRecord: ("starts_on",)},
    message="Record each parent’s and the pupil’s consent to the permanent move before the first day.",
    passes={**MOVES_FOR_GOOD, **consented(TO_TRANSFER, date(2026, 9, 7))},
    fails={**MOVES_FOR_GOOD, **consented(TO_TRANSFER, date(2026, 9, 7), answer="withdrawn")},
)
def everybody_consents_to_the_direct_move(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """Everyone consents to a direct move before its first day."""
    placement = case.placement
    if placement is None or case.is_dual_registered or case.referral is None:
        return None
    return has_consent(up_to(case, placement.starts_on), TO_TRANSFER, placement.school)


@gate(
    "PERMANENT-2",
    on=(TurnKind.TRANSFERS,),
    clause=("HF-11a", "WK-8", "APP-5"),
    weight=MUST,
    at={BeforeYouStart: ("route",), FinalReview: ("decision",)},
    message="This was a time-limited placement: only a final review makes the move permanent. Hold it first.",
    passes=MOVES_FOR_GOOD,
    fails={**MOVES_FOR_GOOD, "start.receiving_status": "S: subsidiary, dual registered"},
)
def a_final_review_makes_a_placement_permanent(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A placement becomes permanent by its final review, and by nothing else."""
    is_reviewed = turn.filed is not None and isinstance(turn.filed.entry, FinalReview)
    return is_reviewed or not was_placed(case)


@gate(
    "PERMANENT-3",
    on=ENDS,
    clause=("HF-11c", "NA-11", "APP-5"),
    weight=MUST,
    at={Ending: ("reason",), FinalReview: ("decision",), EarlyEnding: ("return_on",)},
    message="The child has moved permanently and is the receiving school’s pupil: anything further is for that school, "
    "or a new case.",
    passes=MOVED_HOUSE,
    fails={**MOVED_HOUSE, **DIRECT},
)
def what_is_for_good_is_ended_by_nobody(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A permanent move that has taken effect is not ended afterwards, in whichever form."""
    decided_on = turn.decided_on or turn.on
    return not any(each.kind is TurnKind.TRANSFERS and each.on < decided_on for each in turns(case))


def was_placed(case: Case) -> bool:
    """Whether what the schools recorded shows a placement, whatever kind of move the case is said to be today."""
    registered = (each.receiving_status or "" for each in case.of(Start))
    return any(each.startswith("S") for each in registered) or bool(case.of(WeeklyReport))
