"""A rerun of the heaviest form page on one connection: our settings, and the same page on Streamlit's stock settings.

The page is the referral's *What has been tried* with six cards of five boxes; each rerun carries one more typed letter,
as typing does, and so keeps an answer in the draft: it draws one card again. A run without a letter draws the whole page.
"""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.session import open_page
from casework import drafts, entries
from casework.office import Office
from casework.people import Person
from record.before_you_start import BeforeYouStart
from record.referral import Referral
from store.base import TableRow
from store.sql import SqlStore
from ui.sign_in import ticket

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 9, 21)
SOMEBODY = Person("Amina Yusuf", "school", "900001", "999")
CARDS, WARM_UP, RERUNS = 6, 30, 200
STOCK = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "auto"}
START = {
    "route": "off-site direction", "pupil_initials": "SA", "is_on_our_roll": "yes", "has_ehc_plan": "no",
    "parent_wants_transfer": "no", "could_return": "yes", "is_at_risk_of_exclusion": "yes", "risk_reason": "Fights",
    "threshold_reached": "no", "has_open_case": "no", "voluntary": "yes",
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One server's reruns."""

    name: str
    widgets: int
    seconds: Sequence[float]
    """Of a letter typed."""
    whole: Sequence[float]
    """Of a run of the whole page."""

    @property
    def median_ms(self) -> float:
        """Milliseconds for a letter."""
        return 1000 * statistics.median(self.seconds)

    @property
    def whole_ms(self) -> float:
        """Milliseconds for the whole page."""
        return 1000 * statistics.median(self.whole)


def measure() -> tuple[Result, Result]:
    """Ours, then stock."""
    with tempfile.TemporaryDirectory() as folder:
        ours = _measure("our settings", Path(folder) / "ours", {})
        stock = _measure(
            "stock settings", Path(folder) / "stock", {**STOCK, "PYTHONPATH": _without_uvloop(Path(folder))}
        )
    return ours, stock


def _measure(name: str, folder: Path, env: Mapping[str, str]) -> Result:
    folder.mkdir()
    address = f"sqlite:///{folder / 'store.sqlite'}"
    reference, secret = _prepare(address)
    with _server(address, env) as port:
        session = open_page(port, f"{ticket.COOKIE}={secret}", "referral", reference)
        box = session.boxes[0]
        times = [session.rerun({box: "Mentoring " + "a" * number}) for number in range(WARM_UP + RERUNS)]
        whole = [session.rerun() for _ in range(WARM_UP + RERUNS // 2)]
        session.socket.close()
    return Result(name, session.widgets, times[WARM_UP:], whole[WARM_UP:])


def _prepare(address: str) -> tuple[str, str]:
    """A store with a case whose referral is open at its heaviest section: its reference, and a signed-in secret."""
    store = SqlStore(address)
    office = Office(store, lambda: TODAY)
    store.put(TableRow("Schools", "900001", {"name": "Oakfield School", "la": "999"}, office.now(), "set-up"))
    reference = _begin(office)
    paper = drafts.begin(office, SOMEBODY, Referral, reference)
    ids = [f"card{number}" for number in range(CARDS)]
    cards = {f"interventions.{each}.what": "Mentoring" for each in ids}
    drafts.keep(office, SOMEBODY, paper, {"interventions": ids, **cards, f"at.{SOMEBODY.name}": "4"})
    person = {"name": SOMEBODY.name, "role": "school", "school": "900001", "la": "999", "areas": []}
    secret = ticket.issue(store, person)
    store.close()
    return reference, secret


def _begin(office: Office) -> str:
    paper = drafts.begin(office, SOMEBODY, BeforeYouStart)
    drafts.keep(office, SOMEBODY, paper, START)
    saved = entries.submit(office, SOMEBODY, paper)
    assert not isinstance(saved, entries.Check), [each.sentence for each in saved.findings]
    return saved.reference


def _without_uvloop(folder: Path) -> str:
    """A folder in which importing uvloop fails, as on a machine that does not have it."""
    (folder / "uvloop.py").write_text("raise ImportError('left out for this measurement')\n")
    return f"{folder}{os.pathsep}{ROOT}"


@contextmanager
def _server(address: str, env: Mapping[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    ours = {"MANAGED_MOVES_STORE": address, "MANAGED_MOVES_TODAY": TODAY.isoformat()}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **ours, **env}, stdout=quiet, stderr=quiet)
    try:
        _wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")
