"""Once a move ends: a next place that someone knows, the way back, a direction that still stands, the authority told."""

from collections.abc import Iterator
from datetime import date, time

from record.case import Case
from record.ended import Belongs, Ended, HowEnded, asked_back_on, ended
from record.entry import Filed, Party
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.ending import ELSEWHERE, Ending
from record.forms.final_review import FinalReview
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.school_days import ONE_DAY
from record.stage import needs_roll_change
from record.words import day
from rules.duty import LATE, NO_NEXT_PLACE, RETURN_UNCLEAR, Owed, Phase, duty, side_of
from rules.examples import DIRECTED, PLACED, REVOKED

NOT_KNOWN = "not known"
WAY_BACK = ("HF-12c", "APP-8")
LEFT = {
    **PLACED,
    "ending.reason": "moved house",
    "ending.ended_on": date(2026, 10, 1),
    "ending.last_session_on": date(2026, 10, 1),
    "ending.next_place": NOT_KNOWN,
}
EDUCATED = {"ending.missing_education_told": True, "ending.missing_education_told_on": date(2026, 10, 1)}
BACK_EARLY = {**PLACED, "early_ending.return_on": date(2026, 10, 5)}
MET_THERE = {"early_ending.return_at": time(8, 40), "early_ending.return_person": "Ms T. Okafor"}
WITHDRAWN = {
    **PLACED,
    **DIRECTED,
    "board_decision.decides": "direction",
    "ending.reason": "withdrawn",
    "ending.ended_on": date(2026, 10, 1),
}

ASKED_BACK = {
    **PLACED,
    **DIRECTED,
    "board_decision.decides": "direction",
    "board_decision.decided_on": date(2026, 9, 7),
    "early_ending.return_on": date(2026, 10, 5),
    "early_ending.until_revoked": "At the receiving school.",
}


@duty(
    "missing education",
    do="tell the children-missing-education team",
    what="tell the children-missing-education team",
    clause=WAY_BACK,
    owner=Party.HOME,
    form=Ending,
    phases=(Phase.ENDED,),
    harm=NO_NEXT_PLACE,
    comes=LEFT,
    goes={**LEFT, **EDUCATED},
    tell=(Party.LA,),
)
def a_missing_child_is_told_of(case: Case) -> Iterator[Owed]:
    """A child whose next place is not known is missing education until the children-missing-education team is told."""
    for filed, ending in _last_ending(case):
        is_told = ending.missing_education_told and ending.missing_education_told_on
        if ending.next_place == NOT_KNOWN and not is_told:
            says = f"{NOWHERE} The children-missing-education team has not been told."
            yield Owed(by=ending.ended_on, harms_from=ending.ended_on, answers=filed.entry_id, says=says)


NOWHERE = "The move has ended and the child’s next place is not known."


@duty(
    "next place",
    do="find out where the child goes next, and record it",
    what="where the child goes next",
    clause=WAY_BACK,
    owner=Party.HOME,
    form=Ending,
    phases=(Phase.ENDED,),
    harm=NO_NEXT_PLACE,
    comes={**LEFT, **EDUCATED},
    goes={**LEFT, "ending.next_place": "home school"},
    tell=(Party.LA,),
)
def a_next_place_is_known(case: Case) -> Iterator[Owed]:
    """After an ending someone can say where the child goes, until its name comes off a roll."""
    end = ended(case)
    if end is None or case.last(RollChange) or not case.has_started:
        return
    for filed, ending in _last_ending(case):
        if ending.next_place == NOT_KNOWN and end.how in (HowEnded.WITHDRAWN, HowEnded.OTHERWISE):
            yield Owed(by=end.decided_on, harms_from=end.decided_on, answers=filed.entry_id, says=NOWHERE)
    made_by = _makes(case, end)
    if end.belongs is Belongs.ELSEWHERE and made_by and not _is_named(case):
        says = "The child is going elsewhere, but no school or provision is named."
        who, kind, on = side_of(case, made_by), made_by.form, end.from_on
        yield Owed(by=on, harms_from=on, who=who, form=kind, answers=made_by.entry_id, says=says)


def _last_ending(case: Case) -> Iterator[tuple[Filed, Ending]]:
    for filed in case.filed_of(Ending)[-1:]:
        if isinstance(filed.entry, Ending):
            yield filed, filed.entry


def _is_named(case: Case) -> bool:
    ending, review = case.last(Ending), case.last(FinalReview)
    if ending and ending.next_place == ELSEWHERE:
        return bool(ending.next_name)
    return bool(review and review.destination)


def _makes(case: Case, end: Ended) -> Filed | None:
    return next((each for each in case.filed if each.entry_id == end.entry_id), None)


@duty(
    "way back",
    do="say when and where the child comes back, and who meets them",
    what="say when and where the child comes back, and who meets them",
    clause=WAY_BACK,
    owner=Party.HOME,
    form=Ending,
    phases=(Phase.ENDED,),
    harm=RETURN_UNCLEAR,
    comes=BACK_EARLY,
    goes={**BACK_EARLY, **MET_THERE},
    tell=(Party.HOME,),
)
def the_way_back_is_clear(case: Case) -> Iterator[Owed]:
    """A child on the way back has a day, a time and a person to go to, until the first day there is over."""
    end = ended(case)
    filed = _makes(case, end) if end else None
    if end is None or filed is None or end.belongs is not Belongs.HOME or not case.has_started:
        return
    first_day = case.calendar(case.home).next_open(end.from_on)
    says = f"The child goes back to the home school on {day(first_day)}, but the time or the person to meet is missing."
    on = end.decided_on
    if isinstance(filed.entry, Consent):  # a withdrawal said in the consent form, with no room for the way back
        is_past = case.today > first_day
        yield Owed(
            by=on, harms_from=None if is_past else on, harm=LATE if is_past else None, says="" if is_past else says
        )
    elif case.today <= first_day and not (end.at and end.person) and not _is_nowhere(filed):
        who, kind = side_of(case, filed), filed.form
        yield Owed(by=on, harms_from=on, who=who, form=kind, answers=filed.entry_id, says=says)


def _is_nowhere(filed: Filed) -> bool:
    return isinstance(filed.entry, Ending) and filed.entry.next_place == NOT_KNOWN


@duty(
    "review after a withdrawal",
    do="hold a review of the direction",
    what="a review of the direction",
    clause=("NA-9", "NA-8"),
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=Review,
    phases=(Phase.ENDED,),
    harm=LATE,
    comes=WITHDRAWN,
    goes={**WITHDRAWN, "review.reviewed_on": date(2026, 10, 2)},
    in_calendar=True,
)
def a_direction_is_reviewed_after_a_withdrawal(case: Case) -> Iterator[Owed]:
    """A parent's withdrawal does not revoke a direction: it calls a review, until the direction ends."""
    end = ended(case)
    if end is None or end.how is not HowEnded.WITHDRAWN or not case.is_under_direction or case.today >= end.from_on:
        return
    if needs_roll_change(case) and not any(
        each.reviewed_on and each.reviewed_on >= end.decided_on for each in case.of(Review)
    ):
        yield Owed(by=end.decided_on)


@duty(
    "end of a direction",
    do="ask the board whether it ends its direction, as requested, and record what it decides",
    what="the board’s decision on ending its direction",
    clause=("NA-8", "NA-9"),
    owner=Party.HOME,
    form=BoardDecision,
    phases=(Phase.ENDED,),
    harm=RETURN_UNCLEAR,
    comes=ASKED_BACK,
    goes={**ASKED_BACK, **REVOKED},
    in_calendar=True,
    tell=(Party.RECEIVING,),
)
def the_board_answers_who_asks_for_an_end(case: Case) -> Iterator[Owed]:
    """An end that the receiving school asks for is put to the board the same day, and decided before the day asked for."""
    asked, end = asked_back_on(case), ended(case)
    if asked and end:
        on = max(end.decided_on, case.calendar(case.home).last_open(asked - ONE_DAY))
        says = (
            f"The receiving school asked the board to end its direction from {day(asked)}, and the board has not "
            "decided. Until it does, the child is expected at the receiving school."
        )
        yield Owed(by=end.decided_on, harms_from=on, says=says)
