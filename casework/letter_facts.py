"""Builds what a letter can say from a case, for one reader: the only way from entries to words on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from casework import letter_outcomes as outcomes
from casework import letter_plan as plans
from casework.letter_boxes import Moment, box
from casework.letter_people import Copy, council, school_facts, sender
from casework.schools import Authority
from letters.catalogue import Letter
from letters.facts import Expected, Facts
from record.case import Case
from record.entry import Entry


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
        filed = copy.report
        return replace(
            self._shared,
            sender=sender(school, self.authority, filed),
            addressee=copy.addressee,
            report=outcomes.report(self.case, self.authority, filed) if filed else None,
            written_on=filed.filed_at.date() if filed else self.case.today,
        )

    @cached_property
    def _shared(self) -> Facts:
        case, authority, meeting = self.case, self.authority, self.case.agreed_meeting
        home, receiving = authority.school(case.home), authority.school(case.receiving)
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
            receiving=school_facts(receiving) if case.receiving else None,
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
