"""The app on this computer, on sample data, where there is no `make`: `python run.py`, on Windows, macOS and Linux alike.

What is written after it goes to Streamlit: `python run.py --server.port 8600`. Run by any Python from 3.11, with nothing installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main(*more: str) -> int:
    """Have the environment whole, then serve until somebody stops it."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / ".ci"))
    from environment import main as have
    from environment import python_of

    have(".venv", "requirements.txt")
    command = [str(python_of(ROOT / ".venv")), "-m", "streamlit", "run", "app.py", *more]
    return subprocess.run(command, check=False).returncode  # noqa: S603 (ourselves, with the words that were typed)


if __name__ == "__main__":
    try:
        raise SystemExit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
