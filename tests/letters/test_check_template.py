"""A template is checked before anybody relies on it."""

import pytest

from letters.catalogue import BY_ID
from letters.check_template import check
from letters.errors import TemplateFaulty, TemplateRefused
from tests.letters.templates_for_tests import template

RETURN = BY_ID["return_to_home_school"]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("pupil.prefered_name", "pupil.preferred_name"),
        ("home.telephone", "home.phone"),
        ("expected.wher", "expected.where"),
        ("decision.reason", "decision.reasons"),
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


def test_each_fault_is_reported_once() -> None:
    assert len(check(template("{{ pupil.upn }} {{ pupil.upn }}", header="{{ pupil.upn }}"), RETURN)) == 1


def test_a_name_the_letter_needs_is_no_fault() -> None:
    assert check(template("{{ expected.on_short }}: {{ expected.where }}, {{ reference }}"), RETURN) == ()


def test_a_template_that_cannot_be_read_is_refused_as_a_whole() -> None:
    with pytest.raises(TemplateFaulty):
        check(b"no Word document", RETURN)
    with pytest.raises(TemplateRefused):
        check(template("{{ ''.__class__ }}"), RETURN)
