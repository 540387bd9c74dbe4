"""The draft a form page works on, and where in the form this person is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

import streamlit as st

from casework.forms import drafts
from casework.forms.drafts import OpenDraft
from casework.forms.entries import Check
from record.answers import Asked, Problem, asked
from record.entry import Entry
from record.field import Section
from record.person import Person
from ui import blocks
from ui.form.keeping import AnswerKeeper, keeper
from ui.guidance import cite
from ui.shell import go, session
from ui.shell.page import Visit

TASKS, CHECK = "tasks", "check"


@dataclass
class FormRun:
    """One run of a form page: the draft, what is being typed, and which step is shown."""

    visit: Visit
    paper: OpenDraft
    keeper: AnswerKeeper
    faults: dict[str, list[blocks.CitedSentence]] = field(default_factory=dict)
    """What to put right by question, as found when a button was last pressed; never while typing, or the page would jump."""
    drawn: tuple[str, ...] = ()
    """The names of the questions when the whole page was drawn: a run after that is of a few of them alone."""
    buttons: set[str] = field(default_factory=set)
    """The keys of the buttons drawn."""

    @property
    def kind(self) -> type[Entry]:
        """The entry kind being written."""
        return self.paper.kind

    @property
    def step(self) -> str:
        """`tasks`, `check`, or the number of a section."""
        given = session.kept(self._name("step"), str) or self.paper.typed.get(self._at)
        steps = (TASKS, CHECK, *(str(number) for number in range(len(self.sections))))
        return str(given) if given in steps else self.first_step

    @property
    def first_step(self) -> str:
        """Where the form begins."""
        return "0" if self.is_on_one_page else TASKS

    @property
    def is_on_one_page(self) -> bool:
        """Whether all sections are asked on one page."""
        return self.kind.on_one_page or self.paper.answers_the_other_school

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections this person answers, as far as they are on the form now."""
        found = dict.fromkeys(each.top.section for each in self.asked())
        other = self.paper.answers_the_other_school
        return tuple(each for each in found if each.is_for_the_other_school == other)

    def asked(self) -> Iterator[Asked]:
        """The questions on the form now, with the items of groups."""
        return asked(self.kind, self.keeper.typed, self.paper.facts)

    def names(self) -> tuple[str, ...]:
        """The same by their flat names."""
        return tuple(each.name for each in self.asked())

    def go(self, step: str) -> None:
        """Go to a step; found again after a refresh, or on another computer."""
        self.keeper.changed[self._at] = step
        self.keeper.keep()  # where nothing can be written, what was typed stays on the page it stands on
        session.keep(self._name("refused"), False)
        session.keep(self._name("step"), step)

    def change(self, step: str) -> None:
        """Go to a section from the check page, to come straight back to it."""
        session.keep(self._name("came from check"), CHECK)
        self.go(step)

    @property
    def came_from_check(self) -> bool:
        """Whether this section was opened from the check page."""
        return session.kept(self._name("came from check"), str) == CHECK

    def now(self) -> OpenDraft:
        """The draft with everything typed until now; as it was when somebody has submitted it meanwhile."""
        fresh = drafts.resume(self.visit.office, self.visit.person, self.paper.draft.draft_id)
        return fresh or self.paper

    def still_theirs(self, person: Person) -> bool:
        """Whether `person`, who is here now, is who this page was drawn for, and may still write this form: asked where a part of
        the page runs alone. Raises StoreError."""
        if person != self.visit.person:
            return False
        try:
            self.now()
        except drafts.NotYours:
            return False
        return True

    def leave(self) -> NoReturn:
        """Back to the case, or to the front page when there is none yet; everything is kept."""
        self.keeper.must_be_kept()
        self.remember(None)
        front = go.front_of(self.visit.person.role)
        go.to(go.CASE if self.paper.seen else front, case=self.paper.draft.reference if self.paper.seen else "")

    def throw_away(self) -> NoReturn:
        """Throw the draft away and go back to the front page."""
        drafts.discard(self.visit.office, self.visit.person, self.paper.draft.draft_id)
        go.to(go.front_of(self.visit.person.role))

    def remember(self, check: Check | None) -> None:
        """Remember what a button found, to show it until a button is pressed again."""
        session.keep(self._name("problems"), check.problems if check else ())
        session.keep(self._name("refused"), bool(check and not check.is_ready))
        session.keep(self._name("presses"), self.presses + 1)

    @property
    def problems(self) -> tuple[tuple[str, blocks.CitedSentence], ...]:
        """What was found when a button was last pressed: question, and what to put right."""
        found = session.kept(self._name("problems"), tuple) or ()
        return tuple((each.question, self.said(each)) for each in found)

    def said(self, of: Problem) -> blocks.CitedSentence:
        """A problem with the link to its clause."""
        return blocks.CitedSentence(of.sentence, cite(of.clause, self.paper.case))

    @property
    def was_refused(self) -> bool:
        """Whether the last press found something to put right."""
        return bool(session.kept(self._name("refused"), bool))

    @property
    def presses(self) -> int:
        """How often a button was pressed that checks; each shows the page from its top."""
        return session.kept(self._name("presses"), int) or 0

    @property
    def last_kept(self) -> datetime | None:
        """When the newest answer was kept, or None."""
        return max(
            (each.kept_at for name, each in self.paper.draft.answers.items() if not name.startswith(drafts.PLACE)),
            default=None,
        )

    @property
    def _at(self) -> str:
        return drafts.PLACE + self.visit.person.name

    def _name(self, what: str) -> str:
        return f"{what} {self.paper.draft.draft_id}"


def sheet(visit: Visit, paper: OpenDraft) -> FormRun:
    """This run's sheet of a draft."""
    made = FormRun(visit, paper, keeper(visit, paper))
    for question, said in made.problems:
        made.faults.setdefault(question, []).append(said)
    return made


def find(visit: Visit, kind: type[Entry]) -> OpenDraft | None:
    """The school's open draft of this form, if there is one. Raises NotYours, StoreError."""
    name = f"draft of {kind.kind} in {visit.case}"
    known = session.kept(name, str)  # spares a look through all of the school's drafts at every rerun
    paper = drafts.resume(visit.office, visit.person, known) if known else None
    if paper is None:
        paper = drafts.open_draft(visit.office, visit.person, kind, visit.case)
        session.keep(name, paper.draft.draft_id if paper else "")
    return paper


_REMEMBERED = "pressed in a run of a few questions"


def button(sheet: FormRun, label: str, *, key: str, **options: Any) -> bool:
    """As `st.button`; its press is never lost: a browser may send it together with a letter just typed, as a run of a few questions
    alone. `options` are those of `st.button`."""
    sheet.buttons.add(key)
    is_pressed = st.button(label, key=key, **options)
    if session.kept(_REMEMBERED, str) != key:
        return is_pressed
    session.forget(_REMEMBERED)
    return True


def remember(sheet: FormRun) -> bool:
    """Remember the button that was pressed with this run, for the next. Whether there was one."""
    pressed = next((key for key in sheet.buttons if session.in_box(key, False)), None)
    if pressed:
        session.keep(_REMEMBERED, pressed)
    return pressed is not None
