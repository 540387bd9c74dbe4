"""How a letter looks: large print, the window of an envelope, pictures in their place."""

import io
import re
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from PIL import Image

from letters.catalogue import BY_ID, LETTERS, Letter
from letters.facts import Facts
from letters.make import make
from letters.word.fill import fill
from letters.word.large_print import A_GAP, SMALLEST
from tests.letters.read import document, parts, text
from tests.letters.sample import case
from tests.letters.templates_for_tests import template

START = BY_ID["start_confirmation"]
EVERY_LETTER = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)


def sizes(letter: bytes) -> set[int]:
    """Every size of type in it, in half points."""
    found = b"".join(part for name, part in parts(letter).items() if name.startswith("word/") and name.endswith(".xml"))
    return {int(one) for one in re.findall(rb'<w:sz w:val="(\d+)"', found)}


@EVERY_LETTER
def test_large_print_says_the_same_in_18_points_and_nothing_is_small(letter: Letter) -> None:
    full = case(letter, letter.routes[0])
    plain, large = make(letter, full).content, make(letter, full, large_print=True).content
    assert text(plain) == text(large)
    assert b'<w:sz w:val="36"/>' in parts(large)["word/styles.xml"]
    assert all(size <= A_GAP or size >= SMALLEST for size in sizes(large))


@pytest.mark.parametrize("letter", [each for each in LETTERS if each.shape == "letter"], ids=lambda each: each.id)
def test_the_address_begins_where_a_window_envelope_shows_it(letter: Letter) -> None:
    word = document(letter.template.read_bytes())
    page = word.sections[0]
    row = page.first_page_header.tables[0].rows[0]._tr.trPr.find(qn("w:trHeight"))
    assert row.get(qn("w:hRule")) == "exact"
    assert (
        40 <= page.header_distance.mm + int(row.get(qn("w:val"))) / 56.7 <= 47
    )  # the address follows the rule below it
    assert word.paragraphs[0].style.name == "Address"


def test_a_logo_stands_in_the_letterhead_in_its_own_proportions_and_no_place_is_left_without_one() -> None:
    full = case(START, "placement")
    drawn = a_logo()
    shown = make(START, with_logo(full), pictures={"logo": drawn}).content
    extents = re.search(rb'<wp:extent cx="(\d+)" cy="(\d+)"', header(shown))
    assert drawn in parts(shown).values()
    assert extents and round(int(extents[1]) / int(extents[2]), 1) == 4.0
    assert b"<w:drawing>" not in header(make(START, full).content)


def test_a_picture_that_a_template_has_no_place_for_is_left_out() -> None:
    written = template("{{ name }}")
    assert fill(written, {"name": "Sam"}, {"logo": a_logo()}) == fill(written, {"name": "Sam"})


def header(letter: bytes) -> bytes:
    return b"".join(part for name, part in parts(letter).items() if name.startswith("word/header"))


def a_logo() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (400, 100), "navy").save(drawn, "PNG")
    return drawn.getvalue()


def with_logo(facts: Facts) -> Facts:
    school = replace(facts.sender.school, has_logo=True)
    return replace(facts, sender=replace(facts.sender, school=school))
