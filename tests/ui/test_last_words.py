"""The last words of a closing page: kept for whoever may write the draft, refused to everybody else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.contract import Json
from tests.ui.visitor import Answer, Visitor
from ui.keep_typing import _class_of


def send(visitor: Visitor, path: str, said: Any, **headers: str) -> Answer:
    return visitor.request("POST", path, json.dumps(said).encode(), headers)


WORDS = {"answers": {"background": "said last"}}


def test_they_are_kept(visitor: Visitor, kept: dict[str, Json]) -> None:
    visitor.sign_in()

    assert send(visitor, "/typing/draft-1", WORDS).status_code == 204
    assert kept == {"background": "said last"}


def test_choices_are_kept_too(visitor: Visitor, kept: dict[str, Json]) -> None:
    visitor.sign_in()
    answers = {"sex": "male", "year_group": None, "asked": ["pupil", "parent"], "tried": [], "born_on": "14/3/20"}

    assert send(visitor, "/typing/draft-1", {"answers": answers}).status_code == 204
    assert kept == answers


def test_an_unknown_draft_and_somebody_elses_are_told_apart_by_nobody(visitor: Visitor) -> None:
    visitor.sign_in()
    answer = send(visitor, "/typing/other", WORDS)

    assert (answer.status_code, answer.text) == (404, "")


def test_another_sites_page_cannot_write_into_a_draft(visitor: Visitor, kept: dict[str, Json]) -> None:
    visitor.sign_in()

    assert send(visitor, "/typing/draft-1", WORDS, origin="https://evil.com").status_code == 403
    assert kept == {}


@pytest.mark.parametrize(
    "said",
    [
        [],
        "x",
        1,
        None,
        {},
        {"answers": {}},
        {"answers": ["a"]},
        {"answers": {"": "a"}},
        {"answers": {"a" * 201: "a"}},
        {"answers": {"a": 1}},
        {"answers": {"a": True}},
        {"answers": {"a": {}}},
        {"answers": {"a": ["b", 1]}},
        {"answers": {"a": ["b"] * 1001}},
        {"answers": {str(each): "a" for each in range(1001)}},
    ],
)
def test_anything_else_is_not_kept(visitor: Visitor, kept: dict[str, Json], said: Any) -> None:
    visitor.sign_in()

    assert send(visitor, "/typing/draft-1", said).status_code == 422
    assert kept == {}


def test_bytes_that_are_not_json_are_not_kept(visitor: Visitor) -> None:
    visitor.sign_in()

    assert visitor.request("POST", "/typing/draft-1", b"\xff{").status_code == 422


def test_more_than_an_answer_can_hold_is_not_read(visitor: Visitor) -> None:
    visitor.sign_in()

    assert visitor.request("POST", "/typing/draft-1", b"x" * 4_001_001).status_code == 413


def test_a_widgets_class_is_the_one_streamlit_gives_it() -> None:
    assert _class_of("3f9c.targets.k1.what é") == "st-key-3f9c-targets-k1-what--"
