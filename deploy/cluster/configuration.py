"""What each program of the cluster is told. The same on three machines, but for addresses and passwords."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = "127.0.0.1"
PATIENCE = 20
"""Seconds without a word from the primary's Patroni after which another takes over: the shortest it allows."""


@dataclass(frozen=True)
class Node:
    """One machine of a real cluster: an etcd, a Patroni, a PostgreSQL."""

    name: str
    folder: Path
    sql: int
    """Ports: PostgreSQL's, Patroni's own, etcd's for clients, etcd's for its peers."""
    patroni: int
    etcd: int
    peer: int

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def settings(self) -> Path:
        return self.folder / "patroni.yml"


def etcd(node: Node, nodes: Sequence[Node]) -> Sequence[str]:
    """The command: three of them agree on who is primary as long as two are there."""
    clients, peers = f"http://{HERE}:{node.etcd}", f"http://{HERE}:{node.peer}"
    members = ",".join(f"{each.name}=http://{HERE}:{each.peer}" for each in nodes)
    return (
        *("/usr/bin/etcd", "--name", node.name, "--data-dir", str(node.folder / "etcd")),
        *("--listen-client-urls", clients, "--advertise-client-urls", clients),
        *("--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers),
        *("--initial-cluster", members, "--initial-cluster-state", "new", "--log-level", "error"),
    )


def patroni(node: Node, nodes: Sequence[Node], programs: Path, passwords: Mapping[str, str]) -> str:
    """Its settings, as JSON, which is YAML too."""
    return json.dumps(
        {
            "scope": "managed-moves",
            "name": node.name,
            "restapi": {"listen": f"{HERE}:{node.patroni}", "connect_address": f"{HERE}:{node.patroni}"},
            "etcd3": {"hosts": [f"{HERE}:{each.etcd}" for each in nodes]},
            "bootstrap": {"dcs": AGREED, "initdb": [{"encoding": "UTF8"}, {"locale": "C.UTF-8"}, "data-checksums"]},
            "postgresql": {
                "listen": f"{HERE}:{node.sql}",
                "connect_address": f"{HERE}:{node.sql}",
                "data_dir": str(node.data),
                "bin_dir": str(programs),
                "pgpass": str(node.folder / "pgpass"),
                "authentication": {
                    "superuser": {"username": "postgres", "password": passwords["postgres"]},
                    "replication": {"username": "copying", "password": passwords["copying"]},
                },
                "parameters": {"unix_socket_directories": str(node.folder), "password_encryption": "scram-sha-256"},
                "pg_hba": [f"host {what} all {HERE}/32 scram-sha-256" for what in ("all", "replication")],
                # Who was primary comes back as a copy, also where it had written what nobody else has.
                "remove_data_directory_on_rewind_failure": True,
            },
        },
        indent=2,
    )


AGREED: Mapping[str, object] = {
    "ttl": PATIENCE,
    "loop_wait": 2,
    "retry_timeout": 5,
    # A save is acknowledged when a second node has it on its disk; with no second node nothing is acknowledged.
    "synchronous_mode": True,
    "synchronous_mode_strict": True,
    # A primary whose server died is not waited for: a copy that has everything is there.
    "primary_start_timeout": 0,
    "maximum_lag_on_failover": 1 << 20,
    "postgresql": {
        "use_pg_rewind": True,
        "use_slots": True,
        "parameters": {"synchronous_commit": "on", "wal_log_hints": "on", "max_connections": 100},
    },
}


def haproxy(nodes: Sequence[Node], port: int) -> str:
    """Its settings: one address, behind it whichever node Patroni says is the primary."""
    servers = "\n".join(
        f"    server {each.name} {HERE}:{each.sql} check port {each.patroni} on-marked-down shutdown-sessions"
        for each in nodes
    )
    return f"""defaults
    mode tcp
    timeout connect 2s
    timeout client 30m
    timeout server 30m

listen primary
    bind {HERE}:{port}
    option httpchk GET /primary
    http-check expect status 200
    default-server inter 1s fall 2 rise 1
{servers}
"""
