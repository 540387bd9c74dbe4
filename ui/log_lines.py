"""What a line of the log looks like: JSON for whatever collects it, plain for a person at a terminal."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class AsJson(logging.Formatter):
    """One object a line: at (UTC), level, logger, says. What it says holds no value of anybody's: see `errors`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"at": at, "level": record.levelname.lower(), "logger": record.name, "says": record.getMessage()}
        return json.dumps(said, ensure_ascii=False)


def formatter(*, watched: bool) -> logging.Formatter:
    """For a terminal that is `watched` by a person, or for a file, a journal, a collector."""
    return logging.Formatter("%(asctime)s %(levelname)s %(message)s") if watched else AsJson()
