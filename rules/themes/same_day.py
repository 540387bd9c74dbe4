"""What the home school must know the same day."""

from datetime import date

from record.case import Case
from record.forms.referral import Referral
from record.forms.same_day import SameDay
from record.pack import Pack
from record.school_days import school_year
from rules.case_queries import given, in_order, was_there
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule
from rules.themes.evidence import MOST_SUSPENDED

WITHOUT_PROVISION = 5
"""School days of a suspension before education must be arranged: the law's number."""
SUSPENDED = {
    **PLACED,
    "what": "suspension",
    "suspended_from": date(2026, 9, 28),
    "suspended_to": date(2026, 9, 29),
}


@rule(
    "SAME-DAY-1",
    on=SameDay,
    clause="APP-5",
    weight=MUST,
    fields=("happened_on",),
    message="Check the day: the child was not yet, or no longer, in a placement with you then.",
    passes={**PLACED, "happened_on": date(2026, 9, 14)},
    fails={**PLACED, "happened_on": date(2026, 9, 11)},
)
def it_happened_during_the_placement(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """What is told happened during the placement."""
    return was_there(case, same_day.happened_on)


@rule(
    "SAME-DAY-2",
    on=SameDay,
    clause="APP-2",
    weight=MUST,
    fields=("suspended_to",),
    message="Check the dates: the last day of the suspension cannot be before the first.",
    passes=SUSPENDED,
    fails={**SUSPENDED, "suspended_to": date(2026, 9, 25)},
)
def suspension_ends_after_it_begins(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A suspension ends after it begins."""
    return in_order(same_day.suspended_from, same_day.suspended_to)


@rule(
    "SAME-DAY-3",
    on=SameDay,
    clause=("HF-12c", "APP-8"),
    weight=MUST,
    fields=("suspended_from", "suspended_to"),
    message="Keep the suspension within the placement; before it and after it the home school decides.",
    passes=SUSPENDED,
    fails={**SUSPENDED, "suspended_to": date(2026, 11, 3)},
)
def suspension_lies_within_the_placement(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A suspension by the receiving school lies within the placement."""
    days = [day for day in (same_day.suspended_from, same_day.suspended_to) if day]
    return all(was_there(case, day) for day in days) if days else None


@rule(
    "SAME-DAY-4",
    on=SameDay,
    clause=("WK-9", "HF-10b", "APP-8"),
    weight=MUST,
    fields=("home_told",),
    message="Tell the home school now, then say when and by whom.",
    passes={**PLACED, "home_told": True},
    fails={**PLACED, "home_told": False},
)
def home_school_is_told(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """The home school is told."""
    return same_day.home_told


@rule(
    "SAME-DAY-5",
    on=SameDay,
    clause=("WK-9", "APP-8"),
    weight=SHOULD,
    fields=("told_on",),
    message="The home school should know the same day: say why it was told later.",
    passes={**PLACED, "happened_on": date(2026, 9, 28), "told_on": date(2026, 9, 28)},
    fails={**PLACED, "happened_on": date(2026, 9, 28), "told_on": date(2026, 9, 29)},
)
def home_school_is_told_the_same_day(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """The home school is told on the day it happens."""
    if not same_day.happened_on or not same_day.told_on:
        return None
    return same_day.told_on <= same_day.happened_on


@rule(
    "SAME-DAY-6",
    on=SameDay,
    clause="APP-2",
    weight=MUST,
    fields=("told_on",),
    message="Check the date: the home school cannot be told before it happened.",
    passes={**PLACED, "happened_on": date(2026, 9, 28), "told_on": date(2026, 9, 28)},
    fails={**PLACED, "happened_on": date(2026, 9, 28), "told_on": date(2026, 9, 25)},
)
def home_school_is_told_after_it_happened(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """The home school is not told before it happened."""
    return in_order(same_day.happened_on, same_day.told_on)


@rule(
    "SAME-DAY-7",
    on=SameDay,
    clause="NA-14",
    weight=SHOULD,
    fields=("provision_from_day_six",),
    message="A suspension of more than 5 school days needs education from the sixth: say what is arranged, or why not yet.",
    passes={**SUSPENDED, "suspended_to": date(2026, 10, 2)},
    fails={**SUSPENDED, "suspended_to": date(2026, 10, 5)},
)
def education_is_arranged_from_the_sixth_day(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """Education is arranged from the sixth day of a suspension."""
    days = _days_suspended(same_day, case)
    if not days:
        return None
    return days <= WITHOUT_PROVISION or given(same_day.provision_from_day_six)


@rule(
    "SAME-DAY-8",
    on=SameDay,
    clause="NA-14",
    weight=MUST,
    fields=("suspended_from", "suspended_to"),
    message="Both schools’ suspensions together would pass 45 days this school year: talk to the home school now.",
    passes={**SUSPENDED, "referral.suspension_days": 43.0},
    fails={**SUSPENDED, "referral.suspension_days": 43.5},
)
def suspensions_at_both_schools_are_within_the_law(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """Suspensions at both schools together stay within 45 days of the school year."""
    if not same_day.suspended_from or not _days_suspended(same_day, case):
        return None
    year = school_year(same_day.suspended_from)
    here = [each for each in case.of(SameDay) if each.suspended_from and school_year(each.suspended_from) == year]
    return sum(_days_suspended(each, case) for each in here) + _days_before(case, year) <= MOST_SUSPENDED


def _days_before(case: Case, year: int) -> float:
    """Days suspended in that school year before the referral was confirmed."""
    filed = next(iter(case.filed_of(Referral)), None)
    if filed is None or school_year(filed.happened_on) != year or case.referral is None:
        return 0
    return case.referral.suspension_days or 0


def _days_suspended(same_day: SameDay, case: Case) -> int:
    """School days of a suspension; 0 when it is none."""
    first, last = same_day.suspended_from, same_day.suspended_to
    if same_day.what != "suspension" or not first or not last:
        return 0
    return case.calendar(case.receiving).between(first, last)
