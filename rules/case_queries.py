"""Questions that several rules ask of the case around an entry. Each answers None when it cannot be said yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from record.case import DIRECTION, PROVISION_ROUTE, Case
from record.entry import Entry, Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.consent import Consent
from record.forms.meeting_record import HOME_HEAD, Invited, MeetingRecord
from record.forms.referral import Referral
from record.forms.roll_change import RollChange
from record.once import once_a_case
from record.placement_days import LAW_OF_2026
from record.turns import TurnKind, standing_turn
from record.year_group import LAST as YEAR_11
from record.year_group import year_group_on

RUNNING = (TurnKind.STARTS, TurnKind.DIRECTION_RENEWED)
"""The turns after which a placement runs."""
ALWAYS_KNOWN = (Referral.kind, BeforeYouStart.kind)
"""Forms that say what a case is about, whatever the day."""


def given(*answers: object) -> bool:
    """Whether every one of these questions is answered."""
    return all(answer is not None and answer != "" and answer != () for answer in answers)


def in_order(first: date | None, then: date | None) -> bool | None:
    """Whether `then` is not before `first`."""
    return first <= then if first and then else None


def is_open(case: Case, school: str | None, day: date | None) -> bool | None:
    """Whether the school is open on that day."""
    return case.calendar(school).is_open(day) if day else None


def term_dates_are_known(case: Case, school: str | None, *days: date) -> bool:
    """Whether school days can be counted from the first to the last: without term dates a holiday would count as school."""
    calendar, first, last = case.calendar(school), min(days), max(days)
    is_broken = any(first <= gap.first < last for gap in calendar.gaps)
    return calendar.is_known(first) and calendar.is_known(last) and not is_broken


def weeks_can_be_counted(case: Case, school: str | None, *days: date) -> bool:
    """Whether the weeks of a placement can be counted: school weeks need term dates."""
    return not case.pack.weeks_are_school_weeks or term_dates_are_known(case, school, *days)


def is_soon_after_the_acceptance(on: date | None, case: Case) -> bool | None:
    """Whether a day is within the authority's days from the school's yes to the meeting."""
    response = case.accepted.response if case.accepted else None
    if on is None or response is None or response.answered_on is None:
        return None
    return on <= response.answered_on + timedelta(days=case.pack.meeting_within_days)


def guards_alternative_provision(case: Case, urn: str | None) -> bool | None:
    """Whether a school is asked on a route with the guards for it: a pupil referral unit or another alternative provider on a
    direction alone; None where its row does not say what it is."""
    school = case.schools.get(urn or "")
    if school is None or not school.sort or case.before is None:
        return None
    return not school.is_alternative or case.route in (DIRECTION, PROVISION_ROUTE)


def takes_by_a_move(case: Case, urn: str | None) -> bool | None:
    """Whether a child comes to a school by a managed move: to a special school it comes through an EHC plan."""
    school = case.schools.get(urn or "")
    return not school.is_special if school and school.sort else None


def can_be_asked(case: Case, urn: str) -> bool:
    """Whether a school is one that may be asked at all, on this route."""
    found = (guards_alternative_provision(case, urn), takes_by_a_move(case, urn))
    return urn != case.home and False not in found


def filed_as(case: Case, entry: Entry) -> Filed | None:
    """The entry with what the store knows of it."""
    return next((each for each in case.filed if each.entry is entry), None)


def is_being_filed(case: Case, entry: Entry) -> bool:
    """Whether an entry is filed or corrected now: what became known of the child later is not held against it."""
    filed = filed_as(case, entry)
    return filed is None or filed.corrects is not None or filed.filed_at.date() >= case.today


def without(case: Case, entry: Entry) -> Case:
    """The case as if this entry were not filed."""
    return replace(case, filed=tuple(each for each in case.filed if each.entry is not entry))


def as_it_stood(case: Case, entry: Entry) -> Case:
    """The case before this entry: without it, or with what it corrects."""
    filed = filed_as(case, entry)
    if filed is None or filed.corrects is None:
        return without(case, entry)
    return replace(case, filed=tuple(_uncorrected(each) if each is filed else each for each in case.filed))


def _uncorrected(filed: Filed) -> Filed:
    return replace(filed, entry=filed.corrects or filed.entry, corrects=None)


def keeps_the_placement(case: Case, entry: Entry) -> bool:
    """Whether a placement that had started when this entry was typed goes on as it was agreed."""
    filed, before = filed_as(case, entry), as_it_stood(case, entry).placement
    if filed is None or before is None:
        return True
    typed_on = case.today if filed.corrects else filed.filed_at.date()
    if before.starts_on > typed_on:
        return True
    now = case.placement
    return now is not None and now.school == before.school and (bool(filed.corrects) or now.meeting is before.meeting)


def up_to(case: Case, day: date) -> Case:
    """The case as it stood at the end of `day`: what it is about stays, what came later is left out."""
    known = _by_day(case)
    if day not in known:
        stood = tuple(each for each in case.filed if _stood(each, day))
        known[day] = case if len(stood) == len(case.filed) else replace(case, filed=stood)
    return known[day]


@once_a_case
def _by_day(case: Case) -> dict[date, Case]:
    return {}


def _stood(filed: Filed, day: date) -> bool:
    if filed.kind in ALWAYS_KNOWN:
        return True
    undated = isinstance(filed.entry, Consent) and filed.entry.answered_on is None  # “not asked” has no day
    return undated or filed.happened_on <= day


def answered_from(case: Case, day: date) -> Case:
    """The case with only the consents answered on `day` or later; those not asked, with the reason, stay."""
    return replace(case, filed=tuple(each for each in case.filed if not _answered_before(each, day)))


def _answered_before(filed: Filed, day: date) -> bool:
    entry = filed.entry
    return isinstance(entry, Consent) and entry.answered_on is not None and entry.answered_on < day


def was_there(case: Case, day: date | None) -> bool | None:
    """Whether the child's placement runs on `day`; False when there is no placement."""
    if day is None:
        return None
    placement, turn = case.placement, standing_turn(case, day)
    if placement is None or turn is None or turn.kind not in RUNNING:
        return False
    return placement.ends_on is None or day <= max(placement.ends_on, case.today)


def roles(people: Iterable[Invited], *presence: str) -> set[str]:
    """The roles of those invited; with `presence`, of those who came or sent views in one of these ways."""
    those = {each.role for each in people if each.role and (not presence or each.presence in presence)}
    return those | ({"home school"} if HOME_HEAD in those else set())


def first_meeting(case: Case) -> MeetingRecord | None:
    """The meeting that agreed the move."""
    return case.placement.meeting if case.placement else None


def is_year_11_out_of_provision(change: RollChange, case: Case) -> bool:
    """Whether the home school takes a pupil off its roll who is in Year 11 and leaves from alternative provision.

    What was deleted before the law of July 2026 was looked at once, and stays as it was.
    """
    on = change.deleted_on or case.today
    is_asked = case.route == "alternative provision" and change.deleted_by == "home school" and on >= LAW_OF_2026
    return is_asked and case.referral is not None and year_group_on(case.referral, on) == YEAR_11
