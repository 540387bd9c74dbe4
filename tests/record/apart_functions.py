"""What the tests run in a process apart: functions as no reader of ours should be."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

from record.apart import FileRefused

LIMITED = ("RLIMIT_DATA", "RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_CORE")


def counted(content: bytes, *told: object) -> Mapping[str, object]:
    return {"bytes": len(content), "told": list(told)}


def limits(content: bytes) -> Mapping[str, object]:
    return {each: resource.getrlimit(getattr(resource, each)) for each in LIMITED}


def refusing(content: bytes) -> None:
    raise FileRefused("There is no child in it. Give another.")


def hungry(content: bytes) -> int:
    kept = [bytearray(10_000_000) for _ in range(100)]
    return len(kept)


def endless(content: bytes) -> None:
    while True:
        pass


def talkative(content: bytes) -> str:
    return "x" * 2_000


def fallen(content: bytes) -> None:
    sys.stdout.write('{"said": "half')
    sys.stdout.flush()
    os._exit(3)


def raising(content: bytes) -> None:
    raise KeyError("Robin Example, born 3 May 2012")


def writing(content: bytes) -> str:
    try:
        Path("/tmp/written-apart").write_bytes(content)
    except OSError as refused:
        return type(refused).__name__
    return "written"


def surroundings(content: bytes) -> list[str]:
    return sorted(os.environ)
