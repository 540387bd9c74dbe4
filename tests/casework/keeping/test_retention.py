"""How long a case is kept, who may erase it, and what is left: a certificate that names no child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.forms.drafts import begin
from casework.keeping import audit, retention
from casework.keeping.retention import CannotErase, Ground, certificate
from casework.reading.access import see
from casework.reading.office import Office
from record.forms.final_review import TRANSFER
from record.forms.kinds import KINDS
from record.forms.la_record import LaRecord
from record.forms.referral import Referral
from record.forms.response import Response
from store.contract import CaseErased
from tests.casework.at_work import (
    ABROAD,
    AMINA,
    DEVAN,
    EVE,
    NOOR,
    PETER,
    REFERENCE,
    ROSALIND,
    SAM,
    TARIQ,
    an_office,
    at,
    placed,
    put,
    requested,
    setting,
)
from tests.letters.read import text
from tests.record.a_case import HOME, answered, day, decided, reported, roll_changed

BORN = date(2013, 5, 3)
_MOVED = (*placed(), reported(day(14, 9)), decided(TRANSFER, day(19, 10), day(2, 11)), roll_changed(day(2, 11)))
TRANSFERRED = tuple(
    replace(each, entry=each.entry.model_copy(update={"born_on": BORN})) if isinstance(each.entry, Referral) else each
    for each in _MOVED
)
LATER = date(2051, 1, 1)
NOT_STARTED = (*requested(), answered("decline"))


def office_of(folder: Path, *filed: object, today: date = LATER) -> Office:
    return an_office(folder, *filed, today=today)  # type: ignore[arg-type]


def the_one(office: Office) -> retention.RetainedCase:
    (found,) = retention.kept(office, ROSALIND)
    return found


def test_a_move_that_began_is_kept_until_the_pupil_is_25(tmp_path: Path) -> None:
    office = office_of(tmp_path, *TRANSFERRED)
    birthday = date(2038, 5, 3)

    assert the_one(office).until == birthday
    assert the_one(at(office, birthday)).is_due
    assert not the_one(at(office, date.fromordinal(birthday.toordinal() - 1))).is_due


def test_a_case_in_which_no_move_began_is_kept_a_year_from_its_last_entry(tmp_path: Path) -> None:
    office = office_of(tmp_path, *NOT_STARTED, today=date(2027, 9, 3))
    last = max(each.filed_at.date() for each in office.cases[REFERENCE].filed)

    assert the_one(office).until == last.replace(year=last.year + 1)


def test_the_authority_says_in_its_settings_how_long(tmp_path: Path) -> None:
    office = office_of(tmp_path, *NOT_STARTED, today=date(2027, 1, 1))
    assert not the_one(office).is_due
    setting(office, "keep unfinished months", "2")
    assert the_one(office).is_due
    assert "2 months" in the_one(office).rule


def test_a_child_on_a_placement_is_never_due(tmp_path: Path) -> None:
    office = office_of(tmp_path, *placed())
    assert not retention.kept(office, ROSALIND)
    with pytest.raises(CannotErase, match="must be ended first"):
        retention.erase(office, ROSALIND, [REFERENCE], Ground.REQUEST)


@pytest.mark.parametrize("who", [AMINA, PETER, EVE, ABROAD, DEVAN, NOOR], ids=lambda who: who.name)
def test_only_a_coordinator_of_its_areas_may_erase_and_others_learn_nothing(who: object, tmp_path: Path) -> None:
    office = office_of(tmp_path, *NOT_STARTED)
    number = retention.erase(office, ROSALIND, [REFERENCE])
    fresh = office_of(tmp_path / "other", *NOT_STARTED)

    for reference in (REFERENCE, "MM-0000-0000"):
        with pytest.raises(CannotErase, match="no such case"):
            retention.erase(fresh, who, [reference])  # type: ignore[arg-type]
    assert fresh.store.entries(REFERENCE)
    assert not retention.erasures(office, who)  # type: ignore[arg-type]
    assert retention.find(office, who, number) is None  # type: ignore[arg-type]


def test_before_its_time_it_goes_only_for_a_reason(tmp_path: Path) -> None:
    office = office_of(tmp_path, *NOT_STARTED, today=date(2026, 10, 1))
    with pytest.raises(CannotErase, match="Say why"):
        retention.erase(office, ROSALIND, [REFERENCE])
    retention.erase(office, ROSALIND, [REFERENCE], Ground.REQUEST)
    assert retention.erasures(office, TARIQ)[0].rows[0].values["ground"] == Ground.REQUEST


def test_nothing_is_left_but_a_certificate_that_names_no_child(tmp_path: Path) -> None:
    office = office_of(tmp_path, *TRANSFERRED)
    referral = office.cases[REFERENCE].last(Referral)
    assert referral and referral.legal_name
    would = retention.would_go(office, [REFERENCE])
    assert office.store.held(REFERENCE) == would[REFERENCE], "a dry run changes nothing"

    number = retention.erase(office, ROSALIND, [REFERENCE])

    assert see(office, ROSALIND, REFERENCE) is None
    assert office.store.held(REFERENCE) == {}
    done = retention.find(office, ROSALIND, number)
    assert done and done.is_finished and not retention.left_here(office, done)
    said = text(certificate(office, done))
    for words in (REFERENCE, "Rosalind Marsh", "UK GDPR", "storage limitation", "until the pupil is 25"):
        assert words in said, words
    told = said + str(office.store.table(retention.ERASED)) + str(office.store.events())
    for secret in (referral.legal_name, "2013", "2038", "3 May"):
        assert secret not in told, secret
    events = [each.did for each in office.store.events()]
    assert events[0] == "erased"
    assert [line.did for line in audit.lines(office, ROSALIND)][:2] == ["erased", "began to erase"]


def test_a_page_that_was_open_can_keep_nothing_more(tmp_path: Path) -> None:
    office = office_of(tmp_path, *NOT_STARTED)
    kind = next(each for each in KINDS if each.kind == "ending")
    begin(office, AMINA, kind, REFERENCE)
    seen = office.store.drafts(HOME)[0]
    retention.erase(office, ROSALIND, [REFERENCE])
    assert office.store.drafts(HOME) == []
    with pytest.raises(CaseErased):
        office.store.begin(seen)


def test_what_is_written_into_the_table_by_hand_erases_no_case_that_goes_on(tmp_path: Path) -> None:
    office = office_of(tmp_path, *placed(), today=date(2026, 10, 1))
    values = {"erasure": "by-hand", "asked": "yesterday", "areas": "North", "la": "205", "ground": Ground.TIME}
    put(office, retention.ERASED, REFERENCE, **values)

    with pytest.raises(CannotErase):
        retention.finish(office, ROSALIND, "by-hand")

    assert office.store.entries(REFERENCE)


def test_forms_begun_and_forgotten_go_after_a_year_and_only_their_number_is_told(tmp_path: Path) -> None:
    office = office_of(tmp_path, today=date(2026, 9, 21))
    begin(office, AMINA, KINDS[0])
    assert retention.forgotten_drafts(office, ROSALIND) == []
    later = at(office, date(2028, 1, 1))
    assert [len(retention.forgotten_drafts(later, who)) for who in (ROSALIND, EVE, AMINA, NOOR)] == [1, 0, 0, 0]

    assert retention.erase_drafts(later, ROSALIND) == 1

    assert office.store.drafts(HOME) == []
    assert office.store.events()[0].detail == {"forms": "1"}


def test_a_form_that_the_authority_began_is_erased_by_whoever_sees_its_case(tmp_path: Path) -> None:
    office = office_of(tmp_path, *requested(), today=date(2026, 9, 21))
    begin(office, ROSALIND, LaRecord, REFERENCE)
    begin(office, PETER, Response, REFERENCE)
    later = at(office, date(2028, 1, 1))

    assert [(who.name, retention.erase_drafts(later, who)) for who in (EVE, SAM, ABROAD, NOOR)] == [
        ("Eve Adair", 0),
        ("Sam Whitlock", 0),
        ("Wim Abroad", 0),
        ("Noor Salim", 0),
    ]
    assert retention.erase_drafts(later, ROSALIND) == 2
