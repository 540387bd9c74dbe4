"""Dates, times, names and counts in words, and text that is never markup."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from record.approach import Approach
from record.field import question
from record.meeting_record import MeetingRecord
from record.referral import Referral
from record.response import Response
from ui import words

HOSTILE = "O'Neill & Sons <b>*bold*</b> _it_ #1 [a](b) :red[x] $x^2$ ~~no~~ 1) one | two 🎒 \\ `code` www.a.example"
TYPED = st.text(
    st.sampled_from(list("ab 1.)#*_`~=-+>|<&;:[]()$\\!\"'/@é🎒"))
    | st.characters(codec="utf-8", exclude_categories=("C", "Z")),
    min_size=1,
    max_size=30,
)


class _Text(HTMLParser):
    """The text of a page, and the elements in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.elements = "", list[str]()
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)


def rendered(markdown: str) -> _Text:
    return _Text(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def test_a_name_is_shown_in_markdown_as_it_was_typed() -> None:
    found = rendered(words.plain(HOSTILE))

    assert (found.text.strip(), found.elements) == (HOSTILE, ["p"])


@given(TYPED)
def test_whatever_is_typed_is_no_markdown(typed: str) -> None:
    found = rendered(f"Next: {words.plain(typed)}")

    assert (found.text.strip(), found.elements) == (f"Next: {typed}".strip(), ["p"])


@given(TYPED, TYPED)
def test_a_second_line_makes_no_heading_list_or_table(one: str, other: str) -> None:
    found = rendered(f"x{words.plain(one.strip())}\n{words.plain(other.strip())}")

    assert found.elements == ["p"]


@pytest.mark.parametrize("mark", [":", "$", "&"])
def test_what_streamlit_reads_as_its_own_is_escaped_too(mark: str) -> None:
    assert words.plain(f"a{mark}b") == f"a\\{mark}b"


@given(TYPED)
def test_whatever_is_typed_is_no_html(typed: str) -> None:
    found = _Text(f'<p title="{words.escape(typed)}">{words.escape(typed)}</p>')

    assert (found.text, found.elements) == (typed, ["p"])


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Who came?", "Who came?"),
        ("Is it A&B, or C/D (both)?", "Is it A&B, or C/D (both)?"),
        ("*bold* :red[x] <b> $1", "\\*bold\\* \\:red\\[x\\] \\<b\\> \\$1"),
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("At 8:40", "At 8:40"),
    ],
)
def test_a_label_is_escaped_only_where_markdown_would_read_it(label: str, shown: str) -> None:
    assert words.in_a_label(label) == shown
    assert rendered(words.in_a_label(label)).text.strip() == label


def test_days_are_said_as_people_say_them() -> None:
    on = date(2026, 9, 1)

    assert (words.day(on), words.full_day(on), words.short_day(on)) == (
        "Tuesday 1 September",
        "Tuesday 1 September 2026",
        "1 Sep",
    )


@pytest.mark.parametrize(("at", "said"), [(time(8, 5), "8:05"), (time(0, 0), "0:00"), (time(15, 30), "15:30")])
def test_times_are_said_with_hours_and_minutes(at: time, said: str) -> None:
    assert words.clock(at) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 9, 21, 9, 42, tzinfo=UTC), "10:42"),  # summer time
        (datetime(2026, 9, 20, 23, 30, tzinfo=UTC), "0:30"),  # already today in England
        (datetime(2026, 9, 20, 9, 42, tzinfo=UTC), "Sunday 20 September, 10:42"),
        (datetime(2026, 12, 1, 9, 42, tzinfo=UTC), "Tuesday 1 December, 9:42"),
    ],
)
def test_a_moment_is_said_in_englands_time(at: datetime, said: str) -> None:
    assert words.moment(at, date(2026, 9, 21)) == said


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (date(2026, 9, 22), ""),
        (date(2026, 9, 21), ""),
        (date(2026, 9, 20), "1 day late"),
        (date(2026, 9, 1), "20 days late"),
    ],
)
def test_lateness_is_counted_in_days(by: date, said: str) -> None:
    assert words.how_late(by, date(2026, 9, 21)) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sam Adeyemi", "S.A."),
        ("  sam   de la Cruz ", "S.D.L.C."),
        ("Élodie Ångström", "É.Å."),
        ("Sam (Sammy) 2nd", "S."),
        ("🎒 Adeyemi", "A."),
        ("", ""),
        (None, ""),
    ],
)
def test_outside_the_case_a_child_is_initials(name: str | None, said: str) -> None:
    assert words.initials(name) == said


@pytest.mark.parametrize(
    ("referral", "fallback", "said"),
    [
        (Referral(legal_name="Sam Adeyemi", year_group="9"), "xx", "S.A., Year 9"),
        (Referral(legal_name="Sam Adeyemi", year_group="R"), None, "S.A., Reception"),
        (Referral(legal_name="Sam Adeyemi"), None, "S.A."),
        (Referral(), "SA", "New case"),
        (None, "sa", "S.A."),
        (None, "Sam Adeyemi", "S.A.M."),
        (None, "<b>", "B."),
        (None, None, "New case"),
    ],
)
def test_a_case_is_called_by_initials_and_year(referral: Referral | None, fallback: str | None, said: str) -> None:
    assert words.of_child(referral, fallback) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_said_with_and(parts: list[str], said: str) -> None:
    assert words.listed(parts) == said


@pytest.mark.parametrize(
    ("text", "said"), [("nowhere: INSET", "Nowhere: INSET"), ("", ""), ("éa", "Éa"), ("8:40", "8:40")]
)
def test_a_sentence_begins_with_a_capital(text: str, said: str) -> None:
    assert words.first_capital(text) == said


ANY = question(MeetingRecord, "background")


@pytest.mark.parametrize(
    ("asked", "value", "said"),
    [
        (ANY, None, words.NOT_ANSWERED),
        (ANY, (), words.NOT_ANSWERED),
        (ANY, True, "Yes"),
        (ANY, False, "No"),
        (ANY, date(2026, 9, 14), "Monday 14 September 2026"),
        (ANY, time(8, 40), "8:40"),
        (ANY, "o'neill", "o'neill"),
        (ANY, 6, "6"),
        (ANY, 91.5, "91.5"),
        (ANY, 90.0, "90"),
        (ANY, 1234567.25, "1234567.25"),
        (ANY, ("letters", "in person"), "Letters and In person"),
        (question(Response, "answer"), "accept in principle", "Accept in principle"),
    ],
)
def test_an_answer_is_read_back_in_words(asked: Any, value: object, said: str) -> None:
    assert words.answer(asked, value) == said


def test_a_school_is_read_back_by_its_name() -> None:
    school = question(Approach, "school")

    assert words.answer(school, "900002", "Northgate Academy") == "Northgate Academy"
    assert words.answer(school, "900002") == "900002"
