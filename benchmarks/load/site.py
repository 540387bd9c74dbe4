"""The app in one process or several, behind the nginx of `deploy/` where there are several; and what happens to them."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import ROOT, Server, free_port, wait_for

PROGRAM = shutil.which("nginx") or "/usr/sbin/nginx"
LINKS = {"MANAGED_MOVES_WAYS_IN": "links"}


@dataclass
class Site:
    """What people reach at one port."""

    port: int
    processes: Sequence[Server]
    away: float = 10.0
    """Seconds until what was killed is started again, as a service manager does."""

    def memory(self) -> float:
        """Megabytes of all processes."""
        return sum(each.memory() for each in self.processes)

    def worked(self) -> float:
        """Seconds of a processor's time that all processes took so far."""
        return sum(each.worked() for each in self.processes)

    def kill_one(self) -> None:
        """End the process with the most people as a power cut does, and start it again a little later."""
        busiest = max(self.processes, key=lambda each: each.open_files)
        busiest.kill()
        time.sleep(self.away)
        busiest.start()


@contextmanager
def site(env: Mapping[str, str], processes: int, folder: Path, cores: frozenset[int] = frozenset()) -> Iterator[Site]:
    """So many processes over one store, until the block ends; on these processors, where some are named."""
    servers = [Server({**env, **LINKS}, log=folder / f"app-{number}.log", cores=cores) for number in range(processes)]
    try:
        for each in servers:
            each.start()
        if processes == 1:
            yield Site(servers[0].port, servers)
        else:
            with _nginx([each.port for each in servers], folder) as port:
                yield Site(port, servers)
    finally:
        for each in servers:
            each.stop()


@contextmanager
def _nginx(ports: Sequence[int], folder: Path) -> Iterator[int]:
    """The nginx of `deploy/`, without its certificate, on loopback."""
    port = free_port()
    written = folder / "nginx.conf"
    written.write_text(configuration((ROOT / "deploy" / "nginx.conf").read_text("utf-8"), ports, port, folder), "utf-8")
    command = [PROGRAM, "-c", str(written), "-e", str(folder / "nginx.log"), "-g", "daemon off;"]
    with (folder / "nginx.out").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in")
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def configuration(shipped: str, ports: Sequence[int], port: int, folder: Path) -> str:
    """The shipped configuration for these processes, without TLS, with its files in a folder."""
    upstream = "\n".join(f"        server 127.0.0.1:{each} max_fails=2 fail_timeout=5s;" for each in ports)
    made = re.sub(r"(?:^        server 127\.0\.0\.1:\d+[^\n]*\n)+", upstream + "\n", shipped, flags=re.MULTILINE)
    made = re.sub(r"    server \{\n        listen 80[^}]*\}\n", "", made)
    made = re.sub(r"^ *ssl_[^\n]*\n", "", made, flags=re.MULTILINE)
    made = re.sub(r"listen 443[^;]*;", f"listen 127.0.0.1:{port} default_server;", made)
    made = re.sub(r"^pid [^;]*;", f"pid {folder}/nginx.pid;", made, flags=re.MULTILINE)
    made = re.sub(r"error_log [^;]*;", f"error_log {folder}/nginx.log error;", made)
    paths = "".join(
        f"    {name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return made.replace("http {\n", f"http {{\n{paths}", 1)
