"""The only file with HTML: blocks made of constants and escaped values, in the look of `.streamlit/config.toml`.

Colours are those of the theme, so that they hold in light and dark; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from ui.markup import escape, plain

Tone = Literal["now", "soon", "calm", "good"]
_STYLE = f"<style>\n{(Path(__file__).parent / 'blocks.css').read_text('utf-8')}</style>\n"


_LANDSCAPE = """<style>@page { size: A4 landscape; margin: 12mm; }
  .mm-printed { display: none; } @media print { html { font-size: 13px !important; } .stMainBlockContainer { max-width: none !important; padding: 0 !important; }
  .mm-printed { display: block; font-weight: 700; margin: 0; } .stSelectbox, .stPageLink, .stHtml a[download] { display: none !important; }
  [data-testid="stLayoutWrapper"]:has(> [data-testid="stVerticalBlock"] > [data-testid="stElementContainer"] .mm-week) { break-inside: avoid; }
  .mm-week th, .mm-week td { padding-block: .1rem !important; } }</style>"""


def style() -> None:
    """The blocks' style; once a page."""
    st.html(_STYLE)


def narrow() -> None:
    """A page that is filled in: no wider than reads well."""
    st.html("<style>:root { --mm-page: 46rem; }</style>")


def landscape(heading: str) -> None:
    """A page that is printed lengthwise, without what is pressed, and with a heading that is on paper alone."""
    st.html(f'{_LANDSCAPE}<p class="mm-printed">{escape(heading)}</p>')


def quiet(text: str) -> None:
    """A grey line."""
    st.html(f'<p class="mm-quiet">{escape(text)}</p>')


def tag(text: str, tone: Tone) -> str:
    """A small label, as HTML for another block."""
    return f'<span class="mm-tag {tone}">{escape(text)}</span>'


def label(text: str, tone: Tone) -> None:
    """A small label on its own."""
    st.html(tag(text, tone), width="content")


CHANGED = f" {tag('changed', 'soon')}"


@dataclass(frozen=True, slots=True)
class DayOfPlace:
    """Where a child is expected on one day."""

    day: str
    """`Today, Thursday 10 December`."""
    place: str
    lines: Sequence[str]


def answer_box(days: Sequence[DayOfPlace], closed: str, change: str) -> None:
    """Where the child is expected: a place a day, in large, with what else to know; above it why today has no school, below what
    changes next."""
    above = f'<p class="closed">{escape(closed)}</p>' if closed else ""
    below = f'<p class="change">{escape(change)}</p>' if change else ""
    st.html(
        f'<section class="mm-answer" aria-label="Where the child is expected">{above}'
        f'<div class="days">{"".join(map(_day_of_place, days))}</div>{below}</section>'
    )


def _day_of_place(each: DayOfPlace) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in each.lines)
    return f'<div><p class="day">{escape(each.day)}</p><p class="place">{escape(each.place)}</p>{lines}</div>'


@dataclass(frozen=True, slots=True)
class Step:
    """One stage on the bar."""

    name: str
    note: str
    state: Literal["done", "now", "ahead", "out"]


_SAID = {"done": "done", "now": "now", "ahead": "to come", "out": "ended here"}


def stage_bar(steps: Sequence[Step]) -> None:
    """The stages as an ordered list; the present one is marked for screen readers too."""
    items = "".join(
        f'<li class="{step.state}"{" aria-current=step" if step.state == "now" else ""}>{escape(step.name)}'
        f'<span class="said">: {_SAID[step.state]}</span><br>{escape(step.note)}</li>'
        for step in steps
    )
    st.html(f'<ol class="mm-stages" aria-label="Stages of the case">{items}</ol>')


@dataclass(frozen=True, slots=True)
class Cite:
    """A clause in words, and where the Guidance page tells of it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """Something to put right, and the clause it comes from, where it comes from one."""

    sentence: str
    cite: Cite | None = None


def _cited(cite: Cite | None) -> str:
    """A link to the clause. In a tab of its own: nobody loses their place in a form by looking something up."""
    if cite is None:
        return ""
    where = f'href="{escape(cite.address)}" target="_blank" rel="noopener"'
    return f'<a class="cites" {where}>{escape(cite.words)}<span class="said"> (opens in a new tab)</span></a>'


def guide_step(count: str, title: str, says: str, *, is_done: bool) -> None:
    """A step of a guided case: which of how many, what to look at or press, and whether it was done."""
    done = f" {tag('Done', 'good')}" if is_done else ""
    st.html(
        f'<section class="mm-guide" aria-label="Guide"><p class="mm-quiet">{escape(count)}{done}</p>'
        f"<p><strong>{escape(title)}.</strong> {escape(says)}</p></section>"
    )


def cited(cite: Cite | None, *lines: str) -> None:
    """A clause in quiet words, after these lines."""
    st.html(f'<p class="mm-quiet">{"".join(f"{escape(each)}<br>" for each in lines)}{_cited(cite)}</p>')


def problems(items: Sequence[tuple[str, CitedSentence]]) -> None:
    """The error summary: each (anchor, what to put right) a link to its question, with its clause under it."""
    links = "".join(
        f'<li><a href="#{escape(anchor)}">{escape(said.sentence)}</a>{_under(said.cite)}</li>' for anchor, said in items
    )
    st.html(f'<section class="mm-problem" role="alert"><h2>There is a problem</h2><ul>{links}</ul></section>')


def _under(cite: Cite | None) -> str:
    return f"<br>{_cited(cite)}" if cite else ""


def fault(anchor: str, faults: Sequence[CitedSentence]) -> None:
    """The same words at the field, under the anchor the summary links to."""
    words = "<br>".join(f"{escape(each.sentence)}{_under(each.cite)}" for each in faults)
    st.html(f'<div class="mm-fault" id="{escape(anchor)}" tabindex="-1">{words}</div>')


def anchor(name: str) -> None:
    """A place a link can go to."""
    st.html(f'<div id="{escape(name)}" tabindex="-1"></div>')


def needs(title: str, items: Sequence[CitedSentence]) -> None:
    """What needs somebody, each with its clause in quiet words under it."""
    each = "".join(f"<li>{escape(item.sentence)}{_under(item.cite)}</li>" for item in items)
    listed = f"<ul>{each}</ul>" if items else ""
    st.html(f'<section class="mm-needs"><p><strong>{escape(title)}</strong></p>{listed}</section>')


def without_ground(title: str, items: Sequence[CitedSentence]) -> None:
    """What stands in the record and should not as it is, in red."""
    each = "".join(f"<li>{escape(item.sentence)}{_under(item.cite)}</li>" for item in items)
    st.html(f'<section class="mm-problem"><p><strong>{escape(title)}</strong></p><ul>{each}</ul></section>')


def done(title: str, reference: str, line: str) -> None:
    """The confirmation's panel; holds the page's h1."""
    st.html(
        f'<section class="mm-done"><h1>{escape(title)}</h1><p class="mm-quiet">{escape(line)}</p>'
        f'<p class="ref">{escape(reference)}</p></section>'
    )


def rows(pairs: Sequence[tuple[str, str]], none: str = "", marked: Collection[int] = ()) -> None:
    """Question and answer, two by two, as a table with row headings; `none` is shown in grey, and of `marked` rows, by their
    place, it is said that they were changed."""
    body = "".join(
        f'<tr><th scope="row">{escape(name)}{CHANGED if row in marked else ""}</th>'
        f"<td{' class=none' if value == none else ''}>{escape(value)}</td></tr>"
        for row, (name, value) in enumerate(pairs)
    )
    st.html(f'<table class="mm-rows"><tbody>{body}</tbody></table>')


def table(columns: Mapping[Any, Sequence[Any]]) -> None:
    """A table under its headings, every word as it was typed: Streamlit's own takes headings and cells for Markdown."""
    st.table({plain(str(heading)): list(map(_in_a_cell, cells)) for heading, cells in columns.items()})


def _in_a_cell(cell: object) -> object:
    if isinstance(cell, float):  # Streamlit would show four places after the point, and a missing number as a word
        return "–" if isnan(cell) else f"{cell:g}"
    return plain(cell) if isinstance(cell, str) else cell


def columns_named(names: Sequence[str]) -> None:
    """The names of the columns of a table that is filled in, for those who see them: each box names its own."""
    st.html(
        f'<div class="mm-columns" aria-hidden="true">{"".join(f"<span>{escape(each)}</span>" for each in names)}</div>'
    )


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a list, in three columns."""

    child: str
    below: Sequence[str]
    """The reference and how far the case is."""
    step: str
    """What is next; empty where nothing is."""
    label: tuple[str, Tone] | None
    notes: Sequence[str]
    """Below the step: whose it is and by when, and what else is to be known."""
    place: str
    soon: str
    """Below the place: what changes."""


def case_line(line: CaseLine) -> None:
    """Child, next step, place; what is quieter stands below."""
    below, notes, soon = _under_it(*line.below), _under_it(*line.notes), _under_it(line.soon)
    label = f" {tag(*line.label)}" if line.label else ""
    st.html(
        f'<div class="mm-case"><div><strong>{escape(line.child)}</strong>{below}</div>'
        f"<div><strong>{escape(line.step)}</strong>{label}{notes}</div>"
        f'<div><span class="name">Expected: </span><span class="place">{escape(line.place)}</span>{soon}</div></div>'
    )


def _under_it(*lines: str) -> str:
    return "".join(f'<span class="under">{escape(each)}</span>' for each in lines if each)


def next_step(title: str, notes: Sequence[str], late: str, cite: Cite | None) -> None:
    """What is to be done next, whose it is and by when, what it waits for, and under which clause."""
    said = f' <span class="late">{escape(late)}</span>' if late else ""
    lines = "".join(f'<p class="mm-quiet">{escape(each)}</p>' for each in notes if each)
    source = f'<p class="mm-quiet">{_cited(cite)}</p>' if cite else ""
    st.html(
        f'<section class="mm-next" aria-label="Next step"><p class="what"><strong>{escape(title)}</strong>{said}</p>'
        f"{lines}{source}</section>"
    )


@dataclass(frozen=True, slots=True)
class DayOfMarks:
    """One day of a register week."""

    name: str
    """`Mon`."""
    am: str
    pm: str
    given: tuple[bool, bool]
    """Whether the school is told the code of each half, rather than marking what it sees."""
    is_today: bool


SEEN = "✓"
_READ_OUT = {SEEN: "mark what you see", "–": "nothing to mark"}


def week_of_marks(caption: str, days: Sequence[DayOfMarks]) -> None:
    """Ten sessions as a small grid; today is framed, and said to screen readers."""
    head = "".join(f'<th scope="col"{_today(day)}>{escape(day.name)}</th>' for day in days)
    rows = "".join(
        f'<tr><th scope="row">{half}</th>{"".join(_mark(day, half) for day in days)}</tr>' for half in ("am", "pm")
    )
    st.html(
        f'<table class="mm-week" aria-label="{escape(caption)}"><thead><tr><td></td>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _mark(day: DayOfMarks, half: str) -> str:
    code, is_given = (day.am, day.given[0]) if half == "am" else (day.pm, day.given[1])
    given = " given" if is_given else ""
    read_out = f' aria-label="{_READ_OUT[code]}"' if code in _READ_OUT else ""
    return (
        f'<td class="{"today" if day.is_today else ""}{given}"><span role="text"{read_out}>{escape(code)}</span></td>'
    )


def _today(day: DayOfMarks) -> str:
    return ' class="today" aria-current="date"' if day.is_today else ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A clause to be unfolded: where it stands, what it asks, and what there is to tell of it."""

    where: str
    asks: str
    facts: Sequence[str]
    """Sentences, one a line."""
    does: Sequence[CitedSentence] = ()
    """What the app does with it, or what was found; a list."""
    label: tuple[str, Tone] | None = None
    """How it stands in a case."""
    source: Cite | None = None
    is_open: bool = False


def disclosures(items: Sequence[Disclosure]) -> None:
    """Clauses one below the other, each opened by a press."""
    st.html(f'<div class="mm-clauses">{"".join(_disclosure(each) for each in items)}</div>')


def _disclosure(each: Disclosure) -> str:
    label = f" {tag(*each.label)}" if each.label else ""
    does = "".join(f"<li>{escape(said.sentence)}{_under(said.cite)}</li>" for said in each.does)
    facts = "".join(f"<p>{escape(fact)}</p>" for fact in each.facts)
    source = f"<p>{_cited(each.source)}</p>" if each.source else ""
    opened = ("asked", " open") if each.is_open else ("", "")
    return (
        f'<details class="mm-clause {opened[0]}"{opened[1]}><summary><span class="where">{escape(each.where)}</span>'
        f'{label}<br>{escape(each.asks)}</summary><div class="more">{facts}<ul>{does}</ul>{source}</div></details>'
    )


def line(tone: Tone, label: str, bold: str, text: str) -> None:
    """A label, something bold, and a sentence."""
    st.html(f'<div class="mm-told">{tag(label, tone)}<p><strong>{escape(bold)}</strong> {escape(text)}</p></div>')


def grid(html: str) -> None:
    """Lines of a list, or marks. `html` comes from `ui/board.py` or `ui/marks.py`, which escape every word."""
    st.html(html)


def letter_link(address: str, label: str) -> None:
    """A link that downloads a Word file through our own route, past no other."""
    st.html(f'<a href="{escape(address)}" download target="_self" style="color: var(--mm-main)">{escape(label)}</a>')


@dataclass(frozen=True, slots=True)
class FileOffered:
    """A Word file that can be downloaded, in a list of them."""

    title: str
    says: str
    """What it is for."""
    note: str
    """What is to be known before; nothing where there is nothing."""
    address: str


def files(items: Sequence[FileOffered]) -> None:
    """Files to download, as a table with row headings: what each is for, and a link."""
    st.html(f'<table class="mm-rows"><tbody>{"".join(map(_file, items))}</tbody></table>')


def _file(one: FileOffered) -> str:
    name = escape(f"Download {one.title} (Word)")
    link = f'<a href="{escape(one.address)}" download target="_self" aria-label="{name}" style="color: var(--mm-main)">Download</a>'
    note = f"<br><b>{escape(one.note)}</b>" if one.note else ""
    return f'<tr><th scope="row">{escape(one.title)}</th><td>{escape(one.says)}{note}<br>{link}</td></tr>'


def paper(label: str, html: str) -> None:
    """A letter to read, on white like paper. `html` comes from `ui/letters/reading.py`, which escapes every word."""
    st.html(f'<article class="mm-paper" tabindex="0" aria-label="{escape(label)}">{html}</article>')
