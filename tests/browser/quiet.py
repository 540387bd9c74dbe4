"""What a server wrote while it ran may name nobody: its log and its files are searched for everybody its store knows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from casework import sample
from tests.browser.serving import Server

PERSONAL = frozenset(
    {"legal_name", "preferred_name", "name", "upn", "date_of_birth", "address", "phone", "email", "called"}
)
SHORTEST = 6
"""Characters: shorter words may stand in a log for other reasons."""


def leave(running: Server) -> None:
    """End a server, and see that it told its log and its file names of nobody."""
    running.kill()
    known = {each for each in everybody(running) if len(each) >= SHORTEST}
    written = running.log() + "\n".join(path.name for path in running.folder.rglob("*"))
    told = sorted(each for each in known if each in written)

    assert told == [], "A log or a file name says somebody's name, birth date or UPN: see ui/shell/errors.py"


def everybody(running: Server) -> Iterator[str]:
    """Names, dates of birth, UPNs and addresses of the sample and of everything this server's store holds."""
    yield from (person.name for person in sample.people())
    file = running.folder / "store.sqlite"
    if not file.exists():
        return
    with closing(sqlite3.connect(file)) as store:
        for (answers,) in store.execute("SELECT answers FROM entries"):
            yield from _personal(json.loads(answers))
        for question, value in store.execute("SELECT question, value FROM draft_answers"):
            said = json.loads(value) if isinstance(value, str) else value  # SQLite makes a number of a JSON number
            yield from _personal({question.rpartition(".")[2]: said})
        yield from (who for (who,) in store.execute("SELECT DISTINCT who FROM audit"))


def _personal(said: object) -> Iterator[str]:
    if isinstance(said, dict):
        for name, value in said.items():
            if name in PERSONAL and isinstance(value, str):
                yield value
            else:
                yield from _personal(value)
    elif isinstance(said, list):
        for each in said:
            yield from _personal(each)
