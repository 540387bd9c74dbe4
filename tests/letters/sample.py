"""One full case in facts, for each route. Fictional people, schools, numbers and addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from letters.catalogue import LETTERS, Letter
from letters.each.direction_renewal import the_first_day_of_it
from letters.each.early_ending import back_early
from letters.each.meeting_record import as_the_meeting_decided
from letters.each.my_next_step import the_next_place
from letters.each.not_proceeding import back_or_staying
from letters.each.pupil_plan import in_my_words
from letters.each.success import staying
from letters.each.undecided import where_now
from letters.facts import (
    Addressee,
    Answer,
    AttendanceFacts,
    Attended,
    BoardOutcome,
    ChoiceMade,
    ConsentChoices,
    Copied,
    CorrectedFacts,
    Council,
    Decision,
    Declined,
    Deletion,
    Direction,
    EarlyEndingFacts,
    EndingFacts,
    Extension,
    Facts,
    FirstDayBox,
    HalfDays,
    Held,
    IncidentFacts,
    KeptApartFacts,
    Mark,
    MarkedDay,
    MarkedWeek,
    Meeting,
    Outcome,
    Part,
    PersonFacts,
    Plan,
    Pupil,
    RecordsCopied,
    ReferralFacts,
    Report,
    Request,
    Result,
    Reviewed,
    ReviewFacts,
    SchoolFacts,
    ScoreFacts,
    Sender,
    Signatory,
    SuspensionFacts,
    TargetFacts,
    Tried,
    WeekFacts,
)
from letters.from_case import boxes
from letters.from_case.suspended import back_after_it, back_at_once, meanwhile
from record.stage import Stage

ROUTES = ("placement", "off-site direction", "direct", "alternative provision")

OAKFIELD = SchoolFacts(
    name="Oakfield School",
    address_lines=("12 Orchard Lane", "Riverside", "RV1 2AB"),
    phone="01632 960 123",
    email="office@oakfield.example",
    head="Mr T. Okafor",
    head_title="Head teacher",
    urn="900001",
    dfe_number="900/4001",
    complaints="oakfield.example/complaints",
    attendance_phone="01632 960 124",
)
NORTHGATE = SchoolFacts(
    name="Northgate Academy",
    address_lines=("Northgate Road", "Riverside", "RV5 6CD"),
    phone="01632 960 200",
    email="office@northgate.example",
    head="Mrs C. Lindqvist",
    head_title="Principal",
    urn="900002",
    dfe_number="900/4002",
    complaints="northgate.example/complaints",
    attendance_phone="01632 960 201",
)
HARBOUR = replace(NORTHGATE, name="The Harbour Centre", email="office@harbour.example", complaints=None)
FROM_HOME = Sender(name="Mr T. Okafor", role="Head teacher", phone="01632 960 123", school=OAKFIELD)
MOTHER = Addressee(
    name="Mrs J. Adeyemi",
    salutation="Mrs Adeyemi",
    address_lines=("4 Mill Court", "Riverside", "RV3 9XY"),
    relationship="mother",
)
SAM = Pupil(
    preferred_name="Sam",
    legal_name="Samuel Adeyemi",
    date_of_birth=date(2012, 3, 14),
    year_group="Year 9",
    upn="B801200005001",
)
REFERRAL = ReferralFacts(
    why_a_move=(
        "Sam finds it hard to settle in lessons since the summer, and has been sent out of class eleven times. "
        "Sam works well in small groups, and we cannot offer enough of them."
    ),
    what_differs="A smaller school, and a choice of practical courses.",
    tried=(
        Tried(what="A mentor, once a week", when="January to June 2026", outcome="It helped at first, then less."),
        Tried(what="Mornings in the learning base", when="May to July 2026", outcome="Sam worked well there."),
        Tried(what="The council's behaviour support team", when="June 2026", outcome="They suggested smaller classes."),
    ),
    views_heard_by="Miss A. Roy, the librarian",
)
MEETING = Meeting(
    where="Northgate Academy, the meeting room by reception",
    on=date(2026, 9, 7),
    at=time(15, 30),
    people=(
        PersonFacts(name="Mr T. Okafor", role="Head teacher, Oakfield School"),
        PersonFacts(name="Mrs C. Lindqvist", role="Principal, Northgate Academy"),
        PersonFacts(name="Ms R. Patel", role="Head of Year 9, Oakfield School"),
    ),
)
FIRST_TALK = Meeting(
    where="Oakfield School, the library",
    on=date(2026, 7, 6),
    at=time(16, 0),
    people=(
        PersonFacts(name="Mr T. Okafor", role="Head teacher"),
        PersonFacts(name="Ms R. Patel", role="Head of Year 9"),
        PersonFacts(name="Miss A. Roy"),
    ),
    why="Sam finds it hard to settle in lessons since the summer. We would like to hear how you see it.",
)
THERE = HalfDays(morning="Northgate", afternoon="Northgate")
PLAN = Plan(
    starts_on=date(2026, 9, 14),
    ends_on=date(2026, 10, 23),
    weeks=6,
    school_days=30,
    background="Sam has found lessons at Oakfield hard since the summer. Sam and the family would like a fresh start in a smaller school.",
    morning_starts=time(8, 40),
    breaks="10:50 to 11:10 and 12:40 to 1:20",
    afternoon_ends=time(15, 10),
    absence_phone="01632 960 201",
    week=WeekFacts(
        monday=THERE,
        tuesday=THERE,
        wednesday=HalfDays(morning="Northgate", afternoon="Oakfield"),
        thursday=THERE,
        friday=HalfDays(morning="Northgate", afternoon="Neither school"),
    ),
    reduced_until=date(2026, 9, 25),
    reduced_reason="Sam asked for a gentle start",
    welcome="A buddy from Year 9, football on Tuesdays, and lunch with Mr Haddad in the first week.",
    pastoral_lead="Mr D. Haddad, Head of Year 9",
    receiving_support="A mentor on Mondays and Thursdays. A quiet room at break when Sam asks for it.",
    home_support="Miss Roy rings Sam every Friday.",
    family_support="Mrs Adeyemi checks the planner each evening.",
    agency_support="The behaviour support team visits in weeks 2 and 4.",
    other_needs="Sam wears glasses for reading.",
    behaviour_response="First a word with Mr Haddad, then a call home, then a meeting. Only the Principal may suspend.",
    attendance="Northgate marks each half day and tells Oakfield each Friday. Oakfield marks D.",
    weekly_report_to="Ms R. Patel, Oakfield School, and Mrs Adeyemi",
    communication="Mr Haddad rings Mrs Adeyemi each Friday. Ms Patel and Mr Haddad speak every Monday.",
    transport="Bus 7. Oakfield pays for the pass.",
    uniform="Northgate uniform. Oakfield pays for the blazer and tie.",
    meals="Free school meals carry on. Northgate provides them.",
    exams="No exams this year.",
    funding="Nothing changes hands during the first six weeks.",
    early_ending="Only if safety cannot be kept. The Principal asks Mr Okafor first.",
    return_plan="Ms Patel meets Sam at reception. Two mornings in the learning base, then the full timetable.",
)
DIRECT_PLAN = replace(
    PLAN, ends_on=None, weeks=None, school_days=None, week=None, reduced_until=None, reduced_reason=None
)
TARGETS = (
    TargetFacts(
        number=1, what="Come to school every day", how_judged="The register", by_whom="Mr Haddad", baseline="88%"
    ),
    TargetFacts(
        number=2, what="Ask for help in maths", how_judged="Teacher's note", by_whom="Ms Ali", baseline="Rarely"
    ),
    TargetFacts(
        number=3, what="Stay calm at break", how_judged="Duty log", by_whom="Mr Haddad", baseline="Two days in five"
    ),
)
PRESENT, LATE = Mark(words="Present", code="/"), Mark(words="Late", code="L")
SUSPENDED = Mark(words="Suspended", code="E")
FULL = MarkedDay(morning=PRESENT, afternoon=replace(PRESENT, code="\\"))
REPORT = Report(
    week_commencing=date(2026, 9, 21),
    week_number=2,
    week=MarkedWeek(
        monday=FULL,
        tuesday=replace(FULL, morning=LATE),
        wednesday=MarkedDay(morning=PRESENT, afternoon=Mark(words="At Oakfield", code="D")),
        thursday=MarkedDay(morning=SUSPENDED, afternoon=SUSPENDED),
        friday=replace(FULL, afternoon=Mark(words="Not due", code="C2")),
    ),
    attendance=AttendanceFacts(possible=9, attended=6, authorised=3, unauthorised=0, late=1, percent="66.7%", agreed=8),
    so_far=AttendanceFacts(possible=18, attended=14, authorised=4, unauthorised=0, late=1, percent="77.8%"),
    scores=(
        ScoreFacts(target="Come to school every day", score="met most days", note="Not on Thursday"),
        ScoreFacts(target="Ask for help in maths", score="met every day", note="Asked twice, and helped a friend"),
        ScoreFacts(target="Stay calm at break", score="met some days"),
    ),
    met_with="Mr D. Haddad",
    met_on=date(2026, 9, 25),
    went_well="Sam led a group in science. Working as a leader helps, so Ms Ali will try it in maths.",
    pupil_words="It is better when I know what we do next.",
    parent_contact="Mr Haddad rang Mrs Adeyemi on Friday.",
    incidents=(
        IncidentFacts(
            on=date(2026, 9, 22), what="An argument at break.", action="Both pupils talked it over with Mr Haddad."
        ),
    ),
    suspensions=(
        IncidentFacts(
            on=date(2026, 9, 24), what="One day.", action="Mrs Lindqvist and Mrs Adeyemi met on Friday morning."
        ),
    ),
    concern="Amber: something needs to change",
    early_review_asked=True,
    sent_to="Ms R. Patel, Oakfield School, and Mrs Adeyemi",
)
DECISION = Decision(
    reviewed_on=date(2026, 10, 16),
    reasons="Sam met two of the three targets. The third, staying calm at break, is still hard.",
    takes_effect_on=date(2026, 11, 2),
    results=(
        Result(target="Come to school every day", result="met", evidence="Attendance was 96.4%."),
        Result(target="Ask for help in maths", result="met", evidence="Ms Ali noted it each week."),
        Result(target="Stay calm at break", result="partly met", evidence="Three calm days in five."),
    ),
    pupil_says="The bus is long. I like Mr Haddad.",
    parents_say="Mornings are hard because of the journey.",
    alternatives="More weeks, and another school nearer home.",
    support_after="Sam spends two mornings a week in the learning base until Christmas. Miss Roy is there each day.",
)
EARLY = EarlyEndingFacts(
    reasons="On 6 October somebody was hurt at break, and we cannot keep everyone safe with the staff we have.",
    pupil_account="I was called names, and I pushed. I am sorry about it.",
    found="We asked four pupils and two adults. Names were called, and we have dealt with that.",
    home_head_was_asked=True,
    home_head="Mr T. Okafor",
    home_head_on=date(2026, 10, 7),
    alternatives="A later start to the day, and break in the quiet room.",
    support="Ms Patel meets Sam on the first morning. Sam starts in the learning base.",
)
ENDING = EndingFacts(
    had_started=False,
    on=date(2026, 9, 8),
    reasons="Northgate Academy has no free place in Year 9.",
    next_steps="Ms Patel will look again with you at what can help Sam here, and write it down with you.",
)
BACK = FirstDayBox(
    where="Oakfield School, main reception",
    address_lines=OAKFIELD.address_lines,
    on=date(2026, 11, 2),
    at=time(8, 30),
    who="Ms R. Patel, Head of Year 9",
    until_then="Sam goes to Northgate Academy as usual, up to and including Friday 23 October",
)
THE_START = FirstDayBox(
    where="Northgate Academy, main reception",
    address_lines=NORTHGATE.address_lines,
    on=date(2026, 9, 14),
    at=time(8, 40),
    who="Mr D. Haddad, Head of Year 9",
    until_then="Sam goes to Oakfield School as usual, up to and including Friday 11 September",
)
STAYS = replace(BACK, where="Northgate Academy", address_lines=(), at=None, who="Mr D. Haddad, Head of Year 9")
THERE_AS_USUAL = replace(THE_START, where="Northgate Academy", until_then="Sam goes to Northgate Academy as usual")
HOME_FOR_NOW = replace(BACK, where="Oakfield School", on=None, at=None, until_then=None)
BOXES = {
    boxes.the_start: THE_START,
    in_my_words: replace(
        THE_START, until_then="I go to Oakfield School as usual, up to and including Friday 11 September"
    ),
    the_next_place: replace(
        BACK, address_lines=(), until_then="I go to Northgate Academy as usual, up to and including Friday 23 October"
    ),
    boxes.where_it_leads: THERE_AS_USUAL,
    boxes.until_the_meeting: THERE_AS_USUAL,
    boxes.staying_at_home: HOME_FOR_NOW,
    as_the_meeting_decided: THE_START,
    back_or_staying: HOME_FOR_NOW,
    back_after_it: FirstDayBox(
        where="Northgate Academy",
        on=date(2026, 10, 14),
        at=time(8, 40),
        who="Mr D. Haddad, Head of Year 9",
        until_then="Sam is suspended up to and including Tuesday 13 October",
    ),
    boxes.after_the_board: THERE_AS_USUAL,
    the_first_day_of_it: replace(
        THE_START,
        on=date(2026, 11, 2),
        until_then="Sam goes to Northgate Academy as usual, up to and including Friday 23 October",
    ),
    back_at_once: FirstDayBox(
        where="Northgate Academy",
        on=date(2026, 10, 8),
        at=time(8, 40),
        who="Mr D. Haddad, Head of Year 9",
        until_then="Sam is suspended up to and including Wednesday 7 October, and in the morning of the day back",
    ),
    meanwhile: FirstDayBox(until_then="Sam stays away from school for now, up to and including Friday 9 October"),
    where_now: replace(THERE_AS_USUAL, who="Mr D. Haddad, Head of Year 9"),
    staying: replace(STAYS, until_then="Sam goes to Northgate Academy as now"),
    back_early: replace(
        BACK, on=date(2026, 10, 9), until_then="Sam goes to Northgate Academy as usual on Thursday 8 October"
    ),
}
"""What the box of a letter says once the child has started, by what fills it in; any other that the child comes back."""
BEFORE_THE_START = {
    boxes.where_it_leads: replace(THE_START, where="Northgate Academy"),
    boxes.until_the_meeting: replace(THE_START, until_then="Sam goes to Oakfield School as usual"),
}
"""The same before."""
PEOPLE = (
    Attended(name="Mrs J. Adeyemi", role="parent", presence="came"),
    Attended(name="Samuel Adeyemi", role="pupil", presence="came"),
    Attended(name="Mr T. Okafor", role="home school", presence="came"),
    Attended(name="Mrs C. Lindqvist", role="receiving school", presence="sent views"),
)
COPIED = Copied(
    submitted_on=date(2026, 7, 20),
    submitted_by="Mr T. Okafor",
    parts=(
        Part(
            title="The pupil",
            answers=(
                Answer(question="Legal name", answer="Samuel Adeyemi"),
                Answer(question="Date of birth", answer="14 March 2012"),
                Answer(question="Where the child lives", answer="4 Mill Court\nRiverside\nRV3 9XY"),
            ),
        ),
        Part(
            title="What has been tried",
            answers=(
                Answer(question="1. What was tried", answer="A mentor, once a week"),
                Answer(question="1. What came of it", answer="It helped at first, then less."),
            ),
        ),
        Part(
            title="The head teacher confirms",
            answers=(Answer(question="Exclusion was not used as a threat", answer="Yes"),),
        ),
    ),
)
REQUEST = Request(
    answer_by=date(2026, 9, 2),
    meet_by=date(2026, 9, 9),
    shared_with_agreement_of="Mrs J. Adeyemi and the pupil",
)
DECLINED = Declined(
    school="Northgate Academy",
    on=date(2026, 9, 1),
    reason="Year 9 is full, and two children are waiting.",
    next_steps="Ms Patel will meet you and Sam to look at what helps here, and at other schools if you would like that.",
)
CHOSEN = (
    ChoiceMade(what="We look into a move", answer="Yes", on=date(2026, 7, 15)),
    ChoiceMade(what="We tell Northgate Academy about Sam", answer="Yes", on=date(2026, 8, 17)),
)
RECORDS = RecordsCopied(file_sent_on=date(2026, 9, 22), by=date(2026, 10, 5))
HELD = Held(
    on=date(2026, 9, 7),
    where="Northgate Academy, the meeting room by reception",
    people=PEOPLE,
    background="Sam has found lessons at Oakfield hard since the summer.",
    outcome="The move goes ahead as agreed",
    is_agreed=True,
)
NOT_AGREED = replace(
    HELD, outcome="The move does not go ahead", is_agreed=False, why_not="The pupil did not agree: the bus is too long."
)
REVIEWED = Reviewed(
    sort="Interim review",
    on=date(2026, 10, 2),
    people=PEOPLE,
    attendance="92.6%: 25 of 27 possible sessions, 2 late",
    chart=True,
    chart_words="Attendance was lowest in the week of 21 September (66.7%), and 100% in the week of 28 September.",
    targets="Come to school every day: met most days. Ask for help in maths: met every day.",
    pupil_says="It is better when I know what we do next.",
    parents_say="Mornings are easier now.",
    changes="Sam has lunch in the quiet room on Thursdays.",
    result="The placement goes on as planned",
    next_on=date(2026, 10, 16),
)
EXTENSION = Extension(
    agreed_on=date(2026, 10, 2),
    ends_on=date(2026, 11, 27),
    why="Sam has made a good start, and needs more time to settle at break.",
)
SUSPENDED = SuspensionFacts(
    from_on=date(2026, 10, 6),
    to_on=date(2026, 10, 13),
    days=6,
    reason="Sam pushed another pupil at the gate after school.",
    education_on=date(2026, 10, 13),
    education="Ms F. Rahman, at the Quayside Centre, 9:00 to 14:30",
    cancelled_because="It was another pupil who pushed.",
    back_half="afternoon",
)
KEPT_APART = KeptApartFacts(
    from_on=date(2026, 10, 6),
    led_by="Mrs O. Brandt",
    look_again_on=date(2026, 10, 9),
    education="Ms F. Rahman, at the library in Mill Street, 9:00 to 14:30",
)
ANOTHER_DAY = CorrectedFacts(
    what="first day", told_on=date(2026, 9, 9), before=date(2026, 9, 14), now=date(2026, 9, 16)
)
OUTCOME = Outcome(words="Sam starts at Northgate Academy", on=date(2026, 9, 14))
OVER = Outcome(
    words="The final review decided that Sam comes back to Oakfield School",
    in_my_words="I come back to Oakfield School",
    on=date(2026, 11, 2),
    reasons="Two of three targets were met. Staying calm at break is still hard.",
    is_over=True,
)
DELETION = Deletion(
    from_school="Oakfield School",
    stays_on="Northgate Academy",
    on=date(2026, 11, 2),
    ground="9(1)(c): dual registered, and the other school agrees",
)
FULL_CASE = Facts(
    reference="MM-7K4Q-2PXD",
    written_on=date(2026, 10, 19),
    placement_word="trial period",
    all_agreed=True,
    pupil=SAM,
    home=OAKFIELD,
    receiving=NORTHGATE,
    sender=FROM_HOME,
    addressee=MOTHER,
    council=Council(
        name="Riverside Council", coordinator="Ms L. Grant", phone="01632 960 555", email="moves@riverside.example"
    ),
    expected=BACK,
    referral=REFERRAL,
    meeting=MEETING,
    asked=ConsentChoices(
        explore=True, share_with="Northgate Academy", placement=True, transfer=True, answer_by=date(2026, 9, 4)
    ),
    plan=PLAN,
    targets=TARGETS,
    reviews=(ReviewFacts(on=date(2026, 10, 2)), ReviewFacts(on=date(2026, 10, 16))),
    signatories=(
        Signatory(role="Parent", name="Mrs J. Adeyemi"),
        Signatory(role="Pupil", name="Samuel Adeyemi"),
        Signatory(role="Head teacher, Oakfield School", name="Mr T. Okafor"),
        Signatory(role="Principal, Northgate Academy", name="Mrs C. Lindqvist"),
        Signatory(role="Local authority"),
    ),
    report=REPORT,
    decision=DECISION,
    early_ending=EARLY,
    ending=ENDING,
    copied=COPIED,
    request=REQUEST,
    declined=DECLINED,
    chosen=CHOSEN,
    records=RECORDS,
    held=HELD,
    reviewed=REVIEWED,
    extension=EXTENSION,
    suspension=SUSPENDED,
    kept_apart=KEPT_APART,
    corrected=ANOTHER_DAY,
    outcome=OUTCOME,
    deletion=DELETION,
)
BEGAN = {
    Stage.PREPARING: date(2026, 6, 29),
    Stage.CONSENT: date(2026, 7, 20),
    Stage.SEEKING: date(2026, 8, 19),
    Stage.ACCEPTED: date(2026, 8, 31),
    Stage.MEETING_HELD: date(2026, 9, 7),
    Stage.NOT_PROCEEDING: date(2026, 9, 8),
    Stage.AGREED: date(2026, 9, 9),
    Stage.PLACED: date(2026, 9, 24),
}
"""The day by which the sample's case had come to a stage; whatever comes after these, on the day of the full case."""
HAPPENED = {
    "chosen": date(2026, 8, 19),
    "declined": date(2026, 9, 2),
    "held": date(2026, 9, 7),
    "direction": date(2026, 9, 9),
    "outcome": date(2026, 9, 9),
    "report": date(2026, 9, 25),
    "reviewed": date(2026, 10, 2),
    "board": date(2026, 10, 5),
    "extension": date(2026, 10, 2),
    "corrected": date(2026, 9, 10),
    "suspension": date(2026, 10, 6),
    "kept_apart": date(2026, 10, 6),
    "early_ending": date(2026, 10, 7),
}
"""The day by which there was this to tell: no letter that needs it was written before."""
WRITTEN = {"undecided": date(2026, 10, 26)}
"""Of a letter that tells of nothing that happened, but of something that did not."""
DIRECTION = Direction(
    decided_by="its pupil committee",
    decided_on=date(2026, 9, 9),
    reasons="To help Sam settle and work in lessons, in smaller groups, with a mentor.",
    first_day_on=date(2026, 9, 14),
    number_of_days=30,
    last_day_on=date(2026, 10, 23),
    longest_until=date(2026, 12, 18),
    onward_options="A move for good, if you, Sam and both schools agree, or coming back with the help that worked.",
)
BOARD = BoardOutcome(
    decided_by="its pupil committee",
    decided_on=date(2026, 10, 5),
    reasons="Sam settles and learns. There is more to practise before Sam can choose what comes next.",
    review_on=date(2026, 10, 2),
    until=date(2026, 10, 23),
)
DECIDED = Copied(
    submitted_on=date(2026, 10, 5),
    submitted_by="Mr T. Okafor",
    parts=(
        Part(
            title="The board's decision",
            answers=(
                Answer(question="What did the board decide?", answer="Continuation"),
                Answer(question="Date of the decision", answer="5 October 2026"),
            ),
        ),
        Part(
            title="After a review",
            answers=(
                Answer(question="Date of that review", answer="2 October 2026"),
                Answer(question="Until which day does it continue?", answer="23 October 2026"),
            ),
        ),
        Part(
            title="Who was told in writing",
            answers=(
                Answer(question="1. To whom", answer="Mrs J. Adeyemi"),
                Answer(question="1. Given on", answer="6 October 2026"),
                Answer(question="1. How?", answer="By post"),
            ),
        ),
    ),
)
RENEWAL = Direction(
    decided_by="its pupil committee",
    decided_on=date(2026, 10, 5),
    reasons="To help Sam settle and work in lessons until the end of term.",
    first_day_on=date(2026, 11, 2),
    number_of_days=35,
    last_day_on=date(2026, 12, 18),
)
OFFICER = Addressee(
    name="Ms L. Grant",
    salutation="Ms Grant",
    address_lines=("Riverside Council", "Town Hall", "RV1 1AA"),
    relationship="Coordinator of managed moves",
    is_parent=False,
)
HEAD_THERE = replace(
    OFFICER, name="Mrs C. Lindqvist", salutation="Mrs Lindqvist", address_lines=NORTHGATE.address_lines
)
VIRTUAL_SCHOOL = replace(OFFICER, name="Ms W. Barnes", salutation="Ms Barnes", relationship="Virtual School")
ON_ROUTE = {
    "placement": FULL_CASE,
    "off-site direction": replace(
        FULL_CASE,
        placement_word="off-site direction",
        directed=True,
        direction=DIRECTION,
        board=BOARD,
        all_agreed=False,
    ),
    "direct": replace(
        FULL_CASE,
        placement_word="move",
        dual_registered=False,
        second_roll=False,
        targets=(),
        reviews=(),
        plan=DIRECT_PLAN,
    ),
    "alternative provision": replace(
        FULL_CASE,
        placement_word="placement",
        receiving=HARBOUR,
        second_roll=False,
        may_stay_for_good=False,
        all_agreed=False,
    ),
}
NOT_AFTER_ALL = {
    "outcome": replace(
        OVER,
        words="The move does not go ahead, and Sam stays at Oakfield School",
        in_my_words="I stay at Oakfield School",
    ),
    "expected": HOME_FOR_NOW,
}
VARIED: dict[tuple[str, str], dict[str, Any]] = {
    ("direction_renewal", "off-site direction"): {"direction": RENEWAL, "written_on": date(2026, 10, 5)},
    ("direction_revocation", "off-site direction"): {
        "board": replace(BOARD, is_over=True, until=None, back_on=date(2026, 10, 12)),
        "expected": replace(
            BACK, on=date(2026, 10, 12), until_then="Sam goes to Northgate Academy as usual up to Friday 9 October"
        ),
    },
    ("board_decision_record", "off-site direction"): {"copied": DECIDED},
    ("suspension_cancelled", "alternative provision"): {
        "expected": FirstDayBox(
            where="The Harbour Centre",
            on=date(2026, 10, 8),
            who="Mr D. Haddad",
            until_then="Sam is suspended up to and including Wednesday 7 October, and in the morning of the day back",
        )
    },
    ("suspension", "alternative provision"): {
        "expected": FirstDayBox(
            where="The Harbour Centre",
            on=date(2026, 10, 14),
            at=time(8, 40),
            who="Mr D. Haddad",
            until_then="Sam is suspended up to and including Tuesday 13 October",
        )
    },
    ("my_next_step", "placement"): {"outcome": OVER},
    ("my_next_step", "off-site direction"): {"outcome": OVER},
    ("my_next_step", "direct"): NOT_AFTER_ALL,
    ("my_next_step", "alternative provision"): {
        "outcome": replace(
            OVER,
            words="Sam stays at The Harbour Centre for good",
            in_my_words="I am a pupil of The Harbour Centre for good",
        ),
        "expected": replace(STAYS, where="The Harbour Centre", until_then="I go to The Harbour Centre as now"),
    },
    ("meeting_record", "alternative provision"): {
        "held": NOT_AGREED,
        "expected": replace(BACK, where="Oakfield School", until_then="Sam goes to Oakfield School as usual"),
    },
    ("notice_to_services", "alternative provision"): {"outcome": OVER},
    ("la_notification", "alternative provision"): {"outcome": OVER},
    ("review_record", "off-site direction"): {
        "reviewed": replace(REVIEWED, sort="Final review", result="The child comes back", chart=False, next_on=None)
    },
    ("meeting_invitation", "alternative provision"): {
        "addressee": Addressee(
            name=OAKFIELD.head,
            salutation="Mr Okafor",
            address_lines=OAKFIELD.address_lines,
            relationship="Head teacher",
            is_parent=False,
        )
    },
    ("undecided", "off-site direction"): {
        "expected": FirstDayBox(where="Oakfield School", until_then="Sam goes to Oakfield School as usual")
    },
    ("not_proceeding", "off-site direction"): {
        "expected": BACK,
        "ending": replace(ENDING, had_started=True, reasons="You told us that you have changed your mind."),
    },
}
"""Where a route's sample shows the other face of a letter."""


TO = {
    "home school": replace(OFFICER, name=OAKFIELD.head, salutation="Mr Okafor", address_lines=OAKFIELD.address_lines),
    "receiving school": HEAD_THERE,
    "local authority": OFFICER,
    "Virtual School": VIRTUAL_SCHOOL,
    "social worker": replace(OFFICER, name="Mr A. Tull", salutation="Mr Tull", relationship="social worker"),
    "SEN team": replace(OFFICER, name="Ms N. Osei", salutation="Ms Osei", relationship="SEN team"),
}
"""Readers of letters that do not go to the parents."""


def case(letter: Letter, route: str) -> Facts:
    """Every fact one letter can say on a route, written by its usual writer when it comes first, to its first reader."""
    facts = ON_ROUTE[route]
    writer = facts.home if letter.writers[0] == "home school" else facts.receiving
    assert writer is not None
    on = written_on(letter)
    changed = {
        "sender": Sender(name=writer.head, role=writer.head_title, phone=writer.phone, school=writer),
        "written_on": on,
        "expected": _box(letter, on),
        "addressee": TO.get(letter.readers[0], MOTHER),
        "meeting": FIRST_TALK if on < FIRST_TALK.on else MEETING,
    } | VARIED.get((letter.id, route), {})
    return replace(facts, **changed)


def written_on(letter: Letter) -> date:
    """The day on which the sample's case has come to it, and to what it tells."""
    told = {need.fact.split(".")[0] for need in letter.needs}
    began = max(BEGAN.get(letter.stages[0], FULL_CASE.written_on), WRITTEN.get(letter.id, date.min))
    return max(began, *(HAPPENED.get(each, date.min) for each in told))


def _box(letter: Letter, on: date) -> FirstDayBox:
    before = BEFORE_THE_START if on < PLAN.starts_on else {}
    return before.get(letter.box, BOXES.get(letter.box, BACK))


def cases() -> list[tuple[Letter, str]]:
    """Every letter on every route it can be made on."""
    return [(letter, route) for letter in LETTERS for route in ROUTES if route in letter.routes]
