"""An account's provider on this computer: a real OpenID Connect server, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.serving import free_port


@contextmanager
def provider(*users: Mapping[str, object]) -> Iterator[str]:
    """Its address. `users` are claims, each with a `sub`."""
    port = free_port()
    known = [part for user in users for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "1", *known]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONWARNINGS": "ignore"}
    )
    try:
        _wait(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def write_secrets(folder: Path, site: str, address: str, **more: str) -> Path:
    """A `secrets.toml` that has both of its providers at `address`."""
    metadata = f'metadata = "{address}/.well-known/openid-configuration"'
    ours = 'client_id = "managed-moves"\nclient_secret = "not a real secret"'
    tenant = more.get("tenant", "11111111-2222-3333-4444-555555555555")
    file = folder / "secrets.toml"
    file.write_text(
        f'[accounts]\naddress = "{site}"\n[accounts.google]\n{ours}\n{metadata}\n'
        f'[accounts.microsoft]\n{ours}\n{metadata}\ntenant = "{tenant}"\n',
        "utf-8",
    )
    file.chmod(0o600)
    return file


def _wait(address: str) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the provider did not start")
