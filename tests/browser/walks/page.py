"""docs/walks.md: what the three windows said at every stop of every walk, with the pictures of a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.browser.walks.said import Step
from tests.browser.walks.walk import AUTHORITY, HOME, RECEIVING, Stop, Walk

INTRODUCTION = """# Four cases in three windows

Each of these cases was walked in a real browser by three people, each signed in to a window of their own on one running app: the
home school, the receiving school and the local authority's coordinator. Each has one “no” and one change of mind. The person who had to
act did so in their own window.

After each act in the tables all three windows were turned to the case, to its *Deadlines* and to the list of that person's cases
(*Cases*, the *Board*), and read: where the child is expected today and tomorrow, the next change, how far the case is, the next
step, whose it is, by when, what it waits for, and everything else that is due. A window that says something else than the others
breaks the walk off. A step is worded for the person who must do it (“hold the final review”) and for the others (“the final review”);
that is the only difference there may be. A school that has not been asked yet sees no case at all.

This page is written by `make pictures`. `make walks` walks again without writing, and `make walks pictures=FOLDER every=yes`
keeps a picture of every window at every stop.
"""
TITLES = {
    "placement": "A placement",
    "direction": "An off-site direction",
    "direct": "A direct move",
    "provision": "Alternative provision",
}
SHOWN = {
    "placement-withdrawn": "The mother has taken her consent back. Tomorrow the child is expected at Oakfield again; when and "
    "where she comes back, and who meets her, is Oakfield's to say, today.",
    "direction-asked-to-end": "Northgate has asked the board to end its direction from 5 October. The direction stands until the board "
    "says so: the child is still expected at Northgate, and the board's decision is Oakfield's to bring about.",
    "direct-did-not-come": "The child did not come on the new first day. She is on Northgate's register from that day: she is "
    "absent there, and Northgate finds out where she is, the same day.",
    "provision-refused": "The authority has not approved the place. Its no is Oakfield's to act on, the same day.",
}
"""What is to be seen on the pictures of a stop, which show each window as on a laptop, and the home school's as on a telephone."""
WINDOWS = {HOME: "Home school", RECEIVING: "Receiving school", AUTHORITY: "Local authority"}


def write(walks: Mapping[str, Walk], page: Path) -> None:
    """Write the page anew."""
    parts = [INTRODUCTION, *(part for name, walk in walks.items() for part in _walk(name, walk))]
    page.write_text("\n".join(parts), "utf-8")


def _walk(name: str, walk: Walk) -> Iterator[str]:
    yield f"## {TITLES[name]}\n\n{walk.told}\n"
    for stop in walk.stops:
        if stop.picture in SHOWN:
            yield f"**{stop.title}.** {SHOWN[stop.picture]}\n\n{_pictures(stop)}\n"
    yield "| | today, then tomorrow | next change | next step |\n|---|---|---|---|"
    yield "\n".join(map(_row, walk.stops)) + "\n"


def _pictures(stop: Stop) -> str:
    shown = {**{side: WINDOWS[side] for side in stop.seen_by}, "narrow": "On a telephone"}
    pictures = [f"![{stop.title}: {name}](pictures/walks/{stop.picture}-{side}.png)" for side, name in shown.items()]
    lines = (" | ".join(shown.values()), "|".join("---" for _ in shown), " | ".join(pictures))
    return "\n".join(f"| {line} |" if line.strip("-|") else f"|{line}|" for line in lines)


def _row(stop: Stop) -> str:
    said = stop.said
    hidden = "" if RECEIVING in stop.seen_by else " (the receiving school sees nothing)"
    day = said.day.removeprefix("Today, ").removeprefix("No school today, ").removeprefix("Today is ")
    cells = (
        f"{day}: {stop.title}{hidden}",
        f"**{said.today}** {said.more} {said.tomorrow}",
        said.change.removeprefix("Next change: "),
        _step(said.step),
    )
    return "| " + " | ".join(" ".join(cell.split()) for cell in cells) + " |"


def _step(step: Step | None) -> str:
    return str(step) if step else "none"
