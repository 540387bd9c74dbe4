"""Templates as people give them back: taken with what is in them, mended and said, or refused with what to press in Word."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from lxml import etree

from letters.errors import LetterError
from letters.word.check import crossed, misread
from letters.word.fill import fill
from letters.word.package import read
from letters.word.parse import places
from tests.letters.word.disguises import WORDS
from tests.letters.word.given_templates import GIVEN

FACTS = {"name": "Sam", "written_on": "1 September 2026", "lines": ["One", "Two"], "First_Name": "Sam"}
IN_IT = ("Dear Sam", "Oakfield School")
"""What every letter of these tests says besides."""


def words(content: bytes) -> list[str]:
    """What a letter says, paragraph by paragraph, text boxes and headers too."""
    w, found = f"{{{WORDS}}}", []
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for name in sorted(folder.namelist()):
            if re.fullmatch(r"word/(document|header\d)\.xml", name):
                for each in etree.fromstring(folder.read(name)).iter(f"{w}p"):
                    own = [one for one in each.iter(f"{w}t") if next(one.iterancestors(f"{w}p")) is each]
                    found.append("".join(one.text or "" for one in own))
    return [each for each in found if each and each not in IN_IT]


CHANGES = "Tracked changes are taken as accepted: what was put in stays, what was taken out is gone."
ATTACHED = "Left out: the template that was attached to it; letters are made without one."
TAKEN: dict[str, tuple[list[str], list[str]]] = {
    "round single quotes": (["One, Two"], []),
    "round double quotes": (["One, Two"], []),
    "a round quote turned the wrong way": (["One, Two"], []),
    "a tag in three runs": (["Sam"], []),
    "a tag with a hint of a font": (["Sam"], []),
    "a tag with a font of another script": (["Sam"], []),
    "a tag with bold switched off in a part": (["Sam"], []),
    "a tag in the colour that is usual": (["Sam"], []),
    "a tag with another language in a part": (["Sam"], []),
    "a red wave in a tag": (["Sam"], []),
    "a bookmark in a tag": (["Sam"], []),
    "a fixed space in a tag": (["Sam"], []),
    "a tag over two lines": (["Sam"], []),
    "words taken out, tracked": (["Sam is welcome"], [CHANGES]),
    "words put in, tracked": (["Sam is welcome"], [CHANGES]),
    "a tag put in, tracked": (["To Sam"], [CHANGES]),
    "a tag put right, tracked": (["Sam"], [CHANGES]),
    "words moved, tracked": (["Away"], [CHANGES]),
    "a look changed, tracked": (["Sam"], [CHANGES]),
    "a paragraph's end taken out, tracked": (["One two"], [CHANGES]),
    "a row taken out, tracked": (["kept"], [CHANGES]),
    "a comment": (["Sam"], ["Left out: 1 comment."]),
    "a field of a mail merge": (["Sam"], ["A field of a mail merge is a tag now: “{{ First_Name }}”."]),
    "one with a switch, in pieces": (["Sam"], ["A field of a mail merge is a tag now: “{{ name }}”."]),
    "one written simply": (["Sam"], ["A field of a mail merge is a tag now: “{{ name }}”."]),
    "a day that renews itself": (["1 September 2026"], ["A day that renews itself is the day of the letter now: {{ written_on }}."]),
    "a page number": (["1"], []),
    "a reference to a heading": (["Part 2"], ["A field became the words that it showed (REF)."]),
    "hidden words": (["Sam"], ["Hidden words are left out: “is a nightmare”."]),
    "white words": (["Sam welcome"], ["Words in the colour of the paper are shown now: “welcome”."]),
    "words too small to read": (["Sam welcome"], ["Words too small to read are shown now: “welcome”."]),
    "a box to fill in": (["To Sam"], ["Boxes to fill in (content controls) became the words in them."]),
    "a smart tag": (["Riverside"], []),
    "a loop in the letter": (["One", "Two"], []),
    "a loop in a text box": (["One", "Two"], []),
    "a text box beside words": (["Beside ", "Sam"], []),
    "a loop in a row of a table": (["One", "Two"], []),
    "a loop in a cell": (["One", "Two"], []),
    "a loop in a header": (["One", "Two"], []),
    "a letterhead with its template attached": ([], [ATTACHED]),
    "one from the network": ([], [ATTACHED]),
    "a template of Word itself": ([], ["It was a Word template (.dotx). Here it is kept as a document."]),
    "a link to a page of imports": (["our page"], []),
    "a link to write to somebody": (["our page"], []),
    "a link with a tag in its address": (
        ["our page"],
        ["Left out: a link, in the letter; its words stay. A link goes to a web page (https://…) or an e-mail address, and holds no tag: “https://council.example/{{ name }}”."],
    ),
}  # fmt: skip
NO_WORD = "This is no Word document (.docx), or it is damaged. Save it again in Word."
LOCKED = (
    "It is locked with a password, or in the old format (.doc). Open it in Word; under File, Info, Protect Document empty the "
    "password; then choose File, Save As, “Word Document (.docx)”."
)
LEADS_OUT: dict[str, str] = {
    "quotes low and high": "It holds printers’ quotation marks. Use straight ones: \"…\" or '…'.",
    "a tag half in bold": "Parts of this tag look different (bold, size, colour). Type it again in one go.",
    "a dash in a tag": "It holds a hidden or long character (a dash). Type the tag again.",
    "a tag that is not closed": "A tag begins with {{ and does not end with }} in this paragraph.",
    "words beside a loop": "{%p … %} takes its whole paragraph with it, and the other words in it would vanish. Give it a paragraph of its own.",
    "a rule of a mail merge": "It holds a rule of a mail merge (IF), in the letter. Take it out, and write {% if … %} and {% endif %} instead.",
    "a link to a file": "It holds a link to a program or to a file on a computer, in the letter. Take it out.",
    "a strict document": "It is saved as “Strict Open XML Document”. In Word choose File, Save As, “Word Document (.docx)”.",
    "one with a password": LOCKED,
    "an old document (.doc)": LOCKED,
    "one with macros": "It holds macros. Save it as a Word document without macros (.docx).",
    **dict.fromkeys(
        ("rich text", "a PDF", "a text of LibreOffice", "a page of the web", "cut short", "nothing"), NO_WORD
    ),
}


def test_every_template_is_taken_or_leads_out() -> None:
    assert {*TAKEN, *LEADS_OUT} == set(GIVEN)
    assert len(GIVEN) == 62


@pytest.mark.parametrize("name", TAKEN)
def test_a_good_template_says_what_word_shows_and_what_was_mended_is_said(name: str) -> None:
    package = read(GIVEN[name]())
    found = places(package.content)
    assert [says for _, _, says in (*misread(found), *crossed(found))] == []
    assert (words(fill(package.content, FACTS)), list(package.taken_out)) == TAKEN[name]


@pytest.mark.parametrize("name", LEADS_OUT)
def test_what_cannot_be_used_says_what_to_do(name: str) -> None:
    try:
        found = places(read(GIVEN[name]()).content)
        said = [says for _, _, says in (*misread(found), *crossed(found))]
    except LetterError as refused:
        said = [str(refused)]
    assert said == [LEADS_OUT[name]]
