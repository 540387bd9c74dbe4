"""One part of a Word file written anew: only elements, attributes and pointers that a letter may have, in the prefixes that the rest
of the house looks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from letters.errors import TemplateRefused
from letters.word.allowed import (
    PREFIXES,
    REFUSED_ELEMENTS,
    SETTINGS,
    TAG_MARKS,
    WITH_WORDS,
    XML,
    A,
    Kind,
    O,
    R,
    V,
    W,
    w,
)
from letters.word.elements import (
    DRAWN_ATTRIBUTES,
    ELEMENTS,
    EXTENSIONS,
    GRAPHICS,
    HAVE_TEXT,
    NAMED_ONLY,
    ONLY_AMONG_WORDS,
    POINTERS,
    QUIETLY_LEFT_OUT,
    SETTINGS_KEPT,
    SETTINGS_SAID,
    VML_ATTRIBUTES,
)
from letters.word.taken_out import TakenOut

Point = Callable[[str, str, str], str | None]
"""From the end of a relationship's type, its id, and where it is used: the new id, or None where nothing is pointed to."""
TAG_UNSEEN = (
    "A tag stands where no reader sees it (“{}”, in {}): in the name or description of a picture, say. Take it out."
)
UNKNOWN = "Left out: something that is not known here ({}), in {}."
A_CHART = "It holds a chart or a diagram. Cut it in Word, and paste it as a picture (Paste Special, PNG)."
FROM_ELSEWHERE = "It holds a picture that is fetched from elsewhere when the letter is opened, in {}. Cut it in Word, and paste it as a picture."
LINKED = (f"{{{R}}}link", f"{{{R}}}href", f"{{{R}}}pict", "src", f"{{{O}}}href")
"""How a picture names where it is to be fetched."""
HIDDEN_SHAPE = re.compile(r"(?:visibility|display)\s*:[^;]*;?", re.IGNORECASE)
"""What makes a shape in the older way of drawing one that nobody sees."""
NAMESPACED = re.compile(r"\{([^}]*)\}(.+)")
VISIBLE_AS_WORDS = frozenset({"t", "delText"})


class PartAnew:
    """One part in the writing."""

    def __init__(self, kind: Kind, point: Point, taken_out: TakenOut) -> None:
        self.kind, self.point, self.taken_out = kind, point, taken_out

    def written(self, root: Any) -> bytes:
        """The XML of the part. Raises TemplateRefused."""
        made = etree.Element(root.tag, nsmap=PREFIXES)
        self._fill(made, root)
        words: bytes = etree.tostring(made, encoding="utf-8")
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + words

    def _fill(self, made: Any, given: Any) -> None:
        self._attributes(made, given)
        if given.tag in HAVE_TEXT:
            made.text = given.text or None
        for child in given:
            if self._is_taken(child):
                self._fill(etree.SubElement(made, child.tag), child)

    def _is_taken(self, child: Any) -> bool:
        if child.tag in REFUSED_ELEMENTS:
            raise TemplateRefused(REFUSED_ELEMENTS[child.tag])
        space, local = _split(child.tag)
        if self.kind is SETTINGS:
            self.taken_out.note(SETTINGS_SAID.get(child.tag, ""))
            return child.tag in SETTINGS_KEPT
        if local == "graphicData" and child.get("uri") not in GRAPHICS:
            raise TemplateRefused(A_CHART)
        if space == A and local == "extLst":
            return False
        if local in ELEMENTS.get(space, ()) and (self.kind in WITH_WORDS or child.tag not in ONLY_AMONG_WORDS):
            return True
        self._say_what_is_left_out(child, space, local)
        return False

    def _say_what_is_left_out(self, child: Any, space: str, local: str) -> None:
        """Additions that no reader sees go without a word, unless there are words in them."""
        if child.tag in QUIETLY_LEFT_OUT:
            return
        for each in child.iter():
            if each.tag in REFUSED_ELEMENTS:
                raise TemplateRefused(REFUSED_ELEMENTS[each.tag])
        holds_words = any((each.text or "").strip() for each in child.iter(*(w(name) for name in VISIBLE_AS_WORDS)))
        if holds_words or not space.startswith(EXTENSIONS) or space == W:
            self.taken_out.note(UNKNOWN.format(re.sub(r"[^\w.-]", "?", local)[:40], self.kind.place))

    def _attributes(self, made: Any, given: Any) -> None:
        space, _ = _split(given.tag)
        for name, value in given.attrib.items():
            if name in LINKED and value:
                raise TemplateRefused(FROM_ELSEWHERE.format(self.kind.place))
            of, local = _split(name)
            if of == R:
                self._pointer(made, given.tag, local, value)
            elif self._is_kept(given.tag, space, of, local, name):
                self._refuse_tag(value)
                made.set(name, HIDDEN_SHAPE.sub("", value) if space == V and local == "style" else value)

    def _is_kept(self, tag: str, space: str, of: str, local: str, name: str) -> bool:
        if tag in NAMED_ONLY:
            return name in NAMED_ONLY[tag]
        if space in (V, O) or space.endswith(":word"):
            return of in ("", O, V) and local in VML_ATTRIBUTES
        if space == W:
            is_space = name == f"{{{XML}}}space"
            return is_space or (of == W and not local.startswith("rsid"))
        return of == "" and local in DRAWN_ATTRIBUTES

    def _pointer(self, made: Any, tag: str, local: str, value: str) -> None:
        leads_to = POINTERS.get((tag, local))
        new = self.point(leads_to, value, self.kind.place) if leads_to else None
        if new is not None:
            made.set(f"{{{R}}}{local}", new)

    def _refuse_tag(self, value: str) -> None:
        if any(mark in value for mark in TAG_MARKS):
            raise TemplateRefused(TAG_UNSEEN.format(value[:60], self.kind.place))


def _split(name: str) -> tuple[str, str]:
    found = NAMESPACED.fullmatch(name)
    return (found[1], found[2]) if found else ("", name)
