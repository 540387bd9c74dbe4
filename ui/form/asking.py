"""Draws one question and returns what was typed. Dates and numbers are text boxes: no widget may change or withhold
what was typed, so none of Streamlit's own pickers, limits or checks is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from record.answers import Asked
from record.attendance import CODES
from record.field import Question, Shape, declarations, questions
from record.pack import Pack
from record.people import ASKED_BESIDE, people
from record.words import first_capital, yes_no
from ui import blocks
from ui.form.keeping import AnswerKeeper
from ui.markup import in_a_label, plain

Draw = Callable[[Asked, Any, AnswerKeeper], Any]
LIVE = True
NO_MARK = "is not a mark"
"""Beside an answer that no list offers: it came from a sheet, or not from this page."""
FEW = 6
"""Up to so many choices are shown as buttons; more fold into a list."""
LINE = 75
"""Characters that fit beside each other in the text column."""


def anchor_of(name: str) -> str:
    """Where the error summary's link to a question goes."""
    return "question-" + name.replace(".", "-").replace("_", "-")


def label_of(question: Question) -> str:
    """The label a person reads and a screen reader says: the question, whether it may be left, and below it its hint."""
    words = in_a_label(name_of(question))
    return f"{words}\n\n{in_a_label(question.hint)}" if question.hint else words


def name_of(question: Question) -> str:
    """The question, and whether it may be left."""
    may_be_left = question.optional and question.shape is not Shape.MARK  # a rule asks for the marks that are due
    return f"{question.label} (optional)" if may_be_left else question.label


def label_in_line(each: Asked, keeper: AnswerKeeper) -> str:
    """The question of one item with what the item is: `Mrs J. Adeyemi: the placement`, or its number."""
    if not _is_in_table(each):
        return f"{each.position}. {each.question.label}"
    first = questions(each.top.item)[0].name if each.top.item else ""
    label = each.question.label
    return f"{_words(keeper.seed(f'{each.top.name}.{each.item}.{first}'))}: {label[:1].lower() + label[1:]}"


def _is_in_table(each: Asked) -> bool:
    return bool(each.item) and each.top.section.layout == "table"


def _label(each: Asked, keeper: AnswerKeeper) -> str:
    """The label of one box: in a line of a table it says whose line it is."""
    return in_a_label(label_in_line(each, keeper)) if _is_in_table(each) else label_of(each.question)


def heading(question: Question) -> None:
    """The question over several boxes, with its hint."""
    hint = f"  \n:gray[{plain(question.hint)}]" if question.hint else ""
    st.markdown(f"**{plain(name_of(question))}**{hint}")


def leave_room() -> None:
    """Draw as many elements as a question is, and show nothing."""
    st.container()
    st.container()


def ask(each: Asked, keeper: AnswerKeeper, faults: Mapping[str, list[blocks.CitedSentence]]) -> Any:
    """Draw a question with its faults, as two elements whatever it is, and keep what it returns."""
    with st.container():
        if sentences := faults.get(each.name):
            blocks.fault(anchor_of(each.name), sentences)
        if told := keeper.known.told.get(each.name):
            blocks.quiet(told)
    if each.question.given:
        number = "" if _is_in_table(each) else f"{each.position}. "
        st.markdown(f"**{number}{plain(_words(keeper.seed(each.name)))}**")
        return keeper.seed(each.name)
    draw: Draw = _person if each.question.one_of else _DRAW.get(each.question.shape, _text)
    return keeper.take(each.name, draw(each, keeper.seed(each.name), keeper))


ALL_TRUE = {"yes": "Yes, all of it", "no": "No, or not yet: answer each"}


def declare(few: Sequence[Asked], keeper: AnswerKeeper, faults: Mapping[str, list[blocks.CitedSentence]]) -> None:
    """Draw the statements of a declaration and their one answer; below it, where it is no, a question for each."""
    first = few[0].name
    whole = next(name for name, statements in declarations(keeper.paper.kind).items() if first in statements)
    with st.container():
        if (sentences := faults.get(first)) and not keeper.seed(whole):
            blocks.fault(anchor_of(first), sentences)
        st.markdown("\n".join(f"- {plain(each.question.label)}" for each in few))
    answers = tuple(ALL_TRUE)
    chosen = st.radio(
        "Is all of this true?",
        answers,
        index=_index(answers, keeper.seed(whole) or _follows(few, keeper)),
        key=keeper.box(whole, "one", [(each, "") for each in answers]),
        format_func=ALL_TRUE.__getitem__,
    )
    keeper.take(whole, chosen)
    with st.container():
        for each in few if chosen == "no" else ():
            keeper.typed[each.name] = _said_alone(each, keeper)
            ask(each, keeper, faults)


def _follows(few: Sequence[Asked], keeper: AnswerKeeper) -> str:
    """The answer to the whole that follows from those to its statements, as what is corrected has them; empty without any."""
    said = [keeper.seed(each.name) for each in few]
    return yes_no(all(each == "yes" for each in said)) if any(said) else ""


def _said_alone(each: Asked, keeper: AnswerKeeper) -> Any:
    """What was answered to one statement itself, whatever a yes to the whole said of it until now."""
    kept = keeper.paper.draft.answers.get(each.name)
    return keeper.known.values.get(each.name, kept.value if kept else None)


def _text(each: Asked, seed: Any, keeper: AnswerKeeper) -> str:
    return st.text_input(_label(each, keeper), value=_words(seed), key=keeper.box(each.name), live=LIVE) or ""


def _person(each: Asked, seed: Any, keeper: AnswerKeeper) -> str | None:
    """One of the people of the case; typed where the case does not know who it could be."""
    beside = each.name.removesuffix(each.question.name)
    roles = (_words(keeper.seed(f"{beside}{name}")) for name in ASKED_BESIDE)
    names = people(keeper.paper.case, each.question.one_of, next((role for role in roles if role), ""))
    if not names:
        return _text(each, seed, keeper)
    if seed and seed not in names:
        names = (*names, _words(seed))  # as it was written, in a sheet or before somebody was corrected
    return (
        _list(each, seed, keeper, names, str)
        if len(names) > FEW
        else _radio(each, seed, keeper, names, horizontal=False)
    )


def _date(each: Asked, seed: Any, keeper: AnswerKeeper) -> str:
    return _short(each, seed, keeper, placeholder="DD/MM/YYYY")


def _short(each: Asked, seed: Any, keeper: AnswerKeeper, placeholder: str | None = None) -> str:
    label, key = _label(each, keeper), keeper.box(each.name)
    return st.text_input(label, value=_words(seed), key=key, live=LIVE, placeholder=placeholder, width=220) or ""


def _long_text(each: Asked, seed: Any, keeper: AnswerKeeper) -> str:
    return st.text_area(label_of(each.question), value=_words(seed), key=keeper.box(each.name), height=130) or ""


def _birth_date(each: Asked, seed: Any, keeper: AnswerKeeper) -> str:
    parts, names = [*_words(seed).split("/"), "", "", ""][:3], ("Day", "Month", "Year")
    key = keeper.boxes_of_parts(each.name, "parts", names)
    with st.container():
        heading(each.question)
        with st.container(horizontal=True, key=f"{key}.parts"):
            boxes = [
                st.text_input(name, value=part, key=f"{key}.{name}", live=LIVE, width=width) or ""
                for name, part, width in zip(names, parts, (90, 90, 120), strict=True)
            ]
    return "/".join(boxes) if any(boxes) else ""


def _yes_no(each: Asked, seed: Any, keeper: AnswerKeeper) -> str | None:
    return _radio(each, seed, keeper, ("yes", "no"), horizontal=True)


def _choice(each: Asked, seed: Any, keeper: AnswerKeeper) -> str | None:
    choices = _offered(each.question, seed, keeper.paper.case.pack)
    if len(choices) <= FEW and not _is_in_table(each):
        return _radio(each, seed, keeper, choices, horizontal=_fit_on_a_line(choices))
    return _list(each, seed, keeper, choices, first_capital)


def _choices(each: Asked, seed: Any, keeper: AnswerKeeper) -> list[str]:
    chosen = seed if isinstance(seed, list | tuple) else [seed]
    key, choices = keeper.boxes_of_parts(each.name, "many", each.question.choices), each.question.choices
    with st.container():
        heading(each.question)
        with st.container(key=f"{key}.choices"):
            ticked = [
                st.checkbox(in_a_label(first_capital(choice)), value=choice in chosen, key=f"{key}.{choice}")
                for choice in choices
            ]
    return [choice for choice, is_ticked in zip(choices, ticked, strict=True) if is_ticked]


def _offered(question: Question, seed: Any, pack: Pack) -> tuple[str, ...]:
    """The choices that the authority offers, and the one that was chosen before it stopped offering it."""
    offered = getattr(pack, question.offered_by) if question.offered_by else question.choices
    return tuple(each for each in question.choices if each in offered or each == seed)


def _fit_on_a_line(choices: tuple[str, ...]) -> bool:
    return sum(len(choice) + 5 for choice in choices) <= LINE


def _mark(each: Asked, seed: Any, keeper: AnswerKeeper) -> str | None:
    return _list(each, seed, keeper, tuple(CODES), lambda code: f"{code}  {CODES.get(code, NO_MARK)}")


def _school(each: Asked, seed: Any, keeper: AnswerKeeper) -> str | None:
    authority = keeper.visit.office.authority
    schools = tuple(school.urn for school in authority.others(keeper.paper.case.home))
    return _list(each, seed, keeper, schools, authority.name_of)


def _radio(each: Asked, seed: Any, keeper: AnswerKeeper, choices: tuple[str, ...], *, horizontal: bool) -> str | None:
    return st.radio(
        label_of(each.question),
        choices,
        index=_index(choices, seed),
        key=keeper.box(each.name, "one", [(choice, "") for choice in choices]),
        format_func=lambda choice: in_a_label(first_capital(choice)),
        horizontal=horizontal,
    )


def _list(
    each: Asked, seed: Any, keeper: AnswerKeeper, choices: tuple[str, ...], words: Callable[[str], str]
) -> str | None:
    if isinstance(seed, str) and seed and seed not in choices:
        choices = (*choices, seed)  # an answer from a sheet is shown as it is, never dropped
    key = keeper.box(each.name, "list", [(choice, words(choice)) for choice in choices])
    return st.selectbox(
        _label(each, keeper), choices, index=_index(choices, seed), key=key, format_func=words, placeholder="Choose"
    )


def _index(choices: tuple[str, ...], seed: Any) -> int | None:
    return choices.index(seed) if seed in choices else None


def _words(seed: Any) -> str:
    return "" if seed is None else str(seed)


_DRAW: Mapping[Shape, Draw] = {
    Shape.LONG_TEXT: _long_text,
    Shape.DATE: _date,
    Shape.TIME: _short,
    Shape.NUMBER: _short,
    Shape.WHOLE_NUMBER: _short,
    Shape.BIRTH_DATE: _birth_date,
    Shape.YES_NO: _yes_no,
    Shape.CHOICE: _choice,
    Shape.CHOICES: _choices,
    Shape.MARK: _mark,
    Shape.SCHOOL: _school,
}
