"""The files of `deploy/` as those would judge them who know: hadolint, systemd; and that they agree with each other."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.serving import ROOT
from ui.shell import health

DEPLOY = ROOT / "deploy"
UNIT = "managed-moves@.service"
MOST_EXPOSED = 2.0
"""Of ten, as `systemd-analyze security` counts; a unit without a word of its own has 9.6."""


def said(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def unit_here(folder: Path) -> Path:
    """The unit with a user and a program that this computer has."""
    text = re.sub(r"^User=.*$", "User=daemon", said(UNIT), flags=re.M)
    (folder / "managed-moves@8511.service").write_text(
        re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.M)
    )
    shutil.copy(DEPLOY / "managed-moves.target", folder)
    return folder / "managed-moves@8511.service"


def test_hadolint_finds_nothing_in_the_container_file() -> None:
    run(str(Path(sys.executable).parent / "hadolint"), "deploy/Containerfile")


def test_systemd_finds_nothing_in_the_units(tmp_path: Path) -> None:
    unit = unit_here(tmp_path)
    told = run("systemd-analyze", "verify", "--man=no", str(unit), str(tmp_path / "managed-moves.target"))

    assert [line for line in told.splitlines() if "managed-moves" in line] == []


JOBS = ("backup", "restore-trial", "watch")
MOST_EXPOSED_JOB = 6.0
"""What copies everything reads everything, and becomes another user for it."""


def test_systemd_finds_nothing_in_the_timers_and_what_they_start(tmp_path: Path) -> None:
    for name in (f"managed-moves-{job}.{kind}" for job in JOBS for kind in ("service", "timer")):
        (tmp_path / name).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", said(name), flags=re.M))
    told = run("systemd-analyze", "verify", "--man=no", *(str(tmp_path / f"managed-moves-{job}.timer") for job in JOBS))
    exposed = [
        run(
            "systemd-analyze",
            "security",
            "--offline=true",
            "--no-pager",
            str(tmp_path / f"managed-moves-{job}.service"),
        )
        for job in JOBS
    ]
    levels = [
        float(found) for each in exposed for found in re.findall(r"Overall exposure level for \S+: ([\d.]+)", each)
    ]

    assert [line for line in told.splitlines() if "managed-moves" in line] == []
    assert len(levels) == len(JOBS)
    assert max(levels) <= MOST_EXPOSED_JOB


def test_a_process_can_do_little_beside_its_work(tmp_path: Path) -> None:
    told = run("systemd-analyze", "security", "--offline=true", "--no-pager", str(unit_here(tmp_path)))
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)

    assert found is not None
    assert float(found[1]) <= MOST_EXPOSED


def test_the_files_agree_with_each_other_and_with_the_app() -> None:
    named = re.search(r"enable --now (.*)", said(UNIT))
    assert named is not None
    assert re.findall(r"127\.0\.0\.1:(\d+)", said("nginx.conf")) == re.findall(r"@(\d+)", named[1])
    config = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    largest = re.search(r"^maxUploadSize = (\d+)", config, re.M)
    assert largest is not None
    assert f"client_max_body_size {int(largest[1]) + 1}m" in said("nginx.conf")
    assert all(path.removeprefix("/") in said("nginx.conf") for path in health.PATHS)
    assert f"max_size {int(largest[1]) + 1}MB" in said("Caddyfile")
    assert all(path in said("Caddyfile") for path in health.PATHS)
    assert re.findall(r"127\.0\.0\.1:(\d+)", said("Caddyfile")) == re.findall(r"@(\d+)", named[1])


KEPT_OUT = [
    "**/__pycache__",
    ".git",
    ".streamlit/secrets.toml",
    ".venv",
    "benchmarks",
    "data",
    "deploy/cluster",
    "tests",
]


def test_nothing_private_goes_into_the_container() -> None:
    kept_out = (ROOT / ".containerignore").read_text("utf-8").split()

    assert sorted(kept_out) == KEPT_OUT
