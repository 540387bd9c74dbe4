"""The HTTP server on loopback around a `Google`, and a way to run it in a test."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.sheets.google import APP, Google, Reply
from tests.sheets.spreadsheet import Spreadsheet

PIECES = 20


class Handler(BaseHTTPRequestHandler):
    """One connection; it is kept open, as Google's are."""

    protocol_version = "HTTP/1.1"
    google: Google

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        reply = self.google.answer(self.command, self.path, self.headers.get("Authorization") or "", raw)
        if reply.latency:
            time.sleep(reply.latency)
        if reply.status == 0:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        if not reply.pause:
            self.wfile.write(reply.body)
            return
        size = len(reply.body) // PIECES + 1
        for start in range(0, len(reply.body), size):
            time.sleep(reply.pause)
            self.wfile.write(reply.body[start : start + size])
            self.wfile.flush()

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer  # noqa: N815 – the names http.server looks for

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # the client went away, which is its right
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the console: the log is `google.log`."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


@dataclass(slots=True)
class Running:
    """A server that is up: its root, the Google behind it, and the account the app signs in with."""

    google: Google
    root: str
    """Such as `http://127.0.0.1:40123`: stands for both https://sheets.googleapis.com and https://www.googleapis.com."""
    key: dict[str, str]
    """The service account's key, as parsed JSON."""

    def shared_spreadsheet(self, title: str = "Managed moves") -> Spreadsheet:
        """A new spreadsheet that the account may edit. What is returned goes stale with the first edit: keep its id."""
        book = self.google.new_spreadsheet(title)
        self.google.share(book.spreadsheet_id, self.key["client_email"])
        return self.google.spreadsheets[book.spreadsheet_id]

    def book(self, spreadsheet_id: str) -> Spreadsheet:
        """As it stands now."""
        return self.google.spreadsheets[spreadsheet_id]

    def write_key(self, folder: Path) -> Path:
        path = folder / "service-account.json"
        path.write_text(json.dumps(self.key, indent=2), "utf-8")
        path.chmod(0o600)
        return path


@contextmanager
def running(seed: int = 0, port: int = 0, email: str = APP) -> Iterator[Running]:
    """A server on loopback until the block ends; port 0 takes a free one."""
    google = Google(seed)
    handler = type("Bound", (Handler,), {"google": google})
    server = _Server(("127.0.0.1", port), handler)
    root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Running(google, root, google.new_account(email).key_file(f"{root}/token"))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        if google.crashes:
            raise google.crashes[0]
