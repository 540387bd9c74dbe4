"""Harms of what is not in order: a yes that is missing, a notice too late, a step or a signature that nobody has taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casework.harm.found import Found, on
from record.board_decision import BoardDecision
from record.case import FORMAL, Case
from record.consent import Consent
from record.consents import EXPLORE, PLACEMENT, SHARE, TRANSFER, ConsentStanding, standing
from record.deadline import Due
from record.due import due
from record.ended import ended
from record.entry import Party
from record.school_days import ONE_DAY
from record.signature import Signature

TO_ANSWER = timedelta(days=2)
"""How long after the referral a family's answers may take before somebody asks. The app's own number."""
REPORTS = "HF-10b"
"""The clause of what the authority asks when reports are missed: *Reports missed* says that already."""
NEARLY = timedelta(days=7)
DAYS_OF_WARNING = 2 * ONE_DAY


def consent_missing(case: Case) -> Found | None:
    """A case that goes on although somebody said no, or has not been asked in time."""
    if case.referral is None or ended(case):
        return None
    for choice, school, what in _choices(case):
        stands = standing(case, choice, school)
        if not stands.is_given:
            return Found(f"{_who(stands)} {what}", _since(case), Party.HOME, Consent.kind)
    return None


def _choices(case: Case) -> Iterator[tuple[str, str | None, str]]:
    """Each consent the case already rests on, with what it means that it is missing; the latest need first."""
    if case.placement and case.receiving:
        last = PLACEMENT if case.is_dual_registered else TRANSFER
        yield last, case.receiving, "The move is agreed all the same."
    for each in case.askings:
        if each.approach.formality == FORMAL and (each.is_open or case.receiving == each.approach.school):
            yield SHARE, each.approach.school, "A school has been asked all the same."
    if case.referral and case.today - _since(case) >= TO_ANSWER:
        yield EXPLORE, None, "Nothing may be shared yet."


def _who(stands: ConsentStanding) -> str:
    if stands.refused:
        return "Somebody who must agree has said no."
    waiting = len(stands.silent) + len(stands.not_asked)
    everybody = waiting + len(stands.agreed)
    return f"{waiting} of the {everybody} who must agree {'has' if waiting == 1 else 'have'} not answered."


def _since(case: Case) -> date:
    return max((each.happened_on for each in case.filed if each.kind == "referral"), default=case.today)


def notice_late(case: Case) -> Found | None:
    """An off-site direction whose statutory notice is not given in time, or is due within two days."""
    if case.route != "off-site direction" or ended(case) or case.agreed_meeting is None:
        return None
    starts_on = case.placement.starts_on if case.placement else case.agreed_meeting.starts_on
    if starts_on is None:
        return None
    by = case.calendar(case.home).before(starts_on, case.pack.notice_school_days)
    given_on = case.direction.notice_given_on if case.direction else None
    if (given_on is not None and given_on <= by) or case.today < by - DAYS_OF_WARNING:
        return None
    late = case.today > by or given_on is not None
    said = "was due" if late else "is due"
    then = " Put the start off, or record when it was given." if late else ""
    says = f"The direction begins on {on(starts_on)}: notice to the parents {said} by {on(by)}.{then}"
    return Found(says, by, Party.HOME, BoardDecision.kind)


def signatures_missing(case: Case) -> Found | None:
    """A first day within a week, or past, while somebody has not signed."""
    meeting = case.agreed_meeting
    starts_on = case.placement.starts_on if case.placement else meeting.starts_on if meeting else None
    if starts_on is None or ended(case) or not case.signatures_missing or case.today < starts_on - NEARLY:
        return None
    number = len(case.signatures_missing)
    first = "The first day was" if starts_on < case.today else "The first day is"
    missing = f"{number} signature{'' if number == 1 else 's'} {'is' if number == 1 else 'are'} missing"
    return Found(f"{missing}. {first} {on(starts_on)}.", starts_on, Party.HOME, Signature.kind)


def somebody_late(case: Case) -> Found | None:
    """Anything else whose day has passed, the earliest first: the case waits for it, or the authority owes it."""
    late = [each for each in due(case) if each.is_late(case.today)]
    waited_for = [each for each in late if not each.is_aside and each.who is not Party.LA]
    return _late(waited_for[0]) if waited_for else None


def own_late(case: Case) -> Found | None:
    """What the authority itself has not noted or decided in time."""
    late = [each for each in due(case) if each.who is Party.LA and each.is_late(case.today) and each.clause != REPORTS]
    return _late(late[0]) if late else None


def _late(one: Due) -> Found | None:
    if one.by is None:
        return None
    of_week = f" for the week of {one.week.day} {one.week:%B}" if one.week else ""
    what = f"{one.what[:1].upper()}{one.what[1:]}{of_week}"
    who = Party.RECEIVING if one.who is Party.EITHER else one.who
    return Found(f"{what}: was due on {on(one.by)}.", one.by, who, one.kind, one.answers)
