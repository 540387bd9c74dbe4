"""`python -m tests.mutants [theme …]`: break the rules in every small way and say what no test notices.

A run of everything takes minutes on two cores. What was tried is written for docs/rules.md, theme by theme.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.mutants.targets import Target, every_theme, targets
from tests.mutants.trial import KILLED, Court

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
SCORE = Path(__file__).parents[2] / "docs" / "mutants.toml"
AT_ONCE = 2


class Trials:
    """Tries every mutant where pytest would have run the tests it collected."""

    def __init__(self, themes: list[str]) -> None:
        self.themes = themes

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of running the tests once, run them on every mutant."""
        equal = tomllib.loads(EQUIVALENT.read_text("utf-8"))
        wanted = [each for each in targets(self.themes) if each.mutant.name not in equal]
        began, tried, survivors = time.monotonic(), Counter[str](), list[Target]()
        for target, is_killed in _verdicts(Court(_plain(session)), wanted):
            tried[target.theme] += 1
            if not is_killed:
                survivors.append(target)
                print(f"survived  {target.mutant.name}", flush=True)
        _tell(tried, survivors, equal, time.monotonic() - began)
        _write(tried, Counter(each.theme for each in survivors))
        session.testsfailed = len(survivors)
        return True


def _plain(session: pytest.Session) -> list[pytest.Function]:
    """The tests that a function call runs: no fixtures, and nothing drawn by Hypothesis."""
    functions = [each for each in session.items if isinstance(each, pytest.Function)]
    return [
        each
        for each in functions
        if not hasattr(each.obj, "hypothesis")
        and set(each.fixturenames) <= set(each.callspec.params if hasattr(each, "callspec") else ())
    ]


def _verdicts(court: Court, wanted: list[Target]) -> Iterator[tuple[Target, bool]]:
    running: dict[int, Target] = {}
    for target in wanted:
        if len(running) == AT_ONCE:
            yield _next_verdict(running)
        running[court.begin(target)] = target
    while running:
        yield _next_verdict(running)


def _next_verdict(running: dict[int, Target]) -> tuple[Target, bool]:
    child, status = os.wait()
    return running.pop(child), not os.WIFEXITED(status) or os.WEXITSTATUS(status) == KILLED


def _tell(tried: Counter[str], survivors: list[Target], equal: dict[str, str], seconds: float) -> None:
    left = Counter(each.theme for each in survivors)
    print()
    for theme, count in tried.items():
        print(f"{theme:24}{count - left[theme]:5} of {count}")
    print(f"{'all':24}{tried.total() - left.total():5} of {tried.total()}, in {seconds:.0f} seconds", end="; ")
    print(f"{len(equal)} more change nothing (tests/mutants/equivalent.toml)")


def _write(tried: Counter[str], left: Counter[str]) -> None:
    """The themes tried now in place of what was known of them; the others stay, while there are such."""
    scores = tomllib.loads(SCORE.read_text("utf-8"))
    known = {theme: score for theme, score in scores.items() if theme in every_theme()}
    now = {theme: {"noticed": count - left[theme], "of": count, "on": date.today()} for theme, count in tried.items()}
    lines = [
        "# Written by `make mutants`: how many broken rules the tests noticed, by theme, and when it was tried.",
        "",
    ]
    lines += [
        f"{theme} = {{ noticed = {score['noticed']}, of = {score['of']}, on = {score['on']} }}"
        for theme, score in sorted({**known, **now}.items())
    ]
    SCORE.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Try the mutants of the themes named, or all; 1 when one survives."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MUTANTS_FOLDER"] = folder
        return int(pytest.main(["-q", "-p", "no:cacheprovider", "tests/rules"], plugins=[Trials(sys.argv[1:])]))


if __name__ == "__main__":
    sys.exit(main())
