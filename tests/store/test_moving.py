"""`make move-store` as it is run: killed in the middle and begun again, everything is there once, and it says so."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.choose import open_store
from store.contract import Store
from store.whole import Whole, sums
from tests.browser.serving import ROOT
from tests.store import postgres
from tests.store.rows import entry
from tests.store.test_every_store_is_carried_whole import filled

MANY = 4_000


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(address(tmp_path))
    whole = filled(opened)
    whole.take("entries", _records(whole))
    yield opened
    opened.close()


def address(folder: Path) -> str:
    return f"sqlite:///{folder}/store.sqlite"


def _records(store: Whole) -> list[dict[str, object]]:
    with store.snapshot() as now:
        like = dict(next(now.part("entries")))
    return [{**like, "save_id": f"many-{n}", "reference": f"MM-{n:08}", "base": None} for n in range(MANY)]


def move(source: str, target: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "store", source, target]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.usefixtures("postgresql")
def test_killed_in_the_middle_and_begun_again_it_carries_everything_there_and_back(
    source: Store, tmp_path: Path
) -> None:
    assert isinstance(source, Whole)
    there = postgres.address_of(tmp_path / "there")
    target = open_store(there)
    with move(address(tmp_path), there) as first:
        until = time.monotonic() + 60
        while not target.references_changed_since(0)[1] and time.monotonic() < until:
            time.sleep(0.01)
        first.kill()
    arrived = len(target.entries())
    with move(address(tmp_path), there) as again:
        told, shown = again.communicate()

    assert 0 < arrived < MANY
    assert "Both stores hold the same." in told
    assert f"{'entries':<15}{MANY + 3:>12,} carried" in shown
    assert isinstance(target, Whole)
    assert sums(target) == sums(source)
    target.save(entry("later"))
    target.close()

    back = tmp_path / "back"
    back.mkdir()
    with move(there, address(back)) as home:
        assert "Both stores hold the same." in home.communicate()[0]
    with move(address(tmp_path), address(back)) as other:
        assert "These parts differ: entries." in other.communicate()[0]
        assert other.returncode == 1
