"""What a policy pack is: an authority's own numbers, words and choices. `rules/` loads them from data."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from record.signature import Signatory


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

    placement_word: Literal["trial period", "placement"] = "placement"
    """What letters call the time at the receiving school on the `placement` route; other routes never say trial."""
    least_weeks: int = Field(default=1, ge=1, le=52)
    standard_weeks: int = Field(default=6, ge=1, le=52)
    maximum_weeks: int = Field(default=12, ge=1, le=52)
    weeks_are_school_weeks: bool = False
    """Whether a week in which the school is closed throughout is not counted."""
    meeting_within_days: int = Field(default=14, ge=1)
    """Calendar days from an acceptance to the meeting."""
    start_within_days: int = Field(default=7, ge=1)
    """Calendar days from the meeting to the start."""
    answer_within_days: int = Field(default=10, ge=1)
    """Calendar days a school has to answer an approach."""
    review_in_week: int = Field(default=6, ge=1)
    ehc_plan: Literal["stop", "tell the local authority"] = "tell the local authority"
    looked_after: Literal["Virtual School agrees", "stop"] = "Virtual School agrees"
    consult_coordinator: bool = False
    panel_advises: bool = False
    agreement_signed_by: tuple[Signatory, ...] = ("parent", "pupil", "home head teacher", "receiving head teacher")
    dual_form_signed_by: tuple[Signatory, ...] = ("parent", "home head teacher", "receiving head teacher")
    notice_school_days: int = Field(default=2, ge=1)
    """School days between the notice of an off-site direction and its first day."""
    transfer_file_school_days: int = Field(default=15, ge=1)
    protection_file_days: int = Field(default=5, ge=1)

    @property
    def label(self) -> str:
        """How the pack is named on screens: `Riverside policy, September 2026`."""
        return f"{self.name}, {self.edition}"

    def word_for(self, route: str) -> str:
        """What the time at the receiving school is called on this route; a trial on the `placement` route alone."""
        words = {"placement": self.placement_word, "off-site direction": "off-site direction", "direct": "move"}
        return words.get(route, "placement")
