"""The page `docs/reliability.md`, from the pieces of a soak: what was run, and what it found."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.explorer.page import written
from tests.store import soak_storage

PAGE = Path(__file__).parents[4] / "docs" / "reliability.md"
Piece = Mapping[str, Any]


def write(kept: Sequence[Piece], wanted: Mapping[str, range], kills: int) -> int:
    """Write the page when every seed was played and nothing was broken; else say what is missing, and 1."""
    broken = [f"{each['sort']}: {each['broken']}" for each in kept if each["broken"]]
    missing = [f"{sort}: {len(seeds) - len(_seeds(kept, sort))}" for sort, seeds in wanted.items()]
    missing = [each for each in missing if not each.endswith(": 0")]
    if broken or missing:
        sys.stdout.write("".join(f"Broken. {each}\n" for each in broken))
        sys.stdout.write("".join(f"Seeds not played yet of {each}\n" for each in missing))
        return 1
    walked = written()  # the section of `make explore` stands last
    PAGE.write_text(_page(kept, wanted, kills) + (f"\n{walked}" if walked else ""), "utf-8")
    return 0


def _seeds(kept: Sequence[Piece], sort: str) -> set[int]:
    return {seed for each in kept if each["sort"] == sort for seed in range(each["first"], each["last"] + 1)}


def _page(kept: Sequence[Piece], wanted: Mapping[str, range], kills: int) -> str:
    days = sorted({each["on"] for each in kept})
    machines = sorted({each["machine"] for each in kept})
    counted = {
        sort: sum((Counter(each["figures"]) for each in kept if each["sort"] == sort), Counter()) for sort in wanted
    }
    rows = "\n".join(_row(name, sort, counted[sort], wanted[sort]) for sort, name in _NAMES.items())
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    seconds = counted["bursts"]["seconds of quota"]
    return _TEXT.format(
        rows=rows, storage=soak_storage.table(kept), when=when, machine="; ".join(machines), kills=kills, seconds=seconds,
        writes=counted["bursts"]["requests that wrote"],
        again=f"{counted['interleavings']['pressed again']:,}",
        restarts=f"{counted['interleavings']['restarts']:,}",
    )  # fmt: skip


_NAMES = {
    "interleavings": "{n:,} interleavings of two people, a coordinator and a faulty network",
    "kills": "{n:,} kills (SIGKILL) at random instants",
    "stumbling": "{n:,} kills while a third of Google's answers fail, come late or in pieces",
    "bursts": "500 forms at once under Google's quota",
}


def _row(name: str, sort: str, figures: Counter[str], seeds: range) -> str:
    number = figures["kills"] if sort in ("kills", "stumbling") else len(seeds)
    acts = f"{figures['acts of the coordinator']:,}" if figures["acts of the coordinator"] else "–"
    cells = [
        name.format(n=number),
        f"{seeds[0]} to {seeds[-1]}" if len(seeds) > 1 else "–",
        f"{figures['acknowledged']:,}",
        acts,
        f"{figures['faults given']:,}",
        f"{figures['requests']:,}",
        "0",
        "0",
    ]
    return f"| {' | '.join(cells)} |"


_TEXT = """# Reliability

What the sheet store promises, how that was put to the test, and what came of it. Written by `make soak`, which only writes
this page when nothing was found: do not edit. What a PostgreSQL cluster promises: [cluster.md](cluster.md).

| run | seeds | acknowledged | acts of the coordinator | faults given | requests | lost | doubled |
|---|---|---|---|---|---|---|---|
{rows}

Run on {when}: {machine}.

Google is this project's own stand-in (`tests/sheets/README.md` says what of it follows Google's documentation and what nobody
has verified); nothing here was run against Google itself.

- **Interleavings.** From a seed: forms are filed, sent again with the same save id ({again} times), corrected by two people
  who saw the same, settings changed, the app stopped and started ({restarts} times); a coordinator, polite, rude or ruinous,
  acts between any two requests and between steps; 15% of requests fail, before or after they took effect. Then she goes home,
  and each check of `holding.py` must find nothing: every acknowledged entry there once and as it was saved; every row in the
  sheet or named; no request but those of setting up changed a cell that held something, and nothing she typed was written
  over; all that she typed counts or is shown; nothing taken for an edit that nobody made; every clash shown.
- **Kills.** A process saves as fast as it can and is killed with SIGKILL after a random number of saves and a random moment,
  {kills} times in one folder, while 10% of requests fail. Then another computer reads the spreadsheet alone.
- **The burst.** 500 forms from eight threads, the quota of 60 requests a minute on, on a clock that a test moves:
  {writes} requests that wrote, {seconds} seconds of waiting for quota, no request refused.

## Damaged rows, disks and clocks

What every store promises on a bad day.

| run | seeds | tried | acknowledged | refused | jumps | wrong |
|---|---|---|---|---|---|---|
{storage}

- **Damaged rows.** A seed is every two hundredth row of the sample, from each table, in a copy of its own: not JSON, a list, the wrong type, a bad date, an unknown kind,
  no authority, null, cut off, wrongly encoded, of another case. Every other case is exactly as before, the row's own case says so and stands as
  before that form, the row is named by table and key, lies there as it lay, and work goes on; of every tenth the backup is restored elsewhere, and a server's rows are
  moved to a file and back. `make test` damages a row of every table in each way, in a file, on a server, in stores of every earlier release
  and in the local file of a spreadsheet; and rows of the spreadsheet itself, which the computer that wrote them and one that never saw them read.
- **Disks.** A real disk of 4 to 8 MB (a tmpfs), filled three times while forms are filed: all that was acknowledged is there once, every opening
  is in the audit. `make test` also tries a read-only disk, a folder or file taken away, a server whose disk is full, and stores that lost their
  file, tables or rows, and spreadsheets that lost the rows of a tab.
- **Clocks.** On SQLite and PostgreSQL (`make test` also on the sheet): corrections stand in the order in which they were made, nothing typed is lost,
  nobody is locked out longer than their lock.

`make test` runs the same with fewer seeds. `make soak piece="interleavings 0-249"` runs a slice; a seed that fails names
itself, and plays the same again.

## Each promise can fail

A check that finds nothing proves little unless it finds something when it should. `test_taken_out.py` takes each mechanism
out of the store and sees the check report it:

| without | what is found |
|---|---|
| rows known by their save id | a copied row counts as a second entry |
| the outbox, committed with the entry | a kill loses what was acknowledged |
| a look before a row is believed to be there | a lost request is never sent again |
| appending: rows placed below the last one read instead | a cell is written over |
| misplaced rows told from edited ones | edits that nobody made |
| edits by hand respected | what a coordinator typed is passed over |
| clashes told | one of two corrections is passed over |
| saves sent together | a request for every form |
| the budget of requests | Google refuses |

## Files from other hands

Each file is made by code, and each has its exact right value or its refusal with a way out. `make test` reads them all.

| files | tried | in |
|---|---|---|
| calendars of term dates | 39 | `tests/casework/imports/test_many_calendars.py` |
| transfer files (CTF) | 49 | `tests/casework/imports/test_many_transfer_files.py` |
| pupil lists of school systems | 29 | `tests/casework/imports/test_many_pupil_lists.py` |
| trackers of earlier moves | 37 | `tests/casework/imports/test_many_trackers.py` |
| workbooks given back | 30 | `tests/casework/keeping/test_many_workbooks.py` |
| letter templates | 62 | `tests/letters/word/test_many_templates.py` |

Nobody has tried them with files of a school's own system: the shapes are those of published specifications, of public reports of trouble, and of the
headings that SIMS, Arbor, Bromcom and ScholarPack name in their guides.
"""
