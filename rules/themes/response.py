"""The answer of the school that was asked: only to a request, with a vacancy, and never against a placement begun."""

from datetime import date

from record.answers import is_a_sentence
from record.case import FORMAL, Case
from record.forms.response import ACCEPTED, Response
from record.pack import Pack
from rules.case_queries import filed_as, given, keeps_the_placement
from rules.examples import ASKED, PLACED, REFERRED
from rules.rule import MUST, SHOULD, rule

ANSWERED = {"answer": ACCEPTED, "answered_on": date(2026, 9, 4)}
ENTERED = {"referral.exam_subjects": ({"subject": "History", "board": "AQA", "is_entered": True},)}


@rule(
    "ANSWER-1",
    on=Response,
    clause="APP-5",
    weight=MUST,
    fields=("answered_on", "answer"),
    message="Check the date: an answer is given to a formal request, on that day or after.",
    passes={**ASKED, **ANSWERED},
    fails={**ASKED, **ANSWERED, "answered_on": date(2026, 9, 1)},
)
def answer_follows_a_request(response: Response, case: Case, pack: Pack) -> bool | None:
    """A school answers only a formal request made to it."""
    filed = filed_as(case, response)
    if not filed or not filed.filed_for or response.answer is None:
        return None
    return any(
        each.approach.formality == FORMAL
        and each.approach.school == filed.filed_for
        and each.asked_on <= filed.happened_on
        for each in case.askings
    )


@rule(
    "ANSWER-2",
    on=Response,
    clause="HF-7.4b",
    weight=MUST,
    fields=("has_vacancy", "answer"),
    message="Decline, or ask for more: a move needs a vacancy in the year group.",
    passes={**ANSWERED, "has_vacancy": True},
    fails={**ANSWERED, "has_vacancy": False},
)
def acceptance_has_a_vacancy(response: Response, case: Case, pack: Pack) -> bool | None:
    """A school accepts only with a vacancy in the year group."""
    return response.has_vacancy if response.answer == ACCEPTED else None


@rule(
    "ANSWER-3",
    on=Response,
    clause=("WK-10", "HF-5c", "NA-5"),
    weight=MUST,
    fields=("can_meet_need", "answer"),
    message="Decline, or ask for more: accept only when you can meet the child’s needs.",
    passes={**ANSWERED, "can_meet_need": True},
    fails={**ANSWERED, "can_meet_need": False},
)
def acceptance_can_meet_the_need(response: Response, case: Case, pack: Pack) -> bool | None:
    """A school accepts only a child whose needs it can meet."""
    return response.can_meet_need if response.answer == ACCEPTED else None


@rule(
    "ANSWER-4",
    on=Response,
    clause=("HF-2a", "NA-2"),
    weight=SHOULD,
    fields=("admission_authority_agrees",),
    message="Get your admission authority’s agreement before the meeting, and say here who will ask and when.",
    passes={**ANSWERED, "admission_authority_agrees": True},
    fails={**ANSWERED, "admission_authority_agrees": False},
)
def admission_authority_is_asked(response: Response, case: Case, pack: Pack) -> bool | None:
    """The admission authority agrees when a school accepts."""
    return response.admission_authority_agrees if response.answer == ACCEPTED else None


TAKEN_PLACE = {name: answer for name, answer in PLACED.items() if not name.startswith("response.")}
"""The example's placement, without the response that is judged here."""
ACCEPTED_BEFORE = {name.replace("response.", "response.first."): answer for name, answer in PLACED.items()}
"""The example's placement, with the school's first answer under another label."""


@rule(
    "ANSWER-5",
    on=Response,
    clause=("HF-12c", "HF-12a", "APP-8"),
    weight=MUST,
    fields=("answer", "answered_on"),
    message="The child has started: to end the placement, fill in “Early ending”, or decide at the final review.",
    passes={**TAKEN_PLACE, **ANSWERED},
    fails={**ACCEPTED_BEFORE, "answer": "decline", "answered_on": date(2026, 9, 21)},
)
def no_answer_undoes_a_placement(response: Response, case: Case, pack: Pack) -> bool | None:
    """No answer, new or corrected, undoes a placement that has started."""
    if not response.answer:
        return None
    return keeps_the_placement(case, response) and not _comes_from_another_school(response, case)


def _comes_from_another_school(response: Response, case: Case) -> bool:
    """Whether a school accepts a child who has started at another; it moves nobody, but someone has to put it right."""
    filed, start = filed_as(case, response), case.start
    if response.answer != ACCEPTED or not filed or not start or not start.started_on:
        return False
    return filed.filed_for != case.receiving and filed.happened_on >= start.started_on


@rule(
    "ANSWER-6",
    on=Response,
    clause=("NA-4", "APP-9"),
    weight=SHOULD,
    fields=("who_enters",),
    message="The home school has entered the child for exams already: say who pays, and which entries are withdrawn.",
    passes={**REFERRED, **ENTERED, "who_enters": "home school"},
    fails={**REFERRED, **ENTERED, "who_enters": "receiving school"},
)
def exam_entries_are_made_once(response: Response, case: Case, pack: Pack) -> bool | None:
    """A child whom the home school has already entered for exams is not simply entered again."""
    entered = case.referral is not None and any(each.is_entered for each in case.referral.exam_subjects)
    return response.who_enters != "receiving school" if entered and given(response.who_enters) else None


@rule(
    "ANSWER-7",
    on=Response,
    clause=("WK-15", "WK-10", "NA-5"),
    weight=MUST,
    fields=("adjustments_made",),
    message="Say which adjustments will be there on the first day, or ask for more before you accept.",
    passes={**ANSWERED, "adjustments_made": "A seat near the board"},
    fails={**ANSWERED, "adjustments_made": "Yes"},
)
def adjustments_are_answered(response: Response, case: Case, pack: Pack) -> bool | None:
    """A school that accepts a child with a disability says which adjustments it makes."""
    if response.answer != ACCEPTED or not response.adjustments_made:
        return None
    return is_a_sentence(response.adjustments_made)
