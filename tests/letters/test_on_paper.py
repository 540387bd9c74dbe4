"""Every letter on paper, in usual and in large print, with short names and few things, with long names and many, and with
what nobody would think of: nothing cut, parted, off the page, nearly empty; and its address in the window of an envelope."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from letters.catalogue import BY_ID, LETTERS, Letter
from letters.facts import Addressee, Attended, Facts, PersonFacts, ReviewFacts, Signatory, TargetFacts
from letters.from_case.readers import in_a_window
from letters.make import make
from tests.letters.changing import bare
from tests.letters.on_paper import Page, Place, faults, on_paper
from tests.letters.read import document, text
from tests.letters.sample import MOTHER, case, cases
from tests.letters.test_look import a_logo, with_logo

LONG_NAME = "The Blessed Margaret Clitherow and Saint Thomas More Catholic Voluntary Academy, Riverside"
SHORT_NAME = "Elm Hall"
UNBROKEN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
HOSTILE = f"{UNBROKEN} <b>&amp; {{{{ 7*7 }}}} 😀 \u202eevil\u202c"
EMAIL = "the.managed.moves.office@blessed-margaret-clitherow-academy.example"
SIZES = pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])


def to(name: str, *address: str, salutation: str = "") -> Addressee:
    return replace(MOTHER, name=name, salutation=salutation or name, address_lines=in_a_window(name, address))


ADDRESSEES: Mapping[str, Addressee] = {
    "short": to("Mrs Li", "1 Elm Row", "Ely", "CB7 1AA"),
    "five": to("Mrs J. Adeyemi", "Flat 3", "Mill Court", "4 Mill Lane", "Riverside", "RV3 9XY"),
    "six": to(
        *("Mr and Mrs K. Featherstonehaugh-Cholmondeley", "Apartment 127, Block C", "Hollyhock House"),
        *("1428 Great Northern Embankment Road East", "Little Riverside-under-Edge", "Riverside", "RV13 9XY"),
        salutation="Mr and Mrs Featherstonehaugh-Cholmondeley",
    ),
}


def short(letter: Letter, facts: Facts) -> Facts:
    """Short names, and nothing that can be left out."""
    return replace(bare(letter, _at_schools(facts, SHORT_NAME, "a@elm.example")), addressee=ADDRESSEES["short"])


def long(_: Letter, facts: Facts) -> Facts:
    """Long names, six targets, twelve guests, and everybody who can sign."""
    targets = tuple(
        TargetFacts(number=n, what=f"Come to every lesson of week {n}, on time and with what it needs", by_whom="Mr Ho")
        for n in range(1, 7)
    )
    guests = tuple(
        PersonFacts(name=f"Ms Guest-Number {n}", role="Head of Year 9, Oakfield School") for n in range(1, 13)
    )
    came = tuple(Attended(name=each.name, role=each.role, presence="sent apologies") for each in guests)
    roles = ("Parent", "Parent", "Pupil", f"Head teacher, {LONG_NAME}", f"Principal, {LONG_NAME}", "Virtual School")
    reviews = tuple(ReviewFacts(on=date(2026, 9, 25) + timedelta(weeks=week)) for week in range(6))
    changed = _at_schools(facts, LONG_NAME, EMAIL)
    return with_logo(
        replace(
            changed,
            addressee=ADDRESSEES["six"],
            targets=targets if facts.targets else (),
            reviews=reviews if facts.reviews else (),
            signatories=tuple(Signatory(role=role, name="Ms Guest-Number Twelve") for role in roles),
            meeting=replace(changed.meeting, people=guests) if changed.meeting else None,
            held=replace(changed.held, people=came) if changed.held else None,
            reviewed=replace(changed.reviewed, people=came) if changed.reviewed else None,
        )
    )


def hostile(_: Letter, facts: Facts) -> Facts:
    """A name that no line holds, with marks and signs in it."""
    pupil = replace(facts.pupil, preferred_name=UNBROKEN, legal_name=HOSTILE)
    return replace(facts, pupil=pupil, addressee=replace(MOTHER, name=HOSTILE, salutation=HOSTILE))


def usual(_: Letter, facts: Facts) -> Facts:
    """The sample as it is."""
    return facts


def _at_schools(facts: Facts, name: str, email: str) -> Facts:
    home = replace(facts.home, name=name, email=email)
    there = replace(facts.receiving, name=name, email=email) if facts.receiving else None
    return replace(facts, home=home, receiving=there, sender=replace(facts.sender, school=home))


VARIANTS: Sequence[Callable[[Letter, Facts], Facts]] = (usual, short, long, hostile)


def made(letter: Letter, facts: Facts, large: bool) -> bytes:
    drawn = {"logo": a_logo()} if facts.sender.school.has_logo else {}
    return make(letter, facts, pictures=drawn, large_print=large).content


@SIZES
@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.__name__)
def test_no_letter_has_on_paper_what_one_would_be_ashamed_to_send(
    variant: Callable[[Letter, Facts], Facts], large: bool, tmp_path: Path
) -> None:
    those = cases() if variant in (usual, long) else [(letter, letter.routes[0]) for letter in LETTERS]
    every = {f"{letter.id}, {route}": variant(letter, case(letter, route)) for letter, route in those}
    files = {name: made(BY_ID[name.split(",")[0]], facts, large) for name, facts in every.items()}
    pages = on_paper(files, tmp_path)

    found = [
        f"{name}: {fault}"
        for name, facts in every.items()
        for fault in faults(pages[name], _said(files[name]), facts.reference, _in_one_piece(facts))
    ]
    assert found == []


def _said(letter: bytes) -> str:
    """The words of the body, and of the first page's letterhead."""
    page = document(letter).sections[0]
    return text(letter).replace("Page 1 of 1", "") if page else ""


def _in_one_piece(facts: Facts) -> Sequence[str]:
    council = facts.council.phone if facts.council else None
    absence = facts.plan.absence_phone if facts.plan else None
    numbers = (facts.sender.phone, facts.home.phone, facts.home.attendance_phone, council, absence)
    postcodes = (each.address_lines[-1] for each in (facts.home, facts.sender.school) if each.address_lines)
    return [facts.reference, *postcodes, *{each for each in numbers if each}]


DL = Place(20.0, 57.0, 110.0, 92.0)
"""The window of a DL envelope, 110 by 220 millimetres: 35 by 90, 20 from the left and 18 from below."""
SLACK = (10.0, 11.0)
"""Millimetres that a letter of A4, folded in three, can slide in it: to the right, and down."""


def seen_through(window: Place, page: Page, right: float, down: float) -> tuple[str, list[str]]:
    """The words that are wholly in the window, and those that are partly in it, of a letter that has slid so far."""
    at = Place(window.left - right, window.top - down, window.right - right, window.bottom - down)
    whole = [word for word, place in page.words if at.holds(place)]
    partly = [word for word, place in page.words if at.shows(place) and not at.holds(place)]
    return "".join(whole), partly


@SIZES
@pytest.mark.parametrize("addressee", ADDRESSEES.values(), ids=ADDRESSEES)
def test_through_the_window_of_an_envelope_the_address_is_seen_and_nothing_else(
    addressee: Addressee, large: bool, tmp_path: Path
) -> None:
    those = [letter for letter in LETTERS if letter.shape == "letter"]
    facts = {
        f"{letter.id}{' '.join(names)}": (
            letter,
            _at_schools(replace(case(letter, letter.routes[0]), addressee=addressee), *names),
        )
        for letter in those
        for names in (((LONG_NAME, EMAIL),) if addressee.name == "Mrs Li" else ((SHORT_NAME, "a@elm.example"),))
    }
    files = {name: made(letter, with_logo(said), large) for name, (letter, said) in facts.items()}
    wanted = "".join([addressee.name or "", *addressee.address_lines]).replace(" ", "")

    seen = {
        (name, right, down): seen_through(DL, pages[0], right, down)
        for name, pages in on_paper(files, tmp_path).items()
        for right, down in product((0, SLACK[0]), (0, SLACK[1]))
    }
    assert {where: found for where, found in seen.items() if found != (wanted, [])} == {}
