"""Nobody permanently moves, comes back or leaves a roll without its ground: read off the entries, and asked of no gate.

What lacks its ground may stand only where it is marked so, and nothing builds on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from record.case import Case
from record.consents import THE_PUPIL
from record.directed import direction_ends_on
from record.ended import Belongs, HowEnded, ended
from record.entry import Filed
from record.family import forgiving
from record.forms.board_decision import DIRECTS
from record.forms.consent import Consent
from record.forms.early_ending import EarlyEnding
from record.forms.final_review import TRANSFER, FinalReview
from record.forms.review import Review
from record.forms.roll_change import RollChange
from record.forms.start import Start
from record.forms.weekly_report import WeeklyReport
from rules.judging import without_ground
from tests.explorer.walk import Walk

TO_GO, FOR_GOOD = "to the placement", "to the permanent transfer"
BACK_WITHIN = 5
"""School days from a decision to the first day back, without a reason."""


def broken(walk: Walk) -> Iterator[str]:
    """What stands and lacks its ground without being marked so, without a reason, or with something built on it."""
    case = walk.case
    days = [*_beyond_its_days(case), *_decided_too_soon(case), *_against_the_start(case), *_at_a_provider(case)]
    lacks = [*_for_good(case), *_ended_after_all(case), *_off_a_roll(case), *days, *_contested(case)]
    if lacks and not without_ground(case):
        yield from lacks
    yield from _unexplained(case)
    yield from _built_on(walk, case)


# --- for good


def _for_good(case: Case) -> Iterator[str]:
    end = ended(case)
    if end is None or end.how is not HowEnded.TRANSFERRED:
        return
    review = _the_review(case)
    if _was_placed(case) and review is None:
        yield "a placement became permanent without a final review"
    since = review.reviewed_on if review else None
    yield from _not_agreed(case, since, max(end.from_on, case.today) if review else end.from_on)
    if review:
        minds = (review.parents_agree, review.home_head_agrees, review.receiving_head_agrees)
        if not all(minds) or not review.admission_authority_agrees:
            yield "a transfer stands against somebody whose agreement it needs"


def _ended_after_all(case: Case) -> Iterator[str]:
    """A direct move that its first day made permanent, and that somebody ended since."""
    end, placement = ended(case), case.placement
    if end is None or placement is None or case.is_dual_registered or end.belongs is Belongs.RECEIVING:
        return
    if placement.starts_on < end.decided_on:
        yield f"the child moved for good on {placement.starts_on}, and {end.how} on {end.decided_on}"


def _the_review(case: Case) -> FinalReview | None:
    review = case.last(FinalReview)
    return review if review and review.decision == TRANSFER and case.is_dual_registered else None


def _was_placed(case: Case) -> bool:
    return bool(case.of(WeeklyReport)) or any((each.receiving_status or "").startswith("S") for each in case.of(Start))


def _not_agreed(case: Case, since: date | None, by: date) -> Iterator[str]:
    """Everybody's last word on a permanent move by the day it takes effect, given at the review or after it."""
    school = case.placement.school if case.placement else case.receiving
    for person in (*[each.name or "" for each in case.parents], THE_PUPIL):
        last = _last_word(case, person, school, since, by)
        if last in ("refused", "withdrawn"):
            yield f"{person} said {last} to the permanent move"
        if last is None:
            yield f"{person} was never asked about the permanent move"


def _last_word(case: Case, person: str, school: str | None, since: date | None, by: date) -> str | None:
    said = [
        each
        for each in case.of(Consent)
        if each.choice == FOR_GOOD
        and each.school == school
        and (
            each.is_pupil if person == THE_PUPIL else forgiving(each.person) == forgiving(person) and not each.is_pupil
        )
        and (each.answered_on is None or (each.answered_on <= by and (since is None or each.answered_on >= since)))
    ]
    return said[-1].answer if said else None


# --- off a roll


def _off_a_roll(case: Case) -> Iterator[str]:
    end = ended(case)
    for change in case.of(RollChange):
        if change.deleted_on and (end is None or change.deleted_on < end.from_on):
            yield "a name came off a roll before the move ended"


def _built_on(walk: Walk, case: Case) -> Iterator[str]:
    """A roll change that people filed through the app while the move lacked its ground, as it was when they filed it."""
    for filed in case.filed_of(RollChange):
        if filed.entry_id in walk.rolls_looked_at:
            continue
        walk.rolls_looked_at.add(filed.entry_id)
        if not filed.edited_by_hand and (lacks := [*_for_good(case), *_decided_too_soon(case)]):
            yield f"a name came off a roll, and {'; '.join(lacks)}"


# --- days


def _beyond_its_days(case: Case) -> Iterator[str]:
    placement = case.placement
    if placement is None or placement.ends_on is None:
        return
    if placement.starts_on >= placement.ends_on:
        yield f"the placement starts on {placement.starts_on} and ends on {placement.ends_on}"
    is_extended = any(each.extends and each.new_end_on == placement.ends_on for each in case.of(Review))
    notified = [each.last_day_on or date.max for each in case.board_decisions if each.decides in DIRECTS]
    if case.route == "off-site direction" and is_extended and max(notified, default=date.min) < placement.ends_on:
        yield f"it was extended to {placement.ends_on}, beyond the board’s notice"


def _at_a_provider(case: Case) -> Iterator[str]:
    """Alternative provision is for those kinds of move that have its guards."""
    placement = case.placement
    school = case.schools.get(placement.school or "") if placement else None
    if placement and school and school.is_alternative and case.route in ("placement", "direct"):
        yield f"the child goes to alternative provision from {placement.starts_on} as a {case.route}"


def _against_the_start(case: Case) -> Iterator[str]:
    """A child who started although a parent's last word before the first day was no."""
    placement, start = case.placement, case.start
    if placement is None or start is None or not start.did_start or not case.is_dual_registered:
        return
    for parent in case.parents:
        said = [
            each
            for each in case.of(Consent)
            if each.choice == TO_GO
            and each.school == placement.school
            and not each.is_pupil
            and forgiving(each.person) == forgiving(parent.name)
            and each.answered_on
            and each.answered_on < placement.starts_on
        ]
        if said and said[-1].answer in ("refused", "withdrawn"):
            yield f"{parent.name} said {said[-1].answer} before the first day, and the child started"


def _decided_too_soon(case: Case) -> Iterator[str]:
    """A final review before its week, against one of the heads."""
    for filed in case.filed_of(FinalReview):
        review = filed.entry
        if not isinstance(review, FinalReview) or filed.entry_id != _decides(case) or not _is_too_soon(case, review):
            continue
        if review.home_head_agrees is False or review.receiving_head_agrees is False:
            yield "a placement was decided before its week, against a head teacher"


def _contested(case: Case) -> Iterator[str]:
    """What the other school says was not so."""
    entry = next((each.entry for each in case.filed if each.entry_id == _decides(case)), None)
    if isinstance(entry, FinalReview) and entry.is_confirmed is False:
        yield "a decision stands on a record that the other school says is wrong"
    if isinstance(entry, EarlyEnding):
        if entry.was_consulted is False:
            yield "a placement was ended, and the home head says nobody asked first"
        is_directed = case.route == "off-site direction" and entry.return_on is not None
        if is_directed and entry.return_on <= direction_ends_on(case) and not entry.until_revoked:  # type: ignore[operator]
            yield "a placement was ended while the board’s direction stands, and nobody says where the child is until then"


def _decides(case: Case) -> str:
    end = ended(case)
    return end.entry_id if end else ""


def _is_too_soon(case: Case, review: FinalReview) -> bool:
    """Whether a review is held before the first week in which one is due, and before the placement's last."""
    placement, pack = case.placement, case.pack
    if placement is None or placement.ends_on is None or review.reviewed_on is None:
        return False
    if not placement.starts_on <= review.reviewed_on:
        return False
    calendar = case.calendar(placement.school)
    week = calendar.week_number(placement.starts_on, review.reviewed_on, pack.weeks_are_school_weeks)
    last = calendar.week_number(placement.starts_on, placement.ends_on, pack.weeks_are_school_weeks)
    return week < min(*pack.review_weeks, last)


def _is_before_the_end(case: Case, review: FinalReview) -> bool:
    placement = case.placement
    if case.route != "alternative provision" or not placement or not placement.ends_on or not review.reviewed_on:
        return False
    calendar, in_school_weeks = case.calendar(placement.school), case.pack.weeks_are_school_weeks
    week = calendar.week_number(placement.starts_on, review.reviewed_on, in_school_weeks)
    return week < calendar.week_number(placement.starts_on, placement.ends_on, in_school_weeks)


def _unexplained(case: Case) -> Iterator[str]:
    """What people filed through the app against what should be, and gave no reason for."""
    for filed in case.filed:
        if filed.edited_by_hand or filed.reasons or filed.entry_id != _decides(case):
            continue
        if isinstance(filed.entry, FinalReview) and _is_too_soon(case, filed.entry) and not _is_moved(case, filed):
            yield "a placement was decided before its week, and nobody says why"
        if (
            isinstance(filed.entry, FinalReview)
            and _is_before_the_end(case, filed.entry)
            and not _is_moved(case, filed)
        ):
            yield "alternative provision was decided before the agreed weeks were over, and nobody says why"
        if isinstance(filed.entry, FinalReview | EarlyEnding) and not _is_moved(case, filed):
            yield from _back_late(case, filed)
    for filed in case.filed_of(Start):
        if not filed.edited_by_hand and not filed.reasons and not _is_moved(case, filed):
            yield from _started_late(case, filed)


def _is_moved(case: Case, filed: Filed) -> bool:
    """Whether anything else was edited or corrected since: then it was right when it was filed."""
    return any(
        each.edited_by_hand or (each.corrected_at or each.filed_at) > (filed.corrected_at or filed.filed_at)
        for each in case.filed
    )


def _back_late(case: Case, filed: Filed) -> Iterator[str]:
    end, placement = ended(case), case.placement
    if end is None or placement is None or end.belongs is not Belongs.HOME or end.from_on <= placement.starts_on:
        return
    calendar = case.calendar(case.home)
    latest = calendar.after(filed.happened_on, BACK_WITHIN)
    if isinstance(filed.entry, FinalReview) and placement.ends_on:
        latest = max(latest, calendar.after(placement.ends_on, 1))
    back_on = (filed.entry.return_on or end.from_on) if isinstance(filed.entry, EarlyEnding) else end.from_on
    if back_on > latest:
        yield f"the child comes back on {back_on}, decided on {filed.happened_on}, and nobody says why so late"


def _started_late(case: Case, filed: Filed) -> Iterator[str]:
    placement, entry = case.placement, filed.entry
    if not isinstance(entry, Start) or entry.did_start or placement is None or placement.ends_on is None:
        return
    if entry.new_start_on != placement.starts_on or placement.starts_on >= placement.ends_on:
        return
    calendar, pack = case.calendar(placement.school), case.pack
    left = calendar.week_number(placement.starts_on, placement.ends_on, pack.weeks_are_school_weeks)
    if left < pack.least_weeks:
        yield f"{left} weeks are left after a new start, and nobody says why that is enough"
