"""A Word file that was read: what a letter needs is all there, what readers do not see is settled, and no fact becomes markup."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from PIL import Image

from letters.catalogue import LETTERS
from letters.errors import TemplateRefused
from letters.example import EXAMPLE
from letters.letter import TEMPLATES
from letters.say import facts_in_words
from letters.word.fill import fill
from letters.word.package import LARGEST_XML, read
from tests.letters.read import document, parts, text
from tests.letters.word.disguised import COMMENT, COMMENTS, END_TAKEN_OUT, HIDDEN_STYLE, MOVED, TRACKED, TWO_TELLINGS
from tests.letters.word.disguises import (
    WORDML,
    field,
    letter,
    linked,
    paragraph,
    picture,
    pictured,
    relation,
    run,
    simple,
    with_metadata,
)
from tests.letters.word.harmless import wrong_with
from ui.letters.reading import as_html

OURS = sorted([*TEMPLATES.glob("*.docx"), *TEMPLATES.glob("sheets/*.docx"), *TEMPLATES.glob("papers/*.docx")])
HOSTILE = (
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\calc</w:instrText></w:r>",
    "&lt;w:altChunk/&gt; &#60;w:object&#62; ]]><![CDATA[ <!ENTITY a 'b'>",
    "{{ pupil.full_name }} {% raw %}{{ '<w:x/>' }}{% endraw %} {# #}",
    "\u202eDDEAUTO\u202c \x00\x0b\ufffe \ud800 \uff24\uff24\uff25",
    'r:id="rId1" TargetMode="External" file:///etc/passwd',
)


def lines(content: bytes) -> list[str]:
    """The paragraphs of a letter's body, as Word shows them."""
    return [each.text for each in Document(io.BytesIO(content)).paragraphs]


def the_body(content: bytes) -> str:
    return parts(content)["word/document.xml"].decode()


@pytest.mark.parametrize("ours", OURS, ids=[each.stem for each in OURS])
def test_every_template_of_ours_is_read_without_a_word_and_keeps_every_word(ours: Path) -> None:
    package = read(ours.read_bytes())

    assert package.taken_out == ()
    assert text(package.content) == text(ours.read_bytes())
    assert wrong_with(package.content) == []
    assert read(package.content).content == package.content


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("each", LETTERS, ids=[each.id for each in LETTERS])
def test_no_fact_becomes_markup_whatever_somebody_typed(each: Any, large_print: bool) -> None:
    def instead(value: object, hostile: bool) -> object:
        if isinstance(value, dict):
            return {name: instead(one, hostile) for name, one in value.items()}
        if isinstance(value, list):
            return [instead(one, hostile) for one in value]
        return (HOSTILE[len(value) % len(HOSTILE)] if hostile else "plain") if isinstance(value, str) else value

    facts = facts_in_words(EXAMPLE)
    made, plain = (fill(each.template, instead(facts, hostile), {}, large_print) for hostile in (True, False))  # type: ignore[arg-type]

    assert wrong_with(made) == []
    assert read(made).taken_out == ()
    assert [elements(part) for part in parts(made).values()] == [elements(part) for part in parts(plain).values()]


def elements(part: bytes) -> Counter[str]:
    return Counter(each.tag for each in etree.fromstring(part).iter()) if part.startswith(b"<") else Counter()


def test_an_escape_is_undone_nowhere() -> None:
    hostile = "{% raw %}{{ &lt;/w:t&gt;&lt;w:instrText&gt;DDE&lt;/w:instrText&gt; }}{% endraw %}"
    with pytest.raises(TemplateRefused) as refused:
        fill(letter(paragraph(hostile)), {"name": "Sam"})
    assert str(refused.value) == "A tag uses “raw”. Take it out."


@pytest.mark.parametrize(
    ("body", "becomes"),
    [
        (TRACKED, ["kept"]),
        (MOVED, ["", "to here"]),
        (END_TAKEN_OUT, ["One line."]),
        (COMMENT, ["said"]),
        (run("a nuisance", "<w:vanish/>"), [""]),
        (run("seen", "<w:vanish w:val='0'/>"), ["seen"]),
        (run("a nuisance", "<w:rStyle w:val='Heir'/>"), [""]),
        (run("shown now", "<w:color w:val='FFFFFF'/>"), ["shown now"]),
        (field('DATE \\@ "d MMMM yyyy"'), ["{{ written_on }}"]),
        (simple("MERGEFIELD &quot;First Name&quot;"), ["{{ First_Name }}"]),
        (field("REF somewhere"), ["shown"]),
        (field("FORMCHECKBOX", shown=""), ["☐"]),
        (TWO_TELLINGS.format("w14", "<w:t>newer</w:t>", "<w:t>older</w:t>"), ["older"]),
    ],
)
def test_what_is_written_is_what_word_shows(body: str, becomes: list[str]) -> None:
    given = letter(body, relation("rIdC", "comments", "comments.xml"), more=COMMENTS, styles=HIDDEN_STYLE)

    assert lines(read(given).content)[1:] == becomes


def test_words_in_white_stay_where_something_dark_is_behind_them() -> None:
    cell = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='{}'/></w:tcPr>"
        + run("heading", "<w:color w:val='FFFFFF'/>")
        + "</w:tc></w:tr></w:tbl>"
    )

    assert read(letter(cell.format("1F3864"))).taken_out == ()
    assert read(letter(cell.format("FFFFFF"))).taken_out == (
        "Words in the colour of the paper are shown now: “heading”.",
    )
    assert 'w:val="000000"' in the_body(read(letter(cell.format("FFFFFF"))).content)


def test_page_numbers_links_and_bookmarks_stay() -> None:
    counting = "<w:fldSimple w:instr='PAGE \\* MERGEFORMAT'><w:r><w:t>1</w:t></w:r></w:fldSimple>"
    package = read(letter(f"<w:p>{counting}<w:bookmarkStart w:id='1' w:name='here'/></w:p>{field('NUM', 'PAGES')}"))
    assert package.taken_out == ()
    assert all(
        each in the_body(package.content)
        for each in ('w:instr=" PAGE \\* MERGEFORMAT "', "> NUMPAGES <", 'w:name="here"')
    )

    for address in ("https://oakfield.example/a?b=c#d", "mailto:office@oakfield.example", "tel:01632960000"):
        package = read(linked(address))
        assert package.taken_out == ()
        assert f'Target="{address}"'.encode() in parts(package.content)["word/_rels/document.xml.rels"]


def test_headers_notes_and_pictures_stay_and_a_picture_tells_nothing_but_itself() -> None:
    notes = f"<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote w:id='2'>{paragraph('{{ name }} below')}</w:footnote></w:footnotes>"
    given = letter(
        header=paragraph("{{ name }} above"),
        lines=relation("rIdF", "footnotes", "footnotes.xml"),
        more={"word/footnotes.xml": notes.encode()},
        said={"/word/footnotes.xml": f"{WORDML}.footnotes+xml"},
    )
    made = parts(fill(given, {"name": "Sam"}))
    assert b"Sam above" in made["word/header1.xml"] and b"Sam below" in made["word/footnotes.xml"]

    for given in (with_metadata(), picture("JPEG"), picture("GIF")):
        kept = read(pictured(given)).parts
        (drawn,) = [part for name, part in kept.items() if "/media/" in name]
        assert Image.open(io.BytesIO(drawn)).size == (4, 2)
        assert b"School Lane" not in drawn


def test_a_part_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(TemplateRefused) as refused:
        read(letter(paragraph("x" * LARGEST_XML)))
    assert (
        str(refused.value) == "The document is too large for a letter. Make its pictures smaller, or its text shorter."
    )


def test_a_loop_in_a_text_box_is_taken_and_written_once() -> None:
    box = (
        "<w:txbxContent>"
        + "".join(map(paragraph, ("{%p for one in them %}", "{{ one }}", "{%p endfor %}")))
        + "</w:txbxContent>"
    )
    shapes = (
        f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>",
        f"<w:pict><v:rect><v:textbox>{box}</v:textbox></v:rect></w:pict>",
    )
    made = fill(letter(TWO_TELLINGS.format("wps", *shapes)), {"name": "Sam", "them": ["one", "two"]})

    assert [the_body(made).count(f">{each}<") for each in ("one", "two")] == [1, 1]
    assert document(made)


def test_a_text_box_is_read_on_the_page_as_word_shows_it() -> None:
    box = f"<w:txbxContent>{paragraph('within')}</w:txbxContent>"
    drawing = (
        "<w:drawing><wp:inline><a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    older = "<w:pict><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict>"
    made = fill(
        letter(paragraph("before") + TWO_TELLINGS.format("wps", drawing, older) + paragraph("after")), {"name": "Sam"}
    )

    assert as_html(made) == "<p>Dear Sam</p><p>before</p><p>within</p><p>after</p>"
