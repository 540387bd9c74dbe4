"""The summary of a case for paper: exactly what each reader may see, and two pages whatever was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from casework.desk import summary
from casework.reading.access import see
from casework.reading.office import Office
from record.entry import Filed
from record.forms.la_record import PRESSURE, LaRecord
from record.forms.meeting_record import HALF_DAYS, MeetingRecord, Target
from record.forms.referral import Parent, Referral
from record.person import Person
from tests.casework.at_work import AMINA, GRACE, IDA, PETER, REFERENCE, ROSALIND, an_office, placed
from tests.casework.reading.test_access import TEXT, answered_in_full
from tests.letters.on_paper import on_paper
from tests.letters.read import text
from tests.record.a_case import MOTHER, day, filed, reported, told_of
from ui import where

PRESSED = filed(LaRecord(about=PRESSURE, recorded_on=day(16, 9), report="The family was threatened."), by="")
PHONE = "01632 960 777"


def made(office: Office, person: Person) -> bytes:
    seen = see(office, person, REFERENCE)
    assert seen is not None
    return summary.as_word(office, person, seen, where.as_facts(seen.case, office.authority))


def with_parents(entry: Filed, *parents: Parent) -> Filed:
    return replace(entry, entry=entry.entry.model_copy(update={"parents": parents}))


def whole(tmp_path: Path) -> Office:
    """A child in the second week, every text answered with its own name; of one parent a number."""
    mother = Parent(name=MOTHER, relationship="mother", has_responsibility=True, phone=PHONE, address="<her.address>")
    target = Target(what="Comes to every lesson on time", how_judged="The register")
    entries = [answered_in_full(each) for each in (*placed(), reported(day(14, 9)), PRESSED)]
    entries = [with_parents(each, mother) if isinstance(each.entry, Referral) else each for each in entries]
    entries = [
        replace(each, entry=each.entry.model_copy(update={"targets": (target,)}))
        if isinstance(each.entry, MeetingRecord)
        else each
        for each in entries
    ]
    return an_office(tmp_path, *entries, today=day(21, 9))


SUPPORT = {f"<meeting_record.{each}>" for each in summary.SUPPORT}
TO_RING = {"<meeting_record.absence_phone>", "<meeting_record.pastoral_lead>"}


def test_both_schools_and_the_authority_read_what_was_agreed_and_weekly_reporters_whom_to_ring(
    tmp_path: Path,
) -> None:
    office = whole(tmp_path)
    said = {person.name: text(made(office, person)) for person in (AMINA, PETER, ROSALIND, GRACE, IDA)}

    assert {name: {*TEXT.findall(each)} for name, each in said.items()} == {
        **dict.fromkeys((AMINA.name, PETER.name, ROSALIND.name), SUPPORT | TO_RING),
        **dict.fromkeys((GRACE.name, IDA.name), TO_RING),
    }
    for name, each in said.items():
        assert "Northgate Academy" in each and PHONE in each and "Comes to every lesson on time" in each, name
        assert "Today, Monday 21 September" in each and "Tomorrow, Tuesday 22 September" in each, name
        assert "Attendance so far." in each and "threatened" not in each, name


def test_what_happened_is_what_each_may_read_of_the_chronology(tmp_path: Path) -> None:
    office = whole(tmp_path)
    said = {person.name: text(made(office, person)) for person in (AMINA, PETER, ROSALIND, GRACE, IDA)}

    reported_it = "Northgate Academy reported the week of Monday 14 September"
    assert {name for name, each in said.items() if reported_it in each} == {
        AMINA.name,
        PETER.name,
        ROSALIND.name,
        GRACE.name,
    }
    assert {name for name, each in said.items() if "The child started at" in each} == {
        AMINA.name,
        PETER.name,
        ROSALIND.name,
    }
    assert {name for name, each in said.items() if "pressure" in each} == {ROSALIND.name}
    assert "What happened last" not in said[IDA.name]


def test_what_is_due_is_what_each_is_told(tmp_path: Path) -> None:
    office = whole(tmp_path)
    seen = {person: see(office, person, REFERENCE) for person in (PETER, IDA)}
    said = {person: text(made(office, person)) for person in seen}

    assert "Confirm the meeting record" in said[PETER] and "And 4 more, under Deadlines in the app." in said[PETER]
    assert "What is due" not in said[IDA]


def test_it_fits_on_two_pages_whatever_was_typed(tmp_path: Path) -> None:
    long = "A sentence that somebody typed at length, and then went on. " * 40
    parents = [
        Parent(name=f"Mrs {n} {long}", relationship=long, phone=PHONE, is_excluded_by_court=True) for n in "ABCDEFGH"
    ]
    targets = tuple(Target(what=long, how_judged=long) for _ in range(5))
    entries: list[Filed] = []
    for each in (*placed(), *(reported(day(number, 9)) for number in (14, 21, 28)), PRESSED, *map(_told, range(1, 13))):
        one = with_parents(each, *parents) if isinstance(each.entry, Referral) else each
        if isinstance(one.entry, MeetingRecord):
            half_days = dict.fromkeys(HALF_DAYS, "receiving")
            support = dict.fromkeys((*summary.SUPPORT, "pastoral_lead"), long)
            one = replace(one, entry=one.entry.model_copy(update={**support, **half_days, "targets": targets}))
        entries.append(one)
    office = an_office(tmp_path / "office", *entries, today=day(12, 10))
    (tmp_path / "paper").mkdir()

    pages = on_paper({each.name: made(office, each) for each in (AMINA, PETER, ROSALIND, GRACE)}, tmp_path / "paper")

    assert {name: len(each) <= 2 for name, each in pages.items()} == dict.fromkeys(pages, True)
    assert "And 5 more, under People in the app." in pages[AMINA.name][0].text
    assert "and then went on. A …" in pages[AMINA.name][0].text


def _told(number: int) -> Filed:
    return told_of("start", date(2026, 9, number))
