"""Calendars of many makers: of each what it says of school days, day by day, and what it leaves to a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from casework.imports.terms import Dates, Meant, NoCalendar, apply, meant, read, remember, remembered
from casework.imports.terms_shown import TouchedCase, calendars_after, touched, with_days, year_shown
from tests.casework.at_work import NOOR, TARIQ, an_office, placed
from tests.casework.imports.calendar_files import FOOT, HEAD, calendar, event
from tests.record.a_case import RECEIVING, day

T, C, N = Meant.TERM, Meant.CLOSED, Meant.NOTHING
Told = tuple[str, str, Meant]
"""First and last day, and what it is taken for."""
UNCLEAR = "unclear"


def told(content: bytes) -> list[tuple[str, str, Meant | str]]:
    """What counts of a file, and what is left for a person to say."""
    return [
        (f"{each.first:%d %b %y}", f"{each.last:%d %b %y}", UNCLEAR if each.is_unclear else each.meant)
        for each in read(content).dates
        if each.meant is not N or each.is_unclear
    ]


LONDON, PARIS, WINDOWS = "TZID=Europe/London:", "TZID=Europe/Paris:", "TZID=GMT Standard Time:"
CALENDARS: dict[str, tuple[bytes, list[tuple[str, str, Meant | str]]]] = {
    "a half term of two weeks": (
        calendar(event("October half term", "20261017", "20261102"), event("February half term", "20270213", "20270222")),
        [("17 Oct 26", "01 Nov 26", C), ("13 Feb 27", "21 Feb 27", C)],
    ),
    "midnight to midnight": (
        calendar(
            event("Half term", f"{LONDON}20261026T000000", f"{LONDON}20261102T000000"),
            event("INSET day", f"{LONDON}20260904T000000", f"{LONDON}20260905T000000"),
        ),
        [("04 Sep 26", "04 Sep 26", C), ("26 Oct 26", "01 Nov 26", C)],
    ),
    "words that only hold such words": (
        calendar(
            *(
                event(title, f"202609{number:02}")
                for number, title in enumerate(
                    (
                        *("Breakfast club starts", "Closed book test for Year 11", "Trip letters out (holiday money due)"),
                        *("Disclosure training", "Insets for the jewellery box", "Half term homework set", "Holiday club opens"),
                        *("School breaks up at 1.30pm", "Library closed", "Inclosure act lesson", "Half-term camp bookings"),
                        *("Car park closed", "Swimming pool closed", "School office closed", "Open evening"),
                        *("INSET day lunch order forms", "Term's best reader concert", "Sports hall reopens"),
                    ),
                    start=1,
                )
            )
        ),
        [("16 Sep 26", "16 Sep 26", UNCLEAR), ("18 Sep 26", "18 Sep 26", UNCLEAR)],
    ),
    "first and last days": (
        calendar(
            event("School opens for Autumn Term", "20260903"),
            event("School closes for half term", "20261023"),
            event("School re-opens after half term", "20261102"),
            event("School closes for Christmas", "20261218"),
            event("Spring Term opens", "20270105"),
            event("Spring Term closes", "20270325"),
        ),
        [("03 Sep 26", "23 Oct 26", T), ("02 Nov 26", "18 Dec 26", T), ("05 Jan 27", "25 Mar 27", T)],
    ),
    "a term told by its edges, its half term by itself": (
        calendar(
            event("Autumn term begins", "20260902"),
            event("Half-term holiday", "20261026", "20261031"),
            event("Pupils return", "20261102"),
            event("Autumn term ends", "20261218T130000", "20261218T140000"),
        ),
        [("02 Sep 26", "18 Dec 26", T), ("26 Oct 26", "30 Oct 26", C)],
    ),
    "a holiday told by its edges": (
        calendar(
            event("Half term begins", "20261026"),
            event("Half term ends", "20261030"),
            event("Christmas holidays start", "20261221"),
            event("Spring term starts", "20270105"),
            event("Last day of Spring term", "20270325"),
        ),
        [("26 Oct 26", "30 Oct 26", C), ("21 Dec 26", "04 Jan 27", C), ("05 Jan 27", "25 Mar 27", T)],
    ),
    "summer time told in UTC": (
        calendar(event("INSET Day", "20260903T230000Z", "20260904T230000Z"), event("Non-pupil day", "20270528T230000Z", "20270529T230000Z")),
        [("04 Sep 26", "04 Sep 26", C), ("29 May 27", "29 May 27", C)],
    ),
    "midnights of UTC": (
        calendar(event("Staff training day", "20260904T000000Z", "20260905T000000Z")),
        [("04 Sep 26", "04 Sep 26", C)],
    ),
    "midnights of another country": (
        calendar(event("School closed", f"{PARIS}20261012T000000", f"{PARIS}20261013T000000")),
        [("12 Oct 26", "12 Oct 26", C)],
    ),
    "Outlook's name of the time zone": (
        calendar(event("Training day (staff)", f"{WINDOWS}20261012T083000", f"{WINDOWS}20261012T153000")),
        [("12 Oct 26", "12 Oct 26", C)],
    ),
    "a length in place of an end": (
        calendar(event("Half Term", "20261026", "", "DURATION:P5D"), event("INSET", "20260901", "", "DURATION:P1W")),
        [("01 Sep 26", "07 Sep 26", C), ("26 Oct 26", "30 Oct 26", C)],
    ),
    "neither end nor length": (
        calendar(event("Occasional day", "20261116")),
        [("16 Nov 26", "16 Nov 26", C)],
    ),
    "an end on the same day, or before": (
        calendar(event("Non pupil day", "20261116", "20261116"), event("No school", "20261120", "20261118")),
        [("16 Nov 26", "16 Nov 26", C), ("20 Nov 26", "20 Nov 26", C)],
    ),
    "a day that repeats, but for one": (
        calendar(
            event("School closed", "20261102", "20261103", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;VALUE=DATE:20261116", uid="1")
        ),
        [("02 Nov 26", "02 Nov 26", C), ("09 Nov 26", "09 Nov 26", C), ("23 Nov 26", "23 Nov 26", C)],
    ),
    "a repeat until a day, one time moved, one called off": (
        calendar(
            event("INSET day", "20260904", "20260905", "RRULE:FREQ=WEEKLY;UNTIL=20260925", uid="1"),
            event("INSET day", "20260914", "20260915", "RECURRENCE-ID;VALUE=DATE:20260911", uid="1"),
            event("INSET day", "20260918", "20260919", "RECURRENCE-ID;VALUE=DATE:20260918", "STATUS:CANCELLED", uid="1"),
        ),
        [("04 Sep 26", "04 Sep 26", C), ("14 Sep 26", "14 Sep 26", C), ("25 Sep 26", "25 Sep 26", C)],
    ),
    "days added by hand": (
        calendar(event("Inset day", "20260904", "20260905", "RDATE;VALUE=DATE:20261130,20270628", uid="1")),
        [("04 Sep 26", "04 Sep 26", C), ("30 Nov 26", "30 Nov 26", C), ("28 Jun 27", "28 Jun 27", C)],
    ),
    "called off": (
        calendar(event("INSET day", "20260904", "20260905", "STATUS:CANCELLED"), event("INSET day", "20260911", "20260912")),
        [("11 Sep 26", "11 Sep 26", C)],
    ),
    "called off in words": (
        calendar(event("CANCELLED: INSET day", "20260904"), event("School open as usual (polling day)", "20270506"), event("Closed to pupils", "20260907")),
        [("07 Sep 26", "07 Sep 26", C)],
    ),
    "two calendars in a file, one event in both": (
        calendar(event("INSET day", "20260904", "20260905")) + b"\r\n" + calendar(event("INSET day", "20260904", "20260905"), event("Half Term", "20261026", "20261031")),
        [("04 Sep 26", "04 Sep 26", C), ("26 Oct 26", "30 Oct 26", C)],
    ),
    "six terms of a year": (
        calendar(event("Term 1", "20260902", "20261022"), event("Term 2", "20261102", "20261219"), event("Term 3", "20270104", "20270213")),
        [("02 Sep 26", "21 Oct 26", T), ("02 Nov 26", "18 Dec 26", T), ("04 Jan 27", "12 Feb 27", T)],
    ),
    "half terms that are taught": (
        calendar(event("Autumn Half Term 1", "20260902", "20261024"), event("Half Term (1 week)", "20261026", "20261031"), event("Autumn Term 2nd half", "20261102", "20261219")),
        [("02 Sep 26", "23 Oct 26", T), ("26 Oct 26", "30 Oct 26", C), ("02 Nov 26", "18 Dec 26", T)],
    ),
    "INSET in many words": (
        calendar(
            *(
                event(title, f"202609{number:02}", f"202609{number + 1:02}")
                for number, title in (
                    *((7, "INSET Day 1 of 5"), (8, "Inset day – Safeguarding"), (9, "Pupil-free day"), (10, "Staff Development Day")),
                    *((11, "PD Day (school closed)"), (14, "Baker day"), (15, "Staff training"), (16, "Teacher Training Day")),
                    *((17, "School closed – INSET"), (18, "In-service training day"), (21, "School closed to pupils"), (22, "Day in lieu")),
                    *((23, "No pupils in school"), (24, "CPD day"), (25, "Non-contact day")),
                )
            )
        ),
        [(f"{number:02} Sep 26", f"{number:02} Sep 26", C) for number in (7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25)],
    ),
    "meetings and early ends": (
        calendar(
            event("Staff training", "20260907T153000", "20260907T170000"),
            event("Twilight INSET", "20260908", "20260909"),
            event("School closes early", "20260909", "20260910"),
            event("INSET planning meeting", "20260910T130000", "20260910T140000"),
            event("Last day of Autumn term (finish at 1.30pm)", "20261218"),
        ),
        [("18 Dec 26", "18 Dec 26", UNCLEAR)],
    ),
    "what is of some alone, or not settled": (
        calendar(
            event("School closed to Year 7", "20260902"),
            event("Sixth form INSET", "20260903"),
            event("INSET day (provisional)", "20260904"),
            event("Snow? School may be shut", "20270118"),
            event("Industrial action", "20261008"),
        ),
        [
            *(("02 Sep 26", "02 Sep 26", UNCLEAR), ("03 Sep 26", "03 Sep 26", UNCLEAR), ("04 Sep 26", "04 Sep 26", UNCLEAR)),
            *(("08 Oct 26", "08 Oct 26", UNCLEAR), ("18 Jan 27", "18 Jan 27", UNCLEAR)),
        ],
    ),
    "names of seasons": (
        calendar(event("Christmas", "20261221", "20270102"), event("Easter break", "20270326", "20270410"), event("Summer Holidays 2027", "20270722", "20270901"), event("Easter", "20270328")),
        [("21 Dec 26", "01 Jan 27", C), ("26 Mar 27", "09 Apr 27", C), ("22 Jul 27", "31 Aug 27", C)],
    ),
    "halves of terms by name and number": (
        calendar(event("Autumn 1", "20260902", "20261024"), event("Autumn term: second half", "20261102", "20261219"), event("Student-free day", "20260901"), event("INSET day (staff only)", "20261030")),
        [("01 Sep 26", "01 Sep 26", C), ("02 Sep 26", "23 Oct 26", T), ("30 Oct 26", "30 Oct 26", C), ("02 Nov 26", "18 Dec 26", T)],
    ),
    "a whole year at once is no term": (
        calendar(event("Academic year 2026/27 terms", "20260901", "20270722"), event("Spring Term", "20270104", "20270326")),
        [("01 Sep 26", "21 Jul 27", UNCLEAR), ("04 Jan 27", "25 Mar 27", T)],
    ),
    "a day that cannot be read beside one that can": (
        calendar(event("INSET day", "TZID=Europe/London:soon"), event("INSET day", "20260904")),
        [("04 Sep 26", "04 Sep 26", C)],
    ),
    "as Windows writes": (
        calendar(event("INSET day – “closed”", "20260904")).decode().encode("cp1252"),
        [("04 Sep 26", "04 Sep 26", C)],
    ),
    "as UTF-16, and with a mark before it": (
        calendar(event("Half term", "20261026", "20261031")).decode().encode("utf-16"),
        [("26 Oct 26", "30 Oct 26", C)],
    ),
    "unix lines, and long ones folded": (
        (HEAD + "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261026\nDTEND;VALUE=DATE:20261031\nSUMMARY:Half\n  term\nEND:VEVENT\n" + FOOT).replace("\r\n", "\n").encode("utf-8-sig"),
        [("26 Oct 26", "30 Oct 26", C)],
    ),
    "a weekly club of years beside one holiday": (
        calendar(event("Chess club", "20200901T160000Z", "20200901T170000Z", "RRULE:FREQ=WEEKLY", uid="1"), event("Half term", "20261026", "20261031")),
        [("26 Oct 26", "30 Oct 26", C)],
    ),
    "a holiday of every year since long ago": (
        calendar(event("May half term", "20190527", "20190601", "RRULE:FREQ=YEARLY", uid="1"))[: -len(FOOT)] + calendar(event("INSET day", "20260904"))[len(HEAD) :],
        [("27 May 19", "31 May 19", C), ("27 May 25", "31 May 25", C), ("27 May 26", "31 May 26", C), ("04 Sep 26", "04 Sep 26", C), ("27 May 27", "31 May 27", C), ("27 May 28", "31 May 28", C)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CALENDARS)
def test_each_calendar_says_its_days(name: str) -> None:
    content, right = CALENDARS[name]
    assert told(content) == right


LEFT: dict[str, tuple[bytes, str]] = {
    "called off": (calendar(event("INSET day", "20260904", "", "STATUS:CANCELLED"), event("Fair", "20260905")), "“INSET day” is cancelled in this calendar."),
    "unreadable": (calendar(event("Half term", "TZID=Europe/London:soon"), event("Fair", "20260905")), "“Half term” could not be read: its day is missing, or not written as calendars write days. Add it in Settings."),
    "hourly": (calendar(event("Bell", "20260904T090000", "", "RRULE:FREQ=HOURLY")), "“Bell” repeats more often than daily. It is taken once."),
    "a calendar that calls off": (calendar(event("INSET day", "20260904"), head=["METHOD:CANCEL"]) + calendar(event("Fair", "20260905")), "“INSET day” is cancelled in this calendar."),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_taken_is_said(name: str) -> None:
    content, says = LEFT[name]
    assert list(read(content).left) == [says]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (calendar(event("INSET day", "20260904", "", "STATUS:CANCELLED")), "“INSET day” is cancelled in this calendar. Export"),
        (b"Term dates 2026: autumn term 2 September", "This is not a calendar file. Export the calendar as iCalendar"),
    ],
)  # fmt: skip
def test_what_holds_no_day_is_refused_with_a_way_out(content: bytes, says: str) -> None:
    with pytest.raises(NoCalendar) as refused:
        read(content)
    assert says in str(refused.value)


def test_what_a_person_made_of_words_is_remembered_for_the_next_calendar(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    guessed = read(calendar(event("Industrial action", "20261008"), event("Staff day", "20261009"))).dates
    said = [meant(guessed[0], C), meant(guessed[1], N)]
    remember(office, NOOR, guessed, said)

    later = read(calendar(event("Industrial Action 2027", "20270311"), event("STAFF DAY", "20270312"))).dates
    assert [(each.meant, each.is_unclear) for each in remembered(office, later)] == [(C, False), (N, False)]


def shown(months: Sequence[object]) -> list[str]:
    return [each.in_words for each in months]  # type: ignore[attr-defined]


def test_the_year_is_shown_as_it_would_be_and_days_can_be_put_right(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    found = read(calendar(event("Two weeks off", "20261116", "20261128"))).dates
    dates = with_days([meant(found[0], C)], [day(18, 11), day(27, 11)], [day(1, 12)])

    assert [(each.title, each.first, each.last) for each in dates] == [
        ("Two weeks off", day(16, 11), day(17, 11)),
        ("Two weeks off", day(19, 11), day(26, 11)),
        ("School is closed", day(1, 12), day(1, 12)),
    ]
    year = year_shown(office, dates, "")
    assert [each.in_words for each in year][2:4] == [
        "November 2026: 13 school days, 8 changed",
        "December 2026: 13 school days, 1 changed",
    ]
    assert len(year) == 12
    november = {each.day: each.why_closed for each in year[2].days}
    assert (november[date(2026, 11, 17)], november[date(2026, 11, 18)]) == ("Two weeks off", "")
    assert not calendars_after(office, dates, RECEIVING)[""].closures, "the days of one school are its own"


def test_the_live_cases_that_dates_touch_are_said_before_they_count(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed())
    case = next(iter(office.cases.values()))
    closed = [Dates("Flood", day(24, 9), day(25, 9), C)]

    found = touched(office, TARIQ, closed, RECEIVING)
    assert [each.reference for each in found] == [case.reference]
    assert found[0].says[0] == "In the placement, no school any more: 24 September 2026 and 25 September 2026."
    assert touched(office, TARIQ, [Dates("Flood", day(24, 9), day(25, 9), N)], RECEIVING) == []
    apply(office, TARIQ, closed, RECEIVING)
    assert touched(office, TARIQ, closed, RECEIVING) == [], "once they count they change nothing more"
    assert isinstance(found[0], TouchedCase)
