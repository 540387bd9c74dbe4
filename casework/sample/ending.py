"""The steps that end a sample case."""

from __future__ import annotations

from datetime import date, time

from casework.sample.agreeing import is_dual, people
from casework.sample.preparing import Days, agree
from casework.sample.tale import Tale
from casework.sample.words import Said, made
from record.consents import TRANSFER as TO_THE_TRANSFER
from record.forms.board_decision import BoardDecision
from record.forms.early_ending import EarlyEnding
from record.forms.ending import BACK_HOME, Ending
from record.forms.final_review import RETURN, TRANSFER, FinalReview, TargetOutcome
from record.forms.la_record import LaRecord
from record.forms.roll_change import RollChange
from record.forms.telling import THE_ENDING, THE_RETURN, THE_TRANSFER
from record.words import typed_day

BACK_AT = time(8, 45)
UNTIL_REVOKED = "At our school until the board has met, in the base with a member of staff he knows."
REVOKED: Said = {
    "decides": "revocation",
    "decided_by": "The governing board’s pupil committee",
    "reasons": "The receiving school cannot keep him safe any longer. He comes back with the support that was agreed.",
    "follows_review": False,
    "why_no_review": "It could not wait for six days: he was not safe there.",
    "views_considered": "He wants to come back. His family and both heads see no other way.",
}


def decide(tale: Tale, days: Days, decision: str, *, is_told: bool = True) -> None:
    """The final review, with everybody's consent where the child stays; the family is told."""
    hold(tale, days, decision)
    tale.story.answers(tale.home.writer, days["decided"], FinalReview, is_confirmed="yes")
    if is_told:
        teller, about = (tale.receiving, THE_TRANSFER) if decision == TRANSFER else (tale.home, THE_RETURN)
        tale.family_is_told(teller, days["decided"], about, days["effective"])


def hold(tale: Tale, days: Days, decision: str) -> None:
    """The final review, and nothing that follows from it."""
    on = days["decided"]
    if decision == TRANSFER:
        agree(tale, TO_THE_TRANSFER, on)
    said = dict(tale.words.of("final"))
    results = [_result(tale, number, each) for number, each in enumerate(said.pop("results"))]
    whole = {
        "reviewed_on": on,
        "people": people(tale),
        "decision": decision,
        "takes_effect_on": days["effective"],
        **_everybody_agrees(decision),
        "results": results,
        "return_at": BACK_AT if decision == RETURN else None,
        "complaints_route_given": True,
        **said,
    }
    tale.receiving_writes(on, made(FinalReview, whole))


def _everybody_agrees(decision: str) -> Said:
    agreed = ("parents_agree", "pupil_agrees", "home_head_agrees", "receiving_head_agrees")
    return {
        **dict.fromkeys(agreed, True),
        "admission_authority_agrees": True if decision == TRANSFER else None,
    }


def _result(tale: Tale, number: int, said: tuple[str, str]) -> TargetOutcome:
    result, evidence = said
    what = tale.words.several("targets")[number]["what"]
    return made(TargetOutcome, {"target": what, "result": result, "evidence": evidence})


def end_early(tale: Tale, on: date, back_on: date) -> None:
    """As `ask_for_an_end`; the home head was asked first, and the home board revokes its direction."""
    ask_for_an_end(tale, on, back_on)
    tale.story.answers(tale.home.writer, on, EarlyEnding, was_consulted="yes")
    if tale.is_directed:
        tale.home_writes(on, BoardDecision(**REVOKED, decided_on=on, revoked_from=back_on, notices=tale.in_writing(on)))


def ask_for_an_end(tale: Tale, on: date, back_on: date) -> None:
    """The receiving school ends the placement, under a direction as far as it can."""
    is_directed = tale.is_directed
    whole = {
        "asked_by": "receiving school",
        "provocation_considered": True,
        "home_head_consulted": tale.home.head,
        "home_head_consulted_on": on,
        "review_held": False,
        "return_on": back_on,
        "return_at": BACK_AT,
        "until_revoked": UNTIL_REVOKED if is_directed else None,
        **tale.words.of("ending"),
    }
    tale.receiving_writes(on, made(EarlyEnding, whole))


def withdraw(tale: Tale, on: date, back_on: date) -> None:
    """The family takes its agreement back; the child goes back to the home school."""
    whole = {
        "ended_on": on,
        "reason": "withdrawn",
        "last_session_on": on,
        "next_place": BACK_HOME,
        "next_on": back_on,
        "next_at": BACK_AT,
        **tale.words.of("ending"),
    }
    tale.home_writes(on, made(Ending, whole))
    tale.family_is_told(tale.home, on, THE_ENDING, back_on)


def stop_before_the_start(tale: Tale, on: date) -> None:
    """The meeting did not agree, and the case ends."""
    whole = {"ended_on": on, "reason": "not agreed at the meeting", **tale.words.of("ending")}
    tale.home_writes(on, made(Ending, whole))
    tale.family_is_told(tale.home, on, THE_ENDING, None)


def change_the_roll(tale: Tale, on: date, *, has_protection_file: bool) -> None:
    """The home school takes a transferred child off its roll."""
    both = is_dual(tale)
    ground = "9(1)(c) dual registered, the other school agrees" if both else "9(1)(a) registered at another school"
    whole = {
        "deleted_by": "home school",
        "ground": ground,
        "other_school_consented": True if both else None,
        "consented_on": on if both else None,
        "deleted_on": on,
        "deletion_return_on": on,
        "transfer_file_sent_on": on,
        "has_protection_file": has_protection_file,
        "protection_file_sent_on": on if has_protection_file else None,
    }
    tale.home_writes(on, made(RollChange, whole))


def close(tale: Tale, on: date) -> None:
    """The receipt comes, and the authority is told of the outcome."""
    tale.story.answers(tale.home.writer, on, RollChange, protection_file_receipt_on=typed_day(on))
    tale.authority_writes(on, LaRecord(about="told of the outcome"))
