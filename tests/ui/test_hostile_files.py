"""Every place where somebody can give a file, and every file that could do harm: refused in a sentence, or taken as nothing."""

from __future__ import annotations

import io
import re
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from casework.imports import national_register, pupil_rows, terms, transfer_file
from casework.imports.delimited import NotRows
from casework.imports.past_moves import table as past_moves
from casework.imports.terms import NoCalendar
from casework.imports.transfer_file import NoTransferFile
from casework.keeping import backup
from casework.keeping.backup import CannotRestore
from casework.keeping.workbook import reading as workbook
from casework.keeping.workbook.reading import NoWorkbook
from casework.reading.logos import NoLogo, written
from letters.errors import TemplateFaulty, TemplateRefused
from letters.word.fill import fill
from store.sheets.google.keys import key_in
from store.sheets.google.refusals import NotAllowed
from tests.letters.templates_for_tests import template

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 9, 21)
LAYERS = ("casework", "ui", "pages", "letters")
WRITES_TABLES = r"csv\.(?:writer|DictWriter)|\.to_csv|\.to_excel|import (?:Workbook|xlsxwriter)\b"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
MANY_LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [{LAUGHS}]><CTfile><a>&l9;</a></CTfile>'.encode()
READS_A_FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CTfile><a>&a;</a></CTfile>'


def packed(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, text in files.items():
            folder.writestr(name, text)
    return content.getvalue()


def word(**parts: bytes) -> bytes:
    """A Word file with parts of it exchanged: `document` for word/document.xml."""
    with zipfile.ZipFile(io.BytesIO(template("{{ name }}"))) as sound:
        kept = {each: sound.read(each) for each in sound.namelist()}
    return packed({**kept, **{f"word/{name}.xml": content for name, content in parts.items()}})


def enormous_picture() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def lies_about_its_size() -> bytes:
    """A zip whose directory says that 50 megabytes are ten bytes."""
    honest = packed({"edubase.csv": b"," * 50_000_000})
    return honest.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "zeros": lambda: bytes(1000),
    "a zip bomb": lambda: packed({"edubase.csv": b"," * 160_000_000}),
    "a zip that lies": lies_about_its_size,
    "a zip of zips": lambda: packed({"a.zip": packed({"b.zip": packed({"c.csv": b"x"})})}),
    "a zip that climbs out": lambda: packed({"../../../../tmp/climbed-out": b"x", "/etc/climbed-out": b"x"}),
    "a Word bomb": lambda: word(document=b" " * 21_000_000),
    "a Word file that laughs": lambda: word(document=MANY_LAUGHS),
    "a Word file that reads": lambda: word(settings=READS_A_FILE),
    "XML that laughs": lambda: MANY_LAUGHS,
    "XML that reads": lambda: READS_A_FILE,
    "XML without a bottom": lambda: b"<CTfile>" + b"<a>" * 200_000,
    "JSON without a bottom": lambda: b"[" * 200_000,
    "an enormous picture": enormous_picture,
    "a picture that is a script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "one endless line": lambda: b"x" * 9_000_000,
    "a calendar without an end": lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 50_000,
    "a calendar for ever": lambda: (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260901\r\nRRULE:FREQ=SECONDLY\r\n"
        b"SUMMARY:Term\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
}


@cache
def made(what: str) -> bytes:
    return HOSTILE[what]()


Door = tuple[Callable[[bytes], object], tuple[type[Exception], ...]]
DOORS: Mapping[str, Door] = {
    "ui/own_templates.py: a letter": (
        lambda content: fill(content, {"name": "Sam"}),  # which the app does in a process apart
        (TemplateRefused, TemplateFaulty),
    ),
    "ui/own_templates.py: a logo": (written, (NoLogo,)),
    "ui/sheet.py: a key": (lambda content: key_in(content.decode("utf-8", "replace")), (NotAllowed,)),
    "ui/imports/schools.py: schools": (
        lambda content: national_register.read_register(content, frozenset({"205"})),
        (NotRows,),
    ),
    "ui/imports/schools.py: links": (national_register.read_links, (NotRows,)),
    "ui/imports/moves.py: moves": (past_moves.read, (NotRows,)),
    "ui/imports/terms.py: a calendar": (terms.read, (NoCalendar,)),
    "ui/backups.py: a backup": (backup.look_into, (CannotRestore,)),
    "ui/workbooks.py: a workbook": (workbook.read, (NoWorkbook,)),
    "ui/imports/children.py: a child": (
        lambda content: transfer_file.children(content, TODAY) if content[:1] == b"<" else pupil_rows.children(content),
        (NoTransferFile, NotRows),
    ),
}
"""Every place that takes a file: what reads it, and how that says no."""


def test_every_place_that_takes_a_file_is_tried() -> None:
    asking = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for _ in re.findall(r"st\.file_uploader\(", path.read_text("utf-8"))
    ]
    assert asking == sorted(door.partition(":")[0] for door in DOORS), "add the new place to DOORS"


def test_every_place_says_how_large_a_file_it_takes_and_the_server_takes_it() -> None:
    most = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    for path in sorted((ROOT / "ui").rglob("*.py")):
        text = path.read_text("utf-8")
        for call in re.findall(r"st\.file_uploader\((.*?)\)\n", text, re.DOTALL):
            size = re.search(r"max_upload_size=(\w+)", call)
            assert size, f"{path.name}: say max_upload_size, or as much is taken as the server allows"
            named = size[1] if size[1].isdecimal() else re.search(rf"^{size[1]} = (\d+)$", text, re.MULTILINE)[1]  # type: ignore[index]
            assert int(named) <= most, f"{path.name}: the server refuses what the page says it takes"


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("door", DOORS)
def test_a_hostile_file_is_refused_in_a_sentence_or_taken_as_nothing(door: str, what: str) -> None:
    content, (read, refusals) = made(what), DOORS[door]
    try:
        found = read(content)
    except refusals as refused:
        said = str(refused)
        assert said.endswith(".") and len(said) < 400
        assert "root:" not in said and "haha" not in said
    else:
        assert "root:" not in repr(found)[:10_000]
        assert what == "a calendar for ever", f"{door} took it"
    assert not Path("/tmp/climbed-out").exists() and not Path("/etc/climbed-out").exists()


def test_whatever_writes_a_table_leaves_no_cell_a_formula() -> None:
    texts = {path: path.read_text("utf-8") for layer in LAYERS for path in (ROOT / layer).rglob("*.py")}
    writing = {path: text for path, text in texts.items() if re.search(WRITES_TABLES, text)}

    assert writing
    # A workbook that comes back must say what it said: its texts are kept apart from formulas by their type instead.
    harmless = ("inert(", 'cell.data_type = "s"')
    assert [
        str(path.relative_to(ROOT)) for path, text in writing.items() if not any(each in text for each in harmless)
    ] == [], "make each text inert, as casework/keeping/held.py does"
