"""The environment that both commands begin with: whole, or made anew; and never from anything but what the lists name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTS = (
    "requirements.txt",
    "requirements-site.txt",
    "requirements-notify.txt",
    "requirements-dev.txt",
    "benchmarks/peers/requirements.txt",
)
INSTALLING = "Installing {} into .venv: a minute or two, the first time.\n"


def wheel(folder: Path, name: str, code: str = "") -> str:
    """A package with one module of its name, in the folder; the line that names it in a list."""
    info = f"{name}-1.dist-info"
    parts = {
        f"{name}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: us\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    file = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as packed:
        for path, text in parts.items():
            packed.writestr(path, text)
        packed.writestr(f"{info}/RECORD", "".join(f"{path},,\n" for path in (*parts, f"{info}/RECORD")))
    return f"{name}==1 --hash=sha256:{sha256(file.read_bytes()).hexdigest()}\n"


def start(folder: Path, *lists: str) -> subprocess.Popen[str]:
    """What `make` does, with packages from the folder alone."""
    command = [sys.executable, str(ROOT / ".ci" / "environment.py"), ".venv", *lists]
    only_ours = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=folder, env=os.environ | only_ours, text=True, **pipes)


def install(folder: Path, *lists: str) -> subprocess.CompletedProcess[str]:
    with start(folder, *lists) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def has(folder: Path, *modules: str) -> bool:
    asked = [str(folder / ".venv" / "bin" / "python"), "-c", f"import {', '.join(modules)}"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def made_of(folder: Path, *lists: str) -> str:
    made = [f"{each} {sha256((folder / each).read_bytes()).hexdigest()}\n" for each in lists]
    version = " ".join(map(str, sys.version_info[:2]))
    return "".join([f"{version} {folder}/.venv\n", *made])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With an environment, made of a list of one package."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "one.txt").write_text(wheel(folder, "first"), "utf-8")
    (folder / "two.txt").write_text(wheel(folder, "second"), "utf-8")
    made = install(folder, "one.txt")
    assert (made.returncode, made.stdout) == (0, INSTALLING.format("one.txt")), made.stderr
    return folder


def test_what_is_whole_is_left_alone(folder: Path) -> None:
    before = (folder / ".venv" / "made-of").stat().st_mtime_ns

    again = install(folder, "one.txt")

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert (folder / ".venv" / "made-of").stat().st_mtime_ns == before
    assert (folder / ".venv" / "made-of").read_text("utf-8") == made_of(folder, "one.txt")


def test_one_that_somebody_made_by_hand_is_kept(folder: Path) -> None:
    (folder / ".venv" / "made-of").unlink()
    kept = folder / ".venv" / "by hand"
    kept.touch()

    added = install(folder, "one.txt")

    assert (added.returncode, added.stdout) == (0, INSTALLING.format("one.txt"))
    assert kept.exists()
    assert (folder / ".venv" / "made-of").read_text("utf-8") == made_of(folder, "one.txt")


def test_one_without_pip_is_made_anew(folder: Path) -> None:
    shutil.rmtree(next((folder / ".venv" / "lib").glob("python3*/site-packages/pip")))

    assert install(folder, "one.txt").returncode == 0
    assert has(folder, "first", "pip")


def test_a_second_list_is_added_to_what_is_there(folder: Path) -> None:
    kept = folder / ".venv" / "kept"
    kept.touch()

    added = install(folder, "one.txt", "two.txt")

    assert (added.returncode, added.stdout) == (0, INSTALLING.format("one.txt and two.txt"))
    assert has(folder, "first", "second")
    assert kept.exists()
    assert (folder / ".venv" / "made-of").read_text("utf-8") == made_of(folder, "one.txt", "two.txt")


def test_a_package_of_another_hash_is_refused(folder: Path) -> None:
    wrong = wheel(folder, "third")
    (folder / "three.txt").write_text(re.sub("sha256:.{8}", "sha256:00000000", wrong), "utf-8")

    refused = install(folder, "one.txt", "three.txt")

    assert refused.returncode == 1
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in refused.stderr
    assert refused.stderr.splitlines()[-1] == (
        "Not everything in one.txt and three.txt could be installed: the lines above say why."
    )
    assert (folder / ".venv" / "made-of").read_text("utf-8") == "unfinished\n"


def test_after_a_kill_the_next_waits_for_the_pip_that_is_left_and_makes_all_anew(folder: Path) -> None:
    (folder / "slow.txt").write_text("-r pipe.txt\n", "utf-8")
    os.mkfifo(folder / "pipe.txt")
    left = folder / ".venv" / "left"

    with start(folder, "one.txt", "slow.txt") as first:
        with (folder / "pipe.txt").open("w"):  # once pip reads it; then pip waits for us
            first.kill()
            first.wait()
            left.touch()
            second = start(folder, "one.txt")
            assert second.stdout is not None
            said = second.stdout.readline()
        with second:
            rest, _ = second.communicate()

    assert said == f"Waiting: something else is installing into {folder}/.venv.\n"
    assert (second.returncode, rest) == (0, INSTALLING.format("one.txt"))
    assert not left.exists()
    assert has(folder, "first")
    assert (folder / ".venv" / "made-of").read_text("utf-8") == made_of(folder, "one.txt")


def test_one_that_was_moved_is_made_anew(folder: Path) -> None:
    moved = folder.rename(folder.with_name("moved"))
    try:
        made = install(moved, "one.txt")

        assert (made.returncode, made.stdout) == (0, INSTALLING.format("one.txt")), made.stderr
        assert (moved / ".venv" / "made-of").read_text("utf-8") == made_of(moved, "one.txt")
        assert (moved / ".venv" / "bin" / "pip").read_text("utf-8").startswith(f"#!{moved}/.venv/bin/python")
    finally:
        moved.rename(folder)


def requirements(path: str) -> Sequence[str]:
    """Each with its hashes, on a line of its own."""
    text = (ROOT / path).read_text("utf-8").replace("\\\n", "")
    return [line for line in text.splitlines() if not line.strip().startswith("#")]


@pytest.mark.parametrize("path", LISTS)
def test_everything_that_is_installed_has_its_version_and_its_hashes_in_a_list(path: str) -> None:
    line = re.compile(r"[a-z0-9-]+(\[[a-z,]+\])?==[\w.]+( ; [^;]+?)?( +--hash=sha256:[0-9a-f]{64})+")

    assert [each for each in requirements(path) if not line.fullmatch(each)] == []


def test_where_nothing_may_be_installed_one_line_says_what_to_ask_for(tmp_path: Path) -> None:
    for name, text in {"apt-get": "exit 1", "id": "echo 1000", "sudo": "exit 1"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    command = ["/bin/sh", str(ROOT / ".ci" / "system-packages"), "To make .venv", "python3.11-venv"]

    told = subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)

    assert (told.returncode, told.stdout, told.stderr) == (
        1,
        "",
        "To make .venv, ask for: apt-get install --no-install-recommends python3.11-venv\n",
    )


def test_without_make_the_app_is_started_from_the_same_environment(tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    for name in ("run.py", ".ci/environment.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "requirements.txt").write_text(
        wheel(tmp_path, "streamlit", "import os, sys; print(os.getcwd(), *sys.argv[1:]); sys.exit(7)"), "utf-8"
    )
    only_ours = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    command = [sys.executable, str(tmp_path / "run.py"), "--server.port", "8600"]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    done = subprocess.run(
        command, cwd=elsewhere, env=os.environ | only_ours, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (
        7,
        f"{INSTALLING.format('requirements.txt')}{tmp_path} run app.py --server.port 8600\n",
    ), done.stderr
    assert (tmp_path / ".venv" / "made-of").read_text("utf-8") == made_of(tmp_path, "requirements.txt")
