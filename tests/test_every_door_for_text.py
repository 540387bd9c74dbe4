"""Every door through which text comes in: found by looking through the code, so that a new one is caught here, and each tried with
text that no reader can encode and text that deceives."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from casework.desk import views
from casework.forms import drafts
from casework.people import accounts, first_person, letting_in
from casework.people.accounts import NotLetIn
from casework.people.pins import Hashing
from casework.reading.office import Office
from casework.settings import changing
from record.field import questions
from record.forms.before_you_start import BeforeYouStart
from record.forms.meeting_record import MeetingRecord
from record.tables import AREAS, QUESTIONS, SCHOOLS
from store.sheets.layout.assembling import RowCells, table_row
from store.sheets.layout.cells import read_cell
from store.sheets.layout.tabs import tab_titled
from tests.casework.at_work import AMINA, NOOR, ROSALIND, an_office, open_a_case
from tests.record.a_case import HOME

ROOT = Path(__file__).parents[1]
BAD = "Sa\ud83dm\0 \u202eOn\u200be Zoe\u0308"
GOOD = "Sa\ufffdm\ufffd One Zo\u00eb"
NOBODY = "no text of a person’s own: names of forms and settings, references, days, numbers"
VALID_ALREADY = "what comes in was made valid before: "
FILE = VALID_ALREADY + "by the door of its file (casework/reading/given_files.py)"

WRITES = ("put", "save", "keep", "begin", "keep_preference", "keep_letter", "sign_in", "keep_proof")
WRITING: Mapping[str, str] = {
    "casework/desk/calendar.py:_put": NOBODY,
    "casework/desk/last_look.py:look": NOBODY,
    "casework/desk/messages/records.py:is_mine_to_tell": NOBODY,
    "casework/desk/messages/records.py:write_down": NOBODY,
    "casework/desk/views.py:_keep": "tried: a view",
    "casework/desk/views.py:leave": "what a board offers to choose from",
    "casework/forms/clashes.py:choose": VALID_ALREADY + "answers that stand in the store",
    "casework/forms/drafts.py:begin": "tried: a draft that is begun",
    "casework/forms/drafts.py:keep": "tried: an answer",
    "casework/forms/drafts.py:revise": VALID_ALREADY + "an entry, and `_answers`",
    "casework/forms/entries.py:_saved": VALID_ALREADY + "the draft",
    "casework/imports/past_moves/applying.py:_save": FILE,
    "casework/imports/children.py:remember": VALID_ALREADY + "words of a file, read apart",
    "casework/imports/past_moves/mapping.py:remember": FILE,
    "casework/imports/schools.py:apply": FILE,
    "casework/imports/terms.py:apply": FILE,
    "casework/imports/terms.py:remember": FILE,
    "casework/keeping/backup_keys.py:hold": VALID_ALREADY + "the name of whoever is signed in, and a key we made",
    "casework/keeping/backup_keys.py:refuse": VALID_ALREADY + "the name of whoever is signed in, and a key we made",
    "casework/keeping/retention.py:finish": NOBODY,
    "casework/keeping/retention.py:erase": NOBODY,
    "casework/keeping/workbook/applying.py:_apply": FILE,
    "casework/letters/making.py:_note": VALID_ALREADY + "facts of the case",
    "casework/letters/own_templates.py:_ask": "letters of a language alone",
    "casework/letters/own_templates.py:_put_in_use": "letters of a language alone",
    "casework/letters/own_templates.py:decline": "letters of a language alone",
    "casework/letters/own_templates.py:give": "letters of a language alone, and the file as it is",
    "casework/letters/own_templates.py:keep_logo": "a picture",
    "casework/people/accounts.py:_put": "tried: an account",
    "casework/people/entering.py:enter_first": "a hash",
    "casework/people/entering.py:_tell_of_lock": VALID_ALREADY + "the name of somebody let in",
    "casework/people/entering.py:seen_lock": VALID_ALREADY + "the name of whoever is signed in",
    "casework/people/first_person.py:let_first_in": "tried: the first person",
    "casework/people/known_browsers.py:_secret": "a secret we made",
    "casework/people/one_time_link.py:make": "a hash",
    "casework/people/letting_in.py:_put": "tried: somebody let in",
    "casework/people/letting_in.py:_with_a_new_code": "a hash",
    "casework/people/staff.py:say_all_areas": NOBODY,
    "casework/sample/guided.py:_keep": NOBODY,
    "casework/sample/guided.py:stop": NOBODY,
    "casework/sample/making.py:_keep": "the sample",
    "casework/sample/place.py:_without_cases": "the sample",
    "casework/settings/changing.py:_write": "tried: a settings row",
    "casework/settings/for_all.py:still_to_agree": VALID_ALREADY + "a settings row",
}
"""Every function of casework and ui that has the store keep something, and where its text was made valid."""

BOXES: Mapping[str, str] = {
    "ui/audit.py": "looked for, never kept",
    "ui/backups.py": "keys, never kept",
    "ui/board.py": "casework/desk/views.py",
    "ui/form/asking.py": "casework/forms/drafts.py",
    "ui/form/checking.py": "casework/forms/drafts.py",
    "ui/guidance.py": "looked for, never kept",
    "ui/imports/children.py": "casework/reading/given_files.py",
    "ui/imports/terms.py": "days alone",
    "ui/links.py": "casework/people/letting_in.py",
    "ui/own_templates.py": "letters alone, and looked for",
    "ui/retention.py": "looked for, never kept",
    "ui/settings_tables.py": "casework/settings/changing.py",
    "ui/sheet.py": "a link and a key, never kept",
    "ui/workbooks.py": "casework/forms/drafts.py",
}
"""Every file of the screens with a box to type in, and the door that what is typed goes through."""

POSTED: Mapping[str, str] = {
    "ui/keep_typing/route.py": "casework/forms/drafts.py",
    "ui/sign_in/enter.py": "compared with names, never kept: casework/people/access_table.py",
    "ui/sign_in/routes.py": "chosen from a list",
    "ui/sign_in/ways.py": "not read",
}
"""Every file with a route that something is posted to."""


def files(*layers: str) -> Mapping[str, str]:
    found = (path for layer in layers for path in sorted((ROOT / layer).rglob("*.py")))
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in found}


def writing(tree: ast.Module) -> set[str]:
    """The functions in which a store is told to keep something."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return {
        function.name
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        if re.search(r"(^|\.)(_?store(\(\))?)$", ast.unparse(node.func.value))
    }


def test_every_place_that_has_text_kept_is_a_door_that_is_known() -> None:
    found = {f"{name}:{each}" for name, text in files("casework", "ui").items() for each in writing(ast.parse(text))}

    assert found == set(WRITING), "make its text valid with record/valid_text.py, try it below, and add it to WRITING"
    assert {said.removeprefix("tried: ") for said in WRITING.values() if said.startswith("tried: ")} <= set(TRIED)


def test_every_box_and_every_route_leads_to_a_door_that_is_known() -> None:
    screens = files("ui", "pages")
    boxes = {
        name for name, text in screens.items() if re.search(r"\.(text_input|text_area|chat_input|data_editor)\(", text)
    }
    posted = {name for name, text in screens.items() if re.search(r'methods=\[[^]]*"(POST|PUT|PATCH)"', text)}

    assert (boxes, posted) == (set(BOXES), set(POSTED))


def test_text_is_made_valid_at_doors_and_nowhere_else() -> None:
    using = {
        name
        for name, text in files("casework", "ui", "letters", "rules", "store", "record").items()
        if "record.valid_text" in text
    }

    assert using == {
        "casework/desk/views.py",
        "casework/forms/drafts.py",
        "casework/keeping/backup.py",
        "casework/people/access_table.py",
        "casework/people/accounts.py",
        "casework/people/first_person.py",
        "casework/people/letting_in.py",
        "casework/reading/given_files.py",
        "casework/settings/changing.py",
        "store/sheets/layout/assembling.py",
        "store/sheets/layout/cells.py",
        "store/sheets/sync/outbox.py",
        "store/sql/damage.py",
        "store/sql/sealed.py",
        "store/sql/whole.py",
        "ui/form/keeping.py",
        "ui/settings_tables.py",
    }


def a_draft(office: Office) -> None:
    paper = drafts.begin(office, AMINA, BeforeYouStart)
    drafts.keep(office, AMINA, paper, {"reason.A-1": BAD})


def a_begun_draft(office: Office) -> None:
    paper = drafts.fresh(office, AMINA, MeetingRecord, open_a_case(office), "m1", {"met_at": BAD})
    office.store.begin(paper.draft)


def a_settings_row(office: Office) -> None:
    before = next(row for row in office.store.table(SCHOOLS) if row.key == HOME)
    assert changing.change(office, NOOR, SCHOOLS, HOME, {**before.values, "head": BAD}, before.changed_at) == {}
    assert changing.change(office, NOOR, AREAS, BAD, {"coordinator": BAD, "phone": "01632 960 900"}, None) == {}


def somebody_let_in(office: Office) -> None:
    letting_in.let_in(office, Hashing(), ROSALIND, HOME, BAD, "school")


def the_first_person(office: Office) -> None:
    first_person.let_first_in(office.store, "ada@council.example", BAD, "205")


def an_account(office: Office) -> None:
    account = accounts.microsoft({"tid": "t", "oid": "o", "name": BAD, "preferred_username": BAD}, "t")
    with pytest.raises(NotLetIn):
        accounts.enter_by_account(office.store, account)


def a_view(office: Office) -> None:
    views.keep(office, ROSALIND, BAD, views.View())


TRIED: Mapping[str, Callable[[Office], None]] = {
    "an answer": a_draft,
    "a draft that is begun": a_begun_draft,
    "a settings row": a_settings_row,
    "somebody let in": somebody_let_in,
    "the first person": the_first_person,
    "an account": an_account,
    "a view": a_view,
}


def everything_kept(folder: Path) -> str:
    """Every text in the database’s file, as it is written there."""
    with sqlite3.connect(folder / "store.sqlite") as file:
        return "\n".join(file.iterdump())


@pytest.mark.parametrize("door", TRIED)
def test_what_comes_in_is_kept_as_valid_text(door: str, tmp_path: Path) -> None:
    office = an_office(tmp_path)
    TRIED[door](office)

    kept = everything_kept(tmp_path)
    assert GOOD in kept or json.dumps(GOOD)[1:-1] in kept
    assert not re.search(r"\\ud83d|\\u0000|\\u202e|\\u200b|e\\u0308|\u202e|\u200b|e\u0308", kept)
    assert office.store.odd_texts() == []


def test_whoever_types_a_name_with_something_hidden_in_it_is_still_that_person(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    letting_in.let_in(office, Hashing(), ROSALIND, HOME, "Zo\u00eb Example", "school")

    from casework.people.access_table import doors

    found = doors(office.store).named(HOME, "Zoe\u0308\u200b Example\u202e")
    assert found is not None and found.name == "Zo\u00eb Example"


@pytest.mark.parametrize(
    "name",
    [
        "Travel",
        "a b",
        "1st",
        "travel\u200b!",
        "e\u0301cole",
        "half\ud83d",
        "x" * 31,
        "a.b",
        "local-travel",
        "trav\0el",
        "../x",
    ],
)
def test_a_question_has_a_name_that_letters_can_say(name: str, tmp_path: Path) -> None:
    row = {"form": BeforeYouStart.title, "type": "text", "label": "How does the child travel?"}

    found = changing.change(an_office(tmp_path), NOOR, QUESTIONS, name, row, None)

    assert list(found) == [""] and found[""].startswith("Write a short name of small letters, figures and low lines")


def test_a_cell_of_the_sheet_is_a_door() -> None:
    where = next(each for each in questions(MeetingRecord) if each.name == "met_at")

    assert read_cell(where, BAD) == GOOD


def test_a_row_of_settings_in_the_sheet_is_a_door() -> None:
    cells = {"@key": BAD, "name": BAD, "@changed_at": "2026-09-07 09:30:15.123456Z", "@changed_by": BAD}

    found = table_row(tab_titled(SCHOOLS), [RowCells(tab_titled(SCHOOLS).title, "", cells)])

    assert (found.key, found.values["name"], found.changed_by) == (GOOD, GOOD, GOOD)
