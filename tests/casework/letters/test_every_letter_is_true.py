"""What every paper of every case must be, whoever reads it: true on the day it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from letters.from_case.schools import has_second_roll
from letters.letter import ROUTES, Letter
from letters.say import BIRTH, fact_named
from letters.word.fill import names_used
from record import words
from record.authority import Authority
from record.case import PROVISION_ROUTE, Case
from tests.casework.letters.papers import Paper, papers

COMING = re.compile(
    r"\b(is|are|will|shall|starts|ends|begins|comes|goes|go|stays|lasts|leaves|takes|meets?|returns|can|must|may|would)\b"
)
GONE = re.compile(r"\b(was|were|started|ended|began|came|went|stayed|lasted|left|returned|took|wrote|had)\b")
FROM_THEN_ON = re.compile(r"\b([Ff]rom|[Ss]ince) (?=\w+day \d)")
"""What began on a day and goes on is said the same before and after it."""
HAPPENED = re.compile(r"\b(agreed|decided|reviewed|taken)\b")
"""What happened on a day, and then says something else."""
AS_TOLD_BEFORE = re.compile(r"^(We said on|I suspended|Written on) ")
"""Repeats the words of another paper, of whatever day, or says when it was written itself."""
OF_A_WEEK = "report."
"""A weekly report tells of a week that is over, in the words of its school."""
ONE_DAY = timedelta(days=1)


@cache
def facts_said(letter: Letter) -> frozenset[str]:
    """The facts that a letter's template names."""
    return frozenset(fact_named(name) for name in names_used(letter.template)) - {"written_on"}


def days_told(paper: Paper) -> Mapping[str, date]:
    """Each day the paper tells, by the name of its fact; of a list the first and the last."""
    said = facts_said(paper.letter)
    return {name: day for name, day in _days(paper.facts, "") if re.sub(r"\d+\.", "", name) in said}


def _days(group: Any, before: str) -> Iterator[tuple[str, date]]:
    for fact in fields(group):
        name, value = before + fact.name, getattr(group, fact.name)
        if isinstance(value, date) and fact.name not in BIRTH and not name.startswith(OF_A_WEEK):
            yield name, value
        elif is_dataclass(value):
            yield from _days(value, f"{name}.")
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            for number in sorted({0, len(value) - 1}):
                yield from _days(value[number], f"{name}.{number}.")


def in_a_wrong_tense(said: str, day: date, today: date) -> Iterator[str]:
    """The clauses that tell of this day as coming though it is gone, or as gone while it is to come."""
    for clause in re.split(r"(?<=[.?!:;])\s+|\n", said):
        if not re.search(rf"{words.day(day)}\b", clause) or AS_TOLD_BEFORE.match(clause):
            continue
        if HAPPENED.search(clause):
            continue
        if (COMING.search(clause) and not FROM_THEN_ON.search(clause)) if day < today else GONE.search(clause):
            yield f"on {today}: {clause}"


@pytest.mark.long
@pytest.mark.parametrize("route", ROUTES)
def test_every_day_is_told_in_the_tense_of_the_day_the_letter_is_made(route: str) -> None:
    found, done = set[str](), set[tuple[object, ...]]()
    for paper in papers(route):
        for name, day in days_told(paper).items():
            for made_on in (day - ONE_DAY, day, day + ONE_DAY):
                of = (paper.letter.id, name, paper.copy.reader, made_on - day, paper.making.case.has_started)
                then = None if of in done else paper.on(made_on)
                if then:
                    done.add(of)
                    found |= {f"{paper.letter.id} {each}" for each in in_a_wrong_tense(then.said(), day, made_on)}
    assert sorted(found) == []


def test_a_day_in_the_wrong_tense_is_found() -> None:
    day = date(2026, 11, 19)
    coming, gone = "Sam comes back on Thursday 19 November.", "The day back was Thursday 19 November."
    assert [*in_a_wrong_tense(coming, day, day)] == []
    assert [*in_a_wrong_tense(coming, day, day + ONE_DAY)] == [f"on 2026-11-20: {coming}"]
    assert [*in_a_wrong_tense(gone, day, day)] == [f"on 2026-11-19: {gone}"]
    assert [*in_a_wrong_tense(gone, day, day + ONE_DAY)] == []


NAMES_GUESTS = ("meeting_invitation", "review_invitation")
"""Letters to one person that say who else is invited."""


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_of_one_parent_stands_in_the_letter_of_the_other(route: str) -> None:
    found = {
        f"{paper.letter.id}: {each}"
        for paper in _one_of_each(papers(route))
        if paper.letter.is_for_parents and (paper.copy.addressee is None or paper.copy.addressee.is_parent)
        for each in _of_the_others(paper)
    }
    assert sorted(found) == []


def _one_of_each(those: Sequence[Paper]) -> Sequence[Paper]:
    """The same letter to the same reader says the same kinds of things in every case: one of each, before and after a start."""
    return [*{(each.letter.id, each.copy.reader, each.making.case.has_started): each for each in those}.values()]


def _of_the_others(paper: Paper) -> Iterator[str]:
    """What the paper says of the other parents: where they live, how they are reached, what they speak, or who they are."""
    parents = paper.making.case.referral.parents if paper.making.case.referral else ()
    own = paper.copy.n - 1 if paper.copy.addressee else None
    said, mine = paper.said(), parents[own].model_dump().values() if own is not None else ()
    for each in (each for n, each in enumerate(parents) if n != own and each.address):
        told = [*(each.address or "").split("\n")[:1], each.phone, each.email, each.language]
        named = (own is not None and paper.letter.id not in NAMES_GUESTS) or each.is_excluded_by_court
        told += [each.name] if named else []
        yield from (one for one in told if one and one not in mine and one in said and one not in str(mine))


def test_at_a_provider_that_keeps_no_roll_nobody_is_there_for_good_or_on_its_roll() -> None:
    found: set[str] = set()
    for paper in _one_of_each([each for each in papers(PROVISION_ROUTE) if not has_second_roll(*_of(each))]):
        provider = paper.making.authority.name_of(paper.making.case.receiving)
        for sentence in re.split(r"(?<=[.?!])\s+|\n", paper.said()):
            if re.search(rf"for good|roll of {provider}|rolls? of both|both rolls|pupil of {provider}", sentence):
                found.add(f"{paper.letter.id}: {sentence}")
    assert sorted(found) == []


def _of(paper: Paper) -> tuple[Case, Authority]:
    return paper.making.case, paper.making.authority
