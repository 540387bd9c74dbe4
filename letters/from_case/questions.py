"""What is asked with a letter because no form asks it. Kept as a draft like a form's answers, and never submitted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from record.entry import Answers, Entry, Party
from record.field import LongText, SchoolUrn, Section, case_is, yes
from record.forms.kinds import kind_named
from record.stage import Stage

PREFIX = "letter "
"""How the kind of such a draft begins; the letter's id follows."""

invitation = Section("The meeting", "The letter says this in a box near the top.")
choices = Section("What the form asks", "Each person gets a form of their own, with these lines to tick.")
afterwards = Section("What happens next", "So that nobody is left with a no and nothing else.")
in_people = Section("A person")


class Guest(Answers):
    """Somebody the invitation names."""

    name: str | None = in_people.ask("Name", sensitive=True)
    role: str | None = in_people.ask("Who they are", "For example: Head of Year 9, Oakfield School", optional=True)


class InvitationToDiscuss(
    Entry,
    kind="letter invitation_to_discuss",
    title="Invitation to discuss",
    on_one_page=True,
    number=0,
    by=(Party.HOME,),
    purpose="Where and when you would like to talk with the family.",
):
    """Where and when the family is invited to talk."""

    meeting_where: str | None = invitation.ask("Where is it?", "The school and the room")
    meeting_on: date | None = invitation.ask("Which day?")
    meeting_at: time | None = invitation.ask("At what time?", "For example 15:30")
    meeting_people: tuple[Guest, ...] = invitation.ask("Who will be there?", least=1, most=20, sensitive=True)


class MeetingInvitation(
    InvitationToDiscuss,
    kind="letter meeting_invitation",
    title="Meeting invitation",
    on_one_page=True,
    number=0,
    by=(Party.EITHER,),
    purpose="Where and when the meeting is that decides together.",
):
    """Where and when the meeting is at which everybody decides."""


class ConsentForm(
    Entry,
    kind="letter consent_form",
    title="Consent form",
    on_one_page=True,
    number=0,
    by=(Party.HOME,),
    purpose="What you ask each parent and the child.",
):
    """What the consent forms ask."""

    asks_explore: bool | None = choices.ask("Does it ask whether you may look into a move?")
    asks_share: bool | None = choices.ask("Does it ask whether you may tell one school about the child?")
    share_with: SchoolUrn | None = choices.ask("Which school?", when=yes("asks_share"))
    asks_placement: bool | None = choices.ask(
        "Does it ask for agreement to the time at the other school?", when=case_is("dual_registered", "yes")
    )
    asks_transfer: bool | None = choices.ask("Does it ask for agreement to the move for good?")
    answer_by: date | None = choices.ask(
        "By when would an answer help?", "It is a wish, never a deadline", optional=True
    )


class NotProceeding(
    Entry,
    kind="letter not_proceeding",
    title="Not proceeding or withdrawn",
    on_one_page=True,
    number=0,
    by=(Party.HOME,),
    purpose="What your school does next for the child.",
):
    """What the home school does next."""

    next_steps: LongText | None = afterwards.ask("What does your school do next to help?", sensitive=True)
    turn_to: str | None = afterwards.ask(
        "Which adult at your school can the child turn to?", when=case_is("had_started", "no")
    )


class ReviewInvitation(
    InvitationToDiscuss,
    kind="letter review_invitation",
    title="Review invitation",
    on_one_page=True,
    number=0,
    by=(Party.EITHER,),
    purpose="Where and when the review is.",
):
    """Where and when everybody looks at how it is going."""


class NotAccepted(
    Entry,
    kind="letter not_accepted",
    title="Not accepted",
    on_one_page=True,
    number=0,
    by=(Party.HOME,),
    purpose="What your school does next for the child.",
):
    """What the home school does after another school said no."""

    next_steps: LongText | None = afterwards.ask("What does your school do next to help?", sensitive=True)
    turn_to: str | None = afterwards.ask("Which adult at your school can the child turn to?")


_ALL: tuple[type[Entry], ...] = (
    InvitationToDiscuss,
    MeetingInvitation,
    ReviewInvitation,
    ConsentForm,
    NotAccepted,
    NotProceeding,
)
QUESTIONS: Mapping[str, type[Entry]] = {kind.kind.removeprefix(PREFIX): kind for kind in _ALL}
"""By the letter's id; most letters ask nothing of their own."""

FIRST_QUESTION = {"asked": "asks_explore"}
"""Where a need that is met by any of several questions leads."""

ASKED_AT: Mapping[Stage, str] = {
    Stage.PREPARING: "asks_explore",
    Stage.CONSENT: "asks_explore",
    Stage.SEEKING: "asks_share",
    Stage.ACCEPTED: "asks_placement",
    Stage.MEETING_HELD: "asks_placement",
    Stage.AGREED: "asks_placement",
}
"""What a consent form most likely asks at a stage; later it is the move for good."""


def kind_of_draft(name: str) -> type[Entry]:
    """What a draft of this kind answers: a form, or the questions of a letter. Raises KeyError."""
    return QUESTIONS[name.removeprefix(PREFIX)] if name.startswith(PREFIX) else kind_named(name)
