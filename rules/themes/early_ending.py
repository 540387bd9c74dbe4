"""Ending a placement early: the home head teacher first, and never a day on which the child has nowhere to go."""

from datetime import date, timedelta

from record.case import Case
from record.early_ending import EarlyEnding
from record.pack import Pack
from record.school_days import days
from rules.case_queries import filed_as, given, in_order, is_open, without
from rules.examples import CALENDARS, HOME, PLACED, RECEIVING
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
