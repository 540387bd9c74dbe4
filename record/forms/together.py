"""Forms that are filed as several entries at once: what was said in one conversation, the signatures on one paper.

Such a form is never kept itself. Each answer of its table becomes an entry of another kind, with the questions asked once for
all of them; the rules judge those entries, and all of them are kept or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Literal, get_args

from record.answers import Typed, asked, is_blank
from record.entry import Answers, Entry, Party
from record.field import (
    LongText,
    Question,
    SchoolUrn,
    Section,
    When,
    answered,
    answered_in,
    case_is,
    question,
    questions,
    sections,
)
from record.forms.consent import EXPLORE, PLACEMENT, SHARE, THE_PUPIL, TRANSFER, Consent
from record.forms.signature import Signature
from record.own_questions import PREFIX
from record.words import yes_no

Said = Literal["agreed", "refused", "withdrawn", "not asked"]


@dataclass(frozen=True, slots=True)
class EntryOfMany:
    """One entry that such a form is filed as, as it would have been typed alone."""

    question: str
    """Flat name of the answer it comes from."""
    typed: Typed


class FormOfMany(Entry, kind="", number=0, by=(), purpose="", at_hand=""):
    """A form that is filed as several entries of the kind `files`."""

    files: ClassVar[type[Entry]]
    group: ClassVar[str]
    """The question that is its table."""
    shared: ClassVar[tuple[str, ...]]
    """The questions that are asked once, by the names they have in each entry too."""

    @classmethod
    def each(cls, typed: Typed, facts: Mapping[str, str]) -> Iterator[EntryOfMany]:
        """The entries of what was typed to what is asked now, row by row; none of more rows than the table holds."""
        rows: dict[str, dict[str, Any]] = {}
        shared: dict[str, Any] = {}
        for each in asked(cls, typed, facts):
            if each.item:
                rows.setdefault(each.item, {})[each.question.name] = typed.get(each.name)
            elif each.name in cls.shared or each.name.startswith(PREFIX):
                shared[each.name] = typed.get(each.name)
        for item, row in rows.items() if len(rows) <= question(cls, cls.group).most else ():
            for column, own in cls._of_row(row):
                yield EntryOfMany(f"{cls.group}.{item}.{column}", {**shared, **own})

    @classmethod
    def _of_row(cls, row: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Of one row, each column that makes an entry, with what is said in it alone."""
        raise NotImplementedError

    @classmethod
    def with_those_of_each(cls, own: Sequence[Question]) -> tuple[Question, ...]:
        """An authority's own questions of each entry, as this form asks them: once for all of them, and as soon as one may. Whether
        an answer belongs to an entry, and is missing there, the entry's own condition says."""
        return tuple(map(cls._once_for_all, own))

    @classmethod
    def _once_for_all(cls, own: Question) -> Question:
        of_rows = [each for each in own.when if not (each.of_case or cls._is_asked_once(each.name))]
        found = [cls._of_any_row(each) for each in of_rows]
        when = tuple(each for each in own.when if each not in of_rows)
        is_in_a_section_of_theirs = own.section in sections(cls.files)
        return replace(
            own,
            section=questions(cls)[-1].section if is_in_a_section_of_theirs else own.section,
            when=(*when, *(each for each in found if each)),
            optional=own.optional or len(of_rows) > 1 or None in found,
        )

    @classmethod
    def _is_asked_once(cls, name: str) -> bool:
        return name in cls.shared or name.startswith(PREFIX)

    @classmethod
    def _of_any_row(cls, when: When) -> When | None:
        """A condition on an answer that each row gives, as one on the whole table; None where the table cannot say."""
        return None


COLUMNS = {"explore": EXPLORE, "share": SHARE, "placement": PLACEMENT, "transfer": TRANSFER}
"""What each column of the table of consents asks."""
OF_A_SCHOOL = tuple(f"people.{name}" for name in COLUMNS if name != "explore")

in_row = Section("A person", layout="table")
said = Section(
    "What each person said",
    "Write down what each person said. No reply is not agreement. Anyone may change their mind: then write it down here again.",
    clause="HF-7.4a",
    layout="table",
)
freely = Section(
    "Whether they agreed freely", when=(answered("people.*", "agreed"),), clause="HF-2b", layout="declaration"
)
how = Section(
    "How they said it",
    "The same for everyone above. Record separately anything said on another day or in another way.",
)


def _one_choice(label: str, near: str) -> Any:
    """A column of what is said to one choice, asked while that fact of the case says it is near."""
    everyone = f"Everyone agreed: {label[:1].lower()}{label[1:]}"
    return in_row.ask(label, optional=True, when=case_is(near, "yes"), everyone=everyone)


class AnswersOfPerson(Answers):
    """What one person said to each choice."""

    person: str | None = in_row.ask("Person", given=True, sensitive=True)
    explore: Said | None = _one_choice("Look for a school", "is_seeking")
    share: Said | None = _one_choice("Share information", "is_asking")
    placement: Said | None = _one_choice("The placement", "placement_is_near")
    transfer: Said | None = _one_choice("The permanent transfer", "transfer_is_near")


class ConsentTable(
    FormOfMany,
    kind="consent_table",
    title="Consent",
    on_one_page=True,
    number=2,
    by=(Party.HOME,),
    repeats=True,
    purpose="Record who agreed, refused or withdrew what they said.",
    at_hand="What each parent and the child said, on which day and how; the signed forms if there are any.",
):
    """What everybody said in one conversation, filed as a `Consent` for each person and choice."""

    files: ClassVar[type[Entry]] = Consent
    group: ClassVar[str] = "people"
    shared: ClassVar[tuple[str, ...]] = (
        *("school", "answered_on", "given_how", "told_of_other_options", "felt_no_pressure", "why_not_asked", "note"),
    )

    people: tuple[AnswersOfPerson, ...] = said.ask(
        "What each person said", given=True, fill_in="people_to_agree", least=1
    )
    school: SchoolUrn | None = how.ask_as(
        Consent,
        "school",
        when=answered_in(OF_A_SCHOOL, "agreed", "refused", "withdrawn", "not asked"),
        fill_in="school_of_consent",
    )
    answered_on: date | None = how.ask_as(
        Consent, "answered_on", when=answered("people.*", "agreed", "refused", "withdrawn")
    )
    given_how: Literal["signed form seen", "in person", "by letter or e-mail", "by telephone, noted"] | None = (
        how.ask_as(Consent, "given_how", when=answered("people.*", "agreed", "refused", "withdrawn"))
    )
    why_not_asked: LongText | None = how.ask_as(Consent, "why_not_asked", when=answered("people.*", "not asked"))
    note: LongText | None = how.ask_as(Consent, "note", seldom=True)
    told_of_other_options: bool | None = freely.ask(
        "Everyone who agreed was told what else is possible", clause="WK-11"
    )
    felt_no_pressure: bool | None = freely.ask("Each of them said that they felt no pressure", clause="HF-2b")

    @classmethod
    def _of_row(cls, row: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        person = row.get("person")
        for column, choice in COLUMNS.items():
            if not is_blank(row.get(column)):
                is_pupil = yes_no(person == THE_PUPIL)
                yield column, {"person": person, "is_pupil": is_pupil, "choice": choice, "answer": row[column]}

    @classmethod
    def _of_any_row(cls, when: When) -> When | None:
        if when.name == "answer":
            return answered("people.*", *when.values)
        columns = tuple(f"people.{name}" for name, choice in COLUMNS.items() if choice in when.values)
        return answered_in(columns, *get_args(Said)) if when.name == "choice" and columns else None


signed = Section(
    "Who signed which paper",
    "People sign the Word form in ink. Give the date if you have seen the signed copy.",
    clause="WK-6",
    layout="table",
)
seen = Section("The copy")


class SignatureOfRow(Answers):
    """One line to sign on one paper."""

    line: str | None = in_row.ask("To sign", given=True)
    name: str | None = in_row.ask("Name", optional=True, sensitive=True, known=True)
    signed_on: date | None = in_row.ask("Date on the paper", optional=True, past="PAST-8")


class SignatureTable(
    FormOfMany,
    kind="signature_table",
    title="Signatures",
    on_one_page=True,
    number=6,
    by=(Party.EITHER,),
    repeats=True,
    purpose="Record which signed papers were seen.",
    at_hand="The signed papers: who signed each, and the dates on them.",
):
    """The lines that the authority asks to be signed, filed as a `Signature` for each that has a date."""

    files: ClassVar[type[Entry]] = Signature
    group: ClassVar[str] = "lines"
    shared: ClassVar[tuple[str, ...]] = ("seen_by",)

    lines: tuple[SignatureOfRow, ...] = signed.ask(
        "Who signed which paper", given=True, fill_in="lines_to_sign", least=1
    )
    seen_by: str | None = seen.ask_as(Signature, "seen_by")

    @classmethod
    def _of_row(cls, row: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
        document, _, role = str(row.get("line") or "").partition(": ")
        if not is_blank(row.get("signed_on")):
            own = {"document": document.lower(), "role": role, "name": row.get("name"), "signed_on": row["signed_on"]}
            yield "signed_on", own


TOGETHER: Mapping[type[Entry], type[FormOfMany]] = {each.files: each for each in (ConsentTable, SignatureTable)}
"""By the kind of their entries, the forms that file several at once."""
