"""Reading the text file of a letter: what each way of writing becomes in Word, and what each mistake is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn

from templates.authoring import reader
from templates.authoring.notation import WordingUnreadable
from templates.authoring.page import Page
from templates.authoring.reader import read

TITLE = "Document: A letter\n\n"


def page(folder: Path, wording: str) -> Page:
    file = folder / "letter.txt"
    file.write_text(TITLE + wording, "utf-8")
    return read(file)


def paragraphs(folder: Path, wording: str) -> list[tuple[str, str]]:
    """The style and words of each paragraph that stands in no table."""
    return [(each.style.name, each.text) for each in page(folder, wording).document.paragraphs]


def table(folder: Path, wording: str) -> list[list[list[tuple[str, str]]]]:
    """The style and words of each line of each cell of each row of the only table."""
    (found,) = page(folder, wording).document.tables
    return [[[(each.style.name, each.text) for each in cell.paragraphs] for cell in row.cells] for row in found.rows]


def kept_with_next(folder: Path, wording: str) -> list[bool]:
    """For each row of the only table, whether it stays on the page of the row that follows."""
    (found,) = page(folder, wording).document.tables
    return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in found.rows]


def test_the_first_line_names_the_word_file(tmp_path: Path) -> None:
    assert page(tmp_path, "Words.").document.core_properties.title == "A letter"


def test_a_line_begins_with_what_it_is(tmp_path: Path) -> None:
    wording = "# One\n## Two\n- three\n- four\n~ five\n\nsix\n## Seven\neight"

    assert paragraphs(tmp_path, wording) == [
        ("Title", "One"),
        ("Heading 1", "Two"),
        ("List Bullet", "three"),
        ("List Bullet", "four"),
        ("Note", "five"),
        ("Normal", "six"),
        ("Heading 1", "Seven"),
        ("Normal", "eight"),
    ]


def test_lines_of_one_paragraph_are_joined_until_an_empty_line(tmp_path: Path) -> None:
    wording = "First.\n  Second.\n\n\n- Third.\n  Fourth."

    assert paragraphs(tmp_path, wording) == [("Normal", "First. Second."), ("List Bullet", "Third. Fourth.")]


def test_what_the_file_is_about_is_never_printed(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, "About: for us alone\nWords.") == [("Normal", "Words.")]


def test_a_file_saved_by_an_editor_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_bytes("\ufeffDocument: A letter\r\n\r\n# Sam’s\r\n".encode())

    assert [each.text for each in read(file).document.paragraphs] == ["Sam’s"]


def test_facts_stay_as_they_are_and_short_forms_become_facts(tmp_path: Path) -> None:
    wording = "[child] goes from [home] to [new] until {{ plan.ends_on }}: {{ lines | join(', ') }}. [us], [placement]"

    assert paragraphs(tmp_path, wording) == [
        (
            "Normal",
            "{{ pupil.preferred_name }} goes from {{ home.name }} to {{ receiving.name }} until {{ plan.ends_on }}: "
            "{{ lines | join(', ') }}. {{ sender.school.name }}, {{ placement_word }}",
        )
    ]


def test_an_apostrophe_is_the_printers_in_words_alone(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, "[home]'s {{ names | join(' ') }}") == [
        ("Normal", "{{ home.name }}’s {{ names | join(' ') }}")
    ]


def test_words_between_stars_are_strong(tmp_path: Path) -> None:
    (paragraph,) = page(tmp_path, "It is **your\nchoice**, [child].").document.paragraphs

    assert [(run.text, run.style.name) for run in paragraph.runs] == [
        ("It is ", "Default Paragraph Font"),
        ("your choice", "Strong"),
        (", {{ pupil.preferred_name }}.", "Default Paragraph Font"),
    ]


def test_only_when_and_otherwise_choose_within_a_sentence(tmp_path: Path) -> None:
    wording = "It is{only when directed} not{otherwise} {only when a.b and not c}quite {end}{end} yours."

    assert paragraphs(tmp_path, wording) == [
        ("Normal", "It is{% if directed %} not{% else %} {% if a.b and not c %}quite {% endif %}{% endif %} yours.")
    ]


def test_for_each_repeats_within_a_sentence_with_something_between(tmp_path: Path) -> None:
    wording = "On {for each one in reviews}{{ one.on }}{between}, {end}. {for each one in targets}{{ one.what }}.{end}"

    assert paragraphs(tmp_path, wording) == [
        (
            "Normal",
            "On {% for one in reviews %}{{ one.on }}{% if not loop.last %}, {% endif %}{% endfor %}. "
            "{% for one in targets %}{{ one.what }}.{% endfor %}",
        )
    ]


def test_blocks_on_lines_of_their_own_take_whole_paragraphs(tmp_path: Path) -> None:
    wording = "Before.\n{only when targets}\n  {for each one in targets}\n    - {{ one.what }}\n  {end}\n{otherwise}\n  None.\n{end}\nAfter."

    assert paragraphs(tmp_path, wording) == [
        ("Normal", "Before."),
        ("Instruction", "{%p if targets %}"),
        ("Instruction", "{%p for one in targets %}"),
        ("List Bullet", "{{ one.what }}"),
        ("Instruction", "{%p endfor %}"),
        ("Instruction", "{%p else %}"),
        ("Normal", "None."),
        ("Instruction", "{%p endif %}"),
        ("Normal", "After."),
    ]


def test_new_lines_and_a_tab_are_written_in_words(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, "One{new line}two{3 new lines}three{tab}four") == [
        ("Normal", "One\ntwo\n\n\nthree\tfour")
    ]


def test_a_box_has_labels_and_answers_and_stays_whole(tmp_path: Path) -> None:
    wording = "{box}\n| Where | [home] |\n| When | Soon |\n\nAfter."

    assert table(tmp_path, wording) == [
        [[("Cell label", "Where")], [("Cell", "{{ home.name }}")]],
        [[("Cell label", "When")], [("Cell", "Soon")]],
    ]
    assert page(tmp_path, wording).document.tables[0].style.name == "Box"
    assert kept_with_next(tmp_path, wording) == [True, False]
    assert paragraphs(tmp_path, wording) == [("Gap", ""), ("Normal", "After.")]


@pytest.mark.parametrize(
    ("begin", "style", "kept"),
    [
        ("{rows}", "Rows", [True, True, False]),
        ("{rows, over pages}", "Rows", [False, False, False]),
        ("{table 4.2 12.4}", "Grid", [True, False, False]),
        ("{table 4.2 12.4, on one page}", "Grid", [True, True, False]),
    ],
)
def test_a_table_is_broken_over_pages_or_stays_whole(tmp_path: Path, begin: str, style: str, kept: list[bool]) -> None:
    wording = f"{begin}\n| Who | What |\n| Head | Signs |\n| Lead | Reads |"

    assert page(tmp_path, wording).document.tables[0].style.name == style
    assert kept_with_next(tmp_path, wording) == kept


def test_a_table_has_columns_as_wide_as_it_says(tmp_path: Path) -> None:
    (found,) = page(tmp_path, "{table 4.2 12.4}\n| Who | What |").document.tables

    assert [round(column.width.cm, 1) for column in found.columns] == [4.2, 12.4]


def test_a_row_has_further_lines_small_ones_and_ones_that_come_and_go(tmp_path: Path) -> None:
    wording = (
        "{table 4.2 12.4}\n| Who | What |\n| **Head** | {{ names | join(', ') }} |\n+ ~ of [us] | {only when late} |\n"
        "+ | Late |\n+ | {end} |"
    )

    assert table(tmp_path, wording)[1] == [
        [("Cell", "Head"), ("Cell small", "of {{ sender.school.name }}")],
        [
            ("Cell", "{{ names | join(', ') }}"),
            ("Instruction", "{%p if late %}"),
            ("Cell", "Late"),
            ("Instruction", "{%p endif %}"),
        ],
    ]


def test_what_begins_in_a_cell_may_end_in_a_further_line_of_it(tmp_path: Path) -> None:
    wording = "{rows}\n| Where | [new]{only when late} |\n+ | later{end} |"

    assert table(tmp_path, wording)[0][1] == [
        ("Cell", "{{ receiving.name }}{% if late %}"),
        ("Cell", "later{% endif %}"),
    ]


def test_rows_come_and_go_and_are_repeated(tmp_path: Path) -> None:
    wording = "{rows}\n{for each one in targets}\n  | {{ one.what }} | {4 new lines} |\n{end}\n| Last | |"

    assert [row[0] for row in table(tmp_path, wording)] == [
        [("Instruction", "{%tr for one in targets %}")],
        [("Cell label", "{{ one.what }}")],
        [("Instruction", "{%tr endfor %}")],
        [("Cell label", "Last")],
    ]
    assert table(tmp_path, wording)[1][1] == [("Cell", "\n\n\n\n")]


def test_what_began_before_a_table_ends_right_below_it(tmp_path: Path) -> None:
    wording = "{only when a}\n{rows}\n| One | |\n{otherwise}\n{box}\n| Two | |\n{end}"

    assert paragraphs(tmp_path, wording) == [
        ("Instruction", "{%p if a %}"),
        ("Gap", ""),
        ("Instruction", "{%p else %}"),
        ("Gap", ""),
        ("Instruction", "{%p endif %}"),
    ]


def test_a_picture_has_its_place(tmp_path: Path) -> None:
    document = page(tmp_path, "{picture attendance 14.2 5.6: Attendance by week}").document

    (drawn,) = document.inline_shapes
    assert (round(drawn.width.cm, 1), round(drawn.height.cm, 1)) == (14.2, 5.6)
    assert (drawn._inline.docPr.get("name"), drawn._inline.docPr.get("descr")) == (
        "picture attendance",
        "Attendance by week",
    )


def test_a_new_page_begins_with_the_next_heading_alone(tmp_path: Path) -> None:
    drawn = page(tmp_path, "Before.\n\n{new page}\n## Heading\n\nAfter.").document.paragraphs

    assert [(each.text, each.paragraph_format.page_break_before) for each in drawn] == [
        ("Before.", None),
        ("Heading", True),
        ("After.", None),
    ]


def test_words_are_kept_with_what_comes_next_across_instructions(tmp_path: Path) -> None:
    drawn = page(tmp_path, "One.\n\nTwo.\n{only when a}\n{keep with next}\nThree.\n{end}").document.paragraphs

    assert [each.text for each in drawn if each.paragraph_format.keep_with_next and each.style.name == "Normal"] == [
        "Two."
    ]


def test_the_last_lines_of_a_paper_are_kept_together_and_a_long_list_further_up_is_not(tmp_path: Path) -> None:
    far = "\n".join(f"Far {number}.\n" for number in range(9))
    drawn = page(
        tmp_path,
        f"{far}\n## Why\n\n{{for each one in targets}}\n- A target.\n{{end}}\n\n## Signed\n\n"
        f"{{only when a}}\nAt times.\n{{end}}\n\n{{rows}}\n| Name | {{5 new lines}} |\n\nGood bye.",
    )
    drawn.keep_the_end_together()

    kept = {each.text: each.paragraph_format.keep_with_next for each in drawn.document.paragraphs}
    assert [text for text, is_kept in kept.items() if is_kept and "%" not in text] == [
        *("Far 8.", "Why", "A target.", "Signed", "At times.", "", "Good bye."),
    ]


def test_a_table_is_called_as_the_heading_above_it_or_as_the_paper(tmp_path: Path) -> None:
    drawn = page(tmp_path, "{box}\n| A | B |\n\n## The week\n\n{rows}\n| A | B |\n").document

    captions = [each._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for each in drawn.tables]
    assert captions == ["A letter", "The week"]


def test_a_style_of_word_is_for_the_next_paragraph(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, "{style Closing}\nYours\n\nAfter.") == [("Closing", "Yours"), ("Normal", "After.")]


def test_an_envelope_window_has_whom_it_is_to_and_beside_it_who_writes(tmp_path: Path) -> None:
    drawn = page(tmp_path, "{envelope window}\n| {{ a }} | ~ {{ b }} |\n+ {{ c }} | {{ d }} |").document

    cells = drawn.tables[0].rows[0].cells
    assert [[(each.style.name, each.text) for each in cell.paragraphs] for cell in cells] == [
        [("Address", "{{ a }}"), ("Address", "{{ c }}")],
        [("Cell", "")],
        [("Cell small", "{{ b }}"), ("Date", "{{ d }}")],
    ]
    letterhead = drawn.sections[0].first_page_header.tables[0].rows[0]
    assert [each.text for each in letterhead.cells[0].paragraphs] == ["{{ sender.school.name }}"]
    rows = (letterhead, drawn.tables[0].rows[0])
    assert {each.height_rule for each in rows} == {WD_ROW_HEIGHT_RULE.AT_LEAST}


def test_a_shared_passage_joins_the_paragraph_it_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SHARED", tmp_path / "shared")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "ring.txt").write_text("About: whom to ring\n\nOr ring us.\n\n", "utf-8")
    (tmp_path / "shared" / "row.txt").write_text("| Two | |\n\n", "utf-8")

    wording = "Write.\n{insert ring}\n\n{rows}\n| One | |\n{insert row}\n| Three | |"

    assert paragraphs(tmp_path, wording) == [("Normal", "Write. Or ring us."), ("Gap", "")]
    assert [row[0] for row in table(tmp_path, wording)] == [
        [("Cell label", "One")],
        [("Cell label", "Two")],
        [("Cell label", "Three")],
    ]


LIKE_THESE = "Write it as {only when plan.ends_on}, {only when not directed} or {only when plan.meals and plan.breaks}."
EACH_LIKE_THIS = "Write it as {for each one in targets}. Between it and its {end}, {{ one.what }} is a fact of the one."
OTHERWISE = "{otherwise} stands once between {only when …} and its {end}."
BETWEEN = "{between} stands once between {for each …} and its {end}, inside a sentence or a cell."
FIRST_ROW = "Write the first row right below this line: | Name | Date |."
ROWS_ALONE = "Begin each row with | and each further line of it with +. A table ends with an empty line."
TWO_CELLS = "This row is to have 2 cells, with a | after each. An empty cell is a space."
NO_INSTRUCTION = (
    "{%s} is no instruction that can stand here. docs/wording.md lists them. A fact has two braces on each side."
)


@pytest.mark.parametrize(
    ("wording", "number", "says"),
    [
        ("Words.\n\n#Title", 5, "Write “# ” before the title, “## ” before a heading."),
        ("### Small", 3, "Write “# ” before the title, “## ” before a heading."),
        ("* item", 3, "Write “- ” before each item of a list."),
        ("- item\n• item", 4, "Write “- ” before each item of a list."),
        (
            "Words.\n| a | b |",
            4,
            "Rows stand right below {box}, {rows} or {table 5.2 11.4}, without an empty line between them.",
        ),
        ("One.\n{% if a %}two{% endif %}", 4, "Write {only when plan.ends_on} … {end} in place of {% if plan.ends_on %} … {% endif %}."),
        ("{if a}\nx\n{end}", 3, "Write {only when plan.ends_on} … {end} in place of {if plan.ends_on} … {end}."),
        ("{for one in targets}\n{end}", 3, EACH_LIKE_THIS),
        ("{only when Plan ends}\nx\n{end}", 3, LIKE_THESE),
        ("Yes{only when a == 1}.{end}", 3, LIKE_THESE),
        ("{for each targets}\n{end}", 3, EACH_LIKE_THIS),
        ("{only when a}\nx", 3, "What begins here has no {end}."),
        ("One.\nTwo {only when a}three.\n\nFour{end}", 4, "What begins here has no {end} in the same paragraph or cell."),
        ("{rows}\n{only when a}\n| a | b |\n\n{end}", 4, "What begins here has no {end} in its table."),
        ("{rows}\n| a | {only when a} b |\n| c | {end} |", 4, "What begins here has no {end} in the same paragraph or cell."),
        ("{rows}\n| a | b |\n+ | {only when a} |", 5, "What begins here has no {end}."),
        ("One.\n{end}", 4, "This {end} ends nothing. Take it out."),
        ("{otherwise}", 3, OTHERWISE),
        ("{only when a}\n{otherwise}\n{otherwise}\n{end}", 5, OTHERWISE),
        ("{for each one in targets}\n{otherwise}\n{end}", 4, OTHERWISE),
        ("{only when a}b{between}c{end}", 3, BETWEEN),
        ("{for each one in targets}\n{between}\n{end}", 4, BETWEEN),
        ("{boxes}", 3, NO_INSTRUCTION % "boxes"),
        ("Ring { sender.phone }.", 3, NO_INSTRUCTION % " sender.phone "),
        ("One {new page} two", 3, NO_INSTRUCTION % "new page"),
        ("Ring {{ sender.phone.", 3, "A { has no partner on this line."),
        ("Ring [child.", 3, "A [ has no partner on this line."),
        ("Ring sender.phone }}.", 3, "A } has no partner on this line."),
        ("Ring {{sender.phone}}.", 3, "Write {{sender.phone}} as {{ plan.ends_on }}: one name, a space before and after it."),
        ("{{ the phone }}", 3, "Write {{ the phone }} as {{ plan.ends_on }}: one name, a space before and after it."),
        ("[chlid] comes.", 3, "There is no [chlid]. There are [child], [home], [new], [us], [placement]."),
        ("One **two.\nThree.", 3, "Write ** before and after the words that are to be strong."),
        ("See {insert tried}.", 3, "Put {insert …} on a line of its own."),
        ("{box}", 3, FIRST_ROW),
        ("{table 4.2 12.4}\n{for each one in targets}\n| a | b |\n{end}", 3, FIRST_ROW),
        ("{rows}\n| a | b |\nWords.", 5, ROWS_ALONE),
        ("{rows}\n+ a | b |", 4, ROWS_ALONE),
        ("{rows}\n| a | b |\n{only when a}\n+ c | d |\n{end}", 6, ROWS_ALONE),
        ("{rows}\n| a | b", 4, TWO_CELLS),
        ("{rows}\n| a | b | c |", 4, TWO_CELLS),
        ("{rows}\n| a | b |\n+ c |", 5, TWO_CELLS),
        ("{table 4.2 14}\n| a | b |", 3, "The columns are 18.2 cm wide. The page has 16.6."),
        ("{new page}\n{box}\n| a | b |", 4, "Put {new page} before a heading or a sentence above this table."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_what_to_write(
    tmp_path: Path, wording: str, number: int, says: str
) -> None:
    with pytest.raises(WordingUnreadable) as refused:
        page(tmp_path, wording)

    assert str(refused.value) == f"{tmp_path / 'letter.txt'}, line {number}: {says}"


def test_an_unknown_style_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        WordingUnreadable, match=r"line 3: There is no such style\. There are Normal, .*, Closing, .*\.$"
    ):
        page(tmp_path, "{style Fancy}\nWords.")


def test_an_unknown_passage_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(WordingUnreadable, match=r"line 3: There is no such passage\. There are .*, tried, .*\.$"):
        page(tmp_path, "{insert trying}")


def test_a_passage_that_inserts_itself_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SHARED", tmp_path)
    (tmp_path / "one.txt").write_text("{insert two}", "utf-8")
    (tmp_path / "two.txt").write_text("\n{insert one}", "utf-8")

    with pytest.raises(WordingUnreadable) as refused:
        page(tmp_path, "{insert one}")

    assert str(refused.value) == (
        f"{tmp_path / 'two.txt'}, line 2: This passage would insert itself without end. Take the line out."
    )


@pytest.mark.parametrize("wording", ["", "# A title without the line above it"])
def test_a_file_without_the_name_of_its_word_file_is_refused(tmp_path: Path, wording: str) -> None:
    (tmp_path / "letter.txt").write_text(wording, "utf-8")

    with pytest.raises(WordingUnreadable) as refused:
        read(tmp_path / "letter.txt")

    assert str(refused.value) == (
        f"{tmp_path / 'letter.txt'}, line 1: Begin with “Document:” and the title of the Word file."
    )


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes("Document: Sam’s".encode("cp1252"))

    with pytest.raises(WordingUnreadable) as refused:
        read(tmp_path / "letter.txt")

    assert str(refused.value) == f"{tmp_path / 'letter.txt'}, line 1: Save this file as plain text in UTF-8."


def test_a_fault_of_a_shipped_wording_names_its_file_from_the_top_of_the_project(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("templates.authoring.notation.ROOT", tmp_path)

    with pytest.raises(WordingUnreadable) as refused:
        page(tmp_path, "{end}")

    assert str(refused.value) == "letter.txt, line 3: This {end} ends nothing. Take it out."
