"""What every store promises to many threads and processes at once, and to a process killed at any instant."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from store.contract import DraftGone, SavedEntry, Store
from tests.store.opening import Opener
from tests.store.rows import NOW, draft, entry, table_row

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
Start = Callable[[str, int], "subprocess.Popen[str]"]


def at_once(calls: list[Callable[[], T]]) -> list[T]:
    """Call all from threads of their own, all let go at the same moment."""
    barrier = Barrier(len(calls))

    def wait_and_call(call: Callable[[], T]) -> T:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(wait_and_call, calls))


@pytest.fixture
def start(store_name: str, tmp_path: Path) -> Iterator[Start]:
    """Starts a process that saves entries into the store of `tmp_path`."""
    children = []

    def start_child(prefix: str, how_many: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.store.child", store_name, str(tmp_path), prefix, str(how_many)]
        children.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
        return children[-1]

    yield start_child
    for child in children:
        child.kill()
        child.wait()
        child.stdout.close()


def save_ids(entries: Iterable[SavedEntry]) -> Counter[str]:
    return Counter(saved.save_id for saved in entries)


def test_twenty_presses_of_one_button_save_one_entry_and_all_see_it(store: Store) -> None:
    seen = at_once([partial(store.save, entry("save-1", saved_by=f"Person {n}")) for n in range(20)])
    assert store.entries() == [seen[0]]
    assert seen == [seen[0]] * 20


def test_twenty_people_saving_at_once_are_all_kept_once(store: Store) -> None:
    at_once([partial(store.save, entry(f"save-{n}")) for n in range(20)])
    assert save_ids(store.entries()) == {f"save-{n}": 1 for n in range(20)}


def test_two_people_revising_from_one_base_are_both_kept(store: Store) -> None:
    store.save(entry("save-0"))
    at_once([partial(store.save, entry(f"save-{n}", revision=2, base="save-0")) for n in range(1, 9)])
    assert save_ids(store.entries()) == {f"save-{n}": 1 for n in range(9)}


def test_someone_watching_the_mark_is_told_of_every_save_of_many_threads(store: Store) -> None:
    def watch() -> set[str]:
        mark, told = 0, set()
        while len(told) < 60:
            mark, changed = store.references_changed_since(mark)
            told |= changed
        return told

    def save_some(who: int) -> set[str]:
        return {store.save(entry(f"{who}-{n}", reference=f"MM-{who}-{n}")).reference for n in range(10)}

    told, *saved = at_once([watch, *(partial(save_some, who) for who in range(6))])
    assert told == set().union(*saved)


@pytest.mark.parametrize("revises", [None, "entry-1"])
def test_twenty_people_beginning_the_same_work_share_one_draft(store: Store, revises: str | None) -> None:
    begun = at_once([partial(store.begin, draft(f"draft-{n}", revises=revises)) for n in range(20)])
    assert len({each.draft_id for each in begun}) == 1
    assert len(store.drafts("100001")) == 1


def test_twenty_people_answering_different_questions_undo_nothing(store: Store) -> None:
    store.begin(draft())
    at_once([partial(store.keep, "draft-1", {f"q{n}": n, "shared": n}, f"Person {n}", NOW) for n in range(20)])
    standing = store.draft("draft-1")
    assert standing is not None
    assert {question: answer.value for question, answer in standing.answers.items() if question != "shared"} == {
        f"q{n}": n for n in range(20)
    }


def test_answers_sent_while_a_draft_ends_are_refused_or_gone_with_it(store: Store) -> None:
    store.begin(draft())

    def keep(number: int) -> None:
        try:
            store.keep("draft-1", {"days": number}, "Olena Marsh", NOW)
        except DraftGone:
            return

    at_once([*(partial(keep, n) for n in range(10)), partial(store.end, "draft-1")])
    assert store.draft("draft-1") is None
    assert store.begin(draft()).answers == {}


def test_settings_put_at_once_are_all_counted(store: Store) -> None:
    at_once([partial(store.put, table_row(f"10000{n}", name="School")) for n in range(10)])
    assert len(store.table("Schools")) == 10
    assert store.tables_mark() == 10


def test_processes_that_open_a_new_store_at_the_same_time_all_succeed(start: Start) -> None:
    children = [start(f"child{n}", 1) for n in range(4)]
    assert [child.communicate()[0].split() for child in children] == [[f"child{n}-0"] for n in range(4)]


def test_two_processes_and_this_one_share_one_store(start: Start, store: Store) -> None:
    children = [start("alike", 40), start("alike", 40), start("other", 40)]
    for number in range(40):
        store.save(entry(f"here-{number}"))
    acknowledged = [child.communicate()[0].split() for child in children]
    assert [len(ids) for ids in acknowledged] == [40, 40, 40]
    expected = {f"{prefix}-{n}": 1 for prefix in ("alike", "other", "here") for n in range(40)}
    assert save_ids(store.entries()) == expected


def test_what_was_acknowledged_survives_being_killed_at_any_instant(
    start: Start, opener: Opener, tmp_path: Path
) -> None:
    chance = random.Random(20260907)
    acknowledged: list[str] = []
    for life in range(2):
        children = [start(f"life{life}-{n}", 0) for n in range(3)]
        for child in children:
            acknowledged += kill_in_the_middle_of_saving(child, chance)
    store = opener(tmp_path)
    assert_each_is_there_once_and_whole(store, acknowledged)
    for save_id in acknowledged:
        store.save(entry(save_id, answers={"retried": True}))
    assert_each_is_there_once_and_whole(store, acknowledged)
    store.close()


def kill_in_the_middle_of_saving(child: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """SIGKILL after a random number of saves and a random moment more; what it said it had saved."""
    assert child.stdout is not None
    said = list(islice(child.stdout, chance.randint(1, 25)))
    time.sleep(chance.uniform(0, 0.01))
    child.kill()
    said += child.stdout.readlines()
    child.wait()
    return [line.strip() for line in said if line.endswith("\n")]


def assert_each_is_there_once_and_whole(store: Store, acknowledged: list[str]) -> None:
    entries = store.entries()
    kept = save_ids(entries)
    assert [save_id for save_id in acknowledged if kept[save_id] != 1] == []
    assert all(count == 1 for count in kept.values())
    assert all(is_whole(saved) for saved in entries)


def is_whole(saved: SavedEntry) -> bool:
    number = int(saved.save_id.rpartition("-")[2])
    return saved.answers == {"number": number, "essay": saved.save_id * 200}
