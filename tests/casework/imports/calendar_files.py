"""Calendar files of the shapes that calendar programs write, from a few words each."""

from __future__ import annotations

from collections.abc import Sequence

HEAD, FOOT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//made up//EN\r\n", "END:VCALENDAR\r\n"


def event(title: str, first: str, last: str = "", *more: str, uid: str = "") -> str:
    """One event; `last` is the day or moment after it, as calendars write it. A property such as `DTSTART;TZID=…` may stand
    before a colon in either."""
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid or f'{title} {first}'}",
            "DTSTAMP:20260801T120000Z",
            _written("DTSTART", first),
            *([_written("DTEND", last)] if last else []),
            f"SUMMARY:{title}",
            *more,
            "END:VEVENT",
            "",
        ]
    )


def _written(name: str, moment: str) -> str:
    if ":" in moment:
        return f"{name};{moment}"
    return f"{name}:{moment}" if "T" in moment else f"{name};VALUE=DATE:{moment}"


def calendar(*events: str, head: Sequence[str] = ()) -> bytes:
    """A calendar of these events."""
    return "".join([HEAD, *(each + "\r\n" for each in head), *events, FOOT]).encode()
