"""Wrong keys and PINs, over the wire, at a real server: nobody comes in, and the right person still does.

Ten thousand with SOAK=full (minutes; `make soak` does), a thousand otherwise.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from casework.people import letting_in
from casework.people.pins import Hashing
from casework.reading.office import Office
from casework.sample.authority import coordinator, rows, schools
from record.person import Role
from record.tables import SCHOOLS
from store.choose import open_store
from tests.browser.serving import TODAY, Server
from ui.sign_in import ticket
from ui.sign_in.enter import COOKIE

LINKS = {"MANAGED_MOVES_WAYS_IN": "links", "MANAGED_MOVES_TODAY": ""}
HALF = 5000 if os.environ.get("SOAK") == "full" else 500
MOST_GROWTH = 120 * 1024 * 1024
"""Bytes: two hashes of 19 MiB at once, and room to breathe."""


def test_nobody_comes_in_by_trying_and_the_right_person_does_after_the_wait(
    own_server: Callable[..., Server],
) -> None:
    server = own_server(how="uvicorn", env=LINKS)
    key, code = a_link(server)
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=30)) as wire:
        try_everything(wire, server, key, code)


def try_everything(wire: HTTPConnection, server: Server, key: str, code: str) -> None:
    person = {"name": "Kezia Brand", "pin": "480215"}
    assert post(wire, server, "/enter/first", {**person, "code": code, "again": "480215"}, key) == 303
    before = memory(server)

    keys = Counter(post(wire, server, "/enter", {"key": f"guess{n}"}) for n in range(HALF))
    pins = Counter(post(wire, server, "/enter/person", {**person, "pin": f"{n:06}"}, key) for n in range(HALF))

    assert set(keys) == {422}
    assert set(pins) == {422, 429}  # wrong, or not even judged
    assert memory(server) - before < MOST_GROWTH
    assert post(wire, server, "/enter/person", person, key) in (422, 429)
    let_time_pass(server)
    assert until_judged(wire, server, person, key) == 303


def a_link(server: Server) -> tuple[str, str]:
    """The key of a school's link, and a one-time code of Kezia Brand's."""
    office = Office(open_store(server.store), lambda: date.fromisoformat(TODAY))
    for row in rows(date.fromisoformat(TODAY)):
        if row.table == SCHOOLS:
            office.store.put(row)
    school = next(iter(schools().values())).urn
    boss = coordinator(school)
    key = letting_in.make_link(office, boss, school).key
    code = letting_in.let_in(office, Hashing(), boss, school, "Kezia Brand", Role.SCHOOL).code
    office.store.close()
    return key, code


def post(wire: HTTPConnection, server: Server, path: str, form: dict[str, str], key: str = "") -> int:
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "origin": server.url,
        "cookie": f"{COOKIE}={key}",
    }
    wire.request("POST", path, urlencode(form), headers)
    answer = wire.getresponse()
    answer.read()
    came_in = f"{ticket.COOKIE}=" in (answer.headers["set-cookie"] or "") and path != "/enter"
    assert came_in == (answer.status == 303)
    return answer.status


def memory(server: Server) -> int:
    """Bytes of the server's process that are in memory."""
    assert server.process is not None
    pages = Path(f"/proc/{server.process.pid}/statm").read_text("ascii").split()[1]
    return int(pages) * 4096


def let_time_pass(server: Server) -> None:
    """A day later: every lock has run out."""
    with sqlite3.connect(server.folder / "store.sqlite") as store:
        store.execute("UPDATE tries SET locked_until = '2026-01-01 00:00:00.000000'")
    store.close()


def until_judged(wire: HTTPConnection, server: Server, person: dict[str, str], key: str) -> int:
    """Try until the flood has drained off, as a person who is told to wait a minute does."""
    until = time.monotonic() + 60
    while (status := post(wire, server, "/enter/person", person, key)) == 429 and time.monotonic() < until:
        time.sleep(1)
    return status
