"""Every letter there is, held together: catalogue, template, facts, record, and what comes out of the printer."""

import difflib
from dataclasses import replace
from pathlib import Path

import pytest
import textstat
from docx.oxml.ns import qn

from letters.catalogue import BY_ID, LETTERS, TEMPLATES, Letter, missing
from letters.facts import Addressee, Facts
from letters.facts.fact import every_fact
from letters.make import NotReady, make
from letters.say import fact_named
from letters.word.check import check
from letters.word.fill import names_used
from tests.letters import write_golden
from tests.letters.changing import all_texts, applying, bare, without
from tests.letters.read import document, paragraphs, parts, text
from tests.letters.sample import case, cases

EVERY_LETTER = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
EVERY_CASE = pytest.mark.parametrize(("letter", "route"), cases(), ids=lambda one: getattr(one, "id", one))
HOSTILE = "O'Brien & <Sons> {{ 7*7 }} {% if x %} 😀\x07\nnext"
OLDEST_READER = {"parent": 11, "pupil": 10}
"""Years of age at which a letter to them can be read: of both, the younger one where it is the pupil's alone."""
PUPIL = Addressee(name="Samuel Adeyemi", salutation="Sam", relationship="the pupil", is_parent=False, is_pupil=True)
FOR_OWN_TEMPLATES = {"home.head", "home.head_title", "local"}
"""Facts that our own templates do not say, and a school's own may."""


def test_every_template_has_its_letter_and_every_letter_its_template() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.docx")} == set(BY_ID)


@EVERY_LETTER
def test_the_template_names_only_facts_that_exist_and_guards_those_that_may_be_missing(letter: Letter) -> None:
    assert [fault.says for fault in check(letter.template, letter)] == []


@EVERY_LETTER
def test_every_need_is_a_fact_the_letter_says(letter: Letter) -> None:
    names = {fact_named(name) for name in names_used(letter.template)}
    unsaid = [need.fact for need in letter.needs if not any(f"{name}.".startswith(f"{need.fact}.") for name in names)]
    assert unsaid == []


def test_every_fact_is_said_by_some_letter() -> None:
    used = {fact_named(name) for letter in LETTERS for name in names_used(letter.template)}
    names: dict[int, list[str]] = {}
    for name, fact in every_fact(Facts):  # the same one of two schools is said if it is said of one of them
        names.setdefault(id(fact), []).append(name)
    unsaid = {
        each[0] for each in names.values() if not any(f"{one}.".startswith(f"{name}.") for one in used for name in each)
    }
    assert unsaid == FOR_OWN_TEMPLATES


@EVERY_LETTER
def test_every_need_says_what_to_do_in_a_sentence(letter: Letter) -> None:
    assert all(need.missing[0].isupper() and need.missing.endswith(".") for need in letter.needs)


@EVERY_CASE
def test_the_letter_is_made_from_a_full_case(letter: Letter, route: str) -> None:
    said = text(make(letter, case(letter, route)).content)
    assert not any(wrong in said for wrong in ("{{", "{%", "None", "True", "False", "[", "  ,", " .", ".."))


@EVERY_CASE
def test_the_letter_is_made_without_every_fact_it_can_do_without(letter: Letter, route: str) -> None:
    made = make(letter, bare(letter, case(letter, route)))
    assert "None" not in text(made.content)


@EVERY_CASE
def test_no_letter_is_made_while_a_fact_it_needs_is_missing(letter: Letter, route: str) -> None:
    full = case(letter, route)
    for need in applying(letter, full):
        assert need in missing(letter, without(full, need.fact)), f"{need.fact} can be missing unnoticed"
        with pytest.raises(NotReady, match=need.missing.replace("(", r"\(")):
            make(letter, without(full, need.fact))


@EVERY_LETTER
def test_everything_that_is_missing_is_listed_at_once(letter: Letter) -> None:
    full = case(letter, letter.routes[0])
    empty = full
    for need in applying(letter, full):
        empty = without(empty, need.fact)
    assert [need.fact for need in missing(letter, empty)] == [need.fact for need in applying(letter, empty)]


@EVERY_CASE
def test_whatever_people_type_the_letter_opens_and_prints_it(letter: Letter, route: str) -> None:
    said = text(make(letter, all_texts(case(letter, route), HOSTILE)).content)
    assert "O'Brien & <Sons> {{ 7*7 }} {% if x %} 😀\nnext" in said


@EVERY_CASE
def test_the_word_trial_stands_only_where_it_is_the_right_word(letter: Letter, route: str) -> None:
    full = case(letter, route)
    said = text(make(letter, full).content).lower()
    assert full.placement_word == "trial period" or "trial" not in said


@EVERY_CASE
def test_a_letter_says_we_all_agreed_only_where_everybody_did(letter: Letter, route: str) -> None:
    full = case(letter, route)
    assert full.all_agreed or "we all agreed" not in text(make(letter, full).content).lower()


@EVERY_LETTER
def test_consent_is_never_said_of_data_protection(letter: Letter) -> None:
    assert "consent" not in text(letter.template.read_bytes()).lower()


@EVERY_CASE
def test_a_letter_that_changes_where_a_child_goes_says_where_when_who_and_until_then(
    letter: Letter, route: str
) -> None:
    expected = {need.fact for need in applying(letter, case(letter, route)) if need.fact.startswith("expected.")}
    if "expected.on" not in expected:
        return
    tables = document(make(letter, case(letter, route)).content).tables
    box = next(each for each in tables if each.style.name != "Window")
    said = "\n".join(cell.text for row in box.rows for cell in row.cells)
    full = case(letter, route).expected
    assert full is not None
    assert all(one in said for one in (full.where, full.who, full.until_then))


@pytest.mark.parametrize(
    ("letter", "route"),
    [one for one in cases() if {"parent", "pupil"} & {*one[0].readers}],
    ids=lambda one: getattr(one, "id", one),
)
def test_a_letter_to_a_parent_reads_at_eleven_and_one_to_a_pupil_at_ten(letter: Letter, route: str) -> None:
    wording = _plain_wording(letter, route)
    age = 5 + max(textstat.automated_readability_index(wording), textstat.coleman_liau_index(wording))
    oldest = OLDEST_READER["pupil" if letter.readers == ("pupil",) else "parent"]
    assert age <= oldest, f"{letter.id} reads at {age:.1f} years. Shorten its longest sentences:\n{_longest(wording)}"


def test_a_pupils_own_consent_form_reads_at_ten_and_speaks_as_the_child() -> None:
    letter = BY_ID["consent_form"]
    own = replace(case(letter, "placement"), addressee=PUPIL)
    said = text(make(letter, own).content)
    assert "I agree that I move to Northgate Academy for good, and leave the roll of Oakfield School." in said
    assert "Sam moves" not in said and "Samuel Adeyemi moves" not in said
    wording = _plain_wording(letter, "placement", own)
    age = 5 + max(textstat.automated_readability_index(wording), textstat.coleman_liau_index(wording))
    assert age <= OLDEST_READER["pupil"], _longest(wording)


def _plain_wording(letter: Letter, route: str, full: Facts | None = None) -> str:
    """The sentences of the letter, with short common words in place of names, addresses and dates."""
    full = full or case(letter, route)
    named = all_texts(full.home, "the school"), all_texts(full.receiving, "the school")
    plain = {
        "home": named[0],
        "receiving": named[1],
        "sender": all_texts(full.sender, "the head"),
        "council": all_texts(full.council, "the man"),
        "addressee": all_texts(full.addressee, "Mum"),
        "expected": all_texts(full.expected, "the school"),
    }
    made = make(letter, replace(full, **plain)).content
    sentences = [one.text for one in paragraphs(made) if one.style.name in ("Normal", "List Bullet")]
    return " ".join(one if one.endswith((".", "?")) else f"{one}." for one in sentences)


def _longest(wording: str) -> str:
    return "\n".join(sorted(wording.replace("?", ".").split(". "), key=len)[-5:])


@EVERY_LETTER
def test_the_template_is_british_a4_calibri_with_a_title(letter: Letter) -> None:
    word = document(letter.template.read_bytes())
    styles = parts(letter.template.read_bytes())["word/styles.xml"]
    page = word.sections[0]
    assert word.core_properties.title and word.core_properties.language == "en-GB"
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert b'w:ascii="Calibri"' in styles and b'<w:sz w:val="24"/>' in styles and b'w:lang w:val="en-GB"' in styles


@EVERY_LETTER
def test_no_row_is_split_over_two_pages_and_heads_are_repeated(letter: Letter) -> None:
    for table in document(letter.template.read_bytes()).tables:
        assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        if table.style.name == "Grid":
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


@EVERY_LETTER
def test_the_letterhead_the_reference_and_the_page_numbers_are_on_every_page(letter: Letter) -> None:
    page = document(letter.template.read_bytes()).sections[0]
    for header, footer in ((page.first_page_header, page.first_page_footer), (page.header, page.footer)):
        assert "{{ sender.school.name }}" in "".join(header._element.itertext())
        assert "{{ reference }}" in footer.paragraphs[0].text
        assert {one.get(qn("w:instr")) for one in footer._element.iter(qn("w:fldSimple"))} == {"PAGE", "NUMPAGES"}


@EVERY_LETTER
def test_the_file_is_named_by_reference_and_letter_never_by_the_child(letter: Letter) -> None:
    made = make(letter, case(letter, letter.routes[0]))
    assert made.file_name == f"MM-7K4Q-2PXD {letter.title}.docx"
    assert b"Sam" not in parts(made.content)["docProps/core.xml"]


def test_every_letter_prints_as_its_golden_text() -> None:
    now = write_golden.written()
    kept = {name: write_golden.golden(name) for name in now}
    changed = [
        name for name, path in kept.items() if not path.exists() or _words(path.read_text("utf-8")) != _words(now[name])
    ]
    shown = "\n".join(_difference(kept[name], now[name]) for name in changed[:3])
    assert not changed, f"Changed: {changed}\n{shown}\nIf this is meant: python -m tests.letters.write_golden"
    assert write_golden.gone() == set(), "There are golden texts of letters that are gone"


def _words(printed: str) -> list[str]:
    return printed.split()


def _difference(path: Path, now: str) -> str:
    before = path.read_text("utf-8").splitlines() if path.exists() else []
    return "\n".join(difflib.unified_diff(before, now.splitlines(), str(path), "now", lineterm="", n=1))
