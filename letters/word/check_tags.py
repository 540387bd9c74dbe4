"""What can be wrong with one tag by itself, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError

from letters.errors import TemplateRefused
from letters.say import every_tag
from letters.word.parse import TAG, Place, WrittenTag
from letters.word.sandbox import ENVIRONMENT
from letters.word.tags import refuse_all_but_facts

Misread = tuple[Place, str, str]
"""Where, the tag as it is written, and what to do."""

BEGIN_OR_END = {
    "if": "{{% {} %}}{{% endif %}}",
    "for": "{{% {} %}}{{% endfor %}}",
    "elif": "{{% if x %}}{{% {} %}}{{% endif %}}",
}
ALONE = ("else", "endif", "endfor")
ONE_BRACE = re.compile(r"(?<!\{)\{\s*([A-Za-z][\w.]*)\s*\}(?!\})")
HIDDEN = re.compile("[\u00a0\u00ad\u200b-\u200f\u2013\u2014\u2060\ufeff]")
STRANGE_QUOTES = re.compile("[«»„‚″′`´]")


def misread(found: tuple[Place, ...]) -> Iterator[Misread]:
    """Every fault of a single tag."""
    for place in found:
        yield from _unclosed(place)
        yield from _one_brace(place)
        for tag in place.tags:
            if says := _of_tag(tag, place):
                yield place, tag.text, says


def _unclosed(place: Place) -> Iterator[Misread]:
    for tag in place.tags:
        for piece in ("{{", "{%", "%}"):
            if piece in tag.text[2:-2]:
                yield (
                    place,
                    tag.text,
                    "A tag begins inside another, or ends with the wrong bracket. Close {{ with }} and {% with %}.",
                )
                return
    rest = TAG.sub(" ", place.text)
    for begin, end in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
        if begin in rest:
            yield (
                place,
                rest[rest.index(begin) :][:60],
                f"A tag begins with {begin} and does not end with {end} in this paragraph.",
            )
            return
        if end in rest:
            yield (
                place,
                rest[: rest.index(end) + 2][-60:],
                f"A tag ends with {end} and does not begin with {begin} in this paragraph.",
            )
            return


def _one_brace(place: Place) -> Iterator[Misread]:
    for one in ONE_BRACE.finditer(TAG.sub(lambda tag: " " * len(tag[0]), place.text)):
        if one[1] in every_tag():
            yield place, one[0], f"Write two braces on each side: {{{{ {one[1]} }}}}."


def _of_tag(tag: WrittenTag, place: Place) -> str:
    """What is wrong with one whole tag; nothing when nothing is."""
    if tag.text.startswith("{#"):
        return ""
    if not tag.inner:
        return "This tag is empty. Name a fact in it, or take it out."
    if hidden := HIDDEN.search(tag.inner):
        return f"It holds a hidden or long character ({_named(hidden[0])}). Type the tag again."
    if STRANGE_QUOTES.search(tag.inner):
        return "It holds printers’ quotation marks. Use straight ones: \"…\" or '…'."
    if "\n" in tag.inner:
        return "It goes over a line break. Write it on one line."
    if len(set(_looks_of(tag, place))) > 1:
        return "Parts of this tag look different (bold, size, colour). Type it again in one go."
    return _misplaced(tag, place) or _unreadable(tag)


def _named(character: str) -> str:
    return {"\u00a0": "a fixed space", "\u2013": "a dash", "\u2014": "a dash"}.get(character, "an invisible one")


def _looks_of(tag: WrittenTag, place: Place) -> Iterator[str]:
    """How each character of the tag looks."""
    end = tag.start + len(tag.text)
    for (start, look), following in zip(place.formats, [*place.formats[1:], (len(place.text), "")], strict=True):
        if start < end and following[0] > tag.start:
            yield look


def _misplaced(tag: WrittenTag, place: Place) -> str:
    if tag.reach in ("tr", "tc") and place.table is None:
        return f"{{%{tag.reach} … %}} repeats a part of a table, and this is none. Use {{%p … %}}."
    if tag.reach in ("p", "tr") and TAG.sub("", place.text).strip():
        return f"{{%{tag.reach} … %}} takes its whole paragraph with it, and the other words in it would vanish. Give it a paragraph of its own."
    if tag.reach in ("p", "tr") and len(place.tags) > 1:
        return f"{{%{tag.reach} … %}} must stand alone in its paragraph."
    return ""


def _unreadable(tag: WrittenTag) -> str:
    try:
        refuse_all_but_facts(ENVIRONMENT.parse(_by_itself(tag)))
    except TemplateSyntaxError as fault:
        if re.search(r"[^=!<>]=[^=]", tag.inner):
            return "To compare two things write == (twice)."
        return f"This tag cannot be read: {fault.message}."
    except TemplateRefused as fault:
        return str(fault)
    return ""


def _by_itself(tag: WrittenTag) -> str:
    """The tag as a whole small template."""
    if tag.is_print:
        return "{{ " + tag.inner + " }}"
    word = tag.inner.strip("- ").split()[0] if tag.inner.strip("- ") else ""
    if word in ALONE:
        return ""
    return BEGIN_OR_END.get(word, "{{% {} %}}").format(tag.inner)
