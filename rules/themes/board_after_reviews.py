"""What the board decides after each review of a direction: that it goes on to a day, is renewed, or ends."""

from datetime import date

from record.answers import is_a_sentence
from record.case import Case
from record.directed import direction_ends_on
from record.forms.board_decision import CONTINUATION, RENEWAL, BoardDecision
from record.pack import Pack
from record.placement_days import every_review_held
from rules.case_queries import without
from rules.examples import DIRECTED, PLACED
from rules.rule import MUST, SHOULD, rule

CONTINUED = {
    **PLACED,
    **DIRECTED,
    "board_decision.first.decides": "direction",
    "board_decision.first.decided_on": date(2026, 9, 8),
    "board_decision.first.last_day_on": date(2026, 10, 23),
    "board_decision.first.longest_until": date(2026, 12, 18),
    "review.reviewed_on": date(2026, 9, 30),
    "decides": "continuation",
    "decided_on": date(2026, 10, 1),
    "follows_review": True,
    "review_on": date(2026, 9, 30),
    "continues_until": date(2026, 10, 23),
}


@rule(
    "DIRECTION-16",
    on=BoardDecision,
    clause=("NA-15", "APP-5"),
    weight=MUST,
    fields=("review_on",),
    message="No record of a review on that day: write the record of the review first, or correct the date.",
    passes=CONTINUED,
    fails={**CONTINUED, "review_on": date(2026, 9, 29)},
)
def decision_follows_a_recorded_review(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A decision after a review names one that was recorded, held by the day of the decision."""
    if not decision.review_on or not decision.decided_on:
        return None
    held = every_review_held(case)
    return decision.review_on in held and decision.review_on <= decision.decided_on


@rule(
    "DIRECTION-17",
    on=BoardDecision,
    clause=("NA-15", "NA-8"),
    weight=MUST,
    fields=("continues_until",),
    message="A direction cannot continue past the end of its notice, and only while it runs: for longer, choose "
    "renewal.",
    passes=CONTINUED,
    fails={**CONTINUED, "continues_until": date(2026, 10, 24)},
)
def continuation_stays_within_the_notice(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A direction continues from the decision to a day within its notice."""
    earlier = without(case, decision)
    if (
        decision.decides != CONTINUATION
        or not decision.continues_until
        or not decision.decided_on
        or not earlier.direction
    ):
        return None
    if decision.decided_on > direction_ends_on(earlier):
        return False
    notified = earlier.direction.last_day_on or date.max
    return decision.decided_on <= decision.continues_until <= notified


@rule(
    "DIRECTION-18",
    on=BoardDecision,
    clause=("NA-15", "APP-9"),
    weight=MUST,
    fields=("why_no_review",),
    message="Say in a sentence why the board decided without a review.",
    passes={**CONTINUED, "follows_review": False, "why_no_review": "The receiving school closed at once"},
    fails={**CONTINUED, "follows_review": False, "why_no_review": "None"},
)
def deciding_without_a_review_is_explained(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A decision that follows no review says why, in a sentence."""
    if decision.follows_review is not False or not decision.why_no_review:
        return None
    return is_a_sentence(decision.why_no_review)


@rule(
    "DIRECTION-20",
    on=BoardDecision,
    clause="NA-18",
    weight=SHOULD,
    fields=("last_day_on",),
    message="This is longer than the longest time proposed at the start: say why.",
    passes={**CONTINUED, "decides": "renewal", "last_day_on": date(2026, 12, 18)},
    fails={**CONTINUED, "decides": "renewal", "last_day_on": date(2027, 1, 8)},
)
def renewal_stays_within_what_was_proposed(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A renewal is no longer than the longest time proposed at the start."""
    proposed = [each.longest_until for each in without(case, decision).board_decisions if each.longest_until]
    if decision.decides != RENEWAL or not proposed or not decision.last_day_on:
        return None
    return decision.last_day_on <= proposed[-1]
