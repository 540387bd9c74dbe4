"""An authority's own letter templates: checked apart, used, gone back from; and another language beside the English."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from PIL import Image

from casework.forms.drafts import NotYours
from casework.letters import making
from casework.letters.own_templates import (
    ask_for,
    ask_for_ours,
    can_be_confirmed,
    confirm,
    decline,
    give,
    given,
    keep_logo,
    schools_of,
    waiting,
)
from casework.reading.access import see
from casework.reading.office import Office
from casework.reading.template_versions import TEMPLATES, row_of
from letters.catalogue import BY_ID
from letters.errors import TemplateRefused
from record.person import Person
from record.tables import STAFF
from store.contract import TableRow
from tests.casework.letters.letter_cases import AMINA, LA, MOTHER, REFERENCE, ROSALIND, agreed, an_office
from tests.letters.read import document, text
from tests.letters.templates_for_tests import template
from tests.letters.word.harmless import wrong_with
from tests.record.a_case import HOME

ID = "agreement_to_deletion"
START = "start_confirmation"


def own(words: str, letter_id: str = START, rtl: bool = False) -> bytes:
    """The shipped template with a line of its own before everything; written from right to left if asked."""
    word: Any = Document(str(BY_ID[letter_id].template))
    first = word.paragraphs[0].insert_paragraph_before(words)
    if rtl:
        first.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    kept = io.BytesIO()
    word.save(kept)
    return kept.getvalue()


def read(office: Office, n: int = 1) -> str:
    seen = see(office, AMINA, REFERENCE)
    assert seen
    return text(making.make(office, AMINA, seen, START, n).content)


def test_a_template_is_used_once_it_is_sound_and_chosen_and_ours_comes_back(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    version, found = give(office, ROSALIND, START, own("Riverside says hello to {{ pupil.preferred_name }}."))
    assert (found.faults, version.is_sound) == ((), True)
    assert "Riverside says hello to ‹the name the child likes to be called›" in text(found.example)
    assert "Riverside says hello" not in read(office)

    assert ask_for(office, ROSALIND, version)
    assert "Riverside says hello to Tobi." in read(office)
    second, _ = give(office, ROSALIND, START, own("Another word."))
    ask_for(office, ROSALIND, second)
    assert "Another word." in read(office)

    ask_for(office, ROSALIND, next(each for each in given(office, START) if each.number == 1))
    assert "Riverside says hello to Tobi." in read(office)
    assert ask_for_ours(office, ROSALIND, START)
    assert "Riverside says hello" not in read(office)


def test_a_faulty_template_comes_back_with_comments_and_cannot_be_used(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    version, found = give(office, ROSALIND, START, own("Dear {{ pupil.prefered_name }}"))
    assert "Did you mean “pupil.preferred_name”" in found.faults[0]
    assert "pupil.preferred_name" in next(iter(document(found.comments).comments)).text
    with pytest.raises(TemplateRefused, match="has faults"):
        ask_for(office, ROSALIND, version)


def test_a_template_that_leaves_out_where_the_child_goes_is_faulty(tmp_path: Path) -> None:
    _, found = give(an_office(tmp_path), ROSALIND, START, template("Dear {{ addressee.name }}"))
    assert any("expected.where" in each for each in found.faults)


@pytest.mark.parametrize("content", [b"no file", template("x", title="{{ reference }}")])
def test_what_is_no_template_is_refused_in_words_and_not_kept(tmp_path: Path, content: bytes) -> None:
    office = an_office(tmp_path)
    with pytest.raises(TemplateRefused):
        give(office, ROSALIND, START, content)
    assert given(office, START) == ()


def test_only_a_coordinator_gives_a_template(tmp_path: Path) -> None:
    with pytest.raises(NotYours):
        give(an_office(tmp_path), AMINA, START, own("x"))


IDRIS = Person("Idris Bevan", "coordinator", "", LA, ("Harbour",), holder="Staff idris")
ROSALIND_OF_STAFF = replace(ROSALIND, holder="Staff rosalind")
KEEPER = Person("Ada Keeper", "administrator", "", LA)


def two_coordinators(folder: Path) -> Office:
    office = an_office(folder, *agreed())
    for key, name, role in (("rosalind", "Rosalind Marsh", "coordinator"), ("idris", "Idris Bevan", "coordinator")):
        values = {"name": name, "role": role, "la": LA, "areas": "North", "email": f"{key}@riverside.example"}
        office.store.put(TableRow(STAFF, key, values, office.now(), "the tests"))
    return office


def noted(office: Office) -> list[tuple[str, str, str]]:
    """Who did what, with what detail, of letter templates and logos."""
    those = [each for each in reversed(office.store.events()) if "letter template" in each.did or "logo" in each.did]
    return [(each.who, each.did, " ".join(each.detail.values())) for each in those]


def test_where_there_is_another_coordinator_letters_change_only_once_they_say_yes(tmp_path: Path) -> None:
    office = two_coordinators(tmp_path)
    version, _ = give(office, ROSALIND_OF_STAFF, START, own("Riverside says hello."))

    assert not ask_for(office, ROSALIND_OF_STAFF, version)
    (asked,) = waiting(office)
    assert "Riverside says hello." not in read(office)
    for nobody in (ROSALIND_OF_STAFF, AMINA, KEEPER):
        with pytest.raises(NotYours):
            confirm(office, nobody, asked)
    assert "Riverside says hello." not in read(office)

    confirm(office, IDRIS, asked)
    assert "Riverside says hello." in read(office)
    assert waiting(office) == []

    assert not ask_for_ours(office, IDRIS, START)
    assert "Riverside says hello." in read(office)
    confirm(office, ROSALIND_OF_STAFF, waiting(office)[0])
    assert "Riverside says hello." not in read(office)
    assert noted(office) == [
        ("Rosalind Marsh", "gave letter template", f"{START}  1"),
        ("Rosalind Marsh", "asked for letter template", f"{START}  1"),
        ("Idris Bevan", "confirmed letter template", f"{START}  1 Rosalind Marsh"),
        ("Idris Bevan", "asked for letter template", f"{START}  ours"),
        ("Rosalind Marsh", "confirmed letter template", f"{START}  ours Idris Bevan"),
    ]


def test_where_several_authorities_work_here_one_of_another_says_yes(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    rows = {
        "r@205.example": ("Rosalind Marsh", LA),
        "s@205.example": ("Sue Other", LA),
        "o@206.example": ("Olu", "206"),
    }
    people = {}
    for key, (name, la) in rows.items():
        values = {"name": name, "role": "coordinator", "la": la, "area": "all"}
        office.store.put(TableRow(STAFF, key, values, office.now(), "the tests"))
        people[key] = replace(ROSALIND, name=name, la=la, holder=f"{STAFF} {key}")
    asker, colleague, of_another = people.values()
    version, _ = give(office, asker, START, own("Riverside says hello."))

    assert not ask_for(office, asker, version)
    (asked,) = waiting(office)
    for who in (asker, colleague):
        with pytest.raises(NotYours):
            confirm(office, who, asked)
    assert "Riverside says hello." not in read(office)
    confirm(office, of_another, asked)
    assert "Riverside says hello." in read(office)


def test_what_was_asked_for_is_taken_back_or_declined_and_nothing_changes(tmp_path: Path) -> None:
    office = two_coordinators(tmp_path)
    version, _ = give(office, ROSALIND_OF_STAFF, START, own("Riverside says hello."))
    for whoever in (ROSALIND_OF_STAFF, IDRIS):
        ask_for(office, ROSALIND_OF_STAFF, version)
        (asked,) = waiting(office)
        decline(office, whoever, asked)
        assert waiting(office) == []
        assert "Riverside says hello." not in read(office)
        with pytest.raises(TemplateRefused, match="Someone has answered this since"):
            confirm(office, IDRIS, asked)


def test_yes_is_said_to_the_very_file_that_was_looked_at(tmp_path: Path) -> None:
    office = two_coordinators(tmp_path)
    version, _ = give(office, ROSALIND_OF_STAFF, START, own("Riverside says hello."))
    ask_for(office, ROSALIND_OF_STAFF, version)
    (asked,) = waiting(office)
    office.store.put(row_of(replace(version, content=own("Something else."))))

    with pytest.raises(TemplateRefused, match="Someone has answered this since"):
        confirm(office, IDRIS, asked)
    assert "Something else." not in read(office)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"asked": "two"},
        {"asked": "\u0662"},
        {"asked as": None},
        {"content": "of no file"},
        {"key": "gone/"},
        {"key": "a/b/c"},
    ],
)
def test_a_row_that_was_changed_by_hand_asks_for_nothing(tmp_path: Path, spoilt: dict[str, str | None]) -> None:
    office = two_coordinators(tmp_path)
    version, _ = give(office, ROSALIND_OF_STAFF, START, own("Riverside says hello."))
    ask_for(office, ROSALIND_OF_STAFF, version)
    row = next(each for each in office.store.table(TEMPLATES) if "asked" in each.values)
    values = {name: value for name, value in {**row.values, **spoilt}.items() if value is not None and name != "key"}
    office.store.put(replace(row, values={"in use": ""}))
    office.store.put(replace(row, key=spoilt.get("key") or row.key, values=values))

    for asked in waiting(office):
        with pytest.raises(TemplateRefused):
            confirm(office, IDRIS, asked)
    assert "Riverside says hello." not in read(office)


def test_a_version_that_was_in_use_stays_so_while_another_is_asked_for(tmp_path: Path) -> None:
    office = two_coordinators(tmp_path)
    for words in ("The first.", "The second."):
        version, _ = give(office, ROSALIND_OF_STAFF, START, own(words))
        ask_for(office, ROSALIND_OF_STAFF, version)
        if words == "The first.":
            confirm(office, IDRIS, waiting(office)[0])
    assert "The first." in read(office)


def test_who_is_alone_is_told_so_and_needs_nobody(tmp_path: Path) -> None:
    assert not can_be_confirmed(an_office(tmp_path / "one"), ROSALIND)
    office = two_coordinators(tmp_path / "two")
    assert can_be_confirmed(office, ROSALIND_OF_STAFF)
    assert can_be_confirmed(office, ROSALIND)


def test_a_logo_belongs_to_whoever_coordinates_the_schools_area(tmp_path: Path) -> None:
    office = two_coordinators(tmp_path)
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(drawn, "PNG")

    assert schools_of(office, IDRIS) == []
    for nobody in (IDRIS, AMINA, KEEPER):
        with pytest.raises(NotYours):
            keep_logo(office, nobody, HOME, drawn.getvalue())
    assert office.authority.school(HOME).logo == b""

    keep_logo(office, ROSALIND, HOME, drawn.getvalue())
    keep_logo(office, replace(IDRIS, areas=()), HOME, drawn.getvalue())
    assert office.authority.school(HOME).logo.startswith(b"\x89PNG")
    assert noted(office) == [("Rosalind Marsh", "changed a logo", HOME), ("Idris Bevan", "changed a logo", HOME)]


def test_a_template_is_kept_as_it_was_understood_and_what_it_lost_is_said(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    word: Any = Document(io.BytesIO(own("Riverside says hello.")))
    word.add_comment(word.paragraphs[0].runs, "A private remark.", "A Person")
    kept = io.BytesIO()
    word.save(kept)
    version, found = give(office, ROSALIND, START, kept.getvalue())

    assert list(found.taken_out) == ["Left out: 1 comment."]
    assert list(given(office, START)) == [version]
    assert wrong_with(version.content) == []
    ask_for(office, ROSALIND, version)
    seen = see(office, AMINA, REFERENCE)
    assert seen
    made = making.make(office, AMINA, seen, START, 1).content
    assert wrong_with(made) == [] and b"private" not in made


@pytest.mark.parametrize(("language", "words", "rtl"), [("Testish", "Bonjorno", False), ("Rtl-ish", "שלום", True)])
def test_a_parent_who_speaks_another_language_gets_that_letter_beside_the_english_one(
    tmp_path: Path, language: str, words: str, rtl: bool
) -> None:
    speaks = MOTHER.model_copy(update={"needs_interpreter": True, "language": language})
    office = an_office(tmp_path, *agreed(parents=(speaks,)))
    version, _ = give(office, ROSALIND, START, own(f"{words} {{{{ pupil.preferred_name }}}}", rtl=rtl), language)
    ask_for(office, ROSALIND, version)

    seen = see(office, AMINA, REFERENCE)
    assert seen
    state = next(each for each in making.available(office, AMINA, seen) if each.letter.id == START)
    assert [each.copy.to for each in state.ready] == ["Mrs J. Adeyemi", f"Mrs J. Adeyemi, in {language}"]
    assert f"{words} Tobi" not in read(office)
    assert f"{words} Tobi" in read(office, 21)


def test_a_template_in_a_languages_folder_is_used_with_its_dates_until_the_authority_gives_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (f"{START}.docx", f"polish/{START}.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(own("Witamy {{ pupil.preferred_name }} {{ expected.on }}"))
    monkeypatch.setattr("casework.reading.template_versions.FOLDER", tmp_path)
    speaks = MOTHER.model_copy(update={"needs_interpreter": True, "language": "Polish"})
    office = an_office(tmp_path, *agreed(parents=(speaks,)))

    assert "Witamy Tobi poniedziałek, 14 września 2026" in read(office, 21)
    assert "Witamy" not in read(office)

    version, _ = give(office, ROSALIND, START, own("Nowy wzór {{ pupil.preferred_name }}"), "Polish")
    ask_for(office, ROSALIND, version)
    assert "Nowy wzór Tobi" in read(office, 21)
