"""What changed since somebody at a school last looked: what moves a child within two school days comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from casework.desk.last_look import changes, look
from record.forms.review import Review
from record.person import Person
from tests.casework.at_work import AMINA, PETER, ROSALIND, an_office, at, placed, save, saved
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
    own = filed(Review(reviewed_on=day(22, 9)), on=day(22, 9), by=RECEIVING, filed_by="Peter Lindqvist")
    save(office, own)
    save(office, filed(ended_early(day(22, 9), return_on=day(28, 9), **BACK).entry, on=day(22, 9), by=RECEIVING))

    found = changes(office, PETER, since)

    assert [each.filed.kind for each in found if each.moves_the_child_on] == []
    assert "review" not in [each.filed.kind for each in found if each.filed.filed_at.date() == day(22, 9)]


def test_whoever_has_my_name_at_another_school_hides_nothing_from_me(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(22, 9))
    since = look(office, ROSALIND)
    ending = ended_early(day(22, 9), return_on=day(23, 9), **BACK)
    save(office, filed(ending.entry, on=day(22, 9), by=RECEIVING, filed_by=ROSALIND.name))

    found = changes(office, ROSALIND, since)

    assert [(each.filed.kind, each.moves_the_child_on) for each in found][:1] == [("early_ending", day(23, 9))]


def test_what_others_change_of_what_i_wrote_is_news_to_me_and_what_i_change_of_theirs_is_not(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), today=day(22, 9))
    report = filed(reported(day(14, 9)).entry, on=day(21, 9), by=RECEIVING, filed_by=PETER.name)
    save(office, report)
    since = look(office, PETER)
    colleague = replace(PETER, name="Priya Nair")
    assert "weekly_report" not in [each.filed.kind for each in changes(office, PETER, since)]

    then, by = datetime(2026, 9, 22, 12, tzinfo=UTC), colleague.name
    office.store.save(saved(report, revision=2, base=report.save_id, save_id="corrected", saved_by=by, saved_at=then))

    def news(who: Person) -> list[bool]:
        return [each.is_correction for each in changes(office, who, since) if each.filed.kind == "weekly_report"]

    assert (news(PETER), news(colleague)) == ([True], [])
