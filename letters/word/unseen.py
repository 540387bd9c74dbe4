"""What readers of a letter do not see, or see otherwise than Word shows it: settled before the words are taken over.

Of two tellings of one drawing one stays; tracked changes are taken as accepted; comments go; hidden words go; words in the colour
of the paper, or too small to read, are shown. Each is said to whoever gave the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from letters.word.allowed import MC, WPC, WPG, WPS, A, V, w
from letters.word.fields import remove, unwrap
from letters.word.taken_out import TakenOut

UNDERSTOOD = frozenset({WPS, WPG, WPC})
"""Drawings of today; of what asks for more, the older telling is taken."""
WRAPPED = (w("smartTag"), w("customXml"), w("sdt"), w("sdtContent"))
ACCEPTED = (w("ins"), w("moveTo"))
DELETED = (w("del"), w("moveFrom"))
MARKS_OF_CHANGES = frozenset(
    w(name)
    for name in [
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "numberingChange",
        "tblPrExChange",
        "cellIns",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
    ]
)
COMMENTED = frozenset({w("commentRangeStart"), w("commentRangeEnd"), w("commentReference")})
SHOWN = frozenset(
    w(name)
    for name in [
        "t",
        "tab",
        "br",
        "cr",
        "sym",
        "drawing",
        "pict",
        "ptab",
        "noBreakHyphen",
        "softHyphen",
        "ruby",
        "pgNum",
        "footnoteReference",
        "endnoteReference",
    ]
)
"""What in a run a reader sees."""
CHANGES = "Tracked changes are taken as accepted: what was put in stays, what was taken out is gone."
BOXES = "Boxes to fill in (content controls) became the words in them."
HIDDEN = "Hidden words are left out."
IN_WHITE = "Words in the colour of the paper are shown now."
TOO_SMALL = "Words too small to read are shown now."
WHITE = 0xF0
"""Of each colour at least: as good as white."""
UNREADABLE = 6
"""Half points: nobody reads words of this size."""
READABLE = "24"
LONGEST_LINE = 30
"""Styles that are based on one another."""
TOO_LOW = 100
"""Twentieths of a point: no line of words is seen in a row or a line so low."""
TOO_NARROW = 33
"""Per cent of a letter's width."""
TOO_CLOSE = -60
"""Twentieths of a point between letters: they lie over each other."""
_AFTER_SIZE = "szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout"
AFTER: Mapping[str, list[str]] = {
    "color": f"spacing w kern position sz {_AFTER_SIZE}".split(),
    "sz": _AFTER_SIZE.split(),
}
"""What Word wants to stand behind each in the look of a run."""


def settle(root: Any, looks: Mapping[str, Look], taken_out: TakenOut) -> None:
    """Settle everything but fields in one part of words."""
    _choose(root)
    for element in list(root.iter(*WRAPPED)):
        if element.tag == w("sdt"):
            taken_out.note(BOXES)
        unwrap(element)
    _accept(root, taken_out)
    for element in list(root.iter(*COMMENTED)):
        remove(element)
    _show_or_hide(root, looks, taken_out)


def _choose(root: Any) -> None:
    """Of two tellings keep the newer one where it is understood, and the older one else."""
    for element in list(root.iter(f"{{{MC}}}AlternateContent")):
        choices = [each for each in element if each.tag == f"{{{MC}}}Choice" and _is_understood(each)]
        older = [each for each in element if each.tag == f"{{{MC}}}Fallback"]
        for each in list(element):
            if each is not next(iter(choices + older), None):
                element.remove(each)
        for each in list(element):
            unwrap(each)
        unwrap(element)


def _is_understood(choice: Any) -> bool:
    asked = (choice.get("Requires") or "").split()
    return bool(asked) and all(choice.nsmap.get(prefix) in UNDERSTOOD for prefix in asked)


def _accept(root: Any, taken_out: TakenOut) -> None:
    """As *Accept all changes* in Word."""
    changed = False
    for row in [each.getparent().getparent() for each in root.iter(w("del")) if each.getparent().tag == w("trPr")]:
        changed = True
        remove(row)
    for paragraph in reversed(_with_a_deleted_end(root)):  # from the last, so that each word is moved once
        changed = True
        _join(paragraph)
    for element in list(root.iter(*ACCEPTED, *DELETED)):
        changed = True
        if element.tag in DELETED:
            remove(element)
        else:
            unwrap(element)
    for element in list(root.iter(w("delText"), w("delInstrText"), *MARKS_OF_CHANGES)):
        changed = True
        remove(element)
    for table in [each for each in root.iter(w("tbl")) if each.find(w("tr")) is None]:
        remove(table)
    if changed:
        taken_out.note(CHANGES)


def _with_a_deleted_end(root: Any) -> list[Any]:
    found = [mark.getparent() for mark in root.iter(*DELETED) if mark.getparent().tag == w("rPr")]
    return [each.getparent().getparent() for each in found if each.getparent().tag == w("pPr")]


def _join(paragraph: Any) -> None:
    """A paragraph whose end was taken out goes on in the next."""
    after = paragraph.getnext()
    if after is None or after.tag != w("p"):
        return
    kept = [each for each in paragraph if each.tag != w("pPr")]
    at = 1 if len(after) and after[0].tag == w("pPr") else 0
    for number, each in enumerate(kept):
        after.insert(at + number, each)
    remove(paragraph)


@dataclass(frozen=True, slots=True)
class Look:
    """How words look, as far as it is told; None where it is not."""

    hidden: bool | None = None
    color: str | None = None
    size: int | None = None
    ground: str | None = None
    """The colour behind them."""

    def over(self, below: Look) -> Look:
        """This look where it tells, the one below where it does not."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            self.color or below.color,
            self.size or below.size,
            self.ground or below.ground,
        )


PLAIN = Look()


def looks_of(styles: Any) -> Mapping[str, Look]:
    """How words look in each style, by its id; in none, by an empty one; in the one that is taken where none is named, by `*`."""
    if styles is None:
        return {"": PLAIN}
    told = {each.get(w("styleId")) or "": each for each in styles.iter(w("style"))}
    found = {"": _look(styles.find(f"{w('docDefaults')}/{w('rPrDefault')}"))}
    for name in told:
        found[name] = _resolved(name, told, ())
    usual = [each for each in told.values() if each.get(w("default")) in ("1", "true", "on")]
    found["*"] = PLAIN
    for each in usual:
        if each.get(w("type")) == "paragraph":
            found["*"] = found[each.get(w("styleId")) or ""]
    return found


def _resolved(name: str, told: Mapping[str, Any], before: tuple[str, ...]) -> Look:
    style = told.get(name)
    if style is None or name in before or len(before) > LONGEST_LINE:
        return PLAIN
    parent = style.find(w("basedOn"))
    look = _look(style)
    grounds = [_ground(each) for each in style.iter(w("shd"))]
    look = Look(look.hidden, look.color, look.size, look.ground or next((each for each in grounds if each), None))
    return look.over(_resolved(parent.get(w("val")) or "", told, (*before, name)) if parent is not None else PLAIN)


def _look(element: Any) -> Look:
    """How an element's own `rPr` says that words look."""
    given = element.find(w("rPr")) if element is not None else None
    if given is None:
        return PLAIN
    hidden = [each for each in (given.find(w("vanish")), given.find(w("specVanish"))) if each is not None]
    color, size, ground = given.find(w("color")), given.find(w("sz")), given.find(w("shd"))
    return Look(
        any(_is_on(each) for each in hidden) if hidden else None,
        _color(color) if color is not None else None,
        _number(size.get(w("val"))) if size is not None else None,
        _ground(ground) if ground is not None else None,
    )


def _is_on(element: Any) -> bool:
    return (element.get(w("val")) or "true").lower() not in ("0", "false", "off")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else None


def _color(element: Any) -> str:
    """Six hexadecimal digits, or `auto`."""
    if element.get(w("themeColor")) in ("background1", "light1") and element.get(w("themeShade")) is None:
        return "FFFFFF"
    return (element.get(w("val")) or "auto").upper()


def _ground(element: Any) -> str | None:
    fill = (element.get(w("fill")) or "auto").upper()
    return None if fill == "AUTO" and element.get(w("themeFill")) is None else fill


def _is_white(color: str | None) -> bool:
    try:
        return color is not None and len(color) == 6 and all(byte >= WHITE for byte in bytes.fromhex(color))
    except ValueError:
        return False


def _show_or_hide(root: Any, looks: Mapping[str, Look], taken_out: TakenOut) -> None:
    for row in [each.getparent().getparent() for each in root.iter(w("hidden")) if each.getparent().tag == w("trPr")]:
        taken_out.quote(HIDDEN, words(row))
        remove(row)
    _make_room(root, taken_out)
    for run in list(root.iter(w("r"))):
        look = _seen(run, looks)
        if look.hidden:
            _hide(run, taken_out)
        elif words(run).strip():
            _show(run, look, taken_out)


def _is_too_low(element: Any, rule: str, height: str) -> bool:
    low = _number(element.get(w(height)))
    return element.get(w(rule)) == "exact" and low is not None and low < TOO_LOW


def _make_room(root: Any, taken_out: TakenOut) -> None:
    """Rows and lines that are too low for the words in them."""
    for each in list(root.iter(w("trHeight"))):
        row = each.getparent().getparent()
        if _is_too_low(each, "hRule", "val") and row is not None and words(row).strip():
            taken_out.quote(TOO_SMALL, words(row))
            remove(each)
    for each in list(root.iter(w("spacing"))):
        around = each.getparent().getparent()
        if around is not None and _is_too_low(each, "lineRule", "line") and words(around).strip():
            taken_out.quote(TOO_SMALL, words(around))
            remove(each)


def _seen(run: Any, looks: Mapping[str, Look]) -> Look:
    """How the words of a run look, from itself, its styles, and what is behind it."""
    paragraph = next(run.iterancestors(w("p")), None)
    of_run = looks.get(_styled(run, "rPr", "rStyle") or "", PLAIN) if _styled(run, "rPr", "rStyle") else PLAIN
    named = _styled(paragraph, "pPr", "pStyle")
    of_paragraph = looks.get(named, PLAIN) if named else looks.get("*", PLAIN)
    table = next(run.iterancestors(w("tbl")), None)
    of_table = looks.get(_styled(table, "tblPr", "tblStyle") or "-", PLAIN)
    look = _look(run).over(of_run).over(of_paragraph).over(of_table).over(looks.get("", PLAIN))
    ground = look.ground or (_behind(run, paragraph, looks) if look.color not in (None, "AUTO") else None)
    return Look(look.hidden, look.color, look.size, ground)


def _styled(element: Any, properties: str, style: str) -> str | None:
    found = element.find(f"{w(properties)}/{w(style)}") if element is not None else None
    return found.get(w("val")) if found is not None else None


def _behind(run: Any, paragraph: Any, looks: Mapping[str, Look]) -> str | None:
    """The colour behind a run from its paragraph, cell, table or shape; `FILLED` where a shape has one of its own."""
    of_paragraph = paragraph.find(f"{w('pPr')}/{w('shd')}") if paragraph is not None else None
    if of_paragraph is not None and _ground(of_paragraph):
        return _ground(of_paragraph)
    for around in run.iterancestors(w("tc"), w("tbl"), w("txbxContent")):
        found = (
            _of_a_cell(around)
            if around.tag == w("tc")
            else _of_a_table(around, looks)
            if around.tag == w("tbl")
            else None
        )
        if around.tag == w("txbxContent") and _is_filled(around):
            found = "FILLED"
        if found:
            return found
    return None


def _of_a_cell(cell: Any) -> str | None:
    found = cell.find(f"{w('tcPr')}/{w('shd')}")
    return _ground(found) if found is not None else None


def _of_a_table(table: Any, looks: Mapping[str, Look]) -> str | None:
    found = table.find(f"{w('tblPr')}/{w('shd')}")
    style = _styled(table, "tblPr", "tblStyle")
    return (_ground(found) if found is not None else None) or (looks.get(style, PLAIN).ground if style else None)


def _is_filled(box: Any) -> bool:
    """Whether the shape that a text stands in has a colour of its own."""
    for shape in box.iterancestors(f"{{{WPS}}}wsp", f"{{{V}}}shape", f"{{{V}}}rect", f"{{{V}}}roundrect"):
        fills = [each.tag for each in shape.iter(f"{{{A}}}gradFill", f"{{{A}}}blipFill", f"{{{A}}}pattFill")]
        plain = shape.findall(f"{{{WPS}}}spPr/{{{A}}}solidFill") + shape.findall(f"{{{WPS}}}style/{{{A}}}fillRef")
        return bool(fills or plain or shape.get("fillcolor"))
    return False


def words(element: Any) -> str:
    """The words in an element."""
    return "".join(each.text or "" for each in element.iter(w("t")))


def _hide(run: Any, taken_out: TakenOut) -> None:
    taken_out.quote(HIDDEN, words(run))
    for each in [each for each in run if each.tag in SHOWN]:
        run.remove(each)


def _show(run: Any, look: Look, taken_out: TakenOut) -> None:
    if (_is_white(look.color) and (look.ground is None or _is_white(look.ground))) or (
        look.color not in (None, "AUTO") and look.color == look.ground
    ):
        taken_out.quote(IN_WHITE, words(run))
        _set(run, "color", "auto" if look.ground and not _is_white(look.ground) else "000000")
    if look.size is not None and look.size <= UNREADABLE:
        taken_out.quote(TOO_SMALL, words(run))
        _set(run, "sz", READABLE)
    for each in (run.find(f"{w('rPr')}/{w(name)}") for name in ("w", "spacing")):
        if each is not None and _is_squeezed(each):
            taken_out.quote(TOO_SMALL, words(run))
            remove(each)


def _is_squeezed(element: Any) -> bool:
    value = element.get(w("val")) or ""
    number = _number(value.lstrip("-"))
    least = TOO_NARROW if element.tag == w("w") else TOO_CLOSE
    return number is not None and (-number if value.startswith("-") else number) < least


def _set(run: Any, name: str, value: str) -> None:
    given = run.find(w("rPr"))
    if given is None:
        given = run.makeelement(w("rPr"))
        run.insert(0, given)
    for each in given.findall(w(name)):
        given.remove(each)
    made = given.makeelement(w(name))
    made.set(w("val"), value)
    behind = [w(each) for each in AFTER[name]]
    given.insert(sum(each.tag not in behind for each in given), made)
