"""Names of cases, entries and saves, and the check letter of a unique pupil number."""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
"""31 characters that survive the telephone: no I, L, O, U or Z. 31 is prime, so one check character finds every
single slip and every swap of two."""
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", "Z": "2"})
_DIGITS = frozenset("0123456789")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def new_reference() -> str:
    """A new case reference: `MM-XXXX-XXXX`, the last character a check on the other seven."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(7))
    return _written(body + _check_character(body))


def new_id() -> str:
    """A new identifier of an entry, a draft or a save: 26 characters, never guessed, never reused."""
    return "".join(secrets.choice(ALPHABET) for _ in range(26)).lower()


def read_reference(text: str) -> str | None:
    """The reference that `text` means, however it was typed, or None when its check character is wrong."""
    plain = "".join(text.upper().replace("-", "").split())
    plain = (plain.removeprefix("MM") if len(plain) == 10 else plain).translate(_LOOK_ALIKES)
    if len(plain) != 8 or any(character not in ALPHABET for character in plain):
        return None
    return _written(plain) if _check_character(plain[:7]) == plain[7] else None


def _written(plain: str) -> str:
    return f"MM-{plain[:4]}-{plain[4:]}"


def _check_character(body: str) -> str:
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[total % len(ALPHABET)]


def clean_upn(text: str) -> str:
    """A UPN without the spaces that a table or a page leaves in what is copied from it, seen or unseen."""
    return "".join(each for each in text.upper() if not each.isspace() and unicodedata.category(each) != "Cf")


def upn_fault(upn: str) -> str | None:
    """What is wrong with a unique pupil number, or None when it is sound.

    The check letter is that of the DfE's UPN guide: weights 2 to 13 over characters 2 to 13, modulo 23.
    """
    if len(upn) != 13:
        return f"A UPN has 13 characters; this has {len(upn)}"
    if not _DIGITS.issuperset(upn[1:12]) or upn[12] not in _DIGITS.union(_UPN_LETTERS):
        return "A UPN is a letter and 12 digits; the last may be a letter in a temporary UPN"
    if upn[0] != upn_check_letter(upn):
        return "The first letter does not fit the digits. Check each character against your register"
    return None


def upn_check_letter(upn: str) -> str:
    """The letter that characters 2 to 13 of a UPN ask for."""
    total = sum(weight * _upn_value(character) for weight, character in enumerate(upn[1:], start=2))
    return _UPN_LETTERS[total % 23]


def _upn_value(character: str) -> int:
    return int(character) if character in _DIGITS else _UPN_LETTERS.index(character)
