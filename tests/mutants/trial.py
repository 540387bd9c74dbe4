"""One mutant on trial, in a process of its own: the rule's examples first, then the tests that name it, then all.

A gate's examples are among the tests that name it (`test_every_gate.py`)."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from record.case import Case
from record.entry import Entry
from rules import packs
from rules.examples import JUDGED, example_case
from rules.judging import rules
from rules.rule import Rule
from tests.mutants.change import Mutant
from tests.mutants.targets import PackMutant, Target
from tests.rules.with_less import answer, with_less

LONGEST = 60
"""Seconds: a mutant that never ends is noticed too."""
KILLED, SURVIVED = 1, 0
NOT_ABOUT_ONE_RULE = ("test_every_rule.py", "test_every_clause.py", "test_judging_any_case.py")
"""Tests that ask of each rule what the examples ask already."""


class Court:
    """The examples and tests that mutants are tried by, made ready once."""

    def __init__(self, tests: Sequence[pytest.Function]) -> None:
        self.tests = [each for each in tests if each.path.name not in NOT_ABOUT_ONE_RULE]
        self.named = {each: _rules_named(each) for each in self.tests}
        self.examples = {each.id: [*_examples(each)] for each in rules()}

    def begin(self, target: Target) -> int:
        """Try a mutant in a child process; its exit code says KILLED or SURVIVED."""
        child = os.fork()
        if child:
            return child
        signal.alarm(LONGEST)
        verdict = KILLED
        try:
            _break(target.mutant)
            verdict = KILLED if self._is_noticed(target) else SURVIVED
        finally:
            os._exit(verdict)

    def _is_noticed(self, target: Target) -> bool:
        return (
            any(_fails(*example) for each in target.rules for example in self.examples.get(each.id, ()))
            or any(_raises(each) for each in target.rules if isinstance(each, Rule))
            or any(_is_failing(each) for each in self._nearest_first(target))
        )

    def _nearest_first(self, target: Target) -> list[pytest.Function]:
        """The tests that name a rule concerned, then those that name none and so are about all of them."""
        ids = {each.id for each in target.rules}
        naming = [each for each in self.tests if self.named[each] & ids]
        return naming + [each for each in self.tests if not self.named[each]]


def _rules_named(test: pytest.Function) -> frozenset[str]:
    said = f"{inspect.getsource(test.obj)} {_parameters(test)}"
    numbered = {f"{name}{number}" for name in re.findall(r"[A-Z-]+-(?={number})", said) for number in range(20)}
    return frozenset(re.findall(r"\b[A-Z][A-Z-]*-\d+\b", said)) | numbered


def _parameters(test: pytest.Function) -> Mapping[str, object]:
    return test.callspec.params if hasattr(test, "callspec") else {}


def _examples(rule: Rule) -> Iterator[tuple[Rule, Case, Entry, bool | None]]:
    for example, wanted in ((rule.passes, True), (rule.fails, False), ({}, None)):
        case = example_case(rule.on, example)
        yield rule, case, next(each.entry for each in case.filed if each.entry_id == JUDGED), wanted


def _fails(rule: Rule, case: Case, entry: Entry, wanted: bool | None) -> bool:
    return rule.check(entry, case, case.pack) is not wanted


def _raises(rule: Rule) -> bool:
    try:
        for example in with_less(rule):
            answer(rule, example)
    except Exception:
        return True
    return False


def _is_failing(test: pytest.Function) -> bool:
    try:
        test.obj(**_parameters(test))
    except Exception:
        return True
    return False


def _break(mutant: Mutant | PackMutant) -> None:
    if isinstance(mutant, Mutant):
        mutant.function.__code__ = mutant.code
        return
    folder = Path(tempfile.mkdtemp(dir=os.environ["MUTANTS_FOLDER"]))
    shutil.copytree(packs.PACKS, folder, dirs_exist_ok=True)
    (folder / mutant.file.name).write_text(mutant.text, "utf-8")
    packs.PACKS = folder
    packs.pack.cache_clear()
