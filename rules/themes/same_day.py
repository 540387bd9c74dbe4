"""What the home school must know the same day."""

from datetime import date

from record.case import Case
from record.forms.referral import Referral
from record.forms.same_day import SUSPENSION, SameDay
from record.kept_away import KeptAway, days_suspended, education_due_on, kept_away
from record.pack import Pack
from record.school_days import school_year
from rules.case_queries import given, in_order, is_open, was_there
from rules.examples import PLACED
from rules.rule import MUST, SHOULD, rule
from rules.themes.evidence import MOST_SUSPENDED

TOLD_OF_IT = {"la_told": "la_told_on", "worker_told": "worker_told_on", "virtual_school_told": "virtual_school_told_on"}
"""Who else is told of a suspension, each with the question when."""
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
    clause="NA-22",
    weight=SHOULD,
    fields=("provision_from_day_six",),
    message="From the sixth school day in a row the child must have full-time education: say what is arranged, or why not yet.",
    passes={**SUSPENDED, "suspended_to": date(2026, 10, 2)},
    fails={**SUSPENDED, "suspended_to": date(2026, 10, 5)},
)
def education_is_arranged_from_the_sixth_day(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """Education is arranged from the sixth school day of suspension in a row, over several of them and at either school."""
    suspension = _of(same_day, case)
    if suspension is None or same_day.suspended_to is None or suspension.never_held:
        return None
    return education_due_on(case, suspension) is None or given(same_day.provision_from_day_six)


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
    this = _of(same_day, case)
    if this is None or same_day.suspended_to is None:
        return None
    year = school_year(this.first)
    here = [each for each in kept_away(case) if each.is_suspension and school_year(each.first) == year]
    return sum(days_suspended(case, each) for each in here) + _days_before(case, year) <= MOST_SUSPENDED


def _days_before(case: Case, year: int) -> float:
    """Days suspended in that school year before the referral was confirmed."""
    filed = next(iter(case.filed_of(Referral)), None)
    if filed is None or school_year(filed.happened_on) != year or case.referral is None:
        return 0
    return case.referral.suspension_days or 0


def _of(same_day: SameDay, case: Case) -> KeptAway | None:
    """The suspension or separation that this entry tells of."""
    return next((each for each in kept_away(case) if each.filed.entry is same_day), None)


def untold(same_day: SameDay, case: Case, pack: Pack) -> tuple[str, ...]:
    """Who is to know of a suspension and does not, as far as it was asked."""
    return tuple(each for each in TOLD_OF_IT if getattr(same_day, each) is False)


@rule(
    "SAME-DAY-9",
    on=SameDay,
    clause="NA-21",
    weight=SHOULD,
    fields=tuple(TOLD_OF_IT),
    at=untold,
    message="Tell them now, on the day it is decided, however short the suspension is. Otherwise say who will, and "
    "when.",
    passes={**SUSPENDED, "la_told": True},
    fails={**SUSPENDED, "la_told": False},
)
def those_who_must_know_are_told(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """The local authority, the social worker and the Virtual School are told of a suspension without delay."""
    if same_day.what != SUSPENSION or same_day.la_told is None:
        return None
    return not untold(same_day, case, pack)


def told_late(same_day: SameDay, case: Case, pack: Pack) -> tuple[str, ...]:
    """The days on which someone was told that lie after the day of the suspension."""
    happened = same_day.happened_on
    return tuple(on for on in TOLD_OF_IT.values() if happened and (day := getattr(same_day, on)) and day > happened)


@rule(
    "SAME-DAY-10",
    on=SameDay,
    clause="NA-21",
    weight=SHOULD,
    fields=tuple(TOLD_OF_IT.values()),
    at=told_late,
    message="“Without delay” means the day it is decided: say why they were told later.",
    passes={**SUSPENDED, "happened_on": date(2026, 9, 28), "la_told_on": date(2026, 9, 28)},
    fails={**SUSPENDED, "happened_on": date(2026, 9, 28), "la_told_on": date(2026, 9, 29)},
)
def they_are_told_without_delay(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """Everyone who must know of a suspension is told on the day it is decided."""
    days = [getattr(same_day, each) for each in TOLD_OF_IT.values()]
    if same_day.happened_on is None or not any(days):
        return None
    return not told_late(same_day, case, pack)


CANCELLED = {**SUSPENDED, "happened_on": date(2026, 9, 28), "is_cancelled": True, "cancelled_on": date(2026, 9, 28)}


@rule(
    "SAME-DAY-11",
    on=SameDay,
    clause="NA-21",
    weight=MUST,
    fields=("board_had_met",),
    message="The governing board has met, so only the board decides now: answer no to “cancelled”, and record what it decides.",
    passes={**CANCELLED, "board_had_met": False},
    fails={**CANCELLED, "board_had_met": True},
)
def a_suspension_is_cancelled_before_the_board_has_met(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A suspension is cancelled only until the governing board has met to consider it."""
    return not same_day.board_had_met if same_day.is_cancelled and same_day.board_had_met is not None else None


@rule(
    "SAME-DAY-12",
    on=SameDay,
    clause=("NA-21", "APP-8"),
    weight=MUST,
    fields=("back_on",),
    message="Choose a day on which your school is open, not before the day on which the suspension was cancelled.",
    passes={**CANCELLED, "back_on": date(2026, 9, 29)},
    fails={**CANCELLED, "back_on": date(2026, 9, 27)},
)
def the_child_is_back_on_an_open_day(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A child whose suspension was cancelled is expected again on an open day, from the day of cancelling on."""
    if not same_day.is_cancelled or not same_day.back_on or not same_day.cancelled_on:
        return None
    return same_day.back_on >= same_day.cancelled_on and bool(is_open(case, case.receiving, same_day.back_on))


@rule(
    "SAME-DAY-13",
    on=SameDay,
    clause="NA-21",
    weight=SHOULD,
    fields=("back_on",),
    message="The child comes back without delay, on the next school day at the latest: say why not sooner.",
    passes={**CANCELLED, "back_on": date(2026, 9, 29)},
    fails={**CANCELLED, "back_on": date(2026, 9, 30)},
)
def the_child_is_back_without_delay(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A child whose suspension was cancelled is expected again by the next school day."""
    if not same_day.is_cancelled or not same_day.back_on or not same_day.cancelled_on:
        return None
    return same_day.back_on <= case.calendar(case.receiving).after(same_day.cancelled_on, 1)


@rule(
    "SAME-DAY-14",
    on=SameDay,
    clause="NA-21",
    weight=SHOULD,
    fields=("cancellation_told",),
    message="Tell everyone who knew of the suspension that it is cancelled, and why. Otherwise say who will, and when.",
    passes={**CANCELLED, "cancellation_told": True},
    fails={**CANCELLED, "cancellation_told": False},
)
def whoever_knew_hears_that_it_is_cancelled(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """Everyone who was told of a suspension is told that it is cancelled."""
    return same_day.cancellation_told if same_day.is_cancelled else None


SEPARATED = {**PLACED, "what": "safeguarding separation", "separated_from": date(2026, 9, 28)}


@rule(
    "SAME-DAY-15",
    on=SameDay,
    clause=("NA-23", "APP-8"),
    weight=MUST,
    fields=("separated_from",),
    message="Check the day: the child was not yet, or no longer, in a placement with you then.",
    passes=SEPARATED,
    fails={**SEPARATED, "separated_from": date(2026, 9, 11)},
)
def a_separation_begins_within_the_placement(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A separation by the receiving school begins while the child is placed there."""
    return was_there(case, same_day.separated_from)


@rule(
    "SAME-DAY-16",
    on=SameDay,
    clause="APP-2",
    weight=MUST,
    fields=("separated_to", "look_again_on"),
    message="Check the dates: its last day, and the day it is looked at again, cannot be before its first.",
    passes={**SEPARATED, "look_again_on": date(2026, 9, 28)},
    fails={**SEPARATED, "look_again_on": date(2026, 9, 27)},
)
def a_separation_ends_after_it_begins(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A separation ends, and is looked at again, after it began."""
    later = [each for each in (same_day.separated_to, same_day.look_again_on) if each]
    if not same_day.separated_from or not later:
        return None
    return same_day.separated_from <= min(later)


@rule(
    "SAME-DAY-17",
    on=SameDay,
    clause="NA-23",
    weight=SHOULD,
    fields=("section_19_told",),
    message="Tell the local authority now: it has to arrange education for a child kept away. Otherwise say who will, "
    "and when.",
    passes={**SEPARATED, "section_19_told": True},
    fails={**SEPARATED, "section_19_told": False},
)
def the_authority_hears_of_a_separation(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """The local authority is told of a child who is kept apart, so that it can arrange education."""
    return same_day.section_19_told


DATES_TOLD = (*TOLD_OF_IT.values(), "cancelled_on", "cancellation_told_on")


def told_before(same_day: SameDay, case: Case, pack: Pack) -> tuple[str, ...]:
    """The days on which someone was told, or it was cancelled, that lie before it happened."""
    happened = same_day.happened_on
    return tuple(on for on in DATES_TOLD if happened and (day := getattr(same_day, on)) and day < happened)


@rule(
    "SAME-DAY-18",
    on=SameDay,
    clause="APP-2",
    weight=MUST,
    fields=DATES_TOLD,
    at=told_before,
    message="Check the dates: nobody can be told of it, and it cannot be cancelled, before it happened.",
    passes={**CANCELLED, "la_told_on": date(2026, 9, 28)},
    fails={**CANCELLED, "la_told_on": date(2026, 9, 25)},
)
def nobody_is_told_before_it_happened(same_day: SameDay, case: Case, pack: Pack) -> bool | None:
    """A suspension is told of, and cancelled, after it was decided."""
    if same_day.happened_on is None or not any(getattr(same_day, each) for each in DATES_TOLD):
        return None
    return not told_before(same_day, case, pack)


@rule(
    "SAME-DAY-19",
    on=SameDay,
    clause="NA-25",
    weight=SHOULD,
    fields=("pep_review_considered",),
    message="Consider an interim review of the personal education plan with the Virtual School, or say when you will.",
    passes={**SUSPENDED, "pep_review_considered": True},
    fails={**SUSPENDED, "pep_review_considered": False},
)
def an_interim_review_of_the_plan_is_considered_after_a_suspension(
    same_day: SameDay, case: Case, pack: Pack
) -> bool | None:
    """When a looked-after child is suspended, an interim review of the personal education plan is considered."""
    return same_day.pep_review_considered
