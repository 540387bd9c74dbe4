"""Hostile Word files by chance: a sound letter, changed in some ways that a seed decides, so that each can be built again."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from lxml import etree

from letters.catalogue import BY_ID
from tests.letters.read import parts
from tests.letters.word.disguised import BOUND, COMMENT, OBJECT, TRACKED, TWO_TELLINGS
from tests.letters.word.disguises import (
    CALC,
    DDE,
    EMF,
    MICROSOFT,
    SPACES,
    SVG,
    TO,
    WORDML,
    WORDS,
    drawn,
    field,
    picture,
    relation,
    run,
    simple,
    zipped,
)
from tests.letters.word.disguises import parts as a_letter

Parts = dict[str, bytes]
Change = Callable[[random.Random, Parts], None]
CODES = (
    "PAGE",
    "DDEAUTO x y",
    "INCLUDETEXT x",
    "DATE",
    "MERGEFIELD a",
    "HYPERLINK x",
    "IF 1",
    "",
    "{{ name }}",
    "SECTION \\* {{ x }}",
)
TARGETS = (
    "https://elsewhere.example/a",
    "../../../etc/passwd",
    "\\\\server\\a",
    "media/image1.png",
    "file:///c:/a",
    "header1.xml",
    "",
    "#a",
    "%2e%2e/a",
    "javascript:a",
    "//elsewhere.example/",
    "styles.xml",
    "/word/document.xml",
)
SORTS = (
    *(
        f"{TO}/{name}"
        for name in [
            "image",
            "hyperlink",
            "header",
            "footer",
            "styles",
            "settings",
            "theme",
            "oleObject",
            "aFChunk",
            "subDocument",
            "attachedTemplate",
            "customXml",
            "fontTable",
            "numbering",
            "comments",
            "frame",
            "control",
        ]
    ),
    f"{MICROSOFT}/vbaProject",
    "x:y",
    f"{TO}/Image",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/image",
)
SAID = (
    f"{WORDML}.header+xml",
    f"{WORDML}.styles+xml",
    "application/vnd.ms-office.vbaProject",
    "text/html",
    "image/svg+xml",
    "application/xml",
)
SNIPPETS = (
    "<w:altChunk r:id='rIdX'/>", OBJECT, BOUND, TRACKED, COMMENT, *map(field, CODES), *(simple(each) for each in CODES), field("DDE", "AUTO x"),
    drawn("<a:blip r:link='rIdX'/>"), drawn("<a:blip r:embed='rIdX'/>"), drawn(described="{{ name }}"), run("x", "<w:vanish/>"),
    TWO_TELLINGS.format("wps", "<w:t>a</w:t>", field(DDE)), TWO_TELLINGS.format("w14", field(DDE), "<w:t>a</w:t>"),
    "<w:pict><v:shape href='https://elsewhere.example/' onmouseover='a'><v:imagedata src='file:///c:/a' r:id='rIdX'/></v:shape></w:pict>",
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:fldChar w:fldCharType='separate'/></w:r>", "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "<w:r><w:instrText>DDEAUTO x</w:instrText></w:r>", "<w:r><w:t>{{ name }}{% if name %}</w:t></w:r>", "<w:r><w:t>{% endif %}{# </w:t></w:r>",
    "<w:r><w:t>{% raw %}{{ &lt;w:object/&gt; }}{% endraw %}</w:t></w:r>", "<w:hyperlink r:id='rIdX' w:tooltip='a'/>", "<w:sdt/>", "<w:ins/>", "<w:del><w:p/></w:del>",
    "<w:control r:id='rIdX'/>", "<w:headerReference r:id='rIdX'/>", "<w:smartTag><w:subDoc r:id='rIdX'/></w:smartTag>", "<x:y xmlns:x='urn:x'><w:object/></x:y>",
    "<w14:checkbox><w:altChunk/></w14:checkbox>", "<w:trPr><w:del/></w:trPr>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:attachedTemplate r:id='rIdX'/>", "<w:dayLong/>",
)  # fmt: skip
ATTRIBUTES = (
    (f"{{{TO}}}id", "rIdX"), (f"{{{TO}}}link", "rIdX"), (f"{{{TO}}}embed", "rIdHeader"), (f"{{{TO}}}href", "x"), ("href", "file:///c:/a"),
    ("onload", "a"), (f"{{{WORDS}}}instr", "DDEAUTO x"), (f"{{{WORDS}}}fldCharType", "begin"), (f"{{{WORDS}}}val", "{{ name }}"), ("uri", "x"),
    (f"{{{WORDS}}}val", "x" * 5000), ("src", "//elsewhere.example/"), ("TargetMode", "External"), ("Target", "https://elsewhere.example/"),
)  # fmt: skip


@cache
def sound() -> tuple[Parts, ...]:
    """What is changed: a letter of ours, and a small one that holds one of each thing a letter may hold."""
    ours = parts(BY_ID["start_confirmation"].template.read_bytes())
    body = (
        field("PAGE")
        + simple("NUMPAGES")
        + drawn('<a:blip r:embed="rIdPicture"/>')
        + '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>'
    )
    table = f"<w:tbl><w:tr><w:tc>{run('{{ name }}')}</w:tc><w:tc>{run('b', '<w:b/>')}</w:tc></w:tr></w:tbl>"
    lines = relation("rIdPicture", "image", "media/image1.png") + relation(
        "rIdLink", "hyperlink", "https://oakfield.example/", "External"
    )
    notes = f"<w:footnotes {SPACES}><w:footnote w:id='2'>{run('{{ name }}')}</w:footnote></w:footnotes>".encode()
    small = a_letter(
        body + table,
        lines + relation("rIdF", "footnotes", "footnotes.xml"),
        more={"word/media/image1.png": picture(), "word/footnotes.xml": notes},
        said={"/word/footnotes.xml": f"{WORDML}.footnotes+xml"},
    )
    return dict(ours), small


def hostile(seed: int) -> bytes:
    """The file of a seed."""
    chance = random.Random(seed)
    inside = dict(chance.choice(sound()))
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        chance.choice(CHANGES)(chance, inside)
    content = zipped(inside)
    return chance.choice(OF_BYTES)(chance, content) if chance.random() < 0.25 else content


def _xml(chance: random.Random, inside: Parts) -> str:
    those = [name for name, part in inside.items() if part.lstrip()[:1] == b"<"]
    words = [name for name in those if name.startswith("word/") and "/_rels/" not in name]
    return chance.choice(words if words and chance.random() < 0.7 else those or list(inside))


def _in_the_tree(change: Callable[[random.Random, etree._Element], None]) -> Change:
    def changed(chance: random.Random, inside: Parts) -> None:
        name = _xml(chance, inside)
        try:
            root = etree.fromstring(inside[name])
        except (etree.XMLSyntaxError, ValueError):
            return
        change(chance, chance.choice(list(root.iter(etree.Element))))
        inside[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return changed


def _snippet(chance: random.Random) -> list[etree._Element]:
    return list(etree.fromstring(f"<w:x {SPACES}>{chance.choice(SNIPPETS)}</w:x>"))


def put_in(chance: random.Random, at: etree._Element) -> None:
    for each in _snippet(chance):
        at.insert(chance.randint(0, len(at)), each)


def wrap(chance: random.Random, at: etree._Element) -> None:
    around = _snippet(chance)[0]
    parent = at.getparent()
    if parent is not None:
        parent.replace(at, around)
        chance.choice(list(around.iter(etree.Element))).append(at)


def rename(chance: random.Random, at: etree._Element) -> None:
    at.tag = chance.choice(
        [each.tag for snippet in (_snippet(chance),) for one in snippet for each in one.iter(etree.Element)]
    )


def set_an_attribute(chance: random.Random, at: etree._Element) -> None:
    name, value = chance.choice(ATTRIBUTES)
    at.set(name, value)


def say(chance: random.Random, at: etree._Element) -> None:
    at.text = chance.choice((*CODES, "{{", "}}", "{%", "%}", "{% for x in y %}", "{{ &lt; }}", "\u202e", "\uff24DE"))


def move(chance: random.Random, at: etree._Element) -> None:
    parent = at.getparent()
    if parent is not None:
        others = [
            each for each in at.getroottree().getroot().iter(etree.Element) if at not in (each, *each.iterancestors())
        ]
        chance.choice(others or [parent]).append(at)


def take_away(chance: random.Random, at: etree._Element) -> None:
    if at.getparent() is not None:
        at.getparent().remove(at)


def point(chance: random.Random, inside: Parts) -> None:
    """A line of relationships more, or out of another line."""
    name = chance.choice([each for each in inside if each.endswith(".rels")] or ["word/_rels/document.xml.rels"])
    line = relation(
        chance.choice(("rIdX", "rIdX", "rId1", "rIdHeader")),
        chance.choice(SORTS),
        chance.choice(TARGETS),
        chance.choice(("", "External", "Internal", "external")),
    )
    inside[name] = inside.get(name, b"").replace(b"</Relationships>", line.encode() + b"</Relationships>")


def add_a_part(chance: random.Random, inside: Parts) -> None:
    name = chance.choice(
        (
            "word/a.xml",
            "word/media/a.png",
            "../a.xml",
            "word/vbaProject.bin",
            "WORD/styles.xml",
            "word/embeddings/a.bin",
            "customXml/item1.xml",
            "word/header9.xml",
            "a b",
            "word/media/image1.png",
        )
    )
    inside[name] = chance.choice((CALC, SVG, EMF, picture(), picture("JPEG"), b"", b"<x/>", zipped(a_letter())))


def say_another_sort(chance: random.Random, inside: Parts) -> None:
    name = chance.choice(list(inside))
    line = f'<Override PartName="/{name}" ContentType="{chance.choice(SAID)}"/>'.replace("&", "")
    inside["[Content_Types].xml"] = inside.get("[Content_Types].xml", b"").replace(
        b"</Types>", line.encode() + b"</Types>"
    )


def write_otherwise(chance: random.Random, inside: Parts) -> None:
    """In another encoding, with entities, a declaration or CDATA."""
    name = _xml(chance, inside)
    try:
        text = inside[name].decode()
    except UnicodeDecodeError:
        return
    how = chance.randrange(5)
    if how == 0:
        inside[name] = text.replace("UTF-8", "utf-16", 1).encode("utf-16")
    elif how == 1:
        inside[name] = text.replace("UTF-8", "utf-32", 1).encode("utf-32")
    elif how == 2:
        letter = chance.choice("DPAEIt")
        inside[name] = text.replace(f">{letter}", f">&#{ord(letter)};").encode()
    elif how == 3:
        inside[name] = text.replace("?>", "?><!DOCTYPE x [<!ENTITY a 'DDE'>]>", 1).encode()
    else:
        inside[name] = (
            text.replace("<w:instrText>", "<w:instrText><![CDATA[")
            .replace("</w:instrText>", "]]></w:instrText>")
            .encode()
        )


def call_otherwise(chance: random.Random, inside: Parts) -> None:
    name = chance.choice(list(inside))
    part = inside.pop(name)
    inside[
        chance.choice(
            (name.upper(), name.replace("/", "\\"), f"/{name}", f"{name}.", name.replace("word/", "word/./"), name)
        )
    ] = part


def spoil(chance: random.Random, inside: Parts) -> None:
    name = chance.choice(list(inside))
    inside[name] = flip(chance, inside[name])


def flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content or b"x")
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randint(1, 200) :]


def double(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at : at + chance.randint(1, 400)] + content[at:]


CHANGES: tuple[Change, ...] = (
    *map(
        _in_the_tree,
        (put_in, put_in, put_in, wrap, wrap, rename, set_an_attribute, set_an_attribute, say, move, take_away),
    ),
    point,
    point,
    add_a_part,
    say_another_sort,
    write_otherwise,
    call_otherwise,
    spoil,
)
OF_BYTES = (flip, cut, double)
