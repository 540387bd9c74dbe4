"""The forms that a row becomes: as many as it tells of, each saying no more than the row does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.imports.past_moves.meanings import DECLINED, ENDED_EARLY, RETURNED, TRANSFERRED, UNDER_WAY
from casework.imports.past_moves.telling import ReadRow
from record.agreed import FORMAL
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.before_you_start import DUAL_ROUTES, BeforeYouStart
from record.forms.board_decision import BoardDecision
from record.forms.early_ending import EarlyEnding
from record.forms.ending import ELSEWHERE, Ending
from record.forms.final_review import RETURN, TRANSFER, FinalReview
from record.forms.la_record import LaRecord
from record.forms.meeting_record import AGREED, MeetingRecord
from record.forms.referral import Referral
from record.forms.response import ACCEPTED, Response
from record.forms.roll_change import RollChange
from record.forms.start import Start

LAST = "record"
"""The authority's own record, which every move has: while it is not there, the row was not brought in whole."""
_OF_THE_CHILD = (
    *("legal_name", "born_on", "upn", "year_group", "sex", "ethnicity", "sen_stage", "is_looked_after"),
    *("has_free_meals", "has_pupil_premium", "attendance_this_year", "main_reason"),
)


@dataclass(frozen=True, slots=True)
class FormFromRow:
    """One form to be."""

    part: str
    """Which of the row's forms it is: its kind, or `LAST`."""
    entry: Entry
    filed_for: str
    """URN of the school whose form it is; empty for the authority."""


def entries_of(told: ReadRow, today: date) -> Iterator[FormFromRow]:
    """Every form of a row, in the order they would have been written, the authority's own record last."""
    home, receiving = str(told.get("home")), str(told.get("receiving") or "")
    asked_on = told.get("asked_on") or min(told.days, default=None)
    yield FormFromRow("before_you_start", BeforeYouStart(route=_route(told)), home)
    child = {name: told.get(name) for name in _OF_THE_CHILD}
    yield FormFromRow("referral", Referral(**child, confirmed_on=asked_on), home)
    if receiving:
        yield FormFromRow("approach", Approach(school=receiving, formality=FORMAL, sent_on=asked_on), home)
        yield from _answer(told, receiving)
    if receiving and told.get("starts_on"):
        yield from _placement(told, home, receiving, today)
    yield from _ending(told, home, receiving)
    yield from _roll(told, home, receiving)
    yield FormFromRow(LAST, _record(told, asked_on), "")


def _route(told: ReadRow) -> Any:
    return told.get("route") or "placement"


def _answer(told: ReadRow, receiving: str) -> Iterator[FormFromRow]:
    """What the school said, as far as the row shows that it said anything."""
    if told.outcome == DECLINED:
        on = told.get("answered_on") or told.get("ended_on")
        said = Response(answer="decline", answered_on=on, decline_reason=told.get("decline_reason"))
        yield FormFromRow("response", said, receiving)
    elif any(told.get(each) for each in ("answered_on", "met_on", "starts_on")):
        yield FormFromRow("response", Response(answer=ACCEPTED, answered_on=told.get("answered_on")), receiving)


def _placement(told: ReadRow, home: str, receiving: str, today: date) -> Iterator[FormFromRow]:
    starts_on, ends_on = told.get("starts_on"), told.get("ends_on")
    if _route(told) == "off-site direction":
        direction = BoardDecision(decides="direction", first_day_on=starts_on, last_day_on=ends_on)
        yield FormFromRow("board_decision", direction, home)
    last_day = ends_on if _route(told) in DUAL_ROUTES else None
    agreed: dict[str, Any] = {"outcome": AGREED, "starts_on": starts_on, "ends_on": last_day}
    yield FormFromRow("meeting_record", MeetingRecord(met_on=told.get("met_on"), **agreed), home)
    if starts_on <= (told.get("ended_on") or today):
        yield FormFromRow("start", Start(did_start=True, started_on=starts_on), receiving)


def _ending(told: ReadRow, home: str, receiving: str) -> Iterator[FormFromRow]:
    outcome, on = told.outcome, told.get("ended_on")
    decisions: Mapping[str, Any] = {TRANSFERRED: TRANSFER, RETURNED: RETURN}
    if outcome == UNDER_WAY or (outcome == TRANSFERRED and _route(told) == "direct"):
        return  # on the direct route the first day is the transfer
    if outcome in decisions:
        review = FinalReview(reviewed_on=on, decision=decisions[outcome], takes_effect_on=on)
        yield FormFromRow("final_review", review, home)
    elif outcome == ENDED_EARLY:
        yield FormFromRow("early_ending", EarlyEnding(return_on=on), receiving)
    else:
        yield FormFromRow("ending", _other_ending(outcome, on), home)


def _other_ending(outcome: str, on: date | None) -> Ending:
    reason: Any = "no school found" if outcome == DECLINED else outcome
    where: dict[str, Any] = {"next_place": ELSEWHERE} if outcome == "another school" else {}
    return Ending(ended_on=on, reason=reason, **where)


def _roll(told: ReadRow, home: str, receiving: str) -> Iterator[FormFromRow]:
    """Only where the row says when: nobody is taken off a roll by a guess."""
    if told.get("rolled_on") and told.get("starts_on") and told.outcome in (TRANSFERRED, RETURNED, ENDED_EARLY):
        is_transfer = told.outcome == TRANSFERRED
        by: Any = "home school" if is_transfer else "receiving school"
        yield FormFromRow(
            "roll_change",
            RollChange(deleted_by=by, deleted_on=told.get("rolled_on")),
            home if is_transfer else receiving,
        )


def _record(told: ReadRow, asked_on: date | None) -> LaRecord:
    if told.outcome == UNDER_WAY:
        return LaRecord(about="told of the request", recorded_on=asked_on)
    return LaRecord(about="told of the outcome", recorded_on=told.get("ended_on"))
