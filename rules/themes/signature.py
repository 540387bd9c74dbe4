"""Signatures: on a move that was agreed, and by the heads only once everyone has consented."""

from datetime import date

from record.case import Case
from record.consents import PLACEMENT, consent_to_move, has_consent
from record.forms.la_record import APPROVAL, LaRecord
from record.forms.meeting_record import PROVISION
from record.forms.signature import Signature
from record.pack import Pack
from rules.case_queries import up_to
from rules.examples import MET, consented
from rules.rule import MUST, SHOULD, rule

HEADS = ("home head teacher", "receiving head teacher")
SIGNED = {**MET, "document": "agreement", "role": "receiving head teacher", "signed_on": date(2026, 9, 10)}
ELSEWHERE = {
    **SIGNED,
    "before_you_start.route": "alternative provision",
    "meeting_record.funding_option": PROVISION,
}


@rule(
    "SIGNATURE-1",
    on=Signature,
    clause=("WK-6", "APP-5"),
    weight=MUST,
    fields=("signed_on",),
    message="Check the date: a paper is signed on the day of the meeting that agreed, or after it.",
    passes=SIGNED,
    fails={**SIGNED, "signed_on": date(2026, 9, 6)},
)
def signature_follows_the_agreement(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """A paper is signed once a meeting has agreed the move."""
    if signature.signed_on is None:
        return None
    return up_to(case, signature.signed_on).agreed_meeting is not None


@rule(
    "SIGNATURE-2",
    on=Signature,
    clause="APP-12",
    weight=SHOULD,
    fields=("role", "document"),
    message="This signature is recorded already: correct that one, or say why there is another.",
    passes={"document": "agreement", "role": "pupil"},
    fails={
        "document": "agreement",
        "role": "pupil",
        "signature.first.document": "agreement",
        "signature.first.role": "pupil",
    },
)
def signature_is_recorded_once(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """Each signature on a paper is recorded once."""
    if not signature.document or not signature.role:
        return None
    same = [
        each
        for each in case.of(Signature)
        if (each.document, each.role) == (signature.document, signature.role) and each.name == signature.name
    ]
    return len(same) <= 1


@rule(
    "SIGNATURE-3",
    on=Signature,
    clause=("HF-1c", "WK-5", "NA-2", "APP-10"),
    weight=MUST,
    fields=("signed_on", "role"),
    message="Record each parent’s and the pupil’s consent to this move first: a head teacher signs after them.",
    passes={**SIGNED, **consented(PLACEMENT, date(2026, 9, 10))},
    fails={**SIGNED, **consented(PLACEMENT, date(2026, 9, 10), answer="refused")},
)
def heads_sign_once_everybody_consents(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """A head teacher signs the agreement once everyone has consented to the move."""
    if signature.document != "agreement" or signature.role not in HEADS or not signature.signed_on:
        return None
    if case.referral is None or not case.receiving:
        return None
    return has_consent(up_to(case, signature.signed_on), consent_to_move(case), case.receiving)


@rule(
    "SIGNATURE-4",
    on=Signature,
    clause="HF-6.4",
    weight=MUST,
    fields=("role", "signed_on"),
    message="Wait until {provision_officer} has agreed in writing to pay, or agree the place without that money.",
    passes={
        **ELSEWHERE,
        "la_record.about": APPROVAL,
        "la_record.is_approved": True,
        "la_record.is_named_officers": True,
        "la_record.recorded_on": date(2026, 9, 9),
    },
    fails=ELSEWHERE,
)
def authority_approves_what_it_pays_for(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """Alternative provision that the authority is to pay for is approved by the named officer before the heads sign."""
    if case.route != "alternative provision" or signature.role not in HEADS or not signature.signed_on:
        return None
    if case.agreed_meeting is None or case.agreed_meeting.funding_option != PROVISION:
        return None
    return any(is_approval(each) for each in up_to(case, signature.signed_on).of(LaRecord))


def is_approval(record: LaRecord) -> bool:
    """Whether the named officer approved; a record of before that was asked counts as it did then."""
    return record.about == APPROVAL and bool(record.is_approved) and record.is_named_officers is not False


@rule(
    "SIGNATURE-5",
    on=Signature,
    clause=("HF-7.6h", "APP-3"),
    weight=SHOULD,
    fields=("document",),
    message="A direct move has no dual registration: choose the agreement, or say why this form was signed.",
    passes={**SIGNED, "document": "dual registration form"},
    fails={**SIGNED, "document": "dual registration form", "before_you_start.route": "direct"},
)
def dual_form_is_for_dual_registration(signature: Signature, case: Case, pack: Pack) -> bool | None:
    """The dual registration form is signed only where there is dual registration."""
    return case.is_dual_registered if signature.document == "dual registration form" else None
