"""When each letter comes: now, later, or not any more. The catalogue gives the stages; here is what a stage cannot say,
such as that a letter about a return needs a review that decided for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from letters.catalogue import Letter
from letters.from_case.facts import has_second_roll
from letters.from_case.papers import DECLINED, formally_asked
from record.authority import Authority
from record.case import Case
from record.ended import Belongs, HowEnded, ended
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import FinalReview
from record.forms.meeting_record import MeetingRecord
from record.forms.review import Review
from record.forms.weekly_report import WeeklyReport
from record.stage import Stage, needs_roll_change, stage


class Comes(StrEnum):
    """When a letter may be made."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"
    """Its time is past, or this case went another way."""


@dataclass(frozen=True, slots=True)
class Time:
    """When one letter comes, besides its stages."""

    after: str
    """As a person is told who asks for it too early."""
    holds: Callable[[Case], bool] = lambda _: True


def comes(letter: Letter, case: Case, authority: Authority) -> Comes:
    """When this letter may be made in this case."""
    if _is_ruled_out(letter, case, authority):
        return Comes.NEVER
    now = stage(case)
    if now in letter.stages and TIMES[letter.id].holds(case):
        return Comes.NOW
    order = list(Stage)
    is_ahead = any(order.index(each) >= order.index(now) for each in letter.stages)
    return Comes.LATER if is_ahead and ended(case) is None else Comes.NEVER


def _is_ruled_out(letter: Letter, case: Case, authority: Authority) -> bool:
    """Whether it makes no sense in this case, at whatever stage."""
    if letter.dual_registered_only and not case.is_dual_registered:
        return True
    if letter.route and letter.route != case.route:
        return True
    if letter.id in ("dual_registration_form", "agreement_to_deletion"):
        return case.receiving is not None and not has_second_roll(case, authority)
    return letter.id == "meeting_invitation" and case.agreed_meeting is not None


def _is_agreed(case: Case) -> bool:
    return case.agreed_meeting is not None


def _is_decided(how: HowEnded) -> Callable[[Case], bool]:
    """Whether a final review's decision stands, and is this one."""

    def holds(case: Case) -> bool:
        end, review = ended(case), case.last(FinalReview)
        return end is not None and review is not None and end.how is how

    return holds


def _asked(case: Case) -> bool:
    """Whether a formal request waits for its answer."""
    asking = formally_asked(case)
    return asking is not None and asking.is_open


def _declined(case: Case) -> bool:
    asking = formally_asked(case)
    return asking is not None and asking.response is not None and asking.response.answer == DECLINED


def _stands(case: Case) -> bool:
    """Whether there is something to tell: an agreed move, or an ending."""
    return case.agreed_meeting is not None or ended(case) is not None


def _leaves_a_roll(case: Case) -> bool:
    end = ended(case)
    return end is not None and needs_roll_change(case) and end.belongs in (Belongs.HOME, Belongs.RECEIVING)


def _ended_early(case: Case) -> bool:
    end = ended(case)
    return end is not None and end.how is HowEnded.ENDED_EARLY and case.last(EarlyEnding) is not None


def _is_at_home_again(case: Case) -> bool:
    """Whether the move ended by a withdrawal or the like, and the child is at the home school."""
    end, entry = ended(case), case.last(Ending)
    ways = (HowEnded.WITHDRAWN, HowEnded.NOT_PROCEEDING, HowEnded.OTHERWISE)
    if end is None or entry is None or end.how not in ways or end.belongs is not Belongs.HOME:
        return False
    return entry.next_place in (None, "home school")


TIMES: Mapping[str, Time] = {
    "invitation_to_discuss": Time("before a school is asked"),
    "pupil_views": Time("whenever the child is asked"),
    "referral": Time("after the referral is submitted", lambda case: case.referral is not None),
    "ap_request": Time("after a provider is formally asked", lambda case: formally_asked(case) is not None),
    "request_to_school": Time("after a school is formally asked", _asked),
    "not_accepted": Time("if a school says no", _declined),
    "meeting_record": Time("after the meeting", lambda case: bool(case.of(MeetingRecord))),
    "off_site_direction": Time(
        "after the meeting agrees the move and the board decides",
        lambda case: case.agreed_meeting is not None and case.direction is not None,
    ),
    "pupil_plan": Time("after everything is signed and the first day is set", lambda case: case.placement is not None),
    "review_invitation": Time("before a review", lambda case: case.placement is not None),
    "review_record": Time("after a review", lambda case: bool(case.of(Review) or case.of(FinalReview))),
    "extension": Time(
        "if a review extends it and everybody agrees",
        lambda case: any(each.is_agreed_extension for each in case.of(Review)),
    ),
    "notice_to_services": Time("after the meeting agrees the move, and when it ends", _stands),
    "la_notification": Time("after the meeting agrees the move, and when it ends", _stands),
    "agreement_to_deletion": Time("when dual registration ends", _leaves_a_roll),
    "consent_form": Time("whenever somebody is asked to agree"),
    "meeting_invitation": Time("after a school accepts in principle"),
    "agreement": Time("after the meeting agrees the move", _is_agreed),
    "dual_registration_form": Time("after the meeting agrees the move", _is_agreed),
    "start_confirmation": Time(
        "after everything is signed and the first day is set", lambda case: case.placement is not None
    ),
    "weekly_report": Time("after the first weekly report", lambda case: bool(case.of(WeeklyReport))),
    "success": Time("if the final review decides that the child stays", _is_decided(HowEnded.TRANSFERRED)),
    "return_to_home_school": Time(
        "if the final review decides that the child comes back", _is_decided(HowEnded.RETURNED)
    ),
    "early_ending": Time("if the receiving school ends it early", _ended_early),
    "not_proceeding": Time("if the move does not go ahead, or somebody takes their agreement back", _is_at_home_again),
}
