"""A walk: from an empty store, people act one after another, each as the pages would let them. Every choice comes from the
numbers of the acts, so that the same acts make the same case, and a failing walk can be made shorter.
"""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any, Self

from casework.forms import drafts, entries
from casework.forms.drafts import NotYours, OpenDraft, may_revise
from casework.forms.offered import possible
from casework.reading.access import Seen, is_by_the_other_school, see
from record.answers import is_blank, kept
from record.case import FORMAL, Case
from record.consents import EXPLORE, PLACEMENT, SHARE, THE_PUPIL, TRANSFER, has_consent, standing
from record.entry import Entry, Filed, Party
from record.field import Shape, question, questions
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.consent import Consent
from record.forms.kinds import kind_named
from record.forms.la_record import APPROVAL, LaRecord
from record.forms.meeting_record import AGREED, MeetingRecord
from record.forms.referral import Referral
from record.forms.response import ACCEPTED, Response
from record.forms.signature import Signature
from record.forms.start import Start
from record.one_answer import read_answer
from record.person import Person
from record.reading import Unreadable
from rules.packs import pack
from store.choose import open_store
from store.contract import SavedEntry
from tests.explorer.answering import Filling, a_form
from tests.explorer.asked import StepAsked, steps_asked
from tests.explorer.town import ELSEWHERE, HOME, PACKS, PROVIDER, RECEIVING, ROUTES, Town, TownOffice, a_town

MEMORY = Path("/dev/shm")
"""Where a store is quickest, on systems that have it."""
CHILDREN: Mapping[str, Mapping[str, Any]] = {
    "one parent": {},
    "two parents": {"parents": ["a", "b"]},
    "looked after": {
        "is_looked_after": "yes",
        "social_care": "child in need",
        "sen_stage": "SEN support",
        "ehc_assessment_under_way": "yes",
    },
    "in Year 11": {"year_group": "11", "born_on": "14/3/2011", "exam_subjects": ["a"]},
    "with a plan": {"sen_stage": "EHC plan", "has_disability": "yes"},
}
"""Of whom a walk may be, by what the referral says."""


class Doing(StrEnum):
    """What somebody does."""

    NOTHING = "nothing"
    NEXT = "what is next"
    FORM = "a form that is offered"
    CORRECT = "a correction"
    ANSWER = "an answer to the other school's form"
    CELL = "a cell of the sheet"
    WAIT = "days pass"


OFTEN = (
    Doing.NOTHING,
    *[Doing.NEXT] * 9,
    *[Doing.FORM] * 4,
    Doing.CORRECT,
    Doing.ANSWER,
    Doing.CELL,
    *[Doing.WAIT] * 3,
)
"""What is done how often; nothing first, because a walk that fails is made shorter by it."""


class Careful(Random):
    """No chance at all: whatever is likeliest, and leads on."""

    def random(self) -> float:
        """The least."""
        return 0.0

    def choice(self, seq: Any) -> Any:
        """The first."""
        return seq[0]


GOES_WELL: Mapping[type[Entry], Mapping[str, Any]] = {
    Response: {"answer": ACCEPTED},
    MeetingRecord: {"outcome": AGREED},
    Start: {"did_start": "yes"},
}
"""What leads on, where a form leaves open how it ends."""
SELDOM: Mapping[str, float] = {"ending": 0.08, "early_ending": 0.15, "final_review": 0.3, "meeting_record": 0.5}
"""Forms that end much: chosen less often than others, or no case would come far."""


ENQUIRY = next(each for each in question(Approach, "formality").choices if each != FORMAL)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing somebody does; everything about it that could be otherwise comes from a number."""

    doing: Doing
    n: int


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a walk begins with."""

    route: str = "placement"
    pack: str = PACKS[0]
    calendars: str = "the same"
    child: str = "one parent"


@dataclass
class Walk:
    """One case in one town, act after act."""

    beginning: Beginning
    town: Town
    reference: str = ""
    told: list[str] = field(default_factory=list)
    """What was done, in words."""
    done: Counter[str] = field(default_factory=Counter)
    """Acts by kind and by what came of them."""
    tried_at_once: int = 1
    """Forms tried after one act, of those offered: the others have their turn after the next acts."""
    letters_at_once: int = 1
    """Letters made for one person after one act, of those that say something new."""
    letters_every: int = 3
    """After how many acts letters are looked at, each time those of somebody else."""
    zips_every: int = 30
    """After how many of them all letters are made at once."""
    looks: int = 0
    said: set[tuple[str, str]] = field(default_factory=set)
    """Of each letter that was ready, the facts that it said, by their dotted names."""
    letters_seen: set[tuple[object, ...]] = field(default_factory=set)
    letters_asked: set[tuple[str, str]] = field(default_factory=set)
    rolls_looked_at: set[str] = field(default_factory=set)
    _folder: Path = field(default_factory=Path)

    @classmethod
    def of(cls, beginning: Beginning) -> Self:
        """A walk that has not begun."""
        folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # a case that others go on with is left by nobody
        walk = cls(beginning, a_town(folder, beginning.pack, beginning.calendars), _folder=folder)
        walk._opens_a_case()
        return walk

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.town.office.store.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def case(self) -> Case:
        """The whole case, as nobody but the store has it."""
        self.town.office.shelf.begin_run()
        return self.town.office.cases[self.reference]

    @property
    def state(self) -> object:
        """What everything that is said of the case hangs on."""
        return self.town.clock.today, tuple(each.save_id for each in self.case.filed)

    def sees(self, person: Person) -> Seen | None:
        """The case as somebody may see it."""
        return see(self.town.office, person, self.reference)

    def act(self, act: Act) -> None:
        """Somebody does something; what the app refuses is left."""
        self._does[act.doing](self, Random(act.n))

    def goes_on(self, until: Callable[[Case], bool], most: int = 80) -> None:
        """Everybody does what is asked of them, with care and in time, until something is so."""
        for _ in range(most):
            case = self.case
            if until(case):
                return
            now = [each for each in steps_asked(case) if not _is_for_later(each, case)]
            if not now:
                self.waits_until(case.today + timedelta(days=1))
            else:
                self._does_what_is_asked(now[0], Careful(0), how_careful=1)
        raise AssertionError(f"It never comes so far.\n{self.on_the_way()}")

    @contextmanager
    def again(self) -> Iterator[Self]:
        """The same case in a store of its own, to go on with otherwise."""
        folder = Path(tempfile.mkdtemp(dir=self._folder.parent))
        with (
            closing(sqlite3.connect(self._folder / "store.sqlite")) as here,
            closing(sqlite3.connect(folder / "store.sqlite")) as there,
        ):
            here.backup(there)
        office = TownOffice(open_store(f"sqlite:///{folder / 'store.sqlite'}"), replace(self.town.clock))
        town = replace(self.town, office=office)
        other = replace(
            self,
            town=town,
            told=[*self.told],
            done=Counter(),
            letters_seen={*self.letters_seen},
            letters_asked={*self.letters_asked},
            rolls_looked_at={*self.rolls_looked_at},
            _folder=folder,
        )
        with other:
            yield other

    # --- how it begins

    def _opens_a_case(self) -> None:
        person = self.town.at(HOME)[0]
        paper = drafts.begin(self.town.office, person, BeforeYouStart)
        said = {"route": self.beginning.route}
        if self.beginning.child == "with a plan":
            said |= {"has_ehc_plan": "yes"}
        filling = self._filled(person, paper, said)
        if filling is None:
            raise NoSuchBeginning(self.beginning)
        self._submitted(person, filling, paper)
        self.reference = paper.draft.reference

    # --- what somebody does

    def _nothing(self, _: Random) -> None:
        return None

    def _what_is_next(self, chance: Random) -> None:
        waiting = steps_asked(self.case)
        if not waiting:
            return self._days_pass(chance)
        step = waiting[0] if chance.random() < 0.7 else chance.choice(waiting)
        return self._does_what_is_asked(step, chance)

    def _does_what_is_asked(self, step: StepAsked, chance: Random, how_careful: float = 0.85) -> None:
        person = self._one_of(step.who[0], chance, 0.1 if how_careful < 1 else 0)
        if person is None or (seen := self.sees(person)) is None:
            return self._come_to("nobody sees what is next")
        if step.answers:
            return self._revises(person, seen, step.answers, chance, chance.random() < how_careful)
        kind, said = self._what_comes_first(kind_named(step.kind), chance)
        if kind in (Consent, LaRecord) and kind.kind != step.kind and not person.is_coordinator:
            person = self._one_of(kind.by[0], chance, 0) or person
        return self._writes(person, kind, chance, chance.random() < how_careful, said, step.what)

    def _what_comes_first(self, kind: type[Entry], chance: Random) -> tuple[type[Entry], Mapping[str, Any]]:
        """What somebody who knows the work does before this form: ask everybody, have the approval."""
        case = self.case
        if kind is Approach and not has_consent(case, SHARE, school := self._school_to_ask(chance)):
            return Consent, {}
        if kind is Approach:
            return kind, {"school": school, "formality": FORMAL}
        if kind is Signature:
            last = PLACEMENT if case.is_dual_registered else TRANSFER
            if not has_consent(case, last, case.receiving):
                return Consent, {}
            if case.route == "alternative provision" and not any(each.is_approved for each in case.of(LaRecord)):
                return LaRecord, {"about": APPROVAL, "is_approved": "yes"}
        return kind, GOES_WELL.get(kind, {}) if chance.random() < 0.7 else {}

    def _school_to_ask(self, chance: Random) -> str:
        """One that has not said no."""
        said_no = {each.approach.school for each in self.case.askings if each.response and not each.is_open}
        return next((each for each in _schools_for(self.case) if each not in said_no), RECEIVING)

    def _a_form(self, chance: Random) -> None:
        person = chance.choice(self.town.people)
        seen = self.sees(person)
        offered = possible(seen, person) if seen else ()
        if offered:
            weights = [SELDOM.get(each.kind, 1.0) for each in offered]
            (kind,) = chance.choices(offered, weights)
            self._writes(person, kind, chance, chance.random() < 0.4, {})

    def _a_correction(self, chance: Random) -> None:
        self._of_a_filed(chance, of_the_other=False)

    def _an_answer(self, chance: Random) -> None:
        self._of_a_filed(chance, of_the_other=True)

    def _of_a_filed(self, chance: Random, of_the_other: bool) -> None:
        person = chance.choice(self.town.people)
        seen = self.sees(person)
        mine = [
            each
            for each in (seen.entries if seen else ())
            if seen and may_revise(seen, person, each) and is_by_the_other_school(each, person) is of_the_other
        ]
        if seen and mine:
            self._revises(person, seen, chance.choice(mine).entry_id, chance, careful=False)

    def _a_cell(self, chance: Random) -> None:
        """A coordinator writes into one cell of the sheet, or empties it: no rule is asked."""
        filed = chance.choice(self.case.filed)
        question = chance.choice([each for each in questions(type(filed.entry)) if not each.item])
        person = next(each for each in self.town.people if each.is_coordinator)
        filling = Filling(self.town.office, person, self._correction(person, filed), frozenset())
        typed = chance.choice([*filling.candidates(question.name), ""])
        try:
            value = read_answer(question, typed)
        except Unreadable:
            return
        if value == getattr(filed.entry, question.name) or question.shape is Shape.SCHOOL:
            return
        self.edits_a_cell(filed, {question.name: value})

    def edits_a_cell(self, filed: Filed, changed: Mapping[str, Any]) -> None:
        """What the app makes of a row that was edited by hand: a further version, past every rule."""
        entry = filed.entry.model_copy(update=dict(changed))
        number = f"{filed.save_id}~{len(self.told)}"
        self.town.office.store.save(
            SavedEntry(
                la=self.case.la,
                reference=self.reference,
                entry_id=filed.entry_id,
                revision=filed.revision + 1,
                save_id=number,
                base=filed.save_id,
                kind=filed.kind,
                saved_at=self.town.office.now(),
                saved_by=filed.filed_by,
                saved_for=filed.filed_for,
                pack=filed.pack,
                answers={**filed.unasked_answers, **kept(entry)},
                reasons=filed.reasons,
                from_paper=filed.from_paper,
                edited_by_hand=True,
            )
        )
        self._come_to(f"cell changed in {filed.kind}", f"{changed}")

    def _days_pass(self, chance: Random) -> None:
        days = chance.choice((1, 1, 1, 2, 3, 3, 7, 7, 14))
        self.town.clock.today += timedelta(days=days)
        self._come_to("days pass", f"to {self.town.clock.today}")

    def waits_until(self, day: date) -> None:
        """Until a day that is not over yet."""
        self.town.clock.today = max(self.town.clock.today, day)

    # --- how a form is written

    def _writes(
        self,
        person: Person,
        kind: type[Entry],
        chance: Random,
        careful: bool,
        said: Mapping[str, Any],
        meant: str = "",
    ) -> None:
        try:
            paper = a_form(self.town.office, person, kind, self.reference)
        except NotYours:
            return self._come_to(f"{kind.kind} is not theirs")
        wishes = {**self.wishes(kind, chance, meant), **said}
        filling = self._filled(person, paper, wishes, chance if not careful else None)
        if filling is None:
            return self._come_to(f"{kind.kind} refused", f"{person.name}: {wishes}")
        begun = drafts.begin(self.town.office, person, kind, self.reference)
        return self._submitted(person, filling, begun)

    def writes(self, person: Person, kind: type[Entry], said: Mapping[str, Any]) -> bool:
        """Somebody files a form with these answers and otherwise right ones; whether it was taken."""
        before = self.done["refused"]
        self._writes(person, kind, Careful(0), True, said)
        return self.done["refused"] == before

    def corrects(self, person: Person, filed: Filed, said: Mapping[str, Any]) -> bool:
        """Somebody corrects an entry in these answers; whether it was taken."""
        try:
            filling = self._filled(person, self._correction(person, filed), said)
        except NotYours:
            filling = None
        if filling is None:
            self._come_to(f"{filed.kind} revised: refused", f"{person.name}: {said}")
            return False
        self._submitted(person, filling, drafts.revise(self.town.office, person, self.reference, filed.entry_id))
        return True

    def _revises(self, person: Person, seen: Seen, entry_id: str, chance: Random, careful: bool) -> None:
        filed = next((each for each in seen.case.filed if each.entry_id == entry_id), None)
        if filed is None or not may_revise(seen, person, filed):
            return self._come_to("not theirs to revise")
        others = None if careful else chance
        filling = self._filled(person, self._correction(person, filed), {}, others, leaves_nothing=careful)
        if filling is None:
            return self._come_to(f"{filed.kind} revised: refused", person.name)
        paper = drafts.revise(self.town.office, person, self.reference, entry_id)
        if paper.draft.revises != entry_id:
            return self._come_to("another draft is open")
        return self._submitted(person, filling, paper)

    def _correction(self, person: Person, filed: Filed) -> OpenDraft:
        return drafts.correction(self.town.office, person, self.reference, filed.entry_id)

    def _filled(
        self,
        person: Person,
        paper: OpenDraft,
        said: Mapping[str, Any],
        chance: Random | None = None,
        leaves_nothing: bool = False,
    ) -> Filling | None:
        """A form with these answers, and where somebody is not careful with some others too; None when it is refused."""
        filling = Filling(self.town.office, person, paper, leaves_nothing=leaves_nothing)
        for name, value in said.items():
            filling.instead(name, value)
        if chance:
            filling.finish()
            names = [each for each in filling.on_the_form() if each not in said]
            for _ in range(chance.choice((1, 1, 2))):
                name = chance.choice(names)
                if others := [each for each in filling.candidates(name) if each != filling.typed.get(name)]:
                    filling.instead(name, chance.choice(others[:8]))
        return filling if filling.finish() else None

    def _submitted(self, person: Person, filling: Filling, begun: OpenDraft) -> None:
        typed = dict(filling.typed)
        gone = {name: "" for name in begun.typed if name not in typed and not is_blank(begun.typed[name])}
        drafts.keep(self.town.office, person, begun, {**gone, **typed})
        paper = drafts.resume(self.town.office, person, begun.draft.draft_id)
        assert paper is not None
        found = entries.submit(self.town.office, person, paper)
        revised = " revised" if begun.draft.revises else ""
        if isinstance(found, SavedEntry):
            return self._come_to(f"{found.kind}{revised}", f"{person.name}: {_short(found.answers)}")
        said = [*(each.sentence for each in found.problems), *(each.sentence for each in found.stops)]
        drafts.discard(self.town.office, person, begun.draft.draft_id)
        raise SubmittedOtherwise(f"{person.name} may submit {begun.kind.kind} on trial, and not in truth: {said}")

    def wishes(self, kind: type[Entry], chance: Random, about: str = "") -> Mapping[str, Any]:
        """What this form is wanted for just now: whose consent, whose signature, which record."""
        wanted = _WISHES.get(kind)
        return wanted(self, chance, about) if wanted else {}

    def _of_the_child(self, chance: Random, about: str) -> Mapping[str, Any]:
        return CHILDREN[self.beginning.child]

    def _whom_to_ask(self, chance: Random, about: str) -> Mapping[str, Any]:
        """A school that may be told of the child is asked; of another one only whether it has a place."""
        case = self.case
        agreed = [each for each in _schools_for(case) if has_consent(case, SHARE, each)]
        school = self._school_to_ask(chance)
        return {"school": school, "formality": FORMAL} if school in agreed else {"school": school, "formality": ENQUIRY}

    def _whose_consent(self, chance: Random, about: str) -> Mapping[str, Any]:
        case = self.case
        asked = [each.approach.school for each in case.askings if each.is_open or each.is_accepted]
        school = case.receiving or next(iter(asked), self._school_to_ask(chance))
        last = PLACEMENT if case.is_dual_registered else TRANSFER
        choices = [(EXPLORE, None), (SHARE, school), *([(last, school)] if case.receiving else [])]
        if case.has_started:
            choices.append((TRANSFER, school))
        answer = chance.choice(("agreed",) * 14 + ("refused", "withdrawn", "not asked"))
        for choice, of in choices:
            stands = standing(case, choice, of)
            if waiting := [*stands.silent, *stands.refused]:
                return _consent(waiting[0], choice, of, answer)
        choice, of = chance.choice(choices)
        return _consent(chance.choice([each.name or "" for each in case.parents] + [THE_PUPIL]), choice, of, answer)

    def _whose_signature(self, chance: Random, about: str) -> Mapping[str, Any]:
        missing = self.case.signatures_missing
        return {"document": missing[0][0], "role": missing[0][1]} if missing else {}

    def _which_record(self, chance: Random, about: str) -> Mapping[str, Any]:
        choices = next(each.choices for each in questions(LaRecord) if each.name == "about")
        near = [each for each in choices if _alike(each, about)]
        return {"about": chance.choice(near or choices)}

    # --- what came of it

    def on_the_way(self) -> str:
        """What was done so far, a line each."""
        return "\n".join([str(self.beginning), *self.told])

    def _one_of(self, who: Party, chance: Random, from_paper: float) -> Person | None:
        """Somebody of a side; now and then the coordinator, from paper."""
        case = self.case
        coordinators = [each for each in self.town.people if each.is_coordinator and self.sees(each)]
        if who is Party.LA or chance.random() < from_paper:
            return coordinators[0] if coordinators else None
        schools = {Party.HOME: [case.home], Party.RECEIVING: [_asked_school(case)]}
        urn = chance.choice(schools.get(who, [case.home, _asked_school(case)]))
        return next(iter(self.town.at(urn)), None)

    def _come_to(self, what: str, more: str = "") -> None:
        if "refused" in what:
            self.done["refused"] += 1
        self.done[what] += 1
        self.told.append(f"{self.town.clock.today:%a %d %b}  {what}  {more}")

    _does: Mapping[Doing, Callable[[Self, Random], None]] = field(
        default_factory=lambda: {
            Doing.NOTHING: Walk._nothing,
            Doing.NEXT: Walk._what_is_next,
            Doing.FORM: Walk._a_form,
            Doing.CORRECT: Walk._a_correction,
            Doing.ANSWER: Walk._an_answer,
            Doing.CELL: Walk._a_cell,
            Doing.WAIT: Walk._days_pass,
        },
        repr=False,
    )


def _is_for_later(step: StepAsked, case: Case) -> bool:
    """Whether it tells of a day that has not come: nobody reports a week or a start before it is there."""
    return step.kind in ("start", "weekly_report", "review", "final_review") and (step.by or case.today) > case.today


class NoSuchBeginning(Exception):
    """The authority's policy does not let a case begin so."""


class SubmittedOtherwise(AssertionError):
    """What was found ready on trial is refused in truth."""


def _consent(person: str, choice: str, school: str | None, answer: str) -> Mapping[str, Any]:
    is_pupil = person == THE_PUPIL
    of = {} if school is None else {"school": school}
    return {"person": person, "is_pupil": "yes" if is_pupil else "no", "choice": choice, **of, "answer": answer}


def _alike(choice: str, about: str) -> bool:
    words = set(choice.split()) - {"of", "the", "a", "told", "to", "for"}
    return bool(words & set(about.replace(",", " ").split()))


def _asked_school(case: Case) -> str:
    """The school that has the child, or was asked last."""
    return case.receiving or next((each.approach.school for each in reversed(case.askings)), "")


def _schools_for(case: Case) -> Iterator[str]:
    if case.route == "alternative provision":
        yield from (PROVIDER, RECEIVING)
    else:
        yield from (RECEIVING, ELSEWHERE, *([PROVIDER] if case.route == "off-site direction" else []))


def _short(answers: Mapping[str, Any]) -> str:
    said = {name: each for name, each in answers.items() if not isinstance(each, str) or len(each) < 40}
    return ", ".join(f"{name}={each}" for name, each in said.items() if not isinstance(each, list | tuple))[:300]


_WISHES: Mapping[type[Entry], Callable[[Walk, Random, str], Mapping[str, Any]]] = {
    Referral: Walk._of_the_child,
    Approach: Walk._whom_to_ask,
    Consent: Walk._whose_consent,
    Signature: Walk._whose_signature,
    LaRecord: Walk._which_record,
}


def beginnings() -> Sequence[Beginning]:
    """Every route under every pack that offers it."""
    return [Beginning(route, each) for each in PACKS for route in ROUTES if route in pack(each).routes]
