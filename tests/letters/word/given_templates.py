"""Templates as people give them back: a letter with something in it that Word, a colleague or a printer's shop put there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.letters.word.disguises import (
    MICROSOFT,
    WORDML,
    field,
    letter,
    otherwise,
    paragraph,
    parts,
    relation,
    relations,
    simple,
    zipped,
)

TWIN = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
    '<wp:docPr id="1" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
LOOP = "".join(map(paragraph, ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}")))
BY = 'w:id="7" w:author="Colleague" w:date="2026-09-01T09:00:00Z"'


def run(words: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{words}</w:t></w:r>'


def para(*runs: str, of: str = "") -> str:
    return f"<w:p>{of}{''.join(runs)}</w:p>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{paragraph(each)}</w:tc>' for each in cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def linked(address: str, words: str = "our page") -> bytes:
    body = f'<w:p><w:hyperlink r:id="rIdLink">{run(words)}</w:hyperlink></w:p>'
    return letter(body, relation("rIdLink", "hyperlink", address, "External"))


def with_settings_leading(to: str) -> bytes:
    """A letterhead of the council: its settings lead to the template that it was made from."""
    line = relation("rIdT", "attachedTemplate", to, "External")
    inside = parts(settings='<w:attachedTemplate r:id="rIdT"/>', more={"word/_rels/settings.xml.rels": relations(line)})
    return zipped(inside)


HINT, BOLD = '<w:rFonts w:hint="eastAsia"/>', "<w:b/>"
GIVEN: Mapping[str, Callable[[], bytes]] = {
    "round single quotes": lambda: letter(paragraph("{{ lines | join(‘, ’) }}")),
    "round double quotes": lambda: letter(paragraph("{{ lines | join(“, ”) }}")),
    "a round quote turned the wrong way": lambda: letter(paragraph("{{ lines | join(’, ’) }}")),
    "quotes low and high": lambda: letter(paragraph("{{ lines | join(„, “) }}")),
    "a tag in three runs": lambda: letter(para(run("{{ na"), run("me"), run(" }}"))),
    "a tag with a hint of a font": lambda: letter(para(run("{{ "), run("name", HINT), run(" }}"))),
    "a tag with a font of another script": lambda: letter(para(run("{{ name"), run(" }}", '<w:rFonts w:eastAsia="SimSun" w:cs="Arial"/>'))),
    "a tag with bold switched off in a part": lambda: letter(para(run("{{ name"), run(" }}", '<w:b w:val="0"/>'))),
    "a tag in the colour that is usual": lambda: letter(para(run("{{ name"), run(" }}", '<w:color w:val="auto"/>'))),
    "a tag with another language in a part": lambda: letter(para(run("{{ name", '<w:lang w:val="en-US"/>'), run(" }}", '<w:noProof/>'))),
    "a tag half in bold": lambda: letter(para(run("{{ "), run("name", BOLD), run(" }}"))),
    "a red wave in a tag": lambda: letter(para(run("{{ "), '<w:proofErr w:type="spellStart"/>', run("name"), '<w:proofErr w:type="spellEnd"/>', run(" }}"))),
    "a bookmark in a tag": lambda: letter(para(run("{{ "), '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>', run("name }}"))),
    "a fixed space in a tag": lambda: letter(paragraph("{{\u00a0name }}")),
    "a dash in a tag": lambda: letter(paragraph("{{ name–of }}")),
    "a tag over two lines": lambda: letter(para(run("{{ name"), "<w:r><w:br/></w:r>", run("}}"))),
    "a tag that is not closed": lambda: letter(paragraph("{{ name }")),
    "words taken out, tracked": lambda: letter(para(run("Sam "), f"<w:del {BY}><w:r><w:delText>is a nightmare</w:delText></w:r></w:del>", run("is welcome"))),
    "words put in, tracked": lambda: letter(para(run("Sam "), f"<w:ins {BY}>{run('is welcome')}</w:ins>")),
    "a tag put in, tracked": lambda: letter(para(run("To "), f"<w:ins {BY}>{run('{{ name }}')}</w:ins>")),
    "a tag put right, tracked": lambda: letter(para(run("{{ "), f"<w:del {BY}><w:r><w:delText>nmae</w:delText></w:r></w:del><w:ins {BY}>{run('name')}</w:ins>", run(" }}"))),
    "words moved, tracked": lambda: letter(para(f"<w:moveFrom {BY}>{run('Away')}</w:moveFrom>") + para(f"<w:moveTo {BY}>{run('Away')}</w:moveTo>")),
    "a look changed, tracked": lambda: letter(para(run("Sam", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>"))),
    "a paragraph's end taken out, tracked": lambda: letter(para(run("One "), of=f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>") + paragraph("two")),
    "a row taken out, tracked": lambda: letter(table(row("kept"), row("gone").replace("<w:tr>", f"<w:tr><w:trPr><w:del {BY}/></w:trPr>"))),
    "a comment": lambda: letter(para('<w:commentRangeStart w:id="0"/>', run("Sam"), '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')),
    "a field of a mail merge": lambda: letter(field(" MERGEFIELD First_Name ", shown="«First_Name»")),
    "one with a switch, in pieces": lambda: letter(field(" MERGE", "FIELD name ", r"\\* Upper ", shown="«name»")),
    "one written simply": lambda: letter(simple(" MERGEFIELD &quot;name&quot; ")),
    "a rule of a mail merge": lambda: letter(field(" IF a = b ")),
    "a day that renews itself": lambda: letter(field(r" DATE \@ &quot;d MMMM yyyy&quot; ", shown="1 May 2019")),
    "a page number": lambda: letter(field(" PAGE ", shown="1")),
    "a reference to a heading": lambda: letter(field(" REF _Ref1 ", shown="Part 2")),
    "hidden words": lambda: letter(para(run("Sam"), run(" is a nightmare", "<w:vanish/>"))),
    "white words": lambda: letter(para(run("Sam"), run(" welcome", '<w:color w:val="FFFFFF"/>'))),
    "words too small to read": lambda: letter(para(run("Sam"), run(" welcome", '<w:sz w:val="2"/>'))),
    "a box to fill in": lambda: letter(f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('To {{ name }}')}</w:sdtContent></w:sdt>"),
    "a smart tag": lambda: letter(f'<w:p><w:smartTag w:uri="urn:x" w:element="place">{run("Riverside")}</w:smartTag></w:p>'),
    "a loop in the letter": lambda: letter(LOOP),
    "a loop in a text box": lambda: letter(TWIN.format(LOOP)),
    "a text box beside words": lambda: letter(para(run("Beside ")) + TWIN.format(paragraph("{{ name }}"))),
    "a loop in a row of a table": lambda: letter(table(row("{%tr for line in lines %}"), row("{{ line }}"), row("{%tr endfor %}"))),
    "a loop in a cell": lambda: letter(f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>{LOOP}</w:tc></w:tr></w:tbl>"),
    "a loop in a header": lambda: letter(header=LOOP),
    "words beside a loop": lambda: letter(paragraph("These: {%p for line in lines %}") + paragraph("{%p endfor %}")),
    "a letterhead with its template attached": lambda: with_settings_leading("file:///C:/Council/Letterhead.dotx"),
    "one from the network": lambda: with_settings_leading("https://council.example/letterhead.dotx"),
    "a template of Word itself": lambda: zipped(parts(said={"/word/document.xml": f"{WORDML}.template.main+xml"})),
    "a link to a page of imports": lambda: linked("https://www.council.example/schools/import/guide"),
    "a link to write to somebody": lambda: linked("mailto:office@school.example"),
    "a link with a tag in its address": lambda: linked("https://council.example/{{ name }}"),
    "a link to a file": lambda: linked("file:///C:/Users/me/letter.docx"),
    "a strict document": lambda: otherwise("word/document.xml", lambda part: part.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")),
    "one with a password": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
    "an old document (.doc)": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "one with macros": lambda: zipped(parts(said={"/word/document.xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}, root=relation("rIdV", f"{MICROSOFT}/vbaProject", "vbaProject.bin"))),
    "rich text": lambda: b"{\\rtf1\\ansi Dear Sam}",
    "a PDF": lambda: b"%PDF-1.7\n",
    "a text of LibreOffice": lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
    "a page of the web": lambda: b"<html><body>Dear Sam</body></html>",
    "cut short": lambda: letter()[:400],
    "nothing": lambda: b"",
}  # fmt: skip
