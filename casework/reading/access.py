"""Who may see and write what. One function decides for every page, letter, chart and download.

From the shared cases it makes what one person may see: the case with the entries that are theirs to see, or nothing,
in the same words and as fast as if the case did not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache, partial

from casework.reading.after_return import Earlier, as_it_stood, is_over, went_on
from casework.reading.cases import before
from casework.reading.in_part import SMALL_FORMS as SMALL_FORMS
from casework.reading.in_part import (
    WITHOUT_THE_ADVICE,
    for_weekly_reports,
    in_part,
    is_own_report,
    without_words,
)
from casework.reading.office import Office
from record.authority import Authority
from record.case import FORMAL, Case
from record.consents import SHARE, has_consent
from record.ended import HowEnded, ended
from record.entry import Entry, Filed, Party, ToSchoolAsked
from record.field import Shape, questions
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.la_record import ANOTHER_ROUTE, APPROVAL, EHC_CONSENT, PANEL_ADVICE, PRESSURE, LaRecord
from record.forms.response import Response
from record.forms.roll_change import RollChange
from record.forms.start import Start
from record.forms.telling import A_NO, FamilyTold
from record.person import Person, Role
from record.stage import ended_in_history
from store.contract import Store

KEEP_NOTHING_BACK = frozenset({"weekly_report", "same_day", "review", "start", "signature", "telling", "meeting_day"})
"""Forms that only tell more: without one of them nobody sees more than with it."""


Period = tuple[Filed, Filed | None]
"""The request with which a time begins in which a school is asked, and the one to another school that ends it."""
OF_THE_CHILD = (APPROVAL, EHC_CONSENT, ANOTHER_ROUTE, PANEL_ADVICE)
"""What the authority says of the child and of the sort of move, whichever school is asked; of advice, that there was some."""


class Side(StrEnum):
    """From which side somebody sees a case."""

    HOME = "home school"
    RECEIVING = "receiving school"
    LA = "local authority"


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as one person may see it."""

    case: Case
    side: Side
    is_whole: bool
    """False when the case is over for this person's school and only its own entries are left."""
    reports_of: str = ""
    """URN of the school whose weekly and same-day reports are all that may be read; empty for whoever may read more."""
    less: frozenset[str] = frozenset()
    """The entries that say less here than they do now: nobody who sees them so may correct or answer them."""

    @property
    def is_for_reports(self) -> bool:
        """Whether this is somebody who only writes weekly reports."""
        return bool(self.reports_of)

    @property
    def entries(self) -> tuple[Filed, ...]:
        """What may be read as it was written. Of the rest of the case, only what the app works out of it may be shown."""
        if not self.reports_of:
            return self.case.filed
        return tuple(each for each in self.case.filed if is_own_report(each, self.reports_of))


def see(office: Office, person: Person, reference: str) -> Seen | None:
    """The case as this person may see it, or None: not theirs, or no such case. Raises StoreError."""
    cases = office.cases
    # Where there is no such case another is judged and not shown: neither is refused sooner than the other.
    judged = cases.get(reference) or next(iter(cases.values()), None)
    found = seen(judged, person, office.authority, office.store) if judged else None
    return found if reference in cases else None


def see_all(office: Office, person: Person, wanted: Callable[[Case], bool] = lambda case: True) -> Sequence[Seen]:
    """Every case this person may see, of those that are `wanted`, which is asked of the case as it is. Raises StoreError.

    Twenty thousand closed cases need not be looked at by whoever wants the live ones.
    """
    cases, authority, store = office.cases.values(), office.authority, office.store
    return [each for case in cases if wanted(case) and (each := seen(case, person, authority, store))]


def those_seen(office: Office, person: Person, references: Sequence[str]) -> tuple[str, ...]:
    """Of these cases, those that this person may see. Raises StoreError."""
    return tuple(each for each in references if see(office, person, each))


def may_count(person: Person) -> bool:
    """Whether the published figures are this person's to read."""
    return person.role in (Role.COORDINATOR, Role.FIGURES) and bool(person.la)


def counted(office: Office, person: Person) -> Sequence[Case]:
    """The cases behind the published figures that this person may read: the whole authority's, the same for everybody, so
    that nobody can subtract one person's figures from another's. For `casework/figures/` alone. Raises StoreError.
    """
    if not may_count(person):
        return []
    return [case for case in office.cases.values() if case.la == person.la]


def seen(case: Case, person: Person, authority: Authority, store: Store) -> Seen | None:
    """What one person may see of a case. Raises StoreError."""
    if person.role == Role.COORDINATOR:
        return Seen(case, Side.LA, True) if _is_in_areas(case, person, authority) else None
    if not person.is_at_a_school or not person.school:
        return None
    if person.school == case.home:
        found: Seen | None = Seen(_shown_to_the_home_school(case), Side.HOME, True)
    else:
        found = _seen_by_another_school(case, person.school, partial(before, store, authority))
        if found and found.case.unreadable:  # it may be another school's: whose is not told
            found = replace(found, case=replace(found.case, unreadable=()))
    return _for_reports(found, person.school) if found and person.role == Role.WEEKLY_REPORT else found


def _for_reports(seen: Seen, school: str) -> Seen:
    """Of what this school sees, what somebody needs who only writes weekly reports."""
    return replace(seen, case=for_weekly_reports(seen.case, school), reports_of=school)


def _is_in_areas(case: Case, person: Person, authority: Authority) -> bool:
    if person.la != case.la:
        return False
    if case.unreadable and not case.home:
        return True  # which school it began at cannot be read
    areas = {authority.school(urn).area for urn in (case.home, case.receiving) if urn}
    return not person.areas or bool(areas & set(person.areas))


def _shown_to_the_home_school(case: Case) -> Case:
    """All of it; once the child is off its roll for good, the other school's entries only up to the final review."""
    end, whole = ended(case), _as_schools_read_it(case)
    if _may_lack_a_limit(case):
        return _with_only(whole, lambda each: each.filed_for in ("", case.home))
    if end is None or end.how is not HowEnded.TRANSFERRED or not case.is_dual_registered or not _is_off_a_roll(case):
        return whole
    until = end.decided_on
    return _with_only(
        whole,
        lambda each: (
            each.filed_for != case.receiving
            or each.happened_on <= until
            or isinstance(each.entry, Start | RollChange)  # what its own register rests on, whenever it was filed
        ),
    )


def _is_off_a_roll(case: Case) -> bool:
    change = case.last(RollChange)
    return change is not None and change.deleted_on is not None and change.deleted_on <= case.today


def _as_schools_read_it(case: Case) -> Case:
    """Without reports of pressure, and of a panel's advice only that there was some: its words may name other schools."""
    filed = tuple(
        in_part(each, WITHOUT_THE_ADVICE) if _is_about(each, PANEL_ADVICE) else each
        for each in case.filed
        if not _is_about(each, PRESSURE)
    )
    return case if filed == case.filed else replace(case, filed=filed)


def _is_about(filed: Filed, what: str) -> bool:
    return isinstance(filed.entry, LaRecord) and filed.entry.about == what


def _seen_by_another_school(case: Case, school: str, earlier: Earlier) -> Seen | None:
    """A school sees a case from a formal request to it until it declines, and afterwards as long as the child is its pupil."""
    asked = [each for each in case.askings if each.approach.school == school and each.approach.formality == FORMAL]
    if not asked or (not asked[-1].is_open and case.receiving != school):
        return None
    if _may_lack_a_limit(case):
        return _left(_with_only(case, lambda each: each.filed_for == school), went_on(case), school, earlier, False)
    if _never_started(case) and not ended_in_history(case):
        return None
    on = went_on(case)
    if is_over(case):
        return _left(_with_only(case, lambda each: each.filed_for == school), on, school, earlier, False)
    if not _may_share(case, school):
        return None
    while_asked = _while_asked(case, school)
    shown = _with_only(_as_schools_read_it(case), lambda each: _concerns(each, case, school, while_asked))
    left = _left(shown, on, school, earlier, True)
    return replace(left, case=_without_words_of_others(left.case, school))


def _without_words_of_others(case: Case, school: str) -> Case:
    """Of an answer to look for a school at all, who gave it, how and when: what they said beside it may be of another school, for
    it is written down once for all that was said in one talk."""
    filed = tuple(
        without_words(each) if isinstance(each.entry, Consent) and each.entry.school != school else each
        for each in case.filed
    )
    return case if filed == case.filed else replace(case, filed=filed)


def _left(shown: Case, on: date | None, school: str, earlier: Earlier, is_whole: bool) -> Seen:
    """What the school is shown; once the child has gone, as it stood that day."""
    if on is None or shown.today < on:
        return Seen(shown, Side.RECEIVING, is_whole)
    stood, less = as_it_stood(shown, on, school, earlier)
    return Seen(stood, Side.RECEIVING, is_whole, less=less)


def _may_lack_a_limit(case: Case) -> bool:
    """Whether a form that cannot be read may be one that keeps something from a school: an answer, a consent, an ending."""
    return any(each.kind not in KEEP_NOTHING_BACK for each in case.unreadable)


def _may_share(case: Case, school: str) -> bool:
    """Whether everybody agreed to share with this school. Once the place there is agreed it must know its pupil."""
    has_a_place = case.placement is not None and case.placement.school == school
    return has_a_place or has_consent(case, SHARE, school)


def _never_started(case: Case) -> bool:
    end = ended(case)
    return end is not None and (case.placement is None or case.placement.starts_on > end.decided_on)


def _concerns(filed: Filed, case: Case, school: str, while_asked: Sequence[Period]) -> bool:
    """Whether it tells this school of no other that was asked: no approach, answer, consent, meeting or decision of another."""
    entry = filed.entry
    named = {getattr(entry, name) for name in _schools_named(type(entry))} - {None, ""}
    if named - {school} or (isinstance(entry, FamilyTold) and entry.about == A_NO):
        return False
    if filed.filed_for == school:
        return True
    if filed.filed_for not in ("", case.home):
        return False
    if isinstance(entry, LaRecord) and entry.about in OF_THE_CHILD:
        return True
    match type(entry).to_school_asked:
        case ToSchoolAsked.OF_THE_CHILD:
            return True
        case ToSchoolAsked.NAMED:
            return school in named
        case ToSchoolAsked.SINCE_ASKED:
            names_it = isinstance(entry, BoardDecision) and school in named
            return names_it or any(_is_within(filed, each) for each in while_asked)
        case _:
            return False


@cache
def _schools_named(kind: type[Entry]) -> Sequence[str]:
    return [each.name for each in questions(kind) if each.shape is Shape.SCHOOL]


def _while_asked(case: Case, school: str) -> Sequence[Period]:
    """From each formal request to this school until another is asked, where this one is asked again after that."""
    formal = [
        (each, each.entry.school == school)
        for each in case.filed_of(Approach)
        if isinstance(each.entry, Approach) and each.entry.formality == FORMAL
    ]
    found: list[Period] = []
    since: Filed | None = None
    for position, (each, is_its) in enumerate(formal):
        if is_its:
            since = since or each
        elif since and any(is_its for _, is_its in formal[position:]):
            found.append((since, each))
            since = None
    return [*found, (since, None)] if since else found


def _is_within(filed: Filed, period: Period) -> bool:
    """What is written down later, from paper or from older records, says of a day only that it was that day."""
    first, end = period
    by_the_day = filed.is_history or filed.from_paper
    begins = filed.happened_on >= first.happened_on
    if not by_the_day:  # a request that is dated back makes nothing of before its own
        begins = filed.order >= first.order and (
            filed.filed_at >= first.filed_at or first.from_paper or first.is_history
        )
    return begins and (end is None or filed.order < end.order)


def _with_only(case: Case, wanted: Callable[[Filed], bool]) -> Case:
    kept = tuple(each for each in case.filed if wanted(each))
    return case if len(kept) == len(case.filed) else replace(case, filed=kept)


def may_write(seen: Seen | None, person: Person, kind: type[Entry]) -> bool:
    """Whether this person may submit an entry of a kind in a case, or begin one when there is no case yet."""
    if person.role == Role.WEEKLY_REPORT and kind.kind not in SMALL_FORMS:
        return False
    if seen is None:
        return person.role == Role.SCHOOL and kind.kind == BeforeYouStart.kind
    if not seen.is_whole:
        return False
    if seen.side is Side.RECEIVING and seen.case.receiving != person.school:
        return kind.kind == Response.kind  # a school that is only asked answers, and no more
    return seen.side is Side.LA or bool(set(kind.by) & {Party.EITHER, Party(seen.side)})


def is_begun_only(office: Office, person: Person, reference: str) -> bool:
    """Whether a case is so far nothing but a draft of this person's own school. Raises StoreError."""
    return reference not in office.cases and any(
        each.la == person.la for each in office.drafts(person.school, reference)
    )


def is_by_the_other_school(filed: Filed, person: Person) -> bool:
    """Whether another school than this person's filed it."""
    return person.is_at_a_school and bool(filed.filed_for) and filed.filed_for != person.school
