"""Section pages: the questions of one section, or of a short form’s every section, then Continue.

A few questions run by themselves: a key typed in one of them draws these again, and not the whole page. A browser may send a
press together with a letter just typed, as a run of the letter’s few questions alone: the press is then remembered, and acted
on by the run of the whole page that follows. Repeating groups are cards; nothing is removed but by its own button.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import streamlit as st

from casework.desk.sentences import said_before
from casework.forms import entries
from record.answers import Asked, is_blank, item_ids
from record.consents import said_so_far
from record.entry import Answers, Entry
from record.field import Question, Section, questions
from record.forms.together import ConsentTable
from record.identifiers import new_id
from store.contract import DraftGone
from ui import blocks
from ui.entries import read_to_answer
from ui.form import about, checking, folding, week
from ui.form.asking import anchor_of, ask, declare, heading, leave_room
from ui.form.paper import CHECK, TASKS, FormRun, button, remember
from ui.guidance import cite
from ui.keep_typing import keep_typing
from ui.markup import plain
from ui.shell.page import whoever_is_here

MOST = 8
"""Questions that run together: about a screenful."""


@cache
def fixed_places(kind: type[Answers]) -> Mapping[str, int]:
    """Where on its page, or its card, each question is drawn, asked or not: a few neighbours of a section, or a group.

    Fixed, because what moves while somebody types is drawn anew by the browser, and the last letters are lost.
    """
    found: dict[str, int] = {}
    last, beside = None, 0
    for question in questions(kind):
        joins = last and _are_neighbours(last, question) and (beside < MOST or question.is_statement)
        beside = beside + 1 if joins else 1
        found[question.name] = found[last.name] + (0 if joins else 1) if last else 0
        last = question
    return found


def _are_neighbours(one: Question, next_one: Question) -> bool:
    if one.item or next_one.item or one.is_statement != next_one.is_statement:
        return False
    if folding.fold_of(one) is folding.Fold.KNOWN:
        return False  # each by itself: of two neighbours one may be known, and the other not
    return one.section is next_one.section and folding.fold_of(one) is folding.fold_of(next_one)


def together(kind: type[Entry], every: Iterable[Asked]) -> Iterator[Sequence[Asked]]:
    """The questions in runs: one card of a group, a group's own question, or those of one place."""
    few: list[Asked] = []
    for each in every:
        if few and (each.question.item or _run(kind, few[-1]) != _run(kind, each)):
            yield few
            few = []
        if each.question.item:
            yield [each]  # at once: drawing it may begin its first card, which is asked for next
        else:
            few.append(each)
    if few:
        yield few


def _run(kind: type[Entry], each: Asked) -> tuple[int, str, int]:
    in_card = fixed_places(each.top.item)[each.question.name] if each.item and each.top.item else 0
    return fixed_places(kind)[each.top.name], each.item, in_card


@cache
def _neighbours(kind: type[Answers], name: str) -> Sequence[str]:
    """The questions that run together with one, asked or not."""
    return tuple(each.name for each in questions(kind) if fixed_places(kind)[each.name] == fixed_places(kind)[name])


def ask_all(sheet: FormRun, few: Sequence[Asked]) -> None:
    """Draw the questions, each where it always is; any answer runs the whole page."""
    asked = {each.question.name: each for each in few}
    first = few[0]
    if first.question.is_statement:
        declare(few, sheet.keeper, sheet.faults)
        return
    is_line = bool(first.item) and first.top.section.layout == "table"
    for name in _neighbours((first.item and first.top.item) or sheet.kind, first.question.name):
        cell = "cell" if name in asked else "room"
        with st.container(key=f"{cell} {first.top.name} {first.item} {name}") if is_line else nullcontext():
            if name not in asked:
                leave_room()
            elif not is_line or not folding.as_text(sheet, asked[name]):
                ask(asked[name], sheet.keeper, sheet.faults)


@st.fragment
def ask_alone(sheet: FormRun, few: Sequence[Asked]) -> None:
    """Draw the questions; an answer runs these alone, and the whole page when it asks for other questions than before."""
    if not sheet.drawn:
        ask_all(sheet, few)
        return
    if not sheet.still_theirs(whoever_is_here()):
        st.rerun()  # the whole page says what they may do now
    sheet.keeper.gather()  # the browser may send an answer to another question with this run
    ask_all(sheet, few)
    try:
        sheet.keeper.keep_as_drawn()
    except DraftGone:  # submitted elsewhere: the whole page says where to go on
        st.rerun()
    if remember(sheet) or sheet.drawn != sheet.names():
        st.rerun()


FIRST = "first"
"""The id of the item that a group with at least one begins with."""


def begin(sheet: FormRun, group: Asked, cells: dict[str, Any]) -> None:
    """Draw a group's cards, empty, with their buttons; `cells` gets a container for each item's questions."""
    with st.container():  # one element, whatever is in it: the cards stay where they are
        if sentences := sheet.faults.get(group.name):
            blocks.fault(anchor_of(group.name), sentences)
        if group.question.label != group.top.section.title:
            heading(group.question)
    ids = _ids(sheet, group)
    _same_for_all(sheet, group, ids)
    if group.top.section.layout == "table":
        _lines(sheet, group, ids, cells)
        return
    for position, item_id in enumerate(ids, start=1):
        with st.container(border=True, key=f"card {group.name} {item_id}"):
            cells[item_id] = folding.Card(sheet, group, item_id, noun(group), position)
            if not group.question.given:
                _remove(sheet, group, ids, item_id, position)
    if not group.question.given and len(ids) < group.question.most:
        _add(sheet, group, ids)


def room_of(cells: Mapping[str, Any], each: Asked) -> Any:
    """Where a question of an item is drawn: in its card, or in its line of a table."""
    cell = cells[each.item]
    return cell.room(each.question) if isinstance(cell, folding.Card) else cell


def _lines(sheet: FormRun, group: Asked, ids: list[str], cells: dict[str, Any]) -> None:
    """Each item a line of a table: its heading, then a cell a question. The columns are named above the first."""
    of_first = [each for each in sheet.asked() if ids and each.top.name == group.name and each.item == ids[0]]
    blocks.columns_named([each.question.label for each in of_first])
    for item_id in ids:
        cells[item_id] = st.container(key=f"line {group.name} {item_id}")


def _same_for_all(sheet: FormRun, group: Asked, ids: Sequence[str]) -> None:
    """A button a question that everybody may answer alike; an answer that is there stays."""
    of_first = [each.question for each in sheet.asked() if ids and each.top.name == group.name and each.item == ids[0]]
    with st.container(horizontal=True):
        pressed = [
            each
            for each in of_first
            if each.everyone and button(sheet, each.everyone, key=f"everyone {group.name} {each.name}")
        ]
    for column in pressed:
        names = [f"{group.name}.{item_id}.{column.name}" for item_id in ids]
        for name in names:
            if is_blank(sheet.keeper.typed.get(name)):
                sheet.keeper.put(name, column.choices[0])
        sheet.keeper.keep()
        st.rerun()


def noun(group: Asked) -> str:
    """What one item is called: `intervention`, `target`, `review date`."""
    assert group.question.item is not None
    title = questions(group.question.item)[0].section.title
    return title.removeprefix("A ").removeprefix("An ").lower()


def _ids(sheet: FormRun, group: Asked) -> list[str]:
    ids = list(item_ids(sheet.keeper.typed, group.name))
    if not ids and group.question.least:
        ids = [f"{FIRST}-{group.name}"]
        sheet.keeper.put(group.name, ids)
    return ids


def _remove(sheet: FormRun, group: Asked, ids: list[str], item_id: str, position: int) -> None:
    if button(sheet, f"Remove {noun(group)} {position}", key=f"remove {group.name} {item_id}", type="tertiary"):
        _put(sheet, group, [each for each in ids if each != item_id])


def _add(sheet: FormRun, group: Asked, ids: list[str]) -> None:
    words = f"Add {'another ' if ids else 'a '}{noun(group)}"
    if button(sheet, words, key=f"add {group.name}", icon=":material/add:"):
        _put(sheet, group, [*ids, new_id()[:6]])


def _put(sheet: FormRun, group: Asked, ids: list[str]) -> None:
    sheet.keeper.put(group.name, ids)
    sheet.keeper.keep()
    st.rerun()


@dataclass
class Drawing:
    """Where on the page the next question goes."""

    sheet: FormRun
    shown: tuple[Section, ...]
    section: Section | None = None
    cells: dict[str, Any] = field(default_factory=dict)
    """Containers made beforehand, by flat question name (a week) or item id (a group)."""
    heads: dict[Section, Any] = field(default_factory=dict)
    """Containers made beforehand for what stands above each section's questions."""
    places: dict[int, Any] = field(default_factory=dict)
    """Containers made beforehand, one for each place of the page, drawn in or not."""

    def draw(self, few: Sequence[Asked]) -> None:
        """A few questions. A week's cells follow what is typed anywhere on the page, and what is known stands as text beside its
        box: there the whole page runs with them."""
        has_a_week = any(each.layout == "week" for each in self.shown)
        is_known = folding.fold_of(few[0].question) is folding.Fold.KNOWN
        (ask_all if has_a_week or is_known else ask_alone)(self.sheet, few)


def show(sheet: FormRun, number: int) -> None:
    """Draw the section with this number, or all of them when the form is on one page."""
    every = sheet.sections
    shown = every if sheet.is_on_one_page else (every[min(number, len(every) - 1)],)
    goes_up = _heading(sheet, shown)
    drawing = Drawing(sheet, shown)
    _lay_out(drawing)
    for few in together(sheet.kind, (each for each in sheet.asked() if each.top.section in shown)):
        _draw(drawing, few)
    sheet.keeper.keep_as_drawn()
    sheet.drawn = sheet.names()
    keep_typing(sheet.paper.draft.draft_id, sheet.keeper.boxes)
    _buttons(sheet, shown, number)
    if goes_up:
        sheet.go(TASKS)
        st.rerun()


def _heading(sheet: FormRun, shown: Sequence[Section]) -> bool:
    """Draw what stands above the questions. Whether All sections was pressed: acted on once every box is drawn."""
    if sheet.is_on_one_page:
        _summary(sheet, shown)
        st.title(sheet.kind.title, anchor=False)
        about.show(sheet)
        if sheet.paper.answers_the_other_school:
            read_to_answer(sheet.visit, sheet.paper)
        return False
    goes_up = button(sheet, "‹ All sections", type="tertiary", key="all sections")
    _summary(sheet, shown)
    st.title(plain(shown[0].title), anchor=False)
    return goes_up


def _summary(sheet: FormRun, shown: Sequence[Section]) -> None:
    """Every error of what is shown, at once; with nothing found, nothing."""
    found = [(anchor_of(name), said) for name, said in sheet.problems if name in _names(sheet, shown)]
    with st.container():
        if found:
            blocks.problems(found)


def _names(sheet: FormRun, shown: Sequence[Section]) -> set[str]:
    return {each.name for each in sheet.asked() if each.top.section in shown}


def _lay_out(drawing: Drawing) -> None:
    """Make room for every question that may ever be asked here, so that none moves when another comes or goes."""
    kind = drawing.sheet.kind
    for question in questions(kind):
        if not drawing.sheet.is_on_one_page and question.section not in drawing.shown:
            continue
        drawing.heads.setdefault(question.section, None)
    for section in drawing.heads:
        drawing.heads[section] = st.container()
        _lay_out_section(drawing, section)


def _lay_out_section(drawing: Drawing, section: Section) -> None:
    """Room for each place of the section, then for what is known already, then for what few answer."""
    sheet, folds = drawing.sheet, folding.Folds(drawing.sheet)
    mine = [each for each in questions(sheet.kind) if each.section is section]
    for fold in folding.IN_ORDER:
        places = dict.fromkeys(fixed_places(sheet.kind)[each.name] for each in mine if folds.of(each) is fold)
        with folds.opened(fold, [each for each in sheet.asked() if each.top.section is section and not each.item]):
            for place in places:
                drawing.places[place] = st.container()


def _draw(drawing: Drawing, few: Sequence[Asked]) -> None:
    """Draw a few questions where they belong, and their section's heading if they are the first."""
    section = few[0].top.section
    if section is not drawing.section:
        drawing.section = section
        with drawing.heads[section]:
            _begin_section(drawing, section)
    with drawing.places[fixed_places(drawing.sheet.kind)[few[0].top.name]]:
        _draw_here(drawing, few)


def _draw_here(drawing: Drawing, few: Sequence[Asked]) -> None:
    first = few[0]
    if first.question.item:
        begin(drawing.sheet, first, drawing.cells)
    elif first.item:
        with room_of(drawing.cells, first):
            drawing.draw(few)
    elif first.question.section.layout == "week":
        week.draw(drawing.sheet, few, drawing.cells)
    else:
        drawing.draw(few)


def _begin_section(drawing: Drawing, section: Section) -> None:
    if len(drawing.shown) > 1:
        st.header(plain(section.title), anchor=False)
    if section.text:
        st.markdown(section.text)
    if issubclass(drawing.sheet.kind, ConsentTable) and section.layout == "table":
        _so_far(drawing.sheet)
    if found := cite(section.clause, drawing.sheet.paper.case):
        blocks.cited(found)


def _so_far(sheet: FormRun) -> None:
    """What everybody said until now, each with its day and way; nothing before anybody was asked."""
    authority = sheet.visit.office.authority
    said = said_so_far(sheet.paper.case)
    if said:
        st.markdown("**So far**")
        blocks.rows(
            [(name, "\n".join(said_before(each, authority) for each in answers)) for name, answers in said.items()]
        )


def _buttons(sheet: FormRun, shown: Sequence[Section], number: int) -> None:
    """On to the next section; a form on one page, where everything can be seen, is submitted from it, or checked first."""
    submits = checks = goes_on = False
    with st.container(horizontal=True):
        if sheet.is_on_one_page:
            submits = button(sheet, "Submit", type="primary", key=f"submit at once {sheet.paper.draft.draft_id}")
            checks = button(sheet, "Check your answers", key="check first")
        else:
            goes_on = button(sheet, "Continue", type="primary", key=f"continue {number}")
        leaves = button(sheet, "Save and come back later", key=f"leave {number}")
    if submits:
        _submit(sheet, shown)
    if checks or goes_on:
        _go_on(sheet, shown, number)
    if leaves:
        sheet.leave()


def _submit(sheet: FormRun, shown: Sequence[Section]) -> None:
    """Submit; what is not answered well is put right here, and a reason is given where everything is read back."""
    found = checking.submit(sheet)
    if not _is_wrong_here(sheet, shown, found):
        sheet.go(CHECK)
    sheet.remember(found)
    st.rerun()


def _go_on(sheet: FormRun, shown: Sequence[Section], number: int) -> None:
    """On to the next section, unless something here must be put right first."""
    found = entries.check(sheet.visit.office, sheet.now())
    if _is_wrong_here(sheet, shown, found):
        sheet.remember(found)
        st.rerun()
    sheet.remember(None)  # nobody has been asked the next section's questions yet
    is_last = sheet.is_on_one_page or number + 1 >= len(sheet.sections)
    sheet.go(CHECK if is_last or sheet.came_from_check else str(number + 1))
    st.rerun()


def _is_wrong_here(sheet: FormRun, shown: Sequence[Section], found: entries.Check) -> bool:
    here = _names(sheet, shown)
    return any(each.question in here for each in found.problems)
