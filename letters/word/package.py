"""A Word file read, not searched: what of it a letter may have is understood, and a new file is written from that.

Nothing of the given file is in the new one but what was understood: other parts, relationships, fields and elements than those of
`allowed.py` are refused in a sentence for whoever gave it, or left out and said.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from letters.errors import TemplateFaulty, TemplateRefused
from letters.word import fields, pictures, unseen
from letters.word.allowed import (
    BODY,
    CORE,
    FOOTER,
    HEADER,
    HYPERLINK,
    IMAGE,
    LEFT_OUT,
    LINKS,
    OF_THE_BODY,
    STYLES,
    TAG_MARKS,
    TEMPLATE_TYPE,
    WITH_WORDS,
    Kind,
    R,
    w,
)
from letters.word.given import IN_TYPES, TYPES, GivenFile, Relation, shown
from letters.word.taken_out import TakenOut
from letters.word.trees import LARGEST_XML as LARGEST_XML
from letters.word.trees import STRICT, STRICT_NAMES, tree
from letters.word.written import PartAnew
from letters.word.zipped import LARGEST_TEMPLATE as LARGEST_TEMPLATE
from letters.word.zipped import NOT_A_LETTER, SAVE_AGAIN, TOO_LARGE, unzipped

KEPT = 128
"""Templates kept ready: every shipped one in both sizes, and as many of an authority's own."""
WRITTEN_ON = (1980, 1, 1, 0, 0, 0)
MOST_PICTURES = 60
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FETCHES = (
    "It fetches something from elsewhere when it is opened ({}). Put pictures into the document itself, and choose no template "
    "from the network."
)
TWO_KINDS = f"A part of it is not what it says it is (“{{}}”). {SAVE_AGAIN}"
BAD_LINK = "It holds a link to a program or to a file on a computer, in {}. Take it out."
ODD_LINK = "Left out: a link, in {}; its words stay. A link goes to a web page (https://…) or an e-mail address, and holds no tag."
WAS_A_TEMPLATE = "It was a Word template (.dotx). Here it is kept as a document."
UNKNOWN_PART = "Left out, as no letter needs it: “{}”."
HARMFUL_ADDRESS = re.compile(
    r"[\s\x00-\x1f]*(?:javascript|vbscript|file|data|ms-[a-z-]+|mhtml|shell)\s*:|[\s]*(?:\\\\|//)", re.I
)


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file as it was understood."""

    parts: Mapping[str, bytes]
    """Every part of the new file by its name."""
    title: str
    with_words: Mapping[str, str]
    """The XML of every part that may hold tags, by name; the body first."""
    taken_out: Sequence[str]
    """What the given file had and this has not, in sentences."""
    content: bytes
    """The new file."""


@lru_cache(maxsize=KEPT)
def read(content: bytes) -> Package:
    """Read a Word file and write it anew. The same bytes give the same file. Raises TemplateFaulty, TemplateRefused."""
    reading = _Reading(GivenFile(unzipped(content)))
    parts = reading.parts()
    words = {name: text.decode("utf-8") for name, text in parts.items() if _holds_words(name)}
    return Package(parts, reading.title, words, tuple(reading.taken_out.sentences), packed(parts))


def _holds_words(name: str) -> bool:
    return any(re.fullmatch(re.escape(kind.name).replace(r"\{\}", r"\d+"), name) for kind in WITH_WORDS)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a Word file; the same parts are the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as folder:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, WRITTEN_ON)
            entry.create_system = 0
            folder.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


@dataclass
class _New:
    """A part in the new file, and where it leads."""

    name: str
    kind: Kind | None
    content: bytes = b""
    leads_to: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    """The ids by the end of the type, the target, and whether that is outside."""

    def id_of(self, kind: str, target: str, outside: bool = False) -> str:
        return self.leads_to.setdefault((kind, target, outside), f"rId{len(self.leads_to) + 1}")


class _Reading:
    """One file in the reading: the parts that the body leads to, written one after the other."""

    def __init__(self, given: GivenFile) -> None:
        self.given = given
        self.taken_out = TakenOut()
        self.title = ""
        self.looks: Mapping[str, unseen.Look] = {"": unseen.PLAIN}
        self._new: dict[tuple[str, Kind | None], _New] = {}
        self._seen = {TYPES}
        self._pixels_left = pictures.MOST_PIXELS

    def parts(self) -> Mapping[str, bytes]:
        """Every part of the new file. Raises TemplateFaulty, TemplateRefused."""
        whole = self._relations("")
        self._properties(whole)
        body = [each for each in whole.values() if each.kind == BODY.relation]
        if len(body) != 1:
            raise TemplateFaulty(NOT_A_LETTER)
        name = self._named(body[0])
        self._styles(name)
        self._words(name, BODY)
        self._say_what_nothing_leads_to()
        return dict(self._written())

    def _relations(self, name: str) -> Mapping[str, Relation]:
        """Where a part leads; what may not be pointed to is refused or said."""
        folder, base = posixpath.split(name)
        self._seen.add(self.given.names.get(posixpath.join(folder, "_rels", f"{base}.rels").lower(), ""))
        found = self.given.relations(name)
        known = {IMAGE, HYPERLINK, CORE, *(kind.relation for kind in (BODY, HEADER, FOOTER, *OF_THE_BODY))}
        for each in found.values():
            if each.kind in LEFT_OUT:
                self.taken_out.note(LEFT_OUT[each.kind])
                self._leave_out(each)
            elif each.is_outside and each.kind != HYPERLINK:
                raise TemplateRefused(FETCHES.format(shown(each.kind.lstrip("?"))))
            elif each.kind not in known:
                self.taken_out.note(UNKNOWN_PART.format(shown(each.target)))
                self._leave_out(each)
            elif each.kind != HYPERLINK:
                _ = each.name  # refused where it leads out
        return found

    def _leave_out(self, each: Relation) -> None:
        """What is left out has been spoken of, and so has what stands behind it."""
        name = None if each.is_outside else self.given.names.get(each.name.lower())
        if name is None or name in self._seen:
            return
        beside, base = posixpath.split(name)
        self._seen |= {name, self.given.names.get(posixpath.join(beside, "_rels", f"{base}.rels").lower(), "")}
        for behind in self.given.relations(name).values():
            self._leave_out(behind)

    def _named(self, relation: Relation) -> str:
        name = self.given.names.get(relation.name.lower())
        if name is None:
            raise TemplateFaulty(NOT_A_LETTER)
        self._seen.add(name)
        return name

    def _properties(self, whole: Mapping[str, Relation]) -> None:
        """Of what File, Info says the title is kept; a tag in it would be read without opening the letter."""
        for relation in (each for each in whole.values() if each.kind == CORE):
            for each in tree(self.given.parts[self._named(relation)]):
                local = each.tag.rpartition("}")[2]
                if any(mark in (each.text or "") for mark in TAG_MARKS):
                    raise TemplateRefused(
                        f"The document's {shown(local)} (File, Info) may hold no tags: it is read without opening the letter."
                    )
                if each.tag == "{http://purl.org/dc/elements/1.1/}title":
                    self.title = (each.text or "")[:300]

    def _styles(self, body: str) -> None:
        """How words look is known before they are read."""
        for relation in self.given.relations(body).values():
            if relation.kind == STYLES.relation and not relation.is_outside:
                self.looks = unseen.looks_of(tree(self.given.parts[self._named(relation)]))

    def _words(self, name: str, kind: Kind) -> _New:
        """Take a part over, with everything it points to; once, however often it is pointed to."""
        if (name, kind) in self._new:
            return self._new[name, kind]
        self._refuse_other_kinds(name, kind)
        number = sum(each.kind is kind for each in self._new.values()) + 1
        new = self._new[name, kind] = _New(kind.name.format(number), kind)
        relations, root = self._relations(name), tree(self.given.parts[name])
        if root.tag.startswith(f"{{{STRICT_NAMES}"):
            raise TemplateRefused(STRICT)
        if root.tag != kind.root:
            raise TemplateRefused(TWO_KINDS.format(shown(name)))
        if kind in WITH_WORDS:
            self._count_comments(root)
            unseen.settle(root, self.looks, self.taken_out)
            fields.settle(root, kind.place, self.taken_out)
        if kind is BODY:
            if [each.tag for each in root if each.tag != w("background")] != [w("body")]:
                raise TemplateFaulty(NOT_A_LETTER)
            self._what_a_body_has(new, relations)
        new.content = PartAnew(kind, lambda *pointer: self._point(new, relations, *pointer), self.taken_out).written(
            root
        )
        return new

    def _count_comments(self, root: Any) -> None:
        if count := sum(1 for _ in root.iter(w("commentReference"))):
            self.taken_out.note(f"Left out: {count} comment{'' if count == 1 else 's'}.")

    def _refuse_other_kinds(self, name: str, kind: Kind) -> None:
        told = self.given.type_of(name)
        if kind is BODY and told == TEMPLATE_TYPE.lower():
            self.taken_out.note(WAS_A_TEMPLATE)
        elif told != kind.content.lower():
            raise TemplateRefused(TWO_KINDS.format(shown(name)))

    def _what_a_body_has(self, new: _New, relations: Mapping[str, Relation]) -> None:
        for kind in OF_THE_BODY:
            those = [each for each in relations.values() if each.kind == kind.relation]
            if len(those) > 1:
                raise TemplateRefused(TWO_KINDS.format(shown(those[1].target)))
            for each in those:
                new.id_of(kind.relation, self._words(self._named(each), kind).name)

    def _point(self, new: _New, relations: Mapping[str, Relation], kind: str, id_: str, place: str) -> str | None:
        relation = relations.get(id_)
        if relation is None:
            return None
        if relation.kind != kind:
            raise TemplateRefused(TWO_KINDS.format(shown(relation.target)))
        if kind == HYPERLINK:
            return self._link(new, relation, place)
        if kind == IMAGE:
            return new.id_of(IMAGE, self._picture(self._named(relation)))
        if new.kind is not BODY:
            raise TemplateRefused(TWO_KINDS.format(shown(relation.target)))
        return new.id_of(kind, self._words(self._named(relation), HEADER if kind == HEADER.relation else FOOTER).name)

    def _link(self, new: _New, relation: Relation, place: str) -> str | None:
        if HARMFUL_ADDRESS.match(relation.target):
            raise TemplateRefused(BAD_LINK.format(place))
        if relation.is_outside and _is_a_plain_address(relation.target):
            return new.id_of(HYPERLINK, relation.target, True)
        self.taken_out.quote(ODD_LINK.format(place), shown(relation.target))
        return None

    def _picture(self, name: str) -> str:
        if (name, None) not in self._new:
            count = sum(each.kind is None for each in self._new.values()) + 1
            if count > MOST_PICTURES:
                raise TemplateRefused(TOO_LARGE)
            ending, content, pixels = pictures.drawn_anew(self.given.parts[name], self._pixels_left)
            self._pixels_left -= pixels
            self._new[name, None] = _New(f"word/media/image{count}.{ending}", None, content)
        return self._new[name, None].name

    def _say_what_nothing_leads_to(self) -> None:
        for name in self.given.parts:
            if name not in self._seen:
                self.taken_out.note(UNKNOWN_PART.format(shown(name)))

    def _written(self) -> Iterator[tuple[str, bytes]]:
        """The new file, part by part: what each is, where the file begins, the properties, and the parts with where they lead."""
        those = list(self._new.values())
        yield TYPES, _types_written(those)
        yield (
            "_rels/.rels",
            _lines_written("", {(BODY.relation, BODY.name, False): "rId1", (CORE, "docProps/core.xml", False): "rId2"}),
        )
        yield "docProps/core.xml", _core_written(self.title)
        for each in those:
            yield each.name, each.content
            if each.leads_to:
                folder, base = posixpath.split(each.name)
                yield f"{folder}/_rels/{base}.rels", _lines_written(folder, each.leads_to)


def _is_a_plain_address(address: str) -> bool:
    """Whether a link goes to a web page or to somebody: written plainly, with nobody's name before the site's."""
    if not re.fullmatch(r"[!#$%&'()*+,./0-9:;=?@A-Z_a-z~-]{1,2000}", address) or any(
        mark in address for mark in TAG_MARKS
    ):
        return False
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    if found.scheme not in LINKS:
        return False
    return "@" not in found.netloc and bool(found.netloc) if found.scheme in ("http", "https") else not found.netloc


def _types_written(those: Sequence[_New]) -> bytes:
    defaults = {"rels": RELATIONS_TYPE, "xml": "application/xml", "png": "image/png", "jpeg": "image/jpeg"}
    lines = [f'<Default Extension="{ending}" ContentType="{said}"/>' for ending, said in defaults.items()]
    lines += [f'<Override PartName="/docProps/core.xml" ContentType="{CORE_TYPE}"/>']
    lines += [f'<Override PartName="/{each.name}" ContentType="{each.kind.content}"/>' for each in those if each.kind]
    return f'{HEAD}<Types xmlns="{IN_TYPES[1:-1]}">{"".join(lines)}</Types>'.encode()


def _lines_written(folder: str, leads_to: Mapping[tuple[str, str, bool], str]) -> bytes:
    lines = []
    for (kind, target, is_outside), id_ in leads_to.items():
        begin = PACKAGE_RELATIONS if kind == CORE else R
        where = target if is_outside or not folder else posixpath.relpath(target, folder)
        mode = ' TargetMode="External"' if is_outside else ""
        lines.append(f'<Relationship Id="{id_}" Type="{begin}/{kind}" Target={quoteattr(where)}{mode}/>')
    return f'{HEAD}<Relationships xmlns="{PACKAGE_RELATIONS}">{"".join(lines)}</Relationships>'.encode()


def _core_written(title: str) -> bytes:
    names = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f"{HEAD}<cp:coreProperties {names}><dc:title>{escape(title)}</dc:title></cp:coreProperties>".encode()
