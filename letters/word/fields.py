"""Fields of a Word file: their codes are read whole, in however many pieces they are written. Those that count pages stay; those
that say the day, or a name of a mail merge, become tags; of others the words they showed stay; what fetches or runs is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from letters.errors import TemplateRefused
from letters.word.allowed import w
from letters.word.elements import FIELDS_OF_A_DAY, FROZEN_FIELDS, KEPT_FIELDS, KEPT_SWITCHES, OF_A_MAIL_MERGE
from letters.word.taken_out import TakenOut

SWITCH = re.compile(r"\\\*\s*([A-Za-z]+)")
MERGED = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
IN_A_CODE = frozenset(
    w(name) for name in ("t", "instrText", "delInstrText", "sym", "tab", "br", "cr", "noBreakHyphen", "ptab")
)
CODES = (w("instrText"), w("delInstrText"))
OF_A_MARK = (w("ffData"), w("fldData"))
BOX = "\u2610"
BROKEN = "It holds a field that begins and never ends, or ends and never began, in {}. Take it out, and save it again in Word."
NESTED = "It holds a field inside the code of another ({}), in {}. Click on it in Word, and press Ctrl+Shift+F9 to keep its words alone."
RULES = "It holds a rule of a mail merge ({}), in {}. Take it out, and write {{% if … %}} and {{% endif %}} instead."
HARMS = (
    "It holds a field that fetches or runs something ({}), in {}. Click on it in Word, and press Ctrl+Shift+F9 to keep its "
    "words alone, or take it out."
)
AN_HOUR = "It holds a time of day that renews itself ({}), in {}. Take it out."
OF_A_DAY = "A day that renews itself is the day of the letter now: {{ written_on }}."
MERGE_FIELD = "A field of a mail merge is a tag now."
FROZEN = "A field became the words that it showed ({})."


@dataclass
class Field:
    """One field between its begin and its end."""

    begin: Any
    code: str = ""
    code_pieces: list[Any] = field(default_factory=list)
    marks: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    is_in_its_code: bool = True


def settle(root: Any, place: str, taken_out: TakenOut) -> None:
    """Leave only fields that count pages. Raises TemplateRefused."""
    for each in list(root.iter(w("fldSimple"))):
        _settle_simple(each, place, taken_out)
    for each in _fields(root, place):
        _settle_complex(each, place, taken_out)


def _fields(root: Any, place: str) -> Iterator[Field]:
    """Every field from its begin to its end, each as soon as it ends."""
    open_: list[Field] = []
    for element in list(root.iter()):
        _refuse_what_holds_more(element, place)
        if element.tag == w("fldChar"):
            yield from _mark(element, open_, place)
        elif open_ and open_[-1].is_in_its_code and element.tag in IN_A_CODE:
            open_[-1].code += _text(element)
            open_[-1].code_pieces.append(element)
        elif open_ and open_[-1].is_in_its_code and element.tag in (w("fldSimple"), w("drawing"), w("pict"), w("p")):
            _refuse_what_stands_in_a_code(element, open_[-1], place)
        elif element.tag in CODES:
            raise TemplateRefused(
                BROKEN.format(place)
            )  # outside every field, or among what one shows: none to any reader
        elif open_ and element.tag == w("t"):
            open_[-1].shown.append(element)
    if open_:
        raise TemplateRefused(BROKEN.format(place))


def _refuse_what_holds_more(element: Any, place: str) -> None:
    """What says one thing holds nothing else: a mark holds what a form field asks, and a word or a code its text."""
    says_one_thing = element.tag in IN_A_CODE or element.tag == w("fldChar")
    if says_one_thing and any(child.tag not in OF_A_MARK for child in element):
        raise TemplateRefused(BROKEN.format(place))


def _mark(element: Any, open_: list[Field], place: str) -> Iterator[Field]:
    kind = element.get(w("fldCharType"))
    if kind == "begin":
        if open_ and open_[-1].is_in_its_code:
            raise TemplateRefused(NESTED.format(_name(open_[-1].code) or "?", place))
        open_.append(Field(element, marks=[element]))
        return
    if not open_ or kind not in ("separate", "end") or (kind == "separate" and not open_[-1].is_in_its_code):
        raise TemplateRefused(BROKEN.format(place))
    open_[-1].marks.append(element)
    open_[-1].is_in_its_code = False
    if kind == "end":
        yield open_.pop()


def _refuse_what_stands_in_a_code(element: Any, of: Field, place: str) -> None:
    """A paragraph may end within a long code, and nothing else may stand there."""
    if element.tag != w("p"):
        raise TemplateRefused(NESTED.format(_name(of.code) or "?", place))


def _text(element: Any) -> str:
    return element.text or "" if element.tag in (w("t"), w("instrText"), w("delInstrText")) else " "


def _name(code: str) -> str:
    """The first word of a code."""
    code = code.strip()
    return "=" if code.startswith("=") else code.split()[0].upper()[:40] if code else ""


def _judged(code: str, place: str) -> str:
    """The name of a field that may be taken in some way. Raises TemplateRefused."""
    name = _name(code)
    if name in KEPT_FIELDS | FIELDS_OF_A_DAY | FROZEN_FIELDS or MERGED.match(code):
        return name
    says = AN_HOUR if name == "TIME" else RULES if name in OF_A_MAIL_MERGE else HARMS
    raise TemplateRefused(says.format(name or "it has no name", place))


def _counting(name: str, code: str) -> str:
    """The code of a field that counts pages, written anew."""
    known = [each for each in SWITCH.findall(code) if each in KEPT_SWITCHES]
    return f" {' '.join([name, *(f'{chr(92)}* {each}' for each in known)])} "


def _instead(name: str, code: str, taken_out: TakenOut) -> str:
    """The tag or the sign that stands where a field stood; nothing where the words that it showed stay."""
    if name in FIELDS_OF_A_DAY:
        taken_out.note(OF_A_DAY)
        return "{{ written_on }}"
    if merged := MERGED.match(code):
        tag = f"{{{{ {re.sub('[^A-Za-z0-9_]+', '_', merged[1] or merged[2] or '').strip('_') or 'name'} }}}}"
        taken_out.quote(MERGE_FIELD, tag)
        return tag
    taken_out.note(FROZEN.format(name))
    return BOX if name == "FORMCHECKBOX" else ""


def _settle_simple(element: Any, place: str, taken_out: TakenOut) -> None:
    code = element.get(w("instr")) or ""
    name = _judged(code, place)
    if name in KEPT_FIELDS:
        element.set(w("instr"), _counting(name, code))
        return
    instead = _instead(name, code, taken_out)
    shown = list(element.iter(w("t")))
    if instead and not shown:
        shown = [etree.SubElement(etree.SubElement(element, w("r")), w("t"))]
    _say(shown, instead)
    unwrap(element)


def _settle_complex(each: Field, place: str, taken_out: TakenOut) -> None:
    name = _judged(each.code, place)
    if name in KEPT_FIELDS:
        _rewrite(each, name)
        return
    instead = _instead(name, each.code, taken_out)
    if instead:
        here = etree.Element(w("t"))
        each.begin.addprevious(here)
        _say([here, *each.shown], instead)
    for element in (*each.marks, *each.code_pieces):
        remove(element)


def _rewrite(each: Field, name: str) -> None:
    first, *others = each.code_pieces
    for element in others:
        remove(element)
    first.tag, first.text = w("instrText"), _counting(name, each.code)


def _say(pieces: list[Any], words: str) -> None:
    """Put words where others were shown, all of them into the first place."""
    for number, piece in enumerate(pieces if words else ()):
        piece.text = words if number == 0 else ""


def unwrap(element: Any) -> None:
    """Put what stands in an element where the element stands."""
    for child in list(element):
        element.addprevious(child)
    remove(element)


def remove(element: Any) -> None:
    """Take an element away; lxml takes what follows it, too, and between Word's elements nothing follows."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
