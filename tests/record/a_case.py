"""Small builders for cases: fictional schools, one fictional child, dates fixed in the school year 2026 to 2027."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import count
from typing import Any

from record.case import FORMAL, Case
from record.entry import Entry, Filed, Party
from record.expected_place import Answer, Expected, NotExpected, expected
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import LaRecord
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Parent, Referral
from record.forms.response import ACCEPTED, Response
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.pack import Pack
from record.school_days import Calendar, Half, Session, Span

HOME = "900001"
RECEIVING = "900002"
OTHER = "900003"
MOTHER = "Mrs J. Adeyemi"
NAMES = {HOME: "home", RECEIVING: "receiving", OTHER: "other"}
TERMS = (
    Span(date(2026, 9, 2), date(2026, 10, 23)),
    Span(date(2026, 11, 2), date(2026, 12, 18)),
    Span(date(2027, 1, 5), date(2027, 2, 12)),
    Span(date(2027, 2, 22), date(2027, 3, 25)),
    Span(date(2027, 4, 12), date(2027, 5, 28)),
    Span(date(2027, 6, 7), date(2027, 7, 21)),
)
CALENDAR = Calendar(TERMS)
CALENDARS = {HOME: CALENDAR, RECEIVING: CALENDAR, OTHER: CALENDAR}
PACK = Pack(
    id="riverside-2026",
    name="Riverside policy",
    edition="September 2026",
    in_force_from=date(2026, 9, 1),
    guidance=("national",),
)
_numbers = count(1)


def day(number: int, month: int, year: int = 0) -> date:
    """A day of the school year 2026 to 2027: `day(14, 9)` is 14 September 2026, `day(14, 1)` 14 January 2027."""
    return date(year or (2026 if month >= 9 else 2027), month, number)


def filed(entry: Entry, *, on: date | None = None, by: str | None = None, **more: Any) -> Filed:
    """An entry as filed at noon on a day (else on its own day) for a school (else the one that writes this kind)."""
    own = getattr(entry, entry.dated_by) if entry.dated_by else None
    name = f"{next(_numbers):06}"
    known: dict[str, Any] = {
        "entry_id": f"entry-{name}",
        "save_id": f"save-{name}",
        "filed_at": datetime.combine(on or own, time(12)),
        "filed_by": "Ms T. Okafor",
        "filed_for": _writer(entry) if by is None else by,
        "pack": "riverside-2026",
    }
    return Filed(entry, **known | more)


def _writer(entry: Entry) -> str:
    return {Party.HOME: HOME, Party.EITHER: HOME, Party.RECEIVING: RECEIVING, Party.LA: ""}[entry.by[0]]


def a_case(*entries: Filed, today: date = date(2026, 9, 1), **more: Any) -> Case:
    """A case of the Riverside authority from the home school, as seen on a day."""
    known: dict[str, Any] = {"home": HOME, "pack": PACK, "calendars": CALENDARS}
    return Case(reference="MM-7K3P-9QXW", la="Riverside", filed=entries, today=today, **known | more)


def referred(on: date = date(2026, 9, 2), route: str = "placement", **more: Any) -> tuple[Filed, ...]:
    """A case opened, referred, and consented to by the mother and the pupil."""
    child: dict[str, Any] = {"legal_name": "Tobi Adeyemi", "year_group": "8", "parents": (a_parent(),)}
    return (
        filed(BeforeYouStart(route=route, is_on_our_roll=True), on=on),
        filed(Referral(confirmed_on=on, **child | more)),
        *consents("to explore a move", on),
    )


def a_parent(name: str = MOTHER) -> Parent:
    """A parent with parental responsibility, who may be told."""
    return Parent(name=name, relationship="mother", has_responsibility=True, is_excluded_by_court=False)


def consents(choice: str, on: date, school: str | None = None, answer: str = "agreed") -> tuple[Filed, ...]:
    """The mother's and the pupil's answer to one choice."""
    same: dict[str, Any] = {"choice": choice, "answer": answer, "answered_on": on, "school": school}
    return (
        filed(Consent(person=MOTHER, is_pupil=False, **same), on=on),
        filed(Consent(person="The pupil", is_pupil=True, **same), on=on),
    )


def asked(school: str = RECEIVING, on: date = date(2026, 9, 3), due_on: date | None = None) -> Filed:
    """A formal request to a school."""
    return filed(Approach(school=school, formality=FORMAL, sent_on=on, answer_due_on=due_on))


def answered(answer: str = ACCEPTED, school: str = RECEIVING, on: date = date(2026, 9, 4)) -> Filed:
    """A school's answer."""
    return filed(Response(answer=answer, answered_on=on), by=school)


def met(on: date = date(2026, 9, 8), outcome: str = "agreed", **more: Any) -> Filed:
    """A meeting held; agreed, with a first day on 14 September for six weeks, unless it says otherwise."""
    agreement: dict[str, Any] = {
        "starts_on": date(2026, 9, 14),
        "ends_on": date(2026, 10, 23),
        "first_day_at": time(8, 40),
        "first_day_place": "Main reception",
        "first_day_person": "Mr P. Lindqvist",
    }
    return filed(MeetingRecord(met_on=on, outcome=outcome, **(agreement | more if outcome == "agreed" else more)))


def signed(on: date = date(2026, 9, 9), pack: Pack = PACK) -> tuple[Filed, ...]:
    """Every signature the pack asks for."""
    needed = [("agreement", role) for role in pack.agreement_signed_by]
    needed += [("dual registration form", role) for role in pack.dual_form_signed_by]
    return tuple(filed(Signature(document=document, role=role, signed_on=on)) for document, role in needed)


def agreed(route: str = "placement", **meeting: Any) -> tuple[Filed, ...]:
    """A move agreed, consented to and signed: from 14 September 2026 to 23 October, unless the meeting says otherwise."""
    return (*met_on_a_move(route, **meeting), *signed())


def shared(route: str = "placement") -> tuple[Filed, ...]:
    """A referral, and the mother's and the pupil's consent that the receiving school is told."""
    return (*referred(route=route), *consents("to share information with one school", date(2026, 9, 2), RECEIVING))


def met_on_a_move(route: str = "placement", **meeting: Any) -> tuple[Filed, ...]:
    """A move that a meeting agreed and everybody consented to, unsigned."""
    move = "to the permanent transfer" if route == "direct" else "to the placement"
    return (*shared(route), asked(), answered(), met(**meeting), *consents(move, date(2026, 9, 8), RECEIVING))


def directed(last_day: date | None = date(2026, 10, 23), on: date = date(2026, 9, 8), **more: Any) -> Filed:
    """The board's direction off-site from 14 September."""
    said: dict[str, Any] = {"decides": "direction", "first_day_on": date(2026, 9, 14), "decided_on": on}
    return filed(BoardDecision(**said | {"last_day_on": last_day} | more))


def revoked(from_day: date, on: date) -> Filed:
    """The board takes its direction back."""
    return filed(BoardDecision(decides="revocation", decided_on=on, revoked_from=from_day))


def started(on: date = date(2026, 9, 14), did_start: bool = True, **more: Any) -> Filed:
    """What the receiving school says of the first day."""
    return filed(Start(did_start=did_start, started_on=on if did_start else None, **more), on=on)


def suspended(first: date, last: date, provision: str | None = None) -> Filed:
    """A suspension by the receiving school."""
    entry = SameDay(happened_on=first, what="suspension", suspended_from=first, suspended_to=last)
    return filed(entry.model_copy(update={"provision_from_day_six": provision}))


def reported(monday: date, **more: Any) -> Filed:
    """A weekly report."""
    return filed(WeeklyReport(week_commencing=monday, **more))


def reviewed(on: date, **more: Any) -> Filed:
    """A review during the placement."""
    agreed_by_all = {"parents_agree_extension": True, "both_heads_agree_extension": True} if more.get("extends") else {}
    return filed(Review(reviewed_on=on, **{"sort": "interim"} | agreed_by_all | more))


def decided(decision: str, on: date, effect_on: date | None = None, **more: Any) -> Filed:
    """A final review and its decision."""
    return filed(FinalReview(reviewed_on=on, decision=decision, takes_effect_on=effect_on, **more))


def ended_early(on: date, return_on: date | None = None, **more: Any) -> Filed:
    """The receiving school ends the placement early."""
    return filed(EarlyEnding(return_on=return_on, **more), on=on)


def ended_otherwise(reason: str, on: date, **more: Any) -> Filed:
    """A withdrawal or another ending."""
    return filed(Ending(reason=reason, ended_on=on, **more))


def roll_changed(on: date, deleted_by: str = "home school", **more: Any) -> Filed:
    """The child taken off one roll, as the school says that takes it off."""
    school = RECEIVING if deleted_by == "receiving school" else HOME
    return filed(RollChange(deleted_by=deleted_by, deleted_on=on, **more), on=on, by=school)


def told_of(about: str, on: date) -> Filed:
    """The authority records that it was told."""
    return filed(LaRecord(about=f"told of the {about}", recorded_on=on))


def where(case: Case, on: date, half: Half = Half.AM) -> Answer:
    """Where the child is expected in one session."""
    return expected(case, Session(on, half))


def at(case: Case, on: date, half: Half = Half.AM) -> str:
    """The same in a word: `home`, `receiving`, the name of another place, or the reason for none."""
    answer = where(case, on, half)
    if isinstance(answer, NotExpected):
        return str(answer.reason)
    assert isinstance(answer, Expected)
    return NAMES.get(answer.urn, answer.name)
