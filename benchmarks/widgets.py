"""What stands on a page, as its messages tell: the widgets by their place, and the parts a browser keeps to be sent once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SORTS = ("text_input", "text_area", "radio", "selectbox", "button")
Place = tuple[int, ...]
_OPTIONAL = re.compile(r" \(optional\)$")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Widget:
    """One widget; `label` is what a person reads of it, without its hint."""

    id: str
    sort: str
    label: str
    fragment: str
    """The piece of the page that runs with it alone; empty when the whole page does."""
    options: tuple[str, ...] = ()


@dataclass
class Shown:
    """The page as drawn so far."""

    cached: dict[str, ForwardMsg] = field(default_factory=dict)
    _drawn: dict[Place, Widget] = field(default_factory=dict)

    @property
    def widgets(self) -> Iterable[Widget]:
        """In the order of the page."""
        return [self._drawn[place] for place in sorted(self._drawn)]

    def whole(self, said: ForwardMsg) -> ForwardMsg:
        """The message itself, or the one it refers to."""
        if said.WhichOneof("type") != "ref_hash":
            if said.metadata.cacheable:
                self.cached[said.hash] = said
            return said
        known = ForwardMsg()
        known.CopyFrom(self.cached[said.ref_hash])
        known.metadata.CopyFrom(said.metadata)
        return known

    def begin(self, fragments: Iterable[str]) -> None:
        """A run begins: of the whole page, or of these pieces of it."""
        alone = frozenset(fragments)
        self._drawn = {place: each for place, each in self._drawn.items() if alone and each.fragment not in alone}

    def draw(self, said: ForwardMsg) -> None:
        """One element comes to stand in its place; what was there before goes."""
        element, place = said.delta.new_element, tuple(said.metadata.delta_path)
        self._drawn.pop(place, None)
        sort = element.WhichOneof("type") or ""
        if sort in SORTS:
            drawn = getattr(element, sort)
            options = tuple(getattr(drawn, "options", ()))
            self._drawn[place] = Widget(drawn.id, sort, words_of(drawn.label), said.delta.fragment_id, options)


def words_of(label: str) -> str:
    """A label as a person reads it: its first line, without what Markdown needs."""
    return _OPTIONAL.sub("", _ESCAPED.sub(r"\1", label.split("\n", 1)[0]).strip())
