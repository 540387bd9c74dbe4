"""Word files that hold what a letter must not, each hidden in some way: built here, so that nothing hostile lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from PIL import Image

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGES = "http://schemas.openxmlformats.org/package/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SPACES = (
    f'xmlns:w="{WORDS}" xmlns:r="{TO}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
OVERRIDES: Mapping[str, str] = {
    "/word/document.xml": f"{WORDML}.document.main+xml",
    "/word/header1.xml": f"{WORDML}.header+xml",
    "/word/styles.xml": f"{WORDML}.styles+xml",
    "/word/settings.xml": f"{WORDML}.settings+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
A_RELATION = '<Relationship Id="{}" Type="{}" Target="{}"{}/>'


@cache
def picture(sort: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (4, 2), "navy").save(kept, sort)
    return kept.getvalue()


def relation(id_: str, kind: str, target: str, mode: str = "") -> str:
    return A_RELATION.format(id_, kind if "://" in kind else f"{TO}/{kind}", target, mode and f' TargetMode="{mode}"')


def relations(*lines: str) -> bytes:
    return f'{HEAD}<Relationships xmlns="{OF_PACKAGES}">{"".join(lines)}</Relationships>'.encode()


def types(overrides: Mapping[str, str]) -> bytes:
    named = "".join(f'<Override PartName="{name}" ContentType="{said}"/>' for name, said in overrides.items())
    ours = f"{OF_PACKAGES.rpartition('/')[0]}/content-types"
    return (
        f'{HEAD}<Types xmlns="{ours}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{named}</Types>'
    ).encode()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def document(body: str) -> bytes:
    page = '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/></w:sectPr>'
    return (
        f"{HEAD}<w:document {SPACES}><w:body>{paragraph('Dear {{ name }}')}{body}{page}</w:body></w:document>".encode()
    )


def parts(
    body: str = "",
    lines: str = "",
    more: Mapping[str, bytes] = {},
    said: Mapping[str, str] = {},
    root: str = "",
    settings: str = "",
    styles: str = "",
    header: str = "",
    properties: str = "",
) -> dict[str, bytes]:
    """A sound letter, with something put into one of its places: more lines of relationships, more parts, other types."""
    whole = (
        relation("rId1", "officeDocument", "word/document.xml"),
        relation("rId2", f"{OF_PACKAGES}/metadata/core-properties", "docProps/core.xml"),
    )
    leads = (
        relation("rIdHeader", "header", "header1.xml"),
        relation("rIdStyles", "styles", "styles.xml"),
        relation("rIdSettings", "settings", "settings.xml"),
    )
    core = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return {
        "[Content_Types].xml": types({**OVERRIDES, **said}),
        "_rels/.rels": relations(*whole, root),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": relations(*leads, lines),
        "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{header or paragraph('Oakfield School')}</w:hdr>".encode(),
        "word/styles.xml": f"{HEAD}<w:styles {SPACES}>{styles}</w:styles>".encode(),
        "word/settings.xml": f"{HEAD}<w:settings {SPACES}>{settings}</w:settings>".encode(),
        "docProps/core.xml": f"{HEAD}<cp:coreProperties {core}>{properties}</cp:coreProperties>".encode(),
        **more,
    }


def zipped(inside: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, part in inside.items():
            folder.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def letter(body: str = "", lines: str = "", **places: object) -> bytes:
    return zipped(parts(body, lines, **places))  # type: ignore[arg-type]


def otherwise(name: str, change: Callable[[bytes], bytes], inside: Mapping[str, bytes] | None = None) -> bytes:
    """A letter of which one part is written otherwise."""
    those = dict(inside or parts())
    those[name] = change(those[name])
    return zipped(those)


def field(*pieces: str, shown: str = "shown") -> str:
    """A field whose code is written in pieces."""
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"<w:p>{mark.format('begin')}{code}{mark.format('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark.format('end')}</w:p>"


def simple(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>shown</w:t></w:r></w:fldSimple></w:p>'


def drawn(blip: str = '<a:blip r:embed="rIdPicture"/>', described: str = "", uri: str = "") -> str:
    uri = uri or "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="Picture 1" descr="{described}"/>'
        f'<a:graphic><a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p.png"/><pic:cNvPicPr/>'
        f"</pic:nvPicPr><pic:blipFill>{blip}</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )


def pictured(content: bytes, name: str = "image1.png") -> bytes:
    return letter(
        drawn(), relation("rIdPicture", "image", f"media/{name}"), more={f"word/media/{name}": content}, said={}
    )


def linked(address: str, mode: str = "External") -> bytes:
    body = '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>press here</w:t></w:r></w:hyperlink></w:p>'
    return letter(body, relation("rIdLink", "hyperlink", address, mode))


def run(words: str, look: str = "", style: str = "") -> str:
    return f"<w:p>{style}<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def encoded(text: bytes, encoding: str, told: str | None = None, mark: bytes = b"") -> bytes:
    """A part in another encoding, with what it tells of it."""
    plain = text.decode().replace('encoding="UTF-8"', f'encoding="{told or encoding}"')
    return mark + plain.encode(encoding)


DDE = 'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"'
CHUNK = ("altChunk", '<w:altChunk r:id="rIdChunk"/>', relation("rIdChunk", "aFChunk", "chunk.htm"))
CALC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 calc"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><image href="https://elsewhere.example/a.png"/></svg>'
EMF = b"\x01\x00\x00\x00\x6c\x00\x00\x00" + bytes(32) + b" EMF" + bytes(64)
WMF = b"\xd7\xcd\xc6\x9a" + bytes(60)


def changed_bytes(content: bytes, *pairs: tuple[bytes, bytes]) -> bytes:
    for before, after in pairs:
        assert before in content
        content = content.replace(before, after)
    return content


def two_of_one_name(name: str, other: bytes, called: str = "") -> bytes:
    """A part twice, in the zip's own directory, too."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as folder:
        for each, part in parts().items():
            folder.writestr(zipfile.ZipInfo(each), part)
        folder._didModify = True  # type: ignore[attr-defined]
        info = zipfile.ZipInfo((called or name)[:-1] + "?")
        folder.writestr(info, other)
    return kept.getvalue().replace(info.filename.encode(), (called or name).encode())


def two_directories() -> bytes:
    """One whole zip behind another: which of the two is read depends on who reads."""
    return letter() + letter(field(DDE))


def two_ends() -> bytes:
    content = letter(field(DDE))
    return content + content[-22:]


def with_a_comment() -> bytes:
    content = letter()
    return content[:-2] + struct.pack("<H", 4) + b"calc"


def locked() -> bytes:
    """The flag of a part that is locked with a password, in both places."""
    content = bytearray(letter())
    content[6] |= 1
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def another_name_in_its_head() -> bytes:
    content = letter()
    return content.replace(b"word/document.xml", b"word/d0cument.xml", 1)


def between_the_parts() -> bytes:
    """Bytes that belong to no part, with a directory that has moved behind them."""
    content = letter()
    end = len(content) - 22
    _size, at = struct.unpack_from("<LL", content, end + 12)
    moved = content[:at] + b"hidden here" + content[at:end]
    return moved + content[end : end + 16] + struct.pack("<L", at + 11) + content[end + 20 :]


def one_over_another() -> bytes:
    """Two lines of the directory for the same bytes: the way a small file unpacks to an endless one."""
    content = bytearray(letter())
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def says_less_than_it_is() -> bytes:
    inside = parts(more={"word/media/image1.png": bytes(9_000_000)})
    return zipped(inside).replace(struct.pack("<L", 9_000_000), struct.pack("<L", 10))


def enormous() -> bytes:
    return letter(more={f"word/media/image{n}.png": bytes(6_000_000) for n in range(4)})


def with_metadata() -> bytes:
    """A picture that says where it was taken."""
    chunk = b"tEXtComment\0taken at 12 School Lane"
    extra = struct.pack(">L", len(chunk) - 4) + chunk + struct.pack(">L", zlib.crc32(chunk))
    png = picture()
    return png[:33] + extra + png[33:]
