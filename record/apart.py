"""Runs one function of ours on a file from somebody else, in a process of its own with little memory and time: whatever stands
in the file, the app goes on. Knows no sort of file; what goes in are bytes, what comes back is JSON.

The process is `python -m record.apart MODULE:FUNCTION LIMITS`, with what the function is told besides, as one line of JSON, and
then the file on standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import IO, Any

ROOT = Path(__file__).parents[1]
AT_ONCE = 2
"""Processes at a time: however many people give files, the pages of the others keep most of the computer."""
WAITS = 30.0
"""Seconds that a file waits for its turn."""
_turns = BoundedSemaphore(AT_ONCE)
_OUT_OF_TIME = (-24, -9)
"""How a process ends that the system (SIGXCPU) or our clock (SIGKILL) ended."""


_OF_THE_SYSTEM = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if "SYSTEMROOT" in os.environ else {}
"""Without it no Python starts on Windows; nothing else of our environment is told to a process that reads a file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may take. The operating system holds it to them, not our own counting."""

    memory: int = 220_000_000
    """Bytes it may ask for; what the programs themselves take of the computer's memory comes on top, some 40 million."""
    seconds: int = 20
    """Of a processor's time."""
    wall: float = 120.0
    """Seconds until it is ended, however little it did."""
    said: int = 20_000_000
    """Bytes of its answer."""


class Why(StrEnum):
    """Why there is no answer."""

    MEMORY = "memory"
    TIME = "time"
    SAID = "said"
    BUSY = "busy"
    BROKEN = "broken"


class FileRefused(Exception):
    """The file is not taken; its text says what is wrong with it and what to give instead."""

    peak = 0
    """Most bytes of memory that the process which refused it held."""
    seconds = 0.0
    """Of a processor's time that it took."""


class Stopped(Exception):
    """The process was ended, or ended itself, without an answer."""

    def __init__(self, why: Why, peak: int = 0) -> None:
        super().__init__(str(why))
        self.why, self.peak = why, peak


@dataclass(frozen=True, slots=True)
class Reply:
    """What the function said."""

    said: Any
    """JSON."""
    peak: int
    """Most bytes of the computer's memory that the process held at any moment."""
    seconds: float
    """Of a processor's time."""


def apart(function: str, content: bytes, told: Sequence[Any] = (), limits: Limits = Limits()) -> Reply:
    """What `function`, a name such as `casework.imports.terms:CALENDAR.answer`, says of a file. Raises FileRefused, Stopped."""
    if not _turns.acquire(timeout=WAITS):
        raise Stopped(Why.BUSY)
    try:
        return _read(*_run(function, content, told, limits), limits)
    finally:
        _turns.release()


def _run(function: str, content: bytes, told: Sequence[Any], limits: Limits) -> tuple[int, bytes]:
    """How the process ended, and what it said: no more than one byte too many."""
    command = [sys.executable, "-m", "record.apart", function, json.dumps(asdict(limits))]
    with subprocess.Popen(  # noqa: S603 (ourselves, and the name of a function of ours)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may hold what stands in the file
        cwd=ROOT,
        env={**_OF_THE_SYSTEM, "PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "2"},
    ) as child:
        assert child.stdin and child.stdout
        head = json.dumps(list(told)).encode() + b"\n"
        Thread(target=_feed, args=(child.stdin, head, content), daemon=True).start()
        with _ended_after(child, limits.wall):
            said = child.stdout.read(limits.said + 1)
            if len(said) > limits.said:
                child.kill()
            return child.wait(), said


def _feed(into: IO[bytes], head: bytes, content: bytes) -> None:
    try:
        with into:
            into.write(head)
            into.write(content)
    except (OSError, ValueError):  # it ended before it had read everything
        return


@contextmanager
def _ended_after(child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    clock = Timer(seconds, child.kill)
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _read(ended: int, said: bytes, limits: Limits) -> Reply:
    if len(said) > limits.said:
        raise Stopped(Why.SAID)
    try:
        answer = json.loads(said) if ended == 0 else None
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise Stopped(Why.TIME if ended in _OUT_OF_TIME else Why.BROKEN)
    peak = int(answer.get("peak", 0))
    if "stopped" in answer:
        raise Stopped(Why(answer["stopped"]), peak)
    if "refused" in answer:
        refused = FileRefused(str(answer["refused"]))
        refused.peak, refused.seconds = peak, float(answer.get("seconds", 0))
        raise refused
    return Reply(answer.get("said"), peak, float(answer.get("seconds", 0)))


def _within(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the clock alone stops it
        return
    os.nice(5)
    most = {
        resource.RLIMIT_DATA: (limits.memory, limits.memory),
        resource.RLIMIT_AS: (4 * limits.memory, 4 * limits.memory),
        resource.RLIMIT_CPU: (limits.seconds, limits.seconds + 1),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for what, both in most.items():
        # macOS refuses limits of memory that are below what it has handed out already: there the clock alone stops it.
        with suppress(ValueError, OSError) if sys.platform == "darwin" else nullcontext():
            resource.setrlimit(what, both)


def peak() -> int:
    """Most bytes of the computer's memory that this process held; nothing where the system does not say."""
    try:
        # getrusage counts from before the program began, so with what the app itself holds.
        status = Path("/proc/self/status").read_text("ascii")
        return 1024 * int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _answer(function: str, limits: Limits) -> dict[str, Any]:
    """What the function says of what is on standard input, as it is sent."""
    try:
        module, _, name = function.partition(":")
        reads = attrgetter(name)(import_module(module))
        told = json.loads(sys.stdin.buffer.readline())
        return {"said": reads(sys.stdin.buffer.read(), *told)}
    except FileRefused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"stopped": Why.MEMORY}


def main() -> None:
    """Answer for the file on standard input."""
    limits = Limits(**json.loads(sys.argv[2]))
    _within(limits)
    answer = _answer(sys.argv[1], limits)
    seconds = sum(os.times()[:2])
    sys.stdout.write(json.dumps({**answer, "peak": peak(), "seconds": round(seconds, 2)}))


if __name__ == "__main__":
    # By its own name, so that the errors a reader raises are those that are caught here.
    import_module("record.apart").main()
