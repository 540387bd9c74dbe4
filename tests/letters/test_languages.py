"""Dates and times in the language of a letter, and templates in the folder of a language."""

from __future__ import annotations

import io
import re
from datetime import date, time
from pathlib import Path

import pytest
from babel import Locale
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.catalogue import BY_ID, LETTERS
from letters.letter import TEMPLATES, in_languages
from letters.make import make
from letters.say import ENGLISH, facts_in_words
from letters.tongue import ALSO_CALLED, tongue
from tests.letters.read import printed, text
from tests.letters.sample import case

START = BY_ID["start_confirmation"]
FULL = case(START, "placement")
SPOKEN = (
    "Polish",
    "Arabic",
    "Urdu",
    "Somali",
    "Bengali",
    "Ukrainian",
    "Turkish",
    "Portuguese",
    "Chinese",
    "Welsh",
    "Albanian",
)
"""Languages spoken in English schools."""


def in_language(*, right_to_left: bool = False) -> bytes:
    """The start confirmation as a translator gives it back: other words around the same tags."""
    document = Document(str(START.template))
    for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        if right_to_left:
            paragraph.get_or_add_pPr().append(OxmlElement("w:bidi"))
    first = next(each for each in document.paragraphs if each.text.startswith("Dear"))
    first.text = "السيدة {{ addressee.salutation }}" if right_to_left else "Testish: {{ addressee.salutation }}"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@settings(deadline=None)
@given(on=st.dates(date(2000, 1, 1), date(2099, 12, 31)), language=st.sampled_from(SPOKEN))
def test_a_day_is_told_whole_with_its_weekday_in_every_language(on: date, language: str) -> None:
    speak = tongue(language)
    assert speak
    code = ALSO_CALLED.get(language.lower()) or next(
        code for code, name in Locale("en").languages.items() if name == language
    )
    weekday = Locale(code).days["format"]["wide"][on.weekday()]

    assert weekday in speak.day(on) and weekday in speak.short_day(on)
    for words in (speak.day(on), speak.plain_day(on)):
        assert {str(on.year), str(on.day)} <= set(re.findall(r"[0-9]+", words))
    assert str(on.year) not in speak.short_day(on)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("Polish", "polski", "pl", " POLSKI "), "poniedziałek, 14 września 2026"),
        (("Arabic", "العربية"), "الاثنين، 14 سبتمبر 2026"),
        (("Farsi", "Persian"), "دوشنبه 14 سپتامبر 2026"),
    ],
)
def test_a_language_is_known_by_whatever_people_call_it(names: tuple[str, ...], words: str) -> None:
    assert {speak.day(date(2026, 9, 14)) for name in names if (speak := tongue(name))} == {words}
    assert all(map(tongue, names))


@pytest.mark.parametrize("name", ["English", "en", "Sylheti", "Testish", ""])
def test_in_english_and_in_a_language_nobody_has_dates_of_they_are_british(name: str) -> None:
    assert tongue(name) is None
    assert facts_in_words(FULL, name) == facts_in_words(FULL)
    assert ENGLISH.clock(time(8, 40)) == "8:40am"


def test_every_date_of_a_letter_is_in_its_language_and_what_people_wrote_is_not_touched() -> None:
    words = text(make(START, FULL, in_language(), language="Polish").content)
    english = text(make(START, FULL).content)

    assert "poniedziałek, 14 września" in words and "08:40" in words
    assert not re.search(r"(Monday|Tuesday|Friday) \d+ \w+ 2026", words)
    assert "Testish: Mrs" in words
    assert FULL.plan and FULL.plan.background and FULL.plan.background in words and "Monday" in english


def test_a_letter_in_arabic_from_right_to_left_opens_in_a_word_processor(tmp_path: Path) -> None:
    letter = make(START, FULL, in_language(right_to_left=True), language="Arabic").content

    assert "الاثنين، 14 سبتمبر 2026" in text(letter)
    assert "سبتمبر" in printed({"arabic": letter}, tmp_path)["arabic"]


def test_a_template_in_the_folder_of_a_language_is_found_and_none_is_shipped(tmp_path: Path) -> None:
    for name in (
        "start_confirmation.docx",
        "polish/start_confirmation.docx",
        "scottish-gaelic/start_confirmation.docx",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "polish" / "no_letter.docx").write_bytes(b"")

    assert set(in_languages(tmp_path)) == {("start_confirmation", "polish"), ("start_confirmation", "scottish gaelic")}
    assert not {letter for letter, _ in in_languages(TEMPLATES)} & {letter.id for letter in LETTERS}
