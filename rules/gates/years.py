"""A move across the summer: the child is a year older then, and after year 11 there is no school to go to."""

from datetime import date

from record.case import Case
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.forms.start import Start
from record.pack import Pack
from record.school_days import school_year
from record.turns import Turn, TurnKind
from record.year_group import LAST, leaves_school_on, year_group_on
from rules.examples import ACCEPTED
from rules.gate import Questions, gate
from rules.rule import MUST, SHOULD

SIGNED_BY_NOBODY = {"pack.agreement_signed_by": (), "pack.dual_form_signed_by": ()}
IN_JUNE = {
    **ACCEPTED,
    **SIGNED_BY_NOBODY,
    "referral.year_group": "10",
    "referral.confirmed_on": date(2026, 6, 1),
    "approach.sent_on": date(2026, 6, 2),
    "response.answered_on": date(2026, 6, 8),
    "met_on": date(2026, 6, 15),
    "outcome": "agreed",
    "starts_on": date(2026, 6, 22),
    "ends_on": date(2026, 7, 17),
}
"""A move of a child in year 10, agreed in June and begun at once."""
IN_SEPTEMBER = {**IN_JUNE, "starts_on": date(2026, 9, 7), "ends_on": date(2026, 10, 16)}
"""The same, begun after the summer, when the child is in year 11."""
LEAVES = {**IN_JUNE, "referral.year_group": "11"}
WHERE_IT_BEGINS: Questions = {MeetingRecord: ("starts_on",), Start: ("new_start_on",)}


@gate(
    "YEAR-1",
    on=(TurnKind.STARTS,),
    clause="APP-2",
    weight=MUST,
    at=WHERE_IT_BEGINS,
    message="Year 11 ends on the last Friday in June: choose an earlier first day, or look for a college with the family.",
    passes={**LEAVES, "ends_on": date(2026, 6, 26)},
    fails={**LEAVES, "starts_on": date(2026, 6, 29)},
)
def child_starts_before_year_11_ends(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """A placement starts before the child has left year 11."""
    leaves_on = leaves_school_on(case.referral, turn.on) if case.referral else None
    return turn.on <= leaves_on if leaves_on else None


@gate(
    "YEAR-2",
    on=(TurnKind.STARTS, TurnKind.EXTENDED, TurnKind.TRANSFERS),
    clause=("NA-4", "APP-9"),
    weight=SHOULD,
    at={MeetingRecord: ("ends_on",), Review: ("new_end_on",), FinalReview: ("takes_effect_on",)},
    message="This is past the child’s last exam and the end of Year 11: choose an earlier day, or say what it is for.",
    passes={**LEAVES, "ends_on": date(2026, 6, 26)},
    fails={**LEAVES, "ends_on": date(2026, 7, 3)},
)
def nothing_is_planned_past_year_11(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """No placement lasts, and no transfer takes effect, past the end of year 11."""
    last = _last_day(turn, case)
    if case.referral is None or last is None:
        return None
    leaves_on = leaves_school_on(case.referral, turn.on)
    return last <= leaves_on if leaves_on else None


def _last_day(turn: Turn, case: Case) -> date | None:
    """The day up to which a turn plans something at the receiving school."""
    if turn.kind is TurnKind.TRANSFERS:
        return turn.on if turn.filed and isinstance(turn.filed.entry, FinalReview) else None
    if turn.filed and isinstance(turn.filed.entry, Review):
        return turn.filed.entry.new_end_on
    return case.agreed_meeting.ends_on if case.agreed_meeting else None


@gate(
    "YEAR-3",
    on=(TurnKind.STARTS,),
    clause="APP-14",
    weight=MUST,
    at=WHERE_IT_BEGINS,
    message="By then the child is in Year 11, in which your authority uses no managed moves: ring your area coordinator.",
    passes={**IN_JUNE, "pack.year_11": "stop"},
    fails={**IN_SEPTEMBER, "pack.year_11": "stop"},
)
def no_move_begins_in_year_11(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """Where the authority says so, no move that was asked for in year 10 begins in year 11."""
    return _begins_before_year_11(turn, case) if pack.year_11 == "stop" else None


@gate(
    "YEAR-4",
    on=(TurnKind.STARTS,),
    clause="APP-14",
    weight=SHOULD,
    at=WHERE_IT_BEGINS,
    message="By then the child is in Year 11, when your authority seldom moves a child: say why the exams are safe.",
    passes={**IN_JUNE, "pack.year_11": "say why"},
    fails={**IN_SEPTEMBER, "pack.year_11": "say why"},
)
def a_move_that_begins_in_year_11_is_explained(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """Where the authority asks for it, a move that was asked for in year 10 and begins in year 11 has its reason."""
    return _begins_before_year_11(turn, case) if pack.year_11 == "say why" else None


def _begins_before_year_11(turn: Turn, case: Case) -> bool | None:
    """None for a child who was in year 11 already when the referral was judged."""
    if case.referral is None or case.referral.year_group in (None, "11"):
        return None
    number = year_group_on(case.referral, turn.on)
    return number is not None and number < LAST


@gate(
    "YEAR-5",
    on=(TurnKind.STARTS,),
    clause=("HF-7.4b", "WK-10", "NA-2"),
    weight=SHOULD,
    at=WHERE_IT_BEGINS,
    message="The school said yes before the summer: say that it has a vacancy in the year group the child is in by then.",
    passes=IN_JUNE,
    fails=IN_SEPTEMBER,
)
def vacancy_is_in_the_year_group_of_the_start(turn: Turn, case: Case, pack: Pack) -> bool | None:
    """The vacancy is in the year group that the child is in on the first day."""
    response = case.accepted.response if case.accepted else None
    if response is None or response.answered_on is None:
        return None
    return school_year(response.answered_on) == school_year(turn.on)
