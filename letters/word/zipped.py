"""The zip that a Word file is, read byte for byte: what stands in it beside its parts, or is told in two ways, is refused.

Programs that read a zip leniently do not agree what is in it. Here its directory, the heads of its parts and its bytes must say
the same, each byte belong to one part, and nothing is unpacked further than it says it goes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letters.errors import TemplateFaulty, TemplateRefused

LARGEST_TEMPLATE = 20_000_000
"""Bytes, unzipped: a logo fits, a zip bomb does not."""
MOST_PARTS = 500
"""Files inside the zip."""
NOT_A_LETTER = "This is no Word document (.docx), or it is damaged. Save it again in Word."
TOO_LARGE = "The document is too large for a letter. Make its pictures smaller, or its text shorter."
LOCKED_OR_OLD = (
    "It is locked with a password, or in the old format (.doc). Open it in Word; under File, Info, Protect Document empty the "
    "password; then choose File, Save As, “Word Document (.docx)”."
)
SAVE_AGAIN = "Open it in Word and save it again as “Word Document (.docx)”."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old format begins, and a document that is locked with a password."""

END = struct.Struct("<4s4H2LH")
LISTED = struct.Struct("<4s6H3L5H2L")
HEAD = struct.Struct("<4s5H3L2H")
SIZES_AFTER = 0x0008
"""The flag of a part whose size stands behind it."""
HARMLESS_FLAGS = SIZES_AFTER | 0x0800 | 0x0006
STORED, DEFLATED = 0, 8
TOLD_ELSEWHERE = (0x0001, 0x7075)
"""Extra fields that give a part another size or name than its head does."""
PLAIN_NAME = re.compile(r"[A-Za-z0-9 ()\[\]_.+,=~@!#$&;'-]+(?:/[A-Za-z0-9 ()\[\]_.+,=~@!#$&;'-]+)*")


@dataclass(frozen=True, slots=True)
class ZipLine:
    """One line of the directory."""

    flags: int
    method: int
    crc: int
    packed: int
    """Bytes in the file."""
    size: int
    """Bytes, unzipped."""
    at: int
    """Where its head stands."""
    raw_name: bytes

    @property
    def name(self) -> str:
        return self.raw_name.decode("ascii", "replace")


def unzipped(content: bytes) -> Mapping[str, bytes]:
    """Every part by its name. Raises TemplateFaulty, TemplateRefused."""
    if content.startswith(OLE):
        raise TemplateRefused(LOCKED_OR_OLD)
    listed = _listed(content)
    if len(listed) > MOST_PARTS or sum(each.size for each in listed) > LARGEST_TEMPLATE:
        raise TemplateRefused(TOO_LARGE)
    _refuse_names_alike([each.name for each in listed])
    return dict(_parts(content, listed))


def _odd(what: str) -> TemplateRefused:
    return TemplateRefused(f"It is packed as Word packs no document ({what}). {SAVE_AGAIN}")


def _listed(content: bytes) -> Sequence[ZipLine]:
    """The directory at the end of the file, which must be the only one and say where every byte belongs."""
    if len(content) < END.size or not content.startswith(b"PK"):
        raise TemplateFaulty(NOT_A_LETTER)
    sign, disk, first_disk, here, count, size, at, comment = END.unpack(content[-END.size :])
    if sign != b"PK\x05\x06":
        raise _odd("there is something behind its end") if b"PK\x05\x06" in content else TemplateFaulty(NOT_A_LETTER)
    if (disk, first_disk, comment) != (0, 0, 0) or here != count or at + size != len(content) - END.size:
        raise _odd("its directory does not fit")
    return list(_lines(content[at : at + size], count))


def _lines(directory: bytes, count: int) -> Iterator[ZipLine]:
    place = 0
    for _ in range(count):
        if place + LISTED.size > len(directory):
            raise _odd("its directory does not fit")
        sign, _, _, flags, method, _, _, crc, packed, size, name, extra, said, disk, _, _, at = LISTED.unpack_from(
            directory, place
        )
        place += LISTED.size
        if sign != b"PK\x01\x02" or disk:
            raise _odd("its directory does not fit")
        _refuse_other_tellings(directory[place + name : place + name + extra])
        yield ZipLine(flags, method, crc, packed, size, at, directory[place : place + name])
        place += name + extra + said
    if place != len(directory):
        raise _odd("its directory does not fit")


def _refuse_other_tellings(extra: bytes) -> None:
    place = 0
    while place + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, place)
        if kind in TOLD_ELSEWHERE:
            raise _odd("a part has two names or sizes")
        place += 4 + length


def _parts(content: bytes, listed: Sequence[ZipLine]) -> Iterator[tuple[str, bytes]]:
    in_turn = sorted(listed, key=lambda each: each.at)
    (*_, directory) = END.unpack(content[-END.size :])[:7]
    ends = [each.at for each in in_turn[1:]] + [directory]
    if in_turn and in_turn[0].at != 0:
        raise _odd("there is something before its beginning")
    for entry, end in zip(in_turn, ends, strict=True):
        data = _unpacked(entry, _packed(content, entry, end))
        if entry.name.endswith("/") and not data:
            _refuse_strange_name(entry.raw_name[:-1])
            continue
        _refuse_strange_name(entry.raw_name)
        yield entry.name, data


def _packed(content: bytes, entry: ZipLine, end: int) -> bytes:
    """The packed bytes of one part, whose head must say what the directory says and which must reach to the next."""
    if entry.at + HEAD.size > end:
        raise _odd("two parts lie over each other")
    sign, _, flags, method, _, _, crc, packed, size, name, extra = HEAD.unpack_from(content, entry.at)
    begins = entry.at + HEAD.size
    if sign != b"PK\x03\x04" or (flags, method) != (entry.flags, entry.method):
        raise _odd("a part says other things than the directory")
    if flags & ~HARMLESS_FLAGS:
        raise _odd("a part is locked")
    told = (crc, packed, size)
    if told != (entry.crc, entry.packed, entry.size) and not (flags & SIZES_AFTER and told == (0, 0, 0)):
        raise _odd("a part says other things than the directory")
    if content[begins : begins + name] != entry.raw_name:
        raise _odd("a part has two names or sizes")
    _refuse_other_tellings(content[begins + name : begins + name + extra])
    begins += name + extra
    rest = content[begins + entry.packed : end] if begins + entry.packed <= end else None
    if rest is None or rest not in _behind(entry):
        raise _odd("there is something between its parts")
    return content[begins : begins + entry.packed]


def _behind(entry: ZipLine) -> Sequence[bytes]:
    """What may stand behind a part: nothing, or its sizes where its head leaves them open."""
    sizes = struct.pack("<3L", entry.crc, entry.packed, entry.size)
    return (sizes, b"PK\x07\x08" + sizes) if entry.flags & SIZES_AFTER else (b"",)


def _unpacked(entry: ZipLine, packed: bytes) -> bytes:
    if entry.method == STORED:
        data = packed
    elif entry.method == DEFLATED:
        data = _inflated(packed, entry.size)
    else:
        raise _odd("a part is packed in an unusual way")
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise TemplateFaulty(NOT_A_LETTER)
    return data


def _inflated(packed: bytes, size: int) -> bytes:
    """No more than one byte further than the part says it goes."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = unpacking.decompress(packed, size + 1)
    except zlib.error:
        raise TemplateFaulty(NOT_A_LETTER) from None
    if unpacking.unconsumed_tail or unpacking.unused_data or (len(data) == size and not unpacking.eof):
        raise TemplateFaulty(NOT_A_LETTER)
    return data


def _refuse_strange_name(raw: bytes) -> None:
    name = raw.decode("ascii", "replace")
    if not PLAIN_NAME.fullmatch(name) or any(
        piece.strip(" ") != piece or piece.endswith(".") for piece in name.split("/")
    ):
        shown = "".join(one if one.isprintable() else "?" for one in name)[:60]
        raise TemplateRefused(f"A part of it has a name that Word gives to none (“{shown}”). {SAVE_AGAIN}")


def _refuse_names_alike(names: Sequence[str]) -> None:
    for one, other in pairwise(sorted(each.lower() for each in names)):
        if one == other:
            raise _odd("two of its parts have one name")
