"""What harms a child today: each harm seen in a case, none where all is well, and the order they are met in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.desk.today import Call
from casework.reading.access import Seen, Side
from record.case import Case
from record.entry import Filed
from record.forms.final_review import RETURN, TRANSFER
from record.forms.la_record import PRESSURE, LaRecord
from record.forms.same_day import SameDay
from record.forms.telling import SUSPENSION, THE_RETURN, FamilyTold
from record.pack import Pack
from rules.due import harming
from rules.duty import HARMS
from rules.packs import pack
from tests.record.a_case import (
    PACK,
    RECEIVING,
    a_case,
    agreed,
    answered,
    asked,
    consents,
    day,
    decided,
    directed,
    ended_early,
    ended_otherwise,
    filed,
    met,
    referred,
    reported,
    started,
    suspended,
    told_of,
)
from tests.stories.any_case import any_case

SHARE, PLACEMENT = "to share information with one school", "to the placement"
TOLD = (told_of("request", day(4, 9)), told_of("start", day(14, 9)))
WELL: dict[str, object] = {"home_wants_review": False, "seen_by": "Ms T. Okafor", "concern": "green"}


def placed(route: str = "placement", **meeting: object) -> tuple[Filed, ...]:
    """Agreed with everybody's consent, and started on 14 September."""
    yes = (*consents(SHARE, day(2, 9), RECEIVING), *consents(PLACEMENT, day(8, 9), RECEIVING))
    confirmed = {"is_confirmed": True} | meeting
    return (*agreed(route, **confirmed), *yes, started(new_pupil_return_on=day(14, 9)), *TOLD)


def of_week(first: date, **more: object) -> Filed:
    return reported(first, **WELL | more)


def harms(*entries: Filed, today: date, policy: Pack = PACK) -> list[str]:
    return [each.harm.name for each in harming(a_case(*entries, today=today, pack=policy))]


def family_told(about: str, on: date, of_day: date | None = None) -> Filed:
    return filed(FamilyTold(about=about, takes_effect_on=of_day or on, told_on=on, how="by telephone"))


def out_of_sight(**told: object) -> Filed:
    return filed(SameDay(happened_on=day(21, 9), what="left the site", **told))


PRESSED = filed(LaRecord(about=PRESSURE, recorded_on=day(16, 9), is_looked_into=False))
WAY_BACK = {"return_at": time(8, 30), "return_place": "Main reception", "return_person": "Ms T. Okafor"}
BACK = {"return_on": day(28, 9), "was_consulted": True}
ENDED = {"last_session_on": day(23, 9), "is_confirmed": True}
DIRECTED = directed(notice_given_on=day(8, 9))

SHOWN: dict[str, tuple[tuple[Filed, ...], date]] = {
    "Child out of sight": ((*placed(), of_week(day(14, 9)), out_of_sight(home_told=True)), day(22, 9)),
    "No next place": (
        (*placed(), of_week(day(14, 9)), ended_otherwise("other", day(22, 9), next_place="not known", **ENDED)),
        day(23, 9),
    ),
    "Return unclear": ((*placed(), of_week(day(14, 9)), ended_early(day(22, 9), **BACK)), day(23, 9)),
    "Direction has run out": (
        (*placed("off-site direction"), directed(day(18, 9), notice_given_on=day(8, 9)), of_week(day(14, 9))),
        day(22, 9),
    ),
    "Registers at odds": ((*placed(monday_am="home"), of_week(day(14, 9), monday_am="/")), day(18, 9)),
    "Arrival not confirmed": (
        (
            *agreed(is_confirmed=True),
            *consents(SHARE, day(2, 9), RECEIVING),
            *consents(PLACEMENT, day(8, 9), RECEIVING),
            *TOLD,
        ),
        day(15, 9),
    ),
    "Nobody has decided": (
        (*placed(ends_on=day(18, 9)), of_week(day(14, 9))),
        day(21, 9),
    ),
    "Requirement not met": (
        (*placed(), of_week(day(14, 9)), decided(TRANSFER, day(18, 9), day(21, 9), is_confirmed=True)),
        day(21, 9),
    ),
    "Family not told": ((*placed(), of_week(day(14, 9)), suspended(day(16, 9), day(17, 9))), day(18, 9)),
    "Pressure reported": ((*placed(), of_week(day(14, 9)), PRESSED), day(18, 9)),
    "Reports missing": (placed(), day(28, 9)),
    "Red concern": ((*placed(), reported(day(14, 9), concern="red")), day(18, 9)),
    "Consent missing": (
        (*placed(), of_week(day(14, 9)), consents(PLACEMENT, day(15, 9), RECEIVING, "withdrawn")[1]),
        day(18, 9),
    ),
    "Refusal not acted on": ((*placed(is_confirmed=False), of_week(day(14, 9))), day(18, 9)),
    "Notice too late": (
        (*placed("off-site direction"), directed(notice_given_on=day(11, 9)), of_week(day(14, 9))),
        day(18, 9),
    ),
    "Still on a roll": (
        (
            *(*placed(), of_week(day(14, 9)), family_told(THE_RETURN, day(18, 9), day(21, 9))),
            decided(RETURN, day(18, 9), day(21, 9), is_confirmed=True, **WAY_BACK),
        ),
        day(22, 9),
    ),
    "Signs of trouble": (
        (*placed(), suspended(day(16, 9), day(17, 9)), of_week(day(14, 9)), family_told(SUSPENSION, day(16, 9))),
        day(18, 9),
    ),
    "Signatures missing": (
        (
            *(*referred(), asked(), answered(), met(is_confirmed=True)),
            *consents(SHARE, day(2, 9), RECEIVING),
            *TOLD,
        ),
        day(9, 9),
    ),
    "Late": (
        (*referred(), *consents(SHARE, day(2, 9), RECEIVING), asked(due_on=day(10, 9)), *TOLD),
        day(11, 9),
    ),
    "For the authority to do": ((*placed()[:-1], of_week(day(14, 9))), day(22, 9)),
}
"""A case in which each harm is the worst."""
POLICIES = {"Requirement not met": pack("hammersmith-fulham-2019")}
"""Where a harm needs guidance that the case follows."""


@pytest.mark.parametrize("harm", HARMS, ids=lambda each: each.name)
def test_every_harm_is_seen_in_a_case_that_has_it(harm: object) -> None:
    name = getattr(harm, "name", "")
    entries, today = SHOWN[name]

    assert harms(*entries, today=today, policy=POLICIES.get(name, PACK))[:1] == [name]
    assert getattr(harm, "why_here", "").endswith(".")


def test_a_child_who_is_well_calls_nobody() -> None:
    assert harms(*placed(), of_week(day(14, 9)), today=day(18, 9)) == []
    assert harms(*placed("off-site direction"), DIRECTED, of_week(day(14, 9)), today=day(18, 9)) == []


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Arrival not confirmed", started()),
        ("Red concern", filed(SHOWN["Red concern"][0][-1].entry.model_copy(update=WELL))),
        ("Pressure reported", None),
    ],
)
def test_a_harm_is_gone_once_it_is_dealt_with(name: str, cure: Filed | None) -> None:
    entries, today = SHOWN[name]
    if cure is None:
        looked_into = filed(LaRecord(about=PRESSURE, recorded_on=day(16, 9), is_looked_into=True))
        entries, cure = entries[:-1], looked_into
    if name == "Red concern":
        entries = entries[:-1]

    assert name not in harms(*entries, cure, today=today)


def test_a_return_with_its_time_and_person_is_clear() -> None:
    whole = {"return_at": time(8, 40), "return_place": "Reception", "return_person": "Ms T. Okafor"}
    ended = ended_early(day(22, 9), **BACK, **whole)

    assert "Return unclear" not in harms(*placed(), of_week(day(14, 9)), ended, today=day(23, 9))


def test_a_closed_case_harms_nobody() -> None:
    stopped = ended_otherwise("no school found", day(18, 9))

    assert harms(*referred(), stopped, told_of("outcome", day(18, 9)), today=day(30, 11)) == []


def test_one_thing_is_called_up_once() -> None:
    case: Case = a_case(*placed(), today=day(28, 9))
    forms = [(each.form, each.answers) for each in harming(case) if each.form]

    assert len(forms) == len(set(forms))


def before(one: Call, other: Call) -> bool:
    """What the table promises, said again in plain words: the graver first, then what has lasted longer."""
    if one.needs[0].rank != other.needs[0].rank:
        return one.needs[0].rank < other.needs[0].rank
    return one.needs[0].since <= other.needs[0].since


@given(st.lists(any_case(), min_size=2, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_worst_is_always_met_first(cases: list[Case]) -> None:
    calls = [
        Call(Seen(replace(case, reference=f"MM-{number}"), Side.LA, True), found)
        for number, case in enumerate(cases)
        if (found := harming(case))
    ]
    ordered = sorted(calls, key=lambda each: each.order)

    assert all(before(one, other) for one, other in pairwise(ordered))
    calls.reverse()
    assert sorted(calls, key=lambda each: each.order) == ordered, "whichever was filed first"
    for call in calls:
        ranks = [each.rank for each in call.needs]
        assert ranks == sorted(set(ranks)), "within a case too the worst stands first, each once"
        assert all(each.says.endswith(".") for each in call.needs)
