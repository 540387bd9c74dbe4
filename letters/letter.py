"""What a letter is: its template, who writes it to whom, when it may be made, and the facts it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from letters.need import Need
from record.stage import Stage

TEMPLATES = Path(__file__).parent.parent / "templates"

Writer = Literal["home school", "receiving school"]
Reader = Literal[
    "parent",
    "pupil",
    "home school",
    "receiving school",
    "Virtual School",
    "social worker",
    "SEN team",
    "local authority",
]
Shape = Literal["letter", "form"]

BEFORE_A_SCHOOL = (Stage.PREPARING, Stage.CONSENT, Stage.SEEKING)
ON_THE_WAY = (Stage.SEEKING, Stage.ACCEPTED)
BEFORE_THE_START = (Stage.MEETING_HELD, Stage.AGREED)
ENDED = (
    Stage.TRANSFERRED,
    Stage.RETURNED,
    Stage.ENDED_EARLY,
    Stage.WITHDRAWN,
    Stage.NOT_PROCEEDING,
)
AFTER = (Stage.ROLL_CHANGED, Stage.CLOSED)
PARENTS: tuple[Reader, ...] = ("parent",)
BOTH_SCHOOLS: tuple[Reader, ...] = ("home school", "receiving school")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. It goes to each reader of a sort: each parent with parental responsibility gets their own."""

    id: str
    title: str
    """As people call it."""
    shape: Shape = "letter"
    """A letter greets one addressee; a form is one paper for all its readers, or for one person to fill in."""
    writers: tuple[Writer, ...]
    """Who may make it; the first is usual."""
    readers: tuple[Reader, ...]
    stages: tuple[Stage, ...]
    """When it may be made."""
    dual_registered_only: bool = False
    """Whether it makes sense only where the child is on two rolls: never on a direct move."""
    route: str = ""
    """The only route it is for; empty for every route."""
    each: tuple[str, ...] = ()
    """The entry kinds of which each entry has a paper of its own, as a weekly report has."""
    repeats: bool = False
    """Whether a case has many of them, as of weekly reports."""
    needs: tuple[Need, ...]

    @property
    def template(self) -> Path:
        return TEMPLATES / f"{self.id}.docx"


def in_languages(folder: Path = TEMPLATES) -> Mapping[tuple[str, str], Path]:
    """The translated templates that stand in a folder named by their language, such as `polish/agreement.docx`: by the
    letter's id and the language in lower case. None is shipped."""
    own = (folder / f"{each.stem}.docx" for each in folder.glob("*.docx"))
    ids = {each.stem for each in own}
    found = folder.glob("*/*.docx")
    return {(each.stem, each.parent.name.replace("-", " ").lower()): each for each in found if each.stem in ids}
