"""Form 9: what the other school must know today. Changes the expected place at once."""

from datetime import date, time
from typing import Literal

from record.entry import Entry, Party
from record.field import LongText, Section, answered, yes

today = Section("What happened", "The home school must know the same day.", clause="WK-9")
suspended = (answered("what", "suspension"),)


class SameDay(
    Entry,
    kind="same_day",
    title="Same day",
    on_one_page=True,
    dated_by="happened_on",
    number=9,
    by=(Party.RECEIVING,),
    repeats=True,
    purpose="Tell the home school today: an absence, leaving the site, or a suspension.",
):
    """Something that cannot wait for the weekly report."""

    happened_on: date | None = today.ask("Which day?", fill_in="today", past="PAST-11")
    what: Literal["unexplained absence", "left the site", "suspension"] | None = today.ask("What happened?")
    half: Literal["morning", "afternoon", "all day"] | None = today.ask(
        "Morning, afternoon or all day?", when=answered("what", "unexplained absence", "left the site")
    )
    suspended_from: date | None = today.ask("Suspended from", when=suspended)
    suspended_to: date | None = today.ask("To the end of", "The last day of the suspension", when=suspended)
    reason: LongText | None = today.ask("In a sentence", sensitive=True)
    provision_from_day_six: str | None = today.ask(
        "Education from the sixth day",
        "Only for a suspension of more than five days",
        when=suspended,
        optional=True,
    )
    home_told: bool | None = today.ask("Was the home school told?", clause="WK-9")
    told_on: date | None = today.ask("When was it told?", when=yes("home_told"), past="PAST-11")
    told_at: time | None = today.ask("At what time?", when=yes("home_told"))
    told_by: str | None = today.ask("By whom?", when=yes("home_told"), fill_in="me")
