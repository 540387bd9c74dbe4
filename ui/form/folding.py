"""What is folded away on a form: answers the app already has, shown as text with a way to change them; and questions that few
answer, under their names.

Where a question is folded is settled when its page is first opened in this tab, and stays so: a box that is typed into never
moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from typing import Any

import streamlit as st

from record.answers import Asked, is_blank
from record.field import Question, Shape
from record.words import first_capital
from ui import blocks
from ui.form.asking import label_in_line
from ui.form.paper import FormRun, button
from ui.markup import in_a_label, plain
from ui.shell import session

NAMED = 3
"""So many questions a fold names; of more it says that there are more."""


class Fold(Enum):
    """Where a question is shown."""

    OPEN = auto()
    KNOWN = auto()
    """As text, with a way to change it."""
    SELDOM = auto()
    """Under the names of its neighbours, until it is opened."""


IN_ORDER = (Fold.OPEN, Fold.KNOWN, Fold.SELDOM)
"""From the head of a section, or of a card, to its foot."""


def fold_of(question: Question) -> Fold:
    """As it is declared: whether it is indeed known depends on the draft."""
    if question.item or question.given or question.section.layout not in ("list", "declaration"):
        return Fold.OPEN
    if question.seldom:
        return Fold.SELDOM
    is_filled_in = question.fill_in and not question.offered_by
    return Fold.KNOWN if is_filled_in or question.known else Fold.OPEN


def _is_text(sheet: FormRun, each: Asked) -> bool:
    """Whether an answer in a line of a table is shown as text: known when the page was first opened, and nobody changes it."""
    if not each.question.known or each.name in sheet.faults:
        return False
    opened = _kept(sheet, "open").get(each.name, False)
    return not opened and settled(sheet, each.name, is_now=not is_blank(sheet.keeper.typed.get(each.name)))


def as_text(sheet: FormRun, each: Asked) -> bool:
    """Draw what is known already in a line of a table as text, until somebody wants to change it. Whether it was drawn."""
    if not _is_text(sheet, each):
        return False
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(str(sheet.keeper.seed(each.name))), width="content")
        wants = button(
            sheet,
            f"Change :gray[{in_a_label(label_in_line(each, sheet.keeper))}]",
            key=f"change {each.name}",
            type="tertiary",
        )
    if wants:
        _kept(sheet, "open")[each.name] = True
        st.rerun()
    return True


def settled(sheet: FormRun, name: str, *, is_now: bool) -> bool:
    """How it was when this tab first asked."""
    return bool(_kept(sheet, "answered").setdefault(name, is_now))


def _kept(sheet: FormRun, what: str) -> dict[str, Any]:
    """What this tab remembers of the folds of a draft."""
    name = f"folds {what} {sheet.paper.draft.draft_id}"
    kept = session.kept(name, dict)
    if kept is None:
        kept = {}
        session.keep(name, kept)
    return kept


class Folds:
    """The folds of a section, or of one card of a group."""

    def __init__(self, sheet: FormRun, prefix: str = "", whose: str = "") -> None:
        self._sheet = sheet
        self._prefix = prefix
        self._whose = whose or "what is filled in"

    def of(self, question: Question) -> Fold:
        """Where a question is shown: of the known ones only those that had an answer when the page was first opened."""
        fold = fold_of(question)
        if fold is Fold.KNOWN and not self._was_answered(self._prefix + question.name):
            return Fold.OPEN
        return fold

    @contextmanager
    def opened(self, fold: Fold, asked: Sequence[Asked]) -> Iterator[None]:
        """Draws into a fold; `asked` are the questions of the section or card that are on the form now."""
        mine = [each for each in asked if self.of(each.question) is fold]
        with st.container():
            if fold is Fold.OPEN or not mine:
                yield
                return
            if fold is Fold.KNOWN and not self._prefix:
                blocks.rows([(each.question.label, self.words(each)) for each in mine])
            key = f"fold {mine[0].name} {fold.name}"
            with st.expander(in_a_label(self._label(fold, mine)), expanded=self._is_open(fold, mine), key=key):
                yield

    def known(self, asked: Sequence[Asked]) -> str:
        """What is known, in a line: `Mrs J. Adeyemi, parent`; empty where nothing is."""
        return ", ".join(self.words(each) for each in asked if self.of(each.question) is Fold.KNOWN)

    def words(self, each: Asked) -> str:
        """An answer as it was typed or chosen, in words."""
        typed = str(self._sheet.keeper.typed.get(each.name) or "")
        if each.question.shape is Shape.SCHOOL and typed:
            return self._sheet.visit.office.authority.name_of(typed)
        is_chosen = each.question.shape in (Shape.YES_NO, Shape.CHOICE) and not self._prefix
        return first_capital(typed) if is_chosen else typed

    def _label(self, fold: Fold, mine: Sequence[Asked]) -> str:
        if fold is Fold.KNOWN:
            return f"Change {self._whose}"
        names = [each.question.label for each in mine]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        return f"If it applies: {'; '.join(names[:NAMED])}{more}"

    def _is_open(self, fold: Fold, mine: Sequence[Asked]) -> bool:
        """Open from the first answer or fault on, and never closed again but by a press."""
        opened = _kept(self._sheet, "open")
        has_answer = fold is Fold.SELDOM and any(not is_blank(self._sheet.keeper.typed.get(each.name)) for each in mine)
        name = f"{mine[0].name} {fold.name}"
        opened[name] = opened.get(name, False) or has_answer or any(each.name in self._sheet.faults for each in mine)
        return bool(opened[name])

    def _was_answered(self, name: str) -> bool:
        return settled(self._sheet, name, is_now=not is_blank(self._sheet.keeper.typed.get(name)))


class Card:
    """One item of a group: room for its known answers, its questions, and those that few answer."""

    def __init__(self, sheet: FormRun, group: Asked, item_id: str, noun: str, position: int) -> None:
        mine = [each for each in sheet.asked() if each.top.name == group.name and each.item == item_id]
        self._folds = Folds(sheet, f"{group.name}.{item_id}.", f"{noun} {position}")
        self._rooms: dict[Fold, Any] = {}
        if not group.question.given:
            st.markdown(f"**{position}. {plain(self._folds.known(mine) or first_capital(noun))}**")
        for fold in IN_ORDER:
            with self._folds.opened(fold, mine):
                self._rooms[fold] = st.container()

    def room(self, question: Question) -> Any:
        """Where a question of the item is drawn."""
        return self._rooms[self._folds.of(question)]
