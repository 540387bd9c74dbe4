"""A letter as it reads, for the page: a Word file made into plain HTML that holds nothing but its words and their order."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html.parser import HTMLParser

import mammoth

from letters.word.shown import for_the_page
from ui.markup import escape

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Address'] => address:separator('\\n')
p[style-name='Cell label'] => p:fresh > strong
"""
"""What the styles of our templates are in HTML. A school's own template may use others: those are paragraphs."""
KEPT: Mapping[str, str] = {
    "h1": "h4",
    "h2": "h5",
    "h3": "h6",
    **{tag: tag for tag in ("p", "address", "ul", "ol", "li", "table", "tr", "td", "th", "strong", "em", "br")},
}
"""Every tag that is shown, and as what: below the headings of the page it is read on. No attribute is shown at all."""
LEFT_OUT = ("script", "style")
"""Tags whose content is no words."""


def as_html(word: bytes) -> str:
    """The words of a Word file as HTML that is safe to show."""
    found = mammoth.convert_to_html(io.BytesIO(for_the_page(word)), style_map=STYLES, include_embedded_style_map=False)
    return safe(found.value)


def safe(html: str) -> str:
    """Only tags known here, without attributes, and every word escaped."""
    cleaner = _Cleaner()
    cleaner.feed(html)
    cleaner.close()
    return "".join(cleaner.parts)


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._left_out += tag in LEFT_OUT
        if tag in KEPT:
            self.parts.append(f"<{KEPT[tag]}>")

    def handle_endtag(self, tag: str) -> None:
        self._left_out -= tag in LEFT_OUT
        if tag in KEPT and tag != "br":
            self.parts.append(f"</{KEPT[tag]}>")

    def handle_data(self, data: str) -> None:
        if self._left_out <= 0:
            self.parts.append(escape(data))
