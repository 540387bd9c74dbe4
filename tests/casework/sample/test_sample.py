"""Riverside: every stage and route, on whatever day it is made, and nothing in it that could be somebody real."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from casework import sample
from casework.forms.drafts import my_drafts, resume
from casework.forms.entries import check
from casework.reading.access import see_all
from casework.reading.office import Office
from casework.sample.authority import _school_values, rows
from casework.sample.telling import answers_by_type
from casework.sample.terms import terms
from casework.sample.words import words_of
from record.answers import read
from record.case import Case
from record.entry import Entry
from record.expected_place import Expected, NotExpected, Reason, expected
from record.forms.before_you_start import BeforeYouStart
from record.forms.final_review import FinalReview
from record.forms.kinds import KINDS
from record.forms.weekly_report import WeeklyReport
from record.identifiers import read_reference
from record.school_days import Calendar, Half, Session, Span, days
from record.stage import Stage, stage
from record.tables import EDITABLE, MADE_UP, SETTINGS
from rules.due import due, duties
from rules.judging import judge
from rules.rule import MUST
from store.choose import open_store
from store.contract import NoDemonstration, StorePurpose, TableRow
from store.sql.store import SqlStore
from tests.casework.desk.doable import cannot_do
from tests.store.downgrading import as_before_purposes

THURSDAY = date(2026, 11, 19)
TODAYS = {
    "a Thursday in term": THURSDAY,
    "the first day of the school year": date(2026, 9, 1),
    "the second week of the school year": date(2026, 9, 8),
    "half term": date(2026, 10, 28),
    "Christmas": date(2026, 12, 25),
    "the Monday after Christmas, an INSET day at some schools": date(2027, 1, 4),
    "Easter Monday": date(2027, 3, 29),
    "a bank holiday in term": date(2027, 5, 3),
    "August": date(2026, 8, 12),
    "a Saturday": date(2026, 11, 21),
    "the last day of term": date(2027, 7, 22),
    "a leap day, before national guidance changed": date(2024, 2, 29),
}
Filled = Callable[[date], Office]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """The sample as made on a day; one for each day, shared by the tests of this module."""
    folder = tmp_path_factory.mktemp("sample")
    made: dict[date, Office] = {}

    def fill(today: date) -> Office:
        if today not in made:
            made[today] = Office(SqlStore(folder / f"{today}.sqlite"), lambda: today)
            sample.fill(made[today])
        return made[today]

    yield fill
    for office in made.values():
        office.store.close()


def case_of(office: Office, plot: str) -> Case:
    return office.cases[sample.REFERENCES[plot]]


@pytest.fixture
def made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of where the sample is kept: what is made there is its mark alone, which takes no time."""

    def fill(office: Office) -> None:
        office.store.put(list(rows(office.today()))[-1])

    monkeypatch.setattr("casework.sample.place.fill", fill)


on_any_day = pytest.mark.parametrize("today", TODAYS.values(), ids=TODAYS)


@on_any_day
def test_every_stage_and_every_route_occurs(filled: Filled, today: date) -> None:
    cases = filled(today).cases.values()
    assert {stage(each) for each in cases} == set(Stage)
    assert {each.route for each in cases} == {"placement", "off-site direction", "direct", "alternative provision"}


@on_any_day
def test_each_child_is_expected_at_one_place_or_for_one_reason_at_none(filled: Filled, today: date) -> None:
    for case in filled(today).cases.values():
        for half in Half:
            assert isinstance(expected(case, Session(today, half)), Expected | NotExpected), case.reference


ARE_WRONG = {("week_three_renewal", "REPORT-8"), ("not_consulted", "BACK-2")}
"""What the sample shows to be put right: registers at odds once the week was corrected, a head who says that nobody asked."""


@on_any_day
def test_every_entry_keeps_the_rules_or_says_why_not(filled: Filled, today: date) -> None:
    wrong = {(sample.REFERENCES[plot], rule) for plot, rule in ARE_WRONG}
    for case in filled(today).cases.values():
        reasons = {each.entry_id: each.reasons for each in case.filed}
        for finding in judge(case):
            if (case.reference, finding.rule) in wrong:
                continue
            assert finding.weight != MUST, (case.reference, finding.sentence)
            assert reasons[finding.entry_id].get(finding.rule), (case.reference, finding.sentence)


@on_any_day
def test_nothing_is_written_after_now(filled: Filled, today: date) -> None:
    office = filled(today)
    assert max(each.saved_at for each in office.store.entries()) < office.now()


def test_each_plot_is_told_under_its_own_reference(filled: Filled) -> None:
    office = filled(THURSDAY)
    told = {reference for plot, reference in sample.REFERENCES.items() if plot not in sample.DRAFTS_ONLY}
    assert set(office.cases) == told
    assert len(told) == 43
    assert all(read_reference(each) == each for each in sample.REFERENCES.values())


def test_each_case_is_where_its_plot_says(filled: Filled) -> None:
    office = filled(THURSDAY)
    found = {plot: stage(case_of(office, plot)) for plot in sample.PLOTS if plot not in sample.DRAFTS_ONLY}
    placed = {plot for plot, at in found.items() if at is Stage.PLACED}
    assert placed == {plot for plot in found if plot.startswith("week_")} | {"past_its_end"}
    assert {plot: at for plot, at in found.items() if plot not in placed} == {
        "before_only": Stage.PREPARING,
        "consent_incomplete": Stage.CONSENT,
        "declined_once": Stage.SEEKING,
        "answer_late": Stage.SEEKING,
        "accepted_direct": Stage.ACCEPTED,
        "adjourned": Stage.MEETING_HELD,
        "unsigned": Stage.MEETING_HELD,
        "starts_next_week": Stage.AGREED,
        "transfer_next_week": Stage.FINAL_REVIEW_HELD,
        "transferred": Stage.TRANSFERRED,
        "returned": Stage.RETURNED,
        "ended_early": Stage.ENDED_EARLY,
        "withdrawn": Stage.WITHDRAWN,
        "not_proceeding": Stage.NOT_PROCEEDING,
        "receipt_awaited": Stage.ROLL_CHANGED,
        "closed": Stage.CLOSED,
        "a_no": Stage.CONSENT,
        "nobody_may_agree": Stage.CONSENT,
        "decline_untold": Stage.SEEKING,
        "record_disputed": Stage.MEETING_HELD,
        "provision_waits": Stage.MEETING_HELD,
        "provision_refused": Stage.MEETING_HELD,
        "direct_too_soon": Stage.MEETING_HELD,
        "start_put_off": Stage.AGREED,
        "not_consulted": Stage.ENDED_EARLY,
        "nowhere_next": Stage.WITHDRAWN,
        "taken_back": Stage.WITHDRAWN,
        "return_next_week": Stage.FINAL_REVIEW_HELD,
    }


def test_two_weekly_reports_are_missed_and_one_concern_is_red(filled: Filled) -> None:
    office = filled(THURSDAY)
    missed = [each for each in due(case_of(office, "week_three_missed")) if each.kind == WeeklyReport.kind]
    assert sum(each.is_late(THURSDAY) for each in missed) == 2
    red = case_of(office, "week_four_red").of(WeeklyReport)[-1]
    assert (red.concern, red.early_review_asked, red.home_wants_review) == ("red", True, True)


def test_one_child_is_suspended_today_and_one_has_a_reduced_programme(filled: Filled) -> None:
    office = filled(THURSDAY)
    today = expected(case_of(office, "week_five_suspended"), Session(THURSDAY, Half.AM))
    assert isinstance(today, NotExpected) and today.reason is Reason.SUSPENDED
    afternoon = expected(case_of(office, "week_two_reduced"), Session(THURSDAY, Half.PM))
    assert isinstance(afternoon, NotExpected) and afternoon.reason is Reason.REDUCED


def test_a_transfer_waits_for_the_next_school_week(filled: Filled) -> None:
    review = case_of(filled(THURSDAY), "transfer_next_week").of(FinalReview)[-1]
    assert review.takes_effect_on == date(2026, 11, 23)


def test_a_child_with_a_plan_is_stopped_before_the_start(filled: Filled) -> None:
    office = filled(THURSDAY)
    writer = next(each for each in sample.people() if each.school_name == "St Aldwyn’s Catholic School")
    stopped = sample.REFERENCES["plan_stops_it"]
    draft = next(each for each in my_drafts(office, writer) if each.reference == stopped)
    paper = resume(office, writer, draft.draft_id)
    assert paper is not None and paper.kind is BeforeYouStart
    assert [each.fields for each in check(office, paper).stops] == [("has_ehc_plan",)]


def test_everybody_who_coordinates_or_writes_sees_cases(filled: Filled) -> None:
    office = filled(THURSDAY)
    for each in sample.people():
        assert bool(see_all(office, each)) is (each.is_coordinator or each.is_at_a_school), each.name


def test_a_misspelt_answer_of_a_made_up_school_is_named() -> None:
    with pytest.raises(ValueError) as refused:
        _school_values({"name": "Elm Grove", "urn": "900103", "haed": "Ms T. Elm", "ways": {}})
    assert str(refused.value) == "authority.toml, Elm Grove: Schools has no column for haed"


def test_made_twice_it_is_made_once(filled: Filled) -> None:
    office = filled(THURSDAY)
    before = office.store.entries()
    sample.fill(office)
    assert office.store.entries() == before


def test_nothing_is_made_in_a_store_that_holds_something(tmp_path: Path) -> None:
    sample.start_empty(THURSDAY, tmp_path)
    store = sample.open_first_store(THURSDAY, tmp_path)
    office = Office(store, lambda: THURSDAY)
    sample.fill(office)
    assert not office.cases and not sample.is_sample(office)
    store.close()


def test_the_store_says_that_it_holds_a_sample_and_of_which_day(filled: Filled) -> None:
    office = filled(THURSDAY)
    assert sample.is_sample(office)
    assert sample.made_on(office) == THURSDAY


@pytest.mark.usefixtures("made_small")
def test_the_first_store_is_the_sample_until_somebody_starts_empty(tmp_path: Path) -> None:
    for _ in range(2):
        store = sample.open_first_store(THURSDAY, tmp_path)
        assert sample.is_sample(Office(store, lambda: THURSDAY))
        store.close()

    sample.start_empty(THURSDAY, tmp_path)
    sample.start_empty(THURSDAY, tmp_path)

    own = sample.open_first_store(THURSDAY, tmp_path)
    office = Office(own, lambda: THURSDAY)
    assert not sample.is_sample(office)
    assert not office.cases
    assert office.authority.schools, "somebody must be able to begin a case"
    own.close()
    assert {each.name for each in tmp_path.iterdir()} == {
        "sample.sqlite",
        "sample.sqlite.witness",
        "managed-moves.sqlite",
        "managed-moves.sqlite.witness",
    }


@pytest.mark.usefixtures("made_small")
def test_both_say_that_they_are_the_demonstrations(tmp_path: Path) -> None:
    for _ in range(2):
        store = sample.open_first_store(THURSDAY, tmp_path)
        assert store.purpose() is StorePurpose.DEMONSTRATION
        store.close()
        sample.start_empty(THURSDAY, tmp_path)


@pytest.mark.usefixtures("made_small")
@pytest.mark.parametrize("name", ["sample", "managed-moves"])
def test_one_of_an_earlier_release_is_named_with_the_one_thing_to_do(tmp_path: Path, name: str) -> None:
    file = tmp_path / f"{name}.sqlite"
    store = open_store(f"sqlite:///{file}")
    store.put(TableRow(SETTINGS, MADE_UP, {"value": "2026-09-21"}, datetime(2026, 9, 21, tzinfo=UTC), "Hannah Cole"))
    store.close()
    as_before_purposes(file)

    with pytest.raises(NoDemonstration) as refused:
        sample.open_first_store(THURSDAY, tmp_path)
    told, to_do = str(refused.value).split(" a new one is made:  ")
    assert told.startswith(f"{file} does not say that it is for the demonstration.")
    aside = tmp_path / f"{name}-aside.sqlite"
    assert to_do == f"mv {file} {aside} && mv {file}.witness {aside}.witness"
    store = open_store(f"sqlite:///{file}")
    assert (store.purpose(), len(store.table(SETTINGS))) == (StorePurpose.NOT_SAID, 1)
    store.close()

    subprocess.run(to_do, shell=True, check=True)
    store = sample.open_first_store(THURSDAY, tmp_path)
    assert sample.is_sample(Office(store, lambda: THURSDAY))
    store.close()
    store = open_store(f"sqlite:///{aside}")
    assert (store.purpose(), len(store.table(SETTINGS))) == (StorePurpose.NOT_SAID, 1)
    store.close()


@pytest.mark.usefixtures("made_small")
def test_moved_aside_a_new_sample_is_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'sample.sqlite'}")
    store.keep_true_entries()
    store.close()
    (tmp_path / "sample.sqlite").rename(tmp_path / "sample-aside.sqlite")

    store = sample.open_first_store(THURSDAY, tmp_path)
    assert sample.is_sample(Office(store, lambda: THURSDAY))
    store.close()


def test_a_file_in_which_nothing_was_ever_kept_is_begun_in_and_one_of_true_entries_is_not(tmp_path: Path) -> None:
    (tmp_path / "managed-moves.sqlite").touch()
    store = sample.open_first_store(THURSDAY, tmp_path)
    assert store.purpose() is StorePurpose.DEMONSTRATION

    store.keep_true_entries()
    store.close()
    with pytest.raises(NoDemonstration):
        sample.open_first_store(THURSDAY, tmp_path)


@pytest.mark.usefixtures("made_small")
def test_a_sample_grown_old_is_put_aside_and_made_again(tmp_path: Path) -> None:
    later = date(2027, 2, 2)
    sample.open_first_store(THURSDAY, tmp_path).close()
    sample.renew(tmp_path)
    store = sample.open_first_store(later, tmp_path)
    assert sample.made_on(Office(store, lambda: later)) == later
    store.close()
    assert len(list(tmp_path.glob("sample-until-*.sqlite"))) == 1


def test_no_half_made_sample_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(_: Office) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("casework.sample.place.fill", power_cut)
    with pytest.raises(KeyboardInterrupt):
        sample.open_first_store(THURSDAY, tmp_path)
    assert not list(tmp_path.iterdir())


def everything_said(office: Office) -> str:
    rows = [str(dict(row.values)) for table in EDITABLE for row in office.store.table(table)]
    answers = [str(each.answers) for each in office.store.entries()]
    return "\n".join([*rows, *answers]).replace("\\n", " ")


def test_no_telephone_or_address_could_be_somebodys(filled: Filled) -> None:
    said = everything_said(filled(THURSDAY))
    phones = set(re.findall(r"\b0\d{3,4} \d{3,6}(?: \d{3,4})?\b", said))
    assert phones and all(re.fullmatch(r"01632 960 \d{3}|07700 900\d{3}", each) for each in phones), phones
    assert all(each.endswith(".example") for each in re.findall(r"[\w.]+@([\w.-]+)", said))
    assert all(each.endswith(".example") for each in re.findall(r"https?://([\w.-]+)", said))
    assert not re.findall(r"\b(?:www\.|[\w-]+\.(?:com|org|uk|net|sch)\b)", said)
    postcodes = re.findall(r"\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b", said)
    assert postcodes and all(each.startswith("RV") for each in postcodes)


def test_no_number_is_a_real_schools_or_authoritys(filled: Filled) -> None:
    office = filled(THURSDAY)
    assert all(urn.startswith("9000") for urn in office.authority.schools)
    assert {each.la for each in office.store.entries()} == {"900"}
    upns = [case.referral.upn for case in office.cases.values() if case.referral]
    assert len(set(upns)) == len(upns) and all(upn and upn[1:4] == "900" for upn in upns)


def test_the_words_fit_whatever_season_it_is() -> None:
    seasons = re.compile(r"\b(spring|summer|autumn|winter|Christmas|Easter|January|July|September)\b")
    for plot in sample.PLOTS:
        assert not seasons.findall(str(words_of(plot).said)), plot


def test_no_two_children_are_told_in_the_same_words(filled: Filled) -> None:
    referrals = [case.referral for case in filled(THURSDAY).cases.values() if case.referral]
    for question in ("why_a_move", "pupil_views", "parent_views", "best_interest", "legal_name"):
        said = [getattr(each, question) for each in referrals]
        assert len(set(said)) == len(said), question


@on_any_day
def test_whatever_is_written_is_written_on_a_school_day_of_the_home_or_the_receiving_school(
    filled: Filled, today: date
) -> None:
    office = filled(today)
    for case in office.cases.values():
        calendars = [office.authority.calendars[urn] for urn in (case.home, case.receiving or case.home)]
        for each in case.filed:
            assert any(calendar.is_open(each.filed_at.date()) for calendar in calendars), (case.reference, each.kind)


def test_every_school_year_has_some_190_school_days_and_terms_that_do_not_overlap() -> None:
    for today in (date(2026, 9, 1), date(2027, 8, 31)):
        spans = [span for _, span in terms(today)]
        assert all(before.last < after.first for before, after in pairwise(spans))
        assert min(span.first for span in spans).year == 2025
        assert all(180 <= _school_days(year, spans) <= 200 for year in (2025, 2026, 2027))


def _school_days(year: int, spans: Sequence[Span]) -> int:
    calendar = Calendar(tuple(spans))
    return sum(calendar.is_open(day) for day in days(date(year, 9, 1), date(year + 1, 8, 31)))


def test_each_entry_is_saved_on_the_day_it_tells_of(filled: Filled) -> None:
    for case in filled(THURSDAY).cases.values():
        for each in case.filed:
            same_day = each.filed_at.date() == each.happened_on
            assert same_day or isinstance(each.entry, WeeklyReport), (case.reference, each.kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_whatever_a_form_requires_has_an_answer_by_its_type(kind: type[Entry]) -> None:
    typed: dict[str, Any] = {}
    facts = {"route": "placement", "dual_registered": "yes", "looked_after": "yes", "has_started": "yes"}
    for _ in range(12):  # an answer may bring another question
        reading = read(kind, typed, {**facts, "writer": "author"})
        typed |= answers_by_type(reading, "100001", date(2026, 9, 7))

    assert typed and (reading.missing, reading.problems) == ((), ())


REQUIRED = "The form is not submitted without it: it is owed after a hand edit, or on a form of before this was asked."
REFUSED = "A rule refuses the form until it is done: it is owed after a hand edit, or once another form was corrected."
NOT_SHOWN = {
    "a new start date": REQUIRED,
    "date of deletion": REQUIRED,
    "deletion return": REQUIRED,
    "transfer file": REQUIRED,
    "child-protection file": REQUIRED,
    "consent to the deletion": REFUSED,
    "late notice": REFUSED,
    "tell the home school": REFUSED,
    "review of a direction": "A placement of the sample lasts six weeks of school; this one is owed after ten without a review.",
    "outcome in writing": "The board of the sample writes to everybody on the day it decides: no letter is under way.",
    "a direction of before the new law": "No direction of the sample began before 26 July 2026.",
    "the other authority": "The sample has one authority.",
    "Year 11 off a roll": "It takes a child in Year 11 whose time at a provider has ended, and shows nothing else.",
}
"""The duties that no case of the sample shows, and why."""


def test_the_sample_shows_every_duty_but_these(filled: Filled) -> None:
    shown = {each.duty.id for case in filled(THURSDAY).cases.values() for each in due(case)}

    assert {each.id for each in duties()} - shown == set(NOT_SHOWN)


def test_whatever_the_sample_shows_as_due_can_be_done_by_whose_it_is(filled: Filled) -> None:
    assert {case.reference: found for case in filled(THURSDAY).cases.values() if (found := cannot_do(case))} == {}
