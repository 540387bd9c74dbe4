"""The contacts of a transfer file: who of them is a parent or carer, by responsibility and relationship, in their order; and who is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.imports.child import yes_or_no
from casework.imports.transfer_xml import Element, address_of, parts_of, text_of
from record.forms.referral import Parent

MOST_PARENTS = 8
"""The referral has room for so many."""
CARERS: Mapping[str, str] = {
    "PAM": "Mother",
    "PAF": "Father",
    "STM": "Stepmother",
    "STF": "Stepfather",
    "FOM": "Foster mother",
    "FOF": "Foster father",
    "CAR": "Carer",
}
OTHERS: Mapping[str, str] = {
    "REL": "Other relative",
    "FAM": "Other family member",
    "OTH": "Other contact",
    "CHM": "Childminder",
    "DOC": "Doctor",
    "SWR": "Social worker",
    "HTC": "Head teacher",
    "TCH": "Teacher",
    "RLG": "Religious contact",
    "AGN": "Agency",
}
"""Contacts of these sorts are parents to the app only where the file says that they have parental responsibility."""
NEVER = frozenset({"CHM", "DOC", "HTC", "TCH", "RLG"})
"""What they are called for has nothing to do with parental responsibility, whatever is ticked."""
IN_WORDS: Mapping[str, str] = {
    **{words.lower(): code for code, words in (*CARERS.items(), *OTHERS.items())},
    **dict.fromkeys(("mum", "parent (mother)", "birth mother", "adoptive mother", "mother (adoptive)"), "PAM"),
    **dict.fromkeys(("dad", "parent (father)", "birth father", "adoptive father", "father (adoptive)"), "PAF"),
    **dict.fromkeys(("step mother", "step-mother"), "STM"),
    **dict.fromkeys(("step father", "step-father"), "STF"),
    **dict.fromkeys(("gp", "doctor (gp)", "general practitioner"), "DOC"),
    **dict.fromkeys(("foster carer", "guardian", "legal guardian", "special guardian"), "CAR"),
}
"""Some systems write the relationship in words."""
OWN = frozenset({"phones"})


@dataclass(frozen=True, slots=True)
class _Contact:
    """One contact, with what decides whether it is a parent."""

    place: int
    order: int
    relation: str
    """The code; empty where it is not known."""
    words: str
    """The relationship as it is shown."""
    responsibility: bool | None
    parent: Parent

    @property
    def is_parent(self) -> bool:
        """By responsibility and relationship: a neighbour without the one or the other is none."""
        if self.relation in NEVER:
            return False
        return self.responsibility is True or self.relation in CARERS

    @property
    def why_not(self) -> str:
        """How it is called where it is none."""
        says = {True: "parental responsibility", False: "no parental responsibility"}
        parts = (self.words or "no relationship told", says.get(self.responsibility or False, ""))
        if self.responsibility is None:
            parts = (parts[0], "parental responsibility not told")
        return f"{self.parent.name} ({', '.join(parts).lower()})"


def parents(pupil: Element, address: str, left: list[str]) -> tuple[Parent, ...]:
    """The parents and carers, whoever has responsibility first, each group in the order of the file. All others are told."""
    found = sorted(_contacts(pupil, address), key=lambda each: (each.order, each.place))
    ours = [each for each in found if each.is_parent]
    ours = sorted(ours, key=lambda each: each.responsibility is not True)
    left += [f"Not taken as a parent: {each.why_not}." for each in found if not each.is_parent]
    left += [
        f"Not taken, because a referral has room for {MOST_PARENTS} parents and carers: {each.why_not}."
        for each in ours[MOST_PARENTS:]
    ]
    return tuple(each.parent for each in ours[:MOST_PARENTS])


def _contacts(pupil: Element, address: str) -> Iterator[_Contact]:
    told: set[str] = set()
    for place, each in enumerate(parts_of(pupil, "contact")):
        name = " ".join(" ".join(text_of(each, part, but=OWN) for part in ("title", "forename", "surname")).split())
        written = text_of(each, "relationship", but=OWN)
        relation = _code(written)
        words = CARERS.get(relation) or OTHERS.get(relation) or written
        parent = _parent(each, name, words, address)
        mark = f"{name} {relation}".lower()
        if name and mark not in told:
            told.add(mark)
            order = text_of(each, "order", but=OWN)
            yield _Contact(
                place, int(order) if order.isdecimal() else 10_000, relation, words, parent.has_responsibility, parent
            )


def _code(written: str) -> str:
    upper = written.upper()
    return upper if upper in CARERS or upper in OTHERS else IN_WORDS.get(written.lower(), "")


def _parent(contact: Element, name: str, words: str, address: str) -> Parent:
    is_there = yes_or_no(text_of(contact, "addressaspupil", but=OWN)) is True
    values = {
        "name": name,
        "relationship": words if len(words) > 3 else "",
        "has_responsibility": yes_or_no(text_of(contact, "responsibility", but=OWN)),
        "lives_with_child": True if is_there else None,
        "address": address if is_there else address_of(contact),
        "phone": text_of(contact, "phoneno", but=frozenset()),
        "email": text_of(contact, "email", but=OWN),
    }
    return Parent(**{key: value for key, value in values.items() if value not in ("", None)})
