"""Form 1: the referral, the whole story of the child before anybody is asked."""

from datetime import date
from typing import Literal

from record.entry import Answers, Entry, Party, ToSchoolAsked
from record.field import BirthDate, LongText, Section, Upn, answered, case_is, no, yes

pupil = Section("The pupil", "As in your admission register.")
family = Section("Parents and carers", "Everyone with parental responsibility, wherever they live.", clause="HF-3b")
status = Section("Needs and status", "Who must be asked or told before anything is shared.", clause="HF-3f")
record = Section(
    "Attendance, suspensions and attainment",
    "Full and honest: the other school decides on this.",
    clause="WK-12",
)
tried = Section(
    "What has been tried",
    "A move is never a first response. List each thing the school has tried, with dates and what came of it.",
    clause="HF-4b",
)
reasons = Section("Why a move", "Why a different school, and why now.", clause="HF-5c")
risks = Section("Risks", "What the other school must know to keep everyone safe.", clause="NA-4")
says = Section("What the child and the family say", "In their own words where you can.", clause="HF-8b")
confirmed = Section(
    "The head teacher confirms", "Each of these is a promise to the family.", clause="HF-7.1", layout="declaration"
)

in_family = Section("A parent or carer")
in_tried = Section("An intervention")
in_record = Section("A suspension")
in_exams = Section("A subject")


class Parent(Answers):
    """Anyone with parental responsibility, or a carer shown apart."""

    name: str | None = in_family.ask("Name", "As on an envelope: Mrs J. Adeyemi", sensitive=True)
    relationship: str | None = in_family.ask(
        "Relationship to the child", "Mother, father, foster carer, local authority, …"
    )
    has_responsibility: bool | None = in_family.ask("Does this person have parental responsibility?")
    lives_with_child: bool | None = in_family.ask(
        "Does the child live with this person?",
        "If so, they are told of everything, with or without parental responsibility",
        clause="NA-27",
    )
    address: LongText | None = in_family.ask(
        "Address",
        "One line each, the postcode last. Leave blank where it is the child's",
        optional=True,
        sensitive=True,
    )
    phone: str | None = in_family.ask("Phone", optional=True, sensitive=True)
    email: str | None = in_family.ask("E-mail", optional=True, seldom=True, sensitive=True)
    agrees_to_email: bool | None = in_family.ask(
        "Has this person agreed to have formal notices by e-mail?",
        "If not, notices are delivered, left at the address or posted",
        optional=True,
        seldom=True,
        clause="NA-30",
    )
    needs_interpreter: bool | None = in_family.ask("Is an interpreter needed?")
    language: str | None = in_family.ask("Which language?", when=yes("needs_interpreter"))
    is_excluded_by_court: bool | None = in_family.ask(
        "Does a court order limit what this person may be told?", "If so, they get no letters.", sensitive=True
    )


class Suspension(Answers):
    """One suspension at the home school."""

    began_on: date | None = in_record.ask("First day", past="PAST-3")
    sessions: int | None = in_record.ask("Sessions", "Half days: a whole day is 2")
    reason: str | None = in_record.ask("Reason", sensitive=True)


class Intervention(Answers):
    """One thing the school has tried."""

    what: str | None = in_tried.ask("What was tried", family_reads=True)
    by_whom: str | None = in_tried.ask("By whom")
    began_on: date | None = in_tried.ask("From", past="PAST-3")
    ended_on: date | None = in_tried.ask("To", "Leave blank if it goes on", optional=True, seldom=True)
    outcome: LongText | None = in_tried.ask("What came of it", family_reads=True)


class ExamSubject(Answers):
    """One subject of years 10 and 11."""

    subject: str | None = in_exams.ask("Subject")
    board: str | None = in_exams.ask("Exam board")
    is_entered: bool | None = in_exams.ask("Entered already?")


class Referral(
    Entry,
    kind="referral",
    title="Referral",
    dated_by="confirmed_on",
    number=1,
    by=(Party.HOME,),
    to_school_asked=ToSchoolAsked.OF_THE_CHILD,
    purpose="Tell the whole story once: who the child is, what was tried, and why a move.",
    at_hand=(
        "The child’s record: UPN, attendance, suspensions, support tried and what came of it. Parents’ names, "
        "addresses and telephone numbers, and what the child and the parents say themselves."
    ),
):
    """The home school's request for a managed move."""

    legal_name: str | None = pupil.ask("Legal name", sensitive=True)
    preferred_name: str | None = pupil.ask("Name the child likes to be called", sensitive=True)
    born_on: BirthDate | None = pupil.ask("Date of birth", "For example 14 3 2012", sensitive=True)
    year_group: Literal["R", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"] | None = pupil.ask("Year group")
    sex: Literal["female", "male"] | None = pupil.ask("Sex", "As on the register")
    upn: Upn | None = pupil.ask(
        "UPN", "13 characters, from your register. Leave blank only if none was ever given", optional=True
    )
    why_no_upn: str | None = pupil.ask("If there is no UPN, why not?", optional=True, seldom=True)
    ethnicity: str | None = pupil.ask("Ethnicity", "As the family gave it, or “refused”", sensitive=True)
    first_language: str | None = pupil.ask("First language")
    address: LongText | None = pupil.ask("Where the child lives", "One line each, the postcode last", sensitive=True)
    home_la: str | None = pupil.ask("Local authority where the child lives", optional=True, seldom=True)
    previous_schools: LongText | None = pupil.ask("Previous schools", "Each with dates", optional=True, seldom=True)

    parents: tuple[Parent, ...] = family.ask("Parents and carers", least=1, most=8, sensitive=True)

    sen_stage: Literal["none", "SEN support", "EHC plan"] | None = status.ask(
        "Special educational needs", clause="HF-3g"
    )
    primary_need: str | None = status.ask(
        "Primary need", when=answered("sen_stage", "SEN support", "EHC plan"), sensitive=True
    )
    assessments: LongText | None = status.ask(
        "Assessments done or explored, or why not",
        "SEN, speech and language, mental health, early help",
        clause="NA-3",
    )
    ehc_assessment_under_way: bool | None = status.ask("Is an EHC needs assessment under way?", clause="HF-3g")
    has_disability: bool | None = status.ask("Does the child have a disability?", sensitive=True)
    adjustments: LongText | None = status.ask(
        "What adjustments help?", when=yes("has_disability"), sensitive=True, clause="WK-15"
    )
    is_looked_after: bool | None = status.ask("Is the child looked after by a local authority?", clause="HF-3f")
    looked_after_by: str | None = status.ask("By which authority?", when=yes("is_looked_after"))
    virtual_school_agrees: bool | None = status.ask(
        "Does the Virtual School agree to and support the move?", when=yes("is_looked_after"), clause="HF-3f"
    )
    virtual_school_person: str | None = status.ask(
        "Who agreed at the Virtual School?", when=yes("virtual_school_agrees")
    )
    virtual_school_on: date | None = status.ask(
        "When did they agree?", when=yes("virtual_school_agrees"), past="PAST-2"
    )
    virtual_school_support: LongText | None = status.ask(
        "What support do they give?", when=yes("virtual_school_agrees")
    )
    pep_review_considered: bool | None = status.ask(
        "Was an interim review of the personal education plan considered?",
        "With the Virtual School and the child's social worker, before a move is asked for",
        when=yes("is_looked_after"),
        clause="NA-25",
    )
    pep_review_on: date | None = status.ask(
        "When is it, or when was it held?",
        "Leave blank if you decided together that none is needed",
        when=yes("pep_review_considered"),
        optional=True,
        clause="NA-25",
    )
    care_worker_consulted: bool | None = status.ask(
        "Was the social worker of the authority that looks after the child consulted on the move?",
        when=yes("is_looked_after"),
        clause="NA-25",
    )
    care_worker_consulted_on: date | None = status.ask(
        "When was that social worker consulted?", when=yes("care_worker_consulted"), clause="NA-25", past="PAST-2"
    )
    was_looked_after: bool | None = status.ask("Was the child looked after before?", when=no("is_looked_after"))
    social_care: Literal["none", "child in need", "child protection plan"] | None = status.ask(
        "Social care", sensitive=True
    )
    social_worker: str | None = status.ask(
        "Social worker",
        "Name and phone",
        when=answered("social_care", "child in need", "child protection plan"),
        sensitive=True,
    )
    worker_consulted: bool | None = status.ask(
        "Was the child's social worker consulted on the move?",
        when=answered("social_care", "child in need", "child protection plan"),
        clause="NA-3",
    )
    worker_consulted_on: date | None = status.ask(
        "When was the child's social worker consulted?", when=yes("worker_consulted"), clause="NA-3", past="PAST-2"
    )
    has_free_meals: bool | None = status.ask("Free school meals?")
    has_pupil_premium: bool | None = status.ask("Pupil premium?")
    medical: LongText | None = status.ask("Medical needs", optional=True, seldom=True, sensitive=True)

    attendance_this_year: float | None = record.ask("Attendance this school year, %")
    attendance_last_year: float | None = record.ask("Attendance last school year, %", optional=True, seldom=True)
    suspensions: tuple[Suspension, ...] = record.ask(
        "Suspensions this school year", most=40, optional=True, sensitive=True
    )
    suspension_days: float | None = record.ask(
        "Days suspended this school year in all", "0 if none. 45 is the most the law allows", clause="NA-14"
    )
    attainment: LongText | None = record.ask("Attainment and potential", clause="NA-4")
    exam_subjects: tuple[ExamSubject, ...] = record.ask(
        "Exam subjects", "Years 10 and 11 only", when=answered("year_group", "10", "11"), most=15, optional=True
    )

    interventions: tuple[Intervention, ...] = tried.ask("What has been tried", least=1, most=20, clause="HF-4b")
    agencies: LongText | None = tried.ask(
        "Help from outside the school",
        "Who, what they did, who to ring. If nobody was asked, say why",
        clause="HF-7.1",
    )

    main_reason: (
        Literal[
            "behaviour",
            "risk of permanent exclusion",
            "bullying or friendships",
            "attendance or anxiety",
            "safety",
            "needs better met elsewhere",
            "family moved",
            "other",
        ]
        | None
    ) = reasons.ask("Which of these comes nearest to the reason?", "For the yearly figures", optional=True)
    why_a_move: LongText | None = reasons.ask("Why a move?", sensitive=True, clause="HF-4a")
    what_differs: LongText | None = reasons.ask(
        "What could a different school offer that yours cannot?", clause="HF-5c", family_reads=True
    )
    alternatives: LongText | None = reasons.ask("What else was considered?", clause="HF-4b")
    best_interest: LongText | None = reasons.ask("Why is it in the child's best interest?", clause="WK-3")

    risk_assessment: LongText | None = risks.ask("Risks and how they are managed", sensitive=True, clause="NA-4")
    keep_apart: LongText | None = risks.ask("People to keep apart", optional=True, seldom=True, sensitive=True)

    pupil_views: LongText | None = says.ask("What does the child say?", sensitive=True, clause="HF-3b")
    views_heard_by: str | None = says.ask("Who asked the child?", clause="HF-8b")
    why_that_adult: str | None = says.ask("Why that adult?", "Someone the child gets on well with", clause="HF-8b")
    parent_views: LongText | None = says.ask("What do the parents say?", sensitive=True, clause="HF-7.2")

    all_steps_taken: bool | None = confirmed.ask("All reasonable steps have been taken", clause="HF-7.1")
    is_voluntary: bool | None = confirmed.ask("The move is voluntary, for the family and for us", clause="HF-1a")
    no_threat: bool | None = confirmed.ask("Exclusion was not used as a threat", clause="HF-2b")
    not_told_to_find_school: bool | None = confirmed.ask(
        "Nobody suggested that the parents take the child away and find a school themselves", clause="HF-7.3"
    )
    told_may_be_refused: bool | None = confirmed.ask(
        "The parents were told that the request may be refused, and needs a vacancy", clause="HF-7.4b"
    )
    told_no_priority: bool | None = confirmed.ask(
        "The parents were told that a move does not jump a waiting list", clause="HF-7.4b"
    )
    full_disclosure: bool | None = confirmed.ask("Everything relevant is in this referral", clause="WK-12")
    complaints_route_given: bool | None = confirmed.ask("The parents were told how to complain", clause="NA-7")
    confirmed_by: str | None = confirmed.ask("Head teacher's name", fill_in="home_head")
    confirmed_on: date | None = confirmed.ask("Date", past="PAST-1")
    coordinator_consulted: str | None = confirmed.ask(
        "Area coordinator consulted", "Name", when=case_is("consult_coordinator", "yes"), clause="WK-1"
    )
    coordinator_consulted_on: date | None = confirmed.ask(
        "When was the coordinator consulted?", when=case_is("consult_coordinator", "yes"), clause="WK-1", past="PAST-2"
    )
    funding_intent: LongText | None = confirmed.ask(
        "What do you propose about funding?", optional=True, seldom=True, clause="HF-14"
    )
