"""The only file with HTML: blocks made of constants and escaped values, in the look of `.streamlit/config.toml`.

Colours are those of the theme, so that they hold in light and dark; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from ui.words import escape

Tone = Literal["now", "soon", "calm", "good"]
_STYLE = """
<style>
.mm-quiet { color: var(--mm-quiet); font-size: .95rem; margin: 0; }
:root { --mm-quiet: #4a5a66; --mm-box: #eef4f8; --mm-line: #c4ccd3; --mm-main: #1b5e7d; --mm-red: #b3261e;
        --mm-redbox: #fbebea; --mm-orange: #8a4a00; --mm-orangebox: #fdf0e0; --mm-green: #0f6b3a;
        --mm-greenbox: #e6f4ec; --mm-yellow: #5c4300; --mm-yellowbox: #fff6d6; --mm-text: #12212b; }
@media (prefers-color-scheme: dark) {
  :root { --mm-quiet: #b4c1cb; --mm-box: #16303f; --mm-line: #48606f; --mm-main: #7cc0e0; --mm-red: #ffb3ac;
          --mm-redbox: #46201d; --mm-orange: #ffc98a; --mm-orangebox: #43300f; --mm-green: #8fdcae;
          --mm-greenbox: #15382a; --mm-yellow: #ffe39a; --mm-yellowbox: #40370f; --mm-text: #eef3f6; } }
.mm-answer { border-left: 6px solid var(--mm-main); background: var(--mm-box); border-radius: 4px; padding: 1rem 1.25rem;
             color: var(--mm-text); }
.mm-answer p { margin: 0 0 .25rem; } .mm-answer .place { font-size: 1.5rem; font-weight: 700; }
.mm-stages { list-style: none; display: flex; gap: 4px; padding: 0 !important; margin: 0 !important; }
.mm-stages li { flex: 1 1 0; min-width: 0; margin: 0 !important; border-top: 5px solid var(--mm-line); padding-top: .3rem;
                font-size: .85rem; color: var(--mm-quiet); overflow-wrap: anywhere; hyphens: auto; }
.mm-stages li.done { border-color: var(--mm-green); } .mm-stages li.out { border-color: var(--mm-orange); }
.mm-stages li[aria-current] { border-color: var(--mm-main); color: var(--mm-text); font-weight: 700; }
.mm-stages .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.mm-tag { display: inline-block; padding: .1rem .5rem; border-radius: 3px; font-size: .9rem; font-weight: 600; }
.mm-tag.now { color: var(--mm-red); background: var(--mm-redbox); }
.mm-tag.soon { color: var(--mm-orange); background: var(--mm-orangebox); }
.mm-tag.calm { color: var(--mm-text); background: var(--mm-box); }
.mm-tag.good { color: var(--mm-green); background: var(--mm-greenbox); }
.mm-problem { border: 4px solid var(--mm-red); border-radius: 4px; padding: 1rem 1.25rem; color: var(--mm-text); }
.mm-problem h2 { font-size: 1.25rem; margin: 0 0 .5rem; padding: 0; }
.mm-problem a { color: var(--mm-red); font-weight: 600; }
.mm-problem ul, .mm-needs ul { margin: 0 0 0 1.2rem; padding: 0; }
.mm-fault { border-left: 5px solid var(--mm-red); padding: .1rem 0 .1rem .75rem; color: var(--mm-red); font-weight: 600; }
.mm-needs { background: var(--mm-yellowbox); color: var(--mm-yellow); border-radius: 4px; padding: .9rem 1.25rem; }
.mm-needs p { margin: 0 0 .25rem; } .mm-needs .cites { font-size: .92rem; }
.mm-done { background: var(--mm-greenbox); color: var(--mm-text); border-radius: 4px; padding: 1.5rem; text-align: center; }
.mm-done h1 { font-size: 2rem; padding: 0; margin: 0 0 .25rem; } .mm-done .ref { font-size: 1.6rem; font-weight: 700; }
.mm-rows { width: 100%; border-collapse: collapse; }
.mm-rows th, .mm-rows td { text-align: left; vertical-align: top; padding: .5rem .5rem .5rem 0; font-weight: 400;
                            border-bottom: 1px solid var(--mm-line); overflow-wrap: anywhere; }
.mm-rows th { width: 38%; font-weight: 600; } .mm-rows td { white-space: pre-wrap; }
.mm-week { width: 100%; table-layout: fixed; border-collapse: collapse; margin: .25rem 0; }
.mm-week th, .mm-week td { border: 1px solid var(--mm-line); padding: .35rem .1rem; text-align: center; font-weight: 400; }
.mm-week thead th, .mm-week tbody th { color: var(--mm-quiet); font-size: .9rem; }
.mm-week td { font-size: 1.3rem; font-weight: 700; } .mm-week td.given { background: var(--mm-box); }
.mm-week .today { border-left: 3px solid var(--mm-main); border-right: 3px solid var(--mm-main); }
.mm-week thead th.today { border-top: 3px solid var(--mm-main); color: var(--mm-text); font-weight: 700; }
.mm-week tbody tr:last-child td.today { border-bottom: 3px solid var(--mm-main); }
.mm-rows .none { color: var(--mm-quiet); }
[class*="st-key-task-"] { border-bottom: 1px solid var(--mm-line); padding-bottom: .35rem; }
[class*="st-key-task-"] button p { font-size: 1.05rem; text-decoration: underline; text-underline-offset: 3px; }
[data-testid="stWidgetLabel"] p { font-weight: 600; }
[data-testid="stWidgetLabel"] p + p { font-weight: 400; color: var(--mm-quiet); }
@media (max-width: 480px) { .mm-rows th, .mm-rows td { display: block; width: auto; border: 0; padding: .15rem 0; }
  .mm-rows tr { display: block; border-bottom: 1px solid var(--mm-line); padding: .4rem 0; }
  .mm-stages li { font-size: 0; } .mm-stages li[aria-current], .mm-stages li.out { flex: 0 0 auto; font-size: .85rem; } }
</style>
"""


def style() -> None:
    """The blocks' style; once a page."""
    st.html(_STYLE)


def quiet(text: str) -> None:
    """A grey line."""
    st.html(f'<p class="mm-quiet">{escape(text)}</p>')


def tag(text: str, tone: Tone) -> str:
    """A small label, as HTML for another block."""
    return f'<span class="mm-tag {tone}">{escape(text)}</span>'


def label(text: str, tone: Tone) -> None:
    """A small label on its own."""
    st.html(tag(text, tone), width="content")


def answer_box(question: str, place: str, lines: Sequence[str]) -> None:
    """Where the child is expected: the question, the answer in large, and what else to know."""
    rest = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    st.html(
        f'<section class="mm-answer" aria-label="Where the child is expected"><p>{escape(question)}</p>'
        f'<p class="place">{escape(place)}</p>{rest}</section>'
    )


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


def problems(items: Sequence[tuple[str, str]]) -> None:
    """The error summary: each (anchor, sentence) a link to its question."""
    links = "".join(f'<li><a href="#{escape(anchor)}">{escape(sentence)}</a></li>' for anchor, sentence in items)
    st.html(f'<section class="mm-problem" role="alert"><h2>There is a problem</h2><ul>{links}</ul></section>')


def fault(anchor: str, sentences: Sequence[str]) -> None:
    """The same words at the field, under the anchor the summary links to."""
    words = "<br>".join(escape(each) for each in sentences)
    st.html(f'<div class="mm-fault" id="{escape(anchor)}" tabindex="-1">{words}</div>')


def anchor(name: str) -> None:
    """A place a link can go to."""
    st.html(f'<div id="{escape(name)}" tabindex="-1"></div>')


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs somebody, and the sentence it relies on."""

    sentence: str
    citation: str = ""


def needs(title: str, items: Sequence[Need]) -> None:
    """What needs somebody, each with its clause in quiet words under it."""
    each = "".join(
        f'<li>{escape(item.sentence)}<br><span class="cites">{escape(item.citation)}</span></li>' for item in items
    )
    listed = f"<ul>{each}</ul>" if items else ""
    st.html(f'<section class="mm-needs"><p><strong>{escape(title)}</strong></p>{listed}</section>')


def done(title: str, reference: str, line: str) -> None:
    """The confirmation's panel; holds the page's h1."""
    st.html(
        f'<section class="mm-done"><h1>{escape(title)}</h1><p class="mm-quiet">{escape(line)}</p>'
        f'<p class="ref">{escape(reference)}</p></section>'
    )


def rows(pairs: Sequence[tuple[str, str]], none: str = "") -> None:
    """Question and answer, two by two, as a table with row headings; `none` is shown in grey."""
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td{" class=none" if value == none else ""}>{escape(value)}</td></tr>'
        for name, value in pairs
    )
    st.html(f'<table class="mm-rows"><tbody>{body}</tbody></table>')


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


def line(tone: Tone, label: str, bold: str, text: str) -> None:
    """A label, something bold, and a sentence."""
    st.html(f'{tag(label, tone)}<p style="margin:.3rem 0 0"><strong>{escape(bold)}</strong> {escape(text)}</p>')


def letter_link(address: str, label: str) -> None:
    """A link that downloads a Word file through our own route, past no other."""
    st.html(f'<a href="{escape(address)}" download target="_self" style="color: var(--mm-main)">{escape(label)}</a>')


_PAPER = """
<style>
.mm-paper { border: 1px solid var(--mm-line); border-radius: 4px; padding: 1.25rem 1.5rem; max-width: 44rem;
            background: #fff; color: #12212b; overflow-wrap: break-word; overflow-x: auto; }
.mm-paper p { margin: 0 0 .6rem; } .mm-paper address { font-style: normal; white-space: pre-line; margin: 0 0 1rem; }
.mm-paper h4 { font-size: 1.35rem; padding: 0; margin: .6rem 0; color: inherit; }
.mm-paper h5, .mm-paper h6 { font-size: 1.08rem; padding: 0; margin: 1rem 0 .35rem; color: inherit; }
.mm-paper table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; }
.mm-paper td, .mm-paper th { border: 1px solid #c4ccd3; padding: .35rem .6rem; vertical-align: top; text-align: left; }
.mm-paper td p { margin: 0; } .mm-paper ul, .mm-paper ol { margin: 0 0 .6rem 1.25rem; padding: 0; }
</style>
"""


def paper(label: str, html: str) -> None:
    """A letter to read, on white like paper. `html` comes from `ui/letters/reading.py`, which escapes every word."""
    st.html(f'{_PAPER}<article class="mm-paper" tabindex="0" aria-label="{escape(label)}">{html}</article>')
