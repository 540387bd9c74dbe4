"""What a school writes for a school does not land in a family's letter: a question whose words do says that the family reads it."""

from __future__ import annotations

from letters.catalogue import LETTERS, Letter
from letters.facts import Facts
from letters.facts.fact import every_fact
from letters.word.fill import names_used
from record.entry import Answers
from record.field import THE_FAMILY_READS_IT, Question, Shape, question, questions
from record.forms.kinds import KINDS

FAMILY = {"parent", "parent who agrees", "pupil"}
BY_ANOTHER_WAY = {
    "meeting_record.why_not_agreed",
    "same_day.reason",
    "final_review.attendance_so_far",
    "weekly_report.incidents.what",
    "weekly_report.incidents.action",
}
"""Questions whose answers a letter says in a sentence of its own, or of whose facts another question is named first."""
SHORT = {
    "same_day.provision_from_day_six",
    "referral.interventions.what",
    "final_review.results.evidence",
    "weekly_report.scores.note",
}
"""Questions of one line that say so too."""


def of_letters_to_the_family() -> set[str]:
    """The questions of forms whose words stand in some letter to the family."""
    asked = {name: str(fact.metadata["asked"]) for name, fact in every_fact(Facts)}
    those = [letter for letter in LETTERS if FAMILY & {*letter.readers}]
    named = {asked.get(name, "") for letter in those for name in names_used(letter.template)}
    return {each for each in named if each.partition(".")[0] in {kind.kind for kind in KINDS}}


def every_question(kind: type[Answers], before: str) -> dict[str, Question]:
    found = {f"{before}.{each.name}": each for each in questions(kind)}
    for name, each in tuple(found.items()):
        found |= every_question(each.item, name) if each.item else {}
    return found


EVERY = {name: each for kind in KINDS for name, each in every_question(kind, kind.kind).items()}


def test_who_writes_at_length_what_a_family_reads_is_told_so_and_nobody_else() -> None:
    at_length = {name for name in of_letters_to_the_family() if EVERY[name].shape is Shape.LONG_TEXT}
    told = {name for name, each in EVERY.items() if each.family_reads}
    same = {name for name in told if any(name.endswith(f".{one.split('.')[-1]}") for one in at_length)}

    assert at_length - told == set()
    assert told - at_length - same == BY_ANOTHER_WAY - same | SHORT


def test_the_hint_says_it_after_what_else_it_says() -> None:
    needs = question(next(kind for kind in KINDS if kind.kind == "meeting_record"), "other_needs")
    assert needs.hint == f"Learning, medical, language, faith. {THE_FAMILY_READS_IT}"


def test_neither_why_a_move_nor_why_a_school_said_no_is_given_to_the_family_as_a_school_wrote_it() -> None:
    def names(letter: Letter) -> set[str]:
        return {*names_used(letter.template)}

    to_the_family = [letter for letter in LETTERS if FAMILY & {*letter.readers}]
    assert [each.id for each in to_the_family if "referral.why_a_move" in names(each)] == []
    assert not EVERY["referral.why_a_move"].family_reads and not EVERY["response.decline_words"].family_reads
