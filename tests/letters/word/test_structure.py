"""Every template, and every letter made from one, is built as Word expects it."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from letters.catalogue import TEMPLATES, Letter
from letters.make import make
from letters.word.fill import fill
from tests.letters.changing import bare
from tests.letters.sample import case, cases
from tests.letters.templates_for_tests import faulty
from tests.letters.word.structure import faults

EVERY_CASE = pytest.mark.parametrize(("letter", "route"), cases(), ids=lambda one: getattr(one, "id", one))


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.docx")), ids=lambda path: path.stem)
def test_every_template_is_built_as_word_expects_it(template: Path) -> None:
    assert [*faults(template.read_bytes())] == []


@EVERY_CASE
def test_every_letter_is_built_as_word_expects_it(letter: Letter, route: str) -> None:
    full = case(letter, route)
    assert [*faults(make(letter, full).content)] == []
    assert [*faults(make(letter, full, large_print=True).content)] == []
    assert [*faults(make(letter, bare(letter, full)).content)] == []


def test_what_tags_leave_behind_is_no_broken_table() -> None:
    cells = [
        ["{%tr for one in targets %}", ""],
        ["{{ one.what }}", "{{ one.number }}"],
        ["{%tr endfor %}", ""],
    ]
    made = fill(faulty({"cells": cells}), {"expected": {"where": "here"}, "targets": []})
    assert [*faults(made)] == []
    assert b"<w:tbl>" not in _part(made, "word/document.xml")


def test_a_cell_whose_words_all_go_keeps_a_paragraph() -> None:
    cell = faulty({"cells": [["x"]]})
    guarded = _with(
        cell,
        "word/document.xml",
        b"<w:t>x</w:t></w:r></w:p>",
        b"<w:t>{%p if reference %}</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p><w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>",
    )
    made = fill(guarded, {"expected": {"where": "here"}, "reference": False})
    assert [*faults(made)] == []
    assert b"<w:p/></w:tc>" in _part(made, "word/document.xml")


BODY, PICTURES, TYPES = "word/document.xml", "word/_rels/header1.xml.rels", "[Content_Types].xml"
BROKEN: Mapping[str, tuple[str, bytes, bytes, str]] = {
    "a wrong order": (BODY, b"<w:pPr>", b'<w:pPr><w:jc w:val="left"/>', "w:pPr holds jc pStyle"),
    "an unknown element": (BODY, b"<w:cantSplit/>", b"<w:never/>", "w:trPr may not hold never in place 1"),
    "words outside a run": (BODY, b"<w:r>", b"<w:t>x</w:t><w:r>", "w:p may not hold t"),
    "a cell without a paragraph": (BODY, b"</w:p></w:tc>", b"</w:p><w:tbl/></w:tc>", "w:tc does not end with a paragraph"),
    "a table without a row": (BODY, b"</w:p></w:tc>", b"</w:p><w:tbl/><w:p/></w:tc>", "w:tbl has no tr"),
    "a cell too many": (BODY, b"</w:p></w:tc>", b"</w:p></w:tc><w:tc><w:p/></w:tc>", "a row has 3 cells in a table of 2 columns"),
    "a style there is not": (BODY, b'w:val="CellLabel"', b'w:val="Nowhere"', f"{BODY}: there is no paragraph style Nowhere"),
    "a value left out": (BODY, b'<w:pStyle w:val="CellLabel"/>', b"<w:pStyle/>", f"{BODY}: w:pStyle has no w:val"),
    "a size that is no number": ("word/styles.xml", b'<w:sz w:val="24"/>', b'<w:sz w:val="big"/>', "w:sz is big, and no number"),
    "spaces that get lost": (BODY, b"<w:t>", b"<w:t> ", "w:t loses the spaces around"),
    "a mark twice": (
        BODY,
        b"<w:sectPr",
        b'<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkStart w:id="1" w:name="b"/></w:p><w:sectPr',
        "two bookmarks are number 1",
    ),
    "a link to nothing": (BODY, b"<w:sectPr", b'<w:p><w:hyperlink r:id="rId99"/></w:p><w:sectPr', "names rId99, and there is no such"),
    "a part that is not there": (PICTURES, b"media/", b"nowhere/", "and there is none"),
    "a part of no sort": (TYPES, b'Extension="png"', b'Extension="gif"', "nothing says what word/media/image1.png is"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_each_kind_of_break_is_found(kind: str) -> None:
    part, before, after, says = BROKEN[kind]
    found = [*faults(_with(_agreement(), part, before, after))]
    assert any(says in fault for fault in found), found


def test_a_part_that_stands_twice_is_found() -> None:
    twice = io.BytesIO(_agreement())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a") as word:
        word.writestr(BODY, _part(_agreement(), BODY))
    assert f"{BODY} is twice in the file" in faults(twice.getvalue())


@cache
def _agreement() -> bytes:
    return next(make(letter, case(letter, route)).content for letter, route in cases() if letter.id == "agreement")


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as word:
        return word.read(name)


def _with(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """The same file with the first `before` in a part changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as word, zipfile.ZipFile(changed, "w") as new:
        for name in word.namelist():
            kept = word.read(name)
            assert name != part or before in kept
            new.writestr(name, kept.replace(before, after, 1) if name == part else kept)
    return changed.getvalue()
