"""How a letter looks: large print, pictures in their place. How it lies on paper: `test_on_paper.py`."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from letters.catalogue import BY_ID, LETTERS, Letter
from letters.facts import Facts
from letters.make import make
from letters.word.fill import fill
from letters.word.large_print import A_GAP, KEPT_STYLES, SMALLEST
from tests.letters.read import parts, text
from tests.letters.sample import case
from tests.letters.templates_for_tests import template

START = BY_ID["start_confirmation"]
EVERY_LETTER = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)


def sizes(letter: bytes) -> set[int]:
    """Every size of type in it, in half points, but for what an envelope shows."""
    found = b"".join(part for name, part in parts(letter).items() if name.startswith("word/") and name.endswith(".xml"))
    return {int(one) for one in re.findall(rb'<w:sz w:val="(\d+)"', KEPT_STYLES.sub(b"", found))}


@EVERY_LETTER
def test_large_print_says_the_same_in_18_points_and_nothing_is_small(letter: Letter) -> None:
    full = case(letter, letter.routes[0])
    plain, large = make(letter, full).content, make(letter, full, large_print=True).content
    assert text(plain) == text(large)
    assert b'<w:sz w:val="36"/>' in parts(large)["word/styles.xml"]
    assert all(size <= A_GAP or size >= SMALLEST for size in sizes(large))


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


def test_an_address_for_the_post_is_as_small_in_large_print_so_that_a_window_shows_it_whole() -> None:
    full = case(START, "placement")
    usual, large = (styles(make(START, full, large_print=large).content) for large in (False, True))
    assert usual["Address"] == large["Address"] and usual["Letterhead"] == large["Letterhead"]
    assert (usual["Cell"], large["Cell"]) == (set(), set()) and (usual["Title"], large["Title"]) == ({34}, {46})


def styles(letter: bytes) -> dict[str, set[int]]:
    """The sizes of type of each style, in half points."""
    found = re.findall(rb'<w:style\b[^>]*w:styleId="(\w+)".*?</w:style>', parts(letter)["word/styles.xml"], re.DOTALL)
    each = re.findall(rb"<w:style\b.*?</w:style>", parts(letter)["word/styles.xml"], re.DOTALL)
    sized = [{int(one) for one in re.findall(rb'<w:sz w:val="(\d+)"', style)} for style in each]
    return dict(zip([name.decode() for name in found], sized, strict=True))


def test_a_number_a_postcode_and_a_reference_are_never_parted() -> None:
    said = "Ring 01632 960 123, +44 1632 960 123 or (01632) 960123 about MM-7K4Q-2PXD by 10 2026, to RV1 2AB."
    made = parts(fill(template("{{ said }}"), {"said": said}))["word/document.xml"].decode()
    kept = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'
    assert (
        f"Ring 01632\u00a0960\u00a0123, +44\u00a01632\u00a0960\u00a0123 or (01632)\u00a0960123 about MM{kept}7K4Q{kept}2PXD "
        "by 10 2026, to RV1\u00a02AB."
    ) in made
