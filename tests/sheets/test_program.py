"""`python -m tests.sheets`: the server in a process of its own, found through what it prints."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import gspread

from tests.sheets.client import client_for
from tests.sheets.google import Google
from tests.sheets.server import Running

ROOT = Path(__file__).parent.parent.parent


def test_the_program_says_where_it_is_and_stops_when_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.sheets", "--folder", str(tmp_path), "--meddling", "rude"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        told = json.loads(program.stdout.readline())
        key = json.loads(Path(told["key_file"]).read_text("utf-8"))
        client = client_for(Running(Google(), told["root"], key))
        opened: gspread.Spreadsheet = client.open_by_url(told["spreadsheet"])
        opened.sheet1.append_row(["a", "b"])
        assert [sheet.title.split(" (")[0] for sheet in opened.worksheets()] == ["Sheet1"]
        client.http_client.session.close()
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0
