"""Form 11: an interim or early review, and an extension if one is agreed."""

from datetime import date
from typing import Literal

from record.entry import Entry, Party, ToSchoolAsked
from record.field import OTHER_SCHOOL, LongText, Section, case_is, no, yes
from record.forms.meeting_record import Invited

meeting = Section("The review", "Those who came to the first meeting are invited.", clause="HF-10c")
progress = Section("Progress", clause="HF-3e")
extension = Section(
    "Extending the placement",
    "Never longer than your authority's maximum. Under an off-site direction you propose it here, and the home "
    "school’s board decides.",
    clause="HF-7.6b",
)
DIRECTED = case_is("directed", "yes")
other_school = Section("The other school confirms", when=(OTHER_SCHOOL,))


class Review(
    Entry,
    kind="review",
    title="Review",
    dated_by="reviewed_on",
    number=11,
    by=(Party.EITHER,),
    to_school_asked=ToSchoolAsked.SINCE_ASKED,
    repeats=True,
    purpose="Look at progress together and change what needs changing.",
    at_hand="Who was invited and came, attendance and targets so far, and what the child and the parents say.",
):
    """A review during the placement."""

    sort: Literal["interim", "early"] | None = meeting.ask("Which kind of review?")
    reviewed_on: date | None = meeting.ask("Date", past="PAST-13")
    asked_for_by: Literal["a parent", "the local authority"] | None = meeting.ask(
        "If it was asked for in writing: by whom?",
        "The local authority may ask where there is an EHC plan",
        optional=True,
        when=DIRECTED,
        clause="NA-9",
        fill_in="review_asked_by",
    )
    asked_for_on: date | None = meeting.ask(
        "If it was asked for in writing: when?",
        "The day the request came in",
        optional=True,
        when=DIRECTED,
        clause="NA-9",
        fill_in="review_asked_on",
    )
    invited_on: date | None = meeting.ask(
        "When were they invited?",
        "The day the last invitation went out",
        when=DIRECTED,
        clause="NA-16",
        past="PAST-13",
    )
    time_suits_parents: bool | None = meeting.ask("Did the time suit the parents?", when=DIRECTED, clause="NA-16")
    why_not_suiting: LongText | None = meeting.ask(
        "What was tried to find a time that suits them?", when=(DIRECTED, no("time_suits_parents"))
    )
    people: tuple[Invited, ...] = meeting.ask(
        "Who was invited", least=2, most=20, sensitive=True, fill_in="people_invited"
    )
    attendance_so_far: LongText | None = progress.ask(
        "Attendance so far", fill_in="attendance_words", family_reads=True
    )
    targets_so_far: LongText | None = progress.ask("Targets so far", fill_in="targets_words", family_reads=True)
    pupil_says: LongText | None = progress.ask(
        "What does the child say?", sensitive=True, clause="HF-8a", family_reads=True
    )
    parents_say: LongText | None = progress.ask("What do the parents say?", sensitive=True, family_reads=True)
    among_others: LongText | None = progress.ask(
        "Does the child belong?", "Friends, lessons and breaks with the others; what is done if not", clause="WK-14"
    )
    agencies_told: LongText | None = progress.ask(
        "What were the agencies told since the start?",
        "Social worker, SEN team and others who help: who told them what, and when",
        when=case_is("has_agencies", "yes"),
        sensitive=True,
        clause="WK-9",
    )
    changes: LongText | None = progress.ask("What changes?", optional=True, clause="WK-7", family_reads=True)
    next_review_on: date | None = progress.ask("Next review", optional=True)
    extends: bool | None = extension.ask("Is the placement extended?")
    new_end_on: date | None = extension.ask("New last day", when=yes("extends"), clause="HF-3d")
    why_extended: LongText | None = extension.ask("Why?", when=yes("extends"), clause="HF-7.6b", family_reads=True)
    parents_agree_extension: bool | None = extension.ask("Do the parents agree?", when=yes("extends"))
    both_heads_agree_extension: bool | None = extension.ask("Do both head teachers agree?", when=yes("extends"))

    is_confirmed: bool | None = other_school.ask("Is this what was said and agreed?")
    what_differs: LongText | None = other_school.ask("What is different?", when=no("is_confirmed"))
    confirmed_by: str | None = other_school.ask("Your name", fill_in="me")

    @property
    def is_agreed_extension(self) -> bool:
        """Whether it extends the placement and the parents and both heads agreed; silence is no agreement. Under a direction
        the board decides: `Case.extensions`."""
        return bool(self.extends and self.parents_agree_extension and self.both_heads_agree_extension)
