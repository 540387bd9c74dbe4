"""While the child is placed: the first day, the weeks, what must be known the same day, and the two registers."""

from __future__ import annotations

from dataclasses import replace

from record.consents import SHARE
from record.forms.referral import Referral
from record.forms.weekly_report import WeeklyReport
from record.registers import fault
from record.school_days import Half, Session
from record.stage import Stage
from tests.record.a_case import OTHER
from tests.stories.a_story import DIRECTION, HAMMERSMITH, NATIONAL, PLACEMENT, WARWICKSHIRE, the
from tests.stories.acts import answers, asks, consent, corrects
from tests.stories.acts_from_the_start import is_suspended, reports, reviews, starts
from tests.stories.beginnings import agreed, placed, reported_until

REPORT = "receiving school: weekly report by {}"
FINAL = "receiving school: the final review by 23 October"
STARTED = "receiving school: did the child start? by {}"
NEW_START = "receiving school: a new start date by 14 September"


def test_the_start_form_comes_four_days_late_and_the_agreed_day_decides() -> None:
    tobi = agreed(HAMMERSMITH)
    tobi.on("17 September")
    tobi.then(Stage.PLACED, "receiving", STARTED.format("14 September"), REPORT.format("18 September"), FINAL)
    tobi.registers_show("14 September", home="D", receiving="✓")
    tobi.on("18 September", starts(started_on="14 September"))
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.then(Stage.PLACED, "receiving", REPORT.format("18 September"), FINAL)


def test_the_child_is_ill_and_starts_a_week_later() -> None:
    tobi = agreed(NATIONAL, DIRECTION)
    tobi.is_refused("14 September", starts(False, new_start_on="19 September"), because_of="FIRST-DAY-5")
    tobi.on("14 September", starts(False, new_start_on="21 September"))
    tobi.then(Stage.AGREED, "home", STARTED.format("21 September"), FINAL)
    tobi.is_expected("home", "14 September", "18 September")
    tobi.is_expected("receiving", "21 September", "23 October")
    tobi.on("21 September", starts())
    tobi.then(Stage.PLACED, "receiving", REPORT.format("25 September"), FINAL)


def test_the_child_does_not_come_and_nobody_names_another_day() -> None:
    tobi = agreed(WARWICKSHIRE)
    tobi.on("14 September", starts(False))
    tobi.then(Stage.AGREED, "home", NEW_START)
    tobi.is_expected("home", "2 September", "18 December")


def test_a_suspension_takes_three_days_out_and_asks_for_an_early_review() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "25 September")
    tobi.is_refused(
        "28 September", is_suspended("28 September", "30 September", home_told=False), because_of="SAME-DAY-4"
    )
    tobi.on("28 September", is_suspended("28 September", "30 September"))
    early = "home school: hold an early review, or say why not when you answer the next weekly report by 29 September"
    tobi.then(Stage.PLACED, "suspended", early, REPORT.format("2 October"), FINAL)
    tobi.is_expected("suspended", "28 September", "30 September")
    tobi.is_expected("receiving", "1 October", "23 October")
    tobi.registers_show("29 September", home="D", receiving="E")
    tobi.registers_show("1 October", home="D", receiving="✓")
    tobi.is_refused("2 October", reports(tuesday_am="/"), because_of="CONCERN-1")
    tobi.on("2 October", reports())
    tobi.on("5 October", reviews("early"))
    tobi.then(Stage.PLACED, "receiving", REPORT.format("9 October"), FINAL)


def test_a_suspension_of_seven_days_needs_education_from_the_sixth_and_ends_within_the_placement() -> None:
    tobi = reported_until(placed(NATIONAL), "2 October")
    tobi.is_refused(
        "5 October", is_suspended("5 October", "3 November"), because_of="SAME-DAY-3", asks_why="SAME-DAY-7"
    )
    tobi.on("5 October", is_suspended("5 October", "13 October"), asks_why="SAME-DAY-7")
    tobi.is_expected("suspended", "5 October", "13 October")
    tobi.is_expected("receiving", "14 October", "23 October")


def test_each_school_has_its_days_and_the_two_registers_never_meet() -> None:
    tobi = placed(HAMMERSMITH, friday_am="home", friday_pm="home")
    tobi.is_expected("receiving", "14 September", "17 September")
    tobi.is_expected("home", "18 September")
    tobi.registers_show("17 September", home="D", receiving="✓")
    tobi.registers_show("18 September", home="✓", receiving="D")
    tobi.is_refused("18 September", reports(thursday_am="D"), because_of="REPORT-7")
    tobi.is_refused("18 September", reports(friday_am="/"), because_of="REPORT-8")
    tobi.is_refused("18 September", reports(monday_am=None), because_of="REPORT-4")
    tobi.on("18 September", reports())
    assert fault(tobi.case, Session(the("18 September"), Half.AM)) == ""


def test_both_registers_have_the_child_present_and_the_fault_is_shown() -> None:
    tobi = placed(WARWICKSHIRE, friday_am="home", friday_pm="home")
    tobi.on("18 September", reports())
    (report,) = tobi.case.filed_of(WeeklyReport)
    by_hand = report.entry.model_copy(update={"thursday_am": "D", "friday_am": "/"})
    tobi.case = tobi.case.with_filed(replace(report, entry=by_hand, edited_by_hand=True))
    thursday, friday = (fault(tobi.case, Session(the(each), Half.AM)) for each in ("17 September", "18 September"))
    assert thursday.startswith("Both schools mark D")
    assert friday.startswith("Both schools have the child present")
    tobi.is_refused("18 September", because_of="REPORT-7 REPORT-8")


def test_mornings_only_until_the_end_of_the_second_week() -> None:
    afternoons = {f"{each}_pm": "neither" for each in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    for_two_weeks = {"has_reduced_programme": True, "reduced_until": the("25 September")}
    tobi = agreed(NATIONAL, **afternoons, **for_two_weeks, parents_agreed_reduced=True)
    tobi.is_expected_in_the("morning", "receiving", "14 September")
    tobi.is_expected_in_the("afternoon", "the agreed reduced programme leaves this session free", "25 September")
    tobi.is_expected("receiving", "28 September", "23 October")


def test_an_ehc_plan_comes_in_mid_placement_and_the_child_goes_on_attending() -> None:
    tobi = reported_until(placed(HAMMERSMITH), "25 September")
    tobi.on("30 September", corrects(Referral, sen_stage="EHC plan"), asks_why="REFERRAL-4")
    tobi.then(Stage.PLACED, "receiving", REPORT.format("2 October"), FINAL)
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.on("2 October", reports(), reviews("early"), settles="REFERRAL-4")
    tobi.then(Stage.PLACED, "receiving", FINAL)


def test_care_begins_in_mid_placement_and_the_child_goes_on_attending() -> None:
    tobi = reported_until(placed(WARWICKSHIRE, DIRECTION), "25 September")
    tobi.on("30 September", corrects(Referral, is_looked_after=True), asks_why="REFERRAL-14")
    tobi.then(Stage.PLACED, "receiving", REPORT.format("2 October"), FINAL)
    tobi.is_expected("receiving", "14 September", "23 October")
    tobi.on("2 October", reports(), reviews("early"))
    tobi.then(Stage.PLACED, "receiving", FINAL)


def test_two_reports_are_missed_and_somebody_asks_why() -> None:
    tobi = placed(WARWICKSHIRE, PLACEMENT)
    tobi.on("28 September")
    late = (REPORT.format("18 September"), REPORT.format("25 September"))
    early = "home school: hold an early review, as reports are missing by 28 September"
    tobi.then(Stage.PLACED, "receiving", *late, early, REPORT.format("2 October"), FINAL)
    tobi.asks_beside("local authority: ask why weekly reports are late by 25 September")


def test_a_red_report_asks_for_an_early_review_and_the_home_school_wants_it() -> None:
    tobi = placed(HAMMERSMITH, DIRECTION)
    tobi.on("18 September", reports(concern="red", early_review_asked=False), asks_why="CONCERN-2")
    tobi.then(Stage.PLACED, "receiving", "home school: say whether an early review is needed by 21 September", FINAL)
    tobi.on("21 September", corrects(WeeklyReport, home_wants_review=True))
    early = "home school: the early review by 25 September"
    tobi.then(Stage.PLACED, "receiving", REPORT.format("25 September"), early, FINAL)
    tobi.on("23 September", reviews("early"))
    tobi.then(Stage.PLACED, "receiving", REPORT.format("25 September"), FINAL)


def test_a_second_school_accepts_in_mid_placement_and_the_child_stays_where_it_is() -> None:
    tobi = reported_until(placed(NATIONAL, DIRECTION), "18 September")
    tobi.is_refused("21 September", consent(SHARE, school=OTHER), asks(OTHER), because_of="APPROACH-2")
    by_hand = (consent(SHARE, school=OTHER), asks(OTHER), answers(school=OTHER))
    tobi.is_refused("21 September", *by_hand, because_of="APPROACH-2 ANSWER-5")
    tobi.finds_in_the_sheet("21 September", *by_hand)
    tobi.then(Stage.PLACED, "receiving", REPORT.format("25 September"), FINAL)
    tobi.is_expected("receiving", "14 September", "23 October")
