"""Facts in words."""

from letters.say import every_tag, facts_in_words
from letters.told import label_of
from tests.letters.sample import FULL_CASE


def test_days_are_said_with_the_weekday_and_births_without() -> None:
    told = facts_in_words(FULL_CASE)

    assert told["expected"]["on"] == "Monday 2 November 2026"  # type: ignore[index]
    assert told["expected"]["on_short"] == "Monday 2 November"  # type: ignore[index]
    assert told["pupil"]["date_of_birth"] == "14 March 2012"  # type: ignore[index]


def test_every_tag_has_a_meaning_and_can_be_copied() -> None:
    assert all(tag.says and tag.to_copy == "{{ " + tag.name + " }}" for tag in every_tag().values())


def test_tags_reach_into_lists_and_dates_have_a_short_form() -> None:
    assert {"targets.what", "expected.on", "expected.on_short", "report.week.monday.morning.code"} <= set(every_tag())
    assert every_tag()["targets"].sort == "list"
    assert every_tag()["pupil.upn"].optional and not every_tag()["pupil.preferred_name"].optional


def test_what_a_fact_is_called_says_whose_it_is() -> None:
    assert label_of("home.phone") == "the home school: its telephone"
    assert label_of("expected.where") == "the place to go to"
    assert label_of("gone.away") == "gone.away"
