"""Every place where somebody can give a file, and every file that could do harm: refused in a sentence, or taken as nothing."""

from __future__ import annotations

import io
import re
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from casework.reading.given_files import FileDoor
from letters.errors import TemplateFaulty, TemplateRefused
from letters.word.fill import fill
from record.apart import FileRefused
from store.sheets.google.keys import key_in
from store.sheets.google.refusals import NotAllowed
from tests.hostile.files import FILES, TOLD
from tests.letters.templates_for_tests import template

ROOT = Path(__file__).parents[2]
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
BY_HAND: Mapping[str, Door] = {
    "ui/own_templates.py": (lambda content: fill(content, {"name": "Sam"}), (TemplateRefused, TemplateFaulty)),
    "ui/sheet.py": (lambda content: key_in(content[:20_000].decode("utf-8", "replace")), (NotAllowed,)),
}
"""Templates are looked at by a runner of their own, in a process apart; of a key no more is read than a key has."""


def declared() -> Mapping[str, FileDoor[Any]]:
    """Every sort of file there is, found in the modules of casework."""
    modules = [
        import_module(str(path.relative_to(ROOT).with_suffix("")).replace("/", "."))
        for path in sorted((ROOT / "casework").rglob("*.py"))
        if "FileDoor(" in path.read_text("utf-8")
    ]
    return {
        f"{module.__name__}:{name}": each
        for module in modules
        for name, each in vars(module).items()
        if isinstance(each, FileDoor)
    }


DOORS: Mapping[str, Door] = {
    **{
        name: (lambda content, door=door: door.reader(content, *TOLD.get(door.name, ())), (FileRefused,))
        for name, door in declared().items()
    },  # type: ignore[misc]
    **BY_HAND,
}
"""Every place that takes a file: what reads it, and how that says no."""


def test_there_is_one_box_for_files_and_every_door_says_where_it_is() -> None:
    asking = [
        str(path.relative_to(ROOT))
        for layer in ("ui", "pages")
        for path in sorted((ROOT / layer).rglob("*.py"))
        if re.search(r"file_uploader\(|camera_input\(|accept_file", path.read_text("utf-8"))
    ]
    assert asking == ["ui/uploads.py"], "take files by ui/uploads.py: it reads each once, apart"
    assert [door.name for door in declared().values()] == list(declared())


def test_every_box_for_a_file_belongs_to_a_door_and_every_door_has_one() -> None:
    used = {
        name
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for name in re.findall(r"uploads\.(?:asked|box|read)\(", path.read_text("utf-8"))
        and [str(path.relative_to(ROOT))]
    }
    assert used == {
        "ui/backups.py",
        "ui/imports/children.py",
        "ui/imports/moves.py",
        "ui/imports/schools.py",
        "ui/imports/terms.py",
        "ui/own_templates.py",
        "ui/sheet.py",
        "ui/workbooks.py",
    }, "try what the new place takes: declare a FileDoor for it, or add it to BY_HAND"
    assert {each.what for each in FILES if each.door.name not in declared()} == set()
    assert {each.door.name for each in FILES} == set(declared()), "build hostile files for the new door"


def test_the_server_takes_what_the_largest_door_takes_and_no_more() -> None:
    most = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["server"]["maxUploadSize"]

    assert most == max(door.megabytes for door in declared().values())


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
