"""Text that is never markup, whatever was typed."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ui import markup

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
        self.feed(html.replace(markup.NO_LINK, ""))
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)


def rendered(markdown: str) -> _Text:
    return _Text(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def test_a_name_is_shown_in_markdown_as_it_was_typed() -> None:
    found = rendered(markup.plain(HOSTILE))

    assert (found.text.strip(), found.elements) == (HOSTILE, ["p"])


@given(TYPED)
def test_whatever_is_typed_is_no_markdown(typed: str) -> None:
    found = rendered(f"Next: {markup.plain(typed)}")

    assert (found.text.strip(), found.elements) == (f"Next: {typed}".strip(), ["p"])


@given(TYPED, TYPED)
def test_a_second_line_makes_no_heading_list_or_table(one: str, other: str) -> None:
    found = rendered(f"x{markup.plain(one.strip())}\n{markup.plain(other.strip())}")

    assert found.elements == ["p"]


@pytest.mark.parametrize("mark", [":", "$", "&"])
def test_what_streamlit_reads_as_its_own_is_escaped_too(mark: str) -> None:
    assert markup.plain(f"a{mark}b") == f"a\\{mark}b"


@given(TYPED)
def test_whatever_is_typed_is_no_html(typed: str) -> None:
    found = _Text(f'<p title="{markup.escape(typed)}">{markup.escape(typed)}</p>')

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
    assert markup.in_a_label(label) == shown
    assert rendered(markup.in_a_label(label)).text.strip() == label
