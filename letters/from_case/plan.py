"""What the meeting agreed, as letters say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from letters.facts import BoardOutcome, Direction, HalfDays, Plan, ReviewFacts, Signatory, TargetFacts, WeekFacts
from letters.facts.fact import repeated
from record.authority import Authority
from record.case import Case
from record.directed import last_day_there
from record.ended import Belongs, ended
from record.forms.board_decision import AFTER_REVIEWS, CONTINUATION, RENEWAL, REVOCATION
from record.forms.meeting_record import WEEKDAYS, MeetingRecord
from record.forms.signature import Signature
from record.placement_days import review_days

SORTS = (
    "School|Academy|College|Centre|Primary|Junior|Infant|High|Secondary|Free|Grammar|Catholic|Community|"
    "Church of England|C of E|Girls’|Boys’"
)
SORTS_OF_SCHOOL, A_SORT_OF_SCHOOL = re.compile(rf"( ({SORTS}))+$"), re.compile(rf" ({SORTS})\b")
FITS_A_CELL = 24
"""Letters: a longer name makes a week of five days a page of its own in large print."""


def plan(case: Case, authority: Authority, meeting: MeetingRecord) -> Plan:
    """The agreement as it stands: with a start put off, and with an extension."""
    starts_on, ends_on = _dates(case, meeting)
    reduced = bool(meeting.has_reduced_programme)
    return repeated(
        Plan,
        meeting,
        starts_on=starts_on,
        ends_on=ends_on,
        weeks=_weeks(case, meeting, starts_on, ends_on),
        school_days=_school_days(case, starts_on, ends_on),
        week=_week(case, authority, meeting) if case.is_dual_registered else None,
        reduced_until=meeting.reduced_until if reduced else None,
        reduced_reason=meeting.reduced_reason if reduced else None,
    )


def _dates(case: Case, meeting: MeetingRecord) -> tuple[date | None, date | None]:
    if case.placement:
        return case.placement.starts_on, last_day_there(case)
    return meeting.starts_on, meeting.ends_on if case.is_dual_registered else None


def _weeks(case: Case, meeting: MeetingRecord, starts_on: date | None, ends_on: date | None) -> int | None:
    """As the meeting said, unless the start was put off or the end extended since."""
    if (starts_on, ends_on) == (meeting.starts_on, meeting.ends_on):
        return meeting.weeks
    if not starts_on or not ends_on:
        return None
    return case.calendar(case.receiving).week_number(starts_on, ends_on, case.pack.weeks_are_school_weeks)


def _school_days(case: Case, starts_on: date | None, ends_on: date | None) -> int | None:
    """None where nobody has given the school's dates: a wrong number is worse than none."""
    calendar = case.calendar(case.receiving)
    if not starts_on or not ends_on or not (calendar.is_known(starts_on) and calendar.is_known(ends_on)):
        return None
    return calendar.between(starts_on, ends_on)


def _week(case: Case, authority: Authority, meeting: MeetingRecord) -> WeekFacts | None:
    """Where the child goes in each half day; None while one is not said."""
    home, receiving = short_names(authority.name_of(case.home), authority.name_of(case.receiving))
    names = {"home": home, "receiving": receiving, "neither": "Neither school"}
    halves = {day: (getattr(meeting, f"{day}_am"), getattr(meeting, f"{day}_pm")) for day in WEEKDAYS}
    if not all(am and pm for am, pm in halves.values()):
        return None
    return WeekFacts(**{day: HalfDays(morning=names[am], afternoon=names[pm]) for day, (am, pm) in halves.items()})


def short_names(*names: str) -> tuple[str, ...]:
    """`Oakfield` of “Oakfield School”, for the cells of a week, and of a long name what comes before its sort; whole names where
    the short ones are the same."""
    short = tuple(_short(name.removeprefix("The ")) for name in names)
    return short if len(set(short)) == len(names) else names


def _short(name: str) -> str:
    short = SORTS_OF_SCHOOL.sub("", name)
    return short if len(short) <= FITS_A_CELL else A_SORT_OF_SCHOOL.split(name)[0]


def targets(meeting: MeetingRecord | None) -> tuple[TargetFacts, ...]:
    """The targets, numbered."""
    found = meeting.targets if meeting else ()
    return tuple(repeated(TargetFacts, each, number=n, what=each.what or "") for n, each in enumerate(found, start=1))


def reviews(case: Case) -> tuple[ReviewFacts, ...]:
    """The days on which progress is reviewed, as they stand."""
    return tuple(ReviewFacts(on=day) for day in review_days(case)) or reviews_agreed(case.agreed_meeting)


def reviews_agreed(meeting: MeetingRecord | None) -> tuple[ReviewFacts, ...]:
    """The same, as the meeting agreed them."""
    return tuple(ReviewFacts(on=each.review_on) for each in (meeting.reviews if meeting else ()) if each.review_on)


def direction(case: Case) -> Direction | None:
    """The board's direction."""
    found = case.direction
    if found is None:
        return None
    return repeated(Direction, found, decided_by=_within_a_sentence(found.decided_by))


def board(case: Case) -> BoardOutcome | None:
    """What the board last decided, once a direction ran."""
    last = case.board_decisions[-1] if case.board_decisions else None
    if last is None or last.decides not in AFTER_REVIEWS:
        return None
    until = {CONTINUATION: last.continues_until, RENEWAL: last.last_day_on}.get(last.decides or "")
    return repeated(
        BoardOutcome,
        last,
        decided_by=_within_a_sentence(last.decided_by),
        is_over=last.decides == REVOCATION,
        comes_back=last.decides == REVOCATION and comes_back(case),
        is_renewed=last.decides == RENEWAL,
        until=until,
        back_on=last.revoked_from,
    )


def comes_back(case: Case) -> bool:
    """Whether the child belongs at the home school once a direction ends: unless what ended the move says another place."""
    end = ended(case)
    return end is None or end.belongs is Belongs.HOME


def _within_a_sentence(who: str | None) -> str | None:
    """`the pupil committee` of “The pupil committee”; a name keeps its capital."""
    return f"the {who[4:]}" if who and who.startswith("The ") else who


def signatories(case: Case, authority: Authority, document: str) -> tuple[Signatory, ...]:
    """Who signs this paper, as the policy pack asks, with their names where they are known."""
    return tuple(_signatories(case, authority, document))


def _signatories(case: Case, authority: Authority, document: str) -> Iterator[Signatory]:
    home, receiving = authority.school(case.home), authority.school(case.receiving)
    titles = {
        "second parent": "Parent",
        "home head teacher": f"{home.head_title}, {home.name}",
        "receiving head teacher": f"{receiving.head_title}, {receiving.name}",
        "admission authority": f"Admission authority of {receiving.name}",
    }
    for paper, role in case.signatures_needed:
        if paper == document:
            name = _signed_by(case, document, role) or _name_of(case, authority, role)
            yield Signatory(role=titles.get(role, role[0].upper() + role[1:]), name=name or None)


def _signed_by(case: Case, document: str, role: str) -> str | None:
    """Who has signed already."""
    return next((each.name for each in case.of(Signature) if (each.document, each.role) == (document, role)), None)


def _name_of(case: Case, authority: Authority, role: str) -> str | None:
    parents = [parent.name for parent in case.parents]
    response = case.accepted.response if case.accepted else None
    referral = case.referral
    names = {
        "parent": parents[0] if parents else None,
        "second parent": parents[1] if len(parents) > 1 else None,
        "pupil": referral.legal_name if referral else None,
        "home head teacher": authority.school(case.home).head,
        "receiving head teacher": authority.school(case.receiving).head,
        "admission authority": response.admission_authority_person if response else None,
        "Virtual School": referral.virtual_school_person if referral else None,
    }
    return names.get(role)
