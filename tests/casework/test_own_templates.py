"""An authority's own letter templates: checked apart, used, gone back from; and another language beside the English."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement

from casework.forms.drafts import NotYours
from casework.letters import making
from casework.letters.own_templates import give, given, use, use_ours
from casework.reading.access import see
from casework.reading.office import Office
from letters.catalogue import BY_ID
from letters.errors import TemplateRefused
from tests.casework.letter_cases import AMINA, MOTHER, REFERENCE, ROSALIND, agreed, an_office
from tests.letters.read import document, text
from tests.letters.templates_for_tests import template

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

    use(office, ROSALIND, version)
    assert "Riverside says hello to Tobi." in read(office)
    second, _ = give(office, ROSALIND, START, own("Another word."))
    use(office, ROSALIND, second)
    assert "Another word." in read(office)

    use(office, ROSALIND, next(each for each in given(office, START) if each.number == 1))
    assert "Riverside says hello to Tobi." in read(office)
    use_ours(office, ROSALIND, START)
    assert "Riverside says hello" not in read(office)


def test_a_faulty_template_comes_back_with_comments_and_cannot_be_used(tmp_path: Path) -> None:
    office = an_office(tmp_path, *agreed())
    version, found = give(office, ROSALIND, START, own("Dear {{ pupil.prefered_name }}"))
    assert "Did you mean “pupil.preferred_name”" in found.faults[0]
    assert "pupil.preferred_name" in next(iter(document(found.comments).comments)).text
    with pytest.raises(TemplateRefused, match="has faults"):
        use(office, ROSALIND, version)


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


@pytest.mark.parametrize(("language", "words", "rtl"), [("Testish", "Bonjorno", False), ("Rtl-ish", "שלום", True)])
def test_a_parent_who_speaks_another_language_gets_that_letter_beside_the_english_one(
    tmp_path: Path, language: str, words: str, rtl: bool
) -> None:
    speaks = MOTHER.model_copy(update={"needs_interpreter": True, "language": language})
    office = an_office(tmp_path, *agreed(parents=(speaks,)))
    version, _ = give(office, ROSALIND, START, own(f"{words} {{{{ pupil.preferred_name }}}}", rtl=rtl), language)
    use(office, ROSALIND, version)

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
    use(office, ROSALIND, version)
    assert "Nowy wzór Tobi" in read(office, 21)
