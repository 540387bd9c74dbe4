"""While the child is placed: the first day, the return of a new pupil, a report each week, a direction renewed."""

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case, Placement
from record.directed import direction_ends_on
from record.early_review import MISSED
from record.ended import ended
from record.entry import Party
from record.forms.board_decision import BoardDecision
from record.forms.meeting_record import MeetingRecord
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.placement_days import LAW_OF_2026, new_pupil_return_due_on, owed_reports
from record.school_days import ONE_DAY
from record.stage import needs_roll_change
from record.words import chained, day, day_and_month
from rules.duties.agreeing import EVERYBODY_SIGNED
from rules.duty import ARRIVAL, LATE, OUT_OF_SIGHT, SIGNS, UNREPORTED, Owed, Phase, duty, side_of
from rules.examples import DIRECTED, MET, PLACED

PROVIDED = {**MET, "before_you_start.route": "alternative provision", "case.today": date(2026, 9, 10)}
STILL_NEW = timedelta(days=14)
"""How long after the first day it is still asked whether the safeguarding leads spoke."""
REPORTED_WEEKLY = ("HF-10b", "WK-9", "NA-10", "APP-8")
FIRST_DAY = date(2026, 9, 14)
AGREED = {**MET, **EVERYBODY_SIGNED, "case.today": date(2026, 9, 15)}
ABSENT = {**AGREED, "start.did_start": False, "start.was_put_off": False, "start.filed_on": date(2026, 9, 14)}
SENT_OUT = {
    **PLACED,
    **DIRECTED,
    "board_decision.decides": "direction",
    "board_decision.decided_on": date(2026, 9, 8),
    "board_decision.notice_given_on": date(2026, 9, 8),
    "board_decision.last_day_on": date(2026, 10, 9),
}
RENEWED = {
    **SENT_OUT,
    "board_decision.second.decides": "renewal",
    "board_decision.second.decided_on": date(2026, 9, 30),
    "board_decision.second.first_day_on": date(2026, 10, 12),
    "board_decision.second.last_day_on": date(2026, 10, 23),
}


@duty(
    "the start",
    do="say whether the child started",
    what="did the child start?",
    clause=("HF-9a", "NA-10"),
    owner=Party.RECEIVING,
    form=Start,
    phases=(Phase.PLACED, Phase.ENDED),
    harm=ARRIVAL,
    comes=AGREED,
    goes={**AGREED, "start.did_start": True, "start.started_on": FIRST_DAY},
    in_calendar=True,
    tell=(Party.HOME,),
)
def arrival_is_confirmed(case: Case) -> Iterator[Owed]:
    """On the first day the receiving school says whether the child came."""
    placement = case.placement
    if placement is None or (case.start and case.start.did_start) or not _begins(case):
        return
    is_absent = case.start is not None and case.start.is_absence
    came = "the child has not arrived yet" if is_absent else "it is not recorded whether the child came"
    says = f"The first day was {day(placement.starts_on)}, and {came}. The child is expected at the receiving school."
    yield Owed(by=placement.starts_on, waits_for=until_the_first_day(case, placement), says=says)


def _begins(case: Case) -> bool:
    """Whether a first day is still to be confirmed: a direct move ends with its first day, a placement before it."""
    return ended(case) is None or (not case.is_dual_registered and needs_roll_change(case))


@duty(
    "absence on the first day",
    do="follow up the absence today: find the child, and record what you learn",
    what="follow up the absence on the first day",
    clause=("NA-12", "APP-8"),
    owner=Party.RECEIVING,
    form=Start,
    phases=(Phase.PLACED,),
    harm=OUT_OF_SIGHT,
    comes=ABSENT,
    goes={**ABSENT, "start.followed_up": "At home with a cold: the mother rang at nine."},
    tell=(Party.HOME, Party.LA),
)
def an_absence_on_the_first_day_is_followed_up(case: Case) -> Iterator[Owed]:
    """A child who was expected on the first day and did not come is absent, and is looked for the same day."""
    if case.placement is None or case.start is None or not case.start.is_absence or case.start.followed_up:
        return
    filed = next(each for each in case.filed_of(Start) if each.entry is case.start)
    says = (
        f"The child was expected on {day(case.placement.starts_on)} and did not come. It is not recorded where the "
        "child is."
    )
    yield Owed(by=filed.happened_on, harms_from=filed.happened_on, answers=filed.entry_id, says=says)


def until_the_first_day(case: Case, placement: Placement) -> tuple[str, ...]:
    """What a step in the placement waits for before it has begun."""
    return (f"the first day, {day(placement.starts_on)}",) if case.today < placement.starts_on else ()


@duty(
    "new-pupil return",
    do="send the new-pupil return and record when",
    what="new-pupil return",
    clause="NA-12",
    owner=Party.RECEIVING,
    form=Start,
    phases=(Phase.PLACED, Phase.ENDED),
    harm=None,
    comes=PLACED,
    goes={**PLACED, "start.new_pupil_return_on": date(2026, 9, 16)},
    is_aside=True,
    in_calendar=True,
)
def a_new_pupil_is_returned(case: Case) -> Iterator[Owed]:
    """The receiving school tells the authority of a child entered in its register, within five days of the day agreed."""
    placement, start = case.placement, case.start
    if placement is None or start is None or not _was_placed(case) or not (start.did_start or start.is_absence):
        return
    if any(each.new_pupil_return_on for each in case.starts):
        return
    filed = next(each for each in case.filed_of(Start) if each.entry is start)
    yield Owed(by=new_pupil_return_due_on(case, placement, start.started_on), answers=filed.entry_id)


@duty(
    "copies of the records",
    do="send copies of the transfer file and of the educational record to the receiving school, and record when",
    what="copies of the transfer file and the educational record",
    clause="NA-24",
    owner=Party.HOME,
    form=Start,
    phases=(Phase.PLACED,),
    harm=LATE,
    comes=PLACED,
    goes={
        **PLACED,
        "start.file_copy_sent_on": date(2026, 9, 16),
        "start.record_copy_sent_on": date(2026, 9, 16),
    },
    is_aside=True,
    in_calendar=True,
)
def copies_follow_the_child(case: Case) -> Iterator[Owed]:
    """While the child is on both registers the receiving school has copies of the transfer file and the educational record."""
    placement, start = case.placement, case.start
    if placement is None or start is None or not case.is_dual_registered or not has_second_register(case):
        return
    if placement.starts_on < LAW_OF_2026 or any(e.file_copy_sent_on and e.record_copy_sent_on for e in case.starts):
        return
    filed = next(each for each in case.filed_of(Start) if each.entry is start)
    by = case.calendar(case.home).after(placement.starts_on, case.pack.transfer_file_school_days)
    yield Owed(by=by, answers=filed.entry_id)


def has_second_register(case: Case) -> bool:
    """Whether the place that has the child keeps an admission register: an unregistered provider keeps none."""
    school = case.schools.get(case.receiving or "")
    return school is None or school.is_registered


@duty(
    "safeguarding before the first day",
    do="have the two safeguarding leads speak before the first day, and record who spoke and when",
    what="have the safeguarding leads of both schools speak before the first day",
    clause=("NA-4", "NA-24"),
    owner=Party.HOME,
    form=MeetingRecord,
    phases=(Phase.BEFORE, Phase.PLACED),
    harm=SIGNS,
    comes={**MET, "meeting_record.safeguarding_leads_spoke": False, "case.today": date(2026, 9, 10)},
    goes={**MET, "meeting_record.safeguarding_leads_spoke": True, "case.today": date(2026, 9, 10)},
    is_aside=True,
)
def the_safeguarding_leads_speak_before_the_first_day(case: Case) -> Iterator[Owed]:
    """What keeps the child and others safe is passed on by the safeguarding leads before the first day."""
    meeting = case.agreed_meeting
    if meeting is None or meeting.starts_on is None or meeting.safeguarding_leads_spoke is not False:
        return
    first = case.placement.starts_on if case.placement else meeting.starts_on
    if case.today <= first + STILL_NEW:
        filed = next(each for each in case.filed if each.entry is meeting)
        by = max(meeting.met_on or first, case.calendar(case.home).before(first, 1))
        says = "It is not recorded that the safeguarding leads of the two schools have spoken."
        yield Owed(by=by, who=side_of(case, filed), answers=filed.entry_id, says=says)


@duty(
    "checks of the provider",
    do="get written confirmation from the provider that its staff are checked, and record the date",
    what="the provider’s written confirmation that its staff are checked",
    clause="NA-26",
    owner=Party.HOME,
    form=MeetingRecord,
    phases=(Phase.BEFORE, Phase.PLACED),
    harm=SIGNS,
    comes={**PROVIDED, "meeting_record.staff_are_checked": False},
    goes={**PROVIDED, "meeting_record.staff_are_checked": True},
    is_aside=True,
    tell=(Party.LA,),
)
def the_provider_says_that_its_staff_are_checked(case: Case) -> Iterator[Owed]:
    """Before a child goes to a provider it has confirmed in writing that its staff are checked."""
    meeting = case.agreed_meeting
    if meeting is None or meeting.starts_on is None or meeting.staff_are_checked is not False:
        return
    filed = next(each for each in case.filed if each.entry is meeting)
    first = case.placement.starts_on if case.placement else meeting.starts_on
    by = max(meeting.met_on or first, case.calendar(case.home).before(first, 1))
    says = "The provider has not confirmed in writing that its staff are checked."
    yield Owed(by=by, who=side_of(case, filed), answers=filed.entry_id, says=says)


@duty(
    "weekly report",
    do="write the weekly report",
    what="weekly report",
    clause=REPORTED_WEEKLY,
    owner=Party.RECEIVING,
    form=WeeklyReport,
    phases=(Phase.PLACED, Phase.ENDED),
    harm=LATE,
    comes={**PLACED, "case.today": date(2026, 9, 18)},
    goes={**PLACED, "case.today": date(2026, 9, 18), "weekly_report.week_commencing": FIRST_DAY},
)
def each_week_is_reported(case: Case) -> Iterator[Owed]:
    """The receiving school reports on each week of the placement by its last school day."""
    placement, end = case.placement, ended(case)
    if placement is None or not case.is_dual_registered or placement.ends_on is None or not _was_placed(case):
        return
    missing = owed_reports(case, placement, end.from_on - ONE_DAY if end else None)
    late = [each.week for each in missing if each.by < case.today]
    is_missed = len(late) >= MISSED and end is None
    says = _missed(late) if is_missed else ""
    for each in missing:
        yield Owed(by=each.by, week=each.week, harm=UNREPORTED if is_missed else None, says=says)


def _was_placed(case: Case) -> bool:
    """Whether the placement goes on, or had begun before it ended."""
    return ended(case) is None or needs_roll_change(case)


def _missed(weeks: list[date]) -> str:
    more = f" and {len(weeks) - 2} more" if len(weeks) > 2 else ""
    return f"{len(weeks)} weekly reports are missing: the weeks of {chained([day_and_month(each) for each in weeks[:2]])}{more}."


@duty(
    "renewal of the direction",
    do="ask the board to renew the direction, or record that it ends",
    what="renewal of the direction",
    clause=("NA-8", "APP-8"),
    owner=Party.HOME,
    form=BoardDecision,
    phases=(Phase.PLACED,),
    harm=LATE,
    comes=SENT_OUT,
    goes=RENEWED,
    in_calendar=True,
)
def a_direction_lasts_as_long_as_its_placement(case: Case) -> Iterator[Owed]:
    """A direction that ends before the placement does is renewed before its last day."""
    last_day, ends_on = case.direction.last_day_on if case.direction else None, _ends_on(case)
    if last_day and ends_on and last_day < ends_on and direction_ends_on(case) >= last_day:
        yield Owed(by=last_day)


def _ends_on(case: Case) -> date | None:
    return case.placement.ends_on if case.placement else None
