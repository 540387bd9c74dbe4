"""Numbers that an authority changes in its Settings table, and how an entry remembers them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from record.pack import Pack
from rules.overrides import NUMBERS, in_plain_words, overridden, pack_of
from rules.packs import contradictions, pack, packs

HAMMERSMITH = pack("hammersmith-fulham-2019")
ROWS = st.dictionaries(
    st.sampled_from([*map(in_plain_words, NUMBERS), "authority", "maximum week", "Maximum_Weeks"]),
    st.one_of(st.integers(-2, 60).map(str), st.sampled_from(["", "eight", "4, 8", "6,6", " 8 ", "8.5", "1" * 5, "٨"])),
    max_size=8,
)


def test_a_row_changes_one_number() -> None:
    changed, refused = overridden(HAMMERSMITH, {"maximum weeks": "8", "authority": "Riverside Council"})
    assert (changed.maximum_weeks, changed.standard_weeks, refused) == (8, 6, ())
    assert changed.stamp == "hammersmith-fulham-2019 maximum_weeks=8"
    assert changed.label == "Hammersmith & Fulham guidance, 2019, with 8 maximum weeks"


def test_several_review_weeks_are_written_with_commas() -> None:
    changed, _ = overridden(HAMMERSMITH, {"Review weeks": "8, 4"})
    assert changed.review_weeks == (4, 8)


@pytest.mark.parametrize(
    ("row", "text", "says"),
    [
        ("maximum weeks", "eight", "Write a whole number. Until then 12 applies"),
        ("maximum weeks", "8, 9", "Write one whole number"),
        ("maximum weeks", "0", "Write a number of at least 1"),
        ("maximum weeks", "4", "Write a number from 1 to 4, the least and the most"),
        ("standard weeks", "13", "Write a number from 1 to 12"),
        ("notice school days", "1", "Write a number of at least 2"),
        ("transfer file school days", "20", "Write a number of at most 15"),
        ("review weeks", "4 and 8", "several with commas"),
        ("maximum week", "8", "There is no such setting: write “maximum weeks”"),
    ],
)
def test_a_bad_row_changes_nothing_and_is_told_what_to_write(row: str, text: str, says: str) -> None:
    changed, refused = overridden(HAMMERSMITH, {row: text})
    assert changed == HAMMERSMITH
    assert says in refused[0].what


def test_numbers_that_only_go_together_are_changed_together() -> None:
    changed, refused = overridden(HAMMERSMITH, {"maximum weeks": "4", "standard weeks": "4", "review weeks": "4"})
    assert (changed.maximum_weeks, changed.standard_weeks, changed.review_weeks, refused) == (4, 4, (4,), ())


@settings(deadline=None, max_examples=200)
@given(of=st.sampled_from(packs()), rows=ROWS)
def test_whatever_is_written_the_pack_is_sound_and_remembered(of: Pack, rows: dict[str, str]) -> None:
    changed, refused = overridden(of, rows)
    assert list(contradictions(changed)) == []
    assert all(each.what for each in refused)
    assert pack_of(changed.stamp) == changed
    assert overridden(of, dict(reversed(rows.items()))) == (changed, refused)


@settings(deadline=None, max_examples=200)
@given(stamp=st.one_of(st.text(max_size=40), st.from_regex(r"warwickshire( [a-z_]+=\d+)*", fullmatch=True)))
def test_a_stamp_nobody_can_read_is_no_pack_and_no_error(stamp: str) -> None:
    found = pack_of(stamp)
    assert found is None or isinstance(found, Pack)


def test_every_number_of_a_pack_can_be_changed() -> None:
    assert list(NUMBERS) == [
        *("least_weeks", "standard_weeks", "maximum_weeks", "review_weeks"),
        *("answer_within_days", "meeting_within_days", "start_within_days"),
        *("notice_school_days", "review_invitation_days", "outcome_notice_days", "direction_review_weeks"),
        *("transfer_file_school_days", "protection_file_days"),
        *("persistent_absence_below", "missed_reports_tell_coordinator"),
        *("keep_until_age", "keep_unfinished_months"),
    ]
    assert all(isinstance(getattr(HAMMERSMITH, key), int | tuple) for key in NUMBERS)
