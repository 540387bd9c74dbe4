"""One card a letter: who it goes to, its downloads, a way to read it here, what it still needs, and by when it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import OpenDraft
from casework.letters.changes import Change, LastMade
from casework.letters.making import Offered, State, preview
from casework.letters.needs import Missing
from casework.reading.access import Seen
from letters.errors import LetterError
from letters.facts.fact import WITH_THE_LETTER
from record import words
from record.field import question
from record.forms.kinds import kind_named
from record.forms.together import TOGETHER
from record.words import listed
from rules.duty import SOON
from ui import blocks
from ui.form.paper import TASKS, FormRun, sheet
from ui.guidance import cite
from ui.letters import questions
from ui.letters.links import link, name_of
from ui.letters.reading import as_html
from ui.markup import plain
from ui.shell import go, session
from ui.shell.page import Visit

LONGEST = 600
"""Characters of a fact shown of each making: enough to see what changed in most."""


def wanted(seen: Seen, state: State) -> None:
    """The day by which a clause asks for it, until every copy is made."""
    each, today = state.wanted, seen.case.today
    if each is None or each.by_when is None:
        return
    asked = each.by_when
    late = words.how_late(asked.on, today) if each.is_late else ""
    tone: blocks.Tone = "now" if late else "soon" if asked.on <= today + SOON else "calm"
    blocks.line(tone, late or "By when", f"{asked.words} {words.day(asked.on)}", "")
    blocks.cited(cite(asked.clause, seen.case))


def last_made(seen: Seen, each: Offered) -> None:
    """When this copy was last made, and each fact that it would tell otherwise now."""
    made = each.last_made
    if made is None:
        return
    by = f"Last made {words.day(made.at.date())} by {made.by}."
    if made.is_the_same:
        blocks.quiet(f"{by} It would say the same now.")
        return
    blocks.quiet(by)
    with st.expander(_how_much(made), icon=":material/difference:"):
        if made.has_new_wording:
            st.markdown("The template has changed since, so its wording may differ too.")
        st.markdown("  \n\n".join(map(_in_words, made.changes)))


def _how_much(made: LastMade) -> str:
    if not made.changes:
        return "The template has changed since then"
    number = len(made.changes)
    return "One thing has changed since then" if number == 1 else f"{number} things have changed since then"


def _in_words(change: Change) -> str:
    what, was, now = (plain(each) for each in (words.first_capital(change.what), *_shown(change)))
    return f"**{what}**  \nIt said: {was}  \nNow: {now}"


def _shown(change: Change) -> Sequence[str]:
    """What it said and says; of long words the part from shortly before the first difference."""
    was, now = (" ".join(each.split()) for each in (change.was, change.now))
    same = next((at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, same - LONGEST // 3) if max(len(was), len(now)) > LONGEST else 0
    return [
        f"{'… ' if start else ''}{each[start : start + LONGEST]}{' …' if len(each) > start + LONGEST else ''}"
        for each in (was, now)
    ]


def show(visit: Visit, seen: Seen, state: State) -> None:
    """Draw what is missing."""
    asked = [each for each in state.missing if each.place == WITH_THE_LETTER]
    if asked:
        _asked_with_it(seen, state, asked)
    for number, each in enumerate(each for each in state.missing if each.place != WITH_THE_LETTER):
        _one(visit, seen, state, each, number)


def _asked_with_it(seen: Seen, state: State, asked: Sequence[Missing]) -> None:
    st.markdown("\n".join(f"- {plain(each.sentence)}" for each in asked))
    label = "Answer this for the letter" if len(asked) == 1 else f"Answer these {len(asked)} for the letter"
    if st.button(label, key=f"ask {state.letter.id}"):
        questions.begin(seen, state.letter.id)
        st.rerun()


def _one(visit: Visit, seen: Seen, state: State, each: Missing, number: int) -> None:
    key = f"letter need {state.letter.id} {number}"
    if each.is_in_a_table:
        where = f"column “{each.field}”" if each.field != "value" else "the setting"
        st.markdown(
            f"{plain(each.sentence)}  \n:gray[{plain(f'Table {each.place}, {each.row}, {where}. Ask {each.ask}.')}]"
        )
    elif each.ask:
        title = kind_named(each.place).title.lower()
        st.markdown(f"{plain(each.sentence)}  \n:gray[{plain(f'It is in the {title}. Ask {each.ask}.')}]")
    elif st.button(plain(each.sentence.rstrip(".")), key=key, type="tertiary", icon=":material/edit:"):
        go_to(visit, seen, each)


def go_to(visit: Visit, seen: Seen, each: Missing) -> NoReturn:
    """To the form that gives it, open at its section: the entry to correct, or a new one."""
    kind = kind_named(each.place)
    at = sheet(visit, _paper(visit, seen, each))
    section = question(kind, each.field).section
    at.go(_step(at, section.title))
    go.to(go.FORMS[kind.kind], case=seen.case.reference)


def _paper(visit: Visit, seen: Seen, each: Missing) -> OpenDraft:
    reference = seen.case.reference
    if each.entry_id:
        return drafts.revise(visit.office, visit.person, reference, each.entry_id)
    kind = kind_named(each.place)
    return drafts.begin(visit.office, visit.person, TOGETHER.get(kind, kind), reference)


def _step(at: FormRun, title: str) -> str:
    if at.is_on_one_page:
        return "0"
    titles = [section.title for section in at.sections]
    return str(titles.index(title)) if title in titles else TASKS


def later(states: Sequence[State]) -> None:
    """The letters that come later, and after what."""
    if states:
        with st.expander(
            f"{len(states)} more letters come later" if len(states) > 1 else "One more letter comes later"
        ):
            blocks.rows([(each.letter.title, f"Comes {each.after}") for each in states])


FEW = 4
"""Copies shown before the rest are asked for: a placement may have a dozen weekly reports."""
_READ = "letter being read"


def card(visit: Visit, seen: Seen, state: State) -> None:
    """Draw one letter that may be made now."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(plain(state.letter.title), anchor=False, width="content")
            blocks.label(*_how_far(state))
        wanted(seen, state)
        _copies(visit, seen, state)
        show(visit, seen, state)
        if state.asks and state.ready and _change(state):
            questions.begin(seen, state.letter.id)
            st.rerun()


def _how_far(state: State) -> tuple[str, blocks.Tone]:
    if not state.missing:
        return "Ready", "good"
    missing = len(state.missing)
    needed = f"Needs {missing} answer{'s' if missing > 1 else ''}"
    return (f"Ready in part · {needed[0].lower()}{needed[1:]}", "soon") if state.ready else (needed, "soon")


def _copies(visit: Visit, seen: Seen, state: State) -> None:
    shown = state.ready
    if len(shown) > FEW and not st.toggle(f"Show all {len(shown)}", key=f"every {state.letter.id}"):
        shown = shown[:FEW]
    for each in shown:
        _copy(visit, seen, state, each)
    waiting = [each.copy.to for each in state.offered if not each.is_ready and each.copy.to]
    if waiting:
        blocks.quiet(f"To {listed(waiting)}. Before it can be made:")
    elif state.missing:
        blocks.quiet("Before it can be made:")


def _copy(visit: Visit, seen: Seen, state: State, each: Offered) -> None:
    """A download, and beside it a way to read the same words here."""
    name = f"{seen.case.reference} {state.letter.id} {each.copy.n}"
    is_read = session.kept(_READ, str) == name
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        with st.container(width="stretch"):
            link(seen, state, each)
        turned = st.button("Close" if is_read else "Read it here", key=f"read {name}", type="tertiary")
    last_made(seen, each)
    if turned:
        session.keep(_READ, "" if is_read else name)
        st.rerun()
    if is_read:
        _read(visit, seen, state, each)


def _read(visit: Visit, seen: Seen, state: State, each: Offered) -> None:
    try:
        made = preview(visit.office, visit.person, seen, state.letter.id, each.copy.n)
    except LetterError as problem:
        st.error(str(problem))
        return
    blocks.quiet("This shows the words only. In Word the letter has the school’s heading, columns and pages.")
    blocks.paper(name_of(state, each), as_html(made.content))


def _change(state: State) -> bool:
    return st.button("Change what it says", key=f"change {state.letter.id}", type="tertiary")
