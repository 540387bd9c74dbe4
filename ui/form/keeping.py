"""Keeps what is typed: compares what the boxes return with what this tab last knew, and tells mine from theirs.

A box is seeded with the draft's answer and never assigned to. An answer that differs from what this tab last knew
was typed here and goes to the draft; a draft that differs was changed by somebody else, and the box is seeded anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import OpenDraft
from record.answers import is_blank
from record.valid_text import valid_in
from store.contract import CannotBeWritten, DraftAnswer
from ui.keep_typing import AnswerBox, HowRead
from ui.shell import session
from ui.shell.page import Visit


@dataclass
class KnownAnswers:
    """What this tab last knew of a draft: each answer, and a mark that renews a box when somebody else answered."""

    values: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Sequence[str]] = field(default_factory=dict)
    """The boxes of a question that has several: the parts of a date of birth, or choices to tick."""
    told: dict[str, str] = field(default_factory=dict)
    """What was changed of an answer because it held what cannot be kept, by question; told until the next answer."""


@dataclass
class AnswerKeeper:
    """One run's keeping of one draft."""

    visit: Visit
    paper: OpenDraft
    known: KnownAnswers
    typed: dict[str, Any]
    changed: dict[str, Any] = field(default_factory=dict)
    renewed: set[str] = field(default_factory=set)
    """Questions answered by a button: their boxes are seeded anew."""
    boxes: dict[str, AnswerBox] = field(default_factory=dict)
    """By the key of a widget, or of the container of several: where each answer stands on the page."""
    is_refused: bool = False
    """Whether what was typed could not be written down."""

    def seed(self, name: str) -> Any:
        """The answer a box begins with."""
        return self.typed.get(name)

    def key(self, name: str) -> str:
        """The key of a box: the same as long as this tab knows who answered last."""
        answer = self.paper.draft.answers.get(name)
        if name not in self.known.values:
            self.known.values[name] = answer.value if answer else None
            self.known.marks[name] = self._mark(answer)
        elif answer and answer.value != self.known.values[name] and self._is_theirs(answer):
            self._look_at_theirs(name, answer)
        return self._key(name)

    def box(self, name: str, read_as: HowRead = "text", choices: Sequence[tuple[str, str]] = ()) -> str:
        """The key of a box, which is then read on the page too when it goes. `choices` are values with the words shown."""
        key = self.key(name)
        self.boxes[key] = AnswerBox(name, read_as, tuple(choices))
        return key

    def boxes_of_parts(self, name: str, read_as: Literal["parts", "many"], parts: Sequence[str]) -> str:
        """As `box`, of a question of several: that key and `.parts` or `.choices` is the key of their container."""
        key = self.key(name)
        self.known.parts[name] = parts
        container = "choices" if read_as == "many" else "parts"
        self.boxes[f"{key}.{container}"] = AnswerBox(name, read_as, tuple((each, "") for each in parts))
        return key

    def gather(self) -> None:
        """Take what was typed into boxes that this run may not come to draw, because a press or a choice hides them."""
        for name in self.known.marks:
            self.take(name, self._in_boxes(name))

    def take(self, name: str, value: Any) -> Any:
        """Take what a box returned; keep it if it was typed here since."""
        if not _same(value, self.known.values.get(name)):
            self.changed[name] = value
            self.typed[name] = value
        return value

    def put(self, name: str, value: Any) -> None:
        """Answer for the person, because they pressed a button that says so; the box is seeded anew."""
        self.changed[name] = value
        self.typed[name] = value
        self.renewed.add(name)

    def keep(self) -> None:
        """Send what changed to the draft. Raises DraftGone, StoreError."""
        told = drafts.keep(self.visit.office, self.visit.person, self.paper, self.changed)
        for name in self.changed:
            self.known.told.pop(name, None)
        for name, sentences in told.items():
            self.known.told[name] = " ".join(sentences)
            self.changed[name] = self.typed[name] = valid_in(self.changed[name])
            self.renewed.add(name)  # the box then shows what is kept
        # Known only now that it is kept: the next key ends this run wherever it is, and the next run must keep it then.
        self.known.values.update(self.changed)
        for name in self.renewed:
            mark = self.known.marks.get(name, "")
            self.known.marks[name] = f"~{mark.count('~') + 1}~" + mark
        self.changed, self.renewed = {}, set()

    def keep_as_drawn(self) -> None:
        """As `keep`, in the middle of a page: where nothing can be written this is said here, and what is drawn below it, the
        button that is to be pressed again, stays. Raises DraftGone, StoreError."""
        try:
            self.keep()
        except CannotBeWritten as full:
            self.is_refused = True
            st.error(str(full))

    def must_be_kept(self) -> None:
        """Nothing is done with answers, and no page is left, of which it was just said that they are not kept."""
        if self.is_refused:
            st.stop()

    def _look_at_theirs(self, name: str, answer: DraftAnswer) -> None:
        """Show somebody else's answer, unless this person has just typed another: the newest stands."""
        known = self.known.values[name]
        if _same(self._in_boxes(name), known):
            self.known.values[name] = answer.value
            self.known.marks[name] = self._mark(answer)

    def _in_boxes(self, name: str) -> Any:
        known, key = self.known.values[name], self._key(name)
        if name not in self.known.parts:
            return session.in_box(key, known)
        held = {part: session.in_box(f"{key}.{part}", None) for part in self.known.parts[name]}
        if None in held.values():
            return known
        if any(isinstance(each, bool) for each in held.values()):
            return [part for part, is_ticked in held.items() if is_ticked]
        return "/".join(map(str, held.values())) if any(held.values()) else ""

    def _key(self, name: str) -> str:
        return f"{self.paper.draft.draft_id[:10]}.{name}{self.known.marks[name]}"

    def _is_theirs(self, answer: DraftAnswer) -> bool:
        return answer.kept_by != self.visit.person.name

    def _mark(self, answer: DraftAnswer | None) -> str:
        return f"@{answer.kept_at.timestamp():.6f}" if answer and self._is_theirs(answer) else ""


def keeper(visit: Visit, paper: OpenDraft) -> AnswerKeeper:
    """The keeper of a draft in this tab."""
    name = f"known {paper.draft.draft_id}"
    known = session.kept(name, KnownAnswers)
    if known is None:
        known = KnownAnswers()
        session.keep(name, known)
    made = AnswerKeeper(visit, paper, known, dict(paper.typed))
    made.gather()
    return made


def others(paper: OpenDraft, me: str) -> Mapping[str, str]:
    """Who else has answered in this draft, with the time of their last answer."""
    latest: dict[str, DraftAnswer] = {}
    for answer in paper.draft.answers.values():
        if answer.kept_by != me and (answer.kept_by not in latest or latest[answer.kept_by].kept_at < answer.kept_at):
            latest[answer.kept_by] = answer
    return {name: answer.kept_at.isoformat() for name, answer in latest.items()}


def _same(one: Any, other: Any) -> bool:
    return one == other or (is_blank(one) and is_blank(other))
