"""The settings tables as people meet them: what each column is called, what may stand in it, and what is wrong with a cell.

The same check speaks when a row is changed in the app and when somebody typed it into the spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from casework.column import (
    Column,
    Table,
    a_date,
    a_dfe_number,
    a_phone,
    a_school,
    a_urn,
    an_email,
    an_la,
    anything,
    area,
    areas,
    date_or_yes,
    one_of,
)
from record.authority import Authority
from record.own_questions import OwnQuestion
from record.own_rows import FORMS, OWN_SECTION, TYPES, one_own
from record.person import Role
from record.reading import Unreadable
from record.tables import AREAS, BECAME, QUESTIONS, SCHOOLS, SETTINGS, STAFF, TERM_DATES
from rules.overrides import NUMBERS, in_plain_words, overridden
from rules.packs import packs

ROLES = tuple(str(each) for each in Role)
TABLES: Mapping[str, Table] = {
    each.name: each
    for each in (
        Table(
            SCHOOLS,
            "school",
            Column(
                "URN",
                "URN",
                "Its six figures in the national register",
                a_urn,
                True,
            ),
            (
                Column("name", "Name", is_needed=True),
                Column(
                    "sort",
                    "What kind of school",
                    "As in the national register, such as Community school or Academy converter. Write “unregistered” for a provider that keeps no register.",
                ),
                Column("address", "Address", "As in a window envelope, a line each", has_lines=True),
                Column("phone", "Telephone", reads=a_phone),
                Column("email", "E-mail of the office", reads=an_email),
                Column("head", "Head teacher", "As in a letter, such as Ms A. Rahman"),
                Column("head title", "What the head is called", "Head teacher when left blank"),
                Column("area", "Area", "Its coordinator sees the school’s cases", area),
                Column("la", "Code of its local authority", "Three figures", an_la, True),
                Column("dfe number", "DfE number", "Such as 205/4001", a_dfe_number),
                Column("attendance phone", "Whom to ring about absence", "A telephone number", a_phone),
                Column("complaints", "Complaints procedure", "A web address, or words"),
                Column("closed on", "Closed on", "A date, or yes; blank while it is open", date_or_yes),
                Column(BECAME, "Became", "The URN of the school it became; its cases go on there", a_school),
            ),
        ),
        Table(
            STAFF,
            "person with an account",
            Column("Person", "E-mail of the account", "What they sign in with", an_email, True),
            (
                Column("name", "Name", is_needed=True),
                Column("role", "May do", "", one_of(*ROLES), True, choices=ROLES),
                Column("school", "URN of their school", "Blank at the authority", a_school),
                Column("post", "Post", "Such as Head of Year"),
                Column("area", "Areas", "Of a coordinator: those whose cases they see; blank for all", areas),
                Column("la", "Code of their local authority", "Three figures", an_la, True),
            ),
        ),
        Table(
            AREAS,
            "area",
            Column("Area", "Area", is_needed=True),
            (
                Column("coordinator", "Coordinator", is_needed=True),
                Column("phone", "Telephone", "Told in letters", a_phone),
                Column("email", "E-mail", reads=an_email),
            ),
        ),
        Table(
            TERM_DATES,
            "term or closure",
            Column("Row", "Row"),
            (
                Column(
                    "what", "What", "“term”, or why schools are closed: INSET day, Christmas holiday", is_needed=True
                ),
                Column("school", "School", "The URN of one school; blank for all", a_school),
                Column("first", "First day", "For example 1/9/2026", a_date, True),
                Column("last", "Last day", "Of a term always; a closure of one day needs none", a_date),
            ),
            is_numbered=True,
        ),
        Table(
            SETTINGS,
            "setting",
            Column("Setting", "Setting", is_needed=True),
            (Column("value", "Value", has_lines=True),),
        ),
        Table(
            QUESTIONS,
            "question of your own",
            Column(
                "Question",
                "Name",
                "Of small letters, such as travel: your letters say it as {{ local.travel }}",
                is_needed=True,
            ),
            (
                Column("label", "The question", "As people read it", is_needed=True),
                Column("form", "Form that asks it", is_needed=True, choices=FORMS),
                Column("type", "What is answered", is_needed=True, choices=TYPES),
                Column("section", "Section of the form", f"Its heading; “{OWN_SECTION}” when left blank"),
                Column("hint", "Hint", "Stands under the question"),
                Column("choices", "Answers to choose from", "For a choice or choices, a line each", has_lines=True),
                Column(
                    "required", "Must it be answered?", "It may be left out when this is blank", choices=("yes", "no")
                ),
                Column(
                    "asked when",
                    "Asked when",
                    "Always when left blank. Or a line such as: Is the child looked after? is yes",
                    has_lines=True,
                ),
            ),
        ),
    )
}
"""By name, in the order they are shown."""
SETTINGS_ROWS: Mapping[str, str] = {
    "authority": "What the local authority is called in letters",
    "pack": "The policy that new cases begin under",
    "coordinator": "Who is named where a school’s area has no coordinator",
    "coordinator phone": "Their telephone",
    "coordinator email": "Their e-mail",
    "complaints": "Where the authority’s complaints procedure is",
    "sen team": "What the SEN team is called in letters",
    **{
        f"{whose} {where}": f"Where letters to {whose_words} go{', a line each' if where == 'address' else ' without a postal address'}"
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
MARK = "sample"
"""The row that says that the people here are made up; nobody writes it."""


def faults(authority: Authority, table: str, key: str, values: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong with a row, by column (the key's is empty), each saying what to write instead."""
    of = TABLES[table]
    cells = [("", of.key, key), *((each.name, each, values.get(each.name, "")) for each in of.columns)]
    found = {name: fault for name, column, text in cells if (fault := _fault(authority, column, text or ""))}
    return found or dict(_of_the_whole(authority, table, key, values))


def _fault(authority: Authority, column: Column, text: str) -> str:
    if not text.strip():
        return f"Fill in “{column.label}”." if column.is_needed else ""
    try:
        anything(text, authority)
        column.reads(text.strip(), authority)
    except Unreadable as fault:
        return f"{fault}."
    return ""


def _of_the_whole(authority: Authority, table: str, key: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What no cell says by itself."""
    if table == SCHOOLS and values.get(BECAME) == key:
        yield BECAME, "A school cannot become itself. Write the URN of the school it became."
    if table == STAFF and bool(values.get("school")) != (values.get("role") in (Role.SCHOOL, Role.WEEKLY_REPORT)):
        yield "school", "Somebody at a school needs its URN; somebody at the authority has none."
    if table == TERM_DATES and values.get("what", "").lower() == "term" and not values.get("last"):
        yield "last", "A term needs its last day, too."
    if table == QUESTIONS:
        above = list(takewhile(lambda each: each.name != key, authority.own.asked))
        found = one_own(key, values, above)
        yield from () if isinstance(found, OwnQuestion) else found.items()
    if table == SETTINGS:
        yield from _of_a_setting(authority, key.strip().lower(), values.get("value", ""))


def _of_a_setting(authority: Authority, key: str, value: str) -> Iterator[tuple[str, str]]:
    known = [each.id for each in packs()]
    if key == "pack" and value and value not in known:
        yield "value", f"Write one of {', '.join(known)}."
    for refused in overridden(authority.pack, {key: value})[1]:
        yield "value", f"{refused.what}."
    if key not in SETTINGS_ROWS and key != MARK:
        yield "", "There is no such setting. Choose one of the list."
