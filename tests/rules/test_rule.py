"""How a rule is declared: refused at import when it could not be right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from record.case import Case
from record.entry import Entry
from record.forms.approach import Approach
from record.forms.consent import Consent
from record.forms.signature import Signature
from record.pack import Pack
from rules import rule as declaring
from rules.clauses import ClauseUnknown, clause
from rules.judging import rules
from rules.rule import MUST, Check, FieldUnknown, RuleIdTaken, also, rule


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Declarations in a test leave the list of rules as it was."""
    rules()
    monkeypatch.setattr(declaring, "_DECLARED", dict(declaring._DECLARED))
    yield


def declare(rule_id: str, check: Check[Any] = lambda entry, case, pack: None, **changed: Any) -> None:
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
    rule(rule_id, **{**right, **changed})(check)


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

    def test_a_rule_on_another_form_too_differs_only_in_what_is_said(self) -> None:
        def check(entry: Entry, case: Case, pack: Pack) -> bool | None:
            """The first."""
            return None

        declare("FIRST-1", check, clause="HF-7.5a", message="Choose a school.")
        also("SECOND-1", on=Consent, statement="The second.", clause=("APP-6", "NA-2"), message="Choose another.")(
            check
        )
        first, second = declaring.declared()[-2:]
        assert (first.on, first.statement) == (Approach, "The first.")
        assert second == replace(
            first,
            id="SECOND-1",
            on=Consent,
            statement="The second.",
            clauses=(clause("APP-6"), clause("NA-2")),
            message="Choose another.",
        )

    def test_another_form_that_does_not_ask_the_question_is_refused(self) -> None:
        def check(entry: Entry, case: Case, pack: Pack) -> bool | None:
            return None

        declare("FIRST-2", check)
        with pytest.raises(FieldUnknown, match="SECOND-2: signature does not ask 'school'"):
            also("SECOND-2", on=Signature, statement="The second.")(check)
