"""Field masks: `sheets(properties(title,sheetId),data/rowData)`, for choosing what a response holds and what an update touches."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.sheets.refused import Invalid, Json, violations
from tests.sheets.schema import camel

Mask = Mapping[str, "Mask"]
"""Field names and the mask inside each; an empty mask means everything below."""

ALL: Mask = {}
PIECE = re.compile(r"[A-Za-z0-9_]+|\*|[(),./]")


def parse(text: str) -> Mask:
    """Raises Invalid for a mask Google cannot read; a space is one such."""
    pieces = PIECE.findall(text)
    if "".join(pieces) != text or not pieces:
        raise _unreadable(text)
    mask, rest = _several(pieces, text)
    if rest:
        raise _unreadable(text)
    return mask


def _unreadable(path: str) -> Invalid:
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    return violations((path, text), message="Request contains an invalid argument.")


def _several(pieces: list[str], text: str) -> tuple[dict[str, Mask], list[str]]:
    mask: dict[str, Mask] = {}
    while True:
        pieces = _one(mask, pieces, text)
        if pieces[:1] != [","]:
            return mask, pieces
        pieces = pieces[1:]


def _one(mask: dict[str, Mask], pieces: list[str], text: str) -> list[str]:
    if not pieces or pieces[0] in "(),./":
        raise _unreadable(text)
    name, pieces = camel(pieces[0]), pieces[1:]
    inside: dict[str, Mask] = {}
    if pieces[:1] in (["."], ["/"]):
        pieces = _one(inside, pieces[1:], text)
    elif pieces[:1] == ["("]:
        inside, pieces = _several(pieces[1:], text)
        if pieces[:1] != [")"]:
            raise _unreadable(text)
        pieces = pieces[1:]
    mask[name] = joined(mask[name], inside) if name in mask else inside
    return pieces


def joined(one: Mask, other: Mask) -> Mask:
    """What either mask covers."""
    if not one or not other:
        return ALL
    both = dict(one)
    for name, inside in other.items():
        both[name] = joined(both[name], inside) if name in both else inside
    return both


def everything(mask: Mask) -> bool:
    return not mask or "*" in mask


def check(mask: Mask, schema: Json, schemas: Json, path: str = "") -> None:
    """Raises Invalid when the mask names a field the schema does not have."""
    if schema.get("type") == "array":
        return check(mask, schema["items"], schemas, path)
    schema = schemas[schema["$ref"]] if "$ref" in schema else schema
    for name, inside in mask.items():
        if name == "*" or "additionalProperties" in schema:
            continue
        if name not in schema.get("properties", {}):
            raise _unreadable(path + name)
        check(inside, schema["properties"][name], schemas, f"{path}{name}.")
    return None


def chosen(value: Json, mask: Mask) -> Json:
    """Only what the mask covers of a response."""
    if everything(mask):
        return value
    if isinstance(value, list):
        return [chosen(one, mask) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: chosen(one, mask[name]) for name, one in value.items() if name in mask}


def covers(mask: Mask, *path: str) -> bool:
    """Whether a response under this mask would hold anything at `path`."""
    for name in path:
        if everything(mask):
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def for_update(text: str, place: str = "fields") -> Mask:
    """The mask of an update, which must name something."""
    if not text:
        raise Invalid(f"At least one field must be listed in '{place}'. (Use '*' to indicate all fields.)")
    try:
        return parse(text)
    except Invalid:
        raise Invalid(f"Invalid field: {text}") from None


def updated(old: Mapping[str, Json], new: Mapping[str, Json], mask: Mask) -> dict[str, Json]:
    """`old` with every field under the mask taken from `new`, or cleared where `new` lacks it. `old` is not touched."""
    if "*" in mask:
        return {**old, **new}
    result = dict(old)
    for name, inside in mask.items():
        if inside and isinstance(old.get(name, {}), Mapping) and "*" not in inside:
            result[name] = updated(old.get(name, {}), new.get(name, {}), inside)
            if not result[name]:
                del result[name]
        elif name in new:
            result[name] = new[name]
        else:
            result.pop(name, None)
    return result
