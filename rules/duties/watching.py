"""What may hurt a child at this moment, whoever's step is next: out of sight, registers at odds, no ground, pressure."""

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.entry import Filed, Party
from record.forms.la_record import PRESSURE, LaRecord
from record.forms.same_day import SameDay
from record.forms.weekly_report import WeeklyReport
from record.registers import fault
from record.school_days import ONE_DAY, sessions
from record.words import day
from rules.duty import ALWAYS, AT_ODDS, NO_GROUND, OUT_OF_SIGHT, PRESSED, Owed, duty, has_gone, side_of
from rules.examples import PLACED, consented
from rules.judging import without_ground

MISSING = ("unexplained absence", "left the site")
TWO_WEEKS = timedelta(weeks=2)
"""How far back registers at odds are looked for: what is older was put right or is past mending."""
WEEKDAYS = timedelta(days=4)
LEFT = {**PLACED, "same_day.what": "left the site", "same_day.happened_on": date(2026, 10, 1)}
AT_HOME_ON_MONDAY = {**PLACED, "meeting_record.monday_am": "home", "weekly_report.week_commencing": date(2026, 9, 28)}
SIGNED_BY_NOBODY = {"pack.agreement_signed_by": (), "pack.dual_form_signed_by": ()}
MOVED = {
    **PLACED,
    **SIGNED_BY_NOBODY,
    "before_you_start.route": "direct",
    "start.started_on": date(2026, 9, 14),
}
REPORTED = {"la_record.about": PRESSURE, "la_record.recorded_on": date(2026, 9, 30)}


@duty(
    "tell the home school",
    do="tell the home school today that the child is not at your school, and record when",
    what="tell the home school that the child is not at the receiving school",
    clause=("WK-9", "HF-10b", "APP-8"),
    owner=Party.RECEIVING,
    form=SameDay,
    phases=ALWAYS,
    harm=OUT_OF_SIGHT,
    comes={**LEFT, "same_day.home_told": False},
    goes={**LEFT, "same_day.home_told": True},
    tell=(Party.HOME,),
)
def the_home_school_is_told_the_same_day(case: Case) -> Iterator[Owed]:
    """When a child is out of sight the home school is told the same day."""
    for filed, on in _out_of_sight(case):
        if isinstance(filed.entry, SameDay) and not filed.entry.home_told:
            says = f"{_what(filed)} on {day(on)}. The home school has not been told. {_SEE}"
            yield Owed(by=on, answers=filed.entry_id, harms_from=on, says=says)


@duty(
    "find the child",
    do="make sure someone knows where the child is",
    what="make sure someone knows where the child is",
    clause=("WK-9", "HF-10b", "APP-8"),
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=None,
    phases=ALWAYS,
    harm=OUT_OF_SIGHT,
    comes={**LEFT, "same_day.home_told": True},
    goes={**LEFT, "same_day.home_told": True, "case.today": date(2026, 10, 5)},
    is_aside=True,
    tell=(Party.LA,),
)
def somebody_knows_where_the_child_is(case: Case) -> Iterator[Owed]:
    """Until the end of the next school day the home school makes certain where a child is who was out of sight."""
    for filed, on in _out_of_sight(case):
        if isinstance(filed.entry, SameDay) and filed.entry.home_told:
            yield Owed(by=on, harms_from=on, says=f"{_what(filed)} on {day(on)}. {_SEE}")


_SEE = "Make sure someone knows where the child is."


def _out_of_sight(case: Case) -> Iterator[tuple[Filed, date]]:
    """The last absence nobody could explain, or leaving of the site, since the school day before today."""
    if case.placement is None:
        return
    since = case.calendar(case.placement.school).last_open(case.today - ONE_DAY)
    told = [each for each in case.filed_of(SameDay) if isinstance(each.entry, SameDay) and each.entry.what in MISSING]
    recent = [each for each in told if each.entry.happened_on and since <= each.happened_on <= case.today]  # type: ignore[attr-defined]
    yield from ((each, each.happened_on) for each in recent[-1:])


def _what(filed: Filed) -> str:
    left = isinstance(filed.entry, SameDay) and filed.entry.what == "left the site"
    return "The child left the site" if left else "The child was absent without a reason"


@duty(
    "registers at odds",
    do="agree with the other school where the child was, and correct the weekly report",
    what="registers that are at odds",
    clause=("HF-9a", "NA-10"),
    owner=Party.RECEIVING,
    form=WeeklyReport,
    phases=ALWAYS,
    harm=AT_ODDS,
    comes={**AT_HOME_ON_MONDAY, "weekly_report.monday_am": "/"},
    goes={**AT_HOME_ON_MONDAY, "weekly_report.monday_am": "D"},
    is_aside=True,
)
def registers_agree(case: Case) -> Iterator[Owed]:
    """In no session of the last two weeks have the schools marked the child elsewhere, or both present."""
    since = case.today - TWO_WEEKS
    for filed in case.filed_of(WeeklyReport):
        monday = filed.entry.week_commencing if isinstance(filed.entry, WeeklyReport) else None
        if monday and monday >= since:
            for session in sessions(monday, min(monday + WEEKDAYS, case.today)):
                if wrong := fault(case, session):
                    says = f"{day(session.day)}: {wrong}"
                    on, who = session.day, Party.LA if has_gone(case) else None
                    yield Owed(by=on, who=who, harms_from=on, answers=filed.entry_id, says=says)
                    return


@duty(
    "without ground",
    do="put right what does not meet a requirement",
    what="a record that does not meet a requirement",
    clause="APP-5",
    owner=Party.HOME,
    form=None,
    phases=ALWAYS,
    harm=NO_GROUND,
    comes=MOVED,
    goes={**MOVED, **consented("to the permanent transfer", date(2026, 9, 8)), "start.receiving_status": None},
    tell=(Party.LA,),
)
def everything_has_its_ground(case: Case) -> Iterator[Owed]:
    """What was done to a child has what it must have: everyone's agreement, a review, a notice."""
    lacking = without_ground(case)
    if lacking:
        filed = next(each for each in case.filed if each.entry_id == lacking[0].entry_id)
        says = f"{filed.entry.title}: a requirement is not met. {lacking[0].sentence}"
        on, kind = filed.happened_on, filed.form
        yield Owed(by=on, who=side_of(case, filed), form=kind, answers=filed.entry_id, harms_from=on, says=says)


@duty(
    "pressure",
    do="look into the pressure that was reported, and record what came of it",
    what="pressure on a parent that nobody has looked into",
    clause=("HF-7.3", "NA-7"),
    owner=Party.LA,
    form=LaRecord,
    phases=ALWAYS,
    harm=PRESSED,
    comes=REPORTED,
    goes={**REPORTED, "la_record.is_looked_into": True},
    is_aside=True,
)
def pressure_is_looked_into(case: Case) -> Iterator[Owed]:
    """The authority looks into pressure on a parent the day it is reported."""
    for filed in case.filed_of(LaRecord):
        entry = filed.entry
        if isinstance(entry, LaRecord) and entry.about == PRESSURE and not entry.is_looked_into:
            says = "Pressure on a parent has been reported, and nobody has looked into it yet."
            on = filed.happened_on
            yield Owed(by=on, answers=filed.entry_id, harms_from=on, says=says)
