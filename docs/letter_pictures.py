"""A picture of every letter of the sample case, its pages side by side, as a word processor prints it:
`python -m docs.letter_pictures`, or with the names of letters after it for theirs alone."""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from letters import chart
from letters.catalogue import BY_ID
from letters.make import make
from tests.letters.read import printed
from tests.letters.sample import case

PICTURES = Path(__file__).parent / "pictures" / "letters"
DOTS = 60
"""An inch."""
GAP, GROUND = 7, "#c3cccf"
WEEKS = (("14 Sep", 100.0), ("21 Sep", 66.7), ("28 Sep", 100.0))


def take(*names: str) -> None:
    """Print these letters, or every one, and keep their pictures."""
    drawn = {"attendance": chart.attendance(WEEKS)}
    letters = [BY_ID[name] for name in names or BY_ID]
    made = {each.id: make(each, case(each, each.routes[0]), pictures=drawn).content for each in letters}
    with tempfile.TemporaryDirectory() as folder:
        printed(made, Path(folder))
        for name in made:
            _side_by_side(_pages(Path(folder), name)).quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def _pages(folder: Path, name: str) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", folder / f"{name}.pdf", folder / name], check=True)
    return [Image.open(page).convert("RGB") for page in sorted(folder.glob(f"{name}-*.png"))]


def _side_by_side(pages: list[Image.Image]) -> Image.Image:
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages)), GROUND)
    at = 0
    for page in pages:
        sheet.paste(page, (at, 0))
        at += page.width + GAP
    return sheet


if __name__ == "__main__":
    take(*sys.argv[1:])
