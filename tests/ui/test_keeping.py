"""What is typed is kept, and two people on one draft see each other's newest answer; with Streamlit stood in for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.forms import drafts
from casework.reading.office import Office
from record.forms.consent import Consent
from record.person import Person
from store.contract import DraftAnswer, DraftGone
from tests.casework.at_work import AMINA, BEN, REFERENCE, an_office
from tests.record.a_case import referred
from ui.form import keeping
from ui.form.keeping import AnswerKeeper, others
from ui.shell.page import Visit

NOTE, PERSON = "note", "person"


@dataclass(frozen=True)
class Ticking(Office):
    """An office whose every moment is a little later than the last."""

    step: timedelta = timedelta(milliseconds=200)
    moments: list[datetime] = field(default_factory=lambda: [datetime(2026, 9, 21, 9, tzinfo=UTC)])

    def now(self) -> datetime:
        self.moments.append(self.moments[-1] + self.step)
        return self.moments[-1]


@dataclass
class Tab:
    """One person's tab: its boxes by widget key, and what the session keeps for it."""

    office: Office
    person: Person
    draft_id: str
    boxes: dict[str, Any] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)
    keeper: AnswerKeeper | None = None

    # What ui/shell/session.py offers, for this tab alone.
    def keep(self, name: str, value: object) -> None:
        self.notes[name] = value

    def kept(self, name: str, kind: type) -> Any:
        value = self.notes.get(name)
        return value if isinstance(value, kind) else None

    def in_box(self, key: str, otherwise: object) -> object:
        return self.boxes.get(key, otherwise)

    def run(self, *names: str, **presses: str) -> dict[str, Any]:
        """One rerun of a page with these boxes, as Streamlit does it; what each box shows. `presses` answer by button."""
        keeping.session = self  # type: ignore[assignment]
        paper = drafts.resume(self.office, self.person, self.draft_id)
        assert paper is not None
        keeper = self.keeper = keeping.keeper(Visit(self.person, self.office, REFERENCE), paper)
        shown = {}
        for name in names or (NOTE, PERSON):
            key = keeper.key(name)
            seed = keeper.seed(name)
            shown[name] = keeper.take(name, self.boxes.setdefault(key, "" if seed is None else seed))
        for name, value in presses.items():
            keeper.put(name, value)
        keeper.keep()
        return shown

    def types(self, name: str, text: str) -> None:
        """Type into a box that is on the page, and have the page run."""
        assert self.keeper is not None
        self.boxes[self.keeper.key(name)] = text
        self.run()


def answers(office: Office, draft_id: str) -> dict[str, Any]:
    draft = office.store.draft(draft_id)
    assert draft is not None
    return {name: answer.value for name, answer in draft.answers.items()}


@pytest.fixture(autouse=True)
def real_session() -> Iterator[None]:
    before = keeping.session
    yield
    keeping.session = before


def two_tabs(folder: Path) -> tuple[Office, Tab, Tab]:
    opened = an_office(folder, *referred())
    office = Ticking(opened.store, opened.clock)
    draft_id = drafts.begin(office, AMINA, Consent, REFERENCE).draft.draft_id
    tabs = Tab(office, AMINA, draft_id), Tab(office, BEN, draft_id)
    for tab in tabs:
        tab.run()
    return office, *tabs


def test_what_is_typed_goes_to_the_draft(tmp_path: Path) -> None:
    office, amina, _ = two_tabs(tmp_path)

    amina.types(NOTE, "Agrees")

    assert answers(office, amina.draft_id) == {NOTE: "Agrees"}


def test_looking_at_a_page_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office, amina, _ = two_tabs(tmp_path)
    amina.types(NOTE, "Agrees")
    kept: list[Any] = []
    monkeypatch.setattr(type(office.store), "keep", lambda *args: kept.append(args))

    amina.run()

    assert kept == []


@pytest.mark.parametrize(
    ("read_as", "boxes", "answer"),
    [
        ("parts", {"Day": "14", "Month": "3", "Year": "20"}, "14/3/20"),
        ("parts", {"Day": "", "Month": "", "Year": ""}, None),
        ("many", {"pupil": True, "parent": False, "school": True}, ["pupil", "school"]),
        ("many", {"pupil": False, "parent": False, "school": False}, None),
        ("many", {"pupil": True, "parent": False}, None),
    ],
    ids=["a date", "an empty date", "choices", "no choice", "a box that is not drawn yet"],
)
def test_what_stands_in_several_boxes_is_kept_by_a_run_that_does_not_draw_them(
    tmp_path: Path, read_as: Literal["parts", "many"], boxes: dict[str, Any], answer: Any
) -> None:
    office, amina, _ = two_tabs(tmp_path)
    assert amina.keeper is not None
    names = ("Day", "Month", "Year") if read_as == "parts" else ("pupil", "parent", "school")
    key = amina.keeper.boxes_of_parts(PERSON, read_as, names)
    amina.boxes |= {f"{key}.{name}": held for name, held in boxes.items()}

    amina.run(NOTE)

    assert answers(office, amina.draft_id).get(PERSON) == answer


def test_an_emptied_box_is_an_answer_and_an_empty_one_is_none(tmp_path: Path) -> None:
    office, amina, _ = two_tabs(tmp_path)
    assert answers(office, amina.draft_id) == {}
    amina.types(NOTE, "Agrees")

    amina.types(NOTE, "")

    assert answers(office, amina.draft_id) == {NOTE: ""}


def test_a_box_is_the_same_box_while_its_writer_types(tmp_path: Path) -> None:
    _, amina, _ = two_tabs(tmp_path)
    assert amina.keeper is not None
    before = amina.keeper.key(NOTE)

    for text in ("A", "Ag", "Agrees"):
        amina.types(NOTE, text)

    assert amina.keeper.key(NOTE) == before


def test_somebody_elses_answer_is_shown_in_a_box_of_its_own(tmp_path: Path) -> None:
    _, amina, ben = two_tabs(tmp_path)
    assert amina.keeper is not None
    before = amina.keeper.key(NOTE)

    ben.types(NOTE, "Agrees, and asks about the bus")

    assert amina.run()[NOTE] == "Agrees, and asks about the bus"
    assert amina.keeper.key(NOTE) != before
    assert answers(ben.office, ben.draft_id) == {NOTE: "Agrees, and asks about the bus"}


def test_two_answers_of_somebody_else_within_a_second_are_both_shown(tmp_path: Path) -> None:
    office, amina, ben = two_tabs(tmp_path)

    for text in ("A", "Ag", "Agr", "Agre", "Agree", "Agrees"):
        ben.types(NOTE, text)
        assert amina.run()[NOTE] == text

    assert answers(office, ben.draft_id) == {NOTE: "Agrees"}
    assert ben.run()[NOTE] == "Agrees"


def test_what_one_types_beside_somebody_else_leaves_their_answers_alone(tmp_path: Path) -> None:
    office, amina, ben = two_tabs(tmp_path)

    ben.types(NOTE, "From Ben")
    amina.types(PERSON, "Mrs J. Adeyemi")

    assert answers(office, amina.draft_id) == {NOTE: "From Ben", PERSON: "Mrs J. Adeyemi"}
    assert ben.run() == amina.run() == {NOTE: "From Ben", PERSON: "Mrs J. Adeyemi"}


def test_what_is_being_typed_is_not_overwritten_by_what_somebody_else_wrote_before(tmp_path: Path) -> None:
    office, amina, ben = two_tabs(tmp_path)
    assert amina.keeper is not None
    key = amina.keeper.key(NOTE)

    ben.types(NOTE, "From Ben")
    amina.boxes[key] = "From Amina"  # typed before her page showed Ben's

    assert amina.run()[NOTE] == "From Amina"
    assert answers(office, ben.draft_id) == {NOTE: "From Amina"}
    assert ben.run()[NOTE] == "From Amina"


def test_a_button_that_answers_seeds_the_box_anew(tmp_path: Path) -> None:
    office, amina, _ = two_tabs(tmp_path)
    amina.types(NOTE, "Typed")

    amina.run(note="By a button")

    assert amina.run()[NOTE] == "By a button"
    amina.run(note="By a button again")
    assert amina.run()[NOTE] == "By a button again"
    assert answers(office, amina.draft_id) == {NOTE: "By a button again"}


def test_after_a_restart_the_draft_seeds_the_boxes(tmp_path: Path) -> None:
    office, amina, _ = two_tabs(tmp_path)
    amina.types(NOTE, "Agrees")

    again = Tab(office, AMINA, amina.draft_id)

    assert again.run()[NOTE] == "Agrees"


def test_a_draft_that_is_gone_says_so_and_the_answer_is_not_taken_for_kept(tmp_path: Path) -> None:
    office, amina, ben = two_tabs(tmp_path)
    assert amina.keeper is not None
    drafts.discard(office, BEN, amina.draft_id)

    amina.keeper.take(NOTE, "Late")

    with pytest.raises(DraftGone):
        amina.keeper.keep()
    assert amina.keeper.changed == {NOTE: "Late"}
    assert ben.person is BEN


def test_the_others_on_a_draft_are_named_once_with_their_last_answer(tmp_path: Path) -> None:
    _, amina, ben = two_tabs(tmp_path)
    ben.types(NOTE, "One")
    ben.types(PERSON, "Two")
    amina.run()
    assert amina.keeper is not None
    paper = amina.keeper.paper
    last = max(answer.kept_at for answer in paper.draft.answers.values())

    assert others(paper, "Amina Yusuf") == {"Ben Okoro": last.isoformat()}
    assert others(paper, "Ben Okoro") == {}
    assert all(isinstance(answer, DraftAnswer) for answer in paper.draft.answers.values())


TEXTS = st.sampled_from(("", "a", "ab", "b"))
STEPS = st.lists(
    st.tuples(st.sampled_from((0, 1)), st.sampled_from((NOTE, PERSON)), st.none() | TEXTS), min_size=1, max_size=25
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_the_newest_answer_stands_and_everybody_sees_it(steps: list[tuple[int, str, str | None]]) -> None:
    """Two tabs type or merely look, in any order: what was typed last is in the draft, and both pages show it."""
    with TemporaryDirectory() as folder:
        office, *tabs = two_tabs(Path(folder))
        try:
            newest = {NOTE: "", PERSON: ""}
            for who, name, text in steps:
                tab = tabs[who]
                tab.run()
                if text is not None:
                    tab.types(name, text)
                    newest[name] = text
            shown = [tab.run() for tab in tabs]
            assert shown == [newest, newest]
            assert {**dict.fromkeys(newest, ""), **answers(office, tabs[0].draft_id)} == newest
        finally:
            office.store.close()
