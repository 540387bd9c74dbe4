"""From a bare Debian root to a page that a browser shows: `make trial-install [suite=trixie]`.

Run as root, by the Python of the project's own environment. The root has namespaces of its own (`trial_root.py`); what stands
in for systemd there starts what the unit files say (`trial_units.py`); pebble, Debian's test server of ACME, gives the
certificate after it has asked at the name, as a real one does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trial_fresh
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


def install(root: OwnRoot, *words: str) -> tuple[float, str]:
    """Seconds, and what the installer said."""
    began = time.monotonic()
    done = root.asks(f"/{HOME}/deploy/install", "--answers", "/root/answers.toml", *words)
    print(done.stdout + done.stderr, flush=True)
    if done.returncode:
        raise SystemExit("The installer refused.")
    return time.monotonic() - began, done.stdout


def main(suite: str = "bookworm") -> None:
    if os.geteuid():
        raise SystemExit("A root of its own can only be made by root: sudo make trial-install")
    have_programs()
    with tempfile.TemporaryDirectory(prefix="trial-install-", dir="/var/tmp") as place:
        with a_server(suite, Path(place) / "first") as root:
            seconds, said = install(root)
            print(f"install: {seconds / 60:.1f} minutes")
            seconds, said = install(root)
            print(f"again: {seconds:.0f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
