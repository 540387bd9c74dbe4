"""From a bare Debian root to a page that a browser shows: `make trial-install [suite=trixie]`.

Run as root, by the Python of the project's own environment. The root has namespaces of its own (`trial_root.py`); what stands
in for systemd there starts what the unit files say (`trial_units.py`); pebble, Debian's test server of ACME, gives the
certificate after it has asked at the name, as a real one does.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import trial_fresh
import trial_people as people
from trial_root import OwnRoot, the_project

NAME = "moves.example.org"
HOME = "root/managed-moves"
PROGRAMS = {"pebble": "pebble", "certutil": "libnss3-tools", "mmdebstrap": "mmdebstrap", "openssl": "openssl"}
ANSWERS = {
    "name": NAME,
    "email": "anna.bell@council.example",
    "administrator": "Anna Bell",
    "authority": "205",
    "store": "sqlite",
    "backups": "/var/backups/managed-moves",
    "accounts": "none",
    "acme_directory": "https://localhost:14000/dir",
    "acme_root": "/usr/local/share/ca-certificates/pebble-server.crt",
}
PEBBLE = """{"pebble": {"listenAddress": "127.0.0.1:14000", "managementListenAddress": "127.0.0.1:15000",
"certificate": "/opt/pebble/cert.pem", "privateKey": "/opt/pebble/key.pem", "httpPort": 80, "tlsPort": 443,
"ocspResponderURL": "", "externalAccountBindingRequired": false}}
"""


KILL = """
import os, signal
for each in filter(str.isdecimal, os.listdir("/proc")):
    try:
        words = open(f"/proc/{each}/cmdline", "rb").read()
        if each not in ("1", str(os.getpid())) and b"pebble" not in words: os.kill(int(each), signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError):
        pass
"""
"""Everything at once, as a power cut ends it."""


def written(answers: Mapping[str, str]) -> str:
    """As a file of answers."""
    return "".join(f'{name} = "{said}"\n' for name, said in answers.items() if said)


def have_programs() -> None:
    lacking = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if lacking:
        trial_fresh.say_and_do(str(trial_fresh.OURS / ".ci" / "system-packages"), "For the trial", *lacking)


def make_pebble(root: OwnRoot) -> None:
    """The test server of ACME, in the root, with a key of its own; the root trusts it, and what it gives."""
    place = root.at / "opt/pebble"
    place.mkdir(parents=True)
    shutil.copy(shutil.which("pebble") or "", place / "pebble")
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1"
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-keyout", str(place / "key.pem"), "-out", str(place / "cert.pem")]
    subprocess.run([*request, "-addext", names, *files], check=True, capture_output=True)
    root.write("opt/pebble/config.json", PEBBLE)
    shutil.copy(place / "cert.pem", root.at / ANSWERS["acme_root"].lstrip("/"))
    root.do("update-ca-certificates")
    root.start(
        "env", "PEBBLE_VA_NOSLEEP=1", "/opt/pebble/pebble", "-config", "/opt/pebble/config.json", log="pebble.log"
    )
    fetch = "import urllib.request as r; print(r.urlopen('https://localhost:15000/roots/0').read().decode())"
    until = time.monotonic() + 20
    while (told := root.asks("python3", "-c", fetch)).returncode:
        if time.monotonic() > until:
            raise SystemExit(f"pebble does not answer: {told.stderr}")
        time.sleep(0.2)
    root.write("usr/local/share/ca-certificates/pebble-root.crt", told.stdout)
    root.do("update-ca-certificates")


@contextmanager
def a_server(suite: str, folder: Path, **answers: str) -> Iterator[OwnRoot]:
    """A bare machine, with the project unpacked on it and a file of answers."""
    root = OwnRoot(suite, folder)
    try:
        the_project(root.at / HOME)
        root.write(
            "root/answers.toml", "".join(f'{name} = "{said}"\n' for name, said in {**ANSWERS, **answers}.items())
        )
        make_pebble(root)
        yield root
    finally:
        root.close()


def said_by(root: OwnRoot, command: str, *words: str) -> str:
    """What one of the commands of `deploy/` says, in the root."""
    return root.do(f"/{HOME}/deploy/{command}", *words)


def install(root: OwnRoot) -> str:
    """What the installer says at its end, from a file of answers."""
    began = time.monotonic()
    said = said_by(root, "install", "--answers", "/root/answers.toml")
    print(said, flush=True)
    print(f"deploy/install: {time.monotonic() - began:.0f} s", flush=True)
    return said


def refused(root: OwnRoot, what: str, *words: str, **answers: str) -> None:
    """The installer says a sentence, and nothing of the machine is another than before."""
    before = everything(root)
    root.write("root/other.toml", written({**ANSWERS, **answers}))
    done = root.asks(f"/{HOME}/deploy/install", "--answers", "/root/other.toml", *words)
    if done.returncode != 1 or everything(root) != before:
        raise SystemExit(f"{what}: it went on, or left something behind.\n{done.stdout}\n{done.stderr}")
    print(f"{what}: “{done.stderr.strip().splitlines()[0]}”", flush=True)


def everything(root: OwnRoot) -> dict[str, tuple[int, int]]:
    """Every file that an install could change."""
    places = (root.at / each for each in ("etc", "srv", "usr/bin", "var/lib/dpkg"))
    files = (file for place in places for file in place.rglob("*") if file.is_file() and not file.is_symlink())
    return {str(file): (file.stat().st_size, file.stat().st_mtime_ns) for file in files}


def bad_input(root: OwnRoot) -> None:
    """Each is refused with a sentence, before anything is done."""
    refused(root, "no such name", name="nowhere.example.org")
    refused(root, "a line nobody knows", stoer="sqlite")
    refused(root, "no authority", authority="")
    listen = "import socket, time; s = socket.create_server(('0.0.0.0', 443)); time.sleep(600)"
    other = root.start("python3", "-c", listen, log="other.log")
    time.sleep(1)
    refused(root, "port 443 taken")
    root.do("python3", "-c", KILL)
    other.wait(10)
    root.door.is_dead = True
    done = root.asks(f"/{HOME}/deploy/install", "--answers", "/root/answers.toml")
    root.door.is_dead = False
    print(f"a dead mirror: “{done.stderr.strip().splitlines()[0]}”", flush=True)


def broken_off(root: OwnRoot, times: int, seed: int) -> None:
    """Ended without a word, at moments drawn by chance; the run after them all must end well."""
    chance = random.Random(seed)
    for _ in range(times):
        begun = root.start(f"/{HOME}/deploy/install", "--answers", "/root/answers.toml", log="broken-off.log")
        time.sleep(chance.uniform(0.2, 20))
        root.do("python3", "-c", KILL)
        begun.wait(20)
    at = [line for line in (root.folder / "broken-off.log").read_text("utf-8").splitlines() if line.endswith("…")]
    print(f"broken off {times} times (seed {seed}), the last at {at[-1] if at else 'the questions'}", flush=True)


def whole_story(suite: str, place: Path, store: str) -> None:
    """From nothing to a filed referral; the machine is destroyed; another has the same case."""
    with a_server(suite, place / "first", store=store) as root:
        with people.timed("bad input"):
            bad_input(root)
        link = next(word for word in install(root).split() if "/sign-in/once#" in word)
        again = install(root)
        if "…\n" in again:
            raise SystemExit("The second run did something.")
        refused(root, "other answers", authority="206", store=store)
        with people.a_browser(root, root.at / "usr/local/share/ca-certificates/pebble-root.crt") as browser:
            with people.timed("the administrator: signed in, 200 schools, a link and a code"):
                page = people.a_page(browser)
                people.administrator_comes_in(page, link)
                school, code = people.administrator_lets_schools_in(page)
            with people.timed("the secretary: signed in, a referral, a letter"):
                page = people.a_page(browser)
                people.secretary_comes_in(page, school, code)
                reference = people.secretary_refers(page)
                people.case_is_there(page, reference)
                print(f"her letter: {people.her_letter(page)} bytes")
        for job in ("backup", "restore-trial", "watch"):
            root.do("systemctl", "start", f"managed-moves-{job}")
            print((root.at / f"var/log/trial-units/managed-moves-{job}.log").read_text().strip(), flush=True)
        shutil.copytree(root.at / "var/backups/managed-moves", place / "copies")
        key = (root.at / "etc/managed-moves/backup-key").read_text()
    print("the first machine is destroyed", flush=True)
    with a_server(suite, place / "second", store=store) as root:
        shutil.copytree(place / "copies", root.at / "var/backups/managed-moves")
        root.write("etc/managed-moves/backup-key", key, 0o600)
        install(root)
        print(said_by(root, "restore", "--yes"), flush=True)
        with people.a_browser(root, root.at / "usr/local/share/ca-certificates/pebble-root.crt") as browser:
            page = people.a_page(browser)
            people.secretary_comes_back(page, school)
            people.case_is_there(page, reference)
        print(f"the same case is there: {reference}", flush=True)
        root.write(f"{HOME}/a-newer-release", "as if")
        for words in ((), ("--back",)):
            with people.timed(" ".join(("deploy/upgrade", *words))):
                print(said_by(root, "upgrade", *words), flush=True)
        print(said_by(root, "remove", "--yes"), flush=True)


def main(*words: str) -> None:
    if os.geteuid():
        raise SystemExit("A root of its own can only be made by root: sudo make trial-install")
    told = dict(word.split("=", 1) for word in words)
    suite, kills, seed = told.get("suite", "bookworm"), int(told.get("kills", "0")), int(told.get("seed", "17"))
    have_programs()
    with tempfile.TemporaryDirectory(prefix="trial-install-", dir="/var/tmp") as place:
        if kills:
            with a_server(suite, Path(place) / "broken") as root:
                broken_off(root, kills, seed)
                install(root)
            return
        with people.timed("everything"):
            whole_story(suite, Path(place), told.get("store", "sqlite"))


if __name__ == "__main__":
    main(*sys.argv[1:])
