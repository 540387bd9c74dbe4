"""The people of a case whom a question may be about. A person is a row of the referral, not a spelling: where the case knows who
there is, a form offers them, and nobody's name is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from record.case import Case
from record.consents import people_to_agree
from record.in_writing import to_tell_in_writing

Role = str
"""What is answered to who they are, where a form asks that beside the name: `parent`, `pupil`; else empty."""
OF_THE_FAMILY = ("parent", "second parent", "a parent")


def _who_agree(case: Case, _: Role) -> tuple[str, ...]:
    """Each who is asked to agree, and the pupil."""
    everybody = people_to_agree(case)
    return everybody if len(everybody) > 1 else ()


def _in_writing(case: Case, _: Role) -> tuple[str, ...]:
    return to_tell_in_writing(case)


def _who_sign(case: Case, role: Role) -> tuple[str, ...]:
    """The parents who may agree, or the child; whoever signs for a school or the authority is in no list of the case."""
    if role in OF_THE_FAMILY:
        return tuple(each.name for each in case.parents if each.name)
    return _the_child(case) if role == "pupil" else ()


def _who_come(case: Case, role: Role) -> tuple[str, ...]:
    """The parents and carers who are told, or the child; whoever comes for a school or a service is in no list of the case."""
    if role in OF_THE_FAMILY:
        return tuple(each.name for each in case.told if each.name)
    return _the_child(case) if role == "pupil" else ()


def _the_child(case: Case) -> tuple[str, ...]:
    referral = case.referral
    names = (referral.preferred_name, referral.legal_name) if referral else ()
    return tuple(dict.fromkeys(each for each in names if each))


PEOPLE: Mapping[str, Callable[[Case, Role], tuple[str, ...]]] = {
    "who agree": _who_agree,
    "told in writing": _in_writing,
    "who sign": _who_sign,
    "who come": _who_come,
}
"""By the word with which a question names them (`one_of`)."""
ASKED_BESIDE = ("role", "asked_by")
"""The questions beside a name that say who they are."""


def people(case: Case, one_of: str, role: Role = "") -> tuple[str, ...]:
    """The names from which a question is answered; none where the case does not know them, and the name is typed."""
    return PEOPLE[one_of](case, role) if one_of else ()
