"""How a rule is declared: refused at import when it could not be right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from record.approach import Approach
from rules import rule as declaring
from rules.clauses import ClauseUnknown
from rules.judging import rules
from rules.rule import MUST, FieldUnknown, RuleIdTaken, rule


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Declarations in a test leave the list of rules as it was."""
    rules()
    monkeypatch.setattr(declaring, "_DECLARED", dict(declaring._DECLARED))
    yield


def declare(rule_id: str, **changed: Any) -> None:
    """Declare a rule that is right but for what is changed."""
    right: dict[str, Any] = {
        "on": Approach,
        "clause": "HF-7.5a",
        "weight": MUST,
        "fields": ("school",),
        "message": "Choose a school.",
        "passes": {},
        "fails": {},
    }
    rule(rule_id, **{**right, **changed})(lambda entry, case, pack: None)


@pytest.mark.usefixtures("scratch")
class TestDeclaring:
    def test_an_id_is_never_used_twice(self) -> None:
        declare("ONCE-1")
        with pytest.raises(RuleIdTaken, match="ONCE-1"):
            declare("ONCE-1")

    def test_a_question_that_is_not_asked_is_refused(self) -> None:
        with pytest.raises(FieldUnknown, match="ODD-1: approach does not ask 'scool'"):
            declare("ODD-1", fields=("scool",))

    def test_a_date_that_is_not_asked_is_refused(self) -> None:
        with pytest.raises(FieldUnknown, match="starts_on"):
            declare("ODD-2", in_force_by="starts_on")

    def test_a_clause_that_does_not_exist_is_refused(self) -> None:
        with pytest.raises(ClauseUnknown, match="HF-99"):
            declare("ODD-3", clause=("HF-7.5a", "HF-99"))
