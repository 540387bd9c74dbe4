"""The box of each letter that says where the child goes: where, when, who, and where until then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time

from letters.facts import Expected
from letters.from_case.outcomes import had_started
from letters.from_case.places import as_usual, first_day, place_at, until_then
from letters.from_case.questions import NotAccepted, NotProceeding
from record.authority import Authority
from record.case import Case
from record.ended import Belongs, ended
from record.entry import Entry
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.tables import School


@dataclass(frozen=True, slots=True)
class Moment:
    """What a box is made from."""

    case: Case
    authority: Authority
    child: str
    answers: Entry | None
    """What was asked with the letter."""

    @property
    def home(self) -> School:
        """The home school."""
        return self.authority.school(self.case.home)

    def first_day_at(
        self, school: School, on: date | None, at: time | None, where: str | None, who: str | None
    ) -> Expected:
        """A first day at a school, as far as it is recorded."""
        return Expected(
            where=place_at(school, where),
            address_lines=school.address,
            on=on,
            at=at,
            who=who,
            until_then=until_then(self.case, self.authority, self.child, on, school.name) if on else None,
        )


def box(letter_id: str, moment: Moment) -> Expected | None:
    """The box of this letter, or None when it has none."""
    made = _BOXES.get(letter_id)
    return made(moment) if made else None


def _the_start(moment: Moment) -> Expected | None:
    meeting = moment.case.agreed_meeting
    if meeting is None:
        return None
    school = moment.authority.school(moment.case.receiving)
    place = (meeting.first_day_at, meeting.first_day_place, meeting.first_day_person)
    return moment.first_day_at(school, first_day(moment.case), *place)


def _until_the_meeting(moment: Moment) -> Expected:
    return Expected(until_then=as_usual(moment.case, moment.authority, moment.child))


def _staying(moment: Moment) -> Expected | None:
    review, meeting = moment.case.last(FinalReview), moment.case.agreed_meeting
    if review is None:
        return None
    school = moment.authority.school(moment.case.receiving)
    there = moment.first_day_at(school, review.takes_effect_on, None, None, meeting.pastoral_lead if meeting else None)
    return Expected(where=school.name, on=there.on, who=there.who, until_then=there.until_then)


def _coming_back(moment: Moment) -> Expected | None:
    review = moment.case.last(FinalReview)
    if review is None:
        return None
    place = (review.return_at, review.return_place, review.return_person)
    return moment.first_day_at(moment.home, review.takes_effect_on, *place)


def _back_early(moment: Moment) -> Expected | None:
    entry = moment.case.last(EarlyEnding)
    if entry is None:
        return None
    place = (entry.return_at, entry.return_place, entry.return_person)
    return moment.first_day_at(moment.home, entry.return_on, *place)


def _back_or_staying(moment: Moment) -> Expected | None:
    """Before a start the child simply stays. After one there is a first day back."""
    entry = moment.case.last(Ending)
    if entry is None:
        return None
    if not had_started(moment.case):
        who = moment.answers.turn_to if isinstance(moment.answers, NotProceeding) else None
        return Expected(where=moment.home.name, who=who)
    place = (entry.next_at, entry.next_where, entry.next_person)
    return moment.first_day_at(moment.home, _first_day_back(moment.case, entry), *place)


def _first_day_back(case: Case, entry: Ending) -> date | None:
    """As it was entered; under a direction the board's notice decides, whatever was entered."""
    end = ended(case)
    if case.route == "off-site direction" and end:
        return case.calendar(case.home).next_open(end.from_on)
    return entry.next_on


def _staying_at_home(moment: Moment) -> Expected:
    who = moment.answers.turn_to if isinstance(moment.answers, NotAccepted) else None
    return Expected(where=moment.home.name, who=who)


def _as_the_meeting_decided(moment: Moment) -> Expected | None:
    if moment.case.agreed_meeting:
        return _the_start(moment)
    usual = as_usual(moment.case, moment.authority, moment.child)
    return Expected(where=moment.home.name, until_then=usual)


def _where_it_leads(moment: Moment) -> Expected:
    """Where the child goes for good or for the placement, and until then."""
    case, end = moment.case, ended(moment.case)
    on = end.from_on if end else first_day(case)
    is_home = end.belongs is Belongs.HOME if end else not case.agreed_meeting
    where = moment.authority.name_of(case.home if is_home else case.receiving)
    if end and end.belongs in (Belongs.ELSEWHERE, Belongs.OFF_ROLL):
        where = end.name or "No school of the two"
    if on and on > case.today:
        return Expected(where=where, until_then=until_then(case, moment.authority, moment.child, on, where))
    return Expected(where=where, until_then=as_usual(case, moment.authority, moment.child))


_BOXES: Mapping[str, Callable[[Moment], Expected | None]] = {
    "not_accepted": _staying_at_home,
    "meeting_record": _as_the_meeting_decided,
    "off_site_direction": _the_start,
    "pupil_plan": _the_start,
    "review_invitation": _until_the_meeting,
    "review_record": _where_it_leads,
    "extension": _where_it_leads,
    "notice_to_services": _where_it_leads,
    "la_notification": _where_it_leads,
    "agreement": _the_start,
    "start_confirmation": _the_start,
    "meeting_invitation": _until_the_meeting,
    "success": _staying,
    "return_to_home_school": _coming_back,
    "early_ending": _back_early,
    "not_proceeding": _back_or_staying,
}
