"""Right answers to any form, found from what is declared: the types of its questions, the examples of its rules, the dates of
the case; and where a form is refused, from what the refusals say. A rule that is new is followed by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from casework.forms import drafts
from casework.forms.drafts import REASON, OpenDraft
from casework.forms.entries import Check, check
from casework.forms.filling_in import FillerContext, filled_in
from casework.reading.access import see
from casework.reading.office import Office
from casework.sample.telling import BY_TYPE
from record.answers import Asked, as_typed, asked, is_blank
from record.attendance import CODES
from record.case import Case
from record.entry import Entry
from record.field import Question, Shape, questions
from record.forms.meeting_record import WEEKDAYS
from record.person import Person
from record.reading import Unreadable, read_date
from record.registers import MarkSource, to_mark
from record.school_days import Half, Session, monday_of
from record.words import typed_day
from rules.judging import gates, rules
from tests.explorer.town import ELSEWHERE, HOME, PROVIDER, RECEIVING

WHY = "We talked it over with everybody, and this is best for the child."
ROUNDS = 40
"""How often the refusals of one form are answered."""
TRIES = 400
"""Checks of one form at most."""
OF_SHAPE: Mapping[Shape, Sequence[str]] = {
    **{shape: (text,) for shape, text in BY_TYPE.items()},
    Shape.TIME: ("8:40", "15:10", "12:00"),
    Shape.NUMBER: ("1", "0", "95"),
    Shape.MARK: ("/", "\\", "", "D", "E", "I", *CODES),
}
"""What may be typed to a question of a type, the likeliest first."""
SAID_BY_EXAMPLES = (Shape.YES_NO, Shape.CHOICE, Shape.TEXT, Shape.LONG_TEXT, Shape.NUMBER, Shape.WHOLE_NUMBER)
"""Types whose examples are answers in any case; a day is not."""
ITEMS = ("a", "b", "c", "d", "e", "f", "g", "h")
"""Ids of the items of a group, as they are added."""
SOON = timedelta(days=6)
USUAL: Mapping[str, str] = dict.fromkeys(
    (
        *("has_ehc_plan", "parents.is_excluded_by_court", "parents.needs_interpreter", "is_looked_after"),
        *("ehc_assessment_under_way", "has_disability", "had_incidents", "has_reduced_programme", "extends"),
        *("home_wants_review", "has_protection_file", "provocation_considered"),
    ),
    "no",
)
"""What is said of most children, where no example of a rule says it."""
Typed = dict[str, Any]


@dataclass
class Filling:
    """One form being filled in by one person; nothing of it is kept."""

    office: Office
    person: Person
    paper: OpenDraft
    fixed: frozenset[str] = frozenset()
    """Answers that this person insists on."""
    leaves_nothing: bool = False
    """Whether what may be left out is answered too."""
    tries: int = 0
    checked: Check = field(init=False)

    def __post_init__(self) -> None:
        self.office.shelf.begin_run()  # as a page does: one look at the store
        self.paper = self._with({})
        self.checked = self._judged(self.paper)

    @property
    def typed(self) -> Mapping[str, Any]:
        """What is typed by now."""
        return self.paper.typed

    @property
    def is_ready(self) -> bool:
        """Whether it may be submitted as it is."""
        return self.checked.is_ready

    def finish(self) -> bool:
        """Put right what is refused, as far as the form can; give a reason where one is asked for. Whether it is ready."""
        for _ in range(ROUNDS):
            if self.tries > TRIES or not _weight(self.checked) or not self._is_improved():
                break
        reasons = {REASON + each.rule: WHY for each in self.checked.needing_a_reason}
        if reasons:
            self.paper = self._with(reasons)
            self.checked = self._judged(self.paper)
        return self.is_ready

    def instead(self, name: str, value: Any) -> None:
        """Insist on another answer."""
        self.fixed |= {name}
        self.paper = self._with({name: value})
        self.checked = self._judged(self.paper)

    def on_the_form(self) -> Sequence[str]:
        """The flat names of the questions on the form now, but for groups, in its order."""
        return [each.name for each in self._asked().values() if not each.question.item and not each.question.given]

    def candidates(self, name: str) -> Sequence[Any]:
        """What else might be answered to a question on the form, the likeliest first."""
        one = self._asked().get(name)
        return tuple(self._of_one(one)) if one else ()

    def _is_improved(self) -> bool:
        before = _weight(self.checked)
        for name in self._refused():
            for changed in self._ways(name):
                trial = self._with(changed)
                found = self._judged(trial)
                if _weight(found) < before:
                    self.paper, self.checked = trial, found
                    return True
                if self.tries > TRIES:
                    return False
        return any(self._is_better_otherwise(name, before) for name in self._behind())

    def _is_better_otherwise(self, name: str, before: int) -> bool:
        """Whether another answer to a question that a refused one hangs on leads on, once what it brings is answered too."""
        kept = self.paper, self.checked
        for value in self.candidates(name):
            if value == kept[0].typed.get(name):
                continue
            self.paper = self._with({name: value})
            self.checked = self._judged(self.paper)
            for refused in self._refused():
                for changed in self._ways(refused):
                    if self.tries > TRIES or _weight(self.checked) < before:
                        break
                    trial = self._with(changed)
                    found = self._judged(trial)
                    if _weight(found) < _weight(self.checked):
                        self.paper, self.checked = trial, found
                        break
            if _weight(self.checked) < before:
                return True
            self.paper, self.checked = kept
        return False

    def _behind(self) -> Sequence[str]:
        """The questions on which a refused one hangs."""
        on_form = self._asked()
        refused = [on_form[each] for each in self._refused() if each in on_form]
        names = [when.name for each in refused for when in each.question.when if not when.of_case]
        return [each for each in dict.fromkeys(names) if each in on_form and each not in self.fixed]

    def _refused(self) -> Sequence[str]:
        """The questions that a refusal names, what must be before what should be."""
        found = self.checked
        unread = [each.question for each in (*found.reading.problems, *found.reading.missing)]
        must = [name for each in found.findings if each not in found.shoulds for name in each.fields]
        should = [name for each in found.shoulds for name in each.fields]
        names = dict.fromkeys([*unread, *must, *should])
        return [each for each in names if each not in self.fixed]

    def _ways(self, name: str) -> Iterator[Typed]:
        """Other answers to one question; to a group, to each question of each item, and one item more or less."""
        on_form = self._asked()
        if name not in on_form:
            return
        one = on_form[name]
        if one.question.item is None:
            yield from ({name: value} for value in self._of_one(one) if value != self.typed.get(name))
            return
        for inner in on_form.values():
            if inner.top.name == name and inner.item and inner.name not in self.fixed:
                yield from ({inner.name: value} for value in self._of_one(inner) if value != self.typed.get(inner.name))
        yield from self._more_or_less(one)

    def _more_or_less(self, one: Asked) -> Iterator[Typed]:
        ids = list(self.typed.get(one.name) or ())
        assert one.question.item is not None
        fresh = next((each for each in ITEMS if each not in ids), None)
        choices = next(((each.name, each.choices) for each in questions(one.question.item) if each.choices), None)
        if fresh and choices:
            yield from ({one.name: [*ids, fresh], f"{one.name}.{fresh}.{choices[0]}": each} for each in choices[1])
        elif fresh:
            yield {one.name: [*ids, fresh]}
        if len(ids) > one.question.least:
            yield {one.name: ids[:-1]}

    def _asked(self) -> Mapping[str, Asked]:
        return {each.name: each for each in asked(self.paper.kind, self.typed, self.paper.facts)}

    def _judged(self, paper: OpenDraft) -> Check:
        self.tries += 1
        return check(self.office, paper)

    def _with(self, changed: Mapping[str, Any]) -> OpenDraft:
        """The form with these answers, and a first answer to whatever is asked and has none."""
        typed = {**self.typed, **changed}
        facts = {**self.paper.facts, **({"route": typed["route"]} if typed.get("route") else {})}
        filled: Typed = {}
        for each in asked(self.paper.kind, typed, facts):
            if is_blank(typed.get(each.name)) and each.name not in changed and not each.question.given:
                first = self._first(each, typed)
                if not is_blank(first):
                    typed[each.name] = filled[each.name] = first
        return drafts.with_answers(self.office, self.person, self.paper, {**changed, **filled})

    def _first(self, one: Asked, typed: Typed) -> Any:
        if one.question.item:
            return list(ITEMS[: one.question.least])
        if one.question.shape is Shape.MARK:
            return self._mark(one, typed)
        is_said = one.question.shape in (Shape.YES_NO, Shape.CHOICE) and _said(self.paper.kind, one)
        if one.question.optional and not self.leaves_nothing and not is_said:
            return ""
        return next(iter(self._of_one(one, typed)), "")

    def _mark(self, one: Asked, typed: Typed) -> str:
        """As the school's own register has it: what it sees is a child who came."""
        case, school = self.paper.case, self.paper.case.receiving or ""
        try:
            monday = monday_of(read_date(str(typed.get("week_commencing") or "")))
        except Unreadable:
            return ""
        number, half = _session_of(one.name)
        day = monday + timedelta(days=number)
        if day > case.today:
            return ""
        marked = to_mark(case, school, Session(day, half))
        return "/" if marked.how is MarkSource.SEEN else "" if marked.code == "#" else marked.code

    def _of_one(self, one: Asked, typed: Mapping[str, Any] | None = None) -> Iterator[Any]:
        typed = self.typed if typed is None else typed
        question, said = one.question, _said(self.paper.kind, one)
        if question.shape in (Shape.YES_NO, Shape.CHOICE):
            yield from sorted(question.choices or ("yes", "no"), key=lambda each: -said.get(each, 0))
        elif question.shape is Shape.DATE:
            yield from (typed_day(each) for each in self._days(question, typed))
        elif question.shape is Shape.WHOLE_NUMBER:
            yield from dict.fromkeys([*map(str, self._numbers(typed)), *said])
        elif question.shape in (Shape.TEXT, Shape.LONG_TEXT):
            yield from dict.fromkeys([*self._texts(question, one), *said])
        elif question.shape is Shape.SCHOOL:
            yield from self._schools()
        else:
            yield from [*OF_SHAPE.get(question.shape, ([each] for each in question.choices)), *said]

    def _texts(self, question: Question, one: Asked) -> Iterator[str]:
        """Something fitting; then the names of the case, which a form may want exactly."""
        yield f"{question.label.rstrip('?')[:40]} {one.item or ''}".strip() if one.item else WHY
        yield from (each.name or "" for each in self.paper.case.parents)
        yield self.person.name

    def _schools(self) -> Iterator[str]:
        case = self.paper.case
        asked_last = [each.approach.school for each in reversed(case.askings)]
        every = [case.receiving, *asked_last, RECEIVING, ELSEWHERE, PROVIDER, HOME]
        yield from dict.fromkeys(each for each in every if each)

    def _numbers(self, typed: Mapping[str, Any]) -> Iterator[int]:
        case, pack = self.paper.case, self.paper.case.pack
        days = _days_in(self.paper.kind, typed)
        spans = (
            calendar.between(first, last)
            for calendar in (case.calendar(case.receiving), case.calendar(case.home))
            for first in days
            for last in days
            if first <= last <= first + timedelta(days=400)
        )
        yield from dict.fromkeys((pack.standard_weeks, pack.maximum_weeks, pack.least_weeks, *spans, 1, 0))

    def _days(self, question: Question, typed: Mapping[str, Any]) -> Sequence[date]:
        """Days that may be meant: today, those of the case, and those that follow from what is typed."""
        case = self.paper.case
        today, open_there = case.today, case.calendar(case.receiving)
        typed_days = _days_in(self.paper.kind, typed)
        soon = [open_there.next_open(today + SOON), open_there.next_open(today + timedelta(days=1))]
        first = [today, *soon] if question.past or not question.name.startswith(("start", "first", "new")) else [*soon]
        found = [*first, today, *_of_the_case(case), *self._following(typed_days), *typed_days]
        found += [open_there.last_open(today - timedelta(days=1)), monday_of(today)]
        if question.name.startswith("longest"):  # no sooner than what it is to hold
            found.sort(reverse=True)
        return tuple(dict.fromkeys(found))

    def _following(self, days: Sequence[date]) -> Iterator[date]:
        """The ends of as many weeks as the policy has numbers for, and the next school day at either school."""
        case, pack = self.paper.case, self.paper.case.pack
        calendar, home = case.calendar(case.receiving), case.calendar(case.home)
        for day in days:
            for weeks in dict.fromkeys((pack.standard_weeks, *pack.review_weeks, pack.maximum_weeks)):
                yield calendar.end_of_weeks(day, weeks, pack.weeks_are_school_weeks)
            yield calendar.after(day, 1)
            yield home.after(day, 1)
            yield calendar.after(day, pack.notice_school_days + 1)


def _weight(found: Check) -> int:
    """How much stands between a form and its submission: a rule that only asks why counts least."""
    return 20 * (len(found.problems) + len(found.stops)) + len(found.shoulds)


def _session_of(name: str) -> tuple[int, Half]:
    day, _, half = name.rpartition("_")
    return WEEKDAYS.index(day), Half(half)


def _of_the_case(case: Case) -> Iterator[date]:
    placement, meeting = case.placement, case.agreed_meeting
    if placement:
        yield placement.starts_on
        if placement.ends_on:
            yield placement.ends_on
            yield case.calendar(case.home).after(placement.ends_on, 1)
    if meeting and meeting.starts_on:
        yield meeting.starts_on
        if meeting.ends_on:
            yield meeting.ends_on
    for filed in case.filed:
        yield filed.happened_on
    home = case.calendar(case.home)
    yield home.after(case.today, 1)
    if case.direction and case.direction.last_day_on:
        yield case.calendar(case.receiving).after(case.direction.last_day_on, 1)


def _days_in(kind: type[Entry], typed: Mapping[str, Any]) -> Sequence[date]:
    """The days typed into the form itself, not into an item of a group."""
    found = []
    for each in questions(kind):
        if each.shape is Shape.DATE and not is_blank(typed.get(each.name)):
            try:
                found.append(read_date(str(typed[each.name])))
            except Unreadable:
                continue
    return tuple(dict.fromkeys(found))


@cache
def _examples(kind: type[Entry]) -> Mapping[str, Counter[str]]:
    """How often the passing examples of the rules and gates on a form give each answer, by question."""
    said: dict[str, Counter[str]] = {}
    passing = [each.passes for each in rules() if each.on is kind or each.on.kind == kind.kind]
    passing += [each.passes for each in gates() if each.about.kind == kind.kind]
    own = {each.name: each for each in questions(kind)}
    for example in passing:
        for name, value in example.items():
            if name in own:
                _count(said, name, own[name], value)
    return said


def _count(said: dict[str, Counter[str]], name: str, question: Question, value: Any) -> None:
    if question.item and isinstance(value, tuple):
        inner = {each.name: each for each in questions(question.item)}
        for item in value:
            for key, one in item.items():
                _count(said, f"{name}.{key}", inner[key], one)
    elif question.shape in SAID_BY_EXAMPLES and value is not None:
        said.setdefault(name, Counter())[str(as_typed(question, value))] += 1


def _said(kind: type[Entry], one: Asked) -> Mapping[str, int]:
    name = f"{one.top.name}.{one.question.name}" if one.item else one.name
    return _examples(kind).get(name) or ({USUAL[name]: 1} if name in USUAL else {})


def a_form(office: Office, person: Person, kind: type[Entry], reference: str) -> OpenDraft:
    """A new form as its page would begin it; nothing of it is kept."""
    seen = see(office, person, reference)
    assert seen is not None
    typed = filled_in(kind, FillerContext(seen.case, person, office.authority))
    name = f"walk-{kind.kind}"
    return drafts.fresh(office, person, kind, reference, name, typed)
