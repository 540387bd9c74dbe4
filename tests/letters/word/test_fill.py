"""Filling a template is safe, whatever the facts and whoever wrote the template."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.errors import FactMissing, FactTooLong, TemplateFaulty, TemplateRefused
from letters.word.fill import LARGEST_TEMPLATE, MADE_ON, fill, names_used, uses_in
from letters.word.package import read
from letters.word.sandbox import LONGEST_LIST, LONGEST_TEXT
from tests.letters.read import document, parts, text
from tests.letters.templates_for_tests import (
    faulty,
    in_two_sections_with_notes,
    saved,
    template,
    with_a_table,
    without_properties,
)

HOSTILE = 'O\'Brien & <Sons> "said" {{ 7*7 }} {% if x %} 😀 ½ \u202eabc'


def test_hostile_text_is_printed_as_it_was_typed() -> None:
    letter = fill(
        template("{{ pupil.name }}", header="{{ pupil.name }}", footer="{{ pupil.name }}"), {"pupil": {"name": HOSTILE}}
    )
    assert text(letter).count('O\'Brien & <Sons> "said" {{ 7*7 }} {% if x %} 😀 ½ abc') == 3


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        [
            "{_{ x }_}",
            "{{ pupil.name }}",
            "{% raw %}",
            "{# x #}",
            "<w:t>x</w:t>",
            "]]>",
            "&amp;amp;",
            "שלום עולם",
            "مرحبا",
            "👨‍👩‍👧",
            "É" * LONGEST_TEXT,
        ]
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), max_size=50).map(str.strip),
)
def test_whatever_is_typed_arrives_unchanged_in_body_table_and_header(typed: str, more: str) -> None:
    name = f"{typed}{more}"[:LONGEST_TEXT].strip()
    tag = "[{{ name }}]"
    written = faulty({"body": [tag], "cells": [[tag, "x"]], "header": tag})
    letter = document(fill(written, {"name": name, "expected": {"where": "here"}}))
    found = [letter.paragraphs[1].text, letter.tables[0].cell(0, 0).text, letter.sections[0].header.paragraphs[0].text]
    assert found == [f"[{name}]"] * 3


def test_control_characters_and_broken_halves_are_left_out() -> None:
    letter = fill(template("[{{ name }}]"), {"name": "a\x00\x07\x0b\x1b\x7f\x9f\ud83d\ufffeb"})
    assert "[ab]" in text(letter)


@pytest.mark.parametrize("typed", ["one\ntwo", "one\r\ntwo", "one\rtwo", "one\x85two"])
def test_lines_stay_lines(typed: str) -> None:
    assert "one\ntwo" in text(fill(template("{{ name }}"), {"name": typed}))


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_any_text_makes_a_letter_that_opens(typed: str) -> None:
    text(fill(template("{{ name }}", header="{{ name }}"), {"name": f"x{typed}"}))


@pytest.mark.parametrize("blank", ["", "  ", "\n", "\x07"])
def test_a_blank_answer_counts_as_none(blank: str) -> None:
    with pytest.raises(FactMissing):
        fill(template("{{ name }}"), {"name": blank})
    assert "one, two" in text(fill(template("{{ lines | join(', ') }}"), {"lines": ["one", blank, "two"]}))


def test_an_answer_of_sixty_thousand_characters_is_refused_with_its_name() -> None:
    with pytest.raises(FactTooLong, match=r"pupil\.views") as refused:
        fill(template("{{ pupil.views }}"), {"pupil": {"views": "x" * 60_000}})
    assert refused.value.path == "pupil.views"


def test_the_longest_allowed_answer_is_printed_whole() -> None:
    assert "x" * LONGEST_TEXT in text(fill(template("{{ name }}"), {"name": "x" * LONGEST_TEXT}))


def test_an_endless_list_is_refused() -> None:
    with pytest.raises(FactTooLong, match="targets"):
        fill(template("{{ name }}"), {"name": "x", "targets": ["x"] * (LONGEST_LIST + 1)})


@pytest.mark.parametrize(
    ("tag", "path"),
    [
        ("{{ nmae }}", "nmae"),
        ("{{ pupil.nmae }}", "pupil.nmae"),
        ("{{ nobody.name }}", "nobody.name"),
        ("{% if pupil.nmae %}x{% endif %}", "pupil.nmae"),
        ("{% for one in pupil.nmae %}x{% endfor %}", "pupil.nmae"),
        ("{% for one in targets %}{{ one.waht }}{% endfor %}", "targets.waht"),
        ("{{ pupil.unsaid }}", "pupil.unsaid"),
        ("{{ unsaid }}", "unsaid"),
        ("{{ unsaid.name }}", "unsaid.name"),
        ("{{ pupil.unsaid | upper }}", "pupil.unsaid"),
        ("{{ pupil.unsaid.more }}", "pupil.unsaid.more"),
    ],
)
@pytest.mark.parametrize("where", ["body", "header", "footer"])
def test_a_missing_fact_stops_the_letter_with_its_dotted_name(tag: str, path: str, where: str) -> None:
    written = template(tag) if where == "body" else template("x", **{where: tag})
    with pytest.raises(FactMissing) as stopped:
        fill(written, {"pupil": {"name": "Sam", "unsaid": None}, "unsaid": None, "targets": [{"what": "x"}]})
    assert stopped.value.path == path


def test_a_fact_that_is_not_recorded_may_be_asked_for() -> None:
    written = template("{% if pupil.upn %}UPN {{ pupil.upn }}{% else %}no UPN{% endif %}")
    assert "no UPN" in text(fill(written, {"pupil": {"upn": None}}))
    assert "no UPN" in text(fill(written, {"pupil": None}))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ pupil.__class__ }}",
        "{{ pupil['name'] }}",
        "{{ pupil.items() }}",
        "{{ pupil.name.upper() }}",
        "{{ pupil.name.real }}",
        "{{ pupil.name | attr('upper') }}",
        "{{ pupil.name | safe }}",
        "{{ pupil.name | center(999999999) }}",
        "{{ pupil.nmae | default('x') }}",
        "{{ pupil }}",
        "{{ targets }}",
        "{{ targets | join }}",
        "{{ targets | join(', ', 'what') }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum() }}",
        "{{ range(9) }}",
        "{{ dict(a=1) }}",
        "{{ 'a' * 900000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 7 }}",
        "{{ True }}",
        "{{ None }}",
        "{{ yes }}",
        "{{ pupil.name ~ pupil.name }}",
        "{{ [1, 2] }}",
        "{% for a in range(90000) %}{% endfor %}",
        "{% for a in 'aaaaaaaa' %}{% endfor %}",
        "{% for a in targets recursive %}{% endfor %}",
        "{% for a in targets %}{% for b in targets %}{% for c in targets %}{% for d in targets %}"
        "{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with x = 1 %}{% endwith %}",
    ],
)
def test_a_template_that_asks_for_more_than_facts_is_refused(tag: str) -> None:
    facts = {"pupil": {"name": "Sam"}, "targets": [{"what": "x"}], "yes": True}
    with pytest.raises(TemplateRefused):
        fill(template(tag), facts)


def test_a_template_that_grows_without_end_is_refused() -> None:
    loop = "{% for a in many %}" + "x" * 300 + "{% endfor %}"
    with pytest.raises(TemplateRefused, match="grows too long"):
        fill(template(loop * 80), {"many": ["x"] * LONGEST_LIST})


@pytest.mark.parametrize("inside", ["", "x"])
def test_loops_that_would_never_end_are_stopped(inside: str) -> None:
    loops = "{% for a in many %}" * 3 + inside + "{% endfor %}" * 3
    with pytest.raises(TemplateRefused, match="repeats too much"):
        fill(template(loops), {"many": ["x"] * LONGEST_LIST})


@pytest.mark.parametrize("tag", ["{% if x", "{{ }}", "{% endif %}", "{{ a. }}", "{% if a %}", "{% nonsense %}"])
def test_tags_that_cannot_be_read_are_said_to_be_faulty(tag: str) -> None:
    with pytest.raises(TemplateFaulty):
        fill(template(tag), {"a": "x"})


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 half a zip"])
def test_a_file_that_is_no_word_document_is_said_to_be_faulty(content: bytes) -> None:
    with pytest.raises(TemplateFaulty, match="no Word document"):
        fill(content, {})


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts_of_it:
        parts_of_it.writestr("word/document.xml", b" " * (LARGEST_TEMPLATE + 1))
    with pytest.raises(TemplateRefused, match="too large"):
        fill(bomb.getvalue(), {})


def test_a_zip_that_is_no_word_document_is_said_to_be_faulty() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as parts_of_it:
        parts_of_it.writestr("readme.txt", "hello")
    with pytest.raises(TemplateFaulty):
        names_used(other.getvalue())


def test_tags_in_the_properties_of_the_file_are_refused() -> None:
    with pytest.raises(TemplateRefused, match="title"):
        fill(template("x", title="{{ pupil.name }}"), {"pupil": {"name": "Sam"}})


def test_a_fact_that_is_not_in_words_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match=r"pupil\.born"):
        fill(template("x"), {"pupil": {"born": 1.5}})


def test_the_same_facts_give_the_same_bytes() -> None:
    written = template("{{ name }}", header="{{ name }}")
    assert fill(written, {"name": "Sam"}) == fill(written, {"name": "Sam"}) != fill(written, {"name": "Alex"})


@pytest.mark.parametrize("written", [template("x"), without_properties(template("x"))], ids=["usual", "no properties"])
def test_no_part_of_a_letter_tells_when_it_was_made(written: bytes) -> None:
    content = fill(written, {})
    with zipfile.ZipFile(io.BytesIO(content)) as letter:
        found = letter.infolist()
    before_each_part = {content[part.header_offset + 10 :][:4] for part in found}

    assert {part.date_time for part in found} == {MADE_ON}
    assert before_each_part == {struct.pack("<HH", 0, 1 << 5 | 1)}  # midnight, 1 January 1980
    assert {part.filename for part in found} == read(written).parts.keys()


def test_notes_are_filled_once_however_many_sections_there_are() -> None:
    written = in_two_sections_with_notes("{{ name }}", "at the foot: {{ name }}", "at the end: {{ name }}")
    letter = fill(written, {"name": "{{ nobody }}"})

    assert document(letter).paragraphs[0].text == document(letter).paragraphs[-1].text == "{{ nobody }}"
    assert b'<w:t xml:space="preserve">at the foot: {{ nobody }}</w:t>' in parts(letter)["word/footnotes.xml"]
    assert b'<w:t xml:space="preserve">at the end: {{ nobody }}</w:t>' in parts(letter)["word/endnotes.xml"]


@pytest.mark.parametrize("in_the_header", [False, True])
@pytest.mark.parametrize("many", [["a"], ["a", "b", "c", "d"]])
def test_a_loop_over_columns_makes_as_many_columns(in_the_header: bool, many: list[str]) -> None:
    written = with_a_table("{%tc for one in many %}", "{{ one }}", "{%tc endfor %}", in_the_header=in_the_header)
    letter = document(fill(written, {"many": many}))
    table = (letter.sections[0].header if in_the_header else letter).tables[0]

    assert [cell.text for cell in table.rows[0].cells] == many
    assert len(table.columns) == len(many)


def test_a_table_that_no_tag_widens_stays_as_it_was_drawn() -> None:
    drawn = with_a_table("{{ name }}", "x", "y", cells=2)

    assert len(document(fill(drawn, {"name": "Sam"})).tables[0].columns) == 3


@pytest.mark.parametrize("loop", ["", "{%tc for one in many %}"])
def test_a_block_that_tears_the_document_is_said_to_be_faulty(loop: str) -> None:
    torn = faulty({"body": ["{% if name %}"], "cells": [["{% endif %}", loop, "{%tc endfor %}" if loop else ""]]})
    facts = {"name": None, "expected": {"where": "here"}, "many": ["a"]}

    with pytest.raises(TemplateFaulty, match="break the document"):
        fill(torn, facts)


@pytest.mark.parametrize("name", ["cycler", "dict", "joiner", "lipsum", "namespace", "range"])
def test_the_template_language_brings_no_names_of_its_own(name: str) -> None:
    with pytest.raises(FactMissing):
        fill(template("{{ " + name + " }}"), {})


def test_a_letter_holds_no_tag_and_loses_no_part_that_was_understood(tmp_path: Path) -> None:
    written = template("{{ name }}")
    letter = fill(saved(written, tmp_path), {"name": "Sam"})
    assert parts(letter).keys() == read(written).parts.keys()
    assert b"{{" not in parts(letter)["word/document.xml"]


def test_names_are_found_everywhere_and_traced_through_loops() -> None:
    written = template(
        "{{ pupil.preferred_name | upper }}",
        "{%p for t in targets %}",
        "{{ t.what }} {{ loop.index }}{% for n in t.notes %}{{ n.words }}{{ home.phone }}{% endfor %}",
        "{%p endfor %}",
        "{% if decision.reasons and report.concern == 'red' %}x{% elif ending.on %}y{% endif %}",
        header="{{ home.name }}",
        footer="{{ reference }}",
    )
    assert names_used(written) == {
        "pupil.preferred_name",
        "targets",
        "targets.what",
        "targets.notes",
        "targets.notes.words",
        "home.phone",
        "decision.reasons",
        "report.concern",
        "ending.on",
        "home.name",
        "reference",
    }


@pytest.mark.parametrize(
    ("tag", "guarded"),
    [
        ("{% if a.b %}{{ a.b }}{% endif %}", True),
        ("{% if a.on %}{{ a.on_short }}{% endif %}", True),
        ("{% if a %}{{ a.b }}{% endif %}", False),
        ("{% if a.b.c %}{{ a.b }}{% endif %}", True),
        ("{% if x and a.b %}{{ a.b }}{% endif %}", True),
        ("{% for one in a.b %}{{ one.c }}{% endfor %}", False),
        ("{% for one in a.b %}{% if one.c %}{{ one.c }}{% endif %}{% endfor %}", True),
        ("{% if a.b %}x{% else %}{{ a.b }}{% endif %}", False),
        ("{% if x or a.b %}{{ a.b }}{% endif %}", False),
        ("{% if not a.b %}{{ a.b }}{% endif %}", False),
        ("{{ a.b }}", False),
    ],
)
def test_it_is_known_whether_a_name_is_asked_for_before_it_is_printed(tag: str, guarded: bool) -> None:
    about_a = [use for use in uses_in(template(tag)) if use.name.startswith("a.") or use.name == "a"]
    assert about_a[-1].is_guarded is guarded
