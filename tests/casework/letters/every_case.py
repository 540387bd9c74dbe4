"""A case of every kind, on each route it may take: told as the sample is, each entry begun, typed and submitted through
casework by the person who would write it, and judged by every rule. For tests of what follows from whole cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from casework.reading import logos
from casework.reading.office import Office
from casework.reading.settings import read_authority
from casework.sample.agreeing import people
from casework.sample.authority import rows
from casework.sample.days import Plot
from casework.sample.making import tale_of
from casework.sample.owing import OWING
from casework.sample.plots import TOLD
from casework.sample.references import DRAFTS_ONLY
from casework.sample.tale import Tale
from casework.sample.telling import Story
from casework.sample.words import Words, made, words_of
from record.attendance import PRESENT
from record.case import PROVISION_ROUTE
from record.forms.before_you_start import DUAL_ROUTES
from record.forms.board_decision import BoardDecision
from record.forms.meeting_day import MeetingDay
from record.forms.meeting_record import HALVES, WEEKDAYS
from record.forms.review import Review
from record.forms.same_day import SEPARATION, SUSPENSION, SameDay
from record.forms.telling import FIRST_DAY, THE_REVIEW
from record.forms.weekly_report import TargetScore, WeeklyReport
from record.person import Person
from record.school_days import monday_of
from record.tables import SETTINGS
from rules.packs import pack
from store.choose import open_store
from store.contract import TableRow
from store.whole import Whole, record_of, take_all
from tests.letters.test_look import a_logo

TODAY = date(2026, 11, 19)
"""A Thursday in term."""
NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)
SETTINGS_ROWS: Mapping[str, str] = {
    "sen team": "The SEN team",
    "sen team email": "sen@riverside.example",
    "social care address": "Civic Hall\nRiverside\nRV1 1AA",
    "virtual school address": "Civic Hall\nRiverside\nRV1 1AA",
}
"""What letters need and the sample leaves to the reader."""
LOOKED_AFTER: Mapping[str, Any] = {
    "is_looked_after": True,
    "looked_after_by": "Riverside Council",
    "virtual_school_agrees": True,
    "virtual_school_person": "Ms V. Eastwood",
    "virtual_school_support": "A mentor for two terms.",
    "social_care": "child in need",
    "social_worker": "Mr A. Tull, 01632 960 571",
    "ehc_assessment_under_way": True,
    "sen_stage": "SEN support",
    "primary_need": "Social, emotional and mental health",
}
"""So that there is everybody whom a letter may go to."""


TOLD_OF_IT: Mapping[str, Any] = {
    **dict.fromkeys(("home_told", "la_told", "worker_told", "virtual_school_told", "pep_review_considered"), True),
    **dict.fromkeys(("told_on", "la_told_on", "worker_told_on", "virtual_school_told_on"), TODAY),
    "told_at": time(15, 20),
}
"""Of a suspension: everybody was told the same day."""


class AnyReason(dict[str, str]):
    """Why a *should* was not kept: one reason for all of them."""

    def get(self, rule: str, default: Any = "") -> str:
        """The reason."""
        return "We talked it over with everybody, and this is best for the child."


@dataclass(frozen=True)
class Told:
    """One case that was told, and who is at work on it."""

    plot: str
    tale: Tale

    @property
    def reference(self) -> str:
        """Its reference."""
        return self.tale.story.reference

    @property
    def schools(self) -> tuple[Person, Person]:
        """Who writes for the home school, and for the receiving school."""
        return self.tale.home.writer, self.tale.receiving.writer


def _renewed(tale: Tale, until: date) -> None:
    """The board renews its direction from the first school day after its last, and gives notice today."""
    first = tale.there.after(tale.diary.end_of(tale.diary.first_day(tale.diary.monday(-5))), 1)
    renewal = BoardDecision(
        decides="renewal",
        decided_by="The governing board’s pupil committee",
        decided_on=TODAY,
        reasons="To finish the term there, as everybody agreed.",
        school=tale.receiving.urn,
        first_day_on=first,
        last_day_on=until,
        number_of_days=tale.there.between(first, until),
        notice_given_on=TODAY,
        notices=tale.in_writing(TODAY),
        follows_review=False,
        why_no_review="It is reviewed again this week.",
        views_considered="Everybody wants it to go on.",
    )
    tale.home_writes(TODAY, renewal)


def _extended(tale: Tale) -> None:
    """In the sixth week everybody agrees that it goes on for longer; a direction is renewed for it first."""
    TOLD["week_six"](tale)
    until = TODAY + timedelta(days=22)
    if tale.is_directed:
        _renewed(tale, until)
    extended = {
        "sort": "early",
        "reviewed_on": TODAY,
        "people": people(tale),
        "extends": True,
        "new_end_on": until,
        "why_extended": "To finish the term there.",
        "parents_agree_extension": True,
        "both_heads_agree_extension": True,
        **tale.words.of("interim"),
    }
    tale.receiving_writes(TODAY, made(Review, extended))


def _suspended_and_reported(tale: Tale) -> None:
    """Suspended today, and today reported on, with a note on a target."""
    TOLD["week_five_suspended"](tale)
    monday = monday_of(TODAY)
    present = {f"{day}_{half}": PRESENT[half] for day in WEEKDAYS[:3] for half in HALVES}
    target = tale.words.several("targets")[0]["what"]
    reported = {
        "week_commencing": monday,
        **present,
        **dict.fromkeys(("thursday_am", "thursday_pm"), "E"),
        "scores": [made(TargetScore, {"target": target, "score": "met most days", "note": "Not today."})],
        "met_with": tale.receiving.ways["pastoral_lead"],
        "met_on": monday,
        "went_well": "Three good days.",
        "had_incidents": False,
        "concern": "amber",
        "early_review_asked": True,
    }
    tale.receiving_reports(TODAY, made(WeeklyReport, reported))


def _suspended_for_long(tale: Tale) -> None:
    """Suspended today, and once more from the next day on: education is arranged from the sixth day in a row."""
    TOLD["week_five_suspended"](tale)
    again_from = tale.there.after(TODAY, 2)
    again = {
        "happened_on": TODAY,
        "what": SUSPENSION,
        "suspended_from": again_from,
        "suspended_to": tale.there.after(again_from, 4),
        "reason": "Came back onto the site in the afternoon.",
        "provision_from_day_six": "The Quayside Centre, 9:00 to 14:30",
        **TOLD_OF_IT,
        "told_by": tale.receiving.writer.name,
    }
    tale.receiving_writes(TODAY, made(SameDay, again))


def _cancelled(tale: Tale) -> None:
    """Suspended today, and the suspension cancelled before it began."""
    TOLD["week_four_red"](tale)
    suspended = {
        "happened_on": TODAY,
        "what": SUSPENSION,
        "suspended_from": tale.there.after(TODAY, 1),
        "suspended_to": tale.there.after(TODAY, 2),
        "reason": "A misunderstanding at the gate.",
        **TOLD_OF_IT,
        "told_by": tale.receiving.writer.name,
        "is_cancelled": True,
        "board_had_met": False,
        "cancelled_on": TODAY,
        "cancelled_because": "It was somebody else.",
        "back_on": tale.there.after(TODAY, 1),
        "back_half": "morning",
        "cancellation_told": True,
        "cancellation_told_on": TODAY,
    }
    tale.receiving_writes(TODAY, made(SameDay, suspended))


def _kept_apart(tale: Tale) -> None:
    """From today on kept away for safeguarding, until a day that is known."""
    TOLD["week_four_red"](tale)
    apart = {
        "happened_on": TODAY,
        "what": SEPARATION,
        "separated_from": TODAY,
        "separated_to": tale.there.after(TODAY, 3),
        "led_by": "Mrs O. Brandt",
        "look_again_on": tale.there.after(TODAY, 3),
        "education_meanwhile": "Ms F. Rahman, at the library in Mill Street, 9:00 to 14:30",
        "section_19_told": True,
        "section_19_told_on": TODAY,
        "home_told": True,
        "told_on": TODAY,
        "told_at": time(15, 20),
        "told_by": tale.receiving.writer.name,
    }
    tale.receiving_writes(TODAY, made(SameDay, apart))


def _told_another_day(tale: Tale) -> None:
    """The family was told a first day that is not the one agreed."""
    TOLD["starts_next_week"](tale)
    tale.family_is_told(tale.home, TODAY, FIRST_DAY, TODAY + timedelta(days=5))


def _review_on_another_day(tale: Tale) -> None:
    """The family was told a day for the review; it is another since, with its time and place."""
    TOLD["week_one"](tale)
    tale.family_is_told(tale.receiving, TODAY, THE_REVIEW, TODAY + timedelta(days=20))
    on, there = tale.there.after(TODAY, 12), f"{tale.receiving.name}, the library"
    tale.receiving_writes(TODAY, MeetingDay(meets_on=on, meets_at=time(14, 15), meets_where=there, set_on=TODAY))


PLOTS: Mapping[str, tuple[Plot, str]] = {
    **{name: (plot, name) for name, plot in TOLD.items() if name not in (*DRAFTS_ONLY, *OWING)},
    "extended": (_extended, "week_six"),
    "suspended_for_long": (_suspended_for_long, "week_five_suspended"),
    "cancelled": (_cancelled, "week_four_red"),
    "kept_apart": (_kept_apart, "week_four_red"),
    "told_another_day": (_told_another_day, "starts_next_week"),
    "review_on_another_day": (_review_on_another_day, "week_one"),
    "absent": (OWING["week_one_absent"], "week_one_absent"),
    "panel": (TOLD["consent_incomplete"], "consent_incomplete"),
    "suspended_and_reported": (_suspended_and_reported, "week_five_suspended"),
}
"""The plots of the sample in which all is done, and more, each with the child whose words it is told in."""
NEVER_REPORTS = (
    *("before_only", "consent_incomplete", "declined_once", "answer_late", "accepted_direct", "adjourned", "unsigned"),
    *("starts_next_week", "told_another_day", "week_one", "absent", "panel", "not_proceeding"),
)
"""Those that a direct move can go through beside its own."""
DIRECT_ONLY = ("receipt_awaited",)
PROVIDER, NO_ROLL = "The Quayside Centre", {"Alternative provision academy": "Alternative provision, unregistered"}
"""Asked for alternative provision alone, and unregistered there."""
AT_THE_PROVIDER = (
    "starts_next_week",
    "week_one",
    "week_two_reduced",
    "week_six",
    "past_its_end",
    "ended_early",
    "withdrawn",
)
"""Children who go there on that route; it has no roll."""
ALSO_PARENTS: Sequence[Mapping[str, Any]] = (
    {
        "name": "Mr P. Farrant",
        "relationship": "stepfather",
        "address": "77 Kiln Yard\nOuterby\nQX7 7QX",
        "phone": "07700 900777",
        "email": "p.farrant@elsewhere.example",
        "lives_with_child": False,
        "needs_interpreter": True,
        "language": "Portuguese",
    },
    {
        "name": "Mrs U. Vantongeren",
        "relationship": "grandmother",
        "address": "5 Lock Cottages\nFarside\nQX8 8QX",
        "phone": "07700 900888",
        "email": "u.vantongeren@elsewhere.example",
        "lives_with_child": False,
        "has_responsibility": False,
        "is_excluded_by_court": True,
    },
)
"""Beside the parents of a child’s own words: one who lives apart, and one who may be told nothing."""
PANEL, WITH_A_PANEL = "panel", "saltmarsh-2026"
"""A case under a policy with a headteachers’ panel, and that policy’s pack: a case keeps its policy."""
LENT = {"final": "returned", "ending": "withdrawn", "response": "declined_once", "same_day": "week_five_suspended"}
"""Parts that a child's own words may lack, and whose they are then."""


def told_on(route: str, folder: Path) -> tuple[Office, Sequence[Told]]:
    """A store of its own with every kind of case on one route, and an office that opens it today."""
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    settings = [TableRow(SETTINGS, key, {"value": value}, NOW, "the tests") for key, value in SETTINGS_ROWS.items()]
    tables: dict[str, list[TableRow]] = defaultdict(list)
    for row in (*_rows(route), *settings):
        tables[row.table].append(row)
        store.put(row)
    cases = [_told(plot, route, tables) for plot in _plots_on(route)]
    assert isinstance(store, Whole)
    take_all(store, "entries", (record_of(entry) for each in cases for entry in each.tale.story.desk.entries()))
    for draft in (draft for each in cases for draft in each.tale.story.desk.open_drafts):
        store.begin(draft)
    for urn in {each.tale.home.urn for each in cases}:
        store.put(TableRow(logos.LOGOS, urn, {"png": logos.written(a_logo())}, NOW, "the tests"))
    return Office(store, lambda: TODAY), cases


def _rows(route: str) -> Iterator[TableRow]:
    """The sample's settings; its provider keeps no roll, where one is asked for alternative provision."""
    for row in rows(TODAY):
        if route == PROVISION_ROUTE and PROVIDER in row.values.values():
            changed = {name: NO_ROLL.get(value, value) for name, value in row.values.items()}
            yield replace(row, values=changed)
        else:
            yield row


def _plots_on(route: str) -> Iterator[str]:
    those = (
        [name for name in PLOTS if name not in DIRECT_ONLY] if route in DUAL_ROUTES else [*NEVER_REPORTS, *DIRECT_ONLY]
    )
    return (name for name in those if name != PANEL or has_a_panel(route))


def has_a_panel(route: str) -> bool:
    """Whether a policy with a headteachers' panel has this route."""
    return route in pack(WITH_A_PANEL).routes


def _told(name: str, route: str, tables: Mapping[str, Sequence[TableRow]]) -> Told:
    plot, child = PLOTS[name]
    if name == PANEL:
        with_one = TableRow(SETTINGS, "pack", {"value": WITH_A_PANEL}, NOW, "the tests")
        tables = {**tables, SETTINGS: [*(each for each in tables[SETTINGS] if each.key != "pack"), with_one]}
    story = Story(name, tables, NOW, AnyReason())
    tale = tale_of(story, _words(child, route), read_authority(story.desk), TODAY)
    plot(tale)
    return Told(name, tale)


def _words(child: str, route: str) -> Words:
    """A child's words, on this route, with whatever part they lack; every child is looked after."""
    own = words_of(child).said
    lent = {part: words_of(of).said[part] for part, of in LENT.items()}
    said = {"interim": words_of("week_six").of("interim"), "receiving": "Northgate Academy", **lent, **own}
    said["parents"] = [*own.get("parents", ()), *ALSO_PARENTS]
    said |= {"before": {**own["before"], "route": route}, "referral": {**own["referral"], **LOOKED_AFTER}}
    if route == PROVISION_ROUTE:
        said["meeting"] = {"funding_option": "no money moves", **own.get("meeting", {})}
        said["receiving"] = PROVIDER if child in AT_THE_PROVIDER else said["receiving"]
    elif said["receiving"] == PROVIDER:
        said["receiving"] = "Northgate Academy"
    return Words(child, said)
