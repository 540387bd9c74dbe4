"""What is said before any test begins of a program that does not work."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.programs import Program, answer, failing, sentence

NO_LIBRARY = "node: error while loading shared libraries: libatomic.so.1: cannot open shared object file"


def of(*lines: str) -> Program:
    """One that says these lines and fails."""
    fails = "import sys; print(*sys.argv[1:], sep='\\n', file=sys.stderr); sys.exit(127)"
    return Program("Playwright", "start its own Node", ("libatomic1",), answer(sys.executable, "-c", fails, *lines))


def absent() -> Program:
    return Program("etcd", "say its version", ("etcd-server",), answer("no-such-program"))


def unequal() -> Program:
    def use(_: Path) -> None:
        raise AssertionError("the page says 'Where'")

    return Program("LibreOffice", "print a page", ("libreoffice-writer-nogui", "poppler-utils"), use)


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (
            of("Traceback:", NO_LIBRARY),
            f"Playwright does not start its own Node ({NO_LIBRARY}). Debian's packages for it: libatomic1.",
        ),
        (
            absent(),
            "etcd does not say its version ([Errno 2] No such file or directory: 'no-such-program'). "
            "Debian's packages for it: etcd-server.",
        ),
        (
            unequal(),
            "LibreOffice does not print a page (the page says 'Where'). "
            "Debian's packages for it: libreoffice-writer-nogui poppler-utils.",
        ),
    ],
)
def test_a_program_that_does_not_work_is_one_sentence(program: Program, said: str) -> None:
    assert [sentence(one, error) for one, error in failing([program])] == [said]
