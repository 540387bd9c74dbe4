from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import permutations
from typing import Any

import pytest

from record.revisions import Merged, merge


@dataclass(frozen=True)
class Revision:
    save_id: str
    base: str | None
    saved_at: datetime
    answers: Mapping[str, Any]


def _saved(save_id: str, base: str | None = None, **answers: Any) -> Revision:
    """Saved at as many minutes past nine as the digit in its name."""
    return Revision(save_id, base, datetime(2026, 9, 14, 9, int(save_id[-1])), answers)


FIRST = _saved("s1", met_on="8/9/2026", weeks="6", transport="bus")
LONGER = _saved("s2", "s1", met_on="8/9/2026", weeks="8", transport="bus")
BY_TAXI = _saved("s3", "s1", met_on="8/9/2026", weeks="6", transport="taxi")
SHORTER = _saved("s3", "s1", met_on="8/9/2026", weeks="4", transport="bus")


def test_an_entry_never_revised_stands_as_it_was() -> None:
    assert merge([FIRST]) == Merged(FIRST.answers, "s1", ())


def test_two_people_who_change_different_questions_both_have_their_way() -> None:
    assert merge([FIRST, LONGER, BY_TAXI]) == Merged(
        {"met_on": "8/9/2026", "weeks": "8", "transport": "taxi"}, "s3", ()
    )


def test_two_people_who_change_one_question_differently_clash_and_the_later_stands() -> None:
    merged = merge([FIRST, LONGER, SHORTER])
    assert merged.answers["weeks"] == "4"
    assert merged.clashes == ("weeks",)


def test_two_people_who_change_one_question_alike_do_not_clash() -> None:
    assert merge([FIRST, LONGER, _saved("s3", "s1", **LONGER.answers)]).clashes == ()


def test_a_clash_is_over_once_somebody_who_saw_it_revises_the_entry() -> None:
    settled = _saved("s4", "s3", met_on="8/9/2026", weeks="8", transport="bus")
    merged = merge([FIRST, LONGER, SHORTER, settled])
    assert merged.answers["weeks"] == "8"
    assert merged.clashes == ()


def test_a_clash_stays_while_others_revise_without_having_seen_it() -> None:
    elsewhere = _saved("s4", "s2", met_on="8/9/2026", weeks="8", transport="taxi")
    merged = merge([FIRST, LONGER, SHORTER, elsewhere])
    assert merged.answers == {"met_on": "8/9/2026", "weeks": "4", "transport": "taxi"}
    assert merged.clashes == ("weeks",)


def test_an_answer_taken_back_is_gone() -> None:
    assert merge([FIRST, _saved("s2", "s1", met_on="8/9/2026", weeks="6")]).answers == {
        "met_on": "8/9/2026",
        "weeks": "6",
    }


def test_an_answer_one_takes_back_and_another_changes_clashes() -> None:
    gone = _saved("s3", "s1", met_on="8/9/2026", transport="bus")
    assert merge([FIRST, LONGER, gone]).clashes == ("weeks",)


def test_the_order_in_which_revisions_arrive_does_not_matter() -> None:
    merged = [merge(order) for order in permutations([FIRST, LONGER, SHORTER])]
    assert all(each == merged[0] for each in merged)


def test_saves_of_one_instant_stand_in_the_order_of_their_names() -> None:
    same = [Revision(name, "s1", datetime(2026, 9, 14, 9, 5), {"weeks": name}) for name in ("sb", "sa")]
    assert merge([FIRST, *same]) == merge([FIRST, *reversed(same)])
    assert merge([FIRST, *same]).latest == "sb"


def test_an_entry_without_a_revision_cannot_be() -> None:
    with pytest.raises(ValueError, match="at least one revision"):
        merge([])
