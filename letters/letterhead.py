"""At the head of a paper that is no letter: whose it is. A letter's own is `letters/from_case/schools.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from record.authority import Authority
from record.tables import School


def of_school(school: School, *, has_logo: bool = False) -> Mapping[str, object]:
    """A school with its address; `has_logo` where the paper is given its picture too."""
    return named(school.name, school.phone, school.email, school.address, has_logo=has_logo)


def of_authority(authority: Authority, phone: str = "", email: str = "") -> Mapping[str, object]:
    """The authority, with how it is reached where that is told."""
    return named(authority.name, phone, email)


def named(
    name: str, phone: str = "", email: str = "", lines: Sequence[str] = (), *, has_logo: bool = False
) -> Mapping[str, object]:
    """A name with no more than is given: as `sender` of the facts of such a paper."""
    return {
        "school": {"name": name, "address_lines": list(lines), "phone": phone, "email": email, "has_logo": has_logo}
    }
