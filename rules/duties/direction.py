"""While a direction runs: what the board owes after each review, to whom in writing, a review that is asked for, its invitation."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.directed import direction_ends_on
from record.ended import HowEnded, ended
from record.entry import Party
from record.forms.board_decision import AFTER_REVIEWS, BoardDecision
from record.forms.final_review import RETURN, FinalReview
from record.forms.review import Review
from record.forms.review_request import ReviewRequest
from record.in_writing import not_told_in_writing
from record.placement_days import REVIEW_WITHIN, WITHOUT_REVIEW, reviews_held
from record.stage import needs_roll_change
from record.words import day
from rules.duty import ALWAYS, LATE, NOT_TOLD, RETURN_UNCLEAR, Owed, Phase, duty
from rules.examples import DIRECTED, PLACED, REVOKED
from rules.rule import Example

DECIDES_WITHIN = 5
"""School days for the board to decide after a review. The law gives no number: this one is the app's own."""
NEW_LAW = date(2026, 7, 26)
"""From this day the regulations apply to academies too."""
ACADEMY = re.compile(r"academ|free school|studio|technical|technology", re.IGNORECASE)
"""In what the national register calls a school, which it is when it is an academy."""
RUNS: Example = {**PLACED, **DIRECTED, "board_decision.first.decides": "direction"}
REVIEWED: Example = {**RUNS, "review.reviewed_on": date(2026, 10, 1), "review.invited_on": date(2026, 9, 21)}
CONTINUES: Example = {
    "board_decision.second.decides": "continuation",
    "board_decision.second.decided_on": date(2026, 10, 2),
    "board_decision.second.continues_until": date(2026, 10, 23),
}
WITHDRAWN: Example = {
    **RUNS,
    "ending.reason": "withdrawn",
    "ending.ended_on": date(2026, 10, 1),
    "review.reviewed_on": date(2026, 10, 2),
}
FINALLY_REVIEWED: Example = {
    **RUNS,
    "board_decision.first.notices": ({"to": "Mrs J. Adeyemi"},),
    "final_review.reviewed_on": date(2026, 10, 1),
    "final_review.decision": RETURN,
    "final_review.takes_effect_on": date(2026, 10, 5),
}
REQUESTED: Example = {**RUNS, "review_request.asked_by": "a parent", "review_request.asked_on": date(2026, 10, 1)}
BEGUN_BEFORE: Example = {
    **RUNS,
    "approach.sent_on": date(2026, 7, 1),
    "response.answered_on": date(2026, 7, 2),
    "meeting_record.met_on": date(2026, 7, 3),
    "meeting_record.starts_on": date(2026, 7, 13),
    "start.started_on": date(2026, 7, 13),
    "board_decision.first.decided_on": date(2026, 7, 6),
}


def _runs(case: Case) -> bool:
    """Whether a direction has begun and still sends the child out."""
    return case.is_under_direction and case.has_started and case.today <= direction_ends_on(case)


def _has_not_said(case: Case, on: date) -> bool:
    """Whether a direction runs and the board has decided nothing since a day."""
    return _runs(case) and not any(each.decided_on and each.decided_on >= on for each in case.board_decisions)


def _by(case: Case, on: date) -> date:
    """By when the board decides what came up on a day: while its direction still runs."""
    return max(on, min(case.calendar(case.home).after(on, DECIDES_WITHIN), direction_ends_on(case)))


@duty(
    "board after a review",
    do="take the review to the board: record whether the direction continues, and for how long",
    what="the board’s decision after the review",
    clause="NA-15",
    owner=Party.HOME,
    form=BoardDecision,
    phases=(Phase.PLACED,),
    harm=LATE,
    comes=REVIEWED,
    goes={**REVIEWED, **CONTINUES},
    in_calendar=True,
    tell=(Party.RECEIVING,),
)
def the_board_decides_after_each_review(case: Case) -> Iterator[Owed]:
    """After each review of a direction the board decides whether it continues, and for how long."""
    held = [each.reviewed_on for each in case.of(Review) if each.reviewed_on and each.invited_on]
    if held and _has_not_said(case, max(held)):
        on = max(held)
        says = f"The direction was reviewed on {day(on)}, and the board has not decided whether it continues."
        yield Owed(by=_by(case, on), says=says)


@duty(
    "board after the final review",
    do="take the final review to the board: record that its direction ends, or how long it continues",
    what="the board’s decision after the final review",
    clause="NA-15",
    owner=Party.HOME,
    form=BoardDecision,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=FINALLY_REVIEWED,
    goes={**FINALLY_REVIEWED, **REVOKED},
    is_aside=True,
    in_calendar=True,
    tell=(Party.RECEIVING,),
)
def the_board_decides_after_the_final_review(case: Case) -> Iterator[Owed]:
    """After the final review of a direction the board decides too, unless nobody recorded who was given its notice."""
    end, review = ended(case), case.last(FinalReview)
    is_by_review = end is not None and end.how in (HowEnded.RETURNED, HowEnded.TRANSFERRED, HowEnded.ELSEWHERE)
    on = review.reviewed_on if review else None
    if on and is_by_review and any(each.notices for each in case.board_decisions) and _has_not_said(case, on):
        says = f"The final review of the direction was held on {day(on)}, and the board has not recorded that it ends."
        yield Owed(by=_by(case, on), says=says)


@duty(
    "board after a withdrawal",
    do="ask the board whether its direction continues, now that the family has withdrawn, and record what it decides",
    what="the board’s decision after the family withdrew",
    clause=("NA-15", "NA-8"),
    owner=Party.HOME,
    form=BoardDecision,
    phases=(Phase.ENDED,),
    harm=RETURN_UNCLEAR,
    comes=WITHDRAWN,
    goes={**WITHDRAWN, **REVOKED},
    in_calendar=True,
    tell=(Party.RECEIVING,),
)
def the_board_decides_after_a_withdrawal(case: Case) -> Iterator[Owed]:
    """A family's withdrawal does not end a direction: once it is reviewed, the board says whether it goes on."""
    end = ended(case)
    if end is None or end.how is not HowEnded.WITHDRAWN or not needs_roll_change(case):
        return
    if _has_not_said(case, end.decided_on):
        held = reviews_held(case)
        lacking = () if held and held[-1] >= end.decided_on else ("a review of the direction",)
        says = (
            "The family has withdrawn, and the board has not decided whether its direction continues. Until it does, "
            "the child is expected at the receiving school."
        )
        yield Owed(by=_by(case, end.decided_on), waits_for=lacking, says=says)


@duty(
    "outcome in writing",
    do="write to each of them what the board decided and why, and record when and how",
    what="write to the family what the board decided",
    clause="NA-17",
    owner=Party.HOME,
    form=BoardDecision,
    phases=ALWAYS,
    harm=NOT_TOLD,
    comes={**REVIEWED, **CONTINUES, "board_decision.second.notices": ({"to": "Mrs J. Adeyemi"},)},
    goes={
        **REVIEWED,
        **CONTINUES,
        "board_decision.second.notices": ({"to": "Mrs J. Adeyemi", "given_on": date(2026, 10, 2), "how": "by post"},),
    },
    is_aside=True,
    letter="review_outcome",
)
def the_outcome_is_written_to_everybody(case: Case) -> Iterator[Owed]:
    """What the board last decided after a review goes in writing, within days, to every parent and the authority of a plan."""
    for filed in case.filed_of(BoardDecision)[-1:]:
        decision = filed.entry
        if isinstance(decision, BoardDecision) and decision.decides in AFTER_REVIEWS and decision.notices:
            lacking = not_told_in_writing(case, decision)
            within = timedelta(days=case.pack.outcome_notice_days)
            says = "It is not recorded that everyone who must be told in writing has been told what the board decided."
            if lacking and decision.decided_on:
                yield Owed(by=decision.decided_on + within, answers=filed.entry_id, of=lacking, says=says)


@duty(
    "a review that was asked for",
    do="hold the review that was asked for in writing",
    what="the review that was asked for",
    clause="NA-9",
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.PLACED,),
    harm=LATE,
    comes=REQUESTED,
    goes={**REQUESTED, "review.reviewed_on": date(2026, 10, 2)},
    in_calendar=True,
    tell=(Party.RECEIVING,),
)
def a_review_that_is_asked_for_is_held(case: Case) -> Iterator[Owed]:
    """A review asked for in writing is held as soon as practicable, unless one was held in the ten weeks before."""
    for request in case.of(ReviewRequest)[-1:]:
        asked_on = request.asked_on
        if asked_on and _runs(case) and not any(each > asked_on - WITHOUT_REVIEW for each in reviews_held(case)):
            says = f"{(request.asked_by or 'Someone').capitalize()} asked in writing on {day(asked_on)} for a review."
            yield Owed(by=case.calendar(case.home).after(asked_on, REVIEW_WITHIN), says=says)


@duty(
    "a direction of before the new law",
    do="if your school is an academy: ask the board to consider this direction, which began before 26 July 2026, and "
    "record what it decides",
    what="the board’s decision on a direction that began before 26 July 2026",
    clause=("NA-15", "NA-8"),
    owner=Party.HOME,
    form=BoardDecision,
    phases=(Phase.PLACED,),
    harm=None,
    comes=BEGUN_BEFORE,
    goes={**BEGUN_BEFORE, **CONTINUES},
    is_aside=True,
)
def an_academy_looks_at_directions_begun_before(case: Case) -> Iterator[Owed]:
    """An academy's direction that began before 26 July 2026 and still runs is put to its board under the rules of since then."""
    school = case.schools.get(case.home)
    is_no_academy = bool(school and school.sort and not ACADEMY.search(school.sort))
    began_on = case.placement.starts_on if case.placement else NEW_LAW
    if began_on < NEW_LAW <= case.today and not is_no_academy and _has_not_said(case, NEW_LAW):
        yield Owed()
