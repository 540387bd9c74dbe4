"""What a head teacher's signature waits for: everybody's consent to the move, and the authority's yes where it is to pay."""

from __future__ import annotations

from collections.abc import Mapping

from record.authority import Authority
from record.case import Case
from record.consents import consent_to_move, standing, to_agree
from record.forms.la_record import APPROVAL, LaRecord
from record.forms.meeting_record import PROVISION

HEADS = ("home head teacher", "receiving head teacher")


def head_waits_for(case: Case, role: str) -> tuple[str, ...]:
    """What must come before this role signs, in words: `Mrs J. Adeyemi and the pupil to agree`; nothing for other roles."""
    if role not in HEADS:
        return ()
    stands = standing(case, consent_to_move(case), case.receiving)
    signs_the_agreement = ("agreement", role) in case.signatures_missing
    waits_for_all = signs_the_agreement and case.referral is not None and not stands.is_given
    approval = ("the local authority to approve the alternative provision",) if _waits_for_the_authority(case) else ()
    return (*((to_agree(stands),) if waits_for_all else ()), *approval)


def names_to_sign(case: Case, authority: Authority) -> Mapping[str, str]:
    """By role, the name of whoever signs, as far as it is known."""
    parents = [each.name or "" for each in case.parents]
    referral = case.referral
    known = {
        "parent": parents[0] if parents else "",
        "second parent": parents[1] if len(parents) > 1 else "",
        "pupil": (referral.legal_name or "") if referral else "",
        "home head teacher": authority.school(case.home).head,
        "receiving head teacher": authority.school(case.receiving).head if case.receiving else "",
        "Virtual School": (referral.virtual_school_person or "") if referral else "",
    }
    return {role: name for role, name in known.items() if name}


def heads_wait_for(case: Case) -> tuple[str, ...]:
    """What must come before the head teachers sign who have not."""
    missing = dict.fromkeys(role for _, role in case.signatures_missing)
    return tuple(dict.fromkeys(each for role in missing for each in head_waits_for(case, role)))


def _waits_for_the_authority(case: Case) -> bool:
    approved = any(each.about == APPROVAL and each.is_approved for each in case.of(LaRecord))
    it_pays = case.agreed_meeting is not None and case.agreed_meeting.funding_option == PROVISION
    return case.route == "alternative provision" and it_pays and not approved
