"""The steps of a sample case up to a school's answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casework.sample.tale import Tale
from casework.sample.words import Said, made
from record.case import FORMAL
from record.consents import EXPLORE, SHARE, THE_PUPIL
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.la_record import LaRecord
from record.forms.response import ACCEPTED, Response
from record.forms.telling import A_NO

Days = Mapping[str, date]


def begin(tale: Tale, days: Days) -> None:
    """Before you start, and the referral."""
    tale.home_writes(days["begun"], tale.words.before)
    tale.home_writes(days["referred"], tale.words.referral(days["referred"], tale.here))


def explore(tale: Tale, days: Days) -> None:
    """As `begin`, and everybody agrees to explore a move."""
    begin(tale, days)
    agree(tale, EXPLORE, days["explored"])


def ask(tale: Tale, days: Days) -> None:
    """As `explore`, and one school is asked, once everybody agreed to share with it."""
    explore(tale, days)
    agree(tale, SHARE, days["shared"])
    tale.home_writes(
        days["asked"],
        Approach(school=tale.receiving.urn, suggested_by="home school", formality=FORMAL, sent_on=days["asked"]),
    )
    if tale.words.said.get("authority_is_told", True):
        tale.authority_writes(days["asked"], LaRecord(about="told of the request"))


def accept(tale: Tale, days: Days) -> None:
    """As `ask`, and that school accepts in principle."""
    ask(tale, days)
    answer(tale, days["answered"], {"answer": ACCEPTED, **_the_place(tale), **tale.words.of("response")})


def decline(tale: Tale, days: Days, *, is_told: bool = True) -> None:
    """As `ask`, and that school declines; the family is told."""
    ask(tale, days)
    answer(tale, days["answered"], {"answer": "decline", **tale.words.of("response")})
    if is_told:
        tale.family_is_told(tale.home, days["answered"], A_NO, None)


def answer(tale: Tale, on: date, said: Said) -> None:
    """The school that was asked answers."""
    whole = {"answered_on": on, "answered_by": tale.receiving.head, **said}
    tale.receiving_writes(on, made(Response, whole))


def _the_place(tale: Tale) -> Said:
    return {
        "has_vacancy": True,
        "waiting_list": "Nobody is waiting for this year group.",
        "can_meet_need": True,
        "how_met": tale.receiving.ways["can_meet"],
        "what_differs": tale.receiving.ways["sufficiently_different"],
        "admission_authority_person": tale.receiving.admission_authority,
        "admission_authority_agrees": True,
        "who_enters": "receiving school",
        "who_reports": "receiving school",
    }


def agree(tale: Tale, choice: str, on: date, *people: str, answer: str = "agreed") -> None:
    """Each of `people`, or else everybody who must be asked, agrees to one choice on that day, or answers otherwise."""
    for person in people or (*tale.parents, THE_PUPIL):
        is_pupil = person == THE_PUPIL
        given = {
            "person": person,
            "is_pupil": is_pupil,
            "choice": choice,
            "school": None if choice == EXPLORE else tale.receiving.urn,
            "answer": answer,
            "answered_on": on,
            "given_how": "in person" if is_pupil else "signed form seen",
            "told_of_other_options": True,
            "felt_no_pressure": True,
        }
        tale.home_writes(on, made(Consent, given))
