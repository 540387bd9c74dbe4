"""Form 18: that a parent, or the local authority, asked in writing for a review of an off-site direction."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import LongText, Section

request = Section(
    "A review is asked for",
    "A parent can ask in writing for a review of a direction. So can the local authority where there is an EHC plan. "
    "Hold it as soon as practicable, unless one was held in the ten weeks before.",
    clause="NA-9",
)


class ReviewRequest(
    Entry,
    kind="review_request",
    title="Review request",
    on_one_page=True,
    dated_by="asked_on",
    number=18,
    by=(Party.HOME,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Record that someone asked in writing for a review of the direction.",
    at_hand="The letter or e-mail in which the review is asked for.",
):
    """One request in writing."""

    asked_by: Literal["a parent", "the local authority"] | None = request.ask("Who asked for it?")
    name: str | None = request.ask("Their name", sensitive=True, one_of="who come")
    asked_on: date | None = request.ask("When did the request come in?", past="PAST-20")
    what_they_say: LongText | None = request.ask("What do they want to talk about?", optional=True, sensitive=True)
