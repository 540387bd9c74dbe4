"""What a policy pack is: an authority's own numbers, words and choices. `rules/` loads them from data."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from record.forms.before_you_start import Route
from record.forms.signature import Signatory
from record.words import chained

Weeks = Annotated[int, Field(ge=1, le=52)]
Restriction = Literal["allowed", "say why", "stop"]
"""What follows when a child is of a group that an authority treats with care."""
Told = Literal[
    "local authority", "other local authority", "Virtual School", "social worker", "SEN team", "headteachers' panel"
]


class Pack(BaseModel):
    """One edition of one authority's policy, with the national pack already laid under it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: str
    name: str
    edition: str
    in_force_from: date
    in_force_to: date | None = None
    guidance: tuple[str, ...]
    """Ids of the guidance documents whose clauses apply."""

    routes: tuple[Route, ...] = Field(
        default=("placement", "off-site direction", "direct", "alternative provision"), min_length=1
    )
    """The kinds of move it offers."""
    default_route: Route | Literal["ask"] = "ask"
    """The kind of move chosen beforehand on a new case; `ask` chooses none."""
    placement_word: Literal["trial period", "placement"] = "placement"
    """What letters call the time at the receiving school on the `placement` route; other routes never say trial."""

    least_weeks: Weeks = 1
    standard_weeks: Weeks = 6
    maximum_weeks: Weeks = 12
    weeks_are_school_weeks: bool = False
    """Whether a week in which the school is closed throughout is not counted."""
    review_weeks: tuple[Weeks, ...] = Field(default=(6,), min_length=1, max_length=6)
    """The weeks in which a review is held; in a shorter placement, its last week."""
    answer_within_days: int = Field(default=10, ge=1, le=90)
    """Calendar days a school has to answer an approach."""
    meeting_within_days: int = Field(default=14, ge=1, le=90)
    """Calendar days from an acceptance to the meeting."""
    start_within_days: int = Field(default=7, ge=1, le=90)
    """Calendar days from the meeting to the start."""
    notice_school_days: int = Field(default=2, ge=2, le=30)
    """School days between the notice of an off-site direction and its first day; 2 is the law's least."""
    review_invitation_days: int = Field(default=6, ge=6, le=60)
    """Days between the invitation to a review of an off-site direction and the review; 6 is the law's least."""
    outcome_notice_days: int = Field(default=6, ge=1, le=6)
    """Days from what the board decides after a review to its notice in writing; 6 is taken to be the law's most."""
    direction_review_weeks: Weeks = 10
    """The most weeks between two reviews of a direction. The law names no interval: 10 is this app's, 2 a fortnight."""
    transfer_file_school_days: int = Field(default=15, ge=1, le=15)
    """School days to send the transfer file; 15 is the law's most."""
    protection_file_days: int = Field(default=5, ge=1, le=5)
    """Days to send the child-protection file; 5 is national guidance's most."""

    parents_consent: Literal["every parent", "one parent, nobody against"] = "one parent, nobody against"
    """Whether everyone with parental responsibility must agree, or one, when whoever was not asked is accounted for."""
    ehc_plan: Literal["stop", "tell the local authority", "local authority consents"] = "tell the local authority"
    looked_after: Literal["Virtual School agrees", "stop"] = "Virtual School agrees"
    provision_officer: str = "the officer whom the local authority names"
    """Whose written agreement the authority's money for alternative provision needs."""
    year_11: Restriction = "allowed"
    persistent_absence: Restriction = "allowed"
    persistent_absence_below: int = Field(default=90, ge=1, le=100)
    """Per cent of attendance this year below which a child counts as persistently absent."""
    full_time: bool = False
    """Whether a child is full time from the first day, so that a reduced programme needs a reason."""

    consult_coordinator: bool = False
    """Whether the area's coordinator is consulted before a referral."""
    panel_advises: bool = False
    """Whether a headteachers' panel advises before a school is formally asked."""
    agreement_signed_by: tuple[Signatory, ...] = ("parent", "pupil", "home head teacher", "receiving head teacher")
    dual_form_signed_by: tuple[Signatory, ...] = ("parent", "home head teacher", "receiving head teacher")
    told_of_start: tuple[Told, ...] = ("local authority",)
    told_of_outcome: tuple[Told, ...] = ("local authority",)
    """Who is told when a child starts, and of the outcome, of those the child has."""
    missed_reports_tell_coordinator: int = Field(default=2, ge=1, le=20)
    """How many weekly reports may be late before the coordinator is told."""

    keep_until_age: int = Field(default=25, ge=18, le=50)
    """The birthday, in years, on which a move that began ceases to be kept."""
    keep_unfinished_months: int = Field(default=12, ge=1, le=120)
    """Months after its last entry that a case in which no move began is kept, and a form that nobody submitted."""

    transport: str = ""
    uniform: str = ""
    exam_arrangements: str = ""
    early_ending_rule: str = ""
    """The words with which a meeting record begins, where the authority has a policy; people may change them."""

    changed: tuple[str, ...] = ()
    """Keys whose numbers the authority's Settings table has changed; never written in a pack's file."""

    @property
    def stamp(self) -> str:
        """What an entry remembers: the pack's id, which is one edition's, and each number the Settings changed."""
        return " ".join([self.id, *(f"{key}={_written(getattr(self, key))}" for key in self.changed)])

    @property
    def label(self) -> str:
        """How the pack is named on screens: `Riverside policy, September 2026, with 8 maximum weeks`."""
        own = [f"{_written(getattr(self, key))} {key.replace('_', ' ')}" for key in self.changed]
        return f"{self.name}, {self.edition}" + (f", with {chained(own)}" if own else "")

    def word_for(self, route: str) -> str:
        """What the time at the receiving school is called on this route; a trial on the `placement` route alone."""
        words = {"placement": self.placement_word, "off-site direction": "off-site direction", "direct": "move"}
        return words.get(route, "placement")


def _written(value: object) -> str:
    """A number, or several with commas, as a Settings table has them."""
    return ",".join(str(each) for each in value) if isinstance(value, tuple) else str(value)
