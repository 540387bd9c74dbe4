"""Who reads letters: each parent and carer who is told gets their own, with their own number in its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from letters.facts import Addressee
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.family import TITLES
from record.forms.referral import Parent
from record.in_writing import has_plan
from record.tables import School

Reader = Literal[
    "parent",
    "parent who agrees",
    "pupil",
    "home school",
    "receiving school",
    "Virtual School",
    "social worker",
    "SEN team",
    "local authority",
]
INITIAL = re.compile(r"^(\w\.?)+$")
IN_A_WINDOW, ACROSS_A_WINDOW = 5, 42
"""Lines, and letters in a line, that the window of an envelope shows at whatever place a letter lies in it."""
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$", re.IGNORECASE)
NUMBERS: Mapping[Reader, int] = {
    "pupil": 9,
    "home school": 10,
    "receiving school": 11,
    "Virtual School": 12,
    "local authority": 13,
    "social worker": 14,
    "SEN team": 15,
}
"""Of each reader, after the eight parents a referral can name: a link goes on meaning the same person."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One letter to one reader, or one paper for all of them."""

    n: int
    """Its number in its address. A parent's is their place in the referral."""
    to: str
    """Who it goes to, as a person would say; nothing for a paper that goes to everybody."""
    reader: str
    """As the file name and the audit say it: `parent 2`, `pupil`, a report; never a name."""
    addressee: Addressee | None = None
    school: str = ""
    """URN of the school it goes to."""
    speaks: str = ""
    """The language of a parent who needs an interpreter."""
    language: str = ""
    """The language this copy is in, if not English."""
    filed: Filed | None = None
    """The entry it is about, where each entry has a paper of its own."""


def copies_to(reader: Reader, case: Case, authority: Authority) -> Iterator[Copy]:
    """The copies of a personal letter to one sort of reader: none where the child has none."""
    return _READERS[reader](case, authority)


def _told(case: Case, _: Authority) -> Iterator[Copy]:
    """Each parent, and each carer with whom the child lives; nobody whom a court keeps from it."""
    return _parents(case, case.told)


def _agreeing(case: Case, _: Authority) -> Iterator[Copy]:
    """Each with parental responsibility: what asks for agreement goes to nobody else."""
    return _parents(case, case.parents)


def told_in_writing(case: Case, authority: Authority) -> Iterator[Copy]:
    """Whoever must have a decision of the board in writing: each who is told, and the authority of a child with an EHC plan."""
    yield from _told(case, authority)
    if has_plan(case):
        yield from _local_authority(case, authority)


def _parents(case: Case, those: Collection[Parent]) -> Iterator[Copy]:
    everyone = case.referral.parents if case.referral else ()
    for n, parent in enumerate(everyone, start=1):
        if parent in those:
            speaks = (parent.needs_interpreter and parent.language) or ""
            yield Copy(n, parent.name or f"parent {n}", f"parent {n}", _parent(parent, case), speaks=speaks)


def _parent(parent: Parent, case: Case) -> Addressee:
    at_the_childs = case.referral.address if case.referral and parent.lives_with_child else None
    return Addressee(
        name=parent.name,
        salutation=salutation(parent.name),
        address_lines=in_a_window(parent.name, lines(parent.address or at_the_childs)),
        relationship=(parent.relationship or "").lower() or None,
        is_asked=parent in case.parents,
    )


def _pupil(case: Case, _: Authority) -> Iterator[Copy]:
    referral = case.referral
    if referral:
        name = referral.legal_name or referral.preferred_name
        told = Addressee(
            name=name,
            salutation=referral.preferred_name,
            relationship="the pupil",
            is_parent=False,
            is_asked=False,
            is_pupil=True,
        )
        yield Copy(NUMBERS["pupil"], "the pupil", "pupil", told)


def _home(case: Case, authority: Authority) -> Iterator[Copy]:
    yield head("home school", authority.school(case.home))


def _receiving(case: Case, authority: Authority) -> Iterator[Copy]:
    if case.receiving:
        yield head("receiving school", authority.school(case.receiving))


def head(reader: Reader, school: School) -> Copy:
    """The copy to the head teacher of a school."""
    name = school.head or f"The {school.head_title}"
    told = _professional(name, school.address or (school.email,), school.head_title)
    return Copy(NUMBERS[reader], f"{name}, {school.name}", reader, told, school.urn)


def _virtual_school(case: Case, authority: Authority) -> Iterator[Copy]:
    if case.is_looked_after and case.referral:
        name = case.referral.virtual_school_person
        told = _professional(name, _kept(authority, "virtual school"), "Virtual School")
        yield Copy(NUMBERS["Virtual School"], name or "the Virtual School", "Virtual School", told)


def _social_worker(case: Case, authority: Authority) -> Iterator[Copy]:
    referral = case.referral
    if referral and referral.social_care not in (None, "none"):
        name = (referral.social_worker or "").split(",")[0].strip() or None
        told = _professional(name, _kept(authority, "social care"), "Social worker")
        yield Copy(NUMBERS["social worker"], name or "the social worker", "social worker", told)


def _sen_team(case: Case, authority: Authority) -> Iterator[Copy]:
    referral = case.referral
    if referral and (referral.sen_stage == "EHC plan" or referral.ehc_assessment_under_way):
        name = authority.settings.get("sen team")
        told = _professional(name, _kept(authority, "sen team"), "SEN team")
        yield Copy(NUMBERS["SEN team"], name or "the SEN team", "SEN team", told)


def _local_authority(case: Case, authority: Authority) -> Iterator[Copy]:
    coordinator = authority.coordinator_for(case.home)
    address = _kept(authority, "authority") or (coordinator.email,)
    told = _professional(coordinator.name, address, "Coordinator of managed moves")
    yield Copy(NUMBERS["local authority"], f"{coordinator.name}, {authority.name}", "local authority", told)


def _kept(authority: Authority, whose: str) -> tuple[str, ...]:
    """A postal address of the Settings table, or an e-mail address instead."""
    return lines(authority.settings.get(f"{whose} address") or authority.settings.get(f"{whose} email"))


def _professional(name: str | None, address: tuple[str, ...], what: str) -> Addressee:
    return Addressee(
        name=name or None,
        salutation=salutation(name),
        address_lines=in_a_window(name, [line for line in address if line]),
        relationship=what,
        is_parent=False,
        is_asked=False,
    )


_READERS: Mapping[Reader, Callable[[Case, Authority], Iterator[Copy]]] = {
    "parent": _told,
    "parent who agrees": _agreeing,
    "pupil": _pupil,
    "home school": _home,
    "receiving school": _receiving,
    "Virtual School": _virtual_school,
    "social worker": _social_worker,
    "SEN team": _sen_team,
    "local authority": _local_authority,
}


def salutation(name: str | None) -> str | None:
    """What follows “Dear”: `Mrs Adeyemi` of “Mrs J. Adeyemi”, `SEN team` of “The SEN team”; a name without a title is used whole."""
    words = (name or "").removeprefix("The ").split()
    if len(words) < 3 or not TITLES.match(words[0]):
        return " ".join(words) or None
    return " ".join([words[0], *(word for word in words[1:-1] if not INITIAL.match(word)), words[-1]])


def lines(address: str | None) -> tuple[str, ...]:
    """An address line by line."""
    return tuple(line.strip() for line in (address or "").split("\n") if line.strip())


def in_a_window(name: str | None, address: Sequence[str]) -> tuple[str, ...]:
    """An address in the lines that the window of an envelope has for it beneath the name: where it has more, its shortest
    neighbours share one."""
    shown = list(address)
    while len(shown) > 1 and _rows(name or "") + sum(map(_rows, shown)) > IN_A_WINDOW:
        at = min(range(len(shown) - 1), key=lambda n: len(shown[n]) + len(shown[n + 1]))
        both = f"{shown[at]}{' ' if POSTCODE.match(shown[at + 1]) else ', '}{shown[at + 1]}"
        if _rows(both) > _rows(shown[at]) + _rows(shown[at + 1]) - 1:
            break
        shown[at : at + 2] = [both]
    return tuple(shown)


def _rows(line: str) -> int:
    return -(-len(line) // ACROSS_A_WINDOW)
