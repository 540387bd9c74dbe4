from __future__ import annotations

from itertools import combinations

import pytest

from record.identifiers import ALPHABET, new_id, new_reference, read_reference, upn_fault

REFERENCES = [new_reference() for _ in range(40)]


def test_a_reference_survives_however_it_is_typed() -> None:
    for reference in REFERENCES:
        plain = reference.replace("-", "")
        for typed in (reference, reference.lower(), plain, plain[2:], f"  {reference[:2]} {reference[3:]} "):
            assert read_reference(typed) == reference


def test_a_reference_whose_own_characters_are_mm_is_read() -> None:
    reference = next(made for last in ALPHABET if (made := read_reference(f"MM-MM23-456{last}")))
    assert read_reference(reference.removeprefix("MM-")) == reference


def test_letters_that_look_alike_are_read_as_what_they_look_like() -> None:
    made = next(made for last in ALPHABET if (made := read_reference(f"MM-1012-V45{last}")))
    assert read_reference(made.replace("1", "I").replace("0", "O").replace("2", "Z").replace("V", "U")) == made


def test_a_slip_in_any_one_character_is_found() -> None:
    for reference in REFERENCES:
        body = reference[3:].replace("-", "")
        for position, character in enumerate(body):
            for slip in ALPHABET.replace(character, ""):
                assert read_reference(body[:position] + slip + body[position + 1 :]) is None


def test_a_swap_of_any_two_characters_is_found() -> None:
    for reference in REFERENCES:
        body = reference[3:].replace("-", "")
        for one, other in combinations(range(8), 2):
            if body[one] != body[other]:
                swapped = list(body)
                swapped[one], swapped[other] = body[other], body[one]
                assert read_reference("".join(swapped)) is None


@pytest.mark.parametrize("text", ["", "MM", "MM-", "MM-123", "hello", "MM-1234-567£", "MM-1234-56789"])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert read_reference(text) is None


def test_an_identifier_has_26_characters_and_is_never_given_twice() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(each) for each in made} == {26}


@pytest.mark.parametrize(
    "upn",
    ["B801200005001", "R674123101121", "G205410024001", "R205432123456", "K93740232501A", "W93740232501Z"],
)
def test_a_sound_upn_has_no_fault(upn: str) -> None:
    assert upn_fault(upn) is None


@pytest.mark.parametrize("upn", ["A801200005001", "A123456789001"])
def test_a_upn_whose_check_letter_does_not_fit_says_so(upn: str) -> None:
    assert upn_fault(upn) == "The first letter does not fit the digits. Check each character against your register"


@pytest.mark.parametrize(
    ("upn", "sentence"),
    [
        ("B80120000500", "A UPN has 13 characters; this has 12"),
        ("B8012X0005001", "A UPN is a letter and 12 digits; the last may be a letter in a temporary UPN"),
        ("B80120000500S", "A UPN is a letter and 12 digits; the last may be a letter in a temporary UPN"),
        ("B8012000050²1", "A UPN is a letter and 12 digits; the last may be a letter in a temporary UPN"),
        ("B80120000500²", "A UPN is a letter and 12 digits; the last may be a letter in a temporary UPN"),
    ],
)
def test_a_upn_of_another_shape_says_what_a_upn_is(upn: str, sentence: str) -> None:
    assert upn_fault(upn) == sentence


def test_a_slip_in_any_one_digit_of_a_upn_is_found() -> None:
    upn = "B801200005001"
    for position in range(1, 13):
        for slip in "0123456789".replace(upn[position], ""):
            assert upn_fault(upn[:position] + slip + upn[position + 1 :])
