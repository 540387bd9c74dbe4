"""A logo is drawn anew once, when it is given: nothing of the file is kept but what can be seen, and it never changes again."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from casework.reading.logos import PNG, read, written

SECRET = b"where it was taken"


def a_picture() -> Image.Image:
    return Image.effect_noise((400, 150), 80).convert("RGB")


def a_photo() -> bytes:
    """A JPEG with a word of its maker in each place that has room for one."""
    about, kept = Image.Exif(), io.BytesIO()
    about[0x010E], about[0x8825] = SECRET.decode(), {1: "N"}
    more: dict[str, Any] = {"exif": about, "comment": SECRET, "icc_profile": SECRET * 20, "xmp": SECRET}
    a_picture().save(kept, "JPEG", **more)
    return kept.getvalue() + SECRET


def a_drawing() -> bytes:
    about, kept = PngInfo(), io.BytesIO()
    about.add_text("Author", SECRET.decode())
    about.add_itxt("Description", SECRET.decode(), zip=True)
    a_picture().save(kept, "PNG", pnginfo=about, icc_profile=SECRET * 20, dpi=(10, 10))
    return kept.getvalue() + SECRET


def pieces(png: bytes) -> list[bytes]:
    found, place = [], len(PNG)
    while place < len(png):
        found.append(png[place + 4 : place + 8])
        place += 12 + int.from_bytes(png[place : place + 4], "big")
    return found


@pytest.mark.parametrize("given", [a_photo, a_drawing])
def test_nothing_of_the_file_is_kept_but_its_pixels(given: Callable[[], bytes]) -> None:
    content = given()
    assert SECRET in content
    logo = read(written(content))

    assert SECRET not in logo
    assert pieces(logo) == [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"]


def test_what_is_hidden_under_glass_is_not_kept() -> None:
    kept = io.BytesIO()
    picture = Image.new("RGBA", (300, 100), (255, 255, 255, 0))
    picture.paste((255, 0, 0, 0), (10, 10, 90, 90))
    picture.save(kept, "PNG")

    with Image.open(io.BytesIO(read(written(kept.getvalue())))) as logo:
        assert logo.convert("RGBA").getcolors() == [(logo.width * logo.height, (255, 255, 255, 0))]


def test_a_logo_that_is_given_again_is_the_same_to_the_byte() -> None:
    once = written(a_photo())

    assert written(read(once)) == once


def chunk(name: bytes, said: bytes) -> bytes:
    return struct.pack(">I", len(said)) + name + said + struct.pack(">I", zlib.crc32(name + said))


@pytest.mark.parametrize(
    "damage",
    [
        lambda logo: logo[:200],
        lambda logo: logo[:-1],
        lambda logo: logo + b"x",
        lambda logo: PNG,
        lambda logo: PNG + b"x" * 50,
        lambda logo: logo.replace(b"PLTE", b"PLTF"),
        lambda logo: logo[:60] + b"x" + logo[61:],
        lambda logo: logo[:33] + chunk(b"tEXt", b"Author\0" + SECRET) + logo[33:],
        lambda logo: logo[:33] + logo[-12:],
        lambda logo: logo[33:],
    ],
)
def test_a_row_that_holds_anything_else_is_a_school_without_a_logo(damage: Callable[[bytes], bytes]) -> None:
    logo = read(written(a_photo()))
    assert logo

    assert read(base64.b64encode(damage(logo)).decode()) == b""
