"""Off-site direction: the board's decision, and notice in time."""

from datetime import date

from record.case import Case
from record.forms.board_decision import DIRECTS, BoardDecision
from record.pack import Pack
from rules.case_queries import in_order, is_open, term_dates_are_known, without
from rules.examples import ANOTHER, DIRECTED, MET, RECEIVING
from rules.rule import MUST, SHOULD, rule

NOTICED = {
    **MET,
    **DIRECTED,
    "decides": "direction",
    "decided_on": date(2026, 9, 8),
    "notice_given_on": date(2026, 9, 10),
    "first_day_on": date(2026, 9, 14),
    "last_day_on": date(2026, 10, 23),
    "number_of_days": 30,
}
REVOKED = {
    **DIRECTED,
    "board_decision.first.decides": "direction",
    "board_decision.first.decided_on": date(2026, 9, 8),
    "decides": "revocation",
    "decided_on": date(2026, 9, 28),
    "revoked_from": date(2026, 10, 1),
}


@rule(
    "DIRECTION-1",
    on=BoardDecision,
    clause="NA-8",
    weight=MUST,
    fields=("notice_given_on", "first_day_on"),
    message="Give notice at least {notice_school_days} school days before the first day, or choose a later first day.",
    passes=NOTICED,
    fails={**NOTICED, "notice_given_on": date(2026, 9, 11)},
)
def notice_is_given_in_time(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """Notice is given the agreed school days before the first day."""
    if decision.decides not in DIRECTS or not decision.notice_given_on or not decision.first_day_on:
        return None
    latest = case.calendar(case.home).before(decision.first_day_on, pack.notice_school_days)
    return decision.notice_given_on <= latest


@rule(
    "DIRECTION-2",
    on=BoardDecision,
    clause="APP-2",
    weight=MUST,
    fields=("notice_given_on",),
    message="Check the dates: notice is given once the board has decided.",
    passes=NOTICED,
    fails={**NOTICED, "notice_given_on": date(2026, 9, 7)},
)
def notice_follows_the_decision(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """Notice is given once the board has decided."""
    return in_order(decision.decided_on, decision.notice_given_on)


@rule(
    "DIRECTION-3",
    on=BoardDecision,
    clause="APP-2",
    weight=MUST,
    fields=("last_day_on",),
    message="Choose a last day after the first day.",
    passes=NOTICED,
    fails={**NOTICED, "last_day_on": date(2026, 9, 11)},
)
def direction_ends_after_it_begins(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A direction ends after it begins."""
    return in_order(decision.first_day_on, decision.last_day_on)


@rule(
    "DIRECTION-4",
    on=BoardDecision,
    clause="NA-8",
    weight=MUST,
    fields=("number_of_days",),
    message="Count the school days from the first to the last day again: the notice must state their number.",
    passes=NOTICED,
    fails={**NOTICED, "number_of_days": 40},
)
def number_of_days_is_right(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """The number of days is that of the school days from the first to the last."""
    first, last = decision.first_day_on, decision.last_day_on
    if decision.number_of_days is None or not first or not last or last < first:
        return None
    if not term_dates_are_known(case, case.receiving, first, last):
        return None
    return decision.number_of_days == case.calendar(case.receiving).between(first, last)


@rule(
    "DIRECTION-5",
    on=BoardDecision,
    clause=("NA-8", "APP-3"),
    weight=SHOULD,
    fields=("first_day_on",),
    message="Make the first day the start agreed at the meeting, or say why it differs.",
    passes=NOTICED,
    fails={**NOTICED, "first_day_on": date(2026, 9, 15)},
)
def direction_begins_at_the_agreed_start(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A direction begins on the day agreed at the meeting."""
    meeting = case.agreed_meeting
    if decision.decides != "direction" or not decision.first_day_on or not meeting:
        return None
    return decision.first_day_on == meeting.starts_on


@rule(
    "DIRECTION-6",
    on=BoardDecision,
    clause=("NA-8", "APP-8"),
    weight=SHOULD,
    fields=("last_day_on",),
    message="Give the placement’s last day, or say why not: after the notice ends the child is expected back with you.",
    passes=NOTICED,
    fails={**NOTICED, "last_day_on": date(2026, 10, 16)},
)
def direction_lasts_as_long_as_the_placement(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A direction lasts as long as the placement agreed."""
    meeting = case.agreed_meeting
    if decision.decides != "direction" or not decision.last_day_on or not meeting or not meeting.ends_on:
        return None
    return decision.last_day_on == meeting.ends_on


@rule(
    "DIRECTION-7",
    on=BoardDecision,
    clause="APP-5",
    weight=MUST,
    fields=("decides",),
    message="Record the board’s first direction before you renew or revoke it.",
    passes=REVOKED,
    fails={"decides": "renewal"},
)
def something_is_there_to_renew_or_revoke(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """Only a direction that was made is renewed or revoked."""
    if decision.decides is None or decision.decides == "direction":
        return None
    return without(case, decision).direction is not None


@rule(
    "DIRECTION-8",
    on=BoardDecision,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("revoked_from",),
    message="Choose the day of the decision or a later one, when your school is open and expects the child.",
    passes=REVOKED,
    fails={**REVOKED, "revoked_from": date(2026, 10, 3)},
)
def revocation_names_an_open_day(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """After a revocation the child is expected at the home school on a day when it is open."""
    if not decision.revoked_from or not decision.decided_on:
        return None
    return decision.revoked_from >= decision.decided_on and is_open(case, case.home, decision.revoked_from)


@rule(
    "DIRECTION-9",
    on=BoardDecision,
    clause=("NA-8", "APP-8"),
    weight=MUST,
    fields=("first_day_on",),
    message="Choose a first day when the receiving school is open.",
    passes=NOTICED,
    fails={**NOTICED, "first_day_on": date(2026, 9, 13)},
)
def direction_begins_on_an_open_day(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A direction begins on a day when the receiving school is open."""
    return is_open(case, case.receiving, decision.first_day_on)


@rule(
    "DIRECTION-10",
    on=BoardDecision,
    clause=("NA-8", "APP-8"),
    weight=MUST,
    fields=("first_day_on",),
    message="Begin the renewal on the first school day after the last notice ends, so that no day is left out.",
    passes={
        **MET,
        **DIRECTED,
        "board_decision.first.decides": "direction",
        "board_decision.first.last_day_on": date(2026, 10, 23),
        "board_decision.first.decided_on": date(2026, 9, 8),
        "decides": "renewal",
        "decided_on": date(2026, 10, 1),
        "first_day_on": date(2026, 11, 2),
    },
    fails={
        **MET,
        **DIRECTED,
        "board_decision.first.decides": "direction",
        "board_decision.first.last_day_on": date(2026, 10, 23),
        "board_decision.first.decided_on": date(2026, 9, 8),
        "decides": "renewal",
        "decided_on": date(2026, 10, 1),
        "first_day_on": date(2026, 11, 3),
    },
)
def renewal_leaves_no_gap(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A renewal begins no later than the first school day after the last notice ends."""
    earlier = without(case, decision).direction
    if decision.decides != "renewal" or not decision.first_day_on or not earlier or not earlier.last_day_on:
        return None
    return decision.first_day_on <= case.calendar(case.receiving).after(earlier.last_day_on, 1)


@rule(
    "DIRECTION-11",
    on=BoardDecision,
    clause="NA-8",
    weight=MUST,
    fields=("school",),
    message="Choose the school that accepted the child: the notice gives its address.",
    passes={**NOTICED, "school": RECEIVING},
    fails={**NOTICED, "school": ANOTHER},
)
def direction_is_to_the_school_that_accepted(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """A direction is to the school that accepted the child."""
    return decision.school == case.receiving if decision.school and case.receiving else None


@rule(
    "DIRECTION-19",
    on=BoardDecision,
    clause=("NA-18", "APP-2"),
    weight=MUST,
    fields=("longest_until",),
    message="The longest time proposed reaches at least to the last day of this notice: correct one of them.",
    passes={**NOTICED, "longest_until": date(2026, 10, 23)},
    fails={**NOTICED, "longest_until": date(2026, 10, 22)},
)
def longest_time_reaches_the_last_day(decision: BoardDecision, case: Case, pack: Pack) -> bool | None:
    """The longest time proposed for a direction is at least as long as its notice."""
    return in_order(decision.last_day_on, decision.longest_until)
