"""What leaves the app by a calendar or an e-mail says nothing of a child’s care or conduct."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import get_args

import pytest

from casework.desk.calendar import appointments
from casework.desk.messages.messages import messages_due
from record.forms.ending import Ending
from record.forms.same_day import SameDay
from tests.casework.at_work import AMINA, PETER, ROSALIND, TARIQ, an_office, placed
from tests.record.a_case import day, ended_otherwise, filed

APART = SameDay(
    happened_on=day(21, 9),
    what="safeguarding separation",
    separated_from=day(21, 9),
    look_again_on=day(21, 9),
    led_by="Ms T. Okafor",
    education_meanwhile="Work from each teacher",
    home_told=True,
    told_on=day(21, 9),
    told_at=time(11, 0),
    told_by="Peter Lindqvist",
    section_19_told=False,
)


def test_a_separation_for_safeguarding_is_in_no_calendar_and_no_message(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed(), filed(APART, on=day(21, 9)), today=day(21, 9))

    titles = [each.what for each in appointments(office, PETER)]
    written = [line.words for each in messages_due(office, ROSALIND) for line in each.lines]

    looked_at, arranged, told = (
        "look again at a decision of the receiving school",
        "tell the local authority, so that it can arrange education",
        "tell the family of a change",
    )
    assert f"due: {looked_at}" in titles
    for each in (looked_at, arranged, told):
        assert any(each.casefold() in words.casefold() for words in written), written
    everything = " ".join([*titles, *written]).casefold()
    assert [word for word in ("safeguarding", "separation", "apart") if word in everything] == []


REASONS: tuple[str, ...] = get_args(get_args(Ending.model_fields["reason"].annotation)[0])


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("next_place", ("another school or provision", "home education", "not known", "home school"))
def test_no_calendar_says_why_a_child_left_or_what_somebody_typed(reason: str, next_place: str, tmp_path: Path) -> None:
    after = {
        "next_place": next_place,
        "next_on": day(25, 9),
        "next_name": "Ward 7 for Tomi",
        "last_session_on": day(18, 9),
    }
    ending = ended_otherwise(reason, day(18, 9), next_where="By the gate", next_person="Mx Q. Typed", **after)
    office = an_office(tmp_path, *placed(), ending, today=day(21, 9))

    ends = [each.what for who in (AMINA, PETER, TARIQ) for each in appointments(office, who) if each.name == "end"]

    assert set(ends) <= {"the move ends", "first day at Oakfield School"} and ends
