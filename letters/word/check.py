"""Checks a template before anybody relies on it: every fault with its place, what to do, and the nearest known name; and
gives a faulty one back with a Word comment at each."""

from __future__ import annotations

import difflib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from docx.text.paragraph import Paragraph
from jinja2 import TemplateSyntaxError

from letters.errors import TemplateFaulty, TemplateRefused
from letters.letter import Letter
from letters.say import LOCAL, every_tag, fact_named
from letters.word.fill import uses_in
from letters.word.parse import TAG, Place, WrittenTag, paragraphs, places, read
from letters.word.sandbox import ENVIRONMENT
from letters.word.tags import Use, gives, refuse_all_but_facts

ALIKE_ENOUGH = 0.5
NAMES_ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(
        ("firstname", "forename", "givenname", "chosenname", "pupilname", "childname"), "pupil.preferred_name"
    ),
    **dict.fromkeys(("surname", "lastname", "fullname", "legalforename", "legalsurname"), "pupil.legal_name"),
    **dict.fromkeys(("dob", "dateofbirth", "birthdate"), "pupil.date_of_birth"),
    **dict.fromkeys(("year", "yeargroup", "ncyear"), "pupil.year_group"),
    **dict.fromkeys(("salutation", "parentsalutation"), "addressee.salutation"),
    **dict.fromkeys(("address", "addressblock", "parentaddress"), "addressee.address_lines"),
    **dict.fromkeys(("date", "today", "letterdate"), "written_on"),
    **dict.fromkeys(("school", "schoolname"), "home.name"),
    **dict.fromkeys(("head", "headteacher"), "home.head"),
}
"""What schools' systems call a fact in a mail merge, without what stands between the words."""
NOT_PRINTED = ("group", "list", "yes or no")

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
ENDS = {"endif": "if", "endfor": "for"}
Open = tuple[str, Place, WrittenTag]
AUTHOR, INITIALS = "Managed Moves", "MM"
ELSEWHERE = "In the header, footer or a note: "


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a template."""

    name: str
    """The dotted name in the tag; the tag itself where it names nothing."""
    says: str
    """What is wrong and what to do, for the person who edits it."""
    nearest: str | None = None
    """The known name most like it."""
    place: Place | None = None
    """The paragraph it stands in; None where it is about the whole template."""


def check(template: Path | bytes, letter: Letter, own: Mapping[str, str] = {}) -> tuple[Fault, ...]:
    """Every fault of a template for this letter, each once; empty when it can be used. `own` are the authority's own
    questions by the names that letters say.

    Raises TemplateFaulty or TemplateRefused when it cannot be opened, or asks for more than facts.
    """
    content = template if isinstance(template, bytes) else template.read_bytes()
    found = places(content)
    faults = [Fault(tag, says, None, place) for place, tag, says in (*misread(found), *crossed(found))]
    if faults:
        return tuple(dict.fromkeys(faults))
    try:
        return tuple(dict.fromkeys(_of_names(content, letter, found, own)))
    except TemplateFaulty as fault:
        return (Fault("", str(fault)),)


def _of_names(content: bytes, letter: Letter, found: tuple[Place, ...], own: Mapping[str, str]) -> Iterator[Fault]:
    known = (*every_tag(), *(f"{LOCAL}.{name}" for name in own))
    for use in uses_in(content):
        is_own = use.name.startswith(f"{LOCAL}.")
        if (fact_named(use.name) if is_own else use.name) not in known:
            yield _unknown(use.name, _where(use.name, found), known)
        elif not use.is_guarded and (is_own or may_be_missing(use, letter)):
            yield Fault(
                use.name,
                f"“{use.name}” is not always recorded for this letter. "
                f"Put {{% if {use.written} %}} before it and {{% endif %}} after it.",
                place=_where(use.name, found),
            )
        elif not is_own:
            yield from _used_as_it_is_not(use.name, found)


def _used_as_it_is_not(name: str, found: tuple[Place, ...]) -> Iterator[Fault]:
    sort = every_tag()[name].sort
    for place in found:
        if sort in NOT_PRINTED and any(tag.prints == name for tag in place.tags):
            yield Fault(name, f"“{name}” is a {sort}: it cannot be printed whole. Name a fact inside it.", None, place)
        if sort != "list" and any(tag.loops_over == name for tag in place.tags):
            yield Fault(name, f"“{name}” is no list: nothing can be repeated for each of it.", None, place)


def left_out(template: bytes, letter: Letter) -> tuple[Fault, ...]:
    """Facts the letter must carry and this template does not say: a letter without where the child goes is none."""
    named = [f"{fact_named(use.name)}." for use in uses_in(template)]
    unsaid = [need for need in letter.needs if not need.only and not any(n.startswith(f"{need.fact}.") for n in named)]
    return tuple(
        dict.fromkeys(
            Fault(need.fact, f"This letter must say “{need.fact}”. Put {{{{ {need.fact} }}}} where it belongs.")
            for need in unsaid
        )
    )


def _where(name: str, found: tuple[Place, ...]) -> Place | None:
    """The first place that names it; in a loop only the end of the name stands there."""
    ends = [name] + [name.split(".", number)[-1] for number in range(1, name.count(".") + 1)]
    for end in ends:
        for place in found:
            if any(end in tag.text for tag in place.tags):
                return place
    return None


def _unknown(name: str, place: Place | None, known: tuple[str, ...]) -> Fault:
    nearest = next(iter(difflib.get_close_matches(name, known, n=1, cutoff=ALIKE_ENOUGH)), None)
    elsewhere = NAMES_ELSEWHERE.get(re.sub("[^a-z]", "", name.lower()), nearest)
    alike = {each.lower(): each for each in known}.get(name.lower(), elsewhere)
    hint = f" Did you mean “{alike}”?" if alike else ""
    return Fault(name, f"There is no fact called “{name}”.{hint}", alike, place)


def may_be_missing(use: Use, letter: Letter) -> bool:
    """Whether the fact, or a group it stands in, can be unrecorded where this letter names it."""
    there = use.there | {need.fact for need in letter.needs}
    parts = fact_named(use.name).split(".")
    return any(
        every_tag()[before].optional and not gives(there, before)
        for before in (".".join(parts[: count + 1]) for count in range(len(parts)))
    )


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


def crossed(found: tuple[Place, ...]) -> Iterator[Misread]:
    """Every begin without an end, end without a begin, and blocks that cross each other or a table's cells."""
    for _, those in groupby(found, key=lambda place: place.part):
        yield from _in_part(list(those))


def _in_part(found: list[Place]) -> Iterator[Misread]:
    opened: list[Open] = []
    for place in found:
        for tag in place.tags:
            word = "" if tag.is_print or not tag.inner else tag.inner.split()[0]
            if word in ("if", "for"):
                opened.append((word, place, tag))
            elif word in ("else", "elif") and not opened:
                yield place, tag.text, f"“{word}” stands in no “if”. Put it between {{% if … %}} and {{% endif %}}."
            elif word in ENDS:
                yield from _closed(opened, ENDS[word], place, tag)
    for word, place, tag in opened:
        yield place, tag.text, f"This “{word}” is never ended. Put {{%{tag.reach} end{word} %}} after what it is about."


def _closed(opened: list[Open], word: str, place: Place, tag: WrittenTag) -> Iterator[Misread]:
    if not opened:
        yield place, tag.text, f"This ends a “{word}” that never began. Take it out, or put {{% {word} … %}} before it."
        return
    begun, where, first = opened[-1]
    if begun != word:
        yield (
            place,
            tag.text,
            f"This ends a “{word}”, but a “{begun}” that began after it is still open. End them in turn.",
        )
        return
    opened.pop()
    if first.reach != tag.reach:
        yield place, tag.text, f"It began as {first.text[: 2 + len(first.reach)]} and must end so too."
    elif first.reach in ("tr", "tc") and where.table != place.table:
        yield place, tag.text, "It begins in one table and ends in another."
    elif first.reach not in ("tr", "tc") and where.cell != place.cell:
        yield (
            place,
            tag.text,
            "It begins in one cell and ends in another. To repeat a row, use {%tr … %} in rows of their own.",
        )


def commented(content: bytes, faults: Sequence[Fault]) -> bytes:
    """The same document with each fault as a comment; one that is nowhere in the letter itself stands at its beginning."""
    document = read(content)
    body = paragraphs(document)
    for fault in faults:
        place = fault.place
        here = place is not None and place.is_in_the_body
        paragraph = Paragraph(body[place.number], document) if place and here else _first(document)
        where = "" if here or place is None else ELSEWHERE
        document.add_comment(_runs(paragraph), f"{where}{_quoted(fault)}{fault.says}", AUTHOR, INITIALS)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _quoted(fault: Fault) -> str:
    return f"{fault.name.strip()}: " if fault.name.startswith(("{", " ")) else ""


def _first(document: Any) -> Any:
    return document.paragraphs[0] if document.paragraphs else document.add_paragraph()


def _runs(paragraph: Any) -> Any:
    """What the comment is put on: the paragraph's words."""
    return paragraph.runs or [paragraph.add_run()]
