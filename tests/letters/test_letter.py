"""A letter's declaration: refused when it is imported unless it is complete, and unless everything it names is there."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from pathlib import Path
from typing import Any

import pytest

from casework.settings.setting_rows import SETTINGS_ROWS
from letters.asked import LetterQuestions, NextSteps
from letters.by_when import Wanted
from letters.catalogue import BY_ID, LETTERS, with_templates
from letters.declared import declared
from letters.facts import Facts
from letters.facts.fact import QuestionUnknown, every_fact, known
from letters.letter import Letter, LetterRefused
from letters.need import FactUnknown, need, needed, only
from record.field import Shape, question
from record.forms.kinds import kind_named
from rules.clauses import clause

INVITATION = BY_ID["invitation_to_discuss"]
EVERY_LETTER = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
SHAPES = {
    "str": {Shape.TEXT, Shape.LONG_TEXT, Shape.CHOICE, Shape.UPN, Shape.SCHOOL, Shape.MARK},
    "date": {Shape.DATE, Shape.BIRTH_DATE},
    "time": {Shape.TIME},
    "int": {Shape.WHOLE_NUMBER},
}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"title": ""}, "title says nothing"),
        ({"comes": ""}, "comes says nothing"),
        ({"needs": ()}, "needs says nothing"),
        ({"writers": ()}, "writers must be some of home school, receiving school, not none"),
        ({"writers": ("council",)}, "not council"),
        ({"readers": ("uncle",)}, "not uncle"),
        ({"routes": ("trial",)}, "routes must be some of placement, off-site direction, direct, .*, not trial"),
        ({"routes": ()}, "not none"),
        ({"stages": ("waiting",)}, "stages must be some of preparing, .*, not waiting"),
        ({"each": (NextSteps,)}, "is not a kind of entry"),
        ({"asks": None}, "it needs 'meeting_where', and does not ask it"),
        ({"asks": LetterQuestions(questions=NextSteps, purpose="x")}, "it needs 'meeting_on', and does not ask it"),
        ({"box": lambda _: None}, "a letter with a box needs facts of `expected`"),
        ({"needs": (need("expected.on", "Give the day.", "referral.born_on"),)}, "and one that needs them has a box"),
        ({"signed_as": "agreement"}, "it needs the signatories"),
        ({"needs": needed("signatories")}, "people sign it as one of agreement, dual registration form"),
        ({"signed_as": "cheque", "needs": needed("signatories")}, "people sign it as one of"),
        ({"asked_by": ()}, "it names no clause that asks for it"),
        ({"by_when": Wanted((), lambda *_: None)}, "it names no clause that asks for it"),
        ({"by_when": Wanted(("NA-7",), lambda *_: None)}, "by_when names its clauses: take asked_by out"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_letter_that_is_not_complete_is_refused_with_what_to_put_right(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(LetterRefused, match=says):
        replace(INVITATION, **changed)


@pytest.mark.parametrize("left_out", [each.name for each in fields(Letter) if each.default is MISSING])
def test_what_every_letter_must_say_cannot_be_left_out(left_out: str) -> None:
    said = {each.name: getattr(INVITATION, each.name) for each in fields(Letter) if each.name != left_out}
    with pytest.raises(TypeError, match=left_out):
        Letter(**said)


@pytest.mark.parametrize("fact", ["plan.lunch", "lunch", "plan.school_days", "expected.on"])
def test_a_letter_needs_facts_that_there_are_and_that_say_what_to_do(fact: str) -> None:
    with pytest.raises(FactUnknown, match=fact):
        needed(fact)


def test_a_need_has_a_question_that_somebody_asks_and_a_condition_that_there_is() -> None:
    with pytest.raises(QuestionUnknown, match=r"meeting_record\.lunch"):
        need("plan.meals", "Say how meals work.", "meeting_record.lunch")
    with pytest.raises(FactUnknown, match="lunch"):
        only("not lunch", needed("plan.meals"))


@pytest.mark.parametrize("asked", ["meeting_record.lunch", "lunch", "kitchen.lunch", "Schools.lunch"])
def test_a_fact_names_a_question_that_somebody_asks(asked: str) -> None:
    with pytest.raises(QuestionUnknown, match=asked):
        known(asked)


def a_package(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> tuple[str, list[str]]:
    """A package of letters with these files, each a copy of the invitation or as it is written."""
    package = folder / folder.name.replace("-", "_")
    package.mkdir()
    (package / "__init__.py").write_text("")
    for name, text in files.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(folder)
    return package.name, [str(package)]


COPY = """
from dataclasses import replace
from letters.catalogue import BY_ID
LETTER = replace(BY_ID["{0}"], file=__name__{1})
"""


def test_letters_are_found_in_their_folder_and_stand_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"success": COPY.format("success", ""), "referral": COPY.format("referral", ", order=1000")}
    here = declared(*a_package(tmp_path, monkeypatch, **files))

    assert [(each.id, each.order) for each in here] == [("success", 190), ("referral", 1000)]
    assert {each.id for each in LETTERS} == {
        path.stem for path in (Path(__file__).parents[2] / "letters" / "each").glob("[a-z]*.py")
    }


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"success": COPY.format("success", ""), "referral": COPY.format("referral", ", order=190")}, "one place"),
        ({"success": "LETTER = 1"}, "declares no letter"),
        ({"success": "from letters.each.referral import LETTER"}, "declares no letter"),
        ({"success": "from letters.need import needed\nneeded('lunch')"}, r"/success\.py: there is no fact 'lunch'"),
        ({"success": "from letters.letter import Letter\nLetter()"}, r"/success\.py: .* 'title'"),
    ],
    ids=["one place", "no letter", "another file’s", "no such fact", "half a letter"],
)
def test_a_file_without_a_letter_of_its_own_in_a_place_of_its_own_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], says: str
) -> None:
    with pytest.raises(LetterRefused, match=says):
        declared(*a_package(tmp_path, monkeypatch, **files))


def test_a_letter_without_its_template_is_refused_where_letters_are_offered() -> None:
    with pytest.raises(
        LetterRefused, match=r"there is no templates/goodbye\.docx: write templates/wording/goodbye\.txt"
    ):
        with_templates((INVITATION, replace(INVITATION, file="letters.each.goodbye")))
    assert with_templates(LETTERS) == LETTERS


@EVERY_LETTER
def test_every_letter_names_a_clause_that_asks_for_it_and_each_is_one_of_guidance(letter: Letter) -> None:
    assert letter.clauses
    assert [clause(each).id for each in letter.clauses] == list(letter.clauses)


@EVERY_LETTER
def test_a_letter_is_asked_for_as_it_is_called(letter: Letter) -> None:
    if letter.form is None:
        return
    assert (letter.form.kind, letter.form.title) == (f"letter {letter.id}", letter.title)
    assert letter.form is BY_ID[letter.id].form


def test_a_fact_that_repeats_an_answer_is_of_its_sort() -> None:
    wrong = {}
    for name, fact in every_fact(Facts):
        kind, _, path = str(fact.metadata["asked"]).partition(".")
        sort = str(fact.type).split(" |")[0]
        if sort not in SHAPES or kind in ("", "letter", "Schools", "Settings"):
            continue
        asked = question(kind_named(kind), path.split(".")[0])
        for inner in path.split(".")[1:]:
            assert asked.item
            asked = question(asked.item, inner)
        if asked.shape not in SHAPES[sort]:
            wrong[name] = asked.shape
    # A parent's name is one of a list of parents: these two lead there, and repeat nothing.
    assert wrong == {"addressee.name": Shape.GROUP, "addressee.salutation": Shape.GROUP}


def test_every_setting_that_a_letter_needs_is_a_row_of_the_settings_table() -> None:
    rows = {need.field for letter in LETTERS for need in letter.needs if need.kind == "Settings"}
    assert rows == {"authority", "coordinator", "coordinator phone", "pack"}
    assert rows <= set(SETTINGS_ROWS)
