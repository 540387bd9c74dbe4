"""What may hurt a child if nobody acts today, found in the cases: nowhere to be, a placement going wrong, papers that hold a child up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from record.case import FORMAL, Case
from record.consents import EXPLORE, PLACEMENT, SHARE, TRANSFER, ConsentStanding, standing
from record.deadline import REPORTED_WEEKLY, Due
from record.directed import direction_ends_on
from record.due import due
from record.due_in_placement import missing_reports
from record.early_review import MISSED, Sign, Signal, signals
from record.ended import Belongs, HowEnded, ended
from record.entry import Party
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.ending import ELSEWHERE, Ending
from record.forms.final_review import FinalReview
from record.forms.la_record import PRESSURE, LaRecord
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.same_day import SameDay
from record.forms.signature import Signature
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from record.once import once_a_case
from record.registers import fault
from record.school_days import ONE_DAY, sessions
from record.stage import is_live
from record.words import chained, day, day_and_month, first_capital


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a case."""

    says: str
    """A sentence or two for a coordinator: what is wrong, and where the child is meanwhile. Names nobody."""
    since: date
    """From when it harms: the day something was due, told or happened."""
    ring: Party
    """Which school to ring first; the authority when it is its own to do."""
    form: str = ""
    """The entry kind that settles it; empty when a person must look first."""
    answers: str = ""
    """The id of the entry that is answered or completed, where no new entry is written."""


TO_ANSWER = timedelta(days=2)
"""How long after the referral a family's answers may take before somebody asks. The app's own number."""
NEARLY = timedelta(days=7)
DAYS_OF_WARNING = 2 * ONE_DAY


def consent_missing(case: Case) -> Found | None:
    """A case that goes on although somebody said no, or has not been asked in time."""
    if case.referral is None or ended(case):
        return None
    for choice, school, what in _choices(case):
        stands = standing(case, choice, school)
        if not stands.is_given:
            return Found(f"{_who(stands)} {what}", _since(case), Party.HOME, Consent.kind)
    return None


def _choices(case: Case) -> Iterator[tuple[str, str | None, str]]:
    """Each consent the case already rests on, with what it means that it is missing; the latest need first."""
    if case.placement and case.receiving:
        last = PLACEMENT if case.is_dual_registered else TRANSFER
        yield last, case.receiving, "The move is agreed all the same."
    for each in case.askings:
        if each.approach.formality == FORMAL and (each.is_open or case.receiving == each.approach.school):
            yield SHARE, each.approach.school, "A school has been asked all the same."
    if case.referral and case.today - _since(case) >= TO_ANSWER:
        yield EXPLORE, None, "Nothing may be shared yet."


def _who(stands: ConsentStanding) -> str:
    if stands.refused:
        return "Somebody who must agree has said no."
    waiting = len(stands.silent) + len(stands.not_asked)
    everybody = waiting + len(stands.agreed)
    return f"{waiting} of the {everybody} who must agree {'has' if waiting == 1 else 'have'} not answered."


def _since(case: Case) -> date:
    return max((each.happened_on for each in case.filed if each.kind == "referral"), default=case.today)


def notice_late(case: Case) -> Found | None:
    """An off-site direction whose statutory notice is not given in time, or is due within two days."""
    if case.route != "off-site direction" or ended(case) or case.agreed_meeting is None:
        return None
    starts_on = case.placement.starts_on if case.placement else case.agreed_meeting.starts_on
    if starts_on is None:
        return None
    by = case.calendar(case.home).before(starts_on, case.pack.notice_school_days)
    given_on = case.direction.notice_given_on if case.direction else None
    if (given_on is not None and given_on <= by) or case.today < by - DAYS_OF_WARNING:
        return None
    late = case.today > by or given_on is not None
    said = "was due" if late else "is due"
    then = " Put the start off, or record when it was given." if late else ""
    says = f"The direction begins on {day(starts_on)}: notice to the parents {said} by {day(by)}.{then}"
    return Found(says, by, Party.HOME, BoardDecision.kind)


def signatures_missing(case: Case) -> Found | None:
    """A first day within a week, or past, while somebody has not signed."""
    meeting = case.agreed_meeting
    starts_on = case.placement.starts_on if case.placement else meeting.starts_on if meeting else None
    if starts_on is None or ended(case) or not case.signatures_missing or case.today < starts_on - NEARLY:
        return None
    number = len(case.signatures_missing)
    first = "The first day was" if starts_on < case.today else "The first day is"
    missing = f"{number} signature{'' if number == 1 else 's'} {'is' if number == 1 else 'are'} missing"
    return Found(f"{missing}. {first} {day(starts_on)}.", starts_on, Party.HOME, Signature.kind)


def somebody_late(case: Case) -> Found | None:
    """Anything else whose day has passed, the earliest first: the case waits for it, or the authority owes it."""
    late = [each for each in due(case) if each.is_late(case.today)]
    waited_for = [each for each in late if not each.is_aside and each.who is not Party.LA]
    return _late(waited_for[0]) if waited_for else None


def own_late(case: Case) -> Found | None:
    """What the authority itself has not noted or decided in time."""
    late = [
        each
        for each in due(case)
        if each.who is Party.LA and each.is_late(case.today) and each.clauses != REPORTED_WEEKLY
    ]
    return _late(late[0]) if late else None


def _late(one: Due) -> Found | None:
    if one.by is None:
        return None
    of_week = f" for the week of {day_and_month(one.week)}" if one.week else ""
    what = f"{first_capital(one.what)}{of_week}"
    who = Party.RECEIVING if one.who is Party.EITHER else one.who
    return Found(f"{what}: was due on {day(one.by)}.", one.by, who, one.kind, one.answers)


CALLS = (Sign.RED, Sign.ASKED)
"""Signs that a school itself raised."""


def decision_overdue(case: Case) -> Found | None:
    """A placement past its end without a final review."""
    placement = case.placement
    if placement is None or placement.ends_on is None or ended(case) or placement.ends_on >= case.today:
        return None
    says = (
        f"The placement ended on {day(placement.ends_on)} and there is no final review. "
        "The child stays where it is until one is held."
    )
    return Found(says, placement.ends_on, Party.RECEIVING, FinalReview.kind)


def pressure(case: Case) -> Found | None:
    """Pressure on a parent that was reported and has not been looked into."""
    for filed in case.filed_of(LaRecord):
        entry = filed.entry
        if isinstance(entry, LaRecord) and entry.about == PRESSURE and not entry.is_looked_into:
            says = "Somebody reported pressure on a parent, and nobody has looked into it yet."
            return Found(says, filed.happened_on, Party.LA, LaRecord.kind, filed.entry_id)
    return None


def reports_missed(case: Case) -> Found | None:
    """Two weekly reports late together: nobody outside the school knows how the child is."""
    if case.placement is None or not case.is_dual_registered or ended(case):
        return None
    late = [each for each in missing_reports(case, case.placement) if each.is_late(case.today)]
    if len(late) < MISSED:
        return None
    weeks = chained([day_and_month(each.week) for each in late[:2] if each.week])
    more = f" and {len(late) - 2} more" if len(late) > 2 else ""
    says = f"{len(late)} weekly reports are missing: the weeks of {weeks}{more}."
    return Found(says, late[0].by or case.today, Party.RECEIVING, WeeklyReport.kind)


def worried(case: Case) -> Found | None:
    """A red concern, or an early review asked for, that no review and no answer has met."""
    return _signalled(next((each for each in signals(case) if each.sign in CALLS), None))


def other_signs(case: Case) -> Found | None:
    """A suspension, incidents, a fall in attendance or amber twice running."""
    left = (each for each in signals(case) if each.sign not in (*CALLS, Sign.REPORTS_MISSED))
    return _signalled(next(left, None))


def _signalled(signal: Signal | None) -> Found | None:
    if signal is None:
        return None
    return Found(f"{signal.why} No review has been held since.", signal.on, Party.HOME, Review.kind)


OUT_OF_SIGHT = ("unexplained absence", "left the site")
NOT_KNOWN = "not known"
TWO_WEEKS = timedelta(weeks=2)
"""How far back registers at odds are looked for: what is older was put right or is past mending."""
WEEKDAYS = timedelta(days=4)


def out_of_sight(case: Case) -> Found | None:
    """An absence nobody could explain, or a child who left the site, since the school day before today."""
    if case.placement is None:
        return None
    since = case.calendar(case.placement.school).last_open(case.today - ONE_DAY)
    told = [each for each in case.of(SameDay) if each.what in OUT_OF_SIGHT and each.happened_on]
    recent = [each for each in told if each.happened_on and since <= each.happened_on <= case.today]
    if not recent or not recent[-1].happened_on:
        return None
    last = recent[-1]
    happened_on = last.happened_on or case.today
    what = "The child left the site" if last.what == "left the site" else "The child was absent without a reason"
    home = "" if last.home_told else " The home school has not been told."
    return Found(
        f"{what} on {day(happened_on)}.{home} See that somebody knows where the child is.", happened_on, Party.HOME
    )


def next_place_unknown(case: Case) -> Found | None:
    """An ending after which nobody can say where the child goes, until the roll change."""
    end, last = ended(case), case.last(Ending)
    if end is None or case.last(RollChange) or not case.has_started:
        return None
    if last and last.next_place == NOT_KNOWN and end.how in (HowEnded.WITHDRAWN, HowEnded.OTHERWISE):
        told = "" if last.missing_education_told else " The children-missing-education team has not been told."
        return Found(f"The move ended and nobody knows where the child goes next.{told}", end.decided_on, Party.HOME)
    if end.belongs is Belongs.ELSEWHERE and not _is_named(case):
        return Found("The child is to go elsewhere, and no school or provision is named.", end.from_on, Party.HOME)
    return None


def _is_named(case: Case) -> bool:
    ending, review = case.last(Ending), case.last(FinalReview)
    if ending and ending.next_place == ELSEWHERE:
        return bool(ending.next_name)
    return bool(review and review.destination)


def return_unclear(case: Case) -> Found | None:
    """A child on the way back without time or person to go to, until the first day there is over."""
    end = ended(case)
    if end is None or end.belongs is not Belongs.HOME or not case.has_started:
        return None
    first_day = case.calendar(case.home).next_open(end.from_on)
    if case.today > first_day or (end.at and end.person):
        return None
    says = f"The child goes back to the home school on {day(first_day)}, and the time or the person to meet is missing."
    return Found(says, end.decided_on, Party.HOME)


def direction_ran_out(case: Case) -> Found | None:
    """An off-site direction whose last day has passed while nobody decided: the child is expected at home since."""
    if case.route != "off-site direction" or not case.has_started or ended(case):
        return None
    last_day = direction_ends_on(case)
    if last_day == date.min or last_day >= case.today:
        return None
    says = (
        f"The direction ended on {day(last_day)} and nothing is decided. The child is expected at the home school: "
        "see that both schools and the family know."
    )
    return Found(says, last_day, Party.HOME, "final_review")


def registers_at_odds(case: Case) -> Found | None:
    """Both schools mark the child elsewhere, or both present, in a session of the last two weeks."""
    since = case.today - TWO_WEEKS
    mondays = [each.week_commencing for each in case.of(WeeklyReport) if each.week_commencing]
    for monday in (each for each in mondays if each >= since):
        for session in sessions(monday, min(monday + WEEKDAYS, case.today)):
            if wrong := fault(case, session):
                return Found(f"{day(session.day)}: {wrong}", session.day, Party.RECEIVING)
    return None


def arrival_unknown(case: Case) -> Found | None:
    """A first day that has passed without word whether the child came."""
    placement = case.placement
    if placement is None or ended(case) or placement.starts_on >= case.today:
        return None
    if case.start is not None:
        return None
    says = (
        f"The first day was {day(placement.starts_on)}, and nobody has said whether the child came. The child is "
        "expected at the receiving school."
    )
    return Found(says, placement.starts_on, Party.RECEIVING, Start.kind)


@dataclass(frozen=True, slots=True)
class Harm:
    """One sort of harm."""

    name: str
    why_here: str
    """Why it stands before the next."""
    find: Callable[[Case], Found | None]


HARMS: tuple[Harm, ...] = (
    Harm("Child out of sight", "Nobody may know where the child is at this moment.", out_of_sight),
    Harm("No next place", "From some day on nobody expects the child anywhere.", next_place_unknown),
    Harm("Return unclear", "The family does not know when to come, or to whom.", return_unclear),
    Harm("Direction has run out", "The schools may each think the child is at the other.", direction_ran_out),
    Harm("Registers at odds", "In some session each school had the child elsewhere.", registers_at_odds),
    Harm("Arrival not confirmed", "The child is expected and may never have come.", arrival_unknown),
    Harm("Nobody has decided", "The child is safe but belongs nowhere for certain.", decision_overdue),
    Harm("Pressure reported", "A family may be in this against its will.", pressure),
    Harm("Reports missed", "Nobody outside the school knows how the child is.", reports_missed),
    Harm("Red concern", "A school knows, has said so, and waits for an answer.", worried),
    Harm("Consent missing", "Going on would be against somebody's will, or unlawful.", consent_missing),
    Harm("Notice too late", "The direction would not be lawful; there may be time to mend it.", notice_late),
    Harm("Signs of trouble", "It may go wrong if nobody looks at it this week.", other_signs),
    Harm("Signatures missing", "What everybody said is not yet written down.", signatures_missing),
    Harm("Late", "A step is waited for; the child is where it should be.", somebody_late),
    Harm("Ours to do", "Only the authority's own record is behind.", own_late),
)
"""The worst first. Who knows nothing of a child comes before who has not decided, then who has not written down."""


@dataclass(frozen=True, slots=True)
class HarmInCase:
    """One harm in one case."""

    harm: Harm
    found: Found

    @property
    def rank(self) -> int:
        """Its place in the table, 0 the worst."""
        return HARMS.index(self.harm)


@once_a_case
def needs(case: Case) -> tuple[HarmInCase, ...]:
    """Everything that harms in a case that goes on, the worst first, each form named once."""
    if not is_live(case):
        return ()
    found: list[HarmInCase] = []
    for harm in HARMS:
        one = harm.find(case)
        if one and not _is_told(one, found):
            found.append(HarmInCase(harm, one))
    return tuple(found)


def _is_told(one: Found, before: Sequence[HarmInCase]) -> bool:
    """Whether the same form already settles something worse: a case is not called up twice for one thing."""
    return bool(one.form) and any((each.found.form, each.found.answers) == (one.form, one.answers) for each in before)
