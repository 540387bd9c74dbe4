"""From a school's yes to the first day: the meeting, everyone's consent to the move, the board, signatures, a new date."""

from collections.abc import Iterator
from datetime import date, timedelta

from record.case import Case
from record.consents import PLACEMENT, TRANSFER, consent_to_move, has_consent, standing, unanswered
from record.entry import Filed, Party
from record.forms.board_decision import BoardDecision
from record.forms.consent import Consent
from record.forms.meeting_record import ADJOURNED, AGREED, MeetingRecord
from record.forms.signature import Signature
from record.forms.start import Start
from record.placement_days import meeting_to_come
from record.school_days import ONE_DAY
from record.signing import head_waits_for
from record.words import day
from rules.case_queries import up_to
from rules.duties.asking import who
from rules.duty import ARRIVAL, GOES_ON, LATE, NO_CONSENT, NO_NOTICE, UNSIGNED, Owed, Phase, duty, side_of
from rules.examples import ACCEPTED, DIRECTED, MET, RECEIVING, consented

MEETING = ("HF-7.5b", "WK-5", "NA-2")
NEARLY = timedelta(days=7)
"""How long before a first day someone is called about a signature."""
DAYS_OF_WARNING = 2 * ONE_DAY
"""How long before its day someone is called about the notice of a direction."""
OF_THE_RECEIVING = ("receiving head teacher", "admission authority")
EVERYBODY_SIGNED = {
    "pack.agreement_signed_by": (),
    "pack.dual_form_signed_by": (),
}
AGREED_IN_DIRECTION = {**MET, **DIRECTED}
DECIDED = {
    **AGREED_IN_DIRECTION,
    "board_decision.decides": "direction",
    "board_decision.school": RECEIVING,
    "board_decision.decided_on": date(2026, 9, 8),
    "board_decision.notice_given_on": date(2026, 9, 8),
}


@duty(
    "the meeting",
    do="hold the meeting and write its record",
    what="the meeting",
    clause=MEETING,
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=MeetingRecord,
    phases=(Phase.BEFORE,),
    harm=LATE,
    comes=ACCEPTED,
    goes=MET,
    in_calendar=True,
)
def the_meeting_is_held(case: Case) -> Iterator[Owed]:
    """Once a school has said yes, everyone meets on the day that was set, else within the authority's days."""
    response = case.accepted.response if case.accepted else None
    if response and case.meeting is None:
        within = timedelta(days=case.pack.meeting_within_days)
        to_come = meeting_to_come(case)
        latest = response.answered_on + within if response.answered_on else None
        yield Owed(by=to_come.meets_on if to_come else latest)


@duty(
    "the adjourned meeting",
    do="hold the adjourned meeting and write its record",
    what="the adjourned meeting",
    clause=MEETING,
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=MeetingRecord,
    phases=(Phase.BEFORE,),
    harm=LATE,
    comes={
        **ACCEPTED,
        "meeting_record.met_on": date(2026, 9, 7),
        "meeting_record.outcome": "adjourned",
        "meeting_record.adjourned_to": date(2026, 9, 9),
    },
    goes=MET,
    in_calendar=True,
)
def the_adjourned_meeting_is_held(case: Case) -> Iterator[Owed]:
    """A meeting that was adjourned is held on the day it was adjourned to, or on the one set since."""
    if case.meeting and case.meeting.outcome == ADJOURNED:
        to_come = meeting_to_come(case)
        yield Owed(by=to_come.meets_on if to_come else None)


@duty(
    "a start date",
    do="agree a start date and write it into the meeting record",
    what="a start date",
    clause=("HF-7.6a", "HF-12c", "APP-8"),
    owner=Party.HOME,
    second=Party.RECEIVING,
    form=MeetingRecord,
    phases=(Phase.BEFORE,),
    harm=LATE,
    comes={**ACCEPTED, "meeting_record.met_on": date(2026, 9, 7), "meeting_record.outcome": "agreed"},
    goes=MET,
    in_calendar=True,
)
def a_start_date_is_set(case: Case) -> Iterator[Owed]:
    """A move that a meeting agreed is given a first day within the authority's days, and another if it came before the consent."""
    meeting = case.meeting
    if meeting and meeting.outcome == AGREED and meeting.starts_on is None:
        within = timedelta(days=case.pack.start_within_days)
        yield Owed(by=meeting.met_on + within if meeting.met_on else None)
    elif meeting and came_before_the_consent(case):
        filed = next(each for each in case.filed_of(MeetingRecord) if each.entry is meeting)
        yield Owed(by=first_day(case), who=side_of(case, filed), answers=filed.entry_id)


def came_before_the_consent(case: Case) -> bool:
    """Whether the first day of a direct move has come before everyone agreed to it, and nobody has gone."""
    on = first_day(case)
    if on is None or on >= case.today or case.is_dual_registered or case.is_agreed or case.referral is None:
        return False
    return not has_consent(up_to(case, on), TRANSFER, case.receiving)


@duty(
    "consent to the move",
    do="record everyone’s consent to this move",
    what="consent to this move",
    clause=("HF-1c", "WK-5", "NA-2"),
    owner=Party.HOME,
    form=Consent,
    phases=GOES_ON,
    harm=NO_CONSENT,
    comes=MET,
    goes={**MET, **consented(PLACEMENT, date(2026, 9, 8))},
)
def everybody_consents_to_the_move(case: Case) -> Iterator[Owed]:
    """Each parent and the pupil agree to the move that the meeting agreed, before the head teachers sign."""
    meeting = case.agreed_meeting
    if meeting is None or case.referral is None:
        return
    stands = standing(case, consent_to_move(case), case.receiving)
    if not unanswered(stands):
        return
    harms_from = meeting.met_on if case.placement else None
    says = f"{who(stands)} The move has been agreed anyway."
    yield Owed(by=meeting.starts_on, of=unanswered(stands), harms_from=harms_from, says=says)


@duty(
    "board",
    do="record the board’s decision and give its notice",
    what="the board’s decision and notice",
    clause="NA-8",
    owner=Party.HOME,
    form=BoardDecision,
    phases=GOES_ON,
    harm=NO_NOTICE,
    comes=AGREED_IN_DIRECTION,
    goes=DECIDED,
    in_calendar=True,
)
def the_board_decides_and_gives_notice(case: Case) -> Iterator[Owed]:
    """On off-site direction the board decides, and gives notice at least the law's school days before the first day."""
    starts_on = first_day(case)
    if not case.needs_a_direction or starts_on is None:
        return
    by = case.calendar(case.home).before(starts_on, case.pack.notice_school_days)
    filed, says = _first_direction(case), _notice(starts_on, by, is_late=case.today > by)
    if case.direction is None or filed is None:
        if case.direction is None:
            yield Owed(by=by, harms_from=by - DAYS_OF_WARNING, says=says)
    elif _given_on(filed) is None:
        yield Owed(by=by, harms_from=by - DAYS_OF_WARNING, answers=filed.entry_id, says=says)


@duty(
    "late notice",
    do="delay the start, or correct the day on which notice was given",
    what="a start without enough days of notice",
    clause="NA-8",
    owner=Party.HOME,
    form=BoardDecision,
    phases=GOES_ON,
    harm=NO_NOTICE,
    comes={**DECIDED, "board_decision.notice_given_on": date(2026, 9, 11)},
    goes=DECIDED,
    is_aside=True,
)
def notice_comes_in_time(case: Case) -> Iterator[Owed]:
    """A direction does not begin with fewer school days of notice than the law asks for."""
    starts_on, filed = first_day(case), _first_direction(case)
    given_on = _given_on(filed)
    if starts_on is None or filed is None or given_on is None:
        return
    by = case.calendar(case.home).before(starts_on, case.pack.notice_school_days)
    if given_on > by:
        says = _notice(starts_on, by, is_late=True)
        yield Owed(by=by, harms_from=min(by, given_on), answers=filed.entry_id, says=says)


def _first_direction(case: Case) -> Filed | None:
    """The direction that first sends the child out: a renewal has notice of its own."""
    if not case.needs_a_direction:
        return None
    standing = [each for each in case.board_decisions if each.decides == "direction"]
    return next((each for each in case.filed if standing and each.entry is standing[-1]), None)


def _given_on(filed: Filed | None) -> date | None:
    return filed.entry.notice_given_on if filed and isinstance(filed.entry, BoardDecision) else None


def _notice(starts_on: date, by: date, *, is_late: bool) -> str:
    said, then = ("was due", " Delay the start, or record when it was given.") if is_late else ("is due", "")
    return f"The direction begins on {day(starts_on)}: notice to the parents {said} by {day(by)}.{then}"


@duty(
    "a new start date",
    do="set a new start date",
    what="a new start date",
    clause=("HF-12c", "APP-8"),
    owner=Party.RECEIVING,
    form=Start,
    phases=(Phase.BEFORE,),
    harm=ARRIVAL,
    comes={**MET, "start.did_start": False, "start.filed_on": date(2026, 9, 14)},
    goes={
        **MET,
        **EVERYBODY_SIGNED,
        "start.did_start": False,
        "start.new_start_on": date(2026, 10, 5),
        "start.filed_on": date(2026, 9, 14),
    },
    in_calendar=True,
    tell=(Party.HOME,),
)
def a_child_who_did_not_come_is_given_a_new_day(case: Case) -> Iterator[Owed]:
    """A child who did not start is given a new first day, or the move is ended, the same day."""
    start = case.start
    if case.agreed_meeting is None or start is None or start.did_start or start.new_start_on or start.is_absence:
        return
    filed = next(each for each in case.filed if each.entry is case.start)
    says = "The child did not start, and no new day is set. The child is expected at the home school."
    lacking = () if case.is_agreed else ("the signatures",)
    yield Owed(by=filed.happened_on, says=says, waits_for=lacking)


@duty(
    "signatures",
    do="get the signatures and record that you saw them",
    what="signatures",
    clause=("HF-7.6h", "WK-6", "APP-5"),
    owner=Party.HOME,
    form=Signature,
    phases=GOES_ON,
    harm=UNSIGNED,
    comes=MET,
    goes={**MET, **EVERYBODY_SIGNED},
    in_calendar=True,
)
def papers_are_signed(case: Case) -> Iterator[Owed]:
    """Everyone whom the authority asks signs each paper before the first day, the head teachers once all have agreed."""
    meeting = case.agreed_meeting
    if meeting is None or not case.signatures_missing:
        return
    starts_on, says = first_day(case), _unsigned(case)
    roles_missing = dict.fromkeys(role for _, role in case.signatures_missing)
    groups: dict[tuple[Party, tuple[str, ...]], list[str]] = {}
    for role in roles_missing:
        groups.setdefault((_side(role), _lacking(case, role)), []).append(role)
    for (side, lacking), roles in groups.items():
        second = {Party.HOME: Party.RECEIVING, Party.RECEIVING: Party.HOME}.get(side)
        yield Owed(
            by=starts_on,
            who=side,
            second=second,
            of=tuple(roles),
            waits_for=lacking,
            harms_from=starts_on - NEARLY if starts_on else None,
            says=says,
        )


def first_day(case: Case) -> date | None:
    """The first day that is agreed, or to which it was put off."""
    if case.placement:
        return case.placement.starts_on
    return case.agreed_meeting.starts_on if case.agreed_meeting else None


def _side(role: str) -> Party:
    if role in OF_THE_RECEIVING:
        return Party.RECEIVING
    return Party.LA if role == "local authority" else Party.HOME


def _lacking(case: Case, role: str) -> tuple[str, ...]:
    """What a head teacher's signature waits for."""
    if came_before_the_consent(case):
        return ("a first day after everyone has agreed",)
    return head_waits_for(case, role)


def _unsigned(case: Case) -> str:
    number, starts_on = len(case.signatures_missing), first_day(case)
    missing = f"{number} signature{'' if number == 1 else 's'} {'is' if number == 1 else 'are'} missing"
    if starts_on is None:
        return f"{missing}."
    first = "The first day was" if starts_on < case.today else "The first day is"
    return f"{missing}. {first} {day(starts_on)}."
