"""What every step of a sample case works with: its story, its words, its two schools and its days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.sample.authority import SampleSchool, coordinator
from casework.sample.diary import Diary
from casework.sample.telling import Story
from casework.sample.words import Words, made
from record.case import DIRECTION, PROVISION_ROUTE
from record.entry import Entry
from record.forms.board_decision import WrittenNotice
from record.forms.telling import FamilyTold
from record.person import Person
from record.school_days import Calendar
from record.words import listed


@dataclass(frozen=True)
class Tale:
    """One case being told."""

    story: Story
    words: Words
    diary: Diary
    home: SampleSchool
    receiving: SampleSchool
    """The home school itself where no other is named."""
    here: Calendar
    """The home school's calendar."""
    there: Calendar
    """The receiving school's."""

    @property
    def coordinator(self) -> Person:
        """The coordinator of the home school's area."""
        return coordinator(self.home.urn)

    @property
    def child(self) -> str:
        """The name the child likes to be called."""
        return str(self.words.of("referral")["preferred_name"])

    @property
    def parents(self) -> tuple[str, ...]:
        """Those with parental responsibility, by name."""
        return tuple(each["name"] for each in self.words.several("parents") if each.get("has_responsibility", True))

    @property
    def route(self) -> str:
        """The route of the case."""
        return str(self.words.of("before")["route"])

    @property
    def is_directed(self) -> bool:
        """Whether the home school's board directs the child out: to a school, or to a provider."""
        return self.route in (DIRECTION, PROVISION_ROUTE)

    def home_writes(self, on: date, entry: Entry) -> None:
        """The home school submits an entry."""
        self.story.writes(self.home.writer, on, entry)

    def receiving_writes(self, on: date, entry: Entry) -> None:
        """The receiving school submits an entry."""
        self.story.writes(self.receiving.writer, on, entry)

    def receiving_reports(self, on: date, entry: Entry) -> None:
        """Whoever writes the receiving school's weekly reports submits one."""
        self.story.writes(self.receiving.reporter, on, entry)

    def family_is_told(self, by: SampleSchool, on: date, about: str, takes_effect_on: date | None) -> None:
        """A school tells both parents and the child, by hand and with the letter."""
        said = {"about": about, "takes_effect_on": takes_effect_on, "told_on": on, "told_by": by.writer.name}
        people = listed([*self.parents, self.child])
        self.story.writes(by.writer, on, made(FamilyTold, {**said, "people": people, "how": "letter, by hand"}))

    def in_writing(self, on: date) -> tuple[WrittenNotice, ...]:
        """Everybody who is told has it in writing, by hand."""
        rows = self.words.several("parents")
        told = [
            each["name"] for each in rows if each.get("has_responsibility", True) or each.get("lives_with_child", True)
        ]
        return tuple(made(WrittenNotice, {"to": each, "given_on": on, "how": "by hand"}) for each in told)

    def authority_writes(self, on: date, entry: Entry) -> None:
        """The coordinator submits an entry."""
        self.story.writes(self.coordinator, on, entry)
