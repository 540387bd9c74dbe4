"""Who is working: a person, and what their role lets them do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do here."""

    SCHOOL = "school"
    WEEKLY_REPORT = "weekly report"
    COORDINATOR = "coordinator"
    FIGURES = "figures"
    ADMINISTRATOR = "administrator"


AT_A_SCHOOL = frozenset({Role.SCHOOL, Role.WEEKLY_REPORT})
"""The roles of those who write for a school."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in."""

    name: str
    role: str
    """One of `Role`."""
    school: str
    """URN, or empty for the local authority."""
    la: str
    """Three-digit code."""
    areas: tuple[str, ...] = ()
    school_name: str = ""
    holder: str = ""
    """The row that lets this person in: its table and its key, `Access k3f9…`. Empty for the sample's made-up people."""
    is_lead: bool = False
    """Whether this person lets others of the school in."""

    @property
    def is_at_a_school(self) -> bool:
        """Whether this person writes for a school."""
        return self.role in AT_A_SCHOOL

    @property
    def is_coordinator(self) -> bool:
        """Whether this person coordinates moves for the local authority."""
        return self.role == Role.COORDINATOR
