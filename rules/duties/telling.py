"""Telling the family: each change for the child, with its letter and its day; a day that changed since is told again."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta

from record.case import FORMAL, Case
from record.ended import Belongs, HowEnded, ended
from record.entry import Entry, Filed, Party
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.response import DECLINE
from record.forms.review import Review
from record.forms.same_day import SameDay
from record.forms.start import Start
from record.forms.telling import (
    A_NO,
    EXTENSION,
    FIRST_DAY,
    PUT_OFF,
    SEPARATION,
    SUSPENSION,
    SUSPENSION_CANCELLED,
    THE_ENDING,
    THE_RETURN,
    THE_TRANSFER,
    UNDECIDED,
    WHILE_KEPT_AWAY,
    FamilyTold,
)
from record.kept_away import kept_away
from record.once import once_a_case
from record.stage import needs_roll_change
from record.turns import TurnKind, turns
from record.words import day
from rules.duties.agreeing import EVERYBODY_SIGNED
from rules.duty import ALWAYS, NOT_TOLD, Owed, Phase, duty
from rules.examples import ASKED, MET, PLACED
from rules.rule import Example

WHERE_EXPECTED = ("HF-12c", "APP-8")
STILL_NEW = timedelta(days=14)
"""How long after its day a change that nobody told of is still called up."""
AGREED = {**MET, **EVERYBODY_SIGNED, "case.today": date(2026, 9, 10)}
DECLINED = {**ASKED, "response.answer": "decline", "response.answered_on": date(2026, 9, 30)}
SUSPENDED = {
    **PLACED,
    "same_day.what": "suspension",
    "same_day.happened_on": date(2026, 10, 1),
    "same_day.suspended_from": date(2026, 10, 2),
}
EXTENDED = {
    **PLACED,
    "review.reviewed_on": date(2026, 10, 1),
    "review.extends": True,
    "review.new_end_on": date(2026, 11, 13),
    "review.parents_agree_extension": True,
    "review.both_heads_agree_extension": True,
}
BACK_EARLY = {
    **PLACED,
    "early_ending.return_on": date(2026, 10, 5),
    "early_ending.return_at": time(8, 40),
    "early_ending.return_person": "Ms T. Okafor",
}
ELSEWHERE = {
    **PLACED,
    "ending.reason": "another school",
    "ending.ended_on": date(2026, 10, 1),
    "ending.last_session_on": date(2026, 10, 2),
    "ending.next_place": "another school or provision",
    "ending.next_name": "Elm Grove",
    "ending.next_on": date(2026, 10, 5),
}
STAYS = {
    **PLACED,
    "final_review.reviewed_on": date(2026, 10, 1),
    "final_review.decision": "permanent transfer",
    "final_review.takes_effect_on": date(2026, 10, 5),
}

ABOUT: dict[str, str] = {}
"""By the duty's id, what the family is told of."""


@once_a_case
def _told(case: Case) -> dict[str, FamilyTold]:
    """What the family was last told of each change."""
    return {each.about: each for each in case.of(FamilyTold) if each.about and each.told_on}


def is_told(case: Case, about: str, on: date | None, since: date) -> bool:
    """Whether the family was told of a change, and of the day that stands, since it was decided."""
    last = _told(case).get(about)
    return last is not None and last.takes_effect_on == on and last.told_on is not None and last.told_on >= since


def until_told(case: Case, about: str, on: date | None, by: date, since: date, filed: Filed | None) -> Iterator[Owed]:
    """Owed until the family was told of that day; not of what was brought in from older records."""
    if case.referral is None or (filed and filed.is_history) or is_told(case, about, on, since):
        return
    if by + STILL_NEW >= case.today:
        given = f" ({day(on)})" if on else ""
        says = f"Nobody has recorded that the family was told of {about}{given}."
        yield Owed(by=by, day=on, of=(day(on),) if on else (), says=says)


def _school_day_before(case: Case, on: date, since: date) -> date:
    return max(since, case.calendar(case.home).before(on, 1))


def telling(
    duty_id: str,
    about: str,
    *,
    owner: Party,
    letter: str,
    phases: tuple[Phase, ...],
    statement: str,
    comes: Example,
    told: date | None,
    clause: tuple[str, ...] = WHERE_EXPECTED,
    invites: bool = False,
) -> Callable[[Callable[[Case], Iterator[Owed]]], Callable[[Case], Iterator[Owed]]]:
    """Declare the function below as the duty to tell the family of one sort of change, with its letter."""
    ABOUT[duty_id] = about
    return duty(
        duty_id,
        do=f"{'invite' if invites else 'tell'} the family {'to' if invites else 'of'} {about}, with its letter, and record when and how",
        what=f"{'invite' if invites else 'tell'} the family {'to' if invites else 'of'} {about}",
        clause=clause,
        owner=owner,
        second=None if about == A_NO else Party.RECEIVING if owner is Party.HOME else Party.HOME,
        form=FamilyTold,
        phases=phases,
        harm=NOT_TOLD,
        comes=comes,
        goes={
            **comes,
            "telling.about": about,
            "telling.takes_effect_on": told,
            "telling.told_on": comes.get("case.today", date(2026, 10, 2)),
        },
        is_aside=True,
        letter=letter,
        statement=statement,
        outside="tell the family of a change" if about in WHILE_KEPT_AWAY else "",
    )


@telling(
    "tell: a school said no",
    A_NO,
    owner=Party.HOME,
    letter="not_accepted",
    phases=(Phase.BEFORE,),
    statement="A family is told the same day that a school said no, and what happens next, until another school is asked.",
    comes=DECLINED,
    told=None,
)
def a_no_of_a_school_is_told(case: Case) -> Iterator[Owed]:
    """Of the last school that was formally asked."""
    formal = [each for each in case.askings if each.approach.formality == FORMAL]
    response = formal[-1].response if formal else None
    filed = next((each for each in case.filed if response and each.entry is response), None)
    if filed and response and response.answer == DECLINE and case.accepted is None:
        yield from until_told(case, A_NO, None, filed.happened_on, filed.happened_on, filed)


@telling(
    "tell: first day",
    FIRST_DAY,
    owner=Party.HOME,
    letter="start_confirmation",
    phases=(Phase.PLACED,),
    statement="Before the first day the family knows when and where the child goes, and who meets them.",
    comes=AGREED,
    told=date(2026, 9, 14),
)
def first_day_is_told(case: Case) -> Iterator[Owed]:
    """Until the child has started."""
    if case.start and case.start.did_start:
        return
    for turn in turns(case):
        is_put_off = turn.filed is not None and turn.filed.kind == Start.kind
        is_ahead = turn.kind is TurnKind.STARTS and turn.is_certain and case.today <= turn.on
        if is_ahead and not is_put_off:
            since = turn.decided_on or date.min
            yield from until_told(case, FIRST_DAY, turn.on, _school_day_before(case, turn.on, since), since, turn.filed)


@telling(
    "tell: put off",
    PUT_OFF,
    owner=Party.HOME,
    letter="start_confirmation",
    phases=(Phase.BEFORE, Phase.PLACED),
    statement="A family whose child does not start on the day agreed is told the same day, and of the new day.",
    comes={
        **MET,
        **EVERYBODY_SIGNED,
        "start.did_start": False,
        "start.new_start_on": date(2026, 10, 12),
        "start.filed_on": date(2026, 9, 28),
    },
    told=date(2026, 10, 12),
)
def a_start_put_off_is_told(case: Case) -> Iterator[Owed]:
    """Of the day that now applies."""
    if case.start is not None and not case.start.did_start and not case.start.is_absence:
        filed = next(each for each in case.filed if each.entry is case.start)
        yield from until_told(case, PUT_OFF, case.start.new_start_on, filed.happened_on, filed.happened_on, filed)


@telling(
    "tell: suspended",
    SUSPENSION,
    owner=Party.RECEIVING,
    letter="suspension",
    phases=ALWAYS,
    statement="A family is told the same day that the child is suspended, from when and until when.",
    comes=SUSPENDED,
    told=date(2026, 10, 2),
)
def a_suspension_is_told(case: Case) -> Iterator[Owed]:
    """Of the last suspension."""
    yield from _from_its_first_day(case, SUSPENSION)


def _from_its_first_day(case: Case, about: str) -> Iterator[Owed]:
    """Of the last time that the child was kept away: by the day on which it was said, or on which it began before."""
    for each in kept_away(case)[-1:]:
        if each.is_suspension is (about == SUSPENSION) and not (each.is_suspension and each.back):
            on = min(each.filed.happened_on, each.first)
            yield from until_told(case, about, each.first, on, on, each.filed)


@telling(
    "tell: suspension cancelled",
    SUSPENSION_CANCELLED,
    owner=Party.RECEIVING,
    letter="suspension_cancelled",
    phases=ALWAYS,
    statement="A family is told the same day that a suspension is cancelled, and from when the child is expected again.",
    comes={
        **SUSPENDED,
        "same_day.is_cancelled": True,
        "same_day.cancelled_on": date(2026, 10, 1),
        "same_day.back_on": date(2026, 10, 2),
    },
    told=date(2026, 10, 2),
)
def a_cancelled_suspension_is_told(case: Case) -> Iterator[Owed]:
    """Of the day on which the child is expected again."""
    for each in kept_away(case)[-1:]:
        entry = each.filed.entry
        if each.back and isinstance(entry, SameDay):
            on = entry.cancelled_on or each.filed.happened_on
            yield from until_told(case, SUSPENSION_CANCELLED, each.back.day, on, on, each.filed)


@telling(
    "tell: kept apart",
    SEPARATION,
    owner=Party.RECEIVING,
    letter="kept_apart",
    phases=ALWAYS,
    statement="A family is told the same day that the child is kept apart for safeguarding, which is not a suspension.",
    comes={
        **PLACED,
        "same_day.what": "safeguarding separation",
        "same_day.happened_on": date(2026, 10, 1),
        "same_day.separated_from": date(2026, 10, 2),
    },
    told=date(2026, 10, 2),
)
def a_separation_is_told(case: Case) -> Iterator[Owed]:
    """Of its first day."""
    yield from _from_its_first_day(case, SEPARATION)


@telling(
    "tell: extended",
    EXTENSION,
    owner=Party.RECEIVING,
    letter="extension",
    phases=(Phase.PLACED,),
    statement="Before what it knew of as the last day the family is told that the placement goes on, and until when.",
    comes=EXTENDED,
    told=date(2026, 11, 13),
)
def an_extension_is_told(case: Case) -> Iterator[Owed]:
    """Of the last extension."""
    agreed = [each for each in case.filed_of(Review) if each.entry in case.extensions]
    meeting = case.agreed_meeting
    if not agreed or meeting is None:
        return
    ends = [meeting.ends_on, *(each.entry.new_end_on for each in agreed if isinstance(each.entry, Review))]
    since = agreed[-1].happened_on
    if ends[-2]:
        yield from until_told(case, EXTENSION, ends[-1], max(since, ends[-2]), since, agreed[-1])


@telling(
    "tell: undecided",
    UNDECIDED,
    owner=Party.RECEIVING,
    letter="undecided",
    phases=(Phase.PLACED,),
    statement="A family is told where the child goes on the first school day after a last day on which nothing was decided.",
    comes={**PLACED, "meeting_record.ends_on": date(2026, 9, 30)},
    told=date(2026, 9, 30),
)
def an_end_without_a_decision_is_told(case: Case) -> Iterator[Owed]:
    """Where the child stays meanwhile."""
    ends_on = case.placement.ends_on if case.placement else None
    if ends_on and ends_on < case.today:
        yield from until_told(case, UNDECIDED, ends_on, ends_on, ends_on, None)


def _of_an_ending(case: Case, about: str, *makers: type[Entry]) -> Iterator[Owed]:
    """The change with which a case ends: told before its day, and never before it was decided."""
    end = ended(case)
    filed = next((each for each in case.filed if end and each.entry_id == end.entry_id), None)
    if end is None or filed is None or not isinstance(filed.entry, makers):
        return
    has_started = needs_roll_change(case)
    first_day = case.calendar(case.home).next_open(end.from_on) if end.belongs is Belongs.HOME else end.from_on
    by = _school_day_before(case, first_day, end.decided_on) if has_started else end.decided_on
    yield from until_told(case, about, first_day if has_started else None, by, end.decided_on, filed)


@telling(
    "tell: return",
    THE_RETURN,
    owner=Party.HOME,
    letter="return_to_home_school",
    phases=(Phase.ENDED,),
    statement="Before the day back the family knows when and where the child comes back, and who meets them.",
    comes={
        **PLACED,
        "final_review.reviewed_on": date(2026, 10, 1),
        "final_review.decision": "return to the home school",
        "final_review.takes_effect_on": date(2026, 10, 5),
    },
    told=date(2026, 10, 5),
)
def a_return_is_told(case: Case) -> Iterator[Owed]:
    """Of a return that a final review decided."""
    if (end := ended(case)) and end.how is HowEnded.RETURNED:
        yield from _of_an_ending(case, THE_RETURN, FinalReview)


@telling(
    "tell: ended early",
    THE_RETURN,
    owner=Party.RECEIVING,
    letter="early_ending",
    phases=(Phase.ENDED,),
    statement="When a placement ends early the family is told in writing by the school that ends it, with the day back.",
    comes=BACK_EARLY,
    told=date(2026, 10, 5),
)
def an_early_return_is_told(case: Case) -> Iterator[Owed]:
    """By the school that ended it."""
    yield from _of_an_ending(case, THE_RETURN, EarlyEnding)


@telling(
    "tell: ended",
    THE_ENDING,
    owner=Party.HOME,
    letter="not_proceeding",
    phases=(Phase.ENDED,),
    statement="When a move is withdrawn or ends otherwise the family is told where the child goes from which day.",
    comes=ELSEWHERE,
    told=date(2026, 10, 5),
)
def an_ending_is_told(case: Case) -> Iterator[Owed]:
    """Of a withdrawal, of another school or provision, or of a move that does not go ahead."""
    end = ended(case)
    makers = (Ending, Consent, FinalReview) if end and end.how is HowEnded.ELSEWHERE else (Ending, Consent)
    yield from _of_an_ending(case, THE_ENDING, *makers)


@telling(
    "tell: transferred",
    THE_TRANSFER,
    owner=Party.RECEIVING,
    letter="success",
    phases=(Phase.ENDED,),
    statement="Before the first day on one roll the family knows that the child stays.",
    comes=STAYS,
    told=date(2026, 10, 5),
)
def a_transfer_is_told(case: Case) -> Iterator[Owed]:
    """Of a transfer that a final review decided."""
    if (end := ended(case)) and end.how is HowEnded.TRANSFERRED:
        yield from _of_an_ending(case, THE_TRANSFER, FinalReview)
