"""Builds what a letter can say from a case, for one reader: the only way from entries to words on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from letters import chart
from letters.catalogue import Letter
from letters.facts import Asked, Expected, Facts, Meeting, Person, Pupil, Referral, Tried
from letters.from_case import outcomes, papers, reviews
from letters.from_case import plan as plans
from letters.from_case.boxes import Moment, box
from letters.from_case.own import local
from letters.from_case.people import Copy
from letters.from_case.places import first_day
from letters.from_case.questions import ConsentForm, InvitationToDiscuss, NotProceeding
from letters.from_case.schools import council, school_facts, sender
from letters.say import MONTHS
from record.authority import Authority
from record.case import Case
from record.entry import Entry
from record.forms.referral import Intervention
from record.forms.weekly_report import WeeklyReport
from record.progress import weeks

REVIEWS = ("review", "final_review")
OF_THE_SCHOOL_ASKED = ("request_to_school", "ap_request", "meeting_record")
"""Letters about a school that has not said yes, or says it no more."""


@dataclass(frozen=True)
class Making:
    """One letter of one case in the making; its facts are found once, whoever reads it."""

    case: Case
    authority: Authority
    letter: Letter
    writer: str
    """URN of the school whose letter it is."""
    answers: Entry | None
    """What was asked with the letter."""

    def facts_for(self, copy: Copy) -> Facts:
        """Everything this letter can say to one reader."""
        school = self.authority.school(self.writer)
        filed = copy.filed
        is_report = filed is not None and isinstance(filed.entry, WeeklyReport)
        return replace(
            self._shared,
            sender=sender(school, self.authority, filed if is_report else None),
            addressee=copy.addressee,
            report=outcomes.report(self.case, self.authority, filed) if filed and is_report else None,
            reviewed=reviews.reviewed(self.case, filed) if filed and not is_report else None,
            written_on=filed.filed_at.date() if filed else self.case.today,
            local=local(self.case, self.authority, filed),
        )

    def template_for(self, copy: Copy) -> bytes:
        """The authority's own template in the copy's language, or the one that comes with the app."""
        own = self.authority.own_templates.get((self.letter.id, copy.language.lower()))
        return self.letter.template.read_bytes() if own is None else own

    def pictures_for(self, copy: Copy) -> Mapping[str, bytes]:
        """The pictures of this letter to one reader, by name: the writer's logo, a chart of attendance."""
        logo = self.authority.school(self.writer).logo
        found = {"logo": logo} if logo else {}
        if copy.filed and copy.filed.kind in REVIEWS and (shown := weeks(self.case, copy.filed.happened_on)):
            found["attendance"] = chart.attendance(tuple((one.label, one.attendance.percentage) for one in shown))
        return found

    @property
    def receiving(self) -> str | None:
        """URN of the school the letter speaks of: the one that was asked, where none has said yes yet."""
        if self.case.receiving or self.letter.id not in OF_THE_SCHOOL_ASKED:
            return self.case.receiving
        asking = papers.formally_asked(self.case)
        return asking.approach.school if asking else None

    @cached_property
    def _shared(self) -> Facts:
        case, authority, meeting = self.case, self.authority, self.case.agreed_meeting
        home, receiving = authority.school(case.home), authority.school(self.receiving)
        child = pupil(case).preferred_name
        return Facts(
            reference=case.reference,
            written_on=case.today,
            placement_word=case.pack.word_for(case.route),
            dual_registered=case.is_dual_registered,
            second_roll=has_second_roll(case, authority),
            directed=case.route == "off-site direction",
            all_agreed=self._all_agreed,
            pupil=pupil(case),
            home=school_facts(home),
            receiving=school_facts(receiving) if self.receiving else None,
            sender=sender(authority.school(self.writer), authority, None),
            council=council(case, authority),
            expected=self._expected,
            referral=_referral(case),
            meeting=_meeting(self.answers),
            asked=_asked(self.answers, authority),
            plan=plans.plan(case, authority, meeting) if meeting else None,
            direction=plans.direction(case),
            targets=plans.targets(meeting) if case.is_dual_registered else (),
            reviews=plans.reviews(meeting) if case.is_dual_registered else (),
            signatories=plans.signatories(case, authority, self._document),
            decision=outcomes.decision(case),
            early_ending=outcomes.early_ending(case),
            ending=outcomes.ending(case, _next_steps(self.answers)),
            copied=papers.copied(case, authority) if self.letter.id == "referral" else None,
            request=papers.request(case),
            declined=papers.declined(case, authority, self.answers),
            held=reviews.held(case),
            extension=reviews.extension(case),
            outcome=papers.outcome(case, authority, child, first_day(case)),
            deletion=papers.deletion(case, authority),
        )

    @property
    def _document(self) -> str:
        return self.letter.id.replace("_", " ")

    @property
    def _expected(self) -> Expected | None:
        child = pupil(self.case).preferred_name
        return box(self.letter.id, Moment(self.case, self.authority, child, self.answers))

    @property
    def _all_agreed(self) -> bool:
        """“We all agreed” is said of the start by the letters before it, of the decision by those after it."""
        about: dict[str, Callable[[Case], bool]] = {
            "start_confirmation": outcomes.all_agreed_to_the_start,
            "success": outcomes.all_agreed_to_the_decision,
            "return_to_home_school": outcomes.all_agreed_to_the_decision,
        }
        found = about.get(self.letter.id)
        return found is not None and found(self.case)


def has_second_roll(case: Case, authority: Authority) -> bool:
    """Whether the receiving school registers the child too."""
    return case.is_dual_registered and authority.school(case.receiving).is_registered


def pupil(case: Case) -> Pupil:
    """The child as letters name them."""
    referral = case.referral
    if referral is None:
        return Pupil(preferred_name="")
    first_name = (referral.legal_name or "").split(" ")[0]
    year = referral.year_group
    return Pupil(
        preferred_name=referral.preferred_name or first_name,
        legal_name=referral.legal_name,
        date_of_birth=referral.born_on,
        year_group="Reception" if year == "R" else f"Year {year}" if year else None,
        upn=referral.upn,
    )


def _referral(case: Case) -> Referral | None:
    found = case.referral
    if found is None:
        return None
    return Referral(
        why_a_move=found.why_a_move,
        what_differs=found.what_differs,
        tried=tuple(
            Tried(what=each.what, when=_when(each), outcome=each.outcome) for each in found.interventions if each.what
        ),
        views_heard_by=found.views_heard_by,
    )


def _when(tried: Intervention) -> str | None:
    """`January to March 2026`, `since May 2026`."""
    if tried.began_on is None:
        return f"until {_month(tried.ended_on)}" if tried.ended_on else None
    if tried.ended_on is None:
        return f"since {_month(tried.began_on)}"
    began, ended = _month(tried.began_on), _month(tried.ended_on)
    if began == ended:
        return began
    same_year = tried.began_on.year == tried.ended_on.year
    return f"{began.split()[0] if same_year else began} to {ended}"


def _month(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.year}"


def _meeting(answers: Entry | None) -> Meeting | None:
    if not isinstance(answers, InvitationToDiscuss):
        return None
    return Meeting(
        where=answers.meeting_where,
        on=answers.meeting_on,
        at=answers.meeting_at,
        people=tuple(Person(name=each.name, role=each.role) for each in answers.meeting_people if each.name),
    )


def _asked(answers: Entry | None, authority: Authority) -> Asked | None:
    if not isinstance(answers, ConsentForm):
        return None
    shares = bool(answers.asks_share and answers.share_with)
    explores, places, transfers = answers.asks_explore, answers.asks_placement, answers.asks_transfer
    if not any((explores, shares, places, transfers)):
        return None
    return Asked(
        explore=bool(explores),
        share_with=authority.name_of(answers.share_with) if shares else None,
        placement=bool(places),
        transfer=bool(transfers),
        answer_by=answers.answer_by,
    )


def _next_steps(answers: Entry | None) -> str | None:
    return answers.next_steps if isinstance(answers, NotProceeding) else None
