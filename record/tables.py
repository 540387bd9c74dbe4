"""The settings tables, each declared here once: what its columns are called, what may stand in them, and what a row says.

Nothing else names a column to draw it, to write it, to read it, to import it or to say it in a letter. A new column is one line
on the class of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from record.column import (
    SettingsTable,
    a_date,
    a_dfe_number,
    a_phone,
    a_time,
    a_urn,
    an_age,
    an_email,
    an_la,
    column,
    date_or_yes,
    key,
    one_of,
)
from record.own_questions import OwnQuestion
from record.own_rows import FORMS, OWN_SECTION, TYPES, one_own
from record.person import AT_A_SCHOOL, Role
from record.reading import Unreadable

if TYPE_CHECKING:
    from record.authority import Authority

SCHOOLS, STAFF, SETTINGS, TERM_DATES = "Schools", "Staff", "Settings", "Term dates"
AREAS, QUESTIONS, ERASED, ACCESS = "Areas", "Questions", "Erased", "Access"
MADE_UP = "sample"
"""The row of Settings that says of which day a sample is; nobody writes it."""
BECAME = "became"
"""The column of the Schools table that holds the URN of the school a closed one became."""
_ROLES = tuple(str(each) for each in Role)
AGE_IN_RECEPTION = 4
"""At which the year of reception begins; in each later year group a child is a year older."""
_Said = Iterator[tuple[str, str]]


class RegisterChange(StrEnum):
    """What sort of change the national register makes to the Schools table: each is taken or left by itself."""

    NEW = "Schools that are new here"
    NAMES = "Names, kinds and numbers"
    ADDRESSES = "Addresses and telephones"
    HEADS = "Head teachers"
    CLOSED = "Schools that have closed"


def a_school(text: str, authority: Authority) -> None:
    if text not in authority.schools:
        raise Unreadable(f"There is no school {text}: write the URN of one in the {SCHOOLS} table")


def an_area(text: str, authority: Authority) -> None:
    if authority.coordinators and text not in authority.coordinators:
        raise Unreadable(f"There is no area {text}: write one of {', '.join(authority.coordinators)}, or add it first")


ALL_AREAS = "all"
"""What stands for every area: a blank stands for none, so that a cell that was emptied opens nothing."""


def several_areas(text: str, authority: Authority) -> None:
    if text.strip().lower() == ALL_AREAS:
        return
    for each in text.split(",") if "," in text else text.split():
        an_area(each.strip(), authority)


@dataclass(frozen=True, slots=True)
class School:
    """One school. What the national register says of it has the sort of change it makes; the rest is the authority's own,
    and is handed over to the school that a closed one became."""

    urn: str = key(
        "URN",
        "URN",
        "Its six figures in the national register",
        a_urn,
        is_needed=True,
        says="its URN",
        missing="Give {whose}'s URN.",
    )
    name: str = column("Name", is_needed=True, register=RegisterChange.NAMES)
    sort: str = column(
        "What kind of school",
        "As in the national register, such as Community school or Academy converter. Write “unregistered” for a provider that keeps no register.",
        register=RegisterChange.NAMES,
    )
    address: tuple[str, ...] = column(
        "Address",
        "As on an envelope, one line each",
        has_lines=True,
        blank=(),
        register=RegisterChange.ADDRESSES,
    )
    phone: str = column(
        "Telephone", reads=a_phone, register=RegisterChange.ADDRESSES, listed="TelephoneNum", says="its telephone"
    )
    email: str = column("E-mail of the office", reads=an_email, says="its e-mail")
    head: str = column(
        "Head teacher",
        "As in a letter, such as Ms A. Rahman",
        register=RegisterChange.HEADS,
        says="its head teacher's name",
    )
    head_title: str = column(
        "What the head is called",
        "Head teacher when left blank",
        blank="Head teacher",
        register=RegisterChange.HEADS,
        listed="HeadPreferredJobTitle",
        says="what the head is called: Head teacher, Principal",
    )
    area: str = column("Area", "Its coordinator sees the school’s cases", an_area)
    la: str = column("Code of its local authority", "Three figures", an_la, True, register=RegisterChange.NAMES)
    dfe_number: str = column(
        "DfE number",
        "Such as 205/4001",
        a_dfe_number,
        register=RegisterChange.NAMES,
        says="its DfE number",
        missing="Give {whose}'s DfE number.",
    )
    attendance_phone: str = column(
        "Who to ring about absence",
        "A telephone number",
        a_phone,
        says="the number its office gives other schools about absence",
        missing="Say who to ring at {whose} about absence.",
    )
    first_day_at: str = column("When a new pupil comes on the first day", "Such as 8:40", a_time)
    first_day_place: str = column("Where a new pupil goes first", "Such as Main reception, Northgate Road")
    morning_starts: str = column("When the morning begins", "Such as 8:45", a_time)
    afternoon_ends: str = column("When the afternoon ends", "Such as 15:10", a_time)
    breaks: str = column("When its breaks are", "Such as 10:50 to 11:10 and 12:40 to 13:20")
    meals: str = column("How meals are, and who pays", "As the family is told")
    welcome_plan: str = column("How it brings a new pupil into the life of the school", "Such as buddies and a club")
    attendance_recorded_how: str = column("How it records and reports attendance", "To the home school, in a sentence")
    complaints: str = column(
        "Complaints procedure",
        "A web address, or words",
        says="where its complaints procedure is: a web address, or “from the office”",
    )
    takes: str = column(
        "Girls, boys or both",
        "Girls, Boys or Mixed; mixed when left blank",
        one_of("girls", "boys", "mixed", "not applicable"),
        register=RegisterChange.NAMES,
        listed="Gender (name)",
    )
    lowest_age: str = column(
        "Lowest age",
        "Of its youngest pupils, such as 11",
        an_age,
        register=RegisterChange.NAMES,
        listed="StatutoryLowAge",
    )
    highest_age: str = column(
        "Highest age",
        "Of its oldest pupils, such as 16",
        an_age,
        register=RegisterChange.NAMES,
        listed="StatutoryHighAge",
    )
    closed_on: str = column(
        "Closed on", "A date, or yes; blank while it is open", date_or_yes, register=RegisterChange.CLOSED
    )
    became: str = column(
        "Became",
        "The URN of the school it became; its cases continue there",
        a_school,
        register=RegisterChange.CLOSED,
    )
    logo: bytes = b""
    """A PNG for its letters, from a table of its own; empty when it has given none."""

    @property
    def is_registered(self) -> bool:
        """Whether it has an admission register: an unregistered provider has none, whatever it teaches."""
        return "unregistered" not in self.sort.lower()

    @property
    def is_special(self) -> bool:
        """Whether it is a special school, to which a child comes through an EHC plan."""
        return "special" in self.sort.lower()

    @property
    def is_alternative(self) -> bool:
        """Whether it is alternative provision: a pupil referral unit, an alternative academy, an unregistered provider."""
        sort = self.sort.lower()
        return "referral unit" in sort or "alternative provision" in sort or not self.is_registered

    def has_pupils_of(self, sex: str) -> bool | None:
        """Whether it has pupils who are `female` or `male`; None where its row does not say."""
        only = {"girls": "female", "boys": "male"}.get(self.takes.lower())
        return (only is None or only == sex) if self.takes else None

    def has_year(self, year_group: int) -> bool | None:
        """Whether a year group, 0 for reception, is within its ages; None where its row does not say both in figures."""
        if not (self.lowest_age.isdecimal() and self.highest_age.isdecimal()):
            return None
        begins_at = year_group + AGE_IN_RECEPTION
        return (int(self.lowest_age) <= begins_at or year_group == 0) and begins_at < int(self.highest_age)

    @property
    def admission_authority(self) -> str:
        """Who agrees for this school's admission authority, by its sort."""
        is_of_the_la = self.sort.lower().startswith(("community", "voluntary controlled"))
        return "the local authority" if is_of_the_la else "the school’s own admission authority"


def _of_a_school(urn: str, cells: Mapping[str, str], authority: Authority) -> _Said:
    if cells.get(BECAME) == urn:
        yield BECAME, "A school cannot become itself. Write the URN of the school it became."


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A person with an account, or one whose post letters say."""

    key: str = key("Person", "E-mail of the account", "What they sign in with", an_email, is_needed=True)
    name: str = column("Name", is_needed=True)
    email: str = column(is_on_page=False)
    """Where it is not the key."""
    role: str = column("Can do", "", one_of(*_ROLES), True, choices=_ROLES)
    school: str = column("URN of their school", "Blank at the authority", a_school)
    post: str = column("Post", "Such as Head of Year")
    area: str = column("Areas", "Of a coordinator: those whose cases they see, or “all”", several_areas)
    la: str = column("Code of their local authority", "Three figures", an_la, True)
    account: str = column(is_on_page=False)
    """The account bound to the row, `microsoft <tenant> <object>`; the app writes it."""

    @property
    def address(self) -> str:
        """The e-mail address that it lets in, in small letters; empty where it has none."""
        return (self.email.strip() or (self.key if "@" in self.key else "")).strip().lower()


def _of_a_person(_: str, cells: Mapping[str, str], authority: Authority) -> _Said:
    if bool(cells.get("school")) != (cells.get("role") in AT_A_SCHOOL):
        yield "school", "Someone at a school needs its URN; someone at the authority has none."
    if cells.get("role", "").strip().lower() == Role.COORDINATOR and not (cells.get("area") or cells.get("areas")):
        yield "area", "Write the areas whose cases they see, or “all”. Until then they cannot sign in."


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting. Which there are, and what they may say, the policy packs decide, which stand above this layer."""

    key: str = key("Setting", is_needed=True)
    value: str = column("Value", has_lines=True)


@dataclass(frozen=True, slots=True)
class TermDatesRow:
    """A term, or days on which schools are closed."""

    key: str = key("Row")
    what: str = column("What", "“term”, or why schools are closed: INSET day, Christmas holiday", is_needed=True)
    school: str = column("School", "The URN of one school; blank for all", a_school)
    first: str = column("First day", "For example 1/9/2026", a_date, True)
    last: str = column("Last day", "Always needed for a term; a one-day closure needs none", a_date)


def _of_a_term(_: str, cells: Mapping[str, str], authority: Authority) -> _Said:
    if cells.get("what", "").lower() == "term" and not cells.get("last"):
        yield "last", "A term needs its last day too."


@dataclass(frozen=True, slots=True)
class Coordinator:
    """Whom schools and parents of an area ring at the authority."""

    area: str = key("Area", is_needed=True)
    name: str = column("Coordinator", is_needed=True, name="coordinator")
    phone: str = column("Telephone", "Told in letters", a_phone)
    email: str = column("E-mail", reads=an_email)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that an authority asks beside the app's own."""

    name: str = key(
        "Question",
        "Name",
        "In small letters, such as travel: your letters use it as {{ local.travel }}",
        is_needed=True,
    )
    label: str = column("The question", "As people read it", is_needed=True)
    form: str = column("Form that asks it", is_needed=True, choices=FORMS)
    type: str = column("What is answered", is_needed=True, choices=TYPES)
    section: str = column("Section of the form", f"Its heading; “{OWN_SECTION}” when left blank")
    hint: str = column("Hint", "Shown under the question")
    choices: str = column("Answers to choose from", "For a choice or choices, one line each", has_lines=True)
    required: str = column("Must it be answered?", "People can leave it out if this is blank", choices=("yes", "no"))
    asked_when: str = column(
        "Asked when",
        "Always when left blank. Or a line such as: Is the child looked after? is yes",
        has_lines=True,
    )


def _of_a_question(name: str, cells: Mapping[str, str], authority: Authority) -> _Said:
    above = list(takewhile(lambda each: each.name != name, authority.own.asked))
    found = one_own(name, cells, above)
    yield from () if isinstance(found, OwnQuestion) else found.items()


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """What is left of an erased case. The app writes it."""

    reference: str = key("Reference")
    erasure: str = column()
    asked: str = column()
    finished: str = column()
    by: str = column()
    ground: str = column()
    kept: str = column()
    areas: str = column()
    la: str = column()
    removed: str = column()


@dataclass(frozen=True, slots=True)
class AccessRow:
    """A school's shared link, or somebody whom it lets in. The app writes it."""

    key: str = key("Access")
    what: str = column()
    school: str = column()
    name: str = column()
    role: str = column()
    lead: str = column()
    hash: str = column()
    until: str = column()


def _by_name(*tables: SettingsTable[Any]) -> Mapping[str, SettingsTable[Any]]:
    return {each.name: each for each in tables}


TABLES = _by_name(
    SettingsTable(SCHOOLS, School, "school", _of_a_school),
    SettingsTable(STAFF, StaffRow, "person with an account", _of_a_person),
    SettingsTable(SETTINGS, SettingRow, "setting"),
    SettingsTable(TERM_DATES, TermDatesRow, "term or closure", _of_a_term, is_numbered=True),
    SettingsTable(AREAS, Coordinator, "area"),
    SettingsTable(
        QUESTIONS,
        QuestionRow,
        "question of your own",
        _of_a_question,
        first_in_sheet=("form", "section", "label", "hint"),
    ),
    SettingsTable(ERASED, ErasedRow),
    SettingsTable(ACCESS, AccessRow),
)
"""Those that have a tab in a spreadsheet, in the order of the tabs. Any other stays in the local file: what nobody named
may be a secret."""
EDITABLE = _by_name(*(TABLES[name] for name in (SCHOOLS, STAFF, AREAS, TERM_DATES, SETTINGS, QUESTIONS)))
"""Those that people change on the settings page, in the order they are shown."""
