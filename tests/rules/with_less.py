"""A rule asked of its example, and of all that is left of its example when something in it is missing."""

from __future__ import annotations

from collections.abc import Iterator

from record.case import Case
from record.entry import Entry
from rules.examples import JUDGED, example_case
from rules.rule import Example, Rule


def answer(rule: Rule, example: Example) -> bool | None:
    """What a rule says of its example."""
    case, entry = judged(rule, example)
    return rule.check(entry, case, case.pack)


def judged(rule: Rule, example: Example) -> tuple[Case, Entry]:
    """The example's case, and the entry it is about."""
    case = example_case(rule.on, example)
    return case, next(each.entry for each in case.filed if each.entry_id == JUDGED)


def with_less(rule: Rule) -> Iterator[Example]:
    """Its examples without one answer of the entry judged, or without one of the other forms."""
    for example in (rule.passes, rule.fails):
        for left_out in dict.fromkeys(name.partition(".")[0] if "." in name else name for name in example):
            yield {
                name: given
                for name, given in example.items()
                if name != left_out and name.partition(".")[0] != left_out
            }
