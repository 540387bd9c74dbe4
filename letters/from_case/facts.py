"""What every letter can say of a case: the only way from entries to words on paper. What one letter alone says stands with it."""

from __future__ import annotations

from letters.facts import Facts
from letters.from_case import approaches, endings, plan, reviews
from letters.from_case.places import first_day
from letters.from_case.referral import pupil, why_and_tried
from letters.from_case.schools import council, has_second_roll, may_stay_for_good, school_facts, sender
from record.authority import Authority
from record.case import PROVISION_ROUTE, Case


def _will_be_directed(case: Case) -> bool:
    """Whether nobody goes on this route without the board's direction, and no meeting has agreed on it yet."""
    return case.route == PROVISION_ROUTE and case.agreed_meeting is None


def facts_of(case: Case, authority: Authority, writer: str, receiving: str | None, signed_as: str) -> Facts:
    """Everything that any letter of this case can say, whoever reads it. `writer` and `receiving` are the URNs of the school
    whose letter it is and of the one it speaks of; `signed_as` is the paper people sign, if they sign it."""
    agreed, child = case.agreed_meeting, pupil(case)
    return Facts(
        reference=case.reference,
        written_on=case.today,
        placement_word=case.pack.word_for(case.route),
        dual_registered=case.is_dual_registered,
        second_roll=has_second_roll(case, authority),
        may_stay_for_good=may_stay_for_good(case, authority),
        directed=case.is_under_direction or _will_be_directed(case),
        pupil=child,
        home=school_facts(authority.school(case.home)),
        receiving=school_facts(authority.school(receiving)) if receiving else None,
        sender=sender(authority.school(writer)),
        council=council(case, authority),
        referral=why_and_tried(case),
        plan=plan.plan(case, authority, agreed) if agreed else None,
        direction=plan.direction(case),
        board=plan.board(case),
        targets=plan.targets(agreed) if case.is_dual_registered else (),
        reviews=plan.reviews(case) if case.is_dual_registered else (),
        signatories=plan.signatories(case, authority, signed_as),
        decision=reviews.decision(case),
        early_ending=endings.early_ending(case),
        ending=endings.ending(case),
        request=approaches.request(case),
        declined=approaches.declined(case, authority),
        held=reviews.held(case),
        extension=reviews.extension(case),
        outcome=endings.outcome(case, authority, child.preferred_name, first_day(case)),
        deletion=endings.deletion(case, authority),
    )
