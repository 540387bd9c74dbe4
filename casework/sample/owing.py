"""The cases of the sample in which something is left undone, so that each duty is seen once; the others are in `plots.py`."""

from __future__ import annotations

from collections.abc import Mapping

from casework.sample.agreeing import agree_fully, meet, start
from casework.sample.days import Plot, in_week, starting, starting_next_week, third_week_on, up_to
from casework.sample.ending import ask_for_an_end, hold
from casework.sample.going import happens, report, seen_by_home
from casework.sample.preparing import agree, begin, decline
from casework.sample.tale import Tale
from casework.sample.words import made
from record.consents import EXPLORE, PLACEMENT, THE_PUPIL, TRANSFER
from record.forms.early_ending import EarlyEnding
from record.forms.ending import Ending
from record.forms.final_review import RETURN
from record.forms.la_record import APPROVAL, PRESSURE, LaRecord
from record.forms.meeting_record import MeetingRecord
from record.forms.referral import Referral
from record.forms.review_request import ReviewRequest
from record.forms.same_day import SEPARATION, SUSPENSION, SameDay
from record.forms.start import Start
from record.school_days import ONE_DAY, monday_of
from record.words import typed_day


def _a_no(tale: Tale) -> None:
    days = up_to(tale, "explored", 1)
    begin(tale, days)
    agree(tale, EXPLORE, days["explored"], THE_PUPIL)
    agree(tale, EXPLORE, days["explored"], tale.parents[0], answer="refused")
    said = "The mother rang: she was told that it was a move or an exclusion."
    tale.authority_writes(tale.diary.ago(0), LaRecord(about=PRESSURE, report=said, is_looked_into=False))


def _nobody_may_agree(tale: Tale) -> None:
    begin(tale, up_to(tale, "referred", 0))


def _record_disputed(tale: Tale) -> None:
    meet(
        tale, starting_next_week(tale), is_confirmed="no", what_differs="Two afternoons at home each week were agreed."
    )


def _provision(tale: Tale) -> None:
    days = starting_next_week(tale)
    meet(tale, days)
    agree(tale, PLACEMENT, days["met"])


def _provision_refused(tale: Tale) -> None:
    _provision(tale)
    tale.authority_writes(tale.diary.ago(0), LaRecord(about=APPROVAL, is_approved=False))


def _direct_too_soon(tale: Tale) -> None:
    days = starting(tale, tale.diary.ago(1))
    meet(tale, days)
    agree(tale, TRANSFER, days["met"], tale.parents[0], THE_PUPIL)


def _absent(tale: Tale) -> None:
    on = tale.diary.ago(0)
    agree_fully(tale, starting(tale, on))
    tale.receiving_writes(on, Start(did_start=False, why_not="Nobody came, and nobody rang.", was_put_off=False))


def _put_off(tale: Tale) -> None:
    agree_fully(tale, starting_next_week(tale))
    new_day = tale.diary.first_day(tale.diary.monday(2))
    late = Start(did_start=False, why_not="A broken arm.", was_put_off=True, new_start_on=new_day)
    tale.receiving_writes(tale.diary.ago(0), late)


def _apart(tale: Tale) -> None:
    days, on = in_week(tale, 2), tale.diary.ago(0)
    start(tale, days, is_returned=False)
    report(tale, days, tale.diary.monday(0) - ONE_DAY, is_heard=False)
    apart = {"separated_from": on, "look_again_on": tale.diary.ahead(2), "section_19_told": False}
    happens(tale, on, SEPARATION, **apart, **tale.words.of("same_day"))


def _renewal(tale: Tale) -> None:
    days = in_week(tale, 3)
    start(tale, {**days, "renewed": tale.diary.last_day(tale.diary.monday(1))})
    report(tale, days, tale.diary.monday(0) - ONE_DAY)
    last = tale.there.last_open(tale.diary.monday(0) - ONE_DAY)
    seen_by_home(tale, last, what_is_wrong="He was with us on Monday morning, as was agreed.")
    tale.story.answers(tale.receiving.writer, last, MeetingRecord, monday_am="home")
    asked_on = tale.diary.ago(0)
    tale.home_writes(asked_on, ReviewRequest(asked_on=asked_on, asked_by="a parent", name=tale.parents[0]))


def _away(tale: Tale) -> None:
    days, on = in_week(tale, 4), tale.diary.ago(0)
    start(tale, days)
    report(tale, days, tale.diary.monday(0) - ONE_DAY, is_heard=False)
    untold = dict.fromkeys(("la_told", "worker_told", "virtual_school_told", "pep_review_considered"), False)
    kept = {"suspended_from": on, "suspended_to": tale.there.after(on, 6)}
    happens(tale, on, SUSPENSION, **kept, **untold, **tale.words.of("same_day"))


def _cancelled(tale: Tale) -> None:
    days, on = in_week(tale, 5), tale.diary.ago(0)
    start(tale, days)
    report(
        tale,
        {**days, "extended": tale.diary.last_day(tale.diary.shifted(monday_of(days["ends"]), 1))},
        tale.diary.monday(0) - ONE_DAY,
    )
    kept = {"suspended_from": on, "suspended_to": tale.there.after(on, 1), "la_told": True, "la_told_on": on}
    happens(tale, on, SUSPENSION, **kept, **tale.words.of("same_day"))
    back = {"back_on": typed_day(tale.there.after(on, 1)), "back_half": "morning", "cancellation_told": "no"}
    because = {"board_had_met": "no", "cancelled_because": "The visitor says that he heard it wrong."}
    whole = {"is_cancelled": "yes", "cancelled_on": typed_day(on), **because, **back}
    tale.story.answers(tale.receiving.writer, on, SameDay, **whole)
    plan = {"sen_stage": "EHC plan", "primary_need": "Social, emotional and mental health"}
    tale.story.answers(tale.home.writer, on, Referral, **plan)
    happens(tale, on, "left the site", half="afternoon", reason="Walked out at two; the mother has been rung.")


def _end_asked_for(tale: Tale) -> None:
    on = tale.diary.ago(0)
    days = third_week_on(tale, on)
    start(tale, days)
    report(tale, days, monday_of(on) - ONE_DAY)
    ask_for_an_end(tale, on, tale.here.after(on, 2))


def _not_consulted(tale: Tale) -> None:
    _end_asked_for(tale)
    differs = "The head was rung when the family had been told already."
    tale.story.answers(tale.home.writer, tale.diary.ago(0), EarlyEnding, was_consulted="no", what_differs=differs)


def _nowhere_next(tale: Tale) -> None:
    on = tale.diary.ago(1)
    days = third_week_on(tale, on)
    start(tale, days)
    report(tale, days, monday_of(on) - ONE_DAY)
    left = {"ended_on": on, "reason": "moved house", "last_session_on": on, "next_place": "not known"}
    tale.home_writes(on, made(Ending, {**left, "missing_education_told": False, **tale.words.of("ending")}))


def _taken_back(tale: Tale) -> None:
    on = tale.diary.ago(1)
    days = third_week_on(tale, on)
    start(tale, days)
    report(tale, days, monday_of(on) - ONE_DAY)
    agree(tale, PLACEMENT, on, tale.parents[0], answer="withdrawn")


def _return_next_week(tale: Tale) -> None:
    days = in_week(tale, 6)
    days = {**days, "decided": tale.diary.first_day(monday_of(days["ends"]))}
    start(tale, days)
    report(tale, days, tale.diary.monday(0) - ONE_DAY)
    hold(tale, days, RETURN)


OWING: Mapping[str, Plot] = {
    "a_no": _a_no,
    "nobody_may_agree": _nobody_may_agree,
    "decline_untold": lambda tale: decline(tale, up_to(tale, "answered", 0), is_told=False),
    "record_disputed": _record_disputed,
    "provision_waits": _provision,
    "provision_refused": _provision_refused,
    "direct_too_soon": _direct_too_soon,
    "week_one_absent": _absent,
    "start_put_off": _put_off,
    "week_two_apart": _apart,
    "week_three_renewal": _renewal,
    "week_four_away": _away,
    "week_five_cancelled": _cancelled,
    "week_three_end_asked_for": _end_asked_for,
    "not_consulted": _not_consulted,
    "nowhere_next": _nowhere_next,
    "taken_back": _taken_back,
    "return_next_week": _return_next_week,
}
"""How each of them is told."""
