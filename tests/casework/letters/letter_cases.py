"""Cases with every answer that letters need, kept in a store of a test's own: on each route, at each stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from casework.reading.office import Office
from record.answers import kept
from record.entry import Filed
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview, TargetOutcome
from record.forms.meeting_record import HALVES, WEEKDAYS, ReviewDate, Target
from record.forms.referral import Intervention, Parent
from record.forms.weekly_report import Incident, TargetScore, WeeklyReport
from record.person import Person
from record.tables import AREAS, SCHOOLS, SETTINGS, STAFF, TERM_DATES
from rules.packs import pack
from store.choose import open_store
from store.contract import SavedEntry, TableRow
from tests.record import a_case
from tests.record.a_case import HOME, RECEIVING, answered, asked, directed, filed, met, referred, signed, started

REFERENCE = "MM-7K3P-9QXW"
LA = "205"
AMINA = Person("Amina Yusuf", "school", HOME, LA, school_name="Oakfield School")
PETER = Person("Peter Lindqvist", "school", RECEIVING, LA, school_name="Northgate Academy")
GRACE = Person("Grace Obi", "weekly report", RECEIVING, LA)
ELENA = Person("Elena Petrova", "school", "900003", LA)
ROSALIND = Person("Rosalind Marsh", "coordinator", "", LA, ("North",))
DEVAN = Person("Devan Pillai", "figures", "", LA, ("North",))
ROUTES = ("placement", "off-site direction", "direct", "alternative provision")
CHILD = "Tobi"
SECRETS = ("Tobi", "Adeyemi", "Mill Court", "T802200005001")
"""What may never be in a file name, the audit or a log."""

MOTHER = Parent(
    name="Mrs J. Adeyemi",
    relationship="Mother",
    has_responsibility=True,
    lives_with_child=True,
    address="4 Mill Court\nRiverside\nRV3 9XY",
    is_excluded_by_court=False,
)
FATHER = Parent(
    name="Mr K. Adeyemi",
    relationship="Father",
    has_responsibility=True,
    address="9 Quay Street\nRiverside\nRV7 1AA",
    is_excluded_by_court=False,
)
KEPT_AWAY = FATHER.model_copy(update={"name": "Mr D. Stone", "is_excluded_by_court": True})
CARER = MOTHER.model_copy(update={"name": "Ms F. Carer", "relationship": "Foster carer", "has_responsibility": False})

REFERRAL: Mapping[str, Any] = {
    "legal_name": "Tobi Adeyemi",
    "preferred_name": CHILD,
    "born_on": date(2013, 3, 14),
    "year_group": "8",
    "upn": "T802200005001",
    "address": "4 Mill Court\nRiverside\nRV3 9XY",
    "why_a_move": "Lessons have been hard since the spring.",
    "what_differs": "Smaller classes.",
    "views_heard_by": "Miss A. Roy",
    "interventions": (
        Intervention(what="A mentor", began_on=date(2026, 1, 8), ended_on=date(2026, 3, 20), outcome="It helped."),
        Intervention(what="Mornings in the learning base", began_on=date(2026, 5, 4), outcome="It helps."),
    ),
}
MEETING: Mapping[str, Any] = {
    "met_at": "Northgate Academy",
    "background": "A fresh start in a smaller school.",
    "weeks": 6,
    "reviews": (ReviewDate(review_on=date(2026, 10, 2)), ReviewDate(review_on=date(2026, 10, 16))),
    "first_day_at": time(8, 40),
    "first_day_place": "Main reception",
    "first_day_person": "Mr D. Haddad",
    "morning_starts": time(8, 50),
    "afternoon_ends": time(15, 10),
    "breaks": "10:50 to 11:10",
    "absence_phone": "01632 960 201",
    **{f"{day}_{half}": "receiving" for day in WEEKDAYS for half in HALVES},
    "wednesday_pm": "home",
    "targets": (Target(what="Comes to every lesson", how_judged="The register", by_whom="Mr Haddad", baseline="Late"),),
    "receiving_support": "A mentor.",
    "home_support": "A call each Friday.",
    "pastoral_lead": "Mr D. Haddad, Head of Year 8",
    "welcome_plan": "A buddy.",
    "behaviour_response": "First a word.",
    "attendance_recorded_how": "Each half day.",
    "weekly_report_to": "Amina Yusuf",
    "transport": "Bus 7",
    "uniform": "Northgate’s",
    "meals": "Free meals carry on",
    "funding": "None",
    "communication_plan": "A call each Monday.",
    "early_ending_rule": "Only if safety cannot be kept.",
    "return_plan": "Ms Patel meets Tobi.",
}
DIRECT = ("weeks", "ends_on", "reviews", "targets", "weekly_report_to", "early_ending_rule", "return_plan")


def an_office(folder: Path, *entries: Filed, today: date = date(2026, 9, 21), **columns: str) -> Office:
    """An office over a store of its own with these entries; `columns` replace some of both schools' columns."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    for table, rows in _TABLES.items():
        for key, values in rows.items():
            changed = {name.replace("_", " "): value for name, value in columns.items()} if table == SCHOOLS else {}
            store.put(TableRow(table, key, {**values, **changed}, datetime(2026, 9, 1, tzinfo=UTC), "the tests"))
    office = Office(store, lambda: today)
    add(office, *entries)
    return office


def add(office: Office, *entries: Filed) -> None:
    """Keep entries as if somebody had submitted them."""
    for each in entries:
        office.store.save(
            SavedEntry(
                la=LA,
                reference=REFERENCE,
                entry_id=each.entry_id,
                revision=1,
                save_id=each.save_id,
                base=None,
                kind=each.kind,
                saved_at=each.filed_at.replace(tzinfo=UTC),
                saved_by=each.filed_by,
                saved_for=each.filed_for,
                pack="hammersmith-fulham-2019",
                answers=kept(each.entry),
            )
        )


def begun(route: str = "placement", parents: tuple[Parent, ...] = (MOTHER,), **more: Any) -> tuple[Filed, ...]:
    """A referral with everything, and consent to explore a move."""
    return referred(route=route, parents=parents, **{**REFERRAL, **more})


def accepted(route: str = "placement", **more: Any) -> tuple[Filed, ...]:
    """The school that was asked said yes in principle."""
    sharing = a_case.consents("to share information with one school", date(2026, 9, 3), RECEIVING)
    return (*begun(route, **more), *sharing, asked(), answered())


def met_and_agreed(route: str = "placement", meeting: Mapping[str, Any] = {}, **more: Any) -> tuple[Filed, ...]:
    """The meeting agreed; nobody has signed."""
    said = {**MEETING, **meeting}
    if route == "direct":
        said = {name: value for name, value in said.items() if name not in DIRECT}
        said = {**said, "ends_on": None, **{f"{day}_{half}": None for day in WEEKDAYS for half in HALVES}}
    return (*accepted(route, **more), met(**said))


def agreed(route: str = "placement", **more: Any) -> tuple[Filed, ...]:
    """Everything signed, and everybody asked has agreed; on a direction the board decided too."""
    choice = "to the permanent transfer" if route == "direct" else "to the placement"
    board = (directed(decided_by="The pupil committee", reasons="To help Tobi settle."),)
    return (
        *met_and_agreed(route, **more),
        *a_case.consents(choice, date(2026, 9, 8), RECEIVING),
        *signed(pack=pack("hammersmith-fulham-2019")),
        *(board if route == "off-site direction" else ()),
    )


def placed(route: str = "placement", **more: Any) -> tuple[Filed, ...]:
    """The child started on 14 September."""
    return (*agreed(route, **more), started())


def a_report(monday: date = date(2026, 9, 14), **more: Any) -> Filed:
    """A whole week's report, filed on its Friday by somebody whose post is known."""
    marks = {f"{day}_{half}": "/" if half == "am" else "\\" for day in WEEKDAYS for half in HALVES}
    said: dict[str, Any] = {
        **marks,
        "monday_am": "L",
        "wednesday_pm": None,
        "scores": (TargetScore(target="Comes to every lesson", score="met most days"),),
        "met_with": "Mr D. Haddad",
        "went_well": "Led a group.",
        "had_incidents": True,
        "incidents": (Incident(happened_on=monday, what="An argument.", action="They talked."),),
        "concern": "green",
        "sent_to": "Amina Yusuf",
    }
    entry = WeeklyReport(week_commencing=monday, **said | more)
    return filed(entry, on=date(2026, 9, 18), filed_by="Grace Obi")


def decided(decision: str, **more: Any) -> Filed:
    """A final review on 16 October at which everybody agreed, effective on 2 November."""
    said: dict[str, Any] = {
        "reasons": "The target was met.",
        "results": (TargetOutcome(target="Comes to every lesson", result="met", evidence="97%"),),
        "takes_effect_on": date(2026, 11, 2),
        "parents_agree": True,
        "pupil_agrees": True,
        "home_head_agrees": True,
        "receiving_head_agrees": True,
        "admission_authority_agrees": True,
        "return_at": time(8, 30),
        "return_place": "Main reception",
        "return_person": "Ms R. Patel",
    }
    return filed(FinalReview(reviewed_on=date(2026, 10, 16), decision=decision, **said | more))


def ended_early(**more: Any) -> Filed:
    """The receiving school ends it on 7 October; back on Friday 9 October."""
    said: dict[str, Any] = {
        "circumstances": "Somebody was hurt.",
        "pupil_account": "I pushed.",
        "home_head_consulted": "Mr T. Okafor",
        "home_head_consulted_on": date(2026, 10, 7),
        "support_on_return": "The learning base.",
        "return_on": date(2026, 10, 9),
        "return_at": time(8, 30),
        "return_place": "Main reception",
        "return_person": "Ms R. Patel",
    }
    return filed(EarlyEnding(**said | more), on=date(2026, 10, 7))


def withdrawn(on: date, **more: Any) -> Filed:
    """The parents took their agreement back."""
    return filed(Ending(who="Parent", reason="withdrawn", in_words="They changed their mind.", ended_on=on, **more))


def _school(name: str, number: int, head: str) -> Mapping[str, str]:
    return {
        "name": name,
        "sort": "Community school",
        "address": f"{number} School Lane\nRiverside\nRV{number} 2AB",
        "phone": f"01632 960 {number}00",
        "email": f"office{number}@riverside.example",
        "head": head,
        "area": "North",
        "la": LA,
        "dfe number": f"205/400{number}",
        "attendance phone": f"01632 960 {number}01",
        "complaints": "riverside.example/complaints",
    }


def _term(first: str, last: str) -> Mapping[str, str]:
    return {"what": "term", "first": first, "last": last}


_TABLES: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    SCHOOLS: {
        HOME: _school("Oakfield School", 1, "Mr T. Okafor"),
        RECEIVING: _school("Northgate Academy", 2, "Mrs C. Lindqvist"),
        "900003": _school("Elm Grove School", 3, "Dr E. Petrova"),
    },
    STAFF: {"grace": {"name": "Grace Obi", "post": "Mentor", "school": RECEIVING, "la": LA}},
    SETTINGS: {
        "pack": {"value": "hammersmith-fulham-2019"},
        "authority": {"value": "Riverside Council"},
        "authority address": {"value": "Town Hall\nRiverside\nRV1 1AA"},
    },
    AREAS: {"North": {"coordinator": "Rosalind Marsh", "phone": "01632 960 555", "email": "moves@riverside.example"}},
    TERM_DATES: {
        "autumn 1": _term("2026-09-02", "2026-10-23"),
        "autumn 2": _term("2026-11-02", "2026-12-18"),
    },
}
