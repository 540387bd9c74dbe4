"""The files: for each its sort, the door it is given to, how it is built, and the sentence that refuses it."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image

from casework.imports.children import CHILDREN
from casework.imports.national_register import LINKS, REGISTER
from casework.imports.past_moves.table import MOVES
from casework.imports.terms import CALENDAR
from casework.keeping.backup import BACKUP
from casework.keeping.workbook.reading import WORKBOOK
from casework.reading.given_files import FileDoor
from casework.reading.logos import LOGO

TODAY = "2026-09-21"
TOLD: Mapping[str, tuple[Any, ...]] = {CHILDREN.name: (TODAY,), REGISTER.name: (["205"],)}
"""What a door is told besides the file."""
X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
DOCTYPE = f"<!DOCTYPE x [{LAUGHS}]>"
READS = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True)
class HostileFile:
    """One of them."""

    sort: str
    what: str
    door: FileDoor[Any]
    build: Callable[[], bytes]
    refused: str


def packed(files: Mapping[str, bytes], level: int = 6) -> bytes:
    """A zip file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as folder:
        for name, text in files.items():
            folder.writestr(name, text)
    return content.getvalue()


def same_zeros(name: str, length: int, piece: bytes) -> bytes:
    """A zip of one part that says the same over and over; it is never whole in memory."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as folder,
        folder.open(name, "w", force_zip64=True) as part,
    ):
        block = piece * (1_000_000 // len(piece))
        for _ in range(length // len(block)):
            part.write(block)
    return content.getvalue()


def workbook(
    sheet: str = "",
    *,
    strings: str = "",
    styles: str = "",
    prolog: str = "",
    more: Mapping[str, bytes] = {},
    called: str = "sheet1.xml",
    sheets: int = 1,
) -> bytes:
    """An Excel workbook as its parts are written, which no library would write so: its one sheet `called` anything, and listed
    under many names."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{kinds}.{kind}+xml"/>'
        for part, kind in (
            ("workbook.xml", "sheet.main"),
            (f"worksheets/{called}", "worksheet"),
            ("sharedStrings.xml", "sharedStrings"),
            ("styles.xml", "styles"),
        )
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", f"worksheets/{called}"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
            1,
        )
    )
    listed = "".join(f'<sheet name="Referral{n or ""}" sheetId="{n + 1}" r:id="rId1"/>' for n in range(sheets))
    rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships {rels}><Relationship Id="rId1" Type="{R}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {X} xmlns:r="{R}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {rels}>{relations}</Relationships>",
        f"xl/worksheets/{called}": f"{prolog}<worksheet {X}>{sheet or '<sheetData/>'}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {X}>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet {X}>{styles}</styleSheet>",
    }
    return packed({**{name: (head + text).encode() for name, text in parts.items()}, **more}, 1)


def rows_of(rows: int, cells: str) -> str:
    """Sheet data that says the same in every row."""
    return "<sheetData>" + "".join(f'<row r="{n}">{cells}</row>' for n in range(1, rows + 1)) + "</sheetData>"


def picture(width: int, height: int, data: bytes = b"", more: bytes = b"") -> bytes:
    """A PNG that says it is so large."""

    def chunk(name: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")
    )


def drawn_over(times: int) -> bytes:
    """A JPEG that is sharpened very often, each time with the same."""
    kept = io.BytesIO()
    Image.new("RGB", (1_500, 1_500)).save(kept, "JPEG", progressive=True)
    whole = kept.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * times + b"\xff\xd9"


def lies_about_its_size() -> bytes:
    """A zip whose directory says that 50 megabytes are ten bytes."""
    honest = packed({"edubase.csv": b"," * 50_000_000})
    return honest.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))


def locked() -> bytes:
    """A zip that says its one file has a password."""
    content = bytearray(packed({"edubase.csv": b"URN\n"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def twice_the_same_name() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as folder:
        folder.writestr("edubase.csv", b"URN\n")
        folder.writestr("edubase.cs1", b"URN\n")
    return content.getvalue().replace(b"edubase.cs1", b"edubase.csv")


def a_backup(**parts: bytes) -> bytes:
    """A backup whose manifest promises these parts and no others."""
    from store.whole import PARTS

    told = {
        "format": "managed moves backup 1",
        "made_at": "2026-09-01T09:00:00+00:00",
        "made_by": "Noor Example",
        "parts": {part: [0, "0" * 64] for part in PARTS},
    }
    files = {f"{part.replace(' ', '-')}.jsonl": b"" for part in PARTS}
    return packed(
        {**files, "backup.json": json.dumps(told).encode(), **{f"{name}.jsonl": text for name, text in parts.items()}}
    )


def calendar(body: str) -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


EVENT = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260901\r\nSUMMARY:Term\r\nEND:VEVENT\r\n"
PUPIL = "<Pupil><Surname>Example</Surname></Pupil>"
CELL = '<c t="n"><v>1</v></c>'
PART_IT = "Choose the right file, or split it into several."
OWN_SHEET = "Copy the sheet of the moves into a new workbook, and upload that."
LIVE = "Download only the live cases, and change those."
TERMS = "Export only the calendar of term dates."
ALONE = "Export the child alone, or a single year."
NO_BACKUP = "This is not a backup of this app, or it is damaged. Choose the file as it was downloaded."
DAMAGED = (
    "This workbook cannot be opened: it is damaged or cut short. Open it in Excel, save it again as .xlsx, and upload "
    "that file."
)
NO_WORKBOOK = "This is not an Excel workbook (.xlsx), or it is damaged. Save it again as .xlsx, and upload that file."
ZIP, LINE, DEEP, MANY, ENTITY = "zip bomb", "endless line", "nesting", "too many", "entities"
OTHER, CUT, LIE, PICTURE, NAMES, LOCKED, TEXT = (
    "something else",
    "cut short",
    "a lie",
    "picture",
    "names",
    "locked",
    "one text",
)

FILES: tuple[HostileFile, ...] = (
    HostileFile(
        ZIP,
        "twenty million rows",
        LINKS,
        lambda: same_zeros("links.csv", 40_000_000, b"1\n"),
        f"This file unpacks to more than 100 times its size. {PART_IT}",
    ),
    HostileFile(
        ZIP,
        "commas",
        REGISTER,
        lambda: same_zeros("edubase.csv", 160_000_000, b","),
        f"This file unpacks to more than 100 times its size. {PART_IT}",
    ),
    HostileFile(
        ZIP,
        "a sheet of spaces",
        MOVES,
        lambda: workbook(more={"xl/more.xml": b" " * 60_000_000}),
        f"One text in this file has more than 1,000,000 characters. {OWN_SHEET}",
    ),
    HostileFile(
        ZIP,
        "a workbook of ours of spaces",
        WORKBOOK,
        lambda: workbook(more={"xl/more.xml": b" " * 60_000_000}),
        f"One text in this file has more than 1,000,000 characters. {LIVE}",
    ),
    HostileFile(
        ZIP,
        "a backup of one letter",
        BACKUP,
        lambda: a_backup(entries=(b'{"a":"' + b"x" * 1_000_000 + b'"}\n') * 60),
        "This file unpacks to more than 200 times its size. Move the store itself instead: make move-store.",
    ),
    HostileFile(
        ZIP,
        "a zip of zips",
        REGISTER,
        lambda: packed({"a.zip": packed({"b.zip": packed({"c.csv": b"x"})})}),
        "This zip file must hold one CSV file. Unpack it and upload the CSV file.",
    ),
    HostileFile(
        ZIP,
        "zips in zips for moves",
        MOVES,
        lambda: packed({"a.zip": packed({"b.zip": b"x" * 1_000_000})}),
        "This zip file must hold one CSV file. Unpack it and upload the CSV file.",
    ),
    HostileFile(
        MANY,
        "ten thousand files",
        MOVES,
        lambda: packed({f"{n}.csv": b"x" for n in range(10_000)}),
        f"There are more than 2,000 files in this file. {OWN_SHEET}",
    ),
    HostileFile(
        MANY,
        "a thousand files as a backup",
        BACKUP,
        lambda: packed({f"{n}.jsonl": b"" for n in range(1_000)}),
        "There are more than 100 files in this file. Move the store itself instead: make move-store.",
    ),
    HostileFile(
        NAMES,
        "names that climb out",
        REGISTER,
        lambda: packed({"../../../../tmp/climbed-out": b"x", "/etc/climbed-out": b"x"}),
        "This zip file must hold one CSV file. Unpack it and upload the CSV file.",
    ),
    HostileFile(
        NAMES,
        "twice the same name",
        REGISTER,
        twice_the_same_name,
        "This zip file cannot be opened. Download it again.",
    ),
    HostileFile(
        LIE,
        "fifty megabytes said to be ten bytes",
        REGISTER,
        lies_about_its_size,
        "This zip file cannot be opened. Download it again.",
    ),
    HostileFile(LOCKED, "a password", REGISTER, locked, "This zip file cannot be opened. Download it again."),
    HostileFile(
        CUT,
        "half a zip",
        REGISTER,
        lambda: packed({"edubase.csv": b"URN\n" * 9_000})[:-40],
        "This zip file cannot be opened. Download it again.",
    ),
    HostileFile(
        MANY,
        "pupils within pupils",
        CHILDREN,
        lambda: b"<CTfile>" + (b"<Pupil>" * 30 + b"<a/>" * 10_000 + b"</Pupil>" * 30) * 90 + b"</CTfile>",
        "This file holds more than a transfer file of one school. Export the child alone.",
    ),
    HostileFile(
        MANY,
        "parents of one pupil",
        CHILDREN,
        lambda: b"<CTfile><Pupil>" + b"<Contact/>" * 900_000 + b"</Pupil></CTfile>",
        "This file holds more than a transfer file of one school. Export the child alone.",
    ),
    HostileFile(
        LINE,
        "nine million letters",
        CHILDREN,
        lambda: b"x" * 9_000_000,
        f"Row 1 has more than 250,000 characters. {PART_IT}",
    ),
    HostileFile(
        LINE,
        "a line of short cells",
        LINKS,
        lambda: b"URN,LinkURN,LinkType\n" + b"a," * 3_000_000,
        f"Row 2 has more than 250,000 characters. {PART_IT}",
    ),
    HostileFile(
        LINE,
        "cells without end",
        MOVES,
        lambda: b"Name,Home school\n" + b"a," * 9_000 + b"\n",
        f"Row 2 has more than 2,000 cells. {PART_IT}",
    ),
    HostileFile(
        LINE,
        "a quotation mark that is never closed",
        MOVES,
        lambda: b'Name,Home school\n"' + b"a\n" * 3_000_000,
        "Row 2 has a cell of more than 50,000 characters. A quotation mark may be missing there: put it right, or save the file again.",
    ),
    HostileFile(
        LINE,
        "a row of lines",
        LINKS,
        lambda: b"URN,LinkURN,LinkType\n" + b'"a\n",' * 1_000_000,
        f"Row 50002 has more than 250,000 characters. {PART_IT}",
    ),
    HostileFile(
        MANY, "blank rows", LINKS, lambda: b"\n" * 20_000_000, f"This file has more than 300,000 rows. {PART_IT}"
    ),
    HostileFile(
        MANY,
        "rows of moves",
        MOVES,
        lambda: b"Name,Home school\n" + b"Sam,Oakfield\n" * 1_000_000,
        "This file has more than 20,000 rows. Upload the moves of a few years at a time, and nothing else.",
    ),
    HostileFile(
        MANY,
        "rows of a register",
        REGISTER,
        lambda: (
            b"URN,EstablishmentName,LA (code),EstablishmentNumber,EstablishmentStatus (name),TypeOfEstablishment (name)\n"
            + b"1,a,1,1,a,a\n" * 2_000_000
        ),
        f"This file has more than 300,000 rows. {PART_IT}",
    ),
    HostileFile(
        MANY,
        "rows of pupils",
        CHILDREN,
        lambda: b"Forename,Surname\n" + b"Sam,Example\n" * 500_000,
        "There are more than 3,000 rows. Export one year group, or copy the child’s row alone.",
    ),
    HostileFile(
        MANY,
        "rows in two-byte letters",
        LINKS,
        lambda: ("URN,LinkURN,LinkType\n" + "1,2,x\n" * 1_500_000).encode("utf-16"),
        f"This file has more than 300,000 rows. {PART_IT}",
    ),
    HostileFile(
        OTHER,
        "zeros",
        CHILDREN,
        lambda: bytes(1_000_000),
        "This is not a text file. Save it as CSV and upload that file.",
    ),
    HostileFile(OTHER, "nothing", REGISTER, lambda: b"", "This file is empty. Choose the file again."),
    HostileFile(
        OTHER,
        "an old workbook",
        MOVES,
        lambda: b"\xd0\xcf\x11\xe0" + bytes(5_000_000),
        "This is an old Excel workbook (.xls), or one with a password. Save it as .xlsx without a password, and upload "
        "that file.",
    ),
    HostileFile(
        OTHER,
        "a workbook as a register",
        REGISTER,
        workbook,
        "This is an Excel workbook. In Excel choose Save As, then CSV, and upload that file.",
    ),
    HostileFile(
        DEEP,
        "a sheet",
        MOVES,
        lambda: workbook("<a>" * 400_000 + "</a>" * 400_000),
        f"This file is nested more than 60 deep. {OWN_SHEET}",
    ),
    HostileFile(
        DEEP,
        "styles",
        MOVES,
        lambda: workbook(styles="<a>" * 400_000 + "</a>" * 400_000),
        f"This file is nested more than 60 deep. {OWN_SHEET}",
    ),
    HostileFile(
        DEEP,
        "shared texts",
        WORKBOOK,
        lambda: workbook(strings="<si>" * 400_000 + "</si>" * 400_000),
        f"This file is nested more than 60 deep. {LIVE}",
    ),
    HostileFile(
        DEEP,
        "a sheet that is called a picture",
        MOVES,
        lambda: workbook("<a>" * 400_000 + "</a>" * 400_000, called="sheet1.png"),
        f"This file is nested more than 60 deep. {OWN_SHEET}",
    ),
    HostileFile(
        ENTITY,
        "a sheet that laughs and is called a picture",
        WORKBOOK,
        lambda: workbook(prolog=DOCTYPE, called="sheet1.png"),
        f"This file declares a document type, which files of this kind never do. {LIVE}",
    ),
    HostileFile(
        TEXT,
        "blanks before a sheet that is called a picture",
        MOVES,
        lambda: workbook(prolog=" " * 3_000_000, called="sheet1.png"),
        f"One text in this file has more than 1,000,000 characters. {OWN_SHEET}",
    ),
    HostileFile(MANY, "names of one sheet", MOVES, lambda: workbook(rows_of(9_000, CELL), sheets=3_000), DAMAGED),
    HostileFile(
        MANY,
        "names of one sheet of a workbook of ours",
        WORKBOOK,
        lambda: workbook(rows_of(9_000, CELL), sheets=3_000),
        NO_WORKBOOK,
    ),
    HostileFile(
        LINE,
        "a formula",
        MOVES,
        lambda: workbook(rows_of(1, f"<c><f>SUM({'A1+' * 20_000}A1)</f></c>")),
        f"A formula in this file has more than 8,192 characters. {OWN_SHEET}",
    ),
    HostileFile(
        MANY,
        "cells that share a formula",
        WORKBOOK,
        lambda: workbook(
            rows_of(1, f'<c><f t="shared" si="0" ref="A1:A9999">SUM({"A1+" * 2_000}A1)</f></c>')[:-12]
            + '<row><c><f t="shared" si="0"/></c></row>' * 15_000
            + "</sheetData>"
        ),
        f"Very many cells of this file share a long formula. {LIVE}",
    ),
    HostileFile(
        LINE,
        "a number format",
        MOVES,
        lambda: workbook(styles=f'<numFmts><numFmt numFmtId="200" formatCode="{"[" * 500_000}"/></numFmts>'),
        f"A number format in this file has more than 1,000 characters. {OWN_SHEET}",
    ),
    HostileFile(
        MANY,
        "shared texts",
        MOVES,
        lambda: workbook(strings="<si><t>a</t></si>" * 1_600_000),
        f"This file holds more than 3,000,000 pieces. {OWN_SHEET}",
    ),
    HostileFile(
        MANY,
        "styles",
        WORKBOOK,
        lambda: workbook(styles="<cellXfs>" + "<xf/>" * 3_100_000 + "</cellXfs>"),
        f"This file holds more than 3,000,000 pieces. {LIVE}",
    ),
    HostileFile(
        MANY,
        "rows of a workbook",
        MOVES,
        lambda: workbook(rows_of(40_000, CELL)),
        "A sheet of this workbook has more than 20,000 rows. Upload the moves of a few years at a time, and nothing "
        "else.",
    ),
    HostileFile(
        MANY,
        "cells",
        MOVES,
        lambda: workbook(rows_of(700, CELL * 2_200)),
        f"This file holds more than 3,000,000 pieces. {OWN_SHEET}",
    ),
    HostileFile(
        MANY,
        "merged cells",
        WORKBOOK,
        lambda: workbook("<sheetData/><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 3_100_000 + "</mergeCells>"),
        f"This file holds more than 3,000,000 pieces. {LIVE}",
    ),
    HostileFile(
        MANY,
        "the last column in every row",
        MOVES,
        lambda: workbook(
            "<sheetData>"
            + "".join(f'<row r="{n}"><c r="XFD{n}" t="n"><v>1</v></c></row>' for n in range(1, 5_000))
            + "</sheetData>"
        ),
        f"A sheet of this workbook has more than 1,000,000 cells. {OWN_SHEET}",
    ),
    HostileFile(
        MANY,
        "the last column in a workbook of ours",
        WORKBOOK,
        lambda: workbook('<sheetData><row r="1"><c r="XFD1" t="n"><v>1</v></c></row></sheetData>'),
        "The sheet “Referral” is larger than any of the app’s sheets. Remove what was added, and upload it again.",
    ),
    HostileFile(
        ENTITY,
        "a sheet that laughs",
        MOVES,
        lambda: workbook(prolog=DOCTYPE),
        f"This file declares a document type, which files of this kind never do. {OWN_SHEET}",
    ),
    HostileFile(
        ENTITY,
        "a workbook that reads",
        WORKBOOK,
        lambda: workbook(prolog=READS),
        f"This file declares a document type, which files of this kind never do. {LIVE}",
    ),
    HostileFile(
        TEXT,
        "five megabytes in a cell",
        MOVES,
        lambda: workbook(
            '<sheetData><row r="1"><c t="inlineStr"><is><t>' + "ab" * 2_500_000 + "</t></is></c></row></sheetData>"
        ),
        f"One text in this file has more than 1,000,000 characters. {OWN_SHEET}",
    ),
    HostileFile(CUT, "half a workbook", MOVES, lambda: workbook()[:-30], DAMAGED),
    HostileFile(CUT, "half a sheet", WORKBOOK, lambda: workbook("<sheetData><row>"), NO_WORKBOOK),
    HostileFile(
        ENTITY,
        "a transfer file that laughs",
        CHILDREN,
        lambda: f'<?xml version="1.0"?>{DOCTYPE}<CTfile><a>&l9;</a></CTfile>'.encode(),
        "This file declares a document type, which transfer files never do. Export it again as CTF.",
    ),
    HostileFile(
        ENTITY,
        "a transfer file that reads",
        CHILDREN,
        lambda: f'<?xml version="1.0"?>{READS}<CTfile><a>&a;</a></CTfile>'.encode(),
        "This file declares a document type, which transfer files never do. Export it again as CTF.",
    ),
    HostileFile(
        DEEP,
        "a transfer file",
        CHILDREN,
        lambda: b"<CTfile>" + b"<a>" * 2_000_000,
        "This file holds more than a transfer file of one school. Export the child alone.",
    ),
    HostileFile(
        MANY,
        "pieces of a transfer file",
        CHILDREN,
        lambda: b"<CTfile>" + b"<a/>" * 3_000_000 + b"</CTfile>",
        "This file holds more than a transfer file of one school. Export the child alone.",
    ),
    HostileFile(
        MANY,
        "pupils",
        CHILDREN,
        lambda: f"<CTfile>{PUPIL * 5_000}</CTfile>".encode(),
        f"This file holds more than 3,000 pupils. {ALONE}",
    ),
    HostileFile(
        OTHER,
        "another XML file",
        CHILDREN,
        lambda: b"<html>" + b"<p/>" * 1_000_000 + b"</html>",
        "This XML file is not a Common Transfer File. Export the child as CTF.",
    ),
    HostileFile(
        CUT,
        "half a transfer file",
        CHILDREN,
        lambda: f"<CTfile>{PUPIL}<Pup".encode(),
        "This is not a transfer file, or it is damaged. Export it again as CTF (.xml).",
    ),
    HostileFile(MANY, "events", CALENDAR, lambda: calendar(EVENT * 20_000), f"This calendar holds too much. {TERMS}"),
    HostileFile(
        DEEP,
        "a calendar",
        CALENDAR,
        lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VTODO\r\n" * 9_000,
        f"This calendar has lines that do not belong in a calendar. {TERMS}",
    ),
    HostileFile(
        LINE,
        "a calendar",
        CALENDAR,
        lambda: calendar(f"SUMMARY:{'x' * 1_500_000}\r\n"),
        f"This calendar has lines that do not belong in a calendar. {TERMS}",
    ),
    HostileFile(
        OTHER,
        "no calendar",
        CALENDAR,
        lambda: b"\x00\xff" * 10_000,
        "This is not a calendar file. Export the calendar as iCalendar (.ics).",
    ),
    HostileFile(OTHER, "another zip as a backup", BACKUP, workbook, NO_BACKUP),
    HostileFile(DEEP, "JSON without a bottom", BACKUP, lambda: a_backup(entries=b"[" * 200_000), NO_BACKUP),
    HostileFile(
        LIE,
        "a backup whose sum is another",
        BACKUP,
        lambda: a_backup(entries=b'{"a":1}\n'),
        "The part “entries” of this backup is damaged. Use another backup.",
    ),
    HostileFile(
        MANY,
        "a photograph that is drawn over twenty thousand times",
        LOGO,
        lambda: drawn_over(20_000),
        "The picture is too large. Make it smaller first.",
    ),
    HostileFile(
        PICTURE,
        "sixty thousand by sixty thousand",
        LOGO,
        lambda: picture(60_000, 60_000),
        "The picture is too large. Make it smaller first.",
    ),
    HostileFile(
        PICTURE,
        "a script",
        LOGO,
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "This is not a picture. Choose a PNG or JPEG file.",
    ),
    HostileFile(
        PICTURE,
        "a page description",
        LOGO,
        lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n" + b"x" * 9_000,
        "This is not a picture. Choose a PNG or JPEG file.",
    ),
    HostileFile(
        PICTURE,
        "half a picture",
        LOGO,
        lambda: picture(400, 400, b"\0" * 100),
        "This is not a picture. Choose a PNG or JPEG file.",
    ),
    HostileFile(
        MANY,
        "twelve megabytes",
        LOGO,
        lambda: bytes(12_000_000),
        "This file has more than 10 megabytes. Make the picture smaller first.",
    ),
)
