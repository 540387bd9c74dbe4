"""Consent: whose it is, that it is free, and that it is in writing where a child's story will be shared."""

from record.case import Case
from record.consents import SHARE, may_agree
from record.forms.consent import Consent
from record.pack import Pack
from rules.examples import REFERRED
from rules.rule import MUST, SHOULD, rule

WRITTEN = ("signed form seen", "by letter or e-mail")


@rule(
    "CONSENT-1",
    on=Consent,
    clause=("HF-3b", "APP-4"),
    weight=MUST,
    fields=("person",),
    message="Choose someone with parental responsibility, as named in the referral, or say that it is the pupil’s "
    "answer.",
    passes={**REFERRED, "person": "mrs j adeyemi", "is_pupil": False},
    fails={**REFERRED, "person": "Mr P. Lowe", "is_pupil": False},
)
def consent_is_from_somebody_who_can_give_it(consent: Consent, case: Case, pack: Pack) -> bool | None:
    """The answer is the pupil's or that of someone with parental responsibility."""
    if consent.is_pupil or not consent.person or case.referral is None:
        return None
    return may_agree(case, consent.person)


@rule(
    "CONSENT-2",
    on=Consent,
    clause=("HF-2b", "WK-11", "NA-2"),
    weight=MUST,
    fields=("felt_no_pressure",),
    message="Agreement under pressure does not count. Talk again, with someone the family trusts, and record what they "
    "say then.",
    passes={"answer": "agreed", "felt_no_pressure": True},
    fails={"answer": "agreed", "felt_no_pressure": False},
)
def consent_is_free_of_pressure(consent: Consent, case: Case, pack: Pack) -> bool | None:
    """The person who agreed said that they felt no pressure."""
    return consent.felt_no_pressure if consent.answer == "agreed" else None


@rule(
    "CONSENT-3",
    on=Consent,
    clause=("HF-7.2", "WK-11"),
    weight=SHOULD,
    fields=("told_of_other_options",),
    message="Tell them what else is possible before they decide, or say why there is nothing else.",
    passes={"answer": "agreed", "told_of_other_options": True},
    fails={"answer": "agreed", "told_of_other_options": False},
)
def consent_is_informed(consent: Consent, case: Case, pack: Pack) -> bool | None:
    """The person who agreed was told what else is possible."""
    return consent.told_of_other_options if consent.answer == "agreed" else None


@rule(
    "CONSENT-4",
    on=Consent,
    clause="HF-7.4a",
    weight=MUST,
    fields=("given_how",),
    message="Get the parent’s agreement to share in writing: a signed form, a letter or an e-mail.",
    passes={"choice": SHARE, "answer": "agreed", "is_pupil": False, "given_how": "by letter or e-mail"},
    fails={"choice": SHARE, "answer": "agreed", "is_pupil": False, "given_how": "by telephone, noted"},
)
def parents_agree_to_sharing_in_writing(consent: Consent, case: Case, pack: Pack) -> bool | None:
    """A parent's agreement to share information is in writing."""
    is_a_parents = consent.is_pupil is False
    if consent.choice != SHARE or consent.answer != "agreed" or not is_a_parents or consent.given_how is None:
        return None
    return consent.given_how in WRITTEN
