"""The colours of `.streamlit/config.toml`: every text can be read on its ground."""

from __future__ import annotations

import re
import tomllib
from inspect import isfunction
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from docs import blocks_page
from docs.blocks_page import EXAMPLES, UNSEEN
from ui import blocks, marks

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
ENOUGH = 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs(mode: str) -> list[tuple[str, str, str]]:
    """(what it is, text, ground) of everything written in one mode."""
    theme = THEME[mode]
    written = [name for name in theme if name.endswith("TextColor") or name in ("textColor", "linkColor")]
    on_page = [
        (f"{mode} {name} on {ground}", theme[name], theme[ground])
        for name in written
        for ground in ("backgroundColor", "secondaryBackgroundColor")
    ]
    on_notice = [
        (f"{mode} {name} on its own ground", theme[name], theme[name.replace("Text", "Background")])
        for name in written
        if name.endswith("TextColor")
    ]
    return [*on_page, *on_notice, (f"{mode} button", "#ffffff", theme["primaryColor"])]


@pytest.mark.parametrize(("what", "text", "ground"), [*pairs("light"), *pairs("dark")])
def test_every_text_can_be_read_on_its_ground(what: str, text: str, ground: str) -> None:
    assert contrast(text, ground) >= ENOUGH, f"{what}: choose colours further apart"


def test_both_modes_say_the_same_colours() -> None:
    assert set(THEME["light"]) == set(THEME["dark"])


def test_every_block_has_an_example() -> None:
    shown = {
        name
        for room in (blocks, marks)
        for name, each in vars(room).items()
        if isfunction(each) and each.__module__ == room.__name__
    }

    assert {name for name in shown if not name.startswith("_")} - UNSEEN == EXAMPLES.keys()


def test_the_page_of_blocks_is_drawn() -> None:
    page = AppTest.from_file(blocks_page.__file__).run()

    assert [each.value for each in page.exception] == []
    assert [each.value for each in page.subheader] == [*EXAMPLES]


def test_nothing_has_a_size_of_its_own() -> None:
    style = (Path(blocks.__file__).parent / "blocks.css").read_text("utf-8")
    sizes = dict(re.findall(r"(--mm-size-\w+): ([^;]+);", style))

    assert set(re.findall(r"font-size: ?([^;}]+)", style)) == {"0", *(f"var({each})" for each in sizes)}
    assert {sizes[f"--mm-size-{name}"] for name in ("name", "big", "lead", "text")} == set(THEME["headingFontSizes"])
