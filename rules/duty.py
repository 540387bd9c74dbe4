"""How a duty is declared: what somebody owes a case, by when, and what it waits for. The duties stand in `duties/`.

A duty is a function of the case that tells each time it is owed. It is done when it tells of nothing any more. Next step,
deadlines, Today, the board, the calendar, messages and the forms that are offered come from the duties and from nothing
else; which there are in a case is worked out in `due.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from record.case import Case
from record.ended import Belongs, ended
from record.entry import Entry, Filed, Party
from record.once import once_a_case
from record.school_days import ONE_DAY
from record.stage import needs_roll_change
from record.words import day, day_and_month, first_capital, listed
from rules.clauses import Clause
from rules.rule import Example, RuleIdTaken, cited, first_line

SOON = timedelta(days=7)
"""How long before its day something is at risk of being late."""


class Risk(StrEnum):
    """How something due stands on a day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


class Phase(StrEnum):
    """How far a case has come, as far as duties ask."""

    BEFORE = "until a placement is agreed"
    PLACED = "from the agreement to an ending"
    ENDED = "once an ending is decided"


GOES_ON = (Phase.BEFORE, Phase.PLACED)
ALWAYS = tuple(Phase)


@once_a_case
def phase(case: Case) -> Phase:
    """How far a case has come."""
    if ended(case):
        return Phase.ENDED
    return Phase.PLACED if case.placement else Phase.BEFORE


@dataclass(frozen=True, slots=True)
class Harm:
    """What may hurt a child when a duty is not done."""

    name: str
    why_here: str
    """Why it stands before the next."""


OUT_OF_SIGHT = Harm("Child out of sight", "Nobody may know where the child is at this moment.")
NO_NEXT_PLACE = Harm("No next place", "From some day on nobody expects the child anywhere.")
RETURN_UNCLEAR = Harm("Return unclear", "The family does not know when to come, or who to ask for.")
DIRECTION_RAN_OUT = Harm("Direction has run out", "The schools may each think the child is at the other.")
AT_ODDS = Harm("Registers at odds", "In some session each school had the child elsewhere.")
ARRIVAL = Harm("Arrival not confirmed", "The child is expected and may never have come.")
UNDECIDED = Harm("Nobody has decided", "The child is safe, but where they belong is not certain.")
NO_GROUND = Harm("Requirement not met", "Something was done to a child that should not stand as it is.")
NOT_TOLD = Harm("Family not told", "The family may send the child to the wrong school, or wait at home.")
PRESSED = Harm("Pressure reported", "A family may be in this against its will.")
UNREPORTED = Harm("Reports missing", "Nobody outside the school knows how the child is.")
RED = Harm("Red concern", "A school knows, has said so, and waits for an answer.")
NO_CONSENT = Harm("Consent missing", "Going on would be against someone's will, or unlawful.")
NOT_HEARD = Harm("Refusal not acted on", "Someone said that it is not so, and nobody has acted on it.")
NO_NOTICE = Harm("Notice too late", "The direction would not be lawful; there may be time to put it right.")
STILL_ON_A_ROLL = Harm(
    "Still on a roll", "A register counts a child who has left, and says that someone looks after it."
)
SIGNS = Harm("Signs of trouble", "It may go wrong if nobody looks at it this week.")
UNSIGNED = Harm("Signatures missing", "What everyone said is not yet written down.")
LATE = Harm("Late", "A step is waited for; the child is where it should be.")
OURS = Harm("For the authority to do", "Only the authority's own record is behind.")

HARMS: tuple[Harm, ...] = (
    OUT_OF_SIGHT,
    NO_NEXT_PLACE,
    RETURN_UNCLEAR,
    DIRECTION_RAN_OUT,
    AT_ODDS,
    ARRIVAL,
    UNDECIDED,
    NO_GROUND,
    NOT_TOLD,
    PRESSED,
    UNREPORTED,
    RED,
    NO_CONSENT,
    NOT_HEARD,
    NO_NOTICE,
    STILL_ON_A_ROLL,
    SIGNS,
    UNSIGNED,
    LATE,
    OURS,
)
"""The worst first. Who knows nothing of a child comes before who has not decided, then who has not written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One time that a duty is owed, as its function tells it. What is left out is as the duty declares it."""

    by: date | None = None
    who: Party | None = None
    second: Party | None = None
    form: type[Entry] | None = None
    answers: str = ""
    """The id of the entry that is answered or completed, where no new entry is written."""
    week: date | None = None
    """For a weekly report, its Monday."""
    day: date | None = None
    """The day that the family is to be given."""
    of: tuple[str, ...] = ()
    """Whose or which, where it is one of several: the people whose answers are missing."""
    waits_for: tuple[str, ...] = ()
    """Whom or what it waits for before anybody can do it, in words: `Mrs J. Adeyemi and the pupil to agree`."""
    harm: Harm | None = None
    harms_from: date | None = None
    """The first day on which a coordinator is called about it; without one, the day after `by`."""
    says: str = ""
    """What that coordinator reads: a sentence or two, what is wrong and where the child is meanwhile. Names nobody."""


Tells = Callable[[Case], Iterator[Owed]]


@dataclass(frozen=True, eq=False)
class Duty:
    """One thing that somebody owes a case."""

    id: str
    do: str
    """What to do, to the one who must: `hold the final review`."""
    what: str
    """The same to everybody else: `the final review`."""
    outside: str
    """The same in a calendar or an e-mail, which others may read, where `what` tells of a child's care, health or conduct; else
    empty."""
    clauses: tuple[Clause, ...]
    """The first that applies is cited: the local before the national before the app's own."""
    owner: Party
    """Whose it is: one school's, or the authority's."""
    second: Party | None
    """Who may do it too."""
    form: type[Entry] | None
    """The form that does it; none where it is done on the telephone."""
    phases: tuple[Phase, ...]
    harm: Harm | None
    """What may come of it when it is late; none where nobody is called about it."""
    is_aside: bool
    """Whether the case goes on without it: to tell, to see, to confirm."""
    in_calendar: bool
    """Whether its day is an appointment."""
    tell: tuple[Party, ...]
    """Who is told of it beside those who can do it."""
    letter: str
    """Id of the letter that does it; empty where none does."""
    statement: str
    """When it is owed and when it is done, in one sentence."""
    tells: Tells
    comes: Example
    """Answers of its form, and of the case around it, with which it is owed."""
    goes: Example
    """The same, once it is done."""


_DECLARED: dict[str, Duty] = {}


class DutyRefused(ValueError):
    """A duty is not complete; the text says what to put right."""


def declared_duties() -> tuple[Duty, ...]:
    """The duties of the modules imported so far, in the order in which they were declared."""
    return tuple(_DECLARED.values())


def duty(
    duty_id: str,
    *,
    do: str,
    what: str,
    clause: str | tuple[str, ...],
    owner: Party,
    form: type[Entry] | None,
    phases: tuple[Phase, ...],
    harm: Harm | None,
    comes: Example,
    goes: Example,
    second: Party | None = None,
    is_aside: bool = False,
    in_calendar: bool = False,
    tell: tuple[Party, ...] = (),
    letter: str = "",
    statement: str = "",
    outside: str = "",
) -> Callable[[Tells], Tells]:
    """Declare the function below as a duty; its statement is the first line of the docstring, unless `statement` gives it.

    Raises RuleIdTaken, DutyRefused or ClauseUnknown at import.
    """
    clauses = cited(clause)

    def declare(tells: Tells) -> Tells:
        says = statement or first_line(tells.__doc__)
        own = (form, phases, harm, is_aside, in_calendar, tell, letter, says, tells, comes, goes)
        _add(Duty(duty_id, do, what, outside, clauses, owner, second, *own))
        return tells

    return declare


def _add(made: Duty) -> None:
    if made.id in _DECLARED:
        raise RuleIdTaken(f"{made.id} is already the duty {_DECLARED[made.id].tells.__name__}: choose another id")
    if Party.EITHER in (made.owner, made.second):
        raise DutyRefused(f"{made.id}: say which school it is, and name the other one second")
    if not made.phases:
        raise DutyRefused(f"{made.id}: say in which phases of a case it can be owed")
    _DECLARED[made.id] = made


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody owes a case now."""

    duty: Duty
    who: Party
    second: Party | None
    form: type[Entry] | None
    harm: Harm | None
    by: date | None = None
    answers: str = ""
    week: date | None = None
    day: date | None = None
    of: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    harms_from: date | None = None
    sentence: str = field(default="", compare=False)

    @property
    def what(self) -> str:
        """What it is, to everybody; it names nobody."""
        return self.duty.what

    @property
    def outside(self) -> str:
        """What it is, in a calendar or an e-mail: nothing there tells of the child."""
        return self.duty.outside or self.duty.what

    def in_words(self, is_theirs: bool) -> str:
        """What it is and whose, to the one who must do it or to somebody else who may see the case."""
        words = self.duty.do if is_theirs else self.duty.what
        return f"{words} ({listed(self.of)})" if self.of else words

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ids of the clauses that ask for it: the local before the national ones."""
        return tuple(each.id for each in self.duty.clauses)

    @property
    def kind(self) -> str:
        """The entry kind that does it; empty where none does."""
        return self.form.kind if self.form else ""

    @property
    def is_aside(self) -> bool:
        """Whether the case goes on without it."""
        return self.duty.is_aside

    @property
    def can_be_done(self) -> bool:
        """Whether it waits for nobody."""
        return not self.waits_for

    def is_for(self, party: Party) -> bool:
        """Whether this side may do it, its own or as the second."""
        return party in (self.who, self.second)

    def is_late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.by is not None and self.by < today

    def risk(self, today: date) -> Risk:
        """Late, soon or later; what has no day is waited for now."""
        if self.is_late(today):
            return Risk.LATE
        return Risk.SOON if self.by is None or self.by <= today + SOON else Risk.LATER

    @property
    def since(self) -> date:
        """From when it harms; the end of time when it has no day."""
        return self.harms_from or (self.by + ONE_DAY if self.by else date.max)

    @property
    def rank(self) -> int:
        """Its place among what harms, 0 the worst."""
        return HARMS.index(self.harm) if self.harm else len(HARMS)

    @property
    def says(self) -> str:
        """What a coordinator reads who is called about it."""
        if self.sentence or self.by is None:
            return self.sentence or f"{first_capital(self.what)}: not done yet."
        of_week = f" for the week of {day_and_month(self.week)}" if self.week else ""
        return f"{first_capital(self.duty.what)}{of_week}: was due on {day(self.by)}."


def owed(made: Duty, case: Case) -> Iterator[Due]:
    """Each time that a duty is owed in a case."""
    for each in made.tells(case):
        yield Due(
            made,
            *_whose(made, each, case),
            each.form or made.form,
            each.harm or made.harm,
            each.by,
            each.answers,
            each.week,
            each.day,
            each.of,
            each.waits_for,
            each.harms_from,
            each.says,
        )


def _whose(made: Duty, each: Owed, case: Case) -> tuple[Party, Party | None]:
    """Whose it is, and who may do it too. A school that is only asked answers, and no more: until one has accepted, what both
    schools may do is the home school's alone."""
    who = each.who or made.owner
    second = each.second or (made.second if each.who in (None, made.owner) else None)
    if case.receiving is None and {who, second} == {Party.HOME, Party.RECEIVING}:
        return Party.HOME, None
    return who, second


def side_of(case: Case, filed: Filed) -> Party:
    """The side that filed an entry, which alone may complete it."""
    if not filed.filed_for:
        return Party.LA
    return Party.HOME if filed.filed_for == case.home else Party.RECEIVING


def other_side(side: Party) -> Party | None:
    """The other school of the two; none where the authority filed it."""
    return {Party.HOME: Party.RECEIVING, Party.RECEIVING: Party.HOME}.get(side)


def still_matters(case: Case) -> bool:
    """Whether what the schools wrote of each other is still to be settled: until the end, and then until a name is off a roll."""
    return ended(case) is None or needs_roll_change(case)


def has_gone(case: Case) -> bool:
    """Whether the child has left the receiving school: it may not see all that is written in its own entries from then on."""
    end = ended(case)
    return end is not None and end.belongs is not Belongs.RECEIVING and end.from_on <= case.today
