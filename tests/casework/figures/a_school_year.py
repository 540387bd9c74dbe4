"""A made-up school year of a whole authority: some hundred moves, of every outcome, between five schools."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from casework.reading.office import Office
from record.entry import Filed
from record.forms.final_review import RETURN, TRANSFER
from record.forms.response import Response
from record.tables import SCHOOLS
from rules.packs import pack
from store.contract import SavedEntry
from tests.casework.at_work import LA, put, saved
from tests.record.a_case import (
    HOME,
    OTHER,
    RECEIVING,
    answered,
    asked,
    consents,
    decided,
    ended_early,
    ended_otherwise,
    filed,
    met,
    referred,
    reported,
    roll_changed,
    signed,
    started,
    told_of,
)

YEAR = 2025
NAMES = {
    "900101": "Ash Grove School",
    "900102": "Birchwood Academy",
    "900103": "Cedar High School",
    "900104": "Damson Lane School",
    "900105": "Elder Park Academy",
}
FIRST_DAYS = (date(YEAR, 9, 15), date(YEAR + 1, 1, 12), date(YEAR + 1, 4, 20))
IN_A_TERM = (42, 34, 23)
SHARE, PLACEMENT = "to share information with one school", "to the placement"
PACK = pack("hammersmith-fulham-2019")


def fill(office: Office, seed: int = 11) -> None:
    """Keep the year in the office's store."""
    for urn, name in NAMES.items():
        put(office, SCHOOLS, urn, name=name, area="North", la=LA, head=f"Head of {name}")
    for each in entries(seed):
        office.store.save(each)


def entries(seed: int = 11) -> Iterator[SavedEntry]:
    """Every entry of the year."""
    pick, number = random.Random(seed), 0
    for first, of in zip(FIRST_DAYS, IN_A_TERM, strict=True):
        for _ in range(of):
            number += 1
            yield from _case(pick, f"MM-Y{number:03}", first + timedelta(days=pick.randrange(40)))


def _case(pick: random.Random, reference: str, starts_on: date) -> Iterator[SavedEntry]:
    home, receiving, other = pick.sample([*NAMES], k=3)
    schools = {HOME: home, RECEIVING: receiving, OTHER: other}
    for each in _filed(pick, reference, starts_on - timedelta(days=starts_on.weekday())):
        own = replace(each, entry_id=f"{each.entry_id}-{reference}", save_id=f"{each.save_id}-{reference}")
        kept = saved(own, reference, saved_for=schools.get(each.filed_for, ""))
        answers = json.dumps(dict(kept.answers))
        for written, urn in schools.items():
            answers = answers.replace(f'"{written}"', f'"{urn}"')
        yield replace(kept, answers=json.loads(answers))


def _filed(pick: random.Random, reference: str, starts_on: date) -> Iterator[Filed]:
    before = [starts_on - timedelta(days=days + pick.randrange(3)) for days in (40, 32, 24, 12)]
    yield from referred(before[0], **_child(pick, reference))
    if pick.random() < 0.2:
        yield asked(OTHER, before[1])
        reason = pick.choice(("no vacancy", "no vacancy", "cannot meet the need", "other"))
        no = Response(answer="decline", decline_reason=reason, answered_on=before[1])
        yield filed(no, by=OTHER)
    yield from consents(SHARE, before[1], RECEIVING)
    yield asked(RECEIVING, before[2])
    yield answered(on=before[2] + timedelta(days=2))
    if pick.random() < 0.1:
        yield ended_otherwise("withdrawn", before[3])
        return
    ends_on = starts_on + timedelta(days=39)
    yield met(before[3], starts_on=starts_on, ends_on=ends_on)
    yield from consents(PLACEMENT, before[3], RECEIVING)
    yield from signed(before[3], PACK)
    yield started(starts_on)
    for week in range(3):
        attended = pick.random() < 0.85
        yield reported(starts_on + timedelta(weeks=week), monday_am="/", monday_pm="\\" if attended else "O")
    yield from _ending(pick, starts_on, ends_on)
    yield told_of("outcome", ends_on)


def _ending(pick: random.Random, starts_on: date, ends_on: date) -> Iterator[Filed]:
    fate = pick.random()
    if fate < 0.15:
        on = starts_on + timedelta(days=18)
        yield ended_early(on, return_on=on + timedelta(days=1))
        return
    decision = "transfer" if fate < 0.6 else "return"
    yield decided({"transfer": TRANSFER, "return": RETURN}[decision], ends_on - timedelta(days=2), ends_on)
    yield roll_changed(ends_on, "home school" if decision == "transfer" else "receiving school")


def _child(pick: random.Random, reference: str) -> dict[str, object]:
    return {
        "legal_name": f"Child {pick.randrange(88) if pick.random() < 0.5 else reference}",
        "born_on": date(2012, 3, 14),
        "year_group": pick.choice("77888999") if pick.random() < 0.8 else "11",
        "sex": pick.choice(("female", "male", "male")),
        "ethnicity": pick.choice(("White British",) * 6 + ("Black Caribbean", "Indian", "Roma", "=1+1")),
        "sen_stage": pick.choice(("none", "none", "SEN support")),
        "is_looked_after": pick.random() < 0.06,
        "has_free_meals": pick.choice((True, False, None)),
        "main_reason": pick.choice(("behaviour", "behaviour", "safety", "bullying or friendships", None)),
        "attendance_this_year": float(pick.randrange(55, 96)),
    }
