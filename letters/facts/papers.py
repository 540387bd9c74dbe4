"""Facts of papers for schools and authorities, and of meetings and reviews that were held. Use them from `letters.facts`."""

# ruff: noqa: RUF009 (`says` makes a dataclass field)
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from letters.facts.fact import says


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    question: str = says("a question of the form")
    answer: str = says("its answer in words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    title: str = says("a section of the form")
    answers: tuple[Answer, ...] = says("its questions and answers", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A form as it was submitted, for those who read it on paper."""

    submitted_on: date | None = says("the day it was submitted", None)
    submitted_by: str | None = says("who submitted it", None)
    parts: tuple[Part, ...] = says(
        "every section that was answered", (), "referral.legal_name", "Submit the referral: this is a copy of it."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceMade:
    """One answer of one parent, as it was written down."""

    what: str = says("what was asked, in words for the parent", asked="consent.choice")
    answer: str = says("the answer: Yes, No", asked="consent.answer")
    on: date | None = says("the day of the answer", None, "consent.answered_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsCopied:
    """Copies of the records while the child is on two rolls: dates only."""

    file_sent_on: date | None = says("the day the copy of the transfer file was sent", None, "start.file_copy_sent_on")
    record_sent_on: date | None = says(
        "the day the copy of the educational record was sent", None, "start.record_copy_sent_on"
    )
    by: date | None = says("the day by which both are due", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A formal request to one school."""

    answer_by: date | None = says(
        "the day by which an answer is needed", None, "approach.answer_due_on", "Say by when an answer is needed."
    )
    meet_by: date | None = says("the day by which a meeting is good practice", None)
    shared_with_agreement_of: str | None = says(
        "who agreed that this school is told",
        None,
        "consent.choice",
        "Record that the parents and the child agree that this school is told.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A school that said no."""

    school: str | None = says("the school that said no", None, "response.answer", "Say which school said no.")
    on: date | None = says("the day it said so", None, "response.answered_on")
    reason: str | None = says(
        "its reason, in words for the family",
        None,
        "letter.why_no",
        "Say in words for the family why the school said no.",
    )
    next_steps: str | None = says(
        "what the home school does next after a refusal",
        None,
        "letter.next_steps",
        "Say what your school does next to help.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    name: str = says("a person's name", asked="meeting_record.people.name")
    role: str | None = says("who they are: parent, home school", None, "meeting_record.people.role")
    presence: str | None = says("whether they came: came, sent apologies", None, "meeting_record.people.presence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting that was held."""

    on: date | None = says(
        "the day of the meeting that was held", None, "meeting_record.met_on", "Give the day of the meeting."
    )
    where: str | None = says("where it was held", None, "meeting_record.met_at")
    people: tuple[Attended, ...] = says(
        "who was invited, and whether they came", (), "meeting_record.people", "Say who was invited and who came."
    )
    background: str | None = says(
        "the background to the request", None, "meeting_record.background", "Write the background to the request."
    )
    outcome: str | None = says(
        "what was decided, in a sentence", None, "meeting_record.outcome", "Say what was decided."
    )
    is_agreed: bool = says("whether the meeting agreed the move", False)
    why_not: str | None = says("who did not agree, and why", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """One review that was held: an interim or early one, or the final one."""

    sort: str | None = says("which kind: interim review, early review, final review", None)
    on: date | None = says(
        "the day of the review that was held", None, "review.reviewed_on", "Give the date of the review."
    )
    people: tuple[Attended, ...] = says(
        "who was invited, and whether they came", (), "review.people", "Say who was invited and who came."
    )
    attendance: str | None = says(
        "attendance so far, in words", None, "review.attendance_so_far", "Say how attendance has been."
    )
    chart: bool = says("whether there is a chart of attendance by week", False)
    chart_words: str | None = says("what the chart shows, in words", None)
    targets: str | None = says(
        "the targets so far, in words", None, "review.targets_so_far", "Say how the targets are going."
    )
    pupil_says: str | None = says(
        "what the child said at the review", None, "review.pupil_says", "Write down what the child says."
    )
    parents_say: str | None = says(
        "what the parents said at the review", None, "review.parents_say", "Write down what the parents say."
    )
    changes: str | None = says("what changes from now on", None, "review.changes")
    result: str | None = says("what was decided, in a sentence", None, "review.sort", "Say what was decided.")
    next_on: date | None = says("the next review", None, "review.next_review_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The last extension, by agreement or, under a direction, as the board decided."""

    agreed_on: date | None = says(
        "the review that agreed it", None, "review.reviewed_on", "Give the date of the review that extends it."
    )
    ends_on: date | None = says("the new last day", None, "review.new_end_on", "Give the new last day.")
    why: str | None = says("why it goes on longer", None, "review.why_extended", "Say why it goes on longer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What others are told of a move: that it starts, or how it ended."""

    words: str | None = says(
        "what happened, in a sentence", None, "meeting_record.outcome", "Say where the move is now."
    )
    in_my_words: str | None = says(
        "how the move ended, as the child says it", None, "ending.in_words", "Record how the move ended."
    )
    on: date | None = says("from which day", None, "meeting_record.starts_on", "Give the day from which it counts.")
    reasons: str | None = says("why", None)
    is_over: bool = says("whether the move is over: not while the child is on the way or placed", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """One roll the child comes off, with the other school's agreement."""

    from_school: str | None = says(
        "the school that takes the child off its roll",
        None,
        "roll_change.deleted_by",
        "Say which school takes the child off its roll.",
    )
    stays_on: str | None = says(
        "the school whose roll the child stays on", None, "roll_change.deleted_by", "Say whose roll the child stays on."
    )
    on: date | None = says(
        "the day the name comes off",
        None,
        "final_review.takes_effect_on",
        "Give the day from which the decision counts.",
    )
    ground: str | None = says(
        "the ground in the regulations", None, "roll_change.ground", "Give the ground for deletion."
    )
