"""`make walks`: four whole cases in three windows each. `make walks walk=direct` for one; `pictures=FOLDER` keeps the pictures of
docs/walks.md in a folder, `every=yes` one of every window at every stop.

`make pictures` walks too, with `page=docs/walks.md`: what the windows said is written down there.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.walks import page
from tests.browser.walks.going import WALKS, go


def main(walk: str = "", pictures: str = "", every: str = "", page_at: str = "") -> None:
    """Walk, say of each stop what the windows said, and write it down where that is asked."""
    folder = Path(pictures) if pictures else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    walked = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in [walk] if walk else WALKS:
            began = time.monotonic()
            walked[name] = go(browser, name, folder, every=bool(every))
            print(f"{name}: {len(walked[name].stops)} stops, {time.monotonic() - began:.0f} seconds")
            print(*(f"  {stop}" for stop in walked[name].stops), sep="\n", flush=True)
        browser.close()
    if page_at:
        page.write(walked, Path(page_at))


if __name__ == "__main__":
    said = dict(each.split("=", 1) for each in sys.argv[1:])
    main(page_at=said.pop("page", ""), **said)
