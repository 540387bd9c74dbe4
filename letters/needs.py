"""The facts letters need, each with its sentence and its question. `letters/catalogue.py` says which letter needs which."""

from __future__ import annotations

from letters.need import SCHOOLS, SETTINGS, WITH_THE_LETTER, Need

ADDRESSEE = (
    Need("addressee.name", "Say who the letter is to.", "referral", "parents"),
    Need("addressee.salutation", "Say how to greet the person after “Dear”.", "referral", "parents"),
    Need("addressee.address_lines", "Give the address the letter goes to.", "referral", "parents"),
)
ADDRESSEE_NAME = ADDRESSEE[:1]
LETTERHEAD = (Need("sender.school.address_lines", "Give the address of the school that writes.", SCHOOLS, "address"),)
SENDER_NAME = Need("sender.name", "Say who signs the letter.", SCHOOLS, "head")
SENDER_ROLE = Need(
    "sender.role", "Say what the person who signs is called, such as Head teacher.", SCHOOLS, "head_title"
)
SENDER_PHONE = Need("sender.phone", "Give a number the family can ring.", SCHOOLS, "phone")
SENDER = (SENDER_NAME, SENDER_ROLE, SENDER_PHONE)
COUNCIL = (
    Need("council.name", "Name the council.", SETTINGS, "authority_name"),
    Need("council.coordinator", "Name the council's officer for managed moves.", SETTINGS, "coordinator_name"),
    Need("council.phone", "Give the telephone of the council's officer.", SETTINGS, "coordinator_phone"),
)
LETTER = (*LETTERHEAD, *SENDER, *ADDRESSEE, *COUNCIL)
"""What every letter to a family needs."""

RECEIVING = (Need("receiving.name", "Say which school is asked.", "approach", "school"),)
ASKED_SCHOOL = (Need("receiving.name", "Say which school is asked, in a formal request.", "approach", "school"),)
REQUEST = (
    Need("request.answer_by", "Say by when an answer is needed.", "approach", "answer_due_on"),
    Need(
        "request.shared_with_agreement_of",
        "Record that the parents and the child agree that this school is told.",
        "consent",
        "choice",
    ),
)
DECLINED = (
    Need("declined.school", "Say which school said no.", "response", "answer"),
    Need("declined.reason", "Say in a sentence why the school said no.", "response", "decline_words"),
    Need("declined.next_steps", "Say what your school does next to help.", WITH_THE_LETTER, "next_steps"),
)
COPIED = Need("copied.parts", "Submit the referral: this is a copy of it.", "referral", "legal_name")
LEGAL_NAME = Need("pupil.legal_name", "Give the child's legal name.", "referral", "legal_name")
BORN = Need("pupil.date_of_birth", "Give the child's date of birth.", "referral", "born_on")
YEAR = Need("pupil.year_group", "Give the child's year group.", "referral", "year_group")
PUPIL = (LEGAL_NAME, BORN, YEAR)

WHY = Need("referral.why_a_move", "Say why a move is suggested.", "referral", "why_a_move")
DIFFERS = Need("referral.what_differs", "Say what a different school could offer.", "referral", "what_differs")
TRIED = Need("referral.tried", "List what has been tried.", "referral", "interventions")

MEETING = (
    Need("meeting.where", "Say where the meeting is.", WITH_THE_LETTER, "meeting_where"),
    Need("meeting.on", "Give the day of the meeting.", WITH_THE_LETTER, "meeting_on"),
    Need("meeting.at", "Give the time of the meeting.", WITH_THE_LETTER, "meeting_at"),
    Need("meeting.people", "Say who is invited to the meeting.", WITH_THE_LETTER, "meeting_people"),
)
CHOICES = (Need("asked", "Choose what the form asks this person.", WITH_THE_LETTER, "asked"),)


def expected(kind: str, where: str, on: str, at: str, who: str) -> tuple[Need, ...]:
    """Where the child goes: place, day, time, person, and where until then. No such letter is made while one is blank."""
    return (
        Need("expected.where", "Say where the child goes on the first day.", kind, where),
        Need("expected.on", "Give the first day.", kind, on),
        Need("expected.at", "Give the time on the first day.", kind, at),
        Need("expected.who", "Say who meets the child on the first day.", kind, who),
        Need("expected.until_then", "Say where the child goes until that day.", kind, on),
    )


def agreed(name: str, missing: str, question: str = "") -> Need:
    """A fact of the plan that the meeting record gives."""
    return Need(f"plan.{name}", missing, "meeting_record", question or name)


FIRST_DAY = expected("meeting_record", "first_day_place", "starts_on", "first_day_at", "first_day_person")
START = (agreed("starts_on", "Give the start date."),)
TIME_LIMIT = (agreed("ends_on", "Give the last day."), agreed("weeks", "Say how many weeks it lasts."))
TARGETS = (
    Need("targets", "Set the targets.", "meeting_record", "targets"),
    Need("targets.what", "Say what each target is.", "meeting_record", "targets"),
)
REVIEWS = (Need("reviews", "Set the review dates.", "meeting_record", "reviews"),)
SCHOOL_DAY = (
    agreed("morning_starts", "Say when the school day starts."),
    agreed("afternoon_ends", "Say when the school day ends."),
)
ABSENCE = agreed("absence_phone", "Give the number to ring when the child cannot come.")
PASTORAL_LEAD = agreed("pastoral_lead", "Name the pastoral lead at the receiving school.")
WEEKLY_REPORT_TO = agreed("weekly_report_to", "Say who gets the weekly report.")
BACKGROUND = agreed("background", "Write the background to the request.")
BREAKS = agreed("breaks", "Give the break times.")
WELCOME = agreed("welcome", "Say how the child is brought into the life of the school.", "welcome_plan")
PRACTICAL = (
    BREAKS,
    agreed("transport", "Say how the child travels, and who pays."),
    agreed("uniform", "Say which uniform, and who pays."),
    agreed("meals", "Say how meals work, and who pays."),
)
SUPPORT = (
    agreed("receiving_support", "Say what support the receiving school gives."),
    agreed("home_support", "Say what support the home school gives."),
    WELCOME,
    agreed("behaviour_response", "Say what happens if behaviour is poor."),
    agreed("attendance", "Say how attendance is recorded and reported.", "attendance_recorded_how"),
    agreed("communication", "Say who tells whom what, and when.", "communication_plan"),
)
IF_NOT_WORKING = (
    agreed("early_ending", "Say when it could end early, and who decides.", "early_ending_rule"),
    agreed("return_plan", "Write the plan for coming back."),
)
WEEK = (agreed("week", "Say where the child goes in each half day.", "monday_am"),)
SIGNATORIES = (Need("signatories", "Say who signs.", SETTINGS, "pack"),)
DIRECTION = (
    Need("direction.decided_on", "Give the day the board decided.", "board_decision", "decided_on"),
    Need("direction.reasons", "Give the board's reasons and objectives.", "board_decision", "reasons"),
)
NOTICE = (
    Need("direction.first_day_on", "Give the first day of the board's notice.", "board_decision", "first_day_on"),
    Need("direction.last_day_on", "Give the last day of the board's notice.", "board_decision", "last_day_on"),
    Need("direction.number_of_days", "Give the number of school days.", "board_decision", "number_of_days"),
    Need("expected.address_lines", "Give the address of the place.", SCHOOLS, "address"),
)
HELD = (
    Need("held.on", "Give the day of the meeting.", "meeting_record", "met_on"),
    Need("held.people", "Say who was invited and who came.", "meeting_record", "people"),
    Need("held.background", "Write the background to the request.", "meeting_record", "background"),
    Need("held.outcome", "Say what was decided.", "meeting_record", "outcome"),
)
SCHOOL_NUMBERS = (
    Need("home.urn", "Give the home school's URN.", SCHOOLS, "urn"),
    Need("home.dfe_number", "Give the home school's DfE number.", SCHOOLS, "dfe_number"),
    Need("home.attendance_phone", "Say whom to ring at the home school about absence.", SCHOOLS, "attendance_phone"),
    Need("receiving.urn", "Give the receiving school's URN.", SCHOOLS, "urn"),
    Need("receiving.dfe_number", "Give the receiving school's DfE number.", SCHOOLS, "dfe_number"),
    Need(
        "receiving.attendance_phone",
        "Say whom to ring at the receiving school about absence.",
        SCHOOLS,
        "attendance_phone",
    ),
)
REPORT = (
    Need("report.week_commencing", "Say which week the report is about.", "weekly_report", "week_commencing"),
    Need("report.week", "Give a mark for each half day.", "weekly_report", "monday_am"),
    Need(
        "report.attendance",
        "Give a mark for each half day: attendance is counted from them.",
        "weekly_report",
        "monday_am",
    ),
    Need("report.met_with", "Say who met the child about the targets.", "weekly_report", "met_with"),
    Need("report.went_well", "Say what went well, and how it can happen again.", "weekly_report", "went_well"),
    Need("report.concern", "Say how worried you are: green, amber or red.", "weekly_report", "concern"),
    Need("report.sent_to", "Say who the report is sent to.", "weekly_report", "sent_to"),
)
WHERE_NOW = (
    Need("expected.where", "Say where the child goes.", "referral", "legal_name"),
    Need("expected.until_then", "Say where the child goes.", "referral", "legal_name"),
)
REVIEWED = (
    Need("reviewed.on", "Give the date of the review.", "review", "reviewed_on"),
    Need("reviewed.people", "Say who was invited and who came.", "review", "people"),
    Need("reviewed.attendance", "Say how attendance has been.", "review", "attendance_so_far"),
    Need("reviewed.targets", "Say how the targets are going.", "review", "targets_so_far"),
    Need("reviewed.pupil_says", "Write down what the child says.", "review", "pupil_says"),
    Need("reviewed.parents_say", "Write down what the parents say.", "review", "parents_say"),
    Need("reviewed.result", "Say what was decided.", "review", "sort"),
)
EXTENSION = (
    Need("extension.agreed_on", "Give the date of the review that extends it.", "review", "reviewed_on"),
    Need("extension.ends_on", "Give the new last day.", "review", "new_end_on"),
    Need("extension.why", "Say why it goes on longer.", "review", "why_extended"),
)
OUTCOME = (
    Need("outcome.words", "Say how the move stands.", "meeting_record", "outcome"),
    Need("outcome.on", "Give the day from which it counts.", "meeting_record", "starts_on"),
)
DELETION = (
    Need("deletion.from_school", "Say which school takes the child off its roll.", "roll_change", "deleted_by"),
    Need("deletion.stays_on", "Say whose roll the child stays on.", "roll_change", "deleted_by"),
    Need("deletion.on", "Give the day from which the decision counts.", "final_review", "takes_effect_on"),
    Need("deletion.ground", "Give the ground for deletion.", "roll_change", "ground"),
)
DECISION = (
    Need("decision.reviewed_on", "Give the date of the final review.", "final_review", "reviewed_on"),
    Need("decision.reasons", "Say why, naming the targets.", "final_review", "reasons"),
)
TAKES_EFFECT = (
    Need("decision.takes_effect_on", "Say from which day the decision counts.", "final_review", "takes_effect_on"),
)
STAYS = (
    Need("expected.where", "Say which school the child stays at.", "final_review", "decision"),
    Need("expected.on", "Say from which day the decision counts.", "final_review", "takes_effect_on"),
    Need("expected.who", "Name the adult the child can turn to.", "meeting_record", "pastoral_lead"),
    Need("expected.until_then", "Say where the child goes until that day.", "final_review", "takes_effect_on"),
)
RETURN = expected("final_review", "return_place", "takes_effect_on", "return_at", "return_person")
EARLY_RETURN = expected("early_ending", "return_place", "return_on", "return_at", "return_person")
NEXT_STEPS = Need("ending.next_steps", "Say what your school does next to help.", WITH_THE_LETTER, "next_steps")
UNTIL_THE_MEETING = Need(
    "expected.until_then", "Say where the child goes until the meeting.", WITH_THE_LETTER, "until_then"
)
EARLY_ENDING = (
    Need("early_ending.reasons", "Say why it ends early.", "early_ending", "circumstances"),
    Need("early_ending.pupil_account", "Write down the child's own account.", "early_ending", "pupil_account"),
    Need(
        "early_ending.home_head",
        "Name the home head teacher who was asked first.",
        "early_ending",
        "home_head_consulted",
    ),
    Need(
        "early_ending.home_head_on",
        "Say when the home head teacher was asked.",
        "early_ending",
        "home_head_consulted_on",
    ),
    Need("early_ending.support", "Say what support there is on the return.", "early_ending", "support_on_return"),
)
ENDING = (
    Need("ending.reasons", "Say in a sentence why it does not go ahead.", "ending", "in_words"),
    NEXT_STEPS,
)
STAYS_AT_HOME = (
    Need("expected.where", "Say where the child goes.", SCHOOLS, "name"),
    Need("expected.who", "Name an adult at the home school the child can turn to.", WITH_THE_LETTER, "turn_to"),
)
BACK_AT_HOME = expected("ending", "next_where", "next_on", "next_at", "next_person")
