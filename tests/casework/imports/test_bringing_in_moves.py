"""An authority's own spreadsheet comes in: columns and words mapped once, each row seen first, brought in once and whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from casework.desk.board import board
from casework.desk.views import View
from casework.figures.exact import figures, theirs
from casework.figures.moves import What
from casework.figures.periods import year
from casework.forms import drafts, entries
from casework.imports.past_moves import applying, mapping
from casework.imports.past_moves.applying import BroughtIn, NotYoursToBringIn
from casework.imports.past_moves.preview import PastMoveState, preview
from casework.imports.past_moves.table import MOST_ROWS, read
from casework.reading.access import see, see_all
from casework.reading.office import Office
from record.apart import FileRefused
from record.case import Case
from record.ended import HowEnded, ended
from record.entry import HISTORY
from record.forms.final_review import FinalReview
from record.school_days import ONE_DAY
from record.stage import Stage, stage
from record.tables import SCHOOLS, STAFF
from rules.due import harming
from rules.judging import judge
from store.contract import SavedEntry
from tests.casework.at_work import ABROAD, AMINA, EVE, LA, NOOR, PETER, ROSALIND, TARIQ, an_office, placed, put
from tests.casework.imports.past_moves_files import HEADINGS, as_csv, as_xlsx, bring_in, guessed, move, seen
from tests.record.a_case import HOME, RECEIVING

Write = Callable[..., bytes]


def case_of(office: Office, name: str) -> Case:
    return next(each for each in office.cases.values() if each.referral and each.referral.legal_name == name)


@pytest.mark.parametrize("write", [as_csv, as_xlsx], ids=["csv", "xlsx"])
def test_a_move_that_worked_comes_in_as_its_forms_and_asks_for_nothing(tmp_path: Path, write: Write) -> None:
    office = an_office(tmp_path)
    assert bring_in(office, write(move())) == BroughtIn(1)

    case = case_of(office, "Tobi Adeyemi")
    end = ended(case)
    assert end is not None and (end.how, end.from_on) == (HowEnded.TRANSFERRED, date(2024, 10, 24))
    assert case.referral is not None and case.placement is not None
    assert (case.referral.born_on, case.referral.year_group) == (date(2011, 3, 14), "9")
    assert (case.referral.is_looked_after, case.referral.has_free_meals) == (False, True)
    assert (case.home, case.receiving) == (HOME, RECEIVING)
    assert (case.placement.starts_on, case.placement.ends_on) == (date(2024, 9, 16), date(2024, 10, 25))
    assert (stage(case), harming(case)) == (Stage.CLOSED, ())
    assert "Settled" not in str(office.store.entries()), "notes stay where they are: a school would read them"


def test_every_entry_says_that_it_is_history_and_who_brought_it_in(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    bring_in(office, as_csv(move()))

    saved = office.store.entries()
    assert len(saved) == 8
    assert all("Imported from the authority’s own spreadsheet" in each.reasons[HISTORY] for each in saved)
    assert {each.saved_by for each in saved} == {TARIQ.name}
    case = case_of(office, "Tobi Adeyemi")
    unexplained = [
        each
        for filed in case.filed
        for each in judge(case)
        if each.entry_id == filed.entry_id and each.rule not in filed.reasons
    ]
    assert unexplained == []
    did = [each for each in office.store.events() if "imported" in each.did]
    assert {each.who for each in did} == {TARIQ.name} and {each.reference for each in did} == {case.reference, ""}
    assert "Tobi" not in str(did)


@pytest.mark.parametrize(
    ("outcome", "more", "how", "forms"),
    [
        ("Successful", {}, HowEnded.TRANSFERRED, "Final review"),
        ("returned home", {}, HowEnded.RETURNED, "Final review"),
        ("Broke down", {}, HowEnded.ENDED_EARLY, "Early ending"),
        ("Withdrew", {}, HowEnded.WITHDRAWN, "Withdrawal or other ending"),
        ("PEX", {}, HowEnded.OTHERWISE, "Withdrawal or other ending"),
        ("refused", {"Start_date": "", "Trial_end_date": ""}, HowEnded.NOT_PROCEEDING, "Withdrawal or other ending"),
        ("no offer", {"Start_date": "", "Trial_end_date": "", "To": ""}, HowEnded.NOT_PROCEEDING, "Withdrawal"),
        ("cancelled", {"Start_date": "1/11/2024", "Trial_end_date": ""}, HowEnded.WITHDRAWN, "Withdrawal"),
    ],
)
def test_each_outcome_becomes_the_form_that_says_it_and_closes_the_case(
    tmp_path: Path, outcome: str, more: Mapping[str, str], how: HowEnded, forms: str
) -> None:
    office = an_office(tmp_path)
    content = as_csv(move(Outcome=outcome, **more))
    assert forms in ", ".join(seen(office, content).moves[0].becomes)
    bring_in(office, content)

    case = case_of(office, "Tobi Adeyemi")
    end = ended(case)
    assert end is not None and end.how is how
    assert stage(case) is Stage.CLOSED
    counted = figures(theirs(office, TARIQ), year(2024)).totals
    assert counted[What.ENDED] == 1
    assert counted[What.BEGUN] == (1 if more == {} else 0)
    assert counted[What.DECLINED] == (outcome == "refused")


def test_a_move_under_way_goes_on_and_is_asked_for_what_the_row_does_not_say(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = as_csv(
        move(
            Date_of_referral="1/9/2026", Start_date="7/9/2026", Trial_end_date="16/10/2026", Outcome="", Outcome_date=""
        )
    )
    assert seen(office, content).moves[0].is_under_way
    bring_in(office, content)

    case = case_of(office, "Tobi Adeyemi")
    assert stage(case) is Stage.PLACED
    assert harming(case), "the reports and consents that the rules ask for"
    assert [each.seen.case.reference for each in board(office, TARIQ, View())] == [case.reference]


def test_nothing_comes_in_twice_however_often_it_is_given(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = as_csv(move(), move(Ref="18", Pupil_name="Bea Cole"))
    asked = guessed(office, content)
    wanted = preview(office, TARIQ, *asked).wanted
    both = [Thread(target=applying.apply, args=(office, TARIQ, *asked, wanted)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    before = office.store.entries()

    again = as_xlsx(move(Ref="new"), move(Ref="18", Pupil_name="Bea Cole-Smith"))
    assert {each.state for each in seen(office, again).moves} == {PastMoveState.THERE}, (
        "by child and day, or by its own number"
    )
    assert bring_in(office, content) == BroughtIn(0, 0)
    assert office.store.entries() == before and len(office.cases) == 2


def test_what_was_broken_off_is_brought_in_whole_and_once(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = as_csv(move())
    asked = guessed(office, content)
    wanted = preview(office, TARIQ, *asked).wanted[0]
    applying._save(office, TARIQ, replace(wanted, forms=wanted.forms[:3]))

    assert [each.state for each in seen(office, content).moves] == [PastMoveState.BROKEN_OFF]
    assert bring_in(office, content) == BroughtIn(1)
    assert len(office.cases) == 1 and len(office.store.entries()) == len(wanted.forms)


def test_a_case_that_people_wrote_here_is_known_as_the_same_move(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    case = next(iter(office.cases.values()))
    assert case.referral is not None and case.placement is not None
    row = move(Pupil_name=case.referral.legal_name, DOB="", Start_date=f"{case.placement.starts_on:%d/%m/%Y}")
    found = seen(
        office, as_csv({**row, "Date of referral": "", "Trial end date": "", "Outcome": "", "Outcome date": ""})
    )

    assert [(each.state, each.there) for each in found.moves] == [(PastMoveState.THERE, case.reference)]


def test_the_mapping_is_remembered_by_heading_and_word_and_names_no_child(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = as_csv(move(Outcome="Hurrah"))
    assert "Say above what it means" in seen(office, content).troubles[0]
    bring_in(office, content, hurrah="transferred")

    kept = {row.key: row.values["means"] for row in office.store.table(mapping.TABLE)}
    assert kept["outcome hurrah"] == "transferred" and kept["column dob"] == "born_on"
    assert "tobi" not in str(kept).lower()
    later = as_csv(move(Ref="18", Pupil_name="Bea Cole", Outcome="HURRAH!"), headings=[*reversed(HEADINGS)])
    assert [each.told.outcome for each in seen(office, later).moves] == ["transferred"]


@pytest.mark.parametrize(
    ("instead", "sentence"),
    [
        ({"Start_date": "31/02/2024"}, "Row 2: “31/02/2024” under “Start date”: February 2024 has 29 days"),
        ({"Start_date": "soon"}, "Write the date as day, month and year"),
        ({"From": "Nowhere High"}, "“Nowhere High” under “From”: Say above which school it is"),
        ({"Pupil_name": ""}, "The child’s name is missing"),
        ({"From": ""}, "a cell that is merged with the one above counts as blank"),
        ({"To": "Oakfield School"}, "The two schools are the same"),
        ({"Outcome_date": ""}, "does not say when. Add the day it ended"),
        ({"Start_date": "", "Trial_end_date": ""}, "has no first day"),
        ({"Outcome_date": "1/9/2024"}, "comes before “First day at the receiving school” (16 September 2024)"),
        ({"Outcome_date": "1/9/2030"}, "It ends in the future"),
    ],
)
def test_a_row_that_cannot_be_a_move_is_named_by_number_with_what_to_do(
    tmp_path: Path, instead: Mapping[str, object], sentence: str
) -> None:
    office = an_office(tmp_path)
    found = seen(office, as_csv(move(**instead), move(Ref="18", Pupil_name="Bea Cole")))

    assert len(found.troubles) == 1 and found.troubles[0].startswith("Row 2: ")
    assert sentence in found.troubles[0] and found.troubles[0].endswith("The row is left out.")
    assert [each.told.number for each in found.moves] == [3], "the others come in"


def test_dates_come_as_days_texts_and_as_excel_counts_them(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    ways = [
        "16/09/2024",
        "16 Sept 2024",
        "Mon 16-9-24",
        45551,
        datetime(2024, 9, 16),
        "2024-09-16 00:00:00",
        "16.09.2024",
    ]
    rows = [move(Ref=number, Pupil_name=f"Child {number}", Start_date=way) for number, way in enumerate(ways)]
    found = seen(office, as_xlsx(*rows))

    assert found.troubles == []
    assert {each.told.get("starts_on") for each in found.moves} == {date(2024, 9, 16)}


def test_years_and_yes_and_no_are_read_as_people_write_them(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    years = ["Y9", "9", "Year 9", "yr 09", "Yr. 9", 9, 9.0, "NC Year 9", "year group 9"]
    found = seen(office, as_xlsx(*(move(Ref=n, Pupil_name=f"Child {n}", Yr_Group=y) for n, y in enumerate(years))))
    assert {each.told.get("year_group") for each in found.moves} == {"9"} and found.remarks == []

    answers = {"Yes": True, "y": True, "✓": True, True: True, "N": False, "No": False, "": None}
    rows = [{**move(Ref=n, Pupil_name=f"Child {n}"), "LAC (Y/N)": each} for n, each in enumerate(answers)]
    found = seen(office, as_xlsx(*rows))
    assert [each.told.get("is_looked_after") for each in found.moves] == [*answers.values()]


def test_schools_are_found_by_name_urn_and_number_and_anything_else_is_asked(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for said in ("Oakfield School", "OAKFIELD", "The Oakfield Academy", HOME, f"{HOME}.0"):
        assert seen(office, as_csv(move(From=said))).troubles == [], said


def test_names_keep_their_accents_in_every_encoding_a_file_is_found_in(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        row = move(Pupil_name="Zoë O’Neill & Co", FSM="y", Notes="")
        found = seen(office, as_csv(row, encoding=encoding))
        assert [each.told.get("legal_name") for each in found.moves] == ["Zoë O’Neill & Co"], encoding


def test_an_authority_of_two_hundred_schools_is_asked_of_none_it_knows(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    for number in range(200):
        put(office, SCHOOLS, f"91{number:04}", name=f"School of the {number}th Street", area="North", la=LA)
    rows = [move(Ref=n, Pupil_name=f"Child {n}", From=f"School of the {n}th Street") for n in range(200)]
    found = seen(office, as_csv(*rows))

    assert (len(found.moves), found.troubles) == (200, [])


def test_a_title_blank_rows_doubled_headings_and_a_formula_are_borne(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = as_xlsx(move(), {}, {}, move(Ref="18", Pupil_name="Bea & Zoë 😀"), above=[["Managed moves 2024/25"], []])
    assert [each.told.number for each in seen(office, content).moves] == [4, 7]

    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet.cell(3, 16).value = "Start date"
    sheet.cell(4, 16).value = "nonsense"
    sheet.cell(4, 10).value = "=TODAY()"
    made = io.BytesIO()
    book.save(made)
    found = seen(office, made.getvalue())
    assert "Row 4" in found.troubles[0] and "formula whose result is not in the file" in found.troubles[0]
    assert [each.told.get("legal_name") for each in found.moves] == ["Bea & Zoë 😀"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\x00\x01", "not a text file"),
        (b"hello\nthere", "No row of headings was found"),
        (b"Name,Outcome\n", "No row of headings was found"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old Excel workbook"),
        (as_xlsx(move())[:2000], "damaged or cut short"),
    ],
)
def test_something_else_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        read(content)


def test_hundreds_of_thousands_of_rows_and_bombs_are_given_up_early() -> None:
    line = b",".join(b"x" for _ in HEADINGS) + b"\n"
    with pytest.raises(FileRefused, match=f"more than {MOST_ROWS:,} rows"):
        read(as_csv(headings=HEADINGS) + line * 300_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 160_000_000)
    with pytest.raises(FileRefused, match="1,000,000 characters"):
        read(bomb.getvalue())


def test_only_a_coordinator_of_one_of_the_schools_brings_a_move_in(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    content = as_csv(move())
    found = guessed(office, content)

    assert "neither school is in your areas" in seen(office, content, EVE).troubles[0]
    for who in (AMINA, NOOR):
        with pytest.raises(NotYoursToBringIn):
            applying.apply(office, who, *found, preview(office, TARIQ, *found).wanted)
    assert office.store.entries() == []
    assert bring_in(office, content, ROSALIND).moves == 1
    assert len(see_all(office, ROSALIND)) == 1


def test_a_move_from_a_school_of_another_authority_that_works_here_is_that_ones_to_bring_in(tmp_path: Path) -> None:
    """Its case would be at that school, and no coordinator of the school would see it."""
    office = an_office(tmp_path)
    content = as_csv(move())
    put(office, STAFF, "wim@abroad.example", name=ABROAD.name, role="coordinator", area="all", la=ABROAD.la)
    put(office, SCHOOLS, RECEIVING, name="Northgate Academy", area="South", la=ABROAD.la)
    assert len(seen(office, content, ABROAD).wanted) == 1, "while nobody of the other authority works here"

    put(office, STAFF, "tariq@la.example", name=TARIQ.name, role="coordinator", area="all", la=LA)

    assert seen(office, content, ABROAD).troubles == [
        "Row 2: the home school belongs to another local authority. Its coordinator can import it."
    ]
    assert bring_in(office, content, ABROAD).moves == 0
    assert bring_in(office, content, TARIQ).moves == 1


def test_a_school_that_gave_the_child_back_long_ago_does_not_see_the_case(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    bring_in(office, as_csv(move(Outcome="returned")))
    reference = case_of(office, "Tobi Adeyemi").reference

    shown = see(office, PETER, reference)
    assert shown is not None and not shown.is_whole
    assert see(office, AMINA, reference) is not None


def test_what_was_brought_in_can_be_corrected_without_answering_everything(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    bring_in(office, as_csv(move()))
    case = case_of(office, "Tobi Adeyemi")
    review = next(each for each in case.filed if isinstance(each.entry, FinalReview))
    paper = drafts.revise(office, TARIQ, case.reference, review.entry_id)
    drafts.keep(office, TARIQ, paper, {"takes_effect_on": "25/10/2024"})
    saved = entries.submit(office, TARIQ, paper)

    assert isinstance(saved, SavedEntry) and saved.revision == 2
    end = ended(case_of(office, "Tobi Adeyemi"))
    assert end is not None and end.from_on == date(2024, 10, 24) + ONE_DAY
    assert stage(case_of(office, "Tobi Adeyemi")) is Stage.CLOSED


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12),
    st.sampled_from(
        ["", "Y9", "16/09/2024", "45551", "Successful", "Oakfield", "Northgate", "no", "=1+1", "900001", "😀 & Co"]
    ),
)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=15, max_size=15), max_size=6))
def test_whatever_stands_in_the_cells_each_row_is_a_move_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    office = an_office(tmp_path_factory.mktemp("fuzz"))
    content = as_csv(move(), *(dict(zip(HEADINGS, each, strict=True)) for each in rows))
    found = guessed(office, content)
    shown = preview(office, TARIQ, *found)

    assert all(each.endswith((".", "?")) for each in (*shown.troubles, *shown.remarks))
    assert len(shown.moves) + len(shown.troubles) == len(found[0].lines)
    came = applying.apply(office, TARIQ, *found, shown.wanted)
    assert came.moves == len(shown.wanted) == len(office.cases)
    assert not preview(office, TARIQ, *found).wanted
    office.store.close()


@settings(max_examples=60, deadline=None)
@given(noise=st.binary(max_size=200), at=st.integers(0, 3000), whole=st.sampled_from([as_csv(move()), as_xlsx(move())]))
def test_no_bytes_make_it_fail_otherwise_than_with_a_sentence(noise: bytes, at: int, whole: bytes) -> None:
    for content in (noise, whole[:at] + noise + whole[at:], whole[: at % len(whole)]):
        try:
            tables = read(content)
        except FileRefused as problem:
            assert str(problem).endswith((".", "?"))
        else:
            assert all(each.lines and each.columns for each in tables)
