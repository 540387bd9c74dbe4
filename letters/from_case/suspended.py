"""What letters say of a suspension by the receiving school: its days, why, and what the child does meanwhile."""

from __future__ import annotations

from letters.facts import FirstDayBox, SuspensionFacts
from letters.from_case.context import LetterContext
from letters.from_case.places import until_then
from record.case import Case
from record.expected_place import Expected, expected
from record.forms.same_day import SameDay
from record.kept_away import KeptAway, days_suspended, education_due_on, kept_away
from record.school_days import Half, Session


def standing(case: Case) -> KeptAway | None:
    """The last suspension, as long as it was not cancelled."""
    last = next(reversed(kept_away(case)), None)
    return last if last and last.is_suspension and not last.back else None


def suspension(case: Case) -> SuspensionFacts | None:
    """The suspension that stands."""
    found = standing(case)
    if found is None or not isinstance(found.filed.entry, SameDay) or found.last is None:
        return None
    return SuspensionFacts(
        from_on=found.first,
        to_on=found.last,
        days=int(days_suspended(case, found)),
        reason=found.filed.entry.reason,
        education_on=education_due_on(case, found),
        education=found.education or None,
    )


def back_after_it(of: LetterContext) -> FirstDayBox | None:
    """Where the child goes on the first school day after it, and until then."""
    found = standing(of.case)
    if found is None or found.last is None or of.case.agreed_meeting is None:
        return None
    on = of.case.calendar(of.case.receiving).after(found.last, 1)
    there = expected(of.case, Session(on, Half.AM))
    urn = there.urn if isinstance(there, Expected) and there.urn else of.case.receiving
    school, meeting = of.authority.school(urn), of.case.agreed_meeting
    is_there = urn == of.case.receiving
    return FirstDayBox(
        where=school.name,
        address_lines=school.address,
        on=on,
        at=meeting.morning_starts if is_there else None,
        who=meeting.pastoral_lead if is_there else school.head,
        until_then=until_then(of.case, of.authority, of.child, on, school.name),
    )
