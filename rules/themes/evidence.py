"""The referral: attendance, suspensions, what was tried, and what the other school must know."""

from datetime import date, timedelta

from record.answers import is_a_sentence
from record.case import Case
from record.forms.referral import Referral
from record.pack import Pack
from record.school_days import school_year
from rules.case_queries import given, in_order
from rules.rule import MUST, SHOULD, rule

MOST_SUSPENDED = 45
"""School days in a school year: the limit in law, the same for every authority."""
EXAM_MONTHS = range(1, 9)
"""January to August: in year 11 the months of mock exams, entries and exams."""
THIS_TERM = date(2026, 9, 10)


@rule(
    "EVIDENCE-1",
    on=Referral,
    clause="NA-14",
    weight=MUST,
    fields=("suspension_days",),
    message="Check the days suspended: the law allows 45 school days in a school year at most.",
    passes={"suspension_days": 45.0},
    fails={"suspension_days": 45.5},
)
def suspensions_are_within_the_law(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The child was suspended for at most 45 school days this school year."""
    return None if referral.suspension_days is None else referral.suspension_days <= MOST_SUSPENDED


@rule(
    "EVIDENCE-2",
    on=Referral,
    clause="APP-3",
    weight=SHOULD,
    fields=("suspensions", "suspension_days"),
    message="Make the suspensions you list add up to the days you give, or say why they do not.",
    passes={"suspension_days": 2.5, "suspensions": ({"sessions": 4}, {"sessions": 1})},
    fails={"suspension_days": 4.0, "suspensions": ({"sessions": 4}, {"sessions": 1})},
)
def suspensions_add_up(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The suspensions listed come to the days given."""
    if referral.suspension_days is None:
        return None
    return sum(each.sessions or 0 for each in referral.suspensions) == 2 * referral.suspension_days


@rule(
    "EVIDENCE-3",
    on=Referral,
    clause="APP-3",
    weight=SHOULD,
    fields=("suspensions",),
    message="List only suspensions of this school year here, or say why an earlier one matters.",
    passes={"suspensions": ({"began_on": date(2026, 9, 10)},), "confirmed_on": date(2026, 10, 1)},
    fails={"suspensions": ({"began_on": date(2026, 7, 10)},), "confirmed_on": date(2026, 10, 1)},
)
def suspensions_are_of_this_school_year(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """The suspensions listed began in this school year."""
    began = [each.began_on for each in referral.suspensions if each.began_on]
    this_year = school_year(referral.confirmed_on or case.today)
    return all(school_year(day) == this_year for day in began) if began else None


@rule(
    "EVIDENCE-4",
    on=Referral,
    clause="APP-3",
    weight=MUST,
    fields=("attendance_this_year",),
    message="Give this year’s attendance as a percentage from 0 to 100.",
    passes={"attendance_this_year": 100.0},
    fails={"attendance_this_year": 100.5},
)
def attendance_this_year_is_a_percentage(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """This year's attendance is a percentage."""
    return None if referral.attendance_this_year is None else 0 <= referral.attendance_this_year <= 100


@rule(
    "EVIDENCE-5",
    on=Referral,
    clause="APP-3",
    weight=MUST,
    fields=("attendance_last_year",),
    message="Give last year’s attendance as a percentage from 0 to 100.",
    passes={"attendance_last_year": 0.0},
    fails={"attendance_last_year": 914.0},
)
def attendance_last_year_is_a_percentage(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Last year's attendance is a percentage."""
    return None if referral.attendance_last_year is None else 0 <= referral.attendance_last_year <= 100


@rule(
    "EVIDENCE-6",
    on=Referral,
    clause=("HF-4a", "WK-4", "NA-3"),
    weight=SHOULD,
    fields=("interventions",),
    message="List everything that was tried. If you tried only one thing, say why a move comes so soon.",
    passes={"interventions": ({"what": "Mentor"}, {"what": "Small-group teaching"})},
    fails={"interventions": ({"what": "Mentor"},)},
)
def move_is_no_first_response(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """More than one thing was tried before a move is asked for."""
    tried = [each for each in referral.interventions if given(each.what)]
    return len(tried) > 1 if tried else None


@rule(
    "EVIDENCE-7",
    on=Referral,
    clause=("HF-4b", "WK-4", "NA-3"),
    weight=MUST,
    fields=("interventions",),
    message="Say for each thing you tried when it began and what came of it.",
    passes={"interventions": ({"what": "Mentor", "began_on": THIS_TERM, "outcome": "Fewer incidents at first"},)},
    fails={"interventions": ({"what": "Mentor", "outcome": "Fewer incidents at first"},)},
)
def what_was_tried_is_evidenced(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Each thing tried has a date and an outcome."""
    tried = [each for each in referral.interventions if given(each.what)]
    return all(given(each.began_on, each.outcome) for each in tried) if tried else None


@rule(
    "EVIDENCE-8",
    on=Referral,
    clause="APP-2",
    weight=MUST,
    fields=("interventions",),
    message="Check the dates of what was tried: the last day cannot be before the first.",
    passes={"interventions": ({"began_on": date(2026, 5, 4), "ended_on": date(2026, 7, 3)},)},
    fails={"interventions": ({"began_on": date(2026, 5, 4), "ended_on": date(2026, 5, 3)},)},
)
def what_was_tried_ended_after_it_began(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Nothing that was tried ended before it began."""
    ordered = [in_order(each.began_on, each.ended_on) for each in referral.interventions]
    known = [each for each in ordered if each is not None]
    return all(known) if known else None


@rule(
    "EVIDENCE-9",
    on=Referral,
    clause="NA-4",
    weight=SHOULD,
    fields=("exam_subjects",),
    message="List the exam subjects with their boards, or say why there are none: the other school must match them.",
    passes={"year_group": "10", "exam_subjects": ({"subject": "History", "board": "AQA"},)},
    fails={"year_group": "10"},
)
def exam_subjects_are_listed(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """In years 10 and 11 the exam subjects are listed."""
    return bool(referral.exam_subjects) if referral.year_group in ("10", "11") else None


@rule(
    "EVIDENCE-10",
    on=Referral,
    clause=("NA-4", "APP-9"),
    weight=SHOULD,
    fields=("year_group",),
    message="Exams are near: say how the child’s entries, coursework and results are kept safe through a move now.",
    passes={"year_group": "11", "confirmed_on": date(2026, 12, 31), "case.today": date(2027, 1, 4)},
    fails={"year_group": "11", "confirmed_on": date(2027, 1, 1), "case.today": date(2027, 1, 4)},
)
def exams_are_kept_safe(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Where the authority asks no more of year 11, a move does not begin in the months of the exams."""
    if referral.year_group != "11" or pack.year_11 != "allowed":
        return None
    return (referral.confirmed_on or case.today).month not in EXAM_MONTHS


LONG_ENOUGH = timedelta(weeks=4)
"""Time in which something that was tried can show whether it helps. Guidance gives no number: this one is the app's own."""


@rule(
    "EVIDENCE-11",
    on=Referral,
    clause=("HF-4a", "WK-4", "NA-3"),
    weight=SHOULD,
    fields=("interventions",),
    message="Nothing has been tried for four weeks yet: continue first, or say why a move comes so soon.",
    passes={"interventions": ({"began_on": date(2026, 9, 3)},), "confirmed_on": date(2026, 10, 1)},
    fails={"interventions": ({"began_on": date(2026, 9, 4)},), "confirmed_on": date(2026, 10, 1)},
)
def something_was_tried_for_long_enough(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Something was tried for four weeks at least before a move is asked for."""
    asked_on = referral.confirmed_on or case.today
    lasted = [(each.ended_on or asked_on) - each.began_on for each in referral.interventions if each.began_on]
    return max(lasted) >= LONG_ENOUGH if lasted else None


@rule(
    "EVIDENCE-12",
    on=Referral,
    clause=("HF-7.1", "WK-4", "NA-3"),
    weight=SHOULD,
    fields=("agencies",),
    message="Say who outside your school helped, and how, or say why you did not ask anyone outside.",
    passes={"all_steps_taken": True, "agencies": "Early help, since May"},
    fails={"all_steps_taken": True, "agencies": "None"},
)
def help_from_outside_was_asked_for(referral: Referral, case: Case, pack: Pack) -> bool | None:
    """Help from outside the school was asked for before all reasonable steps are said to be taken."""
    return is_a_sentence(referral.agencies) if referral.all_steps_taken else None
