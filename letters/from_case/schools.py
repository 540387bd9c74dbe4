"""Whose letter it is: the school that writes, who signs for it, and the authority behind it."""

from __future__ import annotations

from letters.facts import Council, SchoolFacts, Sender
from letters.facts.fact import repeated
from record.authority import Authority
from record.case import PROVISION_ROUTE, Case
from record.entry import Filed
from record.tables import School


def school_facts(school: School) -> SchoolFacts:
    """A school as letters know it; what nobody has entered is None."""
    return repeated(SchoolFacts, school, address_lines=school.address, has_logo=bool(school.logo))


def sender(school: School) -> Sender:
    """The head teacher."""
    return Sender(
        name=school.head or None, role=school.head_title, phone=school.phone or None, school=school_facts(school)
    )


def author(filed: Filed, school: School, authority: Authority) -> Sender:
    """Who wrote an entry, in their post at the school."""
    post = authority.posts.get(filed.filed_by) or school.name
    return Sender(name=filed.filed_by, role=post, phone=school.phone or None, school=school_facts(school))


def has_second_roll(case: Case, authority: Authority) -> bool:
    """Whether there is a receiving school, and it registers the child too."""
    return case.is_dual_registered and case.receiving is not None and authority.school(case.receiving).is_registered


def may_stay_for_good(case: Case, authority: Authority) -> bool:
    """Whether the child can join the new place for good: not at a provider that keeps no roll, or may turn out to keep none."""
    return case.route != PROVISION_ROUTE or has_second_roll(case, authority)


def council(case: Case, authority: Authority) -> Council:
    """The local authority and its coordinator for the home school."""
    coordinator = authority.coordinator_for(case.home)
    return Council(
        name=authority.settings.get("authority") or None,
        coordinator=coordinator.name or None,
        phone=coordinator.phone or None,
        email=coordinator.email or None,
    )
