"""What a Word file may not hold, whoever sends it: nothing in it runs, fetches or grows."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from letters.errors import TemplateRefused
from letters.word.fill import fill
from letters.word.package import LARGEST_XML
from tests.letters.read import document, parts
from tests.letters.templates_for_tests import template

RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(more: Mapping[str, bytes] = {}, **pieces: str) -> bytes:
    """A sound template with parts added, or with words put before the end of its relations or its body."""
    inside = dict(parts(template("{{ name }}")))
    inside[RELATIONS] = inside[RELATIONS].replace(
        b"</Relationships>", f"{pieces.get('relations', '')}</Relationships>".encode()
    )
    inside["word/document.xml"] = inside["word/document.xml"].replace(
        b"<w:sectPr", f"{pieces.get('body', '')}<w:sectPr".encode(), 1
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as word:
        for name, part in {**inside, **more}.items():
            word.writestr(name, part)
    return content.getvalue()


def relation(kind: str, target: str, outside: bool = True) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="rId99" Type="{OUTSIDE}/{kind}" Target="{target}"{mode}/>'


def field(code: str) -> str:
    half = len(code) // 2
    return f"<w:p><w:r><w:instrText>{code[:half]}</w:instrText></w:r><w:r><w:instrText>{code[half:]}</w:instrText></w:r></w:p>"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (changed({"word/vbaProject.bin": b"x"}), "macros"),
        (changed({"word/embeddings/sheet.xlsx": b"x"}), "another file inside"),
        (changed({"word/embeddings/oleObject1.bin": b"x"}), "another file inside"),
        (changed({"word/activeX/activeX1.xml": b"<x/>"}), "runs a program"),
        (changed({"word/afchunk.mht": b"x"}), "another file inside"),
        (changed(relations=relation("attachedTemplate", "https://elsewhere.example/t.dotm")), "fetches something"),
        (changed(relations=relation("image", "https://elsewhere.example/pixel.png")), "fetches something"),
        (changed(relations=relation("oleObject", "file:///c:/secrets.xlsx")), "fetches something"),
        (changed(relations=relation("hyperlink", "javascript:alert(1)")), "a link to a program"),
        (changed(relations=relation("hyperlink", "file:///etc/passwd")), "a link to a program"),
        (changed(body=field(' DDEAUTO c:\\\\windows "calc" ')), "DDEAUTO"),
        (changed(body=field(" INCLUDEPICTURE x ")), "INCLUDEPICTURE"),
        (changed(body='<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'), "INCLUDETEXT"),
        (changed(body="<w:p><w:r><w:object/></w:r></w:p>"), "another file inside"),
        (changed({"word/comments.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "declarations"),
        (changed({"word/big.xml": b" " * (LARGEST_XML + 1)}), "too large"),
        (changed({f"word/{number}.txt": b"" for number in range(600)}), "too large"),
    ],
)
def test_a_file_that_could_harm_is_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(TemplateRefused, match=says):
        fill(content, {"name": "Sam"})


def test_a_link_that_somebody_must_press_stays() -> None:
    content = changed(relations=relation("hyperlink", "https://oakfield.example/"))
    assert fill(content, {"name": "Sam"})


def test_page_numbers_stay() -> None:
    content = changed(body='<w:p><w:fldSimple w:instr="PAGE"/></w:p>')
    assert "Sam" in document(fill(content, {"name": "Sam"})).paragraphs[0].text
