"""What is wrong with a Word file that a letter is made from or that we made, found in another way than the app finds it: by names
that must not be there, in the text and in the tree."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = frozenset(
    [
        "rels+xml",
        "application/xml",
        "image/png",
        "image/jpeg",
        "document.main+xml",
        "header+xml",
        "footer+xml",
        "footnotes+xml",
        "endnotes+xml",
        "styles+xml",
        "settings+xml",
        "fontTable+xml",
        "numbering+xml",
        "theme+xml",
        "core-properties+xml",
        "relationships+xml",
    ]
)
SORTS = frozenset(
    [
        "officeDocument",
        "core-properties",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "styles",
        "settings",
        "fontTable",
        "numbering",
        "theme",
        "image",
        "hyperlink",
    ]
)
NEVER = frozenset(
    [
        "object",
        "oleobject",
        "control",
        "altchunk",
        "subdoc",
        "databinding",
        "attachedtemplate",
        "mailmerge",
        "frameset",
        "frame",
        "movie",
        "ins",
        "del",
        "movefrom",
        "moveto",
        "deltext",
        "delinstrtext",
        "commentreference",
        "commentrangestart",
        "commentrangeend",
        "vanish",
        "specvanish",
        "sdt",
        "smarttag",
        "customxml",
        "alternatecontent",
        "svgblip",
        "numpicbullet",
        "documentprotection",
        "docvars",
        "embedregular",
        "contentpart",
        "daylong",
        "dayshort",
        "rprchange",
        "pprchange",
        "ffdata",
        "flddata",
        "script",
        "chart",
        "relids",
    ]
)
FETCHING = frozenset(["link", "href", "src", "relid", "pict", "action", "onclick", "onload"])
PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml|word/(?:document|styles|settings|fontTable|numbering|footnotes|endnotes|"
    r"(?:header|footer)\d+)\.xml|word/theme/theme1\.xml|word/media/image\d+\.(?:png|jpeg)|word/(?:theme/)?_rels/[a-zA-Z0-9]+\.xml\.rels"
)
COUNTING = re.compile(r" (?:PAGE|NUMPAGES|SECTION|SECTIONPAGES)(?: \\\* [A-Za-z]+)* ")


def wrong_with(content: bytes) -> list[str]:
    """Everything, in short; nothing where nobody can be harmed or misled."""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        names = folder.namelist()
        parts = {name: folder.read(name) for name in names}
    found = [f"odd name {name}" for name in names if not PARTS.fullmatch(name)]
    found += ["a name twice"] * (len({name.lower() for name in names}) != len(names))
    for name, part in parts.items():
        found += _wrong_with_a_picture(name, part) if "/media/" in name else _wrong_with_xml(name, part, parts)
    return found


def _wrong_with_a_picture(name: str, part: bytes) -> Iterator[str]:
    if not part.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        yield f"{name} is no picture"
    for mark in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"iCCP", b"Exif", b"ICC_PROFILE", b"http", b"<svg"):
        if mark in part:
            yield f"{name} holds {mark!r}"


def _wrong_with_xml(name: str, part: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    text = part.decode("utf-8")  # and nothing else
    if "<!" in text:
        yield f"{name} holds a declaration"
    for element in etree.fromstring(part).iter():
        local = etree.QName(element).localname
        if local.lower() in NEVER:
            yield f"{name} holds {local}"
        if local in ("Default", "Override") and not element.get("ContentType").endswith(tuple(TYPES)):
            yield f"{name}: {element.get('ContentType')}"
        if local == "Relationship":
            yield from _wrong_with_a_line(name, element, parts)
        if local in ("instrText", "fldSimple"):
            code = element.text if local == "instrText" else element.values()[0]
            if not COUNTING.fullmatch(code or ""):
                yield f"{name}: a field {code}"
        yield from _wrong_with_attributes(name, element, parts)


def _wrong_with_a_line(name: str, element: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    sort, target, mode = element.get("Type").rpartition("/")[2], element.get("Target"), element.get("TargetMode")
    if sort not in SORTS:
        yield f"{name}: {sort}"
    if mode is not None:
        if sort != "hyperlink" or not re.match(r"(?:https?://[A-Za-z0-9.-]+(?:[/?#:]|$)|mailto:|tel:)", target):
            yield f"{name}: out to {target}"
    elif posixpath.normpath(posixpath.join(posixpath.dirname(posixpath.dirname(name)), target)) not in parts:
        yield f"{name}: to {target}, which is not there"


def _wrong_with_attributes(name: str, element: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        local = etree.QName(attribute).localname
        if local.lower() in FETCHING and etree.QName(element).localname != "a":
            yield f"{name}: fetches {value}"
        if any(mark in value for mark in ("{{", "{%", "{#")):
            yield f"{name}: a tag in {local}"
        if attribute.startswith(OFFICE):
            lines = parts.get(posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels"), b"")
            if f'Id="{value}"'.encode() not in lines:
                yield f"{name}: points to {value}, which is not there"
