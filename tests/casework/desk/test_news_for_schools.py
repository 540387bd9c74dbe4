"""What changed since somebody at a school last looked: what moves a child within two school days comes first."""

from __future__ import annotations

from datetime import time
from pathlib import Path

from casework.desk.last_look import changes, look
from record.forms.consent import Consent
from tests.casework.at_work import AMINA, PETER, an_office, at, placed, save
from tests.record.a_case import RECEIVING, day, ended_early, filed, reported

BACK = {"return_at": time(8, 40), "return_place": "Reception", "return_person": "Ms T. Okafor"}


def test_an_ending_that_moves_the_child_in_two_school_days_stands_before_later_news(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(22, 9))
    since = look(office, AMINA)
    ending = ended_early(day(24, 9), return_on=day(28, 9), **BACK)
    report = reported(day(14, 9))
    save(office, ending, filed(report.entry, on=day(24, 9), by=RECEIVING))

    found = changes(at(office, day(24, 9)), AMINA, since)

    assert [(each.filed.kind, each.moves_the_child_on) for each in found if each.filed.happened_on >= day(14, 9)][
        :2
    ] == [
        ("early_ending", day(28, 9)),
        ("weekly_report", None),
    ]


def test_who_filed_it_is_not_told_of_it_and_what_lies_further_off_has_no_precedence(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(22, 9))
    since = look(office, PETER)
    save(office, filed(Consent(person="The pupil", is_pupil=True), on=day(22, 9), filed_by="Peter Lindqvist"))
    save(office, filed(ended_early(day(22, 9), return_on=day(28, 9), **BACK).entry, on=day(22, 9), by=RECEIVING))

    found = changes(office, PETER, since)

    assert [each.filed.kind for each in found if each.moves_the_child_on] == []
    assert "consent" not in [each.filed.kind for each in found if each.filed.filed_at.date() == day(22, 9)]
