"""What every entry kind shares, and an entry as it was filed.

An entry kind is a frozen model whose every attribute is a question that may be unanswered: whether an answer is
required is the form's business, so a half-filled entry can always be looked at and judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

HISTORY = "HISTORY"
"""Stands among the reasons of an entry that was brought in from records older than this app: why it says so little."""


class Party(StrEnum):
    """Who writes an entry."""

    HOME = "home school"
    RECEIVING = "receiving school"
    EITHER = "either school"
    LA = "local authority"


class ToSchoolAsked(StrEnum):
    """What a school that is asked to take a child may read of the entries of a kind, another school having been asked before."""

    NOTHING = "nothing"
    OF_THE_CHILD = "all of them: they are of the child, whichever school is asked"
    NAMED = "those that name it"
    SINCE_ASKED = "those of the time in which it was the school that is asked"
    OWN = "those it wrote itself"


class Answers(BaseModel):
    """Answers to declared questions: an entry, or one item of a repeating group."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Entry(Answers):
    """One submitted form. Subclasses are the entry kinds, forms 0 to 19."""

    kind: ClassVar[str]
    title: ClassVar[str]
    number: ClassVar[int]
    by: ClassVar[tuple[Party, ...]]
    repeats: ClassVar[bool] = False
    """Whether a case may hold several."""
    purpose: ClassVar[str]
    at_hand: ClassVar[str]
    """What to have at hand while filling it in."""
    on_one_page: ClassVar[bool] = False
    """Whether the form is short enough to be asked on one page, without a task list."""
    is_shared: ClassVar[bool] = False
    """Whether both schools write one draft of it together."""
    dated_by: ClassVar[str] = ""
    """The question whose date says when it happened; without one, the day it was filed."""
    to_school_asked: ClassVar[ToSchoolAsked] = ToSchoolAsked.NOTHING
    """What a school that is asked is shown of them, beside what it wrote itself; never what names another school."""
    of_the_app: ClassVar[type[Entry]]
    """The kind as the app declares it: itself, or what an authority's own questions were added to."""

    @classmethod
    def __pydantic_init_subclass__(cls, **declared: Any) -> None:
        cls.title = cls.model_config.get("title") or ""  # pydantic keeps this keyword as its own
        cls.of_the_app = cls
        for name, value in declared.items():
            setattr(cls, name, value)

    def __init_subclass__(
        cls,
        *,
        kind: str,
        title: str = "",
        number: int,
        by: tuple[Party, ...],
        repeats: bool = False,
        purpose: str,
        at_hand: str,
        dated_by: str = "",
        on_one_page: bool = False,
        is_shared: bool = False,
        to_school_asked: ToSchoolAsked = ToSchoolAsked.NOTHING,
    ) -> None:
        super().__init_subclass__()


@dataclass(frozen=True)
class Filed:
    """An entry as it stands: the latest revision, with what the store knows of it."""

    entry: Entry
    entry_id: str
    save_id: str
    filed_at: datetime
    filed_by: str
    filed_for: str
    """URN of the school it was entered for; empty for the local authority."""
    pack: str
    revision: int = 1
    from_paper: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    clashes: tuple[str, ...] = ()
    """Questions that two people answered differently from the same base; a person must choose."""
    corrects: Entry | None = None
    """While a correction is judged: the entry as it stood before it."""
    edited_by_hand: bool = False
    """Whether somebody changed it in the authority's spreadsheet itself."""
    corrected_at: datetime | None = None
    """When its latest revision was saved; None while nobody has corrected it."""
    corrected_by: str = ""
    """Who saved it: whoever corrected or answered it last; empty while nobody has."""
    unreadable_cells: tuple[str, ...] = ()
    """Questions whose cell in the spreadsheet cannot be read just now: the last good answer stands."""
    row_names: tuple[tuple[str, ...], ...] = ()
    """Of a referral: every name that each parent or carer has had, row by row, as `record/family.py` follows them."""
    changed_since_answered: tuple[str, ...] = ()
    """Questions that were changed after the other school answered it: its answer is to what stood before."""
    unasked_answers: Mapping[str, Any] = field(default_factory=dict)
    """Answers to questions that the form does not ask any more, as they are kept: a correction leaves them as they are."""

    @cached_property
    def happened_on(self) -> date:
        """The day it tells of: its own date, or else the day it was filed."""
        own = getattr(self.entry, self.entry.dated_by) if self.entry.dated_by else None
        return own if isinstance(own, date) else self.filed_at.date()

    @property
    def is_history(self) -> bool:
        """Whether it was brought in from records older than this app: nobody is asked for what it leaves out."""
        return HISTORY in self.reasons

    @cached_property
    def kind(self) -> str:
        """The entry kind's name, such as `weekly_report`."""
        return self.entry.kind

    @property
    def form(self) -> type[Entry]:
        """The form it was written on, as the app declares it: what is kept by form is looked up by this, never by the type."""
        return self.entry.of_the_app

    @cached_property
    def order(self) -> tuple[date, datetime, str]:
        """Where it stands among the entries of a case: by the day it tells of, then as it was filed."""
        return self.happened_on, self.filed_at, self.save_id
