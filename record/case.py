"""A case: all its entries as they stand, on one day, under one pack. Everything else is asked of it.

Nothing here depends on the order in which entries were typed: entries of a kind stand in the order of the days they
tell of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from record.agreed import FORMAL as FORMAL
from record.agreed import Asking as Asking
from record.agreed import Placement as Placement
from record.agreed import askings, until_a_start
from record.consents import parents_against
from record.entry import Entry, Filed
from record.family import RowNames, begin
from record.forms.approach import Approach
from record.forms.before_you_start import DUAL_ROUTES, BeforeYouStart
from record.forms.board_decision import DIRECTS, BoardDecision
from record.forms.meeting_record import AGREED, MeetingRecord
from record.forms.referral import Parent, Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.pack import Pack
from record.school_days import EVERY_WEEKDAY, Calendar
from record.tables import School
from record.words import of_child, of_initials, yes_no
from record.year_group import year_group_on, year_in_words

Kind = TypeVar("Kind", bound=Entry)
DIRECTION, PROVISION_ROUTE = "off-site direction", "alternative provision"
"""The routes on which the home school's board may direct the child out."""
WITH_A_WORKER = ("child in need", "child protection plan")
"""Social care in which a child has a social worker."""
SUMMER_MONTHS = (6, 7, 8)
SUMMER = timedelta(weeks=14)
"""From any day of June on it reaches into September."""


@dataclass(frozen=True, slots=True)
class UnreadableForm:
    """A form, or a correction of one, that is kept and cannot be read: what was kept before it stands."""

    kind: str
    """The entry kind; empty where not even that is certain."""
    entry_id: str
    """Empty where it cannot be read."""
    key: str
    """What whoever looks after the site finds it by."""


@dataclass(frozen=True)
class Case:
    """One child's managed move, as seen on `today`."""

    reference: str
    la: str
    home: str
    """URN of the home school."""
    filed: tuple[Filed, ...]
    today: date
    pack: Pack
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    """By URN; a school without one is open every weekday that is no bank holiday."""
    same_child: tuple[str, ...] = ()
    """References of the child's other cases that have not ended."""
    earlier_moves: tuple[str, ...] = ()
    """References of the child's cases that have."""

    schools: Mapping[str, School] = field(default_factory=dict)
    """By URN, as the settings tables have them; a rule about a school that is not there does not apply."""

    unreadable: tuple[UnreadableForm, ...] = ()
    """Until they are put right, or corrected by a later one."""

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """The entries of a kind, in the order of the days they tell of."""
        if kind not in self._entries:
            self._entries[kind] = tuple(each.entry for each in self.filed_of(kind))
        return self._entries[kind]

    def filed_of(self, kind: type[Entry]) -> tuple[Filed, ...]:
        """As `of`, with what the store knows of each."""
        return self._by_kind.get(kind.kind, ())

    @cached_property
    def _entries(self) -> dict[type[Entry], tuple[Any, ...]]:
        return {}

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Filed, ...]]:
        by_kind: dict[str, list[Filed]] = {}
        for each in self.filed:
            by_kind.setdefault(each.kind, []).append(each)
        return {kind: tuple(sorted(those, key=attrgetter("order"))) for kind, those in by_kind.items()}

    def last(self, kind: type[Kind]) -> Kind | None:
        """The latest entry of a kind, or None."""
        entries = self.of(kind)
        return entries[-1] if entries else None

    def with_filed(self, *more: Filed) -> Case:
        """The case as it would stand with these entries too; an entry id already here is replaced."""
        new = {each.entry_id for each in more}
        return replace(self, filed=(*(each for each in self.filed if each.entry_id not in new), *more))

    def calendar(self, urn: str | None) -> Calendar:
        """When a school is open."""
        return self.calendars.get(urn or "", EVERY_WEEKDAY)

    @cached_property
    def before(self) -> BeforeYouStart | None:
        """What was answered before the case began."""
        return self.last(BeforeYouStart)

    @cached_property
    def referral(self) -> Referral | None:
        """The referral as it stands."""
        return self.last(Referral)

    @cached_property
    def route(self) -> str:
        """One of the four routes; `placement` until somebody says otherwise."""
        return (self.before.route if self.before else None) or "placement"

    @cached_property
    def called(self) -> str:
        """What the case is called on screens: `S.A., Year 9`, in the year group of today."""
        if self.referral is None:
            return of_initials(self.before.pupil_initials if self.before else None)
        return of_child(self.referral.legal_name, year_in_words(self.referral, self.today))

    @property
    def is_dual_registered(self) -> bool:
        """Whether the route registers the child at both schools."""
        return self.route in DUAL_ROUTES

    @cached_property
    def parents(self) -> tuple[Parent, ...]:
        """Those who are asked to agree: with parental responsibility, and no court order against it."""
        everyone = self.referral.parents if self.referral else ()
        return tuple(one for one in everyone if one.has_responsibility and not one.is_excluded_by_court)

    @cached_property
    def told(self) -> tuple[Parent, ...]:
        """Those who are told: with parental responsibility, or with the child at home; nobody whom a court keeps from it."""
        everyone = self.referral.parents if self.referral else ()
        return tuple(
            one for one in everyone if (one.has_responsibility or one.lives_with_child) and not one.is_excluded_by_court
        )

    @cached_property
    def row_names(self) -> RowNames:
        """Every name that each row of the referral has had."""
        filed = self.filed_of(Referral)
        parents = self.referral.parents if self.referral else ()
        known = filed[-1].row_names if filed else ()
        return known if len(known) == len(parents) else begin(parents)

    @property
    def is_in_two_authorities(self) -> bool:
        """Whether another local authority looks after the receiving school."""
        school = self.schools.get(self.receiving or "")
        return bool(school and school.la and school.la != self.la)

    @property
    def is_looked_after(self) -> bool:
        """Whether a local authority looks after the child."""
        return bool(self.referral and self.referral.is_looked_after)

    @cached_property
    def askings(self) -> tuple[Asking, ...]:
        """Every approach with the answer it got, in order."""
        return tuple(askings(self.filed_of(Approach), self.filed_of(Response)))

    @cached_property
    def accepted(self) -> Asking | None:
        """The formal request that stands accepted: the last one that was, unless its meeting did not agree.

        A later request to another school sets it aside, but not what a meeting has agreed, nor a school with the child.
        """
        formal = until_a_start(self.askings, self.filed_of(Start))
        last = next((each for each in reversed(formal) if each.is_accepted), None)
        outcome = meeting.outcome if last and (meeting := self.meeting_after(last)) else None
        stands = last is not None and (last is formal[-1] or outcome == AGREED) and outcome != "not agreed"
        return last if stands else None

    def meeting_after(self, asking: Asking) -> MeetingRecord | None:
        """The last meeting held after that school was asked."""
        held = [each.entry for each in self.filed_of(MeetingRecord) if each.happened_on >= asking.asked_on]
        return held[-1] if held and isinstance(held[-1], MeetingRecord) else None

    @cached_property
    def receiving(self) -> str | None:
        """URN of the school that accepted, if one stands."""
        return self.accepted.approach.school if self.accepted else None

    @cached_property
    def meeting(self) -> MeetingRecord | None:
        """The meeting with the school that stands accepted."""
        return self.meeting_after(self.accepted) if self.accepted else None

    @cached_property
    def agreed_meeting(self) -> MeetingRecord | None:
        """That meeting, if it agreed the move and gave a start."""
        meeting = self.meeting
        return meeting if meeting and meeting.outcome == AGREED and meeting.starts_on else None

    @cached_property
    def signatures_missing(self) -> tuple[tuple[str, str], ...]:
        """The (document, role) pairs that the pack asks for and nobody has seen signed."""
        since = self.accepted.asked_on if self.accepted else date.min
        seen = {(each.document, each.role) for each in self.of(Signature) if each.signed_on and each.signed_on >= since}
        return tuple(each for each in self.signatures_needed if each not in seen)

    @cached_property
    def signatures_needed(self) -> tuple[tuple[str, str], ...]:
        """The (document, role) pairs that the pack asks for in this case."""
        needed = [("agreement", role) for role in self.pack.agreement_signed_by]
        if self.is_dual_registered:
            needed += [("dual registration form", role) for role in self.pack.dual_form_signed_by]
        absent = {"second parent"} if len(self.parents) < 2 else set()
        absent |= set() if self.is_looked_after else {"Virtual School"}
        return tuple((document, role) for document, role in needed if role not in absent)

    @cached_property
    def is_agreed(self) -> bool:
        """Whether everything the pack asks for before a start is signed, or the child has in fact started."""
        if not self.agreed_meeting:
            return False
        if self.start and self.start.did_start:
            return self._is_directed
        return self._is_directed and not self.signatures_missing and not self.against

    @property
    def _is_directed(self) -> bool:
        """Whether the board has directed the child out, where the route asks for it."""
        if not self.is_under_direction:
            return True
        return self.direction is not None and not self._was_taken_back

    @property
    def _was_taken_back(self) -> bool:
        """Whether the board took its direction back before the first day, and the child has not gone."""
        decisions, meeting = self.board_decisions, self.agreed_meeting
        first = self._starts_on(meeting.starts_on) if meeting and meeting.starts_on else None
        if first is None or (self.start and self.start.did_start) or decisions[-1].decides in DIRECTS:
            return False
        revoked = [each.revoked_from for each in decisions if each.decides == "revocation" and each.revoked_from]
        return bool(revoked) and revoked[-1] <= first

    @cached_property
    def against(self) -> tuple[str, ...]:
        """The parents who said no to this move before its first day, or took back a yes; none once the child was there."""
        meeting = self.agreed_meeting
        starts_on = self._starts_on(meeting.starts_on) if meeting and meeting.starts_on else None
        return parents_against(self, starts_on) if starts_on and not self.of(WeeklyReport) else ()

    @property
    def start(self) -> Start | None:
        """What the receiving school last said of the start that was agreed."""
        return self.starts[-1] if self.starts else None

    @cached_property
    def starts(self) -> tuple[Start, ...]:
        """All it said of that start; what was said of an earlier one, or by another school, is past."""
        since = self.agreed_meeting.met_on if self.agreed_meeting else None
        said = [each for each in self.filed_of(Start) if each.filed_for == self.receiving]
        entries = [each.entry for each in said if each.happened_on >= (since or date.min)]
        return tuple(each for each in entries if isinstance(each, Start) and each.did_start is not None)

    @property
    def direction(self) -> BoardDecision | None:
        """The board's latest direction or renewal."""
        directions = [each for each in self.board_decisions if each.decides in DIRECTS]
        return directions[-1] if directions else None

    @cached_property
    def board_decisions(self) -> tuple[BoardDecision, ...]:
        """What the board decided of the school that stands accepted; a direction to another school sends nobody here."""
        return tuple(each for each in self.of(BoardDecision) if each.school in (None, self.receiving))

    @cached_property
    def placement(self) -> Placement | None:
        """The placement, once agreed and unless the child did not start and no new date is set."""
        meeting, school = self.agreed_meeting, self.receiving
        if not (self.is_agreed and meeting and school and meeting.starts_on):
            return None
        starts_on = self._starts_on(meeting.starts_on)
        if starts_on is None:
            return None
        return Placement(school, starts_on, self._ends_on(meeting) if self.is_dual_registered else None, meeting)

    def _starts_on(self, agreed_on: date) -> date | None:
        put_off = [each.new_start_on for each in self.starts if not each.did_start and not each.is_absence]
        if self.start is None or not put_off:
            return agreed_on
        if self.start.did_start or self.start.is_absence:
            return put_off[-1] or self.start.started_on or agreed_on
        return put_off[-1]

    def _ends_on(self, meeting: MeetingRecord) -> date | None:
        extended = [each.new_end_on for each in self.extensions if each.new_end_on]
        return max([*extended, meeting.ends_on]) if meeting.ends_on else None

    @cached_property
    def extensions(self) -> tuple[Review, ...]:
        """The reviews that extended the placement: by everybody's agreement; under a direction, as far as the board directs."""
        return tuple(
            each for each in self.of(Review) if each.extends and each.new_end_on and self._is_extended_by(each)
        )

    def _is_extended_by(self, review: Review) -> bool:
        if not self.is_under_direction:
            return review.is_agreed_extension
        reach = [each.last_day_on or date.max for each in self.board_decisions if each.decides in DIRECTS]
        return review.new_end_on is not None and review.new_end_on <= max(reach, default=date.min)

    @property
    def needs_a_direction(self) -> bool:
        """Whether the board has to direct the child out: to a school, or to a provider of alternative provision.

        What was agreed with a provider before it was asked for its checks went without a direction, and goes on as it was.
        """
        meeting = self.agreed_meeting
        is_asked = meeting is not None and meeting.staff_are_checked is not None
        return self.route == DIRECTION or (self.route == PROVISION_ROUTE and is_asked)

    @property
    def is_under_direction(self) -> bool:
        """Whether a direction decides where the child goes: on its own route always, at a provider once the board has directed."""
        return self.route == DIRECTION or (self.needs_a_direction and self.direction is not None)

    @property
    def has_started(self) -> bool:
        """Whether the placement's first day has come."""
        return bool(self.placement and self.placement.starts_on <= self.today)

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """What the forms' conditions may ask of a case, each in one word."""
        return {
            "route": self.route,
            "dual_registered": yes_no(self.is_dual_registered),
            "directed": yes_no(self.is_under_direction),
            "looked_after": yes_no(self.is_looked_after),
            "has_social_worker": yes_no(self.has_social_worker),
            "key_stage": "4" if self._is_near_exams else "",
            "has_started": yes_no(self.has_started),
            "is_seeking": yes_no(self.agreed_meeting is None),
            "is_asking": yes_no(self.accepted is None),
            "placement_is_near": yes_no(self.is_dual_registered and self.accepted is not None),
            "transfer_is_near": yes_no(not self.is_dual_registered or self.placement is not None),
            "has_agencies": yes_no(self._has_agencies),
            "needs_adjustments": yes_no(self.referral is not None and self.referral.has_disability),
            "consult_coordinator": yes_no(self.pack.consult_coordinator),
        }

    @property
    def has_social_worker(self) -> bool:
        """Whether the child has a social worker: in need, under a protection plan, or looked after."""
        referral = self.referral
        return referral is not None and (bool(referral.is_looked_after) or referral.social_care in WITH_A_WORKER)

    @property
    def _has_agencies(self) -> bool:
        """Whether anybody outside the two schools helps the child who should hear how it goes."""
        referral, meeting = self.referral, self.agreed_meeting
        if referral is None:
            return False
        has_support = meeting is not None and bool(meeting.agency_support)
        return self.has_social_worker or referral.sen_stage == "EHC plan" or has_support

    @property
    def _is_near_exams(self) -> bool:
        """Whether the child is in year 10 or 11, or is after the summer that has begun."""
        after_summer = self.today + SUMMER if self.today.month in SUMMER_MONTHS else self.today
        on = (self.today, after_summer)
        return self.referral is not None and any(year_group_on(self.referral, day) in (10, 11) for day in on)
