"""How one case of the sample is told: each entry begun, kept and submitted by the person who would write it, on the day
it would be written, through the same verbs as everybody's. An entry that the rules refuse is an error here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from casework.forms.drafts import OpenDraft, begin, keep, revise
from casework.forms.entries import REASON, Check, submit
from casework.reading.office import Office
from casework.sample.desk import Desk
from casework.sample.references import reference_of
from record.answers import Reading, typed_from
from record.entry import Answers, Entry
from record.field import Question, Shape, question
from record.identifiers import new_id
from record.person import Person
from record.words import ENGLAND, typed_day
from store.contract import SavedEntry, TableRow

BY_TYPE: Mapping[Shape, str] = {
    Shape.TEXT: "As we agreed",
    Shape.LONG_TEXT: "As we agreed with everybody.",
    Shape.BIRTH_DATE: "14/3/2012",
    Shape.TIME: "9:20",
    Shape.NUMBER: "1",
    Shape.WHOLE_NUMBER: "1",
    Shape.YES_NO: "yes",
    Shape.UPN: "B801200005001",
    Shape.MARK: "/",
}
"""What is answered, as typed, where a form requires an answer and no child's file has one: a question that was just added is
answered by its type, and the sample goes on. What the child would say is better, in `children/`."""
ROUNDS = 3
"""How often a form may ask on: a group, its items, and what hangs on an answer of one."""
BETWEEN_TWO = timedelta(minutes=4)
SMALLEST = timedelta(microseconds=1)
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)
FIRST_OF_A_DAY = time(8, 10)


class SampleEntryRefused(AssertionError):
    """An entry of the sample does not keep the rules: mend the plot, never the check."""


@dataclass(frozen=True)
class PastOffice(Office):
    """An office on another day, at a time of day of its own."""

    moment: WritingMoment = field(default_factory=lambda: WritingMoment(LONG_AGO))

    def now(self) -> datetime:
        """The moment this entry is filed at (UTC)."""
        return self.moment.at


def _day_of(moment: datetime) -> date:
    return moment.astimezone(ENGLAND).date()


@dataclass
class WritingMoment:
    """When the entry in hand is written."""

    at: datetime

    def move_to(self, day: date, latest: datetime) -> None:
        """On to `day`, or a few minutes on; never so late that somebody's next entry would come before it."""
        before = self.at
        assert day >= _day_of(before), f"{day} comes before {_day_of(before)}: tell it first"
        wanted = before + BETWEEN_TWO if day == _day_of(before) else datetime.combine(day, FIRST_OF_A_DAY, UTC)
        self.at = max(min(wanted, latest), before + SMALLEST)


class Story:
    """One case in the making."""

    def __init__(
        self, plot: str, tables: Mapping[str, Sequence[TableRow]], now: datetime, reasons: Mapping[str, str]
    ) -> None:
        self.plot, self.desk, self._reasons = plot, Desk(tables), reasons
        self.reference = reference_of(plot)
        midnight = datetime.combine(
            now.astimezone(ENGLAND).date(), time(0), ENGLAND
        )  # in summer still yesterday in UTC
        self._latest = max(now - timedelta(minutes=1), midnight.astimezone(UTC))
        self._moment = WritingMoment(LONG_AGO)
        self._office = PastOffice(
            self.desk, lambda: _day_of(self._moment.at), mint=lambda: self.reference, moment=self._moment
        )
        self._entry_ids: dict[type[Entry], str] = {}

    def writes(self, who: Person, on: date, entry: Entry) -> None:
        """Somebody writes and submits an entry."""
        self._entry_ids[type(entry)] = self._submit(who, self.drafts(who, on, entry)).entry_id

    def drafts(self, who: Person, on: date, entry: Entry) -> OpenDraft:
        """Somebody begins an entry and leaves it as a draft."""
        self._moment.move_to(on, self._latest)
        begun = self.reference if self.desk.entries() else ""
        paper = begin(self._office, who, type(entry), begun)
        keep(self._office, who, paper, typed_from(entry, new_id))
        return paper

    def answers(self, who: Person, on: date, kind: type[Entry], **typed: Any) -> None:
        """Somebody corrects the last entry of a kind, or the other school answers it. `typed` is as typed."""
        self._moment.move_to(on, self._latest)
        paper = revise(self._office, who, self.reference, self._entry_ids[kind])
        keep(self._office, who, paper, typed)
        self._submit(who, paper)

    def _submit(self, who: Person, paper: OpenDraft) -> SavedEntry:
        saved = self._submit_answered(who, paper)
        if isinstance(saved, Check) and saved.needing_a_reason:
            given = {f"{REASON}{each.rule}": self._reasons.get(each.rule, "") for each in saved.needing_a_reason}
            keep(self._office, who, paper, given)
            saved = submit(self._office, who, paper)
        if isinstance(saved, Check):
            raise SampleEntryRefused(f"{self.plot}, {paper.kind.title}: {_what_is_wrong(saved)}")
        return saved

    def _submit_answered(self, who: Person, paper: OpenDraft) -> SavedEntry | Check:
        """Submitted, with an answer to whatever is required and was not told."""
        saved = submit(self._office, who, paper)
        for _ in range(ROUNDS):
            if not (isinstance(saved, Check) and saved.reading.missing):
                break
            keep(self._office, who, paper, answers_by_type(saved.reading, who.school, _day_of(self._moment.at)))
            saved = submit(self._office, who, paper)
        return saved


def _what_is_wrong(checked: Check) -> str:
    problems = [f"{each.question}: {each.sentence}" for each in checked.problems]
    unreasoned = [f"{each.rule}: {each.sentence}" for each in checked.needing_a_reason]
    stops = [f"{each.rule}: {each.sentence}" for each in checked.stops]
    return "; ".join(problems + stops + unreasoned)


def answers_by_type(reading: Reading, school: str, on: date) -> Mapping[str, Any]:
    """An answer, as typed, to each required question that has none: on that day, and about a school (its URN)."""
    kind = type(reading.entry)
    return {each.question: an_answer(_asked(kind, each.question), school, on) for each in reading.missing}


def an_answer(asked: Question, school: str, on: date) -> str | Sequence[str]:
    """As somebody types it; to a group, the ids of as many items as it needs."""
    if asked.shape is Shape.GROUP:
        return [new_id()[:6] for _ in range(asked.least)]
    if asked.shape is Shape.CHOICES:
        return asked.choices[:1]
    if asked.shape is Shape.CHOICE:
        return asked.choices[0]
    return {**BY_TYPE, Shape.SCHOOL: school, Shape.DATE: typed_day(on)}[asked.shape]


def _asked(kind: type[Answers], name: str) -> Question:
    """The question with this flat name: `met_on`, or `targets.k3f9.what` of a group's item."""
    top, _, of_item = name.partition(".")
    found = question(kind, top)
    return question(found.item, of_item.partition(".")[2]) if found.item and of_item else found
