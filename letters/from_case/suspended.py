"""What letters say of a child whom the receiving school keeps away: suspended, or apart for safeguarding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letters.facts import FirstDayBox, KeptApartFacts, SuspensionFacts
from letters.from_case.context import LetterContext
from letters.from_case.places import as_usual, until_then
from record.case import Case
from record.expected_place import Expected, expected
from record.forms.same_day import SameDay
from record.kept_away import KeptAway, days_suspended, education_due_on, kept_away
from record.school_days import Half, Session


def standing(case: Case) -> KeptAway | None:
    """The last suspension, as long as it was not cancelled."""
    last = _last(case)
    return last if last and last.is_suspension and not last.back else None


def cancelled(case: Case) -> KeptAway | None:
    """The last suspension, where it was cancelled."""
    last = _last(case)
    return last if last and last.back else None


def apart(case: Case) -> KeptAway | None:
    """The separation that stands last."""
    last = _last(case)
    return last if last and not last.is_suspension else None


def _last(case: Case) -> KeptAway | None:
    return next(reversed(kept_away(case)), None)


def suspension(case: Case) -> SuspensionFacts | None:
    """The last suspension."""
    found = standing(case) or cancelled(case)
    if found is None or not isinstance(found.filed.entry, SameDay) or found.last is None:
        return None
    return SuspensionFacts(
        from_on=found.first,
        to_on=found.last,
        days=int(days_suspended(case, found)),
        reason=found.filed.entry.reason,
        education_on=education_due_on(case, found),
        education=found.education or None,
        never_began=found.never_held,
        cancelled_because=found.filed.entry.cancelled_because or None,
        back_half=found.filed.entry.back_half,
    )


def kept_apart(case: Case) -> KeptApartFacts | None:
    """The separation, without what was said or of whom."""
    found = apart(case)
    entry = found.filed.entry if found else None
    if found is None or not isinstance(entry, SameDay):
        return None
    return KeptApartFacts(
        from_on=found.first,
        to_on=found.last,
        led_by=entry.led_by,
        look_again_on=ahead if (ahead := entry.look_again_on) and ahead >= case.today else None,
        education=entry.education_meanwhile,
    )


def back_after_it(of: LetterContext) -> FirstDayBox | None:
    """Where the child goes on the first school day after it, and until then."""
    found = standing(of.case)
    if found is None or found.last is None:
        return None
    return _there_on(of, of.case.calendar(of.case.receiving).after(found.last, 1))


def back_at_once(of: LetterContext) -> FirstDayBox | None:
    """Where the child goes from the session on for which a suspension was cancelled: the morning before it is named too."""
    found = cancelled(of.case)
    if found is None or found.back is None:
        return None
    box = _there_on(of, found.back.day)
    is_in_the_morning = found.back.half is Half.AM or found.first >= found.back.day
    return (
        box if is_in_the_morning else replace(box, until_then=f"{box.until_then}, and in the morning of the day back")
    )


def meanwhile(of: LetterContext) -> FirstDayBox:
    """Where the child goes these days."""
    return FirstDayBox(until_then=as_usual(of.case, of.authority, of.child))


def _there_on(of: LetterContext, on: date) -> FirstDayBox:
    answers = [expected(of.case, Session(on, half)) for half in Half]
    there = next((each for each in answers if isinstance(each, Expected) and each.urn), None)
    urn, meeting = there.urn if there else of.case.receiving, of.case.agreed_meeting
    school, is_there = of.authority.school(urn), urn == of.case.receiving
    return FirstDayBox(
        where=school.name,
        address_lines=school.address,
        on=on,
        at=meeting.morning_starts if is_there and meeting else None,
        who=meeting.pastoral_lead if is_there and meeting else school.head,
        until_then=until_then(of.case, of.authority, of.child, on, school.name),
    )
