"""A common transfer file as XML: one pupil after the other, within its limits, and what stands in its elements, whatever they are nested in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any
from xml.parsers import expat

from lxml import etree

from casework.reading.given_files import begins_in
from record.apart import FileRefused
from record.reading import Unreadable, read_date

LARGEST = 30_000_000
"""Bytes; a whole secondary school has about ten million."""
MOST_ELEMENTS = 250_000
DEEPEST = 40
HEAD = 10_000
"""Bytes in which whatever stands before the first element stands."""
TOO_MUCH = "This file holds more than a transfer file of one school. Export the child alone."
ANOTHER = "This XML file is not a Common Transfer File. Export the child as CTF."
DECLARES = "This file declares a document type, which transfer files never do. Export it again as CTF."
Element = Any
"""What lxml calls an element; it has no types of its own."""
APART = frozenset({"contacts", "schoolhistory", "attendance", "stageassessments", "nawdetails"})
"""Parts that have names, dates and sexes of their own."""
ADDRESS = (
    *("saon", "paon", "street", "locality", "town", "administrativearea", "posttown"),
    *("addressline1", "addressline2", "addressline3", "addressline4", "addressline5", "county", "postcode"),
)


class NoTransferFile(FileRefused):
    """It is no transfer file; its text says what to give instead."""


def pupils(content: bytes) -> Iterator[Element]:
    """One pupil after the other, each forgotten before the next: the whole file is never built."""
    if len(content) > LARGEST:
        raise NoTransferFile("This file has more than 30 megabytes. Export the child alone.")
    content = _as_it_is_written(content)
    _refuse_at_a_glance(content)
    # Nothing is fetched, no entity is replaced: a bomb stays a few bytes.
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    going = etree.iterparse(io.BytesIO(content), events=("start", "end"), **safe)
    depth = elements = 0
    try:
        for event, element in going:
            depth += 1 if event == "start" else -1
            elements += event == "start"
            if event == "start":
                _refuse(element, depth, elements)
            elif name_of(element) == "pupil":
                yield element
                element.clear()
    except (etree.XMLSyntaxError, ValueError):
        raise NoTransferFile("This is not a transfer file, or it is damaged. Export it again as CTF (.xml).") from None


def _as_it_is_written(content: bytes) -> bytes:
    """Without what may not stand before XML, and without an encoding that it only says it has."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode()
        return _SAYS_ENCODING.sub(b"", content, count=1)
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    said = _SAYS_ENCODING.search(content[:HEAD])
    if said and said[1].lower().startswith((b"utf-16", b"ucs-2", b"unicode")) and b"\0" not in content[:HEAD]:
        return _SAYS_ENCODING.sub(b"", content, count=1)
    if said is None or said[1].lower() in (b"utf-8", b"utf8"):
        with suppress(UnicodeDecodeError):
            content.decode()
            return content
        return _SAYS_ENCODING.sub(b"", content, count=1).decode("cp1252", "replace").encode()
    return content


_SAYS_ENCODING = re.compile(rb"""\s+encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def _refuse_at_a_glance(content: bytes) -> None:
    """What its bytes say before it is read as XML."""
    declared, root = _head(content)
    if declared:
        raise NoTransferFile(DECLARES)
    if root and root != "ctfile":
        raise NoTransferFile(ANOTHER)
    if begins_in(content) > MOST_ELEMENTS:
        raise NoTransferFile(TOO_MUCH)


def _head(content: bytes) -> tuple[bool, str]:
    """Whether a document type stands before the first element, and that element's name: before anything is done with it."""
    declared: list[str] = []
    elements: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: declared.append("declared")
    parser.StartElementHandler = lambda name, _: elements.append(name)
    with suppress(expat.ExpatError):
        parser.Parse(content[:HEAD], False)
    return bool(declared), elements[0].rpartition(":")[2].lower() if elements else ""


def _refuse(element: Element, depth: int, elements: int) -> None:
    if depth == 1 and element.getroottree().docinfo.doctype:
        raise NoTransferFile(DECLARES)
    if depth == 1 and name_of(element) != "ctfile":
        raise NoTransferFile(ANOTHER)
    if depth > DEEPEST or elements > MOST_ELEMENTS:
        raise NoTransferFile(TOO_MUCH)


def name_of(element: Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def within(element: Element, *, but: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Everything inside, but for the parts named."""
    for each in element:
        if name_of(each) not in but:
            yield each
            yield from within(each, but=but)


def text_of(element: Element, *names: str, but: frozenset[str] = APART) -> str:
    """The first of these, in this order, that says something."""
    found = dict.fromkeys(names, "")
    for each in within(element, but=but):
        if name_of(each) in found and not found[name_of(each)]:
            found[name_of(each)] = " ".join((each.text or "").split())
    return next((text for text in found.values() if text), "")


def parts_of(element: Element, name: str) -> Sequence[Element]:
    return [each for each in within(element) if name_of(each) == name]


def day_of(text: str) -> date | None:
    """A day as transfer files write it, or as people do; None where it is none."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return read_date(text.partition(" ")[0] if "/" in text else text)
    except Unreadable:
        return None


def address_of(element: Element) -> str:
    """The first address in it, a line each."""
    found = next((each for each in within(element, but=APART) if name_of(each) == "address"), None)
    if found is None:
        return ""
    lines = {name: text_of(found, name) for name in ADDRESS}
    number = " ".join(part for part in (lines.pop("saon"), lines.pop("paon"), lines.pop("street")) if part)
    return "\n".join(dict.fromkeys(line for line in (number, *lines.values()) if line))
