"""The days on which something changes for the child, in order, past and to come.

A turn says from which day, to which place, who is met there, which entry makes it, and what it still waits for. Where a
child is expected is a walk over the turns; what a turn needs before it may stand is asked by the gates of `rules/gates`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from record.case import Case
from record.directed import UNTIL_REVOKED, directed, directions, is_directed
from record.ended import PERMANENT_EXCLUSION, Belongs, Ended, HowEnded, ended, endings
from record.entry import Entry, Filed
from record.forms.meeting_record import MeetingRecord
from record.forms.roll_change import RollChange
from record.forms.same_day import SEPARATION, SUSPENSION
from record.forms.start import Start
from record.kept_away import kept_away
from record.once import once_a_case
from record.school_days import ONE_DAY
from record.signing import heads_wait_for
from record.words import listed


class TurnKind(StrEnum):
    """What changes."""

    STARTS = "placement starts"
    FULL_WEEK = "reduced programme ends"
    SUSPENDED = "suspended"
    SUSPENSION_OVER = "suspension over"
    SEPARATED = "kept apart for safeguarding"
    SEPARATION_OVER = "separation over"
    DIRECTION_ENDS = "direction ends"
    DIRECTION_RENEWED = "direction renewed"
    EXTENDED = "placement extended"
    PLACEMENT_ENDS = "placement ends"
    WITHDRAWN = "withdrawn"
    RETURNS = "returns"
    TRANSFERS = "transfers"
    ELSEWHERE = "goes elsewhere"
    EXCLUDED = "permanently excluded"
    LEAVES_BOTH_ROLLS = "leaves both rolls"
    OFF_A_ROLL = "off a roll"


UNSEEN = (TurnKind.EXTENDED, TurnKind.OFF_A_ROLL, TurnKind.TRANSFERS)
"""What changes nothing on the day itself for who goes to school."""


@dataclass(frozen=True, slots=True)
class FirstDay:
    """What a family needs on a first day."""

    at: time | None
    where: str | None
    person: str | None


@dataclass(frozen=True, slots=True)
class Turn:
    """One change. Two turns that read the same are the same turn, whichever entry makes them."""

    on: date
    """The first day on which it holds."""
    kind: TurnKind
    place: Belongs | None
    """Where the child belongs from then on; None where that does not change."""
    name: str = ""
    """Of the place, when it is neither of the two schools."""
    arrival: FirstDay | None = None
    decided_on: date | None = None
    waits_for: tuple[str, ...] = ()
    """What has to come first, in words; until then the turn is only planned, and the child stays where it was."""
    filed: Filed | None = None
    """The entry that makes it."""

    @property
    def key(self) -> tuple[TurnKind, date, Belongs | None, str]:
        """By which it is known again in another state of the case."""
        return self.kind, self.on, self.place, self.name

    @property
    def is_certain(self) -> bool:
        """Whether it waits for nothing."""
        return not self.waits_for


@once_a_case
def turns(case: Case) -> tuple[Turn, ...]:
    """Every turn of a case, the earliest first; of one day, the one that decides the place last."""
    last = tuple(_of_the_endings(case))
    ended_from = min((each.on for each in last), default=date.max)
    before = (each for each in _of_the_placement(case) if each.on < ended_from or each.place is None)
    found = [*before, *_of_days_away(case), *last, *_of_the_roll(case)]
    return tuple(sorted(found, key=lambda each: (each.on, each.place is not None)))


def standing_turn(case: Case, day: date) -> Turn | None:
    """The turn that says where the child belongs on `day`; None before the first: the child is at home."""
    return next((each for each in reversed(_of_the_place(case)) if each.on <= day), None)


def place_on(case: Case, day: date) -> tuple[Belongs, str]:
    """Where the child belongs on `day`, and the name of a place that is neither of the two schools."""
    turn = standing_turn(case, day)
    return (turn.place, turn.name) if turn and turn.place else (Belongs.HOME, "")


@once_a_case
def _of_the_place(case: Case) -> tuple[Turn, ...]:
    return tuple(each for each in turns(case) if each.place and each.is_certain)


def next_turn(case: Case, after: date) -> Turn | None:
    """The next turn after a day that the family would notice, or that asks for a decision; None when none is ahead."""
    ahead = [each for each in turns(case) if each.on > after and _is_noticed(case, each)]
    return min(ahead, key=lambda each: (each.on, each.place is None), default=None)


def planned_turn(case: Case) -> Turn | None:
    """A start that is agreed and still waits for something, also when its day has passed; None when nothing waits."""
    return next((each for each in turns(case) if not each.is_certain), None)


def _is_noticed(case: Case, turn: Turn) -> bool:
    if turn.place is None:
        return turn.kind not in UNSEEN and _is_there(case, turn)
    return place_on(case, turn.on) != place_on(case, turn.on - ONE_DAY)


def _is_there(case: Case, turn: Turn) -> bool:
    """What changes at the receiving school, while the child belongs there before and after."""
    both = (place_on(case, turn.on)[0], place_on(case, turn.on - ONE_DAY)[0])
    return both == (Belongs.RECEIVING, Belongs.RECEIVING)


# --- the placement


def _of_the_placement(case: Case) -> Iterator[Turn]:
    placement, meeting = case.placement, case.agreed_meeting
    if placement is None:
        yield from _planned(case, meeting) if meeting else ()
        return
    yield Turn(
        placement.starts_on,
        TurnKind.STARTS,
        Belongs.RECEIVING,
        arrival=_first_arrival(placement.meeting),
        decided_on=placement.meeting.met_on,
        waits_for=() if _may_go(case, placement.starts_on) else ("a direction of the board for that day",),
        filed=_sets_the_start(case, placement.starts_on),
    )
    if not case.is_dual_registered:
        yield Turn(placement.starts_on, TurnKind.TRANSFERS, None, filed=_filed(case, placement.meeting))
    yield from _of_the_week(placement.meeting, _filed(case, placement.meeting))
    yield from _of_extensions(case)
    if case.is_under_direction:
        yield from _of_the_direction(case)
    if placement.ends_on and ended(case) is None:
        yield Turn(placement.ends_on + ONE_DAY, TurnKind.PLACEMENT_ENDS, None, filed=_filed(case, placement.meeting))


def _may_go(case: Case, day: date) -> bool:
    """Whether nothing but the agreement decides, or a direction sends the child out on that day."""
    return not case.is_under_direction or is_directed(case, day)


def _planned(case: Case, meeting: MeetingRecord) -> Iterator[Turn]:
    """A start that was agreed and waits for papers, or for a new day."""
    if meeting.starts_on is None or ended(case):
        return
    lacks = [*heads_wait_for(case), *_unsigned(case)]
    lacks += [f"{name} to agree" for name in case.against if not any(name in each for each in lacks)]
    if case.needs_a_direction and case.direction is None:
        lacks.append("the board’s decision and its notice")
    put_off = case.start is not None and not case.start.did_start and not case.start.is_absence
    if not lacks or put_off:
        return
    yield Turn(
        meeting.starts_on,
        TurnKind.STARTS,
        Belongs.RECEIVING,
        arrival=_first_arrival(meeting),
        decided_on=meeting.met_on,
        waits_for=tuple(lacks),
        filed=_filed(case, meeting),
    )


def _unsigned(case: Case) -> Iterator[str]:
    """Who is still to sign what; papers that lack the same people are named together."""
    people: dict[str, list[str]] = {}
    for document, role in case.signatures_missing:
        people.setdefault(document, []).append(role)
    papers: dict[tuple[str, ...], list[str]] = {}
    for document, roles in people.items():
        papers.setdefault(tuple(roles), []).append(f"the {document}")
    for missing, documents in papers.items():
        yield f"{listed(missing)} to sign {listed(documents)}"


def _first_arrival(meeting: MeetingRecord) -> FirstDay:
    return FirstDay(meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)


def _sets_the_start(case: Case, starts_on: date) -> Filed | None:
    """The entry that says on which day the child starts: the meeting's, or the last that put it off."""
    for filed in reversed(case.filed_of(Start)):
        if isinstance(filed.entry, Start) and starts_on in (filed.entry.new_start_on, filed.entry.started_on):
            agreed_on = case.agreed_meeting.starts_on if case.agreed_meeting else None
            return filed if starts_on != agreed_on else _filed(case, case.agreed_meeting)
    return _filed(case, case.agreed_meeting)


def _filed(case: Case, entry: Entry | None) -> Filed | None:
    return next((each for each in case.filed if each.entry is entry), None)


def _of_the_week(meeting: MeetingRecord, filed: Filed | None) -> Iterator[Turn]:
    if meeting.has_reduced_programme and meeting.reduced_until:
        yield Turn(meeting.reduced_until + ONE_DAY, TurnKind.FULL_WEEK, None, decided_on=meeting.met_on, filed=filed)


def _of_extensions(case: Case) -> Iterator[Turn]:
    for review in case.extensions:
        filed = _filed(case, review)
        on = filed.happened_on if filed else review.reviewed_on
        if on:
            yield Turn(on, TurnKind.EXTENDED, None, decided_on=review.reviewed_on, filed=filed)


def _of_the_direction(case: Case) -> Iterator[Turn]:
    """Each notice's last day, and each renewal that follows only after days at home."""
    spans = directed(case)
    for number, (span, decision) in enumerate(directions(case)):
        filed = _filed(case, decision)
        follows_on = number + 1 < len(spans) and spans[number + 1].first <= span.last + ONE_DAY
        if span.last < UNTIL_REVOKED and not follows_on:
            yield Turn(span.last + ONE_DAY, TurnKind.DIRECTION_ENDS, Belongs.HOME, filed=filed)
        if number and spans[number - 1].last + ONE_DAY < span.first:
            yield Turn(span.first, TurnKind.DIRECTION_RENEWED, Belongs.RECEIVING, filed=filed)


# --- days with nobody expected


BEGINS_AND_ENDS = {
    SUSPENSION: (TurnKind.SUSPENDED, TurnKind.SUSPENSION_OVER),
    SEPARATION: (TurnKind.SEPARATED, TurnKind.SEPARATION_OVER),
}


def _of_days_away(case: Case) -> Iterator[Turn]:
    """A suspension or a separation begins, and the child is expected again: sooner where it was cancelled."""
    for each in kept_away(case):
        begins, ends = BEGINS_AND_ENDS[each.what]
        decided_on = each.filed.happened_on
        if not each.never_held:
            yield Turn(each.first, begins, None, decided_on=decided_on, filed=each.filed)
            if each.ends_before:
                yield Turn(each.ends_before, ends, None, decided_on=decided_on, filed=each.filed)


# --- how it ends


def _of_the_endings(case: Case) -> Iterator[Turn]:
    standing = endings(case)
    for number, each in enumerate(standing):
        if all(each.from_on < later.from_on for later in standing[number + 1 :]):  # else it never held
            yield _of_an_ending(case, each)


def _of_an_ending(case: Case, end: Ended) -> Turn:
    told = (end.at, end.where, end.person)
    return Turn(
        end.from_on,
        _ending_kind(end),
        end.belongs,
        end.name,
        FirstDay(*told) if any(told) else None,
        end.decided_on,
        filed=next((each for each in case.filed if each.entry_id == end.entry_id), None),
    )


def _ending_kind(end: Ended) -> TurnKind:
    if end.belongs is Belongs.OFF_ROLL:
        return TurnKind.EXCLUDED if end.name == PERMANENT_EXCLUSION else TurnKind.LEAVES_BOTH_ROLLS
    if end.belongs is Belongs.ELSEWHERE:
        return TurnKind.ELSEWHERE
    if end.how is HowEnded.TRANSFERRED:
        return TurnKind.TRANSFERS
    return TurnKind.WITHDRAWN if end.how is HowEnded.WITHDRAWN else TurnKind.RETURNS


def _of_the_roll(case: Case) -> Iterator[Turn]:
    for filed in case.filed_of(RollChange):
        change = filed.entry
        if isinstance(change, RollChange) and change.deleted_on:
            yield Turn(change.deleted_on, TurnKind.OFF_A_ROLL, None, filed=filed)
