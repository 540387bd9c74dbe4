"""The steps of a sample case during the placement: a report each week, a review half way, what happened on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from casework.sample.agreeing import people
from casework.sample.preparing import Days
from casework.sample.tale import Tale
from casework.sample.words import Said, made
from record.attendance import PRESENT
from record.forms.board_decision import BoardDecision
from record.forms.meeting_record import HALVES, HOME_HEAD, NOMINEE, WEEKDAYS, Invited
from record.forms.review import Review
from record.forms.same_day import SameDay
from record.forms.telling import SUSPENSION, THE_REVIEW
from record.forms.weekly_report import Incident, TargetScore, WeeklyReport

A_WEEK = timedelta(days=7)
BOARDS_NOMINEE = "Mrs H. Ferris"
"""Of every home school of the sample, who comes to reviews for the board."""
LOOKED_AT = "We talked it over by telephone. It can wait for the review that is planned."


def report(tale: Tale, days: Days, until: date, *, unfinished: bool = False, is_heard: bool = True) -> None:
    """A report for each week of the placement that was over by `until`, and the review in its week.

    `unfinished`: also for the week that has begun; not `is_heard`: the home school answers none of them.
    """
    for number, monday in enumerate(tale.diary.weeks_of(days["starts"], days["ends"])):
        last = tale.there.last_open(monday + timedelta(days=4))
        written_on = tale.there.last_open(until) if unfinished and last > until else last
        if number == len(tale.words.several("weeks")) or written_on > until or written_on < monday:
            return
        said = tale.words.several("weeks")[number]
        _report_a_week(tale, monday, written_on, said)
        if is_heard and written_on < tale.diary.ago(0):
            seen_by_home(tale, written_on, home_why="" if said.get("concern", "green") == "green" else LOOKED_AT)
        if tale.is_directed and days["reviewed"] == last + A_WEEK:
            tale.family_is_told(tale.home, written_on, THE_REVIEW, days["reviewed"])
        if days["reviewed"] == last and last <= until:
            review(tale, days, is_heard=is_heard)


def _report_a_week(tale: Tale, monday: date, written_on: date, said: Said) -> None:
    plain = {name: said[name] for name in ("went_well", "concern") if name in said}
    whole = {
        "week_commencing": monday,
        **_marks(tale, monday, written_on, said.get("marks", {})),
        "scores": [_score(tale, number, score) for number, score in enumerate(said["scores"])],
        "met_with": tale.receiving.ways["pastoral_lead"].split(",")[0],
        "met_on": written_on,
        "pupil_words": said.get("says"),
        "parent_contact": said.get("contact"),
        "had_incidents": "incidents" in said,
        "incidents": [_incident(tale, monday, written_on, each) for each in said.get("incidents", ())],
        "concern": "green",
        "early_review_asked": said.get("concern") == "red" if "concern" in said else None,
        **plain,
    }
    tale.receiving_reports(written_on, made(WeeklyReport, whole))


def _score(tale: Tale, number: int, score: str) -> TargetScore:
    in_words = "not met" if score == "not" else f"met {score} {'day' if score == 'every' else 'days'}"
    return made(TargetScore, {"target": tale.words.several("targets")[number]["what"], "score": in_words})


def _incident(tale: Tale, monday: date, written_on: date, said: Said) -> Incident:
    day = tale.there.last_open(min(monday + timedelta(days=WEEKDAYS.index(said["day"])), written_on))
    return made(Incident, {"happened_on": max(day, monday), "what": said["what"], "action": said["action"]})


def _marks(tale: Tale, monday: date, written_on: date, said: Mapping[str, str]) -> Mapping[str, str]:
    """A mark for each half day the school was open: present unless something else is said or agreed."""
    grid = tale.words.of("meeting")
    marks: dict[str, str] = {}
    for number, weekday in enumerate(WEEKDAYS):
        day = monday + timedelta(days=number)
        if not tale.there.is_open(day) or day > written_on:
            continue
        for half in HALVES:
            name = f"{weekday}_{half}"
            is_free = grid.get(name) == "neither"
            marks[name] = "C2" if is_free else said.get(name, PRESENT[half])
    return marks


def seen_by_home(tale: Tale, on: date, **more: str) -> None:
    """The home school answers the last weekly report."""
    tale.story.answers(tale.home.writer, on, WeeklyReport, **{"home_wants_review": "no", **more})


def review(tale: Tale, days: Days, *, is_heard: bool = True) -> None:
    """The review half way, which extends the placement where there is a new last day."""
    on, new_end_on = days["reviewed"], days.get("extended")
    is_directed = tale.is_directed
    said = {"sort": "interim", "reviewed_on": on, "people": people(tale), "extends": False, **tale.words.of("interim")}
    agreed = {"extends": True, "parents_agree_extension": True, "both_heads_agree_extension": True}
    longer = {**agreed, "new_end_on": new_end_on} if new_end_on else {}
    invited = of_a_direction(tale, on) if is_directed else {}
    tale.receiving_writes(on, made(Review, {**said, **invited, "next_review_on": days["decided"], **longer}))
    if is_heard:
        tale.story.answers(tale.home.writer, on, Review, is_confirmed="yes")
    if is_directed and on + A_WEEK <= tale.diary.today:  # the board has yet to meet on a review of these days
        go_on(tale, on, days["ends"])


def of_a_direction(tale: Tale, on: date) -> Said:
    """What is said more of the review of a direction: everybody was invited a week before, the board's nominee too."""
    head = made(Invited, {"name": tale.home.head, "role": HOME_HEAD, "presence": "sent apologies"})
    nominee = made(Invited, {"name": BOARDS_NOMINEE, "role": NOMINEE, "presence": "came"})
    invited = {"invited_on": on - A_WEEK, "time_suits_parents": True}
    return {**invited, "people": [*people(tale), head, nominee]}


def go_on(tale: Tale, on: date, until: date) -> None:
    """The home board decides after a review that its direction goes on as planned."""
    decided = BoardDecision(
        decides="continuation",
        decided_by="The governing board’s pupil committee",
        decided_on=on,
        reasons=f"It helps {tale.child}, and there is more to learn before the last review.",
        follows_review=True,
        review_on=on,
        views_considered="The family and both schools want it to go on. The committee followed them.",
        continues_until=until,
        notices=tale.in_writing(on),
    )
    tale.home_writes(on, decided)


def suspend(tale: Tale, on: date) -> None:
    """A suspension from that day to the next school day, told at once."""
    told = {
        "happened_on": on,
        "what": "suspension",
        "suspended_from": on,
        "suspended_to": tale.there.after(on, 1),
        "home_told": True,
        "told_on": on,
        "told_at": time(11, 20),
        "told_by": tale.receiving.writer.name,
    }
    tale.receiving_writes(on, made(SameDay, {**told, **tale.words.of("same_day")}))
    tale.family_is_told(tale.receiving, on, SUSPENSION, on)


def happens(tale: Tale, on: date, what: str, **more: object) -> None:
    """Something that cannot wait for the weekly report, of which the home school is told unless it says otherwise."""
    told = {"home_told": True, "told_on": on, "told_at": time(11, 20), "told_by": tale.receiving.writer.name}
    tale.receiving_writes(on, made(SameDay, {"happened_on": on, "what": what, **told, **more}))
