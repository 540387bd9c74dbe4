"""docs/performance.md: the table, what is to be said of an aim that is not met, and what many people at once came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import table
from benchmarks.table import COLUMNS, HEAD, KEPT, PAGE, markdown

REMARKS = """## Where an aim is not met, or narrowly

**All rules, first time.** On this machine three times the peer, within the aim by a hair; on a slower one five times. Each entry is
judged by some twenty rules, and each rule is a Python function; the peer checks
types alone, in compiled code. A profile (py-spy) of ten thousand cases is flat: the sessions of weekly reports beside where
the child was expected 15%, cases as they stood on another day 12%, the loop over the rules 8%, remembering what was worked
out once 7%, and nothing else above 5%. What people wait for is the line below it: one entry more, and the other cases are
not judged again.

**A case of a million entries.** Twice the peer, give or take a little from run to run. The peer asks once, with the authority looked
up inside the question; the app looks it up first, so that a PostgreSQL that shards by authority is asked on one machine alone
([ADR 0029](adr/0029-the-authority-leads.md)): a quarter of its time. Another tenth goes into taking a connection that lives and
giving it back (a profile: cProfile), the rest into the same rows and the same JSON.

**Letters beside an empty page.** Of a letter on the form, a profile (py-spy) finds 30% in our own code: keeping the answer
safely on the disk 11%, drawing its few boxes again 9%, asking who is here 3%. The rest is Streamlit’s, most of it on the one thread that
talks to browsers: it makes the whole theme anew for each run (10%), takes in and sends messages. An empty page has nothing to keep:
it draws four to six times as many, from run to run, where three times as many were to be allowed.

**A letter.** docxtpl opens, fills and saves it itself ([ADR 0037](adr/0037-letters-by-docxtpls-own-door.md)): half of a letter’s time is
opening the file and packing it again. The time is the processor’s, for the machine had other work to do while it was measured.

**Five archived years.** The peer splits what Google sends into columns; the app checks every row against its fingerprint, puts entries
together again from rows in several tabs, and keeps them, so that it happens once on a computer. A profile (py-spy): keeping them in
the local file 45% (as entries, and as the lines that will tell an edit by hand), reading answers from cells 21%, putting cells into
plain text and taking fingerprints 22%, gathering the rows of a save 6%. The terminal shows a bar meanwhile.

**A changed row in a sheet of ten thousand.** Within the aim on this machine, over it on a slower one. A profile (py-spy): comparing the bytes of every tab with those of the last look 25%,
finding the row within the tab that changed 16%, judging that tab 14%, asking the local file about the save and those made from it
24%, keeping the edit 3%; the rest is small. It was two seconds when every row was read again.

**The whole form page.** It takes twice as long beside the peer as before known answers became text and what few answer was folded away: each card has three rooms
instead of one, and each run of questions its own. A profile (py-spy) finds Streamlit's part of that: sending and queueing elements a third, copying where a fragment
stands 8%; our own largest is asking which questions a card shows, 2.5%. A letter typed draws one card and takes what it did.

**The first start.** Of the time until the first request is answered two fifths go into the sample, 25 whole cases, each written
through the app’s own forms and judged by its rules so that the first look shows real cases; two fifths into loading what the app stands on
(Streamlit, SQLAlchemy, gspread, openpyxl, holidays); the rest is Streamlit’s start and the first page. `streamlit hello` loads Streamlit
alone. A profile (py-spy) of making the sample is flat: reading the case again for whoever writes next 32%, checking what is submitted
22%, settings 10%, loading the calendar of bank holidays 10%, keeping everything 9%. It is made once; a start after that finds it.

**Two hundred people, and one core.** One process of Python draws on one core. Two hundred people who never rest for longer
than ten seconds keep it busy to the brim: half of what they do is drawn within half a second or so, and one in twenty waits for
some seconds. A profile (py-spy) of that finds nothing above a fifth: keeping answers safely 19%, asking who is here 9%, what is
drawn again by itself 6%, the rest Streamlit’s. More processes beside each other are the way on (below, and [scale.md](scale.md)).
"""


def write(order: Sequence[str]) -> None:
    """Write the page from what was measured last."""
    lines = table.kept()
    rows = [each.cells() for row in order for each in lines.get(row, ())]
    parts = [markdown(COLUMNS, rows), *_measured(order), REMARKS.strip(), *_loads(), *_day(), *_questions()]
    PAGE.write_text(HEAD + "\n\n".join(parts) + "\n", encoding="utf-8")


def _measured(order: Sequence[str]) -> Iterator[str]:
    found = _kept().get("rows", {})
    days = sorted({(found[row]["on"], found[row]["machine"]) for row in order if row in found})
    yield "Measured on " + "; ".join(f"{on} ({machine})" for on, machine in days) + "."


QUESTIONS = """## What is asked of people

`make questions` walks one placement through the screens, from *Before you start* to closed: two parents, four weekly reports, a permanent
transfer. Counted are the questions that can be seen, each once a form, and of them those that must be answered; presses of the mouse; characters
typed; pages opened. A text box is reached with the Tab key and takes no press; what is folded away counts once it is opened. Before and after
[what is known was shown instead of asked](adr/0065-what-is-known-is-shown-not-asked.md); the aim is 250 questions and 200 presses."""
COUNTED = ("questions", "required", "clicks", "characters", "pages")
ASKED = Path(__file__).with_name("questions.json")
"""What `make questions` counted, by `before` and `after`."""


def _questions() -> Iterator[str]:
    """The table of questions by form, with the sum below; nothing before it was counted."""
    if not ASKED.exists():
        return
    kept: Mapping[str, Mapping[str, Mapping[str, int]]] = json.loads(ASKED.read_text("utf-8"))
    before, after = kept.get("before", {}), kept.get("after", {})
    names = sorted({*before, *after})
    rows = [[name, *_both(before.get(name, {}), after.get(name, {}))] for name in names]
    rows.append(["In all", *_both(_sum(before), _sum(after))])
    yield QUESTIONS
    yield markdown(("form", *(f"{each}: before → after" for each in COUNTED)), rows)


def _both(before: Mapping[str, int], after: Mapping[str, int]) -> Iterator[str]:
    for each in COUNTED:
        yield f"{before.get(each, 0):,} → {after.get(each, 0):,}"


def _sum(forms: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    return {each: sum(form[each] for form in forms.values()) for each in COUNTED}


LOADS = """## Many people at once

`make load` puts real sessions on the app: a cookie each, over websockets, with their typing sent as browsers send it and every
open page looking again by itself. Each opens a page by its address and then follows links, as people do. Of twenty people eight
begin referrals at a home school, four are at a receiving school, two are coordinators, six read. They think some ten seconds before each answer and read a page for half a minute. They come one by one, and after the minutes that count each finishes what
they do and leaves, one by one; what comes before and after is not counted, but where a column says *rush*: there everybody comes, or leaves, at once. Times are milliseconds from when somebody
would have pressed the key or the link, also when the tool was late or a look of their own page stood before it, until everything that comes of it is drawn:
half of them, 95 and 99 of 100 were no longer. Of two processors the tool has one to itself; how late it was, and what both worked, stands below.
Whoever still waits 25 seconds after the last has left is counted. Columns without these lines were measured before the tool told all this: everybody left them in the same
instant, and that rush is their slowest twentieth. Afterwards the store is asked for every entry that was acknowledged and every
answer of a draft that was shown as kept. The column of SQLite is of a machine about twice as fast as that of the others."""
WAITS = ("open a page", "follow a link", "keep an answer", "press a button", "submit")
OF_LOADS = ("store", "people", "minutes", "processes", "broken in the middle", "rush", *(f"{each}: p50 / p95 / p99" for each in WAITS),
            "the tool was late: p50 / p95 / p99", "processors at work: app, tool", "processor’s milliseconds a run",
            "runs a second", "connections lost and come back", "errors shown", "people not served by the end", "acknowledged", "of them lost", "kept twice",
            "answers of drafts shown as kept", "of them lost", "memory before, at most (MB)", "MB a session")  # fmt: skip


def _loads() -> Iterator[str]:
    """Each load as a column, for there are many rows."""
    loads = list(_kept().get("loads", {}).values())
    if not loads:
        return
    yield LOADS
    columns = [[*_of_load(each)] for each in loads]
    rows = [[name, *(column[at] for column in columns)] for at, name in enumerate(OF_LOADS)]
    yield markdown(rows[0], rows[1:])
    said = sorted({f"“{sentence}”" for each in loads for sentence in each["errors"]})
    if said:
        yield "The errors shown: " + "; ".join(said)
    yield "Measured on " + "; ".join(sorted({f"{each['on']} ({each['machine']})" for each in loads})) + "."


def _of_load(of: Mapping[str, Any]) -> Iterator[str]:
    broken = ["a process killed"] * of["kills"] + ["PostgreSQL ended and started"] * of["restarts"]
    yield of["store"]
    yield f"{of['sessions']:,}"
    yield f"{of['minutes']:g}"
    yield f"{of['processes']}"
    yield " and ".join(broken) or "–"
    yield of.get("rush", "") or "–"
    for each in WAITS:
        yield " / ".join(f"{value:,.0f}" for value in of["waits"].get(each, ())) or "–"
    yield from _of_the_tool(of)
    yield f"{of['runs_a_second']:.1f}"
    yield f"{of['lost_connections']:,}"
    yield f"{sum(of['errors'].values()):,}"
    for name in ("gave_up", "acknowledged", "lost", "doubled", "answers", "answers_lost"):
        yield f"{of[name]:,}"
    yield f"{of['memory_before']:,.0f}, {of['memory_most']:,.0f}"
    yield f"{of['memory_a_session']:.1f}"


def _of_the_tool(of: Mapping[str, Any]) -> Iterator[str]:
    if "lag" not in of:
        yield from ("–", "–", "–")
        return
    yield " / ".join(f"{value:,.0f}" for value in of["lag"])
    yield f"{of['app_works']:.2f}, {of['tool_works']:.2f}"
    yield f"{of['work_a_run']:.1f}"


def _day() -> Iterator[str]:
    day = _kept().get("day")
    if not day:
        return
    yield f"## A day of {day['hours']:g} hours, compressed"
    yield "`make load hours=24`: what is compressed is waiting, never work (`benchmarks/load/whole_day.py`)."
    rows = [(each["what"], f"{each['of']:,}", f"{each['early']:,.0f}", f"{each['late']:,.0f}", f"{each['grown']:.1f}%")
            for each in day["results"]]  # fmt: skip
    yield markdown(("what", "how many", "MB after a quarter", "MB at the end", "grown"), rows)


def _kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    return found


def keep_day(hours: float, results: Sequence[Mapping[str, object]]) -> None:
    """Keep what a compressed day came to."""
    kept = _kept()
    KEPT.write_text(
        json.dumps({**kept, "day": {"hours": hours, "results": results}}, indent=1, ensure_ascii=False) + "\n"
    )


def keep_load(found: Mapping[str, object]) -> None:
    """Keep what a load came to, in the place of the last one of the same kind."""
    kept = _kept()
    name = " ".join(
        str(found[each]) for each in ("store", "sessions", "processes", "kills", "restarts", "rush")
    ).strip()
    kept["loads"] = {**kept.get("loads", {}), name: found}
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
