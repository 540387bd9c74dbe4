"""Asking a school: consent first, and one school at a time."""

from dataclasses import replace
from datetime import date, timedelta

from record.case import FORMAL, Asking, Case
from record.consents import EXPLORE, SHARE, has_consent
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.pack import Pack
from record.tables import School
from record.year_group import year_group_on
from rules.case_queries import guards_alternative_provision, in_order, takes_by_a_move, up_to, without
from rules.examples import ANOTHER, ASKED, HOME, RECEIVING, REFERRED, consented
from rules.rule import MUST, SHOULD, also, rule

DAY = date(2026, 9, 21)
REQUEST = {**REFERRED, "school": RECEIVING, "formality": FORMAL, "sent_on": DAY}
ASKED_ANOTHER = {
    "approach.other.school": ANOTHER,
    "approach.other.formality": FORMAL,
    "approach.other.sent_on": date(2026, 9, 7),
}


@rule(
    "APPROACH-1",
    on=Approach,
    clause=("HF-7.5a", "WK-11", "APP-10"),
    weight=MUST,
    fields=("school", "formality"),
    message="Record everyone’s consent to share with this school first: each parent’s and the pupil’s.",
    passes={**REQUEST, **consented(SHARE, DAY)},
    fails={**REQUEST, **consented(SHARE, DAY + timedelta(days=1))},
)
def sharing_waits_for_consent(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """A formal request goes out only once everyone agreed to share with that school."""
    if approach.formality != FORMAL or not approach.school or case.referral is None:
        return None
    return has_consent(up_to(case, approach.sent_on or case.today), SHARE, approach.school)


@rule(
    "APPROACH-2",
    on=Approach,
    clause="APP-6",
    weight=MUST,
    fields=("formality",),
    message="Wait for the school you have asked to answer: send one formal request at a time.",
    passes={
        **REQUEST,
        **ASKED_ANOTHER,
        "response.answer": "decline",
        "response.answered_on": date(2026, 9, 18),
        "response.filed_for": ANOTHER,
    },
    fails={**REQUEST, **ASKED_ANOTHER},
)
def one_school_is_asked_at_a_time(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """No other school is being asked, or has accepted, when a formal request goes out."""
    if approach.formality != FORMAL:
        return None
    before = without(up_to(case, approach.sent_on or case.today), approach)
    waiting = [each for each in before.askings if each.is_open and each.approach.school != approach.school]
    return not waiting and not _has_another(before, approach)


def _has_another(before: Case, approach: Approach) -> bool:
    return before.accepted is not None and before.accepted.approach.school != approach.school


@also(
    "CONSENT-5",
    on=Consent,
    statement="The school agreed to is not the home school.",
    message="Choose the school the child may move to, not your own.",
)
@rule(
    "APPROACH-3",
    on=Approach,
    clause="APP-6",
    weight=MUST,
    fields=("school",),
    message="Choose a school other than your own.",
    passes={"school": RECEIVING},
    fails={"school": HOME},
)
def home_school_asks_another(entry: Approach | Consent, case: Case, pack: Pack) -> bool | None:
    """The school asked is not the home school."""
    return entry.school != case.home if entry.school else None


@rule(
    "APPROACH-4",
    on=Approach,
    clause="APP-6",
    weight=MUST,
    fields=("school",),
    message="This school already has your request: wait for its answer, or continue from the answer it gave.",
    passes=REQUEST,
    fails={**REQUEST, **ASKED},
)
def no_school_is_asked_twice_at_once(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """A school that has not answered yet, or has accepted, is not asked again."""
    if approach.formality != FORMAL or not approach.school:
        return None
    before = without(up_to(case, approach.sent_on or case.today), approach)
    return before.receiving != approach.school and not any(_waits_for(each, approach.school) for each in before.askings)


def _waits_for(asking: Asking, school: str) -> bool:
    return asking.is_open and asking.approach.school == school


@rule(
    "APPROACH-5",
    on=Approach,
    clause="APP-2",
    weight=MUST,
    fields=("answer_due_on",),
    message="Give the school time to answer: the day must not be before the request is sent.",
    passes={"sent_on": DAY, "answer_due_on": DAY + timedelta(days=10)},
    fails={"sent_on": DAY, "answer_due_on": DAY - timedelta(days=1)},
)
def answer_is_due_after_the_request(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """The answer is due after the request is sent."""
    return in_order(approach.sent_on, approach.answer_due_on)


@rule(
    "APPROACH-6",
    on=Approach,
    clause="APP-5",
    weight=MUST,
    fields=("formality",),
    message="Send in the referral first: a formal request shares it with the school.",
    passes=REQUEST,
    fails={"formality": FORMAL},
)
def request_follows_a_referral(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """A formal request follows a referral."""
    return case.referral is not None if approach.formality == FORMAL else None


@rule(
    "APPROACH-7",
    on=Approach,
    clause=("HF-7.2", "WK-11", "NA-2"),
    weight=SHOULD,
    fields=("formality",),
    message="Ask the parents and the child about a move before you contact other schools, or say why not.",
    passes={**REQUEST, **consented(EXPLORE, date(2026, 9, 1))},
    fails=REQUEST,
)
def family_is_consulted_before_any_school(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """The family agreed to explore a move before any school is asked."""
    if approach.formality is None or case.referral is None:
        return None
    return has_consent(up_to(case, approach.sent_on or case.today), EXPLORE)


SPECIAL = {RECEIVING: School(RECEIVING, "The Willows", "Community special school")}
UNIT = {RECEIVING: School(RECEIVING, "Bridge House", "Pupil referral unit")}
MIXED = {
    RECEIVING: School(RECEIVING, "Northgate", "Community school", takes="Mixed", lowest_age="11", highest_age="16")
}
FOR_GIRLS = {RECEIVING: replace(MIXED[RECEIVING], takes="Girls")}
A_BOY = {"referral.sex": "male", "referral.year_group": "7", "school": RECEIVING, "sent_on": DAY}


@rule(
    "APPROACH-8",
    on=Approach,
    clause=("HF-6.2", "APP-14"),
    weight=MUST,
    fields=("school",),
    message="This is alternative provision: choose that kind of move in “Before you start” first, or ask another school.",
    passes={"before_you_start.route": "placement", "school": RECEIVING, "case.schools": MIXED},
    fails={"before_you_start.route": "placement", "school": RECEIVING, "case.schools": UNIT},
)
def provision_is_asked_on_its_own_route(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """A pupil referral unit or other alternative provision is asked on a route with the guards for it."""
    return guards_alternative_provision(case, approach.school)


@rule(
    "APPROACH-9",
    on=Approach,
    clause=("HF-3g", "NA-6", "APP-14"),
    weight=MUST,
    fields=("school",),
    message="A child gets a place at a special school through an EHC plan, never through a managed move: speak to the "
    "SEN team.",
    passes={"school": RECEIVING, "case.schools": MIXED},
    fails={"school": RECEIVING, "case.schools": SPECIAL},
)
def no_special_school_is_asked(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """No special school is asked: its places come through an EHC plan."""
    return takes_by_a_move(case, approach.school)


@rule(
    "APPROACH-10",
    on=Approach,
    clause=("HF-7.4b", "WK-10", "APP-9"),
    weight=SHOULD,
    fields=("school",),
    message="This school is only for girls, or only for boys, which rules this child out: choose another, or say why "
    "it is possible.",
    passes={**A_BOY, "case.schools": MIXED},
    fails={**A_BOY, "case.schools": FOR_GIRLS},
)
def school_takes_girls_or_boys(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """A school of girls alone is asked for a girl, and one of boys alone for a boy."""
    school, sex = case.schools.get(approach.school or ""), case.referral.sex if case.referral else None
    return school.has_pupils_of(sex) if school and sex else None


@rule(
    "APPROACH-11",
    on=Approach,
    clause=("HF-7.4b", "WK-10", "APP-9"),
    weight=SHOULD,
    fields=("school",),
    message="This school does not have the child’s year group: choose another, or say why this one is possible.",
    passes={**A_BOY, "case.schools": MIXED},
    fails={**A_BOY, "referral.year_group": "6", "case.schools": MIXED},
)
def school_has_the_year_group(approach: Approach, case: Case, pack: Pack) -> bool | None:
    """The school that is asked has the child's year group."""
    school, on = case.schools.get(approach.school or ""), approach.sent_on or case.today
    year = year_group_on(case.referral, on) if case.referral else None
    return school.has_year(year) if school and year is not None else None
