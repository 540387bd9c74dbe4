"""Form 5: the meeting at the receiving school, and everything it agrees."""

from datetime import date, time
from typing import Literal

from record.entry import Answers, Entry, Party, ToSchoolAsked
from record.field import OTHER_SCHOOL, LongText, Section, answered, answered_in, case_is, no, yes

AGREED, ADJOURNED = "agreed", "adjourned"
HOME_HEAD, NOMINEE = "home head teacher", "board's nominee"
"""Of those invited, whom the law names for the review of a direction."""
Where = Literal["home", "receiving", "neither"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HALVES = ("am", "pm")
HALF_DAYS = tuple(f"{day}_{half}" for day in WEEKDAYS for half in HALVES)
"""The questions about a school week, Monday morning first: where the child goes, which mark was given."""

BALANCE = "balance of the amount for a pupil"
PROVISION = "difference for alternative provision"
FROM_THE_START = "the first day of the placement"

if_agreed = (answered("outcome", AGREED),)
time_limited = (*if_agreed, case_is("dual_registered", "yes"))

meeting = Section(
    "The meeting", "At the receiving school, with both schools, the parents and the child.", clause="HF-7.5b"
)
outcome_of = Section("What was decided")
dates = Section(
    "Dates", "When it starts, how long it lasts, and when it is reviewed.", when=if_agreed, clause="HF-7.6b"
)
provider = Section(
    "The provider",
    "Your school stays responsible for the child’s safety there. Alternative provision for behaviour is a direction by "
    "your governing board, so its decision, its notice and its reviews are recorded too.",
    when=(*if_agreed, case_is("route", "alternative provision")),
    clause="NA-26",
)
first_day = Section(
    "The first day",
    "What the child and the parents need to know for the first morning.",
    when=if_agreed,
    clause="HF-12c",
)
week = Section("The week", "Where the child goes in each half day.", when=time_limited, clause="HF-7.6c", layout="week")
programme = Section("A reduced programme", when=time_limited, clause="HF-7.6c")
target = Section("Targets", "Three to five, specific and fair, for this child.", when=time_limited, clause="HF-7.6d")
support = Section("Support", when=if_agreed, clause="HF-7.6e")
practical = Section("Practical things", when=if_agreed, clause="HF-7.6h")
if_not_working = Section(
    "If it does not work",
    "So that everyone always knows where the child is expected.",
    when=time_limited,
    clause="HF-12c",
)

in_people = Section("A person")
in_target = Section("A target")
in_review = Section("A review date")
other_school = Section("The other school confirms", when=(OTHER_SCHOOL,))


class Invited(Answers):
    """Somebody invited, and whether they came."""

    name: str | None = in_people.ask("Name", known=True, sensitive=True, one_of="who come")
    role: (
        Literal[
            "parent",
            "pupil",
            "home school",
            "home head teacher",
            "board's nominee",
            "receiving school",
            "Virtual School",
            "social worker",
            "SEND",
            "local authority",
            "other",
        ]
        | None
    ) = in_people.ask("Role", known=True)
    presence: Literal["came", "sent apologies", "sent views", "did not come"] | None = in_people.ask(
        "Came?", everyone="Everyone came"
    )


class Target(Answers):
    """One target of the placement."""

    what: str | None = in_target.ask("Target", "What the child will do: “comes to every lesson on time”")
    how_judged: str | None = in_target.ask("How is it judged?")
    by_whom: str | None = in_target.ask("By whom?")
    baseline: str | None = in_target.ask("How is it now?")


class ReviewDate(Answers):
    """A day on which progress is reviewed."""

    review_on: date | None = in_review.ask("Review on")


class MeetingRecord(
    Entry,
    kind="meeting_record",
    title="Meeting record",
    dated_by="met_on",
    is_shared=True,
    number=5,
    by=(Party.EITHER,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Write down who came, what was agreed, and everything about the first day.",
    at_hand=(
        "Your notes of the meeting: who came, the targets and support that were agreed, and for the first day "
        "the time, the place and who meets the child."
    ),
):
    """The record of the meeting that agrees a move, or does not."""

    met_on: date | None = meeting.ask("Date of the meeting", clause="HF-7.5b", past="PAST-7", fill_in="meeting_day")
    met_at: str | None = meeting.ask("Where was it?", fill_in="receiving_school_name")
    people: tuple[Invited, ...] = meeting.ask(
        "Who was invited", least=2, most=20, sensitive=True, clause="HF-7.5b", fill_in="people_invited"
    )
    pupil_engaged: bool | None = meeting.ask("Did the child take part?", clause="HF-7.5c")
    background: LongText | None = meeting.ask(
        "Background to the request", sensitive=True, clause="HF-7.6bg", family_reads=True
    )

    outcome: Literal["agreed", "not agreed", "adjourned"] | None = outcome_of.ask("What was decided?")
    who_did_not_agree: str | None = outcome_of.ask("Who did not agree?", when=answered("outcome", "not agreed"))
    why_not_agreed: LongText | None = outcome_of.ask(
        "Why not?", when=answered("outcome", "not agreed"), family_reads=True
    )
    adjourned_to: date | None = outcome_of.ask("Adjourned to", when=answered("outcome", "adjourned"))
    family_view: LongText | None = outcome_of.ask(
        "What is different at this school, in the family's own view?",
        "The parents and the child say it, in their words: a smaller school, other friends, a subject, people who can help",
        when=answered("outcome", AGREED),
        clause="HF-5c",
    )

    starts_on: date | None = dates.ask("Start date", "A day when the receiving school is open", clause="HF-7.6a")
    weeks: int | None = dates.ask(
        "Weeks", "How many weeks it lasts", when=time_limited, clause="HF-7.6b", fill_in="standard_weeks"
    )
    ends_on: date | None = dates.ask("Last day", when=time_limited, clause="HF-7.6b")
    why_longer: LongText | None = dates.ask(
        "Why longer than usual?",
        "Needed when it lasts longer than your authority’s standard",
        when=time_limited,
        optional=True,
        seldom=True,
        clause="HF-7.6b",
        family_reads=True,
    )
    reviews: tuple[ReviewDate, ...] = dates.ask("Reviews", when=time_limited, least=1, most=6, clause="HF-7.6g")

    staff_are_checked: bool | None = provider.ask(
        "Has the provider confirmed in writing that its staff are checked?",
        "The checks that your school would make on its own staff",
    )
    staff_checked_on: date | None = provider.ask(
        "Date of that confirmation", when=yes("staff_are_checked"), past="PAST-7"
    )
    is_a_registered_school: bool | None = provider.ask("Is the provider registered as a school?")
    is_full_time_there: bool | None = provider.ask(
        "Is the child there full time?",
        "For all, or nearly all, of the child’s education. The half days of each week are asked under “The week”",
    )
    has_five_full_time: bool | None = provider.ask(
        "Are five pupils or more there full time?", "This child counted", when=no("is_a_registered_school")
    )

    first_day_at: time | None = first_day.ask("Time on the first day", "For example 8:40", fill_in="first_day_at")
    first_day_place: str | None = first_day.ask("Where to go", "Main reception, …", fill_in="first_day_place")
    first_day_person: str | None = first_day.ask("Who meets the child")
    morning_starts: time | None = first_day.ask("Morning session starts", fill_in="morning_starts")
    afternoon_ends: time | None = first_day.ask("Afternoon session ends", fill_in="afternoon_ends")
    breaks: str | None = first_day.ask("Break times", "For example 10:50 to 11:10 and 12:40 to 13:20", fill_in="breaks")
    absence_phone: str | None = first_day.ask("Number to ring when the child is absent", fill_in="absence_phone")

    monday_am: Where | None = week.ask("Monday morning", fill_in="all_week")
    monday_pm: Where | None = week.ask("Monday afternoon", fill_in="all_week")
    tuesday_am: Where | None = week.ask("Tuesday morning", fill_in="all_week")
    tuesday_pm: Where | None = week.ask("Tuesday afternoon", fill_in="all_week")
    wednesday_am: Where | None = week.ask("Wednesday morning", fill_in="all_week")
    wednesday_pm: Where | None = week.ask("Wednesday afternoon", fill_in="all_week")
    thursday_am: Where | None = week.ask("Thursday morning", fill_in="all_week")
    thursday_pm: Where | None = week.ask("Thursday afternoon", fill_in="all_week")
    friday_am: Where | None = week.ask("Friday morning", fill_in="all_week")
    friday_pm: Where | None = week.ask("Friday afternoon", fill_in="all_week")

    has_reduced_programme: bool | None = programme.ask(
        "Is a half day “neither” only for a time?",
        "An agreed reduced programme",
        when=answered_in(HALF_DAYS, "neither"),
    )
    reduced_until: date | None = programme.ask(
        "Until when?",
        "From the next school day the child attends full time",
        when=yes("has_reduced_programme"),
        clause="HF-7.6c",
    )
    reduced_reason: LongText | None = programme.ask("Why?", when=yes("has_reduced_programme"), family_reads=True)
    parents_agreed_reduced: bool | None = programme.ask(
        "Did the parents agree to it?", when=yes("has_reduced_programme")
    )

    targets: tuple[Target, ...] = target.ask("Targets", least=1, most=5, clause="HF-7.6d")

    other_needs: LongText | None = support.ask(
        "Other needs",
        "Learning, medical, language, faith",
        optional=True,
        seldom=True,
        clause="HF-7.6e",
        family_reads=True,
    )
    receiving_support: LongText | None = support.ask(
        "Support from the receiving school", clause="WK-15", family_reads=True
    )
    home_support: LongText | None = support.ask("Support from the home school", clause="WK-7", family_reads=True)
    family_support: LongText | None = support.ask("What the family does", optional=True, seldom=True, family_reads=True)
    agency_support: LongText | None = support.ask(
        "Support from agencies", optional=True, seldom=True, family_reads=True
    )
    pastoral_lead: str | None = support.ask("Pastoral lead at the receiving school", clause="WK-15")
    welcome_plan: LongText | None = support.ask(
        "How is the child brought into the life of the school?",
        clause="WK-14",
        family_reads=True,
        fill_in="welcome_plan",
    )
    safeguarding_leads_spoke: bool | None = support.ask("Have the safeguarding leads spoken?", "No content here")
    safeguarding_leads: str | None = support.ask(
        "Who spoke, and when?", when=yes("safeguarding_leads_spoke"), sensitive=True
    )
    risk_plan_shared: bool | None = support.ask("Was the risk plan shared?", clause="NA-4")
    behaviour_response: LongText | None = support.ask(
        "What happens if behaviour is poor?", clause="HF-7.6f", family_reads=True
    )

    attendance_recorded_how: LongText | None = practical.ask(
        "How is attendance recorded and reported?",
        clause="HF-7.6h",
        family_reads=True,
        fill_in="attendance_recorded_how",
    )
    weekly_report_to: str | None = practical.ask(
        "Who gets the weekly report?", when=case_is("dual_registered", "yes"), clause="HF-10b", fill_in="home_contact"
    )
    transport: str | None = practical.ask("Transport: how, and who pays?", fill_in="transport")
    uniform: str | None = practical.ask("Uniform: whose, and who pays?", fill_in="uniform")
    meals: str | None = practical.ask("Meals: how, and who pays?", fill_in="meals")
    exam_arrangements: str | None = practical.ask("Exams", when=case_is("key_stage", "4"), fill_in="exam_arrangements")
    funding: LongText | None = practical.ask("What was agreed about funding?", clause="HF-14", family_reads=True)
    funding_option: (
        Literal[
            "no money moves",
            "balance of the amount for a pupil",
            "difference for alternative provision",
            "another arrangement",
        ]
        | None
    ) = practical.ask(
        "Which arrangement is it?",
        "The app then works it out and shows how",
        optional=True,
        seldom=True,
        clause="HF-14",
    )
    funding_a_year: float | None = practical.ask(
        "Amount for a pupil for a whole year, in pounds",
        "The AWPU for the child’s key stage, for example 3496.23",
        when=answered("funding_option", BALANCE),
        seldom=True,
        clause="HF-14",
    )
    funding_premium: float | None = practical.ask(
        "Pupil premium for a whole year, in pounds",
        "Only if it is to follow the child too",
        when=answered("funding_option", BALANCE),
        optional=True,
        seldom=True,
        clause="HF-14",
    )
    funding_year_begins: Literal["1 April", "1 September"] | None = practical.ask(
        "When does the home school’s funding year begin?",
        "Maintained schools: 1 April. Academies: 1 September",
        when=answered("funding_option", BALANCE),
        seldom=True,
        clause="HF-14",
    )
    funding_counted_in: Literal["complete weeks", "days"] | None = practical.ask(
        "Is the rest of the year counted in weeks or in days?",
        "The formula for permanent exclusions counts complete weeks",
        when=answered("funding_option", BALANCE),
        seldom=True,
        clause="HF-14",
    )
    funding_runs_from: Literal["the day of formal admission", "the first day of the placement"] | None = practical.ask(
        "From which day is it paid, if the child transfers?",
        "From the first day of the placement means backdated",
        when=answered("funding_option", BALANCE),
        seldom=True,
        clause="HF-14",
    )
    provision_a_week: float | None = practical.ask(
        "Cost of the place in alternative provision, in pounds a week",
        when=answered("funding_option", PROVISION),
        seldom=True,
        clause="HF-6.5",
    )
    mainstream_a_week: float | None = practical.ask(
        "Cost of a mainstream place, in pounds a week",
        when=answered("funding_option", PROVISION),
        seldom=True,
        clause="HF-6.5",
    )
    communication_plan: LongText | None = practical.ask(
        "Who tells whom what, and when?", clause="WK-9", family_reads=True
    )

    early_ending_rule: LongText | None = if_not_working.ask(
        "When could it end early, and who decides?", clause="HF-12a", fill_in="early_ending_rule", family_reads=True
    )
    return_plan: LongText | None = if_not_working.ask("The plan for coming back", clause="WK-16", family_reads=True)

    is_confirmed: bool | None = other_school.ask("Is this what was said and agreed?")
    what_differs: LongText | None = other_school.ask("What is different?", when=no("is_confirmed"))
    confirmed_by: str | None = other_school.ask("Your name", fill_in="me")
