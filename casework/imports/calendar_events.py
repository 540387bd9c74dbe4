"""The events of a calendar file as days in England: repeats told one by one, changed and cancelled ones as they were changed, ends as
they are meant, whatever calendar program wrote them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar

from record.words import ENGLAND

A_DAY = timedelta(days=1)
REPEATS_WITHIN = timedelta(days=800)
"""A repeated event is told so long before and after the newest day of the file: the school years that anybody plans."""
MOST_TIMES = 600
"""Times of one repeated event."""
WHOLE_DAY = 12
"""Hours: what takes as long is no appointment."""
SLOWER_THAN_HOURS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
UNTITLED = "An event without a name"
Moment = date | datetime
Event = Any
"""An event as the library has it: what its properties hold is known only when they are asked."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event, once."""

    title: str
    first: date
    last: date
    hours: float = 0.0
    """How long it takes, where it has a beginning and an end within one day; 0 for whole days."""
    times: int = 1
    """How often the event comes in all, where it is repeated."""


def events_of(text: str) -> tuple[Sequence[CalendarEvent], Sequence[str]]:
    """Every event of every calendar in a file, and what of it was not taken, in sentences. Raises what the library raises."""
    found: list[CalendarEvent] = []
    left: list[str] = []
    calendars = Calendar.from_ical(text, multiple=True)
    if not calendars:
        raise ValueError("no calendar")
    newest = _newest(each for calendar in calendars for each in calendar.walk("VEVENT"))
    for calendar in calendars:
        is_off = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        for those in _by_uid(calendar).values():
            found += _Series(left, newest, is_off).told(those)
    return list(dict.fromkeys(sorted(found, key=lambda each: (each.first, each.last, each.title)))), left


def _newest(events: Iterable[Event]) -> date:
    """The newest day that any event names for its beginning or its writing."""
    found = [date.min]
    for each in events:
        for name in ("DTSTART", "DTSTAMP"):
            with suppress(Exception):  # icalendar raises what its parts raise
                found.append(_own_day(each[name].dt))
    return max(found)


def _by_uid(calendar: Any) -> dict[str, list[Event]]:
    """Events that belong together: one that is repeated, and the times of it that were changed."""
    found: dict[str, list[Event]] = defaultdict(list)
    for number, each in enumerate(calendar.walk("VEVENT")):
        uid = str(each.get("UID", "")).strip()
        found[uid if uid and _is_in_a_series(each) else f"{uid} {number}"].append(each)
    return found


def _is_in_a_series(event: Event) -> bool:
    return "RRULE" in event or "RDATE" in event or "RECURRENCE-ID" in event


@dataclass(frozen=True)
class _Series:
    """One event, its repeats, and the times of it that were changed."""

    left: list[str]
    """What was not taken, in sentences: added to."""
    newest: date
    is_off: bool
    """Whether the whole calendar calls off what it names."""

    def told(self, events: Sequence[Event]) -> Iterator[CalendarEvent]:
        """Every time of it; one that cannot be read is said and left."""
        changed: dict[date, Event] = {}
        for each in (each for each in events if "RECURRENCE-ID" in each):
            try:
                changed[_day(each["RECURRENCE-ID"].dt)] = each
            except Exception:  # icalendar raises what its parts raise
                self.left.append(_unread(each))
        for each in (each for each in events if "RECURRENCE-ID" not in each):
            yield from self._times(each, changed)
        for each in changed.values():
            yield from self._times(each, {})

    def _times(self, event: Event, changed: Mapping[date, Event]) -> Sequence[CalendarEvent]:
        """Every time of one event but those that were changed."""
        if self.is_off or str(event.get("STATUS", "")).upper() == "CANCELLED":
            self.left.append(f"“{_title(event)}” is cancelled in this calendar.")
            return ()
        try:
            first, last, hours = _days(event)
            times = [each for each in _starts(event, first, self.newest, self.left) if each not in changed]
            return [CalendarEvent(_title(event), at, at + (last - first), hours, len(times)) for at in times]
        except Exception:  # icalendar and dateutil raise what their parts raise
            self.left.append(_unread(event))
            return ()


def _unread(event: Event) -> str:
    return f"“{_title(event)}” could not be read: its day is missing, or not written as calendars write days. Add it in Settings."


def _title(event: Event) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())[:200] or UNTITLED


def _days(event: Event) -> tuple[date, date, float]:
    """The first day, the last, and how many hours where it is within a day. The end of an event is the moment after it."""
    begins: Moment = event["DTSTART"].dt
    ends: Moment | None = event["DTEND"].dt if "DTEND" in event else None
    if ends is None and "DURATION" in event:
        ends = begins + event["DURATION"].dt
    if ends is None:
        return _day(begins), _day(begins), 0.0
    if _is_whole_days(begins, ends):
        first, end = _own_day(begins), _own_day(ends)
        return first, max(first, end - A_DAY), 0.0
    here, there = _here(begins), _here(ends)
    last = there.date() - A_DAY if there.time() == time() and there > here else there.date()
    hours = (there - here).total_seconds() / 3600
    return here.date(), max(here.date(), last), hours if 0 < hours < WHOLE_DAY else 0.0


def _is_whole_days(begins: Moment, ends: Moment) -> bool:
    """Whether both are days, or midnights where the calendar was written."""
    return all(not isinstance(each, datetime) or each.time() == time() for each in (begins, ends)) and _own_day(
        ends
    ) > _own_day(begins)


def _own_day(at: Moment) -> date:
    return at.date() if isinstance(at, datetime) else at


def _here(at: Moment) -> datetime:
    """A moment as a clock in England shows it; one without a time zone is meant so."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time())
    return at.astimezone(ENGLAND).replace(tzinfo=None) if at.tzinfo else at


def _day(at: Moment) -> date:
    """The day of a beginning: a midnight is one of where it was written."""
    if isinstance(at, datetime) and at.time() == time():
        return at.date()
    return _here(at).date()


def _starts(event: Event, first: date, newest: date, left: list[str]) -> list[date]:
    """The first day of each time, those that were taken out left out."""
    out = {_day(each) for each in _moments(event, "EXDATE")}
    found = {first, *(_day(each) for each in _moments(event, "RDATE"))}
    for rule in _listed(event.get("RRULE")):
        found |= set(_repeated(event, rule, newest, left))
    return sorted(found - out)


def _moments(event: Event, name: str) -> Iterator[Moment]:
    for each in _listed(event.get(name)):
        for one in each.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt  # a period has its beginning first


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _repeated(event: Event, rule: Any, newest: date, left: list[str]) -> Iterator[date]:
    """The first day of each time of a rule. The rule counts in the event's own time zone."""
    often = str(next(iter(rule.get("FREQ", [""]))))
    if often.upper() not in SLOWER_THAN_HOURS:
        left.append(f"“{_title(event)}” repeats more often than daily. It is taken once.")
        return
    begins: Moment = event["DTSTART"].dt
    start = datetime.combine(begins, time()) if not isinstance(begins, datetime) else begins.replace(tzinfo=None)
    zone = begins.tzinfo if isinstance(begins, datetime) else None
    written = ";".join(f"{name}={_value(name, each, zone)}" for name, each in rule.items())
    around = datetime.combine(newest, time())
    all_times = rrulestr(written, dtstart=start).xafter(around - REPEATS_WITHIN, inc=True)
    for at in islice(all_times, MOST_TIMES):
        if at > around + REPEATS_WITHIN:
            return
        yield _day(at.replace(tzinfo=zone) if zone else at)


def _value(name: str, values: Any, zone: Any) -> str:
    if name.upper() != "UNTIL":
        return ",".join(str(each) for each in _listed(values))
    until = next(iter(_listed(values)))
    if not isinstance(until, datetime):
        return datetime.combine(until, time(23, 59, 59)).isoformat("T", "seconds").replace("-", "").replace(":", "")
    local = until.astimezone(zone) if until.tzinfo and zone else until.astimezone(UTC) if until.tzinfo else until
    return local.replace(tzinfo=None).isoformat("T", "seconds").replace("-", "").replace(":", "")
