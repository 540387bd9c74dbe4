"""What is broken on purpose: each rule's and each gate's function, what only they ask, and the packs' numbers."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from rules.gate import TurnGate
from rules.gates import GATES
from rules.judging import gates, rules
from rules.packs import PACKS
from rules.rule import Rule
from rules.themes import THEMES
from tests.mutants.change import Mutant, mutants

SHARED = ("rules.case_queries",)
"""What several themes ask."""
PACKS_THEME = "packs"
OF_GATES = "gates-"
"""Before the name of a file of gates: one of rules may be named alike."""
Judged = Rule | TurnGate


@dataclass(frozen=True)
class PackMutant:
    """One pack with one number moved by one, or one yes or no turned round."""

    file: Path
    line: str
    instead: str

    @property
    def name(self) -> str:
        """What the list of equivalent mutants calls it."""
        return f"{self.file.name}: {self.line} -> {self.instead}"

    @property
    def text(self) -> str:
        """The file as it would be."""
        return self.file.read_text("utf-8").replace(f"\n{self.line}", f"\n{self.instead}", 1)


@dataclass(frozen=True)
class Target:
    """One mutant, the theme its score counts for, and the rules or gates whose examples are tried on it first."""

    theme: str
    mutant: Mutant | PackMutant
    rules: tuple[Judged, ...]


def targets(themes: list[str]) -> Iterator[Target]:
    """Every mutant of these themes, or of all."""
    for theme, module in _modules().items():
        if not themes or theme in themes:
            yield from _of_module(theme, module)
    if not themes or PACKS_THEME in themes:
        yield from _of_packs()


def every_theme() -> frozenset[str]:
    """The names by which themes are tried and scored."""
    return frozenset({*_modules(), PACKS_THEME})


def _modules() -> dict[str, ModuleType]:
    every = (*THEMES, *map(import_module, SHARED))
    of_gates = {f"{OF_GATES}{each.__name__.rpartition('.')[2]}": each for each in GATES}
    return {each.__name__.rpartition(".")[2]: each for each in every} | of_gates


def _all_judged() -> tuple[Judged, ...]:
    return (*rules(), *gates())


def _of_module(theme: str, module: ModuleType) -> Iterator[Target]:
    own: list[Judged] = [each for each in _all_judged() if each.check.__module__ == module.__name__]
    for function in _functions(module):
        asked = tuple(each for each in own if each.check is function)
        judged: tuple[Judged, ...] = asked or tuple(own) or rules()
        yield from (Target(theme, each, judged) for each in mutants(function))


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The rules or gates of a module and what they ask; what only declares them, or makes examples, is none of it."""
    checks = {each.check for each in _all_judged()}
    return (each for each in _all(module) if each in checks or each.__name__ in _asked())


@cache
def _asked() -> frozenset[str]:
    """The names that a rule asks, or what it asks in turn."""
    known = {each.__name__: each for one in _modules().values() for each in _all(one)}
    asked = {name for each in rules() for one in (each.check, each.at) if one for name in _named(one)}
    asked |= {name for each in gates() for name in _named(each.check)}
    waiting = list(asked)
    for name in waiting:
        more = set(_named(known[name])) - asked if name in known else set[str]()
        asked |= more
        waiting += more
    return frozenset(asked)


def _all(module: ModuleType) -> Iterator[FunctionType]:
    for each in vars(module).values():
        function = inspect.unwrap(each) if callable(each) else None
        if isinstance(function, FunctionType) and function.__module__ == module.__name__ and not function.__closure__:
            yield function


def _named(function: Any) -> Iterator[str]:
    codes = [function.__code__]
    for code in codes:
        codes += [each for each in code.co_consts if isinstance(each, CodeType)]
        yield from code.co_names


def _of_packs() -> Iterator[Target]:
    for file in sorted(PACKS.glob("*.toml")):
        for key, value in tomllib.loads(file.read_text("utf-8")).items():
            line = f"{key} = {str(value).lower()}"
            if isinstance(value, int) and re.search(rf"^{re.escape(line)}\b", file.read_text("utf-8"), re.M):
                other = [str(not value).lower()] if isinstance(value, bool) else [str(value + 1), str(value - 1)]
                for each in other:
                    yield Target(PACKS_THEME, PackMutant(file, line, f"{key} = {each}"), ())
