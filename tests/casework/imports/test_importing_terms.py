"""Term dates from calendar files of the shapes that schools publish, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.imports.terms import Dates, Meant, NoCalendar, apply, meant
from casework.imports.terms import read as read_file
from casework.settings.changing import NotYoursToChange
from tests.casework.at_work import NOOR, ROSALIND, an_office
from tests.record.a_case import HOME, RECEIVING, day


def read(content: bytes) -> Sequence[Dates]:
    """The events of a file."""
    return read_file(content).dates


def calendar(*events: tuple[str, str, str]) -> bytes:
    """A calendar of events: title, first moment, last moment (nothing for none)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//EN"]
    for title, first, last in events:
        kind = ";VALUE=DATE" if "T" not in first else ""
        lines += ["BEGIN:VEVENT", f"UID:{title}{first}", f"DTSTART{kind}:{first}"]
        lines += [f"DTEND{kind}:{last}"] if last else []
        lines += [f"SUMMARY:{title}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def test_whole_terms_holidays_and_inset_days_are_known() -> None:
    found = read(
        calendar(
            ("Autumn Term", "20260901", "20261219"),
            ("Half Term", "20261026", "20261031"),
            ("INSET day", "20260901", "20260902"),
            ("Sports day", "20260912", "20260913"),
        )
    )

    assert [(each.title, each.meant) for each in found] == [
        ("INSET day", Meant.CLOSED),
        ("Autumn Term", Meant.TERM),
        ("Sports day", Meant.NOTHING),
        ("Half Term", Meant.CLOSED),
    ]
    assert found[1].last == date(2026, 12, 18), "the end of an all-day event is the day after it"


def test_a_term_told_by_its_first_and_its_last_day_is_one() -> None:
    found = read(
        calendar(
            ("Autumn term begins", "20260902", ""),
            ("Half-term holiday", "20261026", "20261031"),
            ("Autumn term ends", "20261218T130000", "20261218T140000"),
        )
    )

    assert found[0] == Dates("Autumn term begins – Autumn term ends", date(2026, 9, 2), date(2026, 12, 18), Meant.TERM)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a calendar"),
        (b"\x00\xff not a calendar", "not a calendar"),
        (calendar(), "holds no event"),
        (calendar(*[(f"Trip {each}", "20260901", "") for each in range(2_001)]), "holds too much"),
        (b"x" * 2_000_001, "more than 2 megabytes"),
    ],
)
def test_something_else_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(NoCalendar, match=sentence):
        read(content)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_bytes_make_it_fail_otherwise_than_with_a_sentence(noise: bytes, at: int) -> None:
    whole = calendar(("Autumn Term", "20260901", "20261219"))
    for content in (noise, whole[:at] + noise + whole[at:]):
        try:
            found = read(content)
        except NoCalendar as problem:
            assert str(problem).endswith(".")
        else:
            assert all(each.first <= each.last for each in found)


def test_what_was_taken_counts_and_giving_it_again_adds_nothing(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    found = read(calendar(("Flood closure", "20260917", "20260919"), ("Concert & cake", "20260921", "20260922")))

    assert apply(office, NOOR, found) == 1
    assert apply(office, NOOR, found) == 0
    assert office.authority.calendars[HOME].closed_because(day(18, 9)) == "Flood closure"
    assert office.authority.calendars[HOME].is_open(day(21, 9)), "what is left out changes nothing"
    assert apply(office, NOOR, [meant(found[1], Meant.CLOSED)]) == 1
    assert office.authority.calendars[HOME].closed_because(day(21, 9)) == "Concert & cake"


def test_the_terms_of_one_school_are_its_own(tmp_path: Path) -> None:
    office = an_office(tmp_path)
    apply(office, ROSALIND, read(calendar(("INSET day", "20260918", "20260919"))), HOME)

    calendars = office.authority.calendars
    assert (calendars[HOME].is_open(day(18, 9)), calendars[RECEIVING].is_open(day(18, 9))) == (False, True)
    for school in ("", RECEIVING):
        with pytest.raises(NotYoursToChange):
            apply(office, ROSALIND, read(calendar(("INSET day", "20260918", "20260919"))), school)
