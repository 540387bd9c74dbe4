"""How a move ends before its time: the home head teacher first, and wherever the child goes next, someone expects it there."""

from datetime import date, timedelta

from record.case import Case
from record.directed import direction_ends_on
from record.forms.early_ending import EarlyEnding
from record.forms.ending import BACK_HOME, ELSEWHERE, Ending
from record.pack import Pack
from record.school_days import days
from rules.case_queries import filed_as, given, in_order, is_open, without
from rules.examples import CALENDARS, DIRECTED, HOME, PLACED, RECEIVING
from rules.rule import MUST, SHOULD, rule

ENDED = {
    **PLACED,
    "home_head_consulted": "Mrs K. Bell",
    "home_head_consulted_on": date(2026, 10, 1),
    "return_on": date(2026, 10, 5),
    "return_at": "08:30",
    "return_place": "Main reception",
    "return_person": "Mr D. Shaw",
}
LONGEST_WAIT = timedelta(days=60)
"""Days looked at for a gap: longer than any holiday, and a return further off is past the placement's end."""
CLOSED_FOR_A_DAY = {
    HOME: CALENDARS[HOME],
    RECEIVING: type(CALENDARS[HOME])(CALENDARS[HOME].terms, {date(2026, 10, 5): "staff training"}),
}


@rule(
    "EARLY-1",
    on=EarlyEnding,
    clause=("HF-12a", "WK-16", "APP-5"),
    weight=MUST,
    fields=("home_head_consulted", "home_head_consulted_on"),
    message="Speak to the home head teacher first, then give the name and the day.",
    passes=ENDED,
    fails={**ENDED, "home_head_consulted_on": date(2026, 10, 3)},
)
def home_head_is_consulted_first(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """The home head teacher is consulted before the ending is recorded."""
    filed = filed_as(case, ending)
    if not filed or not ending.home_head_consulted_on:
        return None
    return given(ending.home_head_consulted) and ending.home_head_consulted_on <= filed.happened_on


@rule(
    "EARLY-2",
    on=EarlyEnding,
    clause=("HF-12b", "APP-8"),
    weight=MUST,
    fields=("return_on",),
    message="Choose a first day back when the home school is open.",
    passes=ENDED,
    fails={**ENDED, "return_on": date(2026, 10, 4)},
)
def return_is_on_an_open_day(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """The child returns on a day when the home school is open."""
    return is_open(case, case.home, ending.return_on)


@rule(
    "EARLY-3",
    on=EarlyEnding,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("return_at", "return_place", "return_person"),
    message="Give the time, the place and the person for the first day back.",
    passes=ENDED,
    fails={**ENDED, "return_at": None},
)
def early_return_has_a_time_a_place_and_a_person(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """The return has a time, a place and a person."""
    if not ending.return_on:
        return None
    return given(ending.return_at, ending.return_place, ending.return_person)


@rule(
    "EARLY-4",
    on=EarlyEnding,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("return_on",),
    message="Choose an earlier first day back: on a day before it your school is closed and the home school is open.",
    passes=ENDED,
    fails={**ENDED, "return_on": date(2026, 10, 6), "case.calendars": CLOSED_FOR_A_DAY},
)
def no_day_is_left_without_a_school(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """Until the return there is no day on which only the home school is open."""
    filed = filed_as(case, ending)
    placement = without(case, ending).placement
    if not filed or not placement or not ending.return_on:
        return None
    until = min(ending.return_on - timedelta(days=1), filed.happened_on + LONGEST_WAIT)
    home, receiving = case.calendar(case.home), case.calendar(placement.school)
    return all(receiving.is_open(day) or not home.is_open(day) for day in days(filed.happened_on, until))


@rule(
    "EARLY-5",
    on=EarlyEnding,
    clause="APP-5",
    weight=MUST,
    fields=("return_on",),
    message="Only a placement that has started can end early: use “Withdrawal or other ending” instead.",
    passes=ENDED,
    fails={"return_on": date(2026, 10, 5)},
)
def there_is_a_placement_to_end(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """Only a placement that has started ends early."""
    if not ending.return_on:
        return None
    return case.has_started and case.is_dual_registered


@rule(
    "EARLY-6",
    on=EarlyEnding,
    clause=("HF-12c", "APP-2"),
    weight=MUST,
    fields=("return_on",),
    message="Choose a first day back no earlier than the day you spoke to the home head teacher.",
    passes=ENDED,
    fails={**ENDED, "return_on": date(2026, 9, 30)},
)
def return_follows_the_consultation(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """The child returns only after the home head teacher was consulted."""
    return in_order(ending.home_head_consulted_on, ending.return_on)


@rule(
    "EARLY-7",
    on=EarlyEnding,
    clause=("HF-12a", "APP-9"),
    weight=SHOULD,
    fields=("return_on",),
    message="The placement would have ended by then anyway: hold the final review, or say why this is an early ending.",
    passes=ENDED,
    fails={**ENDED, "return_on": date(2026, 11, 5)},
)
def early_ending_is_early(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """An early ending brings the child back before the placement would have ended."""
    placement = case.placement
    if not ending.return_on or not placement or not placement.ends_on:
        return None
    return ending.return_on <= case.calendar(case.home).after(placement.ends_on, 1)


@rule(
    "EARLY-8",
    on=EarlyEnding,
    clause=("HF-12a", "WK-16"),
    weight=SHOULD,
    fields=("provocation_considered",),
    message="Look into provocation, bullying and harassment before you end the placement, or say why not.",
    passes={"provocation_considered": True},
    fails={"provocation_considered": False},
)
def provocation_is_looked_into(ending: EarlyEnding, case: Case, pack: Pack) -> bool | None:
    """Provocation, bullying and harassment are looked into."""
    return ending.provocation_considered


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
    message="Tell the children-missing-education team today: this child’s next place is not known.",
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
    message="The board’s direction stays in force until it is revoked: ask the board to revoke it, and call a review.",
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
    if not case.is_under_direction or ending.reason != "withdrawn" or not ending.next_on or not case.direction:
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


@rule(
    "ENDING-9",
    on=Ending,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("last_session_on",),
    message="A withdrawal takes effect straight away: the last day there is the next school day at the latest.",
    passes=WITHDRAWN,
    fails={**WITHDRAWN, "last_session_on": date(2026, 10, 16), "next_on": date(2026, 10, 19)},
)
def withdrawal_takes_effect_at_once(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """After a withdrawal the child is at the receiving school for no longer than the next school day."""
    if ending.reason != "withdrawn" or case.is_under_direction:
        return None
    if not ending.ended_on or not ending.last_session_on or not case.placement:
        return None
    return ending.last_session_on <= case.calendar(case.placement.school).after(ending.ended_on, 1)


@rule(
    "ENDING-10",
    on=Ending,
    clause=("APP-3", "HF-12c"),
    weight=MUST,
    fields=("next_place", "reason"),
    message="A permanently excluded child is not expected at the home school: correct the reason or the next place.",
    passes={**WITHDRAWN, "reason": "permanent exclusion", "next_place": "not known"},
    fails={**WITHDRAWN, "reason": "permanent exclusion"},
)
def excluded_child_is_not_expected_back(ending: Ending, case: Case, pack: Pack) -> bool | None:
    """A child who is permanently excluded is not expected at the home school."""
    if ending.reason != "permanent exclusion" or ending.next_place is None:
        return None
    return ending.next_place != BACK_HOME
