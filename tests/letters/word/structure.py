"""What would make Word call a file broken: parts, names and elements that stand otherwise than WordprocessingML (ECMA-376, part 1,
transitional) lets them stand. Written from the standard, and not from what the app makes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XML = "{http://www.w3.org/XML/1998/namespace}"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SHORT = {W: "w:", R: "r:", WP: "wp:", A: "a:", XML: "xml:"}

BLOCKS = "p tbl bookmarkStart bookmarkEnd"
ORDERS: Mapping[str, str] = {
    "w:document": "background body",
    "w:tbl": "tblPr tblGrid tr",
    "w:tr": "tblPrEx trPr tc",
    "w:tblGrid": "gridCol",
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid "
    "spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
    "divId cnfStyle rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
    "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "w:sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "w:numPr": "ilvl numId",
    "w:pBdr": "top left bottom right between bar",
    "w:tblBorders": "top left bottom right insideH insideV",
    "w:tcBorders": "top left bottom right insideH insideV tl2br tr2bl",
    "w:tblCellMar": "top left bottom right",
    "w:tcMar": "top left bottom right",
    "w:styles": "docDefaults latentStyles style",
    "w:docDefaults": "rPrDefault pPrDefault",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:tblStylePr": "pPr rPr tblPr trPr tcPr",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "w:abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "w:num": "abstractNumId lvlOverride",
    "w:settings": "zoom embedTrueTypeFonts mirrorMargins documentProtection defaultTabStop autoHyphenation evenAndOddHeaders "
    "characterSpacingControl footnotePr endnotePr compat rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    "wp:inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
}
"""What an element may hold, in the order in which it must stand; a bar parts those whose order among themselves is free."""
MIXED: Mapping[str, tuple[str, str]] = {
    "w:body": ("", f"{BLOCKS} sectPr"),
    "w:tc": ("tcPr", BLOCKS),
    "w:hdr": ("", BLOCKS),
    "w:ftr": ("", BLOCKS),
    "w:p": ("pPr", "r fldSimple hyperlink bookmarkStart bookmarkEnd proofErr"),
    "w:fldSimple": ("", "r"),
    "w:r": ("rPr", "t tab br cr drawing noBreakHyphen softHyphen fldChar instrText sym lastRenderedPageBreak"),
    "w:trPr": (
        "",
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    ),
    "w:tabs": ("", "tab"),
}
"""What stands first where it stands at all, and what may stand beside it in any order."""
ONCE_OR_MORE = {
    "w:tbl": ("tblPr", "tblGrid", "tr"),
    "w:tr": ("tc",),
    "w:tabs": ("tab",),
    "w:style": ("name",),
    "w:document": ("body",),
}
OFTEN = "tr tc gridCol headerReference footerReference style tblStylePr abstractNum num lvl"
"""What may stand more than once in an element that has an order."""
OF_A_VALUE = (
    "pStyle rStyle tblStyle numId ilvl jc color sz szCs gridSpan outlineLvl vAlign shd name basedOn next tblCaption lvlText "
    "abstractNumId position u"
)
REQUIRED: Mapping[str, tuple[str, ...]] = {
    **{f"w:{name}": ("w:val",) for name in OF_A_VALUE.split()},
    "w:fldSimple": ("w:instr",),
    "w:fldChar": ("w:fldCharType",),
    "w:bookmarkStart": ("w:id", "w:name"),
    "w:bookmarkEnd": ("w:id",),
    "w:headerReference": ("w:type", "r:id"),
    "w:footerReference": ("w:type", "r:id"),
    "w:style": ("w:type", "w:styleId"),
    "w:abstractNum": ("w:abstractNumId",),
    "w:num": ("w:numId",),
    "w:lvl": ("w:ilvl",),
    "wp:docPr": ("id", "name"),
    "wp:extent": ("cx", "cy"),
    "a:blip": ("r:embed",),
}
WHOLE = ("w:sz", "w:szCs", "w:numId", "w:ilvl", "w:gridSpan", "w:outlineLvl")
OF_STYLES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}


def faults(content: bytes) -> Iterator[str]:
    """Everything that is wrong with a Word file, each in words; nothing when nothing is."""
    with zipfile.ZipFile(io.BytesIO(content)) as word:
        names = word.namelist()
        parts = {name: word.read(name) for name in names}
    yield from (f"{name} is twice in the file" for name, count in Counter(names).items() if count > 1)
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    yield from _of_types(parts, trees)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _of_relations(name, tree, parts)
        elif name.startswith("word/"):
            yield from (f"{name}: {fault}" for fault in _of_a_part(tree))
            yield from (f"{name}: {fault}" for fault in _of_links(tree, trees.get(_relations_of(name))))
    yield from _of_names(trees)


def _of_types(parts: Mapping[str, bytes], trees: Mapping[str, Any]) -> Iterator[str]:
    """Each part says what it is, and nothing is said of parts there are not."""
    told = trees["[Content_Types].xml"]
    endings = {each.get("Extension").lower() for each in told.iter(f"{CONTENT}Default")}
    whole = Counter(each.get("PartName").lstrip("/") for each in told.iter(f"{CONTENT}Override"))
    for name in parts:
        if name != "[Content_Types].xml" and name not in whole and name.rpartition(".")[2].lower() not in endings:
            yield f"nothing says what {name} is"
    yield from (f"it says what {name} is, and there is none" for name in whole if name not in parts)
    yield from (f"it says twice what {name} is" for name, count in whole.items() if count > 1)


def _of_relations(name: str, tree: Any, parts: Mapping[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = Counter(each.get("Id") for each in tree)
    yield from (f"{name}: {one} is twice" for one, count in ids.items() if count > 1)
    for each in tree.iter(f"{RELATIONS}Relationship"):
        target = each.get("Target")
        at = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if each.get("TargetMode") != "External" and at not in parts:
            yield f"{name}: {each.get('Id')} leads to {at}, and there is none"


def _relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels"


def _of_links(tree: Any, relations: Any) -> Iterator[str]:
    known = set() if relations is None else {each.get("Id") for each in relations}
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith(R) and value not in known:
                yield f"{_short(element.tag)} names {value}, and there is no such relation"


def _of_a_part(tree: Any) -> Iterator[str]:
    for element in tree.iter(etree.Element):
        name = _short(element.tag)
        inside = [_short(child.tag).partition(":")[2] for child in element.iterchildren(etree.Element)]
        if name in ORDERS:
            yield from _out_of_order(name, inside)
        if name in MIXED:
            yield from _out_of_place(name, inside)
        yield from (f"{name} has no {one}" for one in ONCE_OR_MORE.get(name, ()) if one not in inside)
        yield from (f"{name} has no {one}" for one in _attributes(name, element) if _attribute(element, one) is None)
        yield from _of_one(name, element, inside)


def _attributes(name: str, element: Any) -> tuple[str, ...]:
    is_a_stop = name == "w:tab" and _short(element.getparent().tag) == "w:tabs"
    return ("w:val", "w:pos") if is_a_stop else REQUIRED.get(name, ())


def _out_of_order(name: str, inside: list[str]) -> Iterator[str]:
    order = {each: number for number, group in enumerate(ORDERS[name].split()) for each in group.split("|")}
    strange = [each for each in inside if each not in order]
    yield from (f"{name} may not hold {each}" for each in strange)
    known = [each for each in inside if each in order]
    if known != sorted(known, key=order.__getitem__):
        yield f"{name} holds {' '.join(known)}, in the wrong order"
    yield from (
        f"{name} holds {each} twice" for each, count in Counter(known).items() if count > 1 and each not in OFTEN
    )


def _out_of_place(name: str, inside: list[str]) -> Iterator[str]:
    first, others = MIXED[name]
    for number, each in enumerate(inside):
        if each not in others.split() and not (each == first and number == 0):
            yield f"{name} may not hold {each} in place {number + 1}"


def _of_one(name: str, element: Any, inside: list[str]) -> Iterator[str]:
    if name == "w:tc" and inside[-1:] != ["p"]:
        yield "w:tc does not end with a paragraph"
    elif name == "w:body" and "sectPr" in inside[:-1]:
        yield "w:sectPr is not the last of the body"
    elif name == "w:tbl":
        yield from _of_columns(element)
    elif name == "w:t" and (element.text or "").strip(" ") != (element.text or "") and not element.get(f"{XML}space"):
        yield f"w:t loses the spaces around “{element.text}”"
    elif name in WHOLE and not (element.get(f"{W}val") or "").isdecimal():
        yield f"{name} is {element.get(f'{W}val')}, and no number"


def _of_columns(table: Any) -> Iterator[str]:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.findall(f"{W}tr"):
        spans = [int(each.get(f"{W}val", 1)) for each in row.findall(f"{W}tc/{W}tcPr/{W}gridSpan")]
        cells = len(row.findall(f"{W}tc")) - len(spans) + sum(spans)
        if cells != columns:
            yield f"a row has {cells} cells in a table of {columns} columns"


def _of_names(trees: Mapping[str, Any]) -> Iterator[str]:
    """What one part calls by a name or number is there in another, and no two have the same."""
    styles = [(each.get(f"{W}type"), each.get(f"{W}styleId")) for each in trees["word/styles.xml"].iter(f"{W}style")]
    yield from (f"the style {one[1]} is there twice" for one, count in Counter(styles).items() if count > 1)
    lists = trees.get("word/numbering.xml")
    numbered = () if lists is None else [each.get(f"{W}numId") for each in lists.iter(f"{W}num")]
    pictures, marks = Counter[str](), Counter[str]()
    for part, tree in trees.items():
        for element in tree.iter(etree.Element):
            name, value = _short(element.tag), element.get(f"{W}val")
            if name in OF_STYLES and (OF_STYLES[name], value) not in styles:
                yield f"{part}: there is no {OF_STYLES[name]} style {value}"
            if name == "w:numId" and value not in ("0", *numbered):
                yield f"{part}: there is no list {value}"
            pictures[element.get("id")] += name == "wp:docPr"
            marks[element.get(f"{W}id")] += name == "w:bookmarkStart"
    yield from (f"two pictures are number {one}" for one, count in pictures.items() if count > 1)
    yield from (f"two bookmarks are number {one}" for one, count in marks.items() if count > 1)


def _short(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    return SHORT.get(f"{space}}}", "?:") + name


def _attribute(element: Any, name: str) -> str | None:
    long = {short: space for space, short in SHORT.items()}
    space, colon, rest = name.rpartition(":")
    found: str | None = element.get(f"{long[space + colon]}{rest}" if colon else name)
    return found
