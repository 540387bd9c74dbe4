"""What people do until a child starts: each act files what a careful school would, for the case as it is on that day.

Answers given here by name take the place of the careful ones. Names are those of the forms' questions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from record.case import Case
from record.consents import EXPLORE, THE_PUPIL
from record.consents import PLACEMENT as TO_PLACEMENT
from record.consents import TRANSFER as TO_TRANSFER
from record.entry import Entry, Filed
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import DIRECTS, BoardDecision, WrittenNotice
from record.forms.consent import Consent
from record.forms.la_record import LaRecord
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import HALVES, PROVISION, WEEKDAYS
from record.forms.referral import Referral
from record.forms.response import ACCEPTED
from record.forms.signature import Signature
from record.forms.telling import FamilyTold
from record.in_writing import to_tell_in_writing
from tests.record.a_case import (
    MOTHER,
    RECEIVING,
    a_parent,
    answered,
    asked,
    filed,
    met,
)
from tests.stories.a_story import Act, the

FATHER = "Mr D. Adeyemi"
INVITED = ("home school", "receiving school", "parent", "pupil")
DAYS = ("_on", "_to", "_from", "_until")
"""How the names of questions end that ask for a day."""
TARGETS = ("Comes on time", "Asks for help", "Keeps a planner")


def dates(said: dict[str, Any]) -> dict[str, Any]:
    """The answers, with a day in words (`14 September`) for each question that asks for one."""
    return {name: the(each) if name.endswith(DAYS) and isinstance(each, str) else each for name, each in said.items()}


def is_referred(route: str, *parents: str, **child: Any) -> Act:
    """The home school opens a case and sends the referral in."""
    family = tuple(a_parent(each) for each in parents or (MOTHER,))
    known = {"legal_name": "Tobi Adeyemi", "year_group": "8", "upn": "B801200005001", "parents": family}

    def act(case: Case) -> tuple[Filed, ...]:
        before = BeforeYouStart(route=route, is_on_our_roll=True, has_ehc_plan=child.get("sen_stage") == "EHC plan")
        consulted = {"coordinator_consulted_on": case.today} if case.pack.consult_coordinator else {}
        return filed(before, on=case.today), filed(
            Referral(confirmed_on=case.today, **known | consulted | dates(child))
        )

    return act


def consent(choice: str, *people: str, answer: str = "agreed", school: str | None = RECEIVING, **more: Any) -> Act:
    """People's answer to one choice: of those named, else of every parent and the pupil."""

    def act(case: Case) -> tuple[Filed, ...]:
        everybody = (*(each.name or "" for each in case.parents), THE_PUPIL)
        said: dict[str, Any] = {"choice": choice, "school": None if choice == EXPLORE else school, "answer": answer}
        said |= {"answered_on": None if answer == "not asked" else case.today, "given_how": "signed form seen", **more}
        answers = (Consent(person=each, is_pupil=each == THE_PUPIL, **said) for each in people or everybody)
        return tuple(filed(each, on=case.today) for each in answers)

    return act


def panel_advises(case: Case) -> tuple[Filed, ...]:
    """The headteachers' panel advises, where the authority has one."""
    return la_records("panel advice")(case) if case.pack.panel_advises else ()


def tells(about: str, of_day: str | None) -> Act:
    """Somebody tells the family of a change, by telephone."""
    on = the(of_day) if of_day else None
    return lambda case: (
        filed(FamilyTold(about=about, takes_effect_on=on, told_on=case.today, how="by telephone")),  # type: ignore[arg-type]
    )


def sets_the_meeting(on: str, **said: Any) -> Act:
    """The home school writes down when and where everybody meets."""
    careful: dict[str, Any] = {"meets_at": time(15, 30), "meets_where": "The library"}
    return lambda case: (filed(MeetingDay(meets_on=the(on), **{"set_on": case.today} | careful | said)),)


def la_records(about: str, **said: Any) -> Act:
    """The local authority writes a line of its own record."""
    return lambda case: (filed(LaRecord(about=about, recorded_on=case.today, **said)),)


def asks(school: str = RECEIVING) -> Act:
    """The home school sends a formal request to a school."""
    return lambda case: (asked(school, case.today),)


def answers(answer: str = ACCEPTED, school: str = RECEIVING, **said: Any) -> Act:
    """The school says yes in principle, no, or asks for more."""
    return lambda case: (filed(answered(answer, school, case.today).entry.model_copy(update=said), by=school),)


def meets(**said: Any) -> Act:
    """They meet and agree a start on 14 September, for as long as the policy's standard, unless they say otherwise."""

    def act(case: Case) -> tuple[Filed, ...]:
        outcome = said.get("outcome", "agreed")
        people = [*INVITED, *(["Virtual School"] if case.is_looked_after else [])]
        careful: dict[str, Any] = {"people": invited(*people), "pupil_engaged": True}
        if outcome == "agreed":
            careful |= _agreement(case, dates(said))
        return (met(case.today, **careful | dates(said)),)

    return act


def invited(*roles: str, presence: str = "came") -> tuple[Any, ...]:
    """People invited, who all came unless it says otherwise."""
    return tuple({"role": each, "presence": presence} for each in roles)


def _agreement(case: Case, said: dict[str, Any]) -> dict[str, Any]:
    starts_on = said.get("starts_on", the("14 September"))
    found: dict[str, Any] = {"starts_on": starts_on, "ends_on": None}
    if not case.is_dual_registered:
        return found
    weeks = said.get("weeks", case.pack.standard_weeks)
    ends_on = said.get("ends_on") or _end_of(case, starts_on, weeks)
    reviews = tuple(
        {"review_on": _end_of(case, starts_on, each)}
        for each in sorted({*case.pack.review_weeks, weeks})
        if each <= weeks
    )
    week = dict.fromkeys((f"{each}_{half}" for each in WEEKDAYS for half in HALVES), "receiving")
    targets = tuple({"what": each} for each in TARGETS)
    if case.route == "alternative provision":
        found["funding_option"] = PROVISION
    return found | week | {"ends_on": ends_on, "weeks": weeks, "reviews": reviews, "targets": targets}


def _end_of(case: Case, starts_on: date, weeks: int) -> date:
    calendar = case.calendar(case.receiving)
    return calendar.end_of_weeks(starts_on, weeks, case.pack.weeks_are_school_weeks)


def everybody_consents(case: Case) -> tuple[Filed, ...]:
    """Each parent and the pupil agree to this move: to the placement, or on the direct route to the transfer."""
    choice = TO_PLACEMENT if case.is_dual_registered else TO_TRANSFER
    return consent(choice, school=case.receiving)(case)


def signs(case: Case) -> tuple[Filed, ...]:
    """Everybody signs what the policy asks for and nobody has signed yet."""
    missing = case.signatures_missing
    return tuple(filed(Signature(document=document, role=role, signed_on=case.today)) for document, role in missing)


def signs_the_dual_form(case: Case) -> tuple[Filed, ...]:
    """A parent signs the dual registration form."""
    return (filed(Signature(document="dual registration form", role="parent", signed_on=case.today)),)


def directs(decides: str = "direction", **said: Any) -> Act:
    """The board directs, goes on, renews or revokes; everybody has it in writing today, and a direction runs as was agreed."""

    def act(case: Case) -> tuple[Filed, ...]:
        careful: dict[str, Any] = {
            "decides": decides,
            "decided_on": case.today,
            "notices": in_writing(case, case.today),
        }
        if decides in DIRECTS and case.agreed_meeting:
            agreed = case.agreed_meeting
            careful |= {"first_day_on": agreed.starts_on, "last_day_on": agreed.ends_on, "notice_given_on": case.today}
        return (filed(BoardDecision(**careful | dates(said))),)

    return act


def in_writing(case: Case, on: date | None) -> tuple[WrittenNotice, ...]:
    """Everybody who is to have it in writing: by post, on a day."""
    return tuple(WrittenNotice(to=each, given_on=on, how="by post") for each in to_tell_in_writing(case))


def corrects(kind: type[Entry], **said: Any) -> Act:
    """Somebody corrects the last entry of a kind."""

    def act(case: Case) -> tuple[Filed, ...]:
        last = case.filed_of(kind)[-1]
        corrected = last.entry.model_copy(update=dates(said))
        return (replace(last, entry=corrected, revision=last.revision + 1, corrects=last.entry),)

    return act
