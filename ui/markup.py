"""Text made safe to show: what a person typed is never markup. `plain` for Markdown, `escape` for HTML."""

from __future__ import annotations

import re
from html import escape as _escape_html

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&=])")
_MARKUP = re.compile(r"([\\`*_\[\]<>$~|]|:(?=[a-z])|&(?=#?\w+;)|^[#+-]|(?<=^\d)[.)])")


NO_LINK = "\u2060"
"""A word joiner, which nobody sees. What the browser takes for an address, or for the name of a picture as `:tada:`, it takes for
it after escapes are read: not where this stands within."""
_ADDRESS = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?<=:)(?<!\d:)(?=[\w+/-]+:)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text for Markdown, shown exactly as typed."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(NO_LINK, text))


def in_a_label(text: str) -> str:
    """Text for a widget's label, shown exactly as typed.

    Screen readers are given a label with its markup: nothing is escaped that Markdown would leave alone.
    """
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(NO_LINK, text))


def escape(text: str) -> str:
    """Text for HTML, shown exactly as typed."""
    return _escape_html(text, quote=True)
