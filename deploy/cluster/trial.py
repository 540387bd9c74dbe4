"""`make cluster-trial`: people save through the app's store while the primary is killed, ten times over.

Every other kill is of PostgreSQL alone, the others of the whole node with its Patroni. What came of it goes into
`docs/cluster.md`, which is only written when nothing acknowledged was lost or doubled.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from threading import Event

from deploy.cluster.configuration import PATIENCE
from deploy.cluster.running import Cluster, running, wait_until
from record.words import plain_day
from store.choose import open_store
from store.contract import Json, SavedEntry, Store, StoreError

KILLS = 10
WRITERS = 6
CALM = 2.0
"""Seconds of saving between two kills, once everything is whole again."""
PAGE = Path(__file__).parents[2] / "docs" / "cluster.md"


@dataclass
class Writer:
    """Somebody who saves one entry after the other, each until it is acknowledged."""

    store: Store
    name: str
    done: Event
    acknowledged: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    """When each was acknowledged, seconds of a clock."""
    told: int = 0
    """How often it was said that this cannot be done now."""

    def work(self) -> None:
        while not self.done.is_set():
            try:
                self.acknowledged.append(self.store.save(self._next()).save_id)
                self.at.append(time.monotonic())
            except StoreError:
                self.told += 1

    def _next(self) -> SavedEntry:
        number = len(self.acknowledged)
        answers: dict[str, Json] = {"number": number, "essay": self.name * 50}
        at = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
        save_id, reference = f"{self.name}-{number}", f"MM-{self.name}"
        return SavedEntry(
            "999", reference, save_id, 1, save_id, None, "same_day", at, "Olena Marsh", "100001", "-", answers
        )


@dataclass(frozen=True)
class Kill:
    """One kill, and the longest time nobody had an answer."""

    whom: str
    pause: float


@dataclass(frozen=True)
class TrialResult:
    """What came of it all."""

    kills: Sequence[Kill]
    acknowledged: int
    told: int
    lost: int
    doubled: int


def trial(cluster: Cluster) -> TrialResult:
    """Kill and count. Raises TimeoutError where it does not mend itself."""
    done = Event()
    addresses = [cluster.address, cluster.address_of_proxy]
    stores = [open_store(addresses[n % 2]) for n in range(WRITERS)]
    writers = [Writer(store, f"writer{n}", done) for n, store in enumerate(stores)]
    with ThreadPoolExecutor(WRITERS) as pool:
        working = [pool.submit(each.work) for each in writers]
        try:
            kills = [_kill(cluster, writers, number) for number in range(KILLS)]
        except TimeoutError:
            cluster.stop()  # whoever waits for a second node would wait for ever
            raise
        finally:
            done.set()
        for each in working:
            each.result()
    kept = Counter(each.save_id for each in stores[0].entries())
    for store in stores:
        store.close()
    acknowledged = [each for writer in writers for each in writer.acknowledged]
    return TrialResult(
        kills,
        len(acknowledged),
        sum(each.told for each in writers),
        sum(1 for each in acknowledged if not kept[each]),
        sum(1 for count in kept.values() if count > 1),
    )


def _kill(cluster: Cluster, writers: Sequence[Writer], number: int) -> Kill:
    for _ in range(2):  # what is whole for a moment only is not: a copy may find that it must be wound back
        wait_until(cluster.is_whole, "copy that confirms and another")
        time.sleep(CALM)
    node, at = cluster.primary(), time.monotonic()
    assert node is not None, "a whole cluster has a primary"
    whole_node = number % 2 == 1
    (cluster.kill_node if whole_node else cluster.kill_server)(node)
    wait_until(lambda: all(each.at[-1] > at + 0.5 for each in writers), "answer to every writer")
    pause = max(_longest_after(each.at, at) for each in writers)
    if whole_node:
        cluster.start_node(node)
    kill = Kill("the node" if whole_node else "PostgreSQL alone", pause)
    print(f"{number + 1:>3}  {node.name}, {kill.whom:<18} {pause:5.1f} s", flush=True)
    return kill


def _longest_after(times: Sequence[float], at: float) -> float:
    """The longest pause between two answers, of those that end after a moment."""
    return max((after - before for before, after in pairwise(times) if after > at), default=0.0)


def write(result: TrialResult) -> None:
    """The page, from what came of it."""
    rows = "\n".join(f"| {n} | {each.whom} | {each.pause:.1f} s |" for n, each in enumerate(result.kills, 1))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"
    PAGE.write_text(
        TEMPLATE.format(
            rows=rows,
            day=plain_day(date.today()),
            machine=machine,
            patience=PATIENCE,
            longest=max(each.pause for each in result.kills),
            writers=WRITERS,
            **vars(result),
        ),
        "utf-8",
    )


TEMPLATE = """# A PostgreSQL that outlives a machine

Written by `make cluster-trial`, which only writes this page when nothing acknowledged was lost or doubled: do not edit.

`make cluster` starts three nodes on one computer, from Debian's packages alone (`deploy/cluster/`): etcd, Patroni and PostgreSQL each,
with synchronous commit, and HAProxy before them. A save is acknowledged when a second node has it on its disk; while there is no second node
nothing is acknowledged. The app is given either address, and needs no other setting:

- all three: `postgresql://moves:…@node1,node2,node3/moves?target_session_attrs=read-write`: the driver finds the primary;
- HAProxy's: `postgresql://moves:…@proxy:5000/moves`: it asks each Patroni who is primary.

## What came of it

{writers} people saved without a break through the app's store, half of them by either address, while the primary was killed with SIGKILL:
PostgreSQL alone, or the whole node with its Patroni, which another takes over from after {patience} seconds of silence.

| kill | of | longest that somebody waited for an answer |
|---|---|---|
{rows}

| acknowledged | told to try again | lost | doubled | longest pause |
|---|---|---|---|---|
| {acknowledged:,} | {told:,} times | {lost} | {doubled} | {longest:.1f} s |

Run on {day}: {machine}, all three nodes on that one computer.

Everybody's writes went on by themselves after every kill. Whoever waits longer than ten seconds is told that nothing was saved and to
press again; a save whose answer was lost is found by its save id. What was typed is in the draft, up to the last second that was kept.

## What this does not show

Three nodes on one computer share its disk and its network: a machine that is cut off but lives, a slow disk and a full one were
not tried. On real machines give Patroni a watchdog, keep etcd on three of them, and use TLS and passwords of your own
(`deploy/cluster/configuration.py` is the whole of what was tried). The copies are no backup: they follow every erasure and every mistake.
"""


def main() -> int:
    """Run it, print it, and write the page when it held."""
    with running() as cluster:
        result = trial(cluster)
    print(f"{result.acknowledged:,} acknowledged; {result.lost} lost, {result.doubled} doubled")
    if result.lost or result.doubled:
        return 1
    write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
