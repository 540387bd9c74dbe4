"""Withdrawal and other endings: wherever the child goes next, somebody expects the child there."""

from datetime import date

from record.case import Case
from record.directed import direction_ends_on
from record.ending import BACK_HOME, ELSEWHERE, Ending
from record.pack import Pack
from rules.case_queries import given, in_order, is_open
from rules.examples import DIRECTED, PLACED
from rules.rule import MUST, SHOULD, rule

WITH_AN_ARRIVAL = (BACK_HOME, ELSEWHERE)
WITHDRAWN = {
    **PLACED,
    "ended_on": date(2026, 10, 1),
    "reason": "withdrawn",
    "last_session_on": date(2026, 10, 2),
    "next_place": BACK_HOME,
    "next_on": date(2026, 10, 5),
    "next_at": "08:30",
    "next_where": "Main reception",
    "next_person": "Mr D. Shaw",
}


@rule(
    "ENDING-1",
    on=Ending,
    clause=("HF-12c", "APP-2"),
    weight=MUST,
    fields=("next_on",),
    message="Choose a day after the last one at the receiving school.",
    passes=WITHDRAWN,
    fails={**WITHDRAWN, "next_on": date(2026, 10, 2)},
)
def next_place_follows_the_last_day(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The child is expected at the next place after the last day at the receiving school."""
    if not ending.last_session_on or not ending.next_on:
        return None
    return ending.next_on > ending.last_session_on


@rule(
    "ENDING-2",
    on=Ending,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("next_on",),
    message="Choose a day when the home school is open.",
    passes=WITHDRAWN,
    fails={**WITHDRAWN, "next_on": date(2026, 10, 4)},
)
def child_comes_back_on_an_open_day(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """A child who comes back is expected on a day when the home school is open."""
    return is_open(case, case.home, ending.next_on) if ending.next_place == BACK_HOME else None


@rule(
    "ENDING-3",
    on=Ending,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("next_at", "next_where", "next_person"),
    message="Give the time, the place and the person for the first day there.",
    passes=WITHDRAWN,
    fails={**WITHDRAWN, "next_where": None},
)
def next_place_has_a_time_a_place_and_a_person(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The next place has a time, a place and a person."""
    if ending.next_place not in WITH_AN_ARRIVAL or not ending.next_on:
        return None
    return given(ending.next_at, ending.next_where, ending.next_person)


@rule(
    "ENDING-4",
    on=Ending,
    clause=("HF-12c", "APP-8"),
    weight=SHOULD,
    fields=("next_on",),
    message="Choose the next school day, or say where the child is on the days between.",
    passes=WITHDRAWN,
    fails={**WITHDRAWN, "next_on": date(2026, 10, 6)},
)
def no_day_lies_between(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The child comes back on the first school day after the last one at the receiving school."""
    if ending.next_place != BACK_HOME or not ending.last_session_on or not ending.next_on:
        return None
    return ending.next_on <= case.calendar(case.home).after(ending.last_session_on, 1)


@rule(
    "ENDING-5",
    on=Ending,
    clause=("HF-12c", "APP-8"),
    weight=SHOULD,
    fields=("missing_education_told",),
    message="Tell the children-missing-education team today: nobody knows where this child goes next.",
    passes={"next_place": "not known", "missing_education_told": True},
    fails={"next_place": "not known", "missing_education_told": False},
)
def missing_child_is_reported(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The children-missing-education team is told of a child whose next place is not known."""
    return ending.missing_education_told if ending.next_place == "not known" else None


@rule(
    "ENDING-6",
    on=Ending,
    clause="APP-3",
    weight=MUST,
    fields=("next_place", "reason"),
    message="The reason and the next place do not match: correct one of them.",
    passes={**WITHDRAWN, "reason": "home education", "next_place": "home education"},
    fails={**WITHDRAWN, "reason": "home education"},
)
def reason_and_next_place_agree(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The reason for the ending and the next place agree."""
    if ending.reason != "home education" or ending.next_place is None:
        return None
    return ending.next_place == "home education"


@rule(
    "ENDING-7",
    on=Ending,
    clause=("NA-9", "NA-8"),
    weight=SHOULD,
    fields=("next_on",),
    message="The board’s direction stands until it is revoked: ask the board to revoke it, and call a review.",
    passes={
        **WITHDRAWN,
        **DIRECTED,
        "board_decision.first.decides": "direction",
        "board_decision.first.decided_on": date(2026, 9, 8),
        "board_decision.first.last_day_on": date(2026, 10, 2),
    },
    fails={
        **WITHDRAWN,
        **DIRECTED,
        "board_decision.first.decides": "direction",
        "board_decision.first.decided_on": date(2026, 9, 8),
        "board_decision.first.last_day_on": date(2026, 10, 23),
    },
)
def withdrawal_waits_for_the_direction(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """On off-site direction a withdrawn child comes home once the direction has ended or is revoked."""
    if case.route != "off-site direction" or ending.reason != "withdrawn" or not ending.next_on or not case.direction:
        return None
    return ending.next_on > direction_ends_on(case)


@rule(
    "ENDING-8",
    on=Ending,
    clause="APP-2",
    weight=MUST,
    fields=("last_session_on",),
    message="Check the date: the last day at the receiving school cannot be before the first.",
    passes=WITHDRAWN,
    fails={**WITHDRAWN, "last_session_on": date(2026, 9, 11)},
)
def last_day_follows_the_start(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """The last day at the receiving school is not before the first."""
    return in_order(case.placement.starts_on, ending.last_session_on) if case.placement else None
