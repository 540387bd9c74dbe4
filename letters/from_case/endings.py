"""What letters say of how a move ended, or how it stands; and which roll the child comes off."""

from __future__ import annotations

from datetime import date

from letters.facts import Deletion, EarlyEndingFacts, EndingFacts, Outcome
from letters.facts.fact import repeated
from record.authority import Authority
from record.case import Case
from record.ended import Belongs, Ended, HowEnded, ended
from record.forms.early_ending import EarlyEnding as EarlyEndingEntry
from record.forms.ending import Ending as EndingEntry
from record.forms.final_review import FinalReview


def early_ending(case: Case) -> EarlyEndingFacts | None:
    """Why the placement ended early, and what was looked into."""
    entry = case.last(EarlyEndingEntry)
    if entry is None:
        return None
    return repeated(
        EarlyEndingFacts,
        entry,
        found=entry.provocation_found if entry.provocation_considered else None,
        home_head_was_asked=bool(entry.home_head_consulted_on) and entry.was_consulted is not False,
    )


def ending(case: Case) -> EndingFacts | None:
    """How the move ended otherwise."""
    entry = case.last(EndingEntry)
    if entry is None:
        return None
    return repeated(EndingFacts, entry, had_started=had_started(case))


def had_started(case: Case) -> bool:
    """Whether the child had started at the receiving school when the move ended."""
    entry, placement = case.last(EndingEntry), case.placement
    ended_on = entry.ended_on if entry and entry.ended_on else case.today
    return placement is not None and placement.starts_on <= ended_on


def outcome(case: Case, authority: Authority, child: str, first_day: date | None) -> Outcome | None:
    """How the move stands, for those who are told."""
    end = ended(case)
    if end:
        why = _why(case, end)
        return Outcome(
            words=_ended(end, case, authority, child),
            in_my_words=_in_my_words(end, case, authority),
            on=first_day_after(case, end),
            reasons=why,
            is_over=True,
        )
    if not case.agreed_meeting or not first_day:
        return None
    is_absent = case.start is not None and not case.start.did_start
    has_started = case.has_started and not is_absent
    verb = "started" if has_started else "starts" if first_day >= case.today and not is_absent else "was to start"
    return Outcome(words=f"{child} {verb} at {authority.name_of(case.receiving)}", on=first_day)


def first_day_after(case: Case, end: Ended) -> date:
    """The day from which an ending counts; of a way back, its first school day."""
    return case.calendar(case.home).next_open(end.from_on) if end.belongs is Belongs.HOME else end.from_on


def _ended(end: Ended, case: Case, authority: Authority, child: str) -> str:
    home, receiving = authority.name_of(case.home), authority.name_of(case.receiving)
    is_ahead = end.from_on > case.today
    stays = "stays at" if case.is_dual_registered else "moves to" if is_ahead else "moved to"
    by_how = {
        HowEnded.TRANSFERRED: f"{child} {stays} {receiving} for good",
        HowEnded.RETURNED: f"The final review decided that {child} should come back to {home}",
        HowEnded.ENDED_EARLY: f"It {'ends' if is_ahead else 'ended'} early, and {child} is expected back at {home}",
        HowEnded.NOT_PROCEEDING: f"The move does not go ahead, and {child} stays at {home}",
    }
    if end.belongs is Belongs.OFF_ROLL:
        return f"{child} has left the rolls of both schools"
    if end.belongs is Belongs.ELSEWHERE:
        return f"{child}’s next place is {end.name or 'another school or provision'}"
    goes = f"The move ends, and {child} comes back" if is_ahead else f"The move has ended, and {child} goes"
    return by_how.get(end.how, f"{goes} to {home}")


def _in_my_words(end: Ended, case: Case, authority: Authority) -> str | None:
    """How it ended, as the child's own page says it; None where there is no school to name."""
    home, receiving = authority.name_of(case.home), authority.name_of(case.receiving)
    is_ahead = end.from_on > case.today
    if end.belongs is Belongs.RECEIVING:
        return f"I {'will be' if is_ahead else 'am'} a pupil of {receiving} for good"
    if end.belongs is Belongs.HOME:
        again = f"I go back to {home}" if is_ahead else f"My school is {home} again"
        return again if had_started(case) else f"I stay at {home}"
    return f"My next place is {end.name}" if end.name else None


def _why(case: Case, end: Ended) -> str | None:
    review, early, other = case.last(FinalReview), case.last(EarlyEndingEntry), case.last(EndingEntry)
    if end.how is HowEnded.ENDED_EARLY and early:
        return early.circumstances
    if end.how in (HowEnded.TRANSFERRED, HowEnded.RETURNED, HowEnded.ELSEWHERE) and review:
        return review.reasons
    return other.in_words if other else None


def deletion(case: Case, authority: Authority) -> Deletion | None:
    """Which roll the child comes off when dual registration ends."""
    end = ended(case)
    if end is None or end.belongs not in (Belongs.HOME, Belongs.RECEIVING):
        return None
    home, receiving = authority.name_of(case.home), authority.name_of(case.receiving)
    leaves, stays = (home, receiving) if end.belongs is Belongs.RECEIVING else (receiving, home)
    ground = "9(1)(c): dual registered, and the other school agrees"
    return Deletion(from_school=leaves, stays_on=stays, on=end.from_on, ground=ground)
