"""Form 19: the day of the meeting that is to decide together, then of the next review, as the schools set it; another day is a
new one."""

from datetime import date, time

from record.entry import Entry, Party, ToSchoolAsked
from record.field import Section

to_come = Section(
    "The meeting to come",
    "The family is invited with the letter that invites to a meeting, or to a review. If the day changes, fill in this "
    "form again and tell the family again.",
    clause="HF-7.5b",
)


class MeetingDay(
    Entry,
    kind="meeting_day",
    title="Day of the meeting",
    on_one_page=True,
    dated_by="set_on",
    number=19,
    by=(Party.EITHER,),
    repeats=True,
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    purpose="Set the day, time and place of the meeting where everyone decides together, or of the next review, or change them.",
    at_hand="A day and time that suit the parents, the child and both schools, and the room.",
):
    """When and where everybody meets."""

    meets_on: date | None = to_come.ask("Which day do you meet?", clause="HF-7.5b")
    meets_at: time | None = to_come.ask("At what time?", "For example 15:30")
    meets_where: str | None = to_come.ask("Where is it?", "The school and the room", fill_in="receiving_school_name")
    set_on: date | None = to_come.ask("When was this day set?", fill_in="today", past="PAST-21")
