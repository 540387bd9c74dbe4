"""The words in which stories are told. A story goes on from day to day; `on` a day somebody does something, `then`
everybody can see where the child is expected, how far the case has come and what the app asks for.

After every act each rule is asked about each entry: a finding that the story did not tell of fails it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from record.case import Case
from record.entry import Filed
from record.expected_place import Expected
from record.registers import to_mark
from record.school_days import Calendar, Half, Session, days
from record.stage import Stage, stage, week_of
from record.words import MONTHS, day_and_month
from rules.due import due, steps
from rules.duty import Due
from rules.judging import judge
from rules.packs import pack
from rules.rule import Finding, Weight
from tests.casework.desk.doable import cannot_do
from tests.record.a_case import CALENDARS, a_case, at, day, where

HAMMERSMITH, WARWICKSHIRE, NATIONAL = "hammersmith-fulham-2019", "warwickshire", "national-2026"
SALTMARSH = "saltmarsh-2026"
"""A pack that is an example, of an authority that does not exist."""
PLACEMENT, DIRECTION, DIRECT, PROVISION = "placement", "off-site direction", "direct", "alternative provision"
HALVES = {"morning": Half.AM, "afternoon": Half.PM}

Act = Callable[[Case], tuple[Filed, ...]]
"""What somebody does: the entries it files, in the case as it is today."""


def the(words: str) -> date:
    """A day of the school year 2026 to 2027: `14 September` is in 2026, `14 January` in 2027."""
    number, month = words.split()
    return day(int(number), MONTHS.index(month) + 1)


def in_words(on: date) -> str:
    """As the stories write a day: `14 September`."""
    return day_and_month(on)


class Story:
    """One child's case under a pack and on a route, from day to day."""

    def __init__(self, pack_id: str, route: str = PLACEMENT, calendars: Mapping[str, Calendar] = CALENDARS) -> None:
        self.route = route
        self.case = a_case(pack=pack(pack_id), calendars=calendars)
        self.explained: set[str] = set()
        """The rules that are not kept, each with its reason."""
        self.without_ground: set[str] = set()
        """The gates that a turn of the case lacks."""

    def on(self, today: str, *acts: Act, asks_why: str = "", settles: str = "", takes_the_ground_by: str = "") -> None:
        """What happens on a day. `asks_why`: the *should* rules that ask for a reason; `settles`: those now kept;
        `takes_the_ground_by`: the gates that a turn lacks since somebody said what cannot be refused."""
        self.case = self._after(today, acts)
        self.explained = (self.explained | set(asks_why.split())) - set(settles.split())
        self.without_ground = (self.without_ground | set(takes_the_ground_by.split())) - set(settles.split())
        found = judge(self.case)
        assert {each.rule for each in found if each.weight is Weight.SHOULD} == self.explained, _said(found)
        assert {each.rule for each in found if each.weight is Weight.MUST} == self.without_ground, _said(found)
        self.case = replace(self.case, filed=tuple(_with_its_reasons(each, found) for each in self.case.filed))
        assert cannot_do(self.case) == [], "whoever is shown a step can do it, or it says what it waits for"
        left = judge(self.case)
        self.explained = {each.rule for each in left if each.weight is Weight.SHOULD}  # some ask only of a correction

    def is_refused(self, today: str, *acts: Act, because_of: str, asks_why: str = "") -> None:
        """What cannot be submitted on a day, by which *must* rules, and what else is asked; nothing of it is kept."""
        found = judge(self._after(today, acts))
        refused = {each.rule for each in found if each.weight is Weight.MUST} - self.without_ground
        assert refused == set(because_of.split()), _said(found)
        others = {each.rule for each in found if each.weight is Weight.SHOULD} - self.explained
        assert others == set(asks_why.split()), _said(found)

    def could_be_filed(self, today: str, *acts: Act, asks_why: str = "") -> None:
        """What could be submitted on a day, and what else is asked then; nothing of it is kept."""
        self.is_refused(today, *acts, because_of="", asks_why=asks_why)

    def finds_in_the_sheet(self, today: str, *acts: Act) -> None:
        """What somebody wrote into the authority's spreadsheet itself, past every rule."""
        self.case = self._after(today, acts)

    def then(self, stage_is: Stage, at_school: str, *asks: str) -> None:
        """Today: how far the case is, where the child is expected morning and afternoon, and what the app asks for.

        `asks` is everything the case waits for, the earliest first: `home school: ask a school by 3 September`.
        """
        assert stage(self.case) is stage_is, stage(self.case)
        self.is_expected(at_school, in_words(self.case.today))
        asked = tuple(_asked(each) for each in steps(self.case))
        assert asked == asks, asked

    def is_expected(self, at_school: str, first: str, last: str = "") -> None:
        """Where the child is expected in every session of a day, or from a day to another when any school is open."""
        span = tuple(each for each in days(the(first), the(last or first)) if not last or self._is_open_anywhere(each))
        assert span, "no school is open on any of these days"
        for each in span:
            found = {at(self.case, each, half) for half in Half}
            assert found == {at_school}, f"{found} on {in_words(each)}"

    def _is_open_anywhere(self, on: date) -> bool:
        return any(calendar.is_open(on) for calendar in self.case.calendars.values())

    def is_expected_in_the(self, half: str, at_school: str, on: str) -> None:
        """Where the child is expected in one session: in the `morning` or the `afternoon`."""
        assert at(self.case, the(on), HALVES[half]) == at_school

    def is_met(self, on: str, at_time: str, place: str | None, person: str) -> None:
        """The time, place and person of a first day."""
        answer = where(self.case, the(on))
        assert isinstance(answer, Expected) and answer.first_day is not None
        assert (answer.first_day.at, answer.first_day.where, answer.first_day.person) == (
            time.fromisoformat(at_time),
            place,
            person,
        )

    def is_in_week(self, number: int, of: int) -> None:
        """Week n of N of the placement."""
        assert week_of(self.case) == (number, of)

    def registers_show(self, on: str, home: str, receiving: str, has_second_roll: bool = True) -> None:
        """What each school marks in the morning: a code, ✓ for what it sees, – for nothing."""
        morning = Session(the(on), Half.AM)
        schools = (self.case.home, self.case.receiving or "")
        shown = tuple(to_mark(self.case, urn, morning, has_second_roll).shown for urn in schools)
        assert shown == (home, receiving), shown

    def asks_beside(self, *asked: str) -> None:
        """What the app asks for beside the case, or with it: each of these is among everything due."""
        everything = [_asked(each) for each in due(self.case)]
        assert set(asked) <= set(everything), everything

    def asks_nothing_of(self, words: str) -> None:
        """What the app does not ask for: nothing due has these words in it."""
        found = [_asked(each) for each in due(self.case) if words in each.what]
        assert found == [], found

    def _after(self, today: str, acts: tuple[Act, ...]) -> Case:
        case = replace(self.case, today=the(today))
        for act in acts:
            case = case.with_filed(*(_typed(each, case) for each in act(case)))
        return case


def _typed(filed: Filed, case: Case) -> Filed:
    """As typed today, under this case's pack; a correction keeps the day of the entry that it corrects."""
    if filed.corrects:
        return filed
    return replace(filed, filed_at=datetime.combine(case.today, filed.filed_at.time()), pack=case.pack.stamp)


def _with_its_reasons(filed: Filed, found: tuple[Finding, ...]) -> Filed:
    own = {each.rule: "We talked it over" for each in found if each.entry_id == filed.entry_id}
    return replace(filed, reasons={**filed.reasons, **own}, corrects=None)


def _said(found: tuple[Finding, ...]) -> str:
    found_are = "; ".join(f"{each.rule} {each.weight} on {each.kind}" for each in found) or "nothing is said"
    return f"{found_are}. Where that is meant, say so on this day of the story: asks_why, settles, because_of"


def _asked(each: Due) -> str:
    return f"{each.who}: {each.what}" + (f" by {in_words(each.by)}" if each.by else "")
