"""A template is checked before anybody relies on it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from letters.catalogue import BY_ID, LETTERS, Letter
from letters.errors import TemplateFaulty, TemplateRefused
from letters.say import every_tag
from letters.word.check import NAMES_ELSEWHERE, check, commented, left_out
from letters.word.package import read
from tests.letters.read import document
from tests.letters.templates_for_tests import faulty, template
from tests.letters.word.disguises import letter, simple

RETURN = BY_ID["return_to_home_school"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("pupil.prefered_name", "pupil.preferred_name"),
        ("home.telephone", "home.phone"),
        ("expected.wher", "expected.where"),
        ("decision.reason", "decision.reasons"),
        ("First_Name", "pupil.preferred_name"),
        ("DOB", "pupil.date_of_birth"),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_known_one(wrong: str, meant: str) -> None:
    (fault,) = check(template("{{ " + wrong + " }}"), RETURN)
    assert (fault.name, fault.nearest) == (wrong, meant)
    assert meant in fault.says


def test_a_name_like_no_other_is_reported_alone() -> None:
    (fault,) = check(template("{{ xyzzy }}"), RETURN)
    assert fault.nearest is None


def test_an_unknown_name_in_a_loop_is_reported_by_its_list() -> None:
    (fault,) = check(template("{% for one in targets %}{{ one.waht }}{% endfor %}"), RETURN)
    assert (fault.name, fault.nearest) == ("targets.waht", "targets.what")


def test_a_name_that_may_be_missing_is_reported_with_what_to_write() -> None:
    (fault,) = check(template("{{ pupil.upn }}"), RETURN)
    assert "{% if pupil.upn %}" in fault.says


@pytest.mark.parametrize(
    ("letter", "tags", "to_write"),
    [
        ("agreement", "{% for one in targets %}{{ one.baseline }}{% endfor %}", "{% if one.baseline %}"),
        ("agreement", "{% if targets %}{% for one in targets %}{{ one.by_whom }}{% endfor %}{% endif %}", "{% if one.by_whom %}"),
        ("referral", "{% for one in referral.tried %}{{ one.when }}{% endfor %}", "{% if one.when %}"),
        ("agreement", "{% if plan %}{{ plan.exams }}{% endif %}", "{% if plan.exams %}"),
    ],
)  # fmt: skip
def test_a_list_or_a_group_that_is_there_does_not_vouch_for_what_is_optional_in_it(
    letter: str, tags: str, to_write: str
) -> None:
    (fault,) = check(template(tags), BY_ID[letter])
    assert to_write in fault.says


def test_what_is_always_there_in_a_list_needs_no_question() -> None:
    tags = "{% for one in targets %}{{ one.number }}. {{ one.what }}{% if one.baseline %}{{ one.baseline }}{% endif %}{% endfor %}"
    assert check(template(tags), BY_ID["agreement"]) == ()


def test_each_fault_is_reported_once() -> None:
    assert len(check(template("{{ pupil.upn }} {{ pupil.upn }}", header="{{ pupil.upn }}"), RETURN)) == 1


def test_a_name_the_letter_needs_is_no_fault() -> None:
    assert check(template("{{ expected.on_short }}: {{ expected.where }}, {{ reference }}"), RETURN) == ()


def test_a_template_that_cannot_be_read_is_refused_as_a_whole() -> None:
    with pytest.raises(TemplateFaulty):
        check(b"no Word document", RETURN)
    with pytest.raises(TemplateRefused):
        check(template("x", title="{{ reference }}"), RETURN)


CORPUS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "faulty" / "corpus.toml").read_text("utf-8"))


@pytest.mark.parametrize("kind", CORPUS)
def test_each_kind_of_fault_is_found_and_its_comment_stands_at_its_place(kind: str) -> None:
    written = faulty(CORPUS[kind])
    faults = check(written, RETURN)
    assert any(CORPUS[kind]["says"] in fault.says for fault in faults), [fault.says for fault in faults]

    comments = list(document(commented(written, faults)).comments)
    assert len(comments) == len(faults)
    the_one = next(fault for fault in faults if CORPUS[kind]["says"] in fault.says)
    at = CORPUS[kind].get("at", 1)
    if at == "header":
        assert the_one.place and not the_one.place.is_in_the_body
    else:
        assert the_one.place and the_one.place.number == at


def test_there_are_thirty_kinds_of_fault_in_the_corpus() -> None:
    assert len(CORPUS) >= 30


def test_the_corpus_around_the_faults_is_sound() -> None:
    assert check(faulty({"body": ["{{ reference }}"]}), RETURN) == ()


def test_a_template_that_leaves_out_what_the_letter_must_carry_is_told_which_facts() -> None:
    said = {fault.name for fault in left_out(template("{{ expected.where }} {{ expected.on_short }}"), RETURN)}
    assert said == {
        *("expected.at", "expected.who", "expected.until_then", "decision.reasons", "decision.reviewed_on"),
        *("addressee.name", "addressee.salutation", "addressee.address_lines"),
        *("sender.name", "sender.role", "sender.phone", "sender.school.address_lines"),
        *("council.name", "council.coordinator", "council.phone"),
    }


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_no_shipped_template_leaves_out_what_its_letter_must_carry(letter: Letter) -> None:
    assert left_out(letter.template.read_bytes(), letter) == ()


def test_every_name_that_stands_elsewhere_leads_to_a_fact_there_is() -> None:
    assert set(NAMES_ELSEWHERE.values()) <= set(every_tag())


def test_a_field_of_a_mail_merge_is_named_with_the_tag_to_use() -> None:
    given = read(letter(simple("MERGEFIELD &quot;First Name&quot;"))).content
    fault = next(each for each in check(given, RETURN) if each.name == "First_Name")
    assert fault.says == "There is no fact called “First_Name”. Did you mean “pupil.preferred_name”?"
    assert fault.place is not None and fault.place.number == 1


def test_round_quotation_marks_in_a_tag_are_no_fault() -> None:
    assert (
        check(template("{% if addressee.address_lines %}{{ addressee.address_lines|join(‘, ’) }}{% endif %}"), RETURN)
        == ()
    )
