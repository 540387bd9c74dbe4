"""The nginx of `deploy/` before two real processes of the app: who is sent where, and what is let through."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPSConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from websockets import Origin
from websockets.sync.client import connect

from casework.people import letting_in
from casework.people.access_table import doors
from casework.people.entering import said_of
from casework.people.pins import Hashing
from casework.reading.office import Office
from casework.sample import authority
from casework.sample.authority import coordinator, schools
from record.person import Role
from record.tables import SCHOOLS
from store.choose import open_store
from tests.browser.serving import ROOT, TODAY, Server, free_port
from ui.sign_in import ticket

OAKFIELD = next(iter(schools().values())).urn
NAME = "moves.example.org"
ROW = f"__Host-{ticket.COOKIE}"
PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"
BEHIND_A_PROXY = {
    "MANAGED_MOVES_WAYS_IN": "links",
    "MANAGED_MOVES_TODAY": "",
    "STREAMLIT_SERVER_ALLOWED_HOSTS": f"{NAME} 127.0.0.1",
}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Site:
    """Two processes that share a store, and what stands before them."""

    processes: list[Server]
    port: int
    trusted: ssl.SSLContext

    def ask(self, path: str, secret: str = "", **headers: str) -> Answer:
        """One request as a browser sends it; without its body where it says how long that would be."""
        line = HTTPSConnection("127.0.0.1", self.port, context=self.trusted, timeout=20)
        line.putrequest("POST" if headers else "GET", path, skip_host=True)
        cookie = {"cookie": f"{ROW}={secret}"} if secret else {}
        for name, value in {"host": NAME, "accept": "text/html", **cookie, **headers}.items():
            line.putheader(name.replace("_", "-"), value)
        line.endheaders()
        answer = line.getresponse()
        said = Answer(answer.status, dict(answer.headers), answer.read())
        line.close()
        return said

    def secret(self) -> str:
        """The cookie's, of somebody of a school who has just signed in."""
        store = open_store(self.processes[0].store)
        known = doors(store)
        [member] = known.people_of(OAKFIELD)
        issued = ticket.issue(store, said_of(member, known))
        store.close()
        return issued


def let_somebody_in(address: str) -> None:
    store = open_store(address)
    office = Office(store, lambda: date.fromisoformat(TODAY))
    for row in authority.rows(office.today()):
        if row.table == SCHOOLS:
            store.put(row)
    letting_in.make_link(office, coordinator(OAKFIELD), OAKFIELD)
    letting_in.let_in(office, Hashing(), coordinator(OAKFIELD), OAKFIELD, "Kezia Brand", Role.SCHOOL, is_lead=True)
    store.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    processes = [Server(folder, env=BEHIND_A_PROXY).start() for _ in range(2)]
    let_somebody_in(processes[0].store)
    trusted = certificate(folder)
    with nginx(folder, [each.port for each in processes]) as port:
        yield Site(processes, port, trusted)
    for each in processes:
        each.kill()


def certificate(folder: Path) -> ssl.SSLContext:
    """One of our own for the name and for this computer, and a context that trusts it."""
    names = f"subjectAltName=DNS:{NAME},IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run([*command, "-addext", names, *files], check=True, capture_output=True)
    return ssl.create_default_context(cafile=str(folder / "fullchain.pem"))


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[int]:
    """The configuration as it is shipped, but for its ports and places."""
    http, https = free_port(), free_port()
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for shipped, here in {
        "/run/nginx.pid": f"{folder}/nginx.pid",
        "/var/log/nginx": str(folder),
        f"/etc/ssl/{NAME}": str(folder),
        "listen 80 ": f"listen 127.0.0.1:{http} ",
        "listen 443 ": f"listen 127.0.0.1:{https} ",
        "127.0.0.1:8511": f"127.0.0.1:{ports[0]}",
        "127.0.0.1:8512": f"127.0.0.1:{ports[1]}",
        "client_header_timeout 10s": "client_header_timeout 1s",
        "client_body_timeout 15s": "client_body_timeout 1s",
        "http {": f"http {{ client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;",
    }.items():
        assert shipped in text, f"the test looks for “{shipped}” in deploy/nginx.conf"
        text = text.replace(shipped, here)
    (folder / "nginx.conf").write_text(text, "utf-8")
    command = [PROGRAM, "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    said = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    running = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        wait_for(https)
        yield https
    finally:
        running.terminate()
        running.wait(10)


def wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until, "nginx does not answer"
            time.sleep(0.05)


def test_the_first_page_is_sent_to_the_way_in(site: Site) -> None:
    answer = site.ask("/")

    assert (answer.status, answer.headers["location"]) == (303, "/sign-in")
    assert answer.headers["strict-transport-security"]


def test_somebody_signed_in_at_one_process_has_pages_and_a_websocket_whichever_the_proxy_chose(site: Site) -> None:
    for _ in range(4):
        secret = site.secret()
        assert b"<script" in site.ask("/", secret).body
        with connect(
            f"wss://{NAME}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", site.port)),
            ssl=site.trusted,
            additional_headers={"cookie": f"{ROW}={secret}"},
            origin=Origin(f"https://{NAME}"),
        ) as line:
            line.ping().wait(10)


def test_how_a_process_is_is_told_to_nobody_outside(site: Site) -> None:
    assert [site.ask(f"/{each}").status for each in ("healthz", "readyz", "metrics")] == [404] * 3


@pytest.mark.parametrize(("megabytes", "told"), [(100, 401), (102, 413)])
def test_more_than_the_largest_upload_is_refused_before_it_is_sent(site: Site, megabytes: int, told: int) -> None:
    assert site.ask("/_stcore/upload_file/x/y", content_length=str(megabytes << 20)).status == told


def test_whoever_was_at_a_process_that_died_is_at_the_other_and_still_signed_in(site: Site) -> None:
    secrets = [site.secret() for _ in range(6)]
    site.processes[0].kill()

    assert [site.ask("/", each).status for each in secrets] == [200] * 6


@pytest.mark.parametrize(
    ("half", "told"),
    [
        (b"GET / HTTP/1.1\r\nHost: moves.exa", b""),
        (b"POST /sign-out HTTP/1.1\r\nHost: moves.example.org\r\ncontent-length: 900\r\n\r\nx", b"HTTP/1.1 403"),
    ],
    ids=["headers", "a body"],
)
def test_whoever_sends_half_a_request_and_waits_is_left(site: Site, half: bytes, told: bytes) -> None:
    with (
        socket.create_connection(("127.0.0.1", site.port), 20) as plain,
        site.trusted.wrap_socket(plain, server_hostname=NAME) as line,
    ):
        line.sendall(half)
        heard = b""
        while some := line.recv(1000):
            heard += some

    assert heard[: len(b"HTTP/1.1 403")] == told


def test_what_was_asked_for_while_nobody_answered_is_written_down_nowhere(site: Site) -> None:
    for each in site.processes:
        each.kill()

    assert [site.ask(f"/feeds/a-key-{n}.ics").status for n in range(4)] == [502] * 4
    assert "a-key" not in (site.processes[0].folder / "error.log").read_text("utf-8")
