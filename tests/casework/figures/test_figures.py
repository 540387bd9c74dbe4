"""Figures beside an independent count in plain pandas over the workbook a coordinator downloads; whose they are; the report."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import openpyxl
import pandas as pd
import pytest

from casework.figures import report
from casework.figures.exact import Figures, figures, theirs, to_count
from casework.figures.moves import STEPS, What, move
from casework.figures.periods import Period, terms, year
from casework.figures.published import Published, publish, published, to_publish
from casework.figures.tables import PUPIL_GROUPS
from casework.keeping.workbook.layout import tabs
from casework.keeping.workbook.writing import workbook
from casework.reading.access import see
from casework.reading.office import Office
from record.tables import SCHOOLS
from store.sheets.layout.tabs import TabContent
from tests.casework.at_work import (
    ABROAD,
    AMINA,
    DEVAN,
    EVE,
    LA,
    NOOR,
    PETER,
    ROSALIND,
    TARIQ,
    an_office,
    put,
)
from tests.casework.figures import a_school_year
from tests.casework.figures.a_school_year import YEAR
from tests.letters.read import text
from tests.record.a_case import a_case, agreed, day, directed, started

LATER = date(YEAR + 1, 10, 1)
PERIODS = (year(YEAR), *terms(YEAR))
CHILDREN = {
    "Year group": "year_group",
    "Sex": "sex",
    "Ethnicity": "ethnicity",
    "Special educational needs": "sen_stage",
    "Looked after": "is_looked_after",
    "Free school meals": "has_free_meals",
    "Reasons for the move": "main_reason",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The made-up year, some weeks after it ended."""
    made = an_office(tmp_path_factory.mktemp("year"), today=LATER)
    a_school_year.fill(made)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def rows(office: Office) -> pd.DataFrame:
    """Every row of the workbook of all cases, as pandas reads the file; its headings under the questions' short names."""
    content = io.BytesIO(workbook(office, TARIQ, only_live=False))
    sheets = pd.read_excel(content, sheet_name=None, dtype=object, keep_default_na=False, na_values=[""])
    forms = {title: tab for title, tab in tabs().items() if tab.holds is TabContent.ENTRIES and len(sheets[title])}
    kept = [
        {**said[said.notna()], "kind": tab.name}
        for title, tab in forms.items()
        for _, said in sheets[title].rename(columns={each.heading: each.key for each in tab.columns}).iterrows()
    ]
    return pd.DataFrame(kept).rename(columns={"@reference": "reference", "@saved_for": "home"})


@pytest.fixture(scope="module")
def begun(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each move that began: the start, the referral's answers and both schools."""
    starts = rows[rows.kind == "start"][["reference", "started_on"]]
    referrals = rows[rows.kind == "referral"].drop(columns="started_on")
    asked = rows[(rows.kind == "approach")].groupby("reference").school.last().rename("receiving")
    found = starts.merge(referrals, on="reference").merge(asked, on="reference")
    found["on"] = pd.to_datetime(found.started_on)
    return found.sort_values(["on", "reference"])


def within(of: pd.DataFrame, period: Period) -> pd.DataFrame:
    return of[(of.on >= pd.Timestamp(period.first)) & (of.on <= pd.Timestamp(period.last))]


def ours(office: Office, period: Period) -> Figures:
    return figures(theirs(office, TARIQ), period)


def numbers(found: Figures, name: str) -> dict[str, int]:
    return {line: n for line, n in next(t for t in found.tables if t.table.name == name).numbers.items() if n}


def counted(column: pd.Series) -> dict[str, int]:
    return {str(line): int(number) for line, number in column.fillna("not recorded").value_counts().items()}


@pytest.mark.parametrize("period", PERIODS, ids=lambda each: each.key)
def test_moves_are_those_that_pandas_counts(office: Office, begun: pd.DataFrame, period: Period) -> None:
    found, independent = ours(office, period), within(begun, period)

    assert found.totals[What.BEGUN] == len(independent) > 20
    for name, column in CHILDREN.items():
        assert numbers(found, name) == counted(independent[column]), name
    assert numbers(found, "Moves out, by school") == counted(independent.home)
    assert numbers(found, "Moves in, by school") == counted(independent.receiving)
    less = independent.receiving.value_counts().sub(independent.home.value_counts(), fill_value=0)
    assert {urn: each[2] for urn, each in found.balance.items()} == {urn: int(n) for urn, n in less.items()}


def test_children_on_a_direction_are_counted_by_themselves_too_and_published_nowhere() -> None:
    on_a_direction = a_case(*agreed("off-site direction"), directed(), started(), today=day(25, 9))
    in_a_placement = a_case(*agreed(), started(), today=day(25, 9))
    moves = [move(on_a_direction), move(replace(in_a_placement, reference="MM-217A-DXK4"))]

    exact = figures(moves, year(2026))

    assert numbers(exact, "Moves begun, by route") == {"placement": 1, "off-site direction": 1}
    assert numbers(exact, "Year group") == {"8": 2}
    assert numbers(exact, "Year group, off-site directions") == {"8": 1}
    counted_apart = [each.table for each in exact.tables if each.table.route]
    assert [each.by for each in counted_apart] == list(PUPIL_GROUPS)
    assert not {each.table for each in publish(moves, year(2026)).tables} & set(counted_apart)


@pytest.mark.parametrize("period", PERIODS, ids=lambda each: each.key)
def test_outcomes_and_refusals_are_those_that_pandas_counts(office: Office, rows: pd.DataFrame, period: Period) -> None:
    decided = rows[rows.kind == "final_review"].assign(
        on=lambda of: pd.to_datetime(of.reviewed_on),
        how=lambda of: of.decision.map({"permanent transfer": "transferred"}).fillna("returned"),
    )
    early = rows[rows.kind == "early_ending"].assign(how="ended early")
    early["on"] = pd.to_datetime(early.return_on) - pd.Timedelta(days=1)
    withdrawn = rows[rows.kind == "ending"].assign(on=lambda of: pd.to_datetime(of.ended_on), how="withdrawn")
    no = rows[(rows.kind == "response") & (rows.answer == "decline")].assign(
        on=lambda of: pd.to_datetime(of.answered_on)
    )

    found = ours(office, period)

    assert numbers(found, "Outcomes") == counted(within(pd.concat([decided, early, withdrawn]), period).how)
    assert numbers(found, "Reasons for declining") == counted(within(no, period).decline_reason)


def test_repeated_moves_days_and_attendance_are_those_that_pandas_counts(
    office: Office, rows: pd.DataFrame, begun: pd.DataFrame
) -> None:
    found = ours(office, year(YEAR))
    turn = begun.groupby(["legal_name", "born_on"]).cumcount()
    words = turn.map({0: "first move", 1: "second move"}).fillna("third or later move")
    assert numbers(found, "Repeated moves of one child") == counted(words)

    met = rows[rows.kind == "meeting_record"][["reference", "met_on"]].rename(columns={"met_on": "meeting"})
    days = (
        begun.drop(columns="met_on")
        .merge(met, on="reference")
        .assign(took=lambda of: of.on - pd.to_datetime(of.meeting))
    )
    assert found.pace["meeting", "start"].days == round(days.took.dt.days.median())
    assert found.pace["meeting", "start"].of == len(days)

    marks = rows[rows.kind == "weekly_report"].groupby("reference")[["monday_am", "monday_pm"]].agg(list)
    share = marks.apply(
        lambda of: 100 * sum(m in "/\\" for m in (*of.monday_am, *of.monday_pm)) / (2 * len(of.monday_am)), axis=1
    )
    both = begun.set_index("reference").join(share.rename("during"))
    assert found.attendance is not None
    assert found.attendance[0] == pytest.approx(both.attendance_this_year.mean())
    assert found.attendance[1] == pytest.approx(both.during.mean(), abs=0.1)
    assert found.attendance[2] == len(both)


def test_every_number_leads_to_as_many_cases_that_its_reader_sees(office: Office) -> None:
    for table in ours(office, year(YEAR)).tables:
        for line, references in table.cases.items():
            assert len(references) == table.numbers[line]
            assert all(see(office, TARIQ, each) for each in references), table.table.name


def test_the_terms_of_a_year_add_up_to_it(office: Office) -> None:
    whole, parts = ours(office, year(YEAR)), [ours(office, each) for each in terms(YEAR)]
    for what in What:
        assert whole.totals[what] == sum(each.totals[what] for each in parts)
    assert all(set(pair) <= set(STEPS) for pair in whole.pace)


@pytest.mark.parametrize("who", (AMINA, PETER, DEVAN, NOOR, EVE, ABROAD), ids=lambda each: each.name)
def test_exact_figures_are_for_whoever_sees_the_cases(office: Office, who: object) -> None:
    assert theirs(office, who) == []  # type: ignore[arg-type]


def test_published_figures_are_the_same_for_everybody_who_may_read_them(office: Office) -> None:
    read = [published(office, who, year(YEAR)) for who in (DEVAN, TARIQ, ROSALIND, EVE)]

    assert read[0] is not None and all(each == read[0] for each in read)
    assert [published(office, who, year(YEAR)) for who in (AMINA, PETER, NOOR)] == [None, None, None]
    abroad = published(office, ABROAD, year(YEAR))
    assert abroad is not None and set(abroad.totals.values()) == {0}


def test_what_is_published_holds_nothing_but_numbers_that_may_be(office: Office) -> None:
    exact = ours(office, year(YEAR))
    said = whole_year(office)
    for shown in said.tables:
        true = numbers(exact, shown.table.name)
        for line, number in shown.lines.items():
            assert number is None or (number == true.get(line, 0) and not 0 < number < 6)
    assert any(None in shown.lines.values() for shown in said.tables), "something here is small"
    assert "MM-" not in str(said)


def whole_year(office: Office) -> Published:
    said = published(office, DEVAN, year(YEAR))
    assert said is not None
    return said


def test_nothing_is_published_of_a_period_that_goes_on(office: Office) -> None:
    there = {each.key for each in to_publish(office, DEVAN)}
    now = Period(YEAR + 1, "", date(YEAR + 1, 9, 1), date(YEAR + 2, 8, 31))

    assert there == {each.key for each in (year(YEAR - 1), *terms(YEAR - 1), *PERIODS)}
    assert published(office, TARIQ, now) is None
    with pytest.raises(report.NotPublished):
        report.as_word(office, TARIQ, now)
    assert f"{YEAR + 1}" in {each.key for each in to_count(office, theirs(office, TARIQ))}


def test_the_report_says_what_is_published(office: Office) -> None:
    said = text(report.as_word(office, DEVAN, year(YEAR)))
    whole = whole_year(office)

    assert "School year 2025/26" in said and "hidden" in said
    assert str(whole.totals[What.BEGUN]) in said
    assert "Child " not in said and "MM-" not in said


def cells(content: bytes) -> Mapping[str, list[list[object]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def test_the_spreadsheet_says_the_same_and_holds_no_formula(office: Office) -> None:
    content = report.as_workbook(office, DEVAN, year(YEAR))
    said = cells(content)
    book = openpyxl.load_workbook(io.BytesIO(content))

    assert ["Moves begun", whole_year(office).totals[What.BEGUN]] in [row[:2] for row in said["About"]]
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert "MM-" not in str(said)


def test_a_name_that_looks_like_a_formula_is_written_as_text(office: Office) -> None:
    put(office, SCHOOLS, "900101", name='=HYPERLINK("https://bad.example")', area="North", la=LA)

    content = report.as_workbook(office, DEVAN, year(YEAR))

    put(office, SCHOOLS, "900101", name=a_school_year.NAMES["900101"], area="North", la=LA)
    assert "'=HYPERLINK" in str(cells(content))
