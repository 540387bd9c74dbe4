"""How a letter is declared: everything about one letter, in its file in `letters/each/`. One that is not complete, or names
what there is not, is refused when it is imported; one without its template, when the letters there are (`catalogue.py`) are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from letters.asked import LetterQuestions, form
from letters.by_when import Wanted
from letters.facts import FirstDayBox
from letters.facts.fact import WITH_THE_LETTER
from letters.from_case.context import LetterContext
from letters.from_case.readers import Copy, Reader
from letters.need import Need
from record.authority import Authority
from record.case import Case
from record.entry import Entry, Party
from record.field import question
from record.forms.before_you_start import DUAL_ROUTES, Route
from record.forms.kinds import KINDS
from record.forms.signature import Signature
from record.stage import Stage

TEMPLATES = Path(__file__).parent.parent / "templates"

Writer = Literal["home school", "receiving school"]
Shape = Literal["letter", "form"]

ROUTES: tuple[Route, ...] = get_args(Route)
ON_TWO_ROLLS: tuple[Route, ...] = DUAL_ROUTES
"""The routes on which the child is on two rolls for a time: every one but a direct move."""
BEFORE_A_SCHOOL = (Stage.PREPARING, Stage.CONSENT, Stage.SEEKING)
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


class LetterRefused(ValueError):
    """A letter's declaration is not complete, or names what there is not; the text says what to put right."""


def always(_: Case) -> bool:
    """Whenever its stage has come."""
    return True


def never(*_: object) -> bool:
    """In no case."""
    return False


def nothing_more(_: LetterContext) -> Mapping[str, Any]:
    """What a letter says beside what every letter can say, where that is nothing."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. It goes to each reader of a sort: each parent, and each carer with whom the child lives, gets their own.

    Raises LetterRefused.
    """

    file: str
    """`__name__` of its file, which is named as the letter and its template are."""
    order: int
    """Where it stands among the others, in the order of a case; those of today are ten apart."""
    title: str
    """As people call it."""
    shape: Shape = "letter"
    """A letter greets one addressee; a form is one paper for all its readers, or for one person to fill in."""

    # To and from whom, on which routes, and when.
    writers: tuple[Writer, ...]
    """Who may make it; the first is usual."""
    readers: tuple[Reader, ...]
    copies: Callable[[Case, Authority], Iterator[Copy]] | None = None
    """Whom it goes to, where that is not every reader of its sorts."""
    each: tuple[type[Entry], ...] = ()
    """The entry kinds of which each entry has a paper of its own, as a weekly report has."""
    repeats: bool = False
    """Whether a case has many of them, as of weekly reports."""
    routes: tuple[Route, ...] = ROUTES
    stages: tuple[Stage, ...]
    """When it may be made."""
    holds: Callable[[Case], bool] = always
    """What a stage cannot say, such as that a letter about a return needs a review that decided for it."""
    never_if: Callable[[Case, Authority], bool] = never
    """Where it makes no sense in a case, at whatever stage."""
    comes: str
    """When it comes, as a person is told who looks for it too early: `after the meeting agrees the move`."""
    by_when: Wanted | None = None
    """By when a clause asks for it, where one does. The others are made when they are needed."""
    asked_by: tuple[str, ...] = ()
    """Ids of the clauses that ask for what it says, or for what it is sent for, where none asks for the paper by a day."""

    # What it says.
    asks: LetterQuestions | None = None
    """What is asked with it, because no form asks it."""
    box: Callable[[LetterContext], FirstDayBox | None] | None = None
    """Where the child goes."""
    all_agreed: Callable[[Case], bool] = never
    """Whether it may say “we all agreed”: of the start, or of a decision."""
    is_of_the_school_asked: bool = False
    """Whether it speaks of the school that was asked, where none has said yes, or says it no more."""
    signed_as: str = ""
    """The document of the *Signatures* form that it is, where people sign it."""
    facts: Callable[[LetterContext], Mapping[str, Any]] = nothing_more
    """What it alone says: facts by their names in `Facts`."""
    pictures: Callable[[LetterContext], Mapping[str, bytes]] = nothing_more
    """Its pictures (PNG) by name, beside the letterhead's logo."""
    needs: tuple[Need, ...]
    """The facts it cannot do without."""

    def __post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise LetterRefused(f"letters/each/{self.id}.py: {'; '.join(faults)}")

    @property
    def id(self) -> str:
        """As its file, its template and its wording are named."""
        return self.file.rpartition(".")[2]

    @property
    def clauses(self) -> tuple[str, ...]:
        """Ids of the clauses that it is made under."""
        return self.by_when.clauses if self.by_when else self.asked_by

    @property
    def is_for_parents(self) -> bool:
        """Whether it goes to parents: to all who are told, or to those who are asked to agree."""
        return any(each.startswith("parent") for each in self.readers)

    @property
    def template(self) -> Path:
        """The template that comes with the app."""
        return TEMPLATES / f"{self.id}.docx"

    @property
    def is_personal(self) -> bool:
        """Whether it greets or names one person."""
        return any(need.fact.startswith("addressee.") for need in self.needs)

    @property
    def form(self) -> type[Entry] | None:
        """What is asked with it, as a form of its own."""
        by = Party.EITHER if len(self.writers) > 1 else Party(self.writers[0])
        return form(self.id, self.title, by, self.asks) if self.asks else None


def _faults(letter: Letter) -> Iterator[str]:
    """What to put right in a declaration. Which facts and questions there are, `need` and `needed` have checked already."""
    known: dict[str, tuple[object, ...]] = {
        "writers": get_args(Writer),
        "readers": get_args(Reader),
        "routes": ROUTES,
        "stages": tuple(Stage),
    }
    for name, among in known.items():
        given = getattr(letter, name)
        strange = [each for each in given if each not in among]
        if strange or not given:
            yield f"{name} must be some of {', '.join(map(str, among))}, not {', '.join(map(str, strange)) or 'none'}"
    for name in ("title", "comes", "needs"):
        if not getattr(letter, name):
            yield f"{name} says nothing"
    yield from _faults_of_its_words(letter)
    yield from (
        f"{each} is not a kind of entry: name one of record/forms/kinds.py" for each in letter.each if each not in KINDS
    )


def _faults_of_its_words(letter: Letter) -> Iterator[str]:
    of_the_letter = [need.field for need in letter.needs if need.kind == WITH_THE_LETTER]
    asked = letter.asks.questions.model_fields if letter.asks else {}
    yield from (f"it needs {each!r}, and does not ask it" for each in of_the_letter if each not in asked)
    has_box = any(need.fact.startswith("expected.") for need in letter.needs)
    if has_box is not (letter.box is not None):
        yield "a letter with a box needs facts of `expected`, and one that needs them has a box"
    documents = question(Signature, "document").choices
    is_signed = any(need.fact == "signatories" for need in letter.needs)
    if is_signed is not bool(letter.signed_as) or letter.signed_as not in ("", *documents):
        yield f"people sign it as one of {', '.join(documents)}, and it needs the signatories"
    if not letter.clauses:
        yield "it names no clause that asks for it: one of guidance, or of the app's own (APP-…)"
    if letter.by_when and letter.asked_by:
        yield "by_when names its clauses: take asked_by out"


def in_languages(folder: Path = TEMPLATES) -> Mapping[tuple[str, str], Path]:
    """The translated templates that stand in a folder named by their language, such as `polish/agreement.docx`: by the
    letter's id and the language in lower case. None is shipped."""
    own = (folder / f"{each.stem}.docx" for each in folder.glob("*.docx"))
    ids = {each.stem for each in own}
    found = folder.glob("*/*.docx")
    return {(each.stem, each.parent.name.replace("-", " ").lower()): each for each in found if each.stem in ids}
