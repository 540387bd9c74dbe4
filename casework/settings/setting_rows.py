"""What is wrong with a row of a settings table, said in the same words when it is changed in the app and when somebody
typed it into the spreadsheet; and which settings there are, as the policy packs know them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from record.authority import Authority
from record.column import Reads, a_phone, an_email, like
from record.reading import Unreadable
from record.tables import MADE_UP, SETTINGS, TABLES
from rules.overrides import NUMBERS, in_plain_words, overridden
from rules.packs import packs

SETTINGS_ROWS: Mapping[str, str] = {
    "authority": "What the local authority is called in letters",
    "pack": "The policy that new cases start under",
    "coordinator": "Who is named where a school’s area has no coordinator",
    "coordinator phone": "Their telephone",
    "coordinator email": "Their e-mail",
    "complaints": "Where the authority’s complaints procedure is",
    "data protection officer": "Who it is, by name, in papers about this site",
    "data protection officer phone": "Their telephone",
    "data protection officer email": "Their e-mail",
    "registration number": "The authority’s, with the Information Commissioner, such as ZA123456",
    "host": "Who runs the computer of this site, and in which country",
    "site address": "At which people open this site, with https://",
    "incident contact": "Who is told first when data was lost or seen by the wrong people, and a number answered at any hour",
    "sen team": "What the SEN team is called in letters",
    **{
        f"{whose} {where}": f"Where letters to {whose_words} go{', one line each' if where == 'address' else ' without a postal address'}"
        for whose, whose_words in (
            ("sen team", "the SEN team"),
            ("social care", "a social worker"),
            ("virtual school", "the Virtual School"),
            ("authority", "the authority"),
        )
        for where in ("address", "email")
    },
    **{in_plain_words(key): "Changes this number of the policy for new cases" for key in NUMBERS},
}
"""The rows of the Settings table that mean something, and what."""
READS: Mapping[str, Reads] = {
    "data protection officer phone": a_phone,
    "data protection officer email": an_email,
    "registration number": like(r"Z[A-Z\d]\d{6}", "Write it as ZA123456"),
    "site address": like(r"https://[^\s/]+/?", "Write https:// and the name of this site, and nothing after it"),
}
"""What a row of the Settings table may say, where only something of one kind makes sense."""


def faults(authority: Authority, table: str, key: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong with a row, by column (the key's is empty), each saying what to write instead."""
    found = TABLES[table].faults(key, values, authority)
    if table == SETTINGS and not found:
        return dict(_of_a_setting(authority, key.strip().lower(), values.get("value", "")))
    return found


def _of_a_setting(authority: Authority, key: str, value: str) -> Iterator[tuple[str, str]]:
    known = [each.id for each in packs()]
    if key == "pack" and value and value not in known:
        yield "value", f"Write one of {', '.join(known)}."
    if key in READS and value.strip():
        try:
            READS[key](value.strip(), authority)
        except Unreadable as fault:
            yield "value", f"{fault}."
    for refused in overridden(authority.pack, {key: value})[1]:
        yield "value", f"{refused.what}."
    if key not in SETTINGS_ROWS and key != MADE_UP:
        yield "", "There is no such setting. Choose one of the list."
