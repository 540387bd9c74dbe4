"""Whose letter it is: the school that writes, who signs for it, and the authority behind it."""

from __future__ import annotations

from letters.facts import Council, Sender
from letters.facts import School as SchoolFacts
from record.authority import Authority
from record.case import Case
from record.entry import Filed
from record.tables import School


def school_facts(school: School) -> SchoolFacts:
    """A school as letters know it; what nobody has entered is None."""
    return SchoolFacts(
        name=school.name,
        address_lines=school.address,
        phone=school.phone or None,
        email=school.email or None,
        head=school.head or None,
        head_title=school.head_title or None,
        urn=school.urn or None,
        dfe_number=school.dfe_number or None,
        complaints=school.complaints or None,
        attendance_phone=school.attendance_phone or None,
        has_logo=bool(school.logo),
    )


def sender(school: School, authority: Authority, report: Filed | None) -> Sender:
    """The head teacher; of a report, who wrote it."""
    facts = school_facts(school)
    if report is None:
        return Sender(name=facts.head, role=facts.head_title, phone=facts.phone, school=facts)
    post = authority.posts.get(report.filed_by) or school.name
    return Sender(name=report.filed_by, role=post, phone=facts.phone, school=facts)


def council(case: Case, authority: Authority) -> Council:
    """The local authority and its coordinator for the home school."""
    coordinator = authority.coordinator_for(case.home)
    return Council(
        name=authority.settings.get("authority") or None,
        coordinator=coordinator.name or None,
        phone=coordinator.phone or None,
        email=coordinator.email or None,
    )
