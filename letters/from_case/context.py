"""What one letter is made from: a case, the authority's tables, what was answered for it, the entry it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from letters.facts import FirstDayBox
from letters.from_case.places import place_at, until_then
from letters.from_case.readers import Copy
from letters.from_case.referral import pupil
from record.authority import Authority
from record.case import Case
from record.entry import Answers, Filed
from record.tables import School


@dataclass(frozen=True, slots=True)
class LetterContext:
    """What one letter is made from."""

    case: Case
    authority: Authority
    answers: Answers | None = None
    """To what is asked with the letter."""
    filed: Filed | None = None
    """The entry it is about, where each has a paper of its own."""
    copy: Copy | None = None
    """Whose copy it is, where what it says is that reader's alone."""

    @property
    def child(self) -> str:
        """What the child likes to be called."""
        return pupil(self.case).preferred_name

    @property
    def home(self) -> School:
        """The home school."""
        return self.authority.school(self.case.home)

    @property
    def receiving(self) -> School:
        """The receiving school."""
        return self.authority.school(self.case.receiving)

    def first_day_at(
        self, school: School, on: date | None, at: time | None, where: str | None, who: str | None
    ) -> FirstDayBox:
        """A first day at a school, as far as it is recorded."""
        return FirstDayBox(
            where=place_at(school, where),
            address_lines=school.address,
            on=on,
            at=at,
            who=who,
            until_then=until_then(self.case, self.authority, self.child, on, school.name) if on else None,
        )
