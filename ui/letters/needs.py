"""What a letter still needs, each thing leading to the question that gives it, or naming who can give it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import OpenDraft
from casework.letters.making import State
from casework.letters.needs import Missing
from casework.reading.access import Seen
from letters.facts.fact import WITH_THE_LETTER
from record.field import question
from record.forms.kinds import kind_named
from ui import blocks, go
from ui.form.paper import TASKS, FormRun, sheet
from ui.letters import questions
from ui.markup import plain
from ui.page import Visit


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
    return drafts.begin(visit.office, visit.person, kind_named(each.place), reference)


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
