"""The programs beside Python that the tests drive, each tried by using it: `python -m tests.programs [cluster]`.

What does not work is installed where that may be, and tried again; of what still does not work this says so in one
sentence each, before any test begins. What worked is tried again when something was installed since.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
INSTALLED = Path("/var/lib/dpkg/status"), Path(sys.prefix) / "made-of"
"""What changes whenever a package of the system, or of Python, does."""


@dataclass(frozen=True)
class Program:
    name: str
    does: str
    packages: tuple[str, ...]
    """Debian's names."""
    use: Callable[[Path], object]
    """In an empty folder: raises where it does not do what the tests need."""


def show_a_page(folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import CHROMIUM, FLAGS

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.set_content("<p>Where is everybody today?</p>")
        page.screenshot(path=folder / "page.png")
        browser.close()


def print_a_page(folder: Path) -> None:
    """In a letter's own type, which stands in for one that Debian does not have."""
    from docx import Document

    page = Document()
    page.styles["Normal"].font.name = "Calibri"
    page.add_paragraph("Where is everybody today?")
    page.save(str(folder / "page.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "page.docx"))
    told = run("pdftotext", str(folder / "page.pdf"), "-")
    assert told.split() == ["Where", "is", "everybody", "today?"], f"the page says {told!r}"
    fonts = run("pdffonts", str(folder / "page.pdf"))
    assert "Carlito" in fonts, "the page is printed in another font than Carlito"


def keep_a_row(_: Path) -> None:
    from sqlalchemy import create_engine, text

    from tests.store import postgres

    with postgres.running() as address, create_engine(address).begin() as connection:
        connection.execute(text("CREATE TABLE kept AS SELECT 1"))


def read_its_configuration(folder: Path) -> None:
    from tests.deploy.test_nginx import PROGRAM

    (folder / "nginx.conf").write_text(f"pid {folder}/nginx.pid; events {{}} http {{ access_log off; }}", "utf-8")
    run(PROGRAM, "-t", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log"))


def judge_a_unit(folder: Path) -> None:
    (folder / "one.service").write_text("[Service]\nExecStart=/bin/true\n", "utf-8")
    run("systemd-analyze", "verify", "--man=no", str(folder / "one.service"))


def list_our_files(_: Path) -> None:
    assert "app.py" in run("git", "ls-files").splitlines(), "app.py is not in the list"


def answer(*command: str) -> Callable[[Path], object]:
    return lambda _: run(*command)


FOR_TESTS = (
    Program("Playwright", "start its own Node", ("libatomic1",), answer(sys.executable, "-m", "playwright", "-V")),
    Program("Chromium", "show a page", ("chromium-headless-shell",), show_a_page),
    Program(
        "LibreOffice",
        "print a page that can be read",
        ("libreoffice-writer-nogui", "poppler-utils", "fonts-crosextra-carlito"),
        print_a_page,
    ),
    Program("PostgreSQL", "keep a row", ("postgresql",), keep_a_row),
    Program("nginx", "read its configuration", ("nginx-light",), read_its_configuration),
    Program("systemd", "judge a unit", ("systemd",), judge_a_unit),
    Program("OpenSSL", "make a key", ("openssl",), answer("openssl", "genpkey", "-algorithm", "ed25519")),
    Program("age", "say its version", ("age",), answer("age", "--version")),
    Program("git", "list our files", ("git",), list_our_files),
)
FOR_THE_CLUSTER = (
    Program("PostgreSQL", "keep a row", ("postgresql",), keep_a_row),
    Program("etcd", "say its version", ("etcd-server",), answer("etcd", "--version")),
    Program("Patroni", "say its version", ("patroni",), answer("patroni", "--version")),
    Program("HAProxy", "say its version", ("haproxy",), answer("/usr/sbin/haproxy", "-v")),
)


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout


def main(what_for: str = "tests") -> None:
    """Those of the tests, or those that `make cluster` runs."""
    programs = {"tests": FOR_TESTS, "cluster": FOR_THE_CLUSTER}[what_for]
    stamp = Path(sys.prefix) / f"programs-for-{what_for}"
    if stamp.exists() and stamp.read_text("utf-8") == edition():
        return
    print(f"Trying each program that the {what_for} will use.", flush=True)
    if first := [program for program, _ in failing(programs)]:
        install(what_for, [package for program in first for package in program.packages])
    if left := [sentence(program, error) for program, error in failing(first)]:
        raise SystemExit("\n".join(left))
    stamp.write_text(edition(), "utf-8")


def install(what_for: str, packages: Sequence[str]) -> None:
    done = subprocess.run([ROOT / ".ci" / "system-packages", f"For the {what_for}", *packages], check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def failing(programs: Sequence[Program]) -> Iterator[tuple[Program, Exception]]:
    for program in programs:
        with tempfile.TemporaryDirectory(prefix="programs-") as folder:
            try:
                program.use(Path(folder))
            except Exception as error:  # whatever it was, a test would meet it too
                yield program, error


def sentence(program: Program, error: Exception) -> str:
    return f"{program.name} does not {program.does} ({reason(error)}). Debian's packages for it: {' '.join(program.packages)}."


def reason(error: Exception) -> str:
    """The line of its own words that says most."""
    words = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [type(error).__name__]
    return next((line for line in lines if "error while loading shared libraries" in line), lines[0])


def edition() -> str:
    """Of everything that decides whether they work; another each time where the system keeps no list."""
    told = [path.read_bytes() if path.exists() else os.urandom(8) for path in (Path(__file__), *INSTALLED)]
    return sha256(b"".join(told)).hexdigest()


if __name__ == "__main__":
    main(*sys.argv[1:])
