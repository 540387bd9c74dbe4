"""What a new draft begins with: whatever is known, as a person would have typed it; never a mark, never a consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework.forms.filling_in import _FILLERS, SAID_TO_EVERYBODY, FillerContext, filled_in
from record.answers import item_ids, read
from record.entry import Entry, Filed
from record.field import Shape, questions
from record.forms.approach import Approach
from record.forms.consent import SHARE, Consent
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.meeting_record import HALF_DAYS, Invited, MeetingRecord, Target
from record.forms.referral import Referral
from record.forms.response import Response
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.start import CURRENT, MAIN, SUBSIDIARY, Start
from record.forms.together import TOGETHER
from record.forms.weekly_report import TargetScore, WeeklyReport
from record.person import Person
from record.tables import SCHOOLS
from rules.due import duties
from rules.duties.authority import NOTED
from tests.casework.at_work import (
    AMINA,
    PETER,
    RECEIVING,
    REFERENCE,
    ROSALIND,
    accepted,
    an_office,
    placed,
    put,
    requested,
    shared,
    signed,
)
from tests.record.a_case import OTHER, consents, day, decided, ended_early, filed, met, referred, started

TODAY = day(21, 9)
TARGETS = (Target(what="Comes on time"), Target(what="Asks for help"))
INVITED = (Invited(name="Mrs J. Adeyemi", role="parent", presence="came"), Invited(name="Ms Lark", role="other"))
PLACED = (
    *accepted(),
    met(targets=TARGETS, people=INVITED, weekly_report_to="Amina Yusuf, Oakfield School"),
    *signed(),
    started(),
)


def begins_with(
    folder: Path, kind: type[Entry], *entries: Filed, who: Person = PETER, today: date = TODAY
) -> Mapping[str, Any]:
    office = an_office(folder, *entries, today=today)
    return filled_in(kind, FillerContext(office.cases[REFERENCE], who, office.authority))


def items(typed: Mapping[str, Any], group: str) -> list[dict[str, Any]]:
    return [
        {name.rpartition(".")[2]: value for name, value in typed.items() if name.startswith(f"{group}.{each}.")}
        for each in item_ids(typed, group)
    ]


def test_every_filler_that_a_question_names_is_written_and_every_one_written_is_named() -> None:
    named = {each.fill_in for kind in (*KINDS, *TOGETHER.values()) for each in questions(kind) if each.fill_in}

    assert named == set(_FILLERS), "a question's fill_in names one of _FILLERS in casework/forms/filling_in.py"


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
def test_no_mark_and_no_consent_is_filled_in(tmp_path: Path, kind: type[Entry]) -> None:
    typed = begins_with(tmp_path, kind, *PLACED)

    names = {question.name for question in questions(kind) if question.shape in (Shape.MARK, Shape.YES_NO)}
    assert not names & set(typed)
    assert kind is not Consent or typed == {}


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.kind)
@pytest.mark.parametrize("entries", [referred(), accepted(), PLACED, (*PLACED, decided(RETURN, day(18, 9)))])
def test_what_is_filled_in_can_be_read(tmp_path: Path, kind: type[Entry], entries: tuple[Filed, ...]) -> None:
    typed = begins_with(tmp_path, kind, *entries)

    assert read(kind, typed, {"dual_registered": "yes", "writer": "other school"}).problems == ()
    assert not [name for name, value in typed.items() if value in (None, "", [])]


def test_dates_and_names_are_those_of_the_day_and_the_writer(tmp_path: Path) -> None:
    typed = begins_with(tmp_path, SameDay, *PLACED)

    assert typed == {"happened_on": "21/9/2026", "told_by": "Peter Lindqvist"}


def test_an_answer_is_due_when_the_pack_says(tmp_path: Path) -> None:
    assert begins_with(tmp_path, Approach, *referred(), who=AMINA)["answer_due_on"] == "1/10/2026"


def test_to_the_first_meeting_the_family_and_both_heads_are_invited(tmp_path: Path) -> None:
    typed = begins_with(tmp_path, MeetingRecord, *accepted(), who=AMINA)

    assert items(typed, "people") == [
        {"name": "Mrs J. Adeyemi", "role": "parent"},
        {"role": "pupil"},
        {"name": "Head of Oakfield School", "role": "home school"},
        {"name": "Head of Northgate Academy", "role": "receiving school"},
    ]
    assert (typed["met_at"], typed["weeks"]) == ("Northgate Academy", "6")


def test_the_virtual_school_is_invited_for_a_looked_after_child(tmp_path: Path) -> None:
    begun, referral, *others = accepted()
    looked_after = referral.entry.model_copy(
        update={"is_looked_after": True, "virtual_school_person": "Mr V. Head", "preferred_name": "Tobi"}
    )
    entries = (begun, replace(referral, entry=looked_after), *others)

    people = items(begins_with(tmp_path, MeetingRecord, *entries, who=AMINA), "people")

    assert {"name": "Mr V. Head", "role": "Virtual School"} in people
    assert {"name": "Tobi", "role": "pupil"} in people


def test_to_a_review_everybody_of_the_meeting_is_invited(tmp_path: Path) -> None:
    typed = begins_with(tmp_path, Review, *PLACED)

    assert items(typed, "people") == [
        {"name": "Mrs J. Adeyemi", "role": "parent"},
        {"name": "Ms Lark", "role": "other"},
    ]


def report(monday: date, score: str, **marks: str) -> Filed:
    scores = (TargetScore(target="Comes on time", score=score), TargetScore(target="Asks for help"))
    return filed(WeeklyReport.model_validate({"week_commencing": monday, "scores": scores, **marks}))


def test_a_report_begins_with_its_targets_its_week_and_its_reader(tmp_path: Path) -> None:
    typed = begins_with(tmp_path, WeeklyReport, *PLACED)

    assert [each["target"] for each in items(typed, "scores")] == ["Comes on time", "Asks for help"]
    assert (typed["week_commencing"], typed["sent_to"]) == ("14/9/2026", "Amina Yusuf, Oakfield School")


@pytest.mark.parametrize(
    ("reported", "today", "week"),
    [
        ((), day(16, 9), "14/9/2026"),
        ((day(14, 9),), day(16, 9), "14/9/2026"),
        ((day(14, 9),), day(22, 9), "21/9/2026"),
        ((day(21, 9),), day(29, 9), "14/9/2026"),
        ((day(14, 9), day(21, 9)), day(29, 9), "28/9/2026"),
    ],
)
def test_the_earliest_week_without_a_report_comes_first(
    tmp_path: Path, reported: tuple[date, ...], today: date, week: str
) -> None:
    done = [report(monday, "not met") for monday in reported]

    assert begins_with(tmp_path, WeeklyReport, *PLACED, *done, today=today)["week_commencing"] == week


def test_a_review_begins_with_the_attendance_and_the_latest_scores(tmp_path: Path) -> None:
    first = report(day(14, 9), "not met", monday_am="/", monday_pm="\\", tuesday_am="N")
    second = report(day(21, 9), "met most days", monday_am="L")

    typed = begins_with(tmp_path, Review, *PLACED, second, first, today=day(28, 9))

    assert typed["attendance_so_far"] == "75%: 3 of 4 possible sessions, 1 late"
    assert typed["targets_so_far"] == "Comes on time: met most days"


def test_a_final_review_begins_with_every_target(tmp_path: Path) -> None:
    typed = begins_with(tmp_path, FinalReview, *PLACED)

    assert [each["target"] for each in items(typed, "results")] == ["Comes on time", "Asks for help"]


def test_a_start_begins_with_the_agreed_day(tmp_path: Path) -> None:
    assert begins_with(tmp_path, Start, *PLACED)["started_on"] == "14/9/2026"


DUAL, SINGLE = "9(1)(c) dual registered, the other school agrees", "9(1)(a) registered at another school"


@pytest.mark.parametrize(
    ("ending", "deletes"),
    [
        (decided(TRANSFER, day(18, 9)), "home school"),
        (decided(RETURN, day(18, 9)), "receiving school"),
        (ended_early(day(18, 9), return_on=day(21, 9)), "receiving school"),
    ],
)
def test_the_school_that_the_child_leaves_deletes(tmp_path: Path, ending: Filed, deletes: str) -> None:
    typed = begins_with(tmp_path, RollChange, *PLACED, ending)

    assert (typed["deleted_by"], typed["ground"]) == (deletes, DUAL)


def test_after_a_direct_move_the_ground_is_registration_elsewhere(tmp_path: Path) -> None:
    begun, *others = placed()
    direct = replace(begun, entry=begun.entry.model_copy(update={"route": "direct"}))

    typed = begins_with(tmp_path, RollChange, direct, *others)

    assert (typed["deleted_by"], typed["ground"]) == ("home school", SINGLE)


def as_it_is_at(folder: Path, *entries: Filed, **row: str) -> FillerContext:
    """Where a school has the child, whose row of Schools says this."""
    office = an_office(folder, *entries, today=TODAY)
    kept = next(each.values for each in office.store.table(SCHOOLS) if each.key == RECEIVING)
    put(office, SCHOOLS, RECEIVING, **{**kept, **row})
    return FillerContext(office.cases[REFERENCE], PETER, office.authority)


@pytest.mark.parametrize(
    ("entries", "school"),
    [
        (referred(), None),
        ((*referred(), *consents(SHARE, day(2, 9), OTHER)[:1]), None),
        (shared(OTHER), OTHER),
        (requested(), None),
        ((*requested(), *consents(SHARE, day(3, 9), OTHER)), OTHER),
        ((*shared(), *consents(SHARE, day(3, 9), OTHER)), None),
        ((*shared(), *consents(SHARE, day(3, 9), RECEIVING, answer="withdrawn")), None),
    ],
    ids=["nobody agreed", "one of two agreed", "agreed", "asked", "another", "two", "withdrawn"],
)
def test_the_one_school_that_everybody_agreed_to_and_nobody_asked_is_asked(
    tmp_path: Path, entries: tuple[Filed, ...], school: str | None
) -> None:
    typed = begins_with(tmp_path, Approach, *entries)

    assert typed.get("school") == school


def noted(about: str, on: date = TODAY) -> Filed:
    return filed(LaRecord(about=about, recorded_on=on))


@pytest.mark.parametrize(
    ("entries", "about"),
    [
        (referred(), None),
        (requested(), "told of the request"),
        ((*requested(), noted("told of the request")), None),
        ((*PLACED, noted("told of the request")), "told of the start"),
        ((*PLACED, noted("told of the request"), noted("told of the start")), None),
    ],
    ids=["nothing yet", "a request", "noted", "a start", "both noted"],
)
def test_the_authoritys_record_begins_with_what_it_is_to_note(
    tmp_path: Path, entries: tuple[Filed, ...], about: str | None
) -> None:
    assert begins_with(tmp_path, LaRecord, *entries, who=ROSALIND).get("about") == about


def test_what_is_noted_ends_the_duty_that_called_for_it() -> None:
    of_records = {each.id: each for each in duties() if each.form is LaRecord}

    assert {name: of_records[name].goes["la_record.about"] for name in NOTED} == NOTED
    assert set(of_records) - set(NOTED) == {"pressure"}, "what is reported says itself what it is about"


def test_what_a_school_says_to_every_family_fills_in_the_meeting_record(tmp_path: Path) -> None:
    said = {
        "first day at": "8:40",
        "first day place": "Main reception",
        "morning starts": "8:45",
        "afternoon ends": "15:10",
        "breaks": "10:50 to 11:10",
        "meals": "In the canteen",
        "welcome plan": "Two buddies",
        "attendance recorded how": "Every session",
    }
    typed = filled_in(MeetingRecord, as_it_is_at(tmp_path, *accepted(), **said))

    assert {name: typed[name.replace(" ", "_")] for name in said} == said
    assert tuple(name.replace(" ", "_") for name in said) == SAID_TO_EVERYBODY


def test_a_meeting_record_has_the_child_at_school_all_week_but_not_at_a_provider(tmp_path: Path) -> None:
    begun, *others = accepted()
    at_a_provider = replace(begun, entry=begun.entry.model_copy(update={"route": "alternative provision"}))
    weeks = [
        {name: value for name, value in begins_with(folder, MeetingRecord, *entries).items() if name in HALF_DAYS}
        for folder, entries in ((tmp_path / "school", accepted()), (tmp_path / "provider", (at_a_provider, *others)))
    ]

    assert weeks == [dict.fromkeys(HALF_DAYS, "receiving"), {}]


@pytest.mark.parametrize(
    ("route", "sort", "statuses"),
    [
        ("placement", "Academy converter", {"home_status": MAIN, "receiving_status": SUBSIDIARY}),
        ("direct", "Academy converter", {"receiving_status": CURRENT}),
        ("alternative provision", "Unregistered provider", {"home_status": MAIN}),
    ],
)
def test_how_a_child_is_enrolled_follows_from_the_route_and_whether_there_is_a_register(
    tmp_path: Path, route: str, sort: str, statuses: Mapping[str, str]
) -> None:
    begun, *others = PLACED[:-1]
    entries = (replace(begun, entry=begun.entry.model_copy(update={"route": route})), *others)
    typed = filled_in(Start, as_it_is_at(tmp_path, *entries, sort=sort))

    assert {name: value for name, value in typed.items() if name.endswith("_status")} == statuses


def test_no_day_on_which_somebody_signs_or_answers_is_filled_in(tmp_path: Path) -> None:
    """A form may be begun one day and submitted another: the day a head confirms, a school asks or answers is theirs to say."""
    for kind, entries, name in (
        (Referral, referred(), "confirmed_on"),
        (Approach, referred(), "sent_on"),
        (Response, accepted(), "answered_on"),
    ):
        assert name not in begins_with(tmp_path / name, kind, *entries)
