"""`python -m tests.sheets`: the test server as a program, for a person or for tests of another process.

Prints one line of JSON with the root, the key's file and the spreadsheet's link, then serves until it is stopped.
"""

from __future__ import annotations

import argparse
import json
import signal
import tempfile
import threading
from pathlib import Path

from tests.sheets.faults import USUAL
from tests.sheets.meddling import LEVELS, Coordinator
from tests.sheets.server import running


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sheets", description="Google Sheets on loopback, for tests.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--folder", type=Path, help="where the key file goes; a new temporary folder without it")
    parser.add_argument("--seed", type=int, default=0, help="of meddling and faults")
    parser.add_argument("--quota", action="store_true", help="60 reads and 60 writes a minute, as Google allows")
    parser.add_argument("--faults", type=float, default=0.0, help="how likely a request goes wrong, 0 to 1")
    parser.add_argument("--meddling", choices=sorted(LEVELS), help="a coordinator works in the sheet meanwhile")
    return parser.parse_args()


def main() -> None:
    asked = read_arguments()
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    with running(asked.seed, asked.port) as server:
        folder = asked.folder or Path(tempfile.mkdtemp(prefix="sheets-"))
        folder.mkdir(parents=True, exist_ok=True)
        book = server.shared_spreadsheet()
        server.google.quota.on = asked.quota
        if asked.faults:
            server.google.faults.at_random(asked.seed, asked.faults, USUAL)
        if asked.meddling:
            coordinator = Coordinator(server.google, book.spreadsheet_id, asked.seed, asked.meddling)
            server.google.between.append(coordinator.perhaps_act)
        told = {"root": server.root, "key_file": str(server.write_key(folder)), "spreadsheet": book.url}
        print(json.dumps(told), flush=True)
        stopped.wait()


if __name__ == "__main__":
    main()
