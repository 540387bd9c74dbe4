"""From nothing to the first page: what `make run` starts, beside `streamlit hello`; all packages are installed for both.

Ours is a fresh copy of the project's files without any data, so that the sample is made too; the person at the picker
presses a name and sees their first page. The peer's first page needs no signing in.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.browser import Browser
from benchmarks.serving import ROOT, free_port, wait_for
from ui.sign_in import ticket
from ui.sign_in.people import SAMPLE, key_of

ROUNDS = 3
LEFT_OUT = shutil.ignore_patterns(".venv*", ".git", "data", "__pycache__", ".mypy_cache", ".ruff_cache", "node_modules")


@dataclass(frozen=True)
class Result:
    """Seconds to the first page, medians."""

    ours: float
    hello: float


def measure() -> Result:
    """Start both, turn by turn."""
    times = [(_ours(), _hello()) for _ in range(ROUNDS)]
    return Result(*(median(each) for each in zip(*times, strict=True)))


def _ours() -> float:
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "project"
        shutil.copytree(ROOT, project, ignore=LEFT_OUT, symlinks=True)
        return _seconds(["run", "app.py"], project, "/healthz", _sign_in)


def _hello() -> float:
    return _seconds(["hello"], ROOT, "/_stcore/health", _nobody)


Enter = Callable[[int], Awaitable[Browser]]


def _seconds(command: Sequence[str], folder: Path, ready: str, enter: Enter) -> float:
    port = free_port()
    line = [sys.executable, "-m", "streamlit", *command, "--server.port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(line, cwd=folder, env=_clean(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}{ready}")
        asyncio.run(_first_page(enter, port))
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(timeout=40)


def _clean() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("MANAGED_MOVES")}


async def _first_page(enter: Enter, port: int) -> None:
    browser = await enter(port)
    await browser.go("")
    await browser.close()


async def _nobody(port: int) -> Browser:
    return Browser(port, "")


async def _sign_in(port: int) -> Browser:
    origin = f"http://127.0.0.1:{port}"
    form = urlencode({"person": key_of(SAMPLE[0]), "next": "/"}).encode()
    opener = urllib.request.build_opener(_Stay)
    answer = opener.open(urllib.request.Request(f"{origin}/sign-in", form, {"Origin": origin}))
    cookie = str(answer.headers["Set-Cookie"]).partition(";")[0]
    assert cookie.startswith(ticket.COOKIE)
    return Browser(port, cookie)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nobody: the answer that sends the person on is the one with the cookie."""

    def http_error_303(self, req, fp, code, msg, headers):  # type: ignore[no-untyped-def]
        """The answer as it came."""
        return fp
