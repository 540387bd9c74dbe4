"""What an authority's settings tables come to: its schools, its calendars and coordinators, and the pack in force. Values
only; casework reads them from the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from record.entry import Entry
from record.forms.together import FormOfMany
from record.own_questions import OwnQuestions, with_own
from record.pack import Pack
from record.school_days import Calendar
from record.tables import Coordinator, School

OwnKey = tuple[str, str]
"""Of a letter template that an authority gave: the letter's id and the language in lower case; nothing for English."""


@dataclass(frozen=True)
class Authority:
    """Everything the settings tables say, at one moment."""

    pack: Pack
    """The policy pack in force for new cases, with the numbers that the Settings table changes."""
    schools: Mapping[str, School] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    coordinators: Mapping[str, Coordinator] = field(default_factory=dict)
    """By area."""
    posts: Mapping[str, str] = field(default_factory=dict)
    """What people of the Staff table are, by their names: `Head of Year`."""
    own_templates: Mapping[OwnKey, bytes] = field(default_factory=dict)
    """The authority's own letter templates in use, by letter and language (nothing for English)."""
    successors: Mapping[str, str] = field(default_factory=dict)
    """By URN of a school that became another: the URN it has today."""
    own: OwnQuestions = field(default_factory=OwnQuestions)
    faults: tuple[str, ...] = ()
    """Rows that could not be used, each with what to put right; everything else goes on without them."""

    def form(self, kind: type[Entry]) -> type[Entry]:
        """A form as this authority asks it: with its own questions; of one that is filed as several entries, with those of each."""
        if issubclass(kind, FormOfMany):
            return with_own(kind, kind.with_those_of_each(self.own.of(kind.files.kind)))
        return with_own(kind, self.own.of(kind.kind))

    def school(self, urn: str | None) -> School:
        """The school with this URN; a school nobody has entered is named by its URN."""
        return self.schools.get(urn or "") or School(urn or "", f"School {urn}" if urn else "No school yet")

    def name_of(self, urn: str | None) -> str:
        """What a school is called."""
        return self.school(urn).name

    def numbers(self, urn: str) -> Sequence[str]:
        """A school's URN, and those it had before."""
        return [urn, *(before for before, today in self.successors.items() if today == urn)]

    def is_of(self, school: School, la: str) -> bool:
        """Whether a school is a local authority's; one whose code is not written is, while no other authority is known."""
        others = {each.la for each in self.schools.values()} - {"", la}
        return school.la == la or (not school.la and not others)

    def others(self, urn: str) -> Sequence[School]:
        """Every school but one that is open, by name."""
        return sorted(
            (each for each in self.schools.values() if each.urn != urn and not each.closed_on), key=lambda s: s.name
        )

    @property
    def name(self) -> str:
        """What the authority is called."""
        return self.settings.get("authority") or "the local authority"

    def coordinator_for(self, urn: str) -> Coordinator:
        """The coordinator of a school's area."""
        fallback = Coordinator("", *(self.settings.get(f"coordinator{part}", "") for part in ("", " phone", " email")))
        return self.coordinators.get(self.school(urn).area, fallback)
