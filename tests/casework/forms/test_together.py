"""Forms that are filed as several entries at once: each is what it would have been alone, and all of them are kept or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from casework.forms import drafts, entries
from casework.forms.drafts import OpenDraft
from casework.forms.entries import NOTHING_YET, REASON, Check
from casework.reading.access import see
from casework.reading.office import Office
from casework.settings.changing import change
from record.answers import NOT_DECLARED, item_ids
from record.case import Case
from record.consents import EXPLORE, PLACEMENT, SHARE, THE_PUPIL, said_so_far, standing
from record.entry import Entry, Filed
from record.field import questions
from record.forms.consent import Consent
from record.forms.signature import Signature
from record.forms.together import ConsentTable, FormOfMany, SignatureTable
from record.tables import QUESTIONS
from store.contract import CannotBeWritten, SavedEntry
from tests.casework.at_work import AMINA, PETER, REFERENCE, TARIQ, accepted, an_office, placed, save, submitted, type_in
from tests.record.a_case import OTHER, RECEIVING, agreed, asked, day, referred

MOTHER = "Mrs J. Adeyemi"
SAID_HOW = {"answered_on": "14/9/2026", "given_how": "signed form seen"}
REFERRED = tuple(each for each in referred() if not isinstance(each.entry, Consent))
FREELY = {"told_of_other_options": "yes", "felt_no_pressure": "yes"}


def begun(office: Office, kind: type[FormOfMany]) -> OpenDraft:
    return drafts.begin(office, AMINA, kind, REFERENCE)


def lines(paper: OpenDraft) -> Mapping[str, str]:
    """By the name of each line, how its questions begin."""
    group, kind = paper.kind.group, paper.kind  # type: ignore[attr-defined]
    first = next(iter(kind.model_fields[group].annotation.__args__[0].model_fields))
    ids = item_ids(paper.typed, group)
    return {str(paper.typed[f"{group}.{each}.{first}"]): f"{group}.{each}" for each in ids}


def filled(office: Office, kind: type[FormOfMany], said: Mapping[str, Mapping[str, str]], **shared: str) -> OpenDraft:
    """The table with what is said in each line, and what is asked once."""
    paper = begun(office, kind)
    of = lines(paper)
    cells = {f"{of[line]}.{column}": answer for line, row in said.items() for column, answer in row.items()}
    return type_in(office, AMINA, paper, {**cells, **shared})


def case(office: Office) -> Case:
    return office.cases[REFERENCE]


def kept(office: Office, kind: type[Entry]) -> list[Entry]:
    return [each.entry for each in case(office).filed if isinstance(each.entry, kind)]


def the_answer(**said: object) -> Consent:
    how = {"answered_on": day(14, 9), "given_how": "signed form seen"}
    return Consent.model_validate({**how, "told_of_other_options": True, "felt_no_pressure": True, **said})


def test_each_answer_is_filed_as_if_it_had_been_written_down_alone(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    paper = filled(
        office,
        ConsentTable,
        {MOTHER: {"explore": "agreed", "share": "refused"}, THE_PUPIL: {"explore": "agreed"}},
        school=RECEIVING,
        note="Both came in.",
        **SAID_HOW,
        **FREELY,
    )

    submitted(office, AMINA, paper)

    assert kept(office, Consent) == [
        the_answer(person=MOTHER, is_pupil=False, choice=EXPLORE, answer="agreed", note="Both came in."),
        Consent(
            person=MOTHER,
            is_pupil=False,
            choice=SHARE,
            school=RECEIVING,
            answer="refused",
            answered_on=day(14, 9),
            given_how="signed form seen",
            note="Both came in.",
        ),
        the_answer(person=THE_PUPIL, is_pupil=True, choice=EXPLORE, answer="agreed", note="Both came in."),
    ]
    assert standing(case(office), EXPLORE).is_given
    assert [each.did for each in office.store.events(REFERENCE)][-3:] == ["submitted consent"] * 3
    assert drafts.my_drafts(office, AMINA) == []


@pytest.mark.parametrize(
    ("so_far", "offered"),
    [
        (REFERRED, {"explore", "share"}),
        (accepted(), {"explore", "placement"}),
        (placed(), {"placement", "transfer"}),
        (agreed(route="direct"), {"transfer"}),
    ],
    ids=["referred", "accepted in principle", "placed", "agreed for good"],
)
def test_the_table_asks_everybody_who_is_to_agree_and_offers_the_choices_that_are_near(
    tmp_path: Path, so_far: tuple[Filed, ...], offered: set[str]
) -> None:
    office = an_office(tmp_path, *so_far)
    paper = begun(office, ConsentTable)

    assert list(lines(paper)) == [MOTHER, THE_PUPIL]
    columns = {each.rpartition(".")[2] for each in entries.check(office, paper).on_the_form if "." in each}
    assert columns == {"person", *offered}


def test_nothing_said_is_nothing_to_submit(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)

    found = entries.check(office, begun(office, ConsentTable))

    assert [(each.question, each.sentence) for each in found.problems] == [("people", NOTHING_YET)]


def test_what_each_answer_lacks_is_said_once_where_it_is_asked(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    both = {MOTHER: {"explore": "agreed", "share": "agreed"}, THE_PUPIL: {"explore": "not asked"}}

    found = entries.check(office, filled(office, ConsentTable, both))

    assert [each.question for each in found.problems] == [
        *("school", "answered_on", "given_how", "why_not_asked", "told_of_other_options"),
    ]
    assert found.problems[-1].sentence == NOT_DECLARED


@pytest.mark.parametrize(
    ("instead", "question"),
    [
        ({"felt_no_pressure": "no"}, "felt_no_pressure"),
        ({"answered_on": "1/12/2026"}, "answered_on"),
        ({"given_how": "by telephone, noted"}, "given_how"),
        ({"answered_on": "31/2/2026"}, "answered_on"),
    ],
)
def test_the_rules_of_each_entry_hold(tmp_path: Path, instead: Mapping[str, str], question: str) -> None:
    office = an_office(tmp_path, *REFERRED)
    said = {MOTHER: {"share": "agreed"}, THE_PUPIL: {"share": "agreed"}}

    paper = filled(office, ConsentTable, said, **{**SAID_HOW, **FREELY, "school": RECEIVING, **instead})

    refused = entries.submit(office, AMINA, paper)
    assert isinstance(refused, Check)
    assert [each.question for each in refused.problems] == [question]
    assert kept(office, Consent) == []


def test_a_reason_is_asked_once_and_stands_with_each(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    said = {MOTHER: {"explore": "agreed"}, THE_PUPIL: {"explore": "agreed"}}
    paper = filled(office, ConsentTable, said, **{**SAID_HOW, **FREELY, "told_of_other_options": "no"})

    needed = entries.check(office, paper).needing_a_reason
    assert [each.rule for each in needed] == ["CONSENT-3"]
    submitted(office, AMINA, type_in(office, AMINA, paper, {f"{REASON}CONSENT-3": "There is nothing else here."}))

    assert [each.reasons for each in case(office).filed_of(Consent)] == [
        {"CONSENT-3": "There is nothing else here."},
        {"CONSENT-3": "There is nothing else here."},
    ]


def asks(office: Office, name: str, **row: str) -> None:
    """Have the authority ask this of every consent, or of what the row names."""
    assert change(office, TARIQ, QUESTIONS, name, {"form": "Consent", "type": "text", **row}, None) == {}


def test_an_authoritys_own_question_is_asked_once_and_stands_with_each(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    asks(office, "interpreter", label="Was an interpreter there?", type="yes or no", required="yes")
    said = {MOTHER: {"explore": "agreed"}, THE_PUPIL: {"explore": "agreed"}}
    paper = filled(office, ConsentTable, said, **SAID_HOW, **FREELY)

    found = entries.check(office, paper)
    assert [(each.question, each.sentence) for each in found.problems] == [
        ("local_interpreter", "Answer yes or no: “Was an interpreter there?”")
    ]
    submitted(office, AMINA, type_in(office, AMINA, paper, {"local_interpreter": "no"}))

    assert [each.local_interpreter for each in kept(office, Consent)] == [False, False]  # type: ignore[attr-defined]


def test_an_own_question_that_hangs_on_what_one_of_them_said_stands_with_that_one_alone(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    asks(office, "why", label="Why not?", required="yes", **{"asked when": "Their answer is refused"})
    asks(office, "seen", label="Seen by whom?", **{"asked when": "Is this the pupil's own answer? is yes"})
    asks(
        office,
        "terms",
        label="On what terms?",
        required="yes",
        **{"asked when": "What were they asked to agree to? is to share information with one school"},
    )
    agree = {MOTHER: {"explore": "agreed"}, THE_PUPIL: {"explore": "agreed"}}
    paper = filled(office, ConsentTable, agree, **SAID_HOW, **FREELY)
    assert [each for each in entries.check(office, paper).on_the_form if "local" in each] == ["local_seen"]
    assert entries.check(office, paper).is_ready

    refuse = {f"{lines(paper)[MOTHER]}.share": "refused", "school": RECEIVING}
    paper = type_in(office, AMINA, paper, {**refuse, "local_seen": "Ms Obi"})
    assert [each.question for each in entries.check(office, paper).problems] == ["local_why", "local_terms"]
    submitted(office, AMINA, type_in(office, AMINA, paper, {"local_why": "Too far.", "local_terms": "None."}))

    own = ("local_why", "local_terms", "local_seen")
    assert [tuple(getattr(each, name) for name in own) for each in kept(office, Consent)] == [
        (None, None, None),
        ("Too far.", "None.", None),
        (None, None, "Ms Obi"),
    ]


def test_an_own_question_of_a_signature_is_asked_in_the_table_of_signatures(tmp_path: Path) -> None:
    office = an_office(tmp_path, *placed()[:-1])
    asks(office, "ink", form="Signatures", section="A signature", label="Was it ink?", type="yes or no", required="yes")
    asks(office, "who", form="Signatures", label="Who else?", **{"asked when": "Who signed? is parent"})

    form = office.authority.form(SignatureTable)

    assert [
        (each.name, each.section.title, each.optional) for each in questions(form) if each.name.startswith("local_")
    ] == [("local_ink", "The copy", False), ("local_who", "Asked by your local authority", True)]


def test_submitting_twice_files_them_once(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    paper = filled(
        office, ConsentTable, {MOTHER: {"explore": "agreed"}, THE_PUPIL: {"explore": "agreed"}}, **SAID_HOW, **FREELY
    )

    first = submitted(office, AMINA, paper)
    again = entries.submit(office, AMINA, paper)

    assert again == first
    assert len(kept(office, Consent)) == 2


def test_a_second_table_files_what_was_said_since(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    for answer in ("agreed", "withdrawn"):
        submitted(office, AMINA, filled(office, ConsentTable, {MOTHER: {"explore": answer}}, **SAID_HOW, **FREELY))

    assert standing(case(office), EXPLORE).refused == (MOTHER,)


def test_one_of_them_can_be_corrected_alone(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    said = {MOTHER: {"explore": "agreed"}, THE_PUPIL: {"explore": "agreed"}}
    submitted(office, AMINA, filled(office, ConsentTable, said, **SAID_HOW, **FREELY))
    of_pupil = case(office).filed_of(Consent)[1]

    correction = drafts.revise(office, AMINA, REFERENCE, of_pupil.entry_id)
    submitted(office, AMINA, type_in(office, AMINA, correction, {"answer": "refused"}))

    assert [(each.person, each.answer) for each in case(office).of(Consent)] == [
        (MOTHER, "agreed"),
        (THE_PUPIL, "refused"),
    ]


def test_the_lines_to_sign_are_those_that_are_missing_with_the_names_that_are_known(tmp_path: Path) -> None:
    unsigned = [each for each in agreed() if not isinstance(each.entry, Signature)]
    office = an_office(tmp_path, *unsigned)
    paper = begun(office, SignatureTable)

    assert list(lines(paper)) == [
        *("Agreement: parent", "Agreement: pupil", "Agreement: home head teacher", "Agreement: receiving head teacher"),
        *(
            "Dual registration form: parent",
            "Dual registration form: pupil",
            "Dual registration form: home head teacher",
        ),
        "Dual registration form: receiving head teacher",
    ]
    assert paper.typed[f"{lines(paper)['Agreement: parent']}.name"] == MOTHER
    submitted(
        office,
        AMINA,
        type_in(office, AMINA, paper, {f"{lines(paper)['Agreement: parent']}.signed_on": "14/9/2026"}),
    )
    assert kept(office, Signature) == [
        Signature(document="agreement", role="parent", name=MOTHER, signed_on=date(2026, 9, 14), seen_by=AMINA.name)
    ]
    assert "Agreement: parent" not in lines(begun(office, SignatureTable))


def test_a_head_who_signs_before_consent_is_named_at_their_line(tmp_path: Path) -> None:
    met = [each for each in agreed() if not isinstance(each.entry, Signature)]
    office = an_office(
        tmp_path, *(each for each in met if not (isinstance(each.entry, Consent) and each.entry.choice == PLACEMENT))
    )
    paper = begun(office, SignatureTable)
    cell = f"{lines(paper)['Agreement: home head teacher']}.signed_on"

    found = entries.check(office, type_in(office, AMINA, paper, {cell: "14/9/2026"}))

    assert [(each.question, each.sentence) for each in found.problems] == [
        (cell, "Record each parent’s and the pupil’s consent to this move first: a head teacher signs after them.")
    ]


def test_where_one_cannot_be_kept_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = an_office(tmp_path, *REFERRED)
    said = {MOTHER: {"explore": "agreed"}, THE_PUPIL: {"explore": "agreed"}}
    paper = filled(office, ConsentTable, said, **SAID_HOW, **FREELY)
    whole = type(office.store)._append

    def full(self: object, connection: object, entry: SavedEntry, mark: int) -> SavedEntry:
        if entry.answers.get("person") == THE_PUPIL:
            raise CannotBeWritten("The disk is full.")
        return whole(self, connection, entry, mark)  # type: ignore[arg-type]

    monkeypatch.setattr(type(office.store), "_append", full)
    with pytest.raises(CannotBeWritten):
        entries.submit(office, AMINA, paper)
    monkeypatch.undo()

    assert kept(office, Consent) == []
    submitted(office, AMINA, paper)
    assert len(kept(office, Consent)) == 2


def test_what_is_answered_while_it_is_submitted_is_submitted_too(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    paper = filled(office, ConsentTable, {MOTHER: {"explore": "agreed"}}, **SAID_HOW, **FREELY)
    whole, cell = office.store.save, f"{lines(paper)[THE_PUPIL]}.explore"

    def meanwhile(*given: object, **more: object) -> SavedEntry:
        object.__setattr__(office.store, "save", whole)
        type_in(office, AMINA, paper, {cell: "agreed"})
        return whole(*given, **more)  # type: ignore[arg-type]

    object.__setattr__(office.store, "save", meanwhile)
    submitted(office, AMINA, paper)

    assert [each.person for each in case(office).of(Consent)] == [MOTHER, THE_PUPIL]


def test_what_stands_is_told_person_by_person_the_latest_of_each_choice(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    assert said_so_far(case(office)) == {}
    for answer in ("agreed", "withdrawn"):
        said = {MOTHER: {"explore": answer}, THE_PUPIL: {"share": answer}}
        paper = filled(office, ConsentTable, said, school=RECEIVING, **SAID_HOW, **FREELY)
        submitted(office, AMINA, paper)

    told = {name: [(each.choice, each.answer) for each in said] for name, said in said_so_far(case(office)).items()}

    assert told == {MOTHER: [(EXPLORE, "withdrawn")], THE_PUPIL: [(SHARE, "withdrawn")]}


def test_what_was_answered_to_a_column_that_is_not_asked_now_is_not_filed(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    said = {MOTHER: {"explore": "agreed", "transfer": "agreed"}, THE_PUPIL: {"transfer": "nonsense"}}
    paper = filled(office, ConsentTable, said, school=RECEIVING, **SAID_HOW, **FREELY)
    assert "school" not in entries.check(office, paper).on_the_form

    submitted(office, AMINA, paper)

    assert [(each.person, each.choice) for each in case(office).of(Consent)] == [(MOTHER, EXPLORE)]


def test_a_line_that_is_sent_again_and_again_is_one_line(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    paper = filled(office, ConsentTable, {MOTHER: {"explore": "agreed"}}, **SAID_HOW, **FREELY)
    line = lines(paper)[MOTHER].removeprefix("people.")

    submitted(office, AMINA, type_in(office, AMINA, paper, {"people": [line] * 30}))

    assert [each.person for each in case(office).of(Consent)] == [MOTHER]


def test_a_table_takes_no_more_lines_than_it_may_have(tmp_path: Path) -> None:
    office = an_office(tmp_path, *REFERRED)
    paper = begun(office, ConsentTable)
    before = item_ids(paper.typed, "people")

    again = type_in(office, AMINA, paper, {"people": [f"line{number}" for number in range(41)], "note": "Both came."})

    assert (item_ids(again.typed, "people"), again.typed["note"]) == (before, "Both came.")
    full = type_in(office, AMINA, paper, {"people": [f"line{number}" for number in range(40)]})
    assert len(item_ids(full.typed, "people")) == 40


def test_what_was_said_in_one_talk_of_several_schools_is_not_read_by_the_next(tmp_path: Path) -> None:
    """It is written down once: with the answer to look for a school at all, too. So is what the authority asks beside."""
    office = an_office(tmp_path, *REFERRED)
    asks(office, "which", label="Which would they rather not?")
    for school, note in ((OTHER, "Rather not Northgate."), (RECEIVING, "Elm Grove said no.")):
        said = {name: {"explore": "agreed", "share": "agreed"} for name in (MOTHER, THE_PUPIL)}
        paper = filled(office, ConsentTable, said, school=school, note=note, **SAID_HOW, **FREELY)
        submitted(office, AMINA, type_in(office, AMINA, paper, {"local_which": note}))
    save(office, asked(on=day(15, 9)))

    seen = see(office, PETER, REFERENCE)

    assert seen is not None
    read = [(each.choice, each.person, each.answer, each.note) for each in seen.case.of(Consent)]
    both = [("agreed", None)] * 2
    assert [each[2:] for each in read if each[0] == EXPLORE] == both * 2
    assert [each[1:] for each in read if each[0] == SHARE] == [
        (name, "agreed", "Elm Grove said no.") for name in (MOTHER, THE_PUPIL)
    ]
    assert "Northgate" not in repr(seen.case.filed)
