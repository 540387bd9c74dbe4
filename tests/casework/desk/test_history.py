"""The chronology of a case, the last thing somebody submitted, and the note that somebody looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casework.desk.history import chronology, last_by
from casework.reading.access import Seen, see
from casework.reading.office import Office
from record.forms.approach import Approach
from record.forms.before_you_start import BeforeYouStart
from record.forms.consent import Consent
from record.forms.referral import Referral
from record.person import Person
from tests.casework.at_work import AMINA, BEN, PETER, REFERENCE, ROSALIND, an_office, placed, saved, shared
from tests.record.a_case import OTHER, RECEIVING, asked, day, referred, reported


def of(office: Office, who: Person) -> Seen:
    found = see(office, who, REFERENCE)
    assert found is not None
    return found


def test_the_newest_day_stands_first_whenever_it_was_typed(tmp_path: Path) -> None:
    late = replace(reported(day(14, 9)), filed_at=datetime(2026, 9, 30, 9))
    office = an_office(tmp_path, *referred(), reported(day(21, 9)), late, today=day(30, 9))

    told = chronology(office, of(office, AMINA))

    assert [each.filed.happened_on for each in told][:3] == [day(21, 9), day(14, 9), day(2, 9)]


def test_every_revision_is_told_with_who_and_when(tmp_path: Path) -> None:
    report = reported(day(14, 9))
    office = an_office(tmp_path, *placed(), report)
    first = saved(report)
    when = datetime(2026, 9, 19, 9, tzinfo=UTC)
    office.store.save(
        replace(first, revision=2, save_id="two", base=first.save_id, saved_by="Grace Obi", saved_at=when)
    )

    told = next(each for each in chronology(office, of(office, AMINA)) if each.filed.entry_id == report.entry_id)

    assert [(each.saved_by, each.saved_at) for each in told.revisions] == [
        (first.saved_by, first.saved_at),
        ("Grace Obi", when),
    ]
    assert told.filed.revision == 2


def test_a_school_reads_nothing_of_an_approach_that_was_first_typed_for_another(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared(), asked(OTHER))
    first = next(each for each in office.store.entries(REFERENCE) if each.kind == Approach.kind)
    answers = {**first.answers, "school": RECEIVING}
    office.store.save(replace(first, revision=2, save_id="two", base=first.save_id, answers=answers))

    told = chronology(office, of(office, PETER))

    assert {each.filed.kind for each in told} == {BeforeYouStart.kind, Referral.kind, Approach.kind, Consent.kind}
    assert OTHER not in repr(told)


def test_the_last_thing_somebody_submitted_is_found_again(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared())
    consent = next(each for each in office.store.entries(REFERENCE) if each.kind == Consent.kind)
    office.store.save(replace(consent, save_id="late", base=consent.save_id, revision=2, saved_by="Ben Okoro"))
    office.store.save(saved(asked(), saved_by="Amina Yusuf"))

    mine = last_by(office, of(office, BEN), BEN)

    assert mine is not None and mine.save_id == "late"
    assert last_by(office, of(office, ROSALIND), ROSALIND) is None


def test_a_namesake_at_another_school_reads_nothing_that_is_not_theirs(tmp_path: Path) -> None:
    office = an_office(tmp_path, *shared(), asked())
    office.store.save(saved(asked(OTHER), saved_by="Peter Lindqvist"))  # the home school's own Peter

    assert last_by(office, of(office, PETER), PETER) is None
    assert last_by(office, of(office, AMINA), PETER) is not None
