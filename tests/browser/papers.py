"""What people write in the stories, form by form: each function opens nothing, fills the open form and submits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playwright.sync_api import Page

from tests.browser.filling import (
    add,
    answer,
    answer_no,
    answer_yes,
    card,
    card_of,
    check_first,
    choose,
    continue_,
    fill,
    fill_date_of_birth,
    press,
    submit,
)
from tests.browser.riverside import ABSENCE_LINE, OAKFIELD_HEAD

DIRECT = "Direct"
WAY_BACK = {
    "Who ended it?": "The mother",
    "Why?": "Withdrawn",
    "In a sentence": "She wants her home again, with her friends.",
    "Last day at the receiving school": "24/9/2026",
    "Where is the child expected next?": "Home school",
    "From which day?": "25/9/2026",
    "Time on the first day": "8:30",
    "Where to go": "Main reception, Orchard Lane",
    "Who meets the child": "Ms R. Patel",
}
MOTHER, FATHER, TOMI = "Mrs J. Adeyemi", "Mr T. Adeyemi", "Tomi"
LEGAL_NAME = "Oluwatomi Adeyemi"
EXPLORE, SHARE = "To explore a move", "To share information with one school"
PLACEMENT, TRANSFER = "To the placement", "To the permanent transfer"
TARGETS = ("Comes to every lesson on time", "Finishes the work set in English", "Asks for a pass before leaving a room")
THE_PUPIL_ = {
    "Legal name": LEGAL_NAME,
    "Name the child likes to be called": TOMI,
    "Year group": "9",
    "Sex": "Female",
    "UPN": "B801200005001",
    "Ethnicity": "Black African",
    "First language": "English",
    "Where the child lives": "4 Mill Street\nRiverside\nRV3 4CD",
}


def before_you_start(
    page: Page,
    *,
    initials: str = "TA",
    risk: str = "Six suspensions since March, each for leaving lessons.",
    ehc_plan: str = "No",
    route: str = "Placement",
) -> None:
    """Everything that lets a case begin, as far as the check page."""
    answer(page, {"Which kind of move?": route, "The child's initials": initials})
    answer_yes(page, "Is the child on your school's roll?")
    answer_no(page, "Has a parent applied for, or asked for, an ordinary transfer to another school?")
    if route != DIRECT:
        answer_yes(page, "Could the child come back to your school if the move does not work?")
    answer_yes(page, "Is the child at risk of permanent exclusion?")
    fill(page, "Why is the child at risk?", risk)
    answer_no(
        page,
        "Has one incident already reached the threshold for permanent exclusion, or has the child been excluded?",
        "Does the child already have a managed move under way?",
    )
    answer_yes(page, "Do you understand that parents may say no, and that exclusion must never be used as a threat?")
    answer(page, {"Does the child have an EHC plan?": ehc_plan})
    check_first(page)


def reason(page: Page, sentence: str, why: str) -> None:
    """Say on the check page why something that should be so is not."""
    page.get_by_label(f"Why? {sentence}").fill(why)


NO_TRIAL = (
    "National guidance no longer allows a trial. Choose off-site direction, or say why you go on with a placement."
)


def referral(page: Page, parents: Sequence[str] = (MOTHER, FATHER)) -> None:
    """The whole story, from the task list to the check page."""
    press(page, "The pupil")
    the_pupil(page)
    for number, name in enumerate(parents, start=1):
        _parent(page, number, name)
    continue_(page)
    _needs_and_status(page)
    _evidence(page)
    _interventions(page)
    _why(page)
    _promises(page)


def the_pupil(page: Page) -> None:
    """The first section."""
    answer(page, THE_PUPIL_)
    fill_date_of_birth(page, "14", "3", "2013")
    continue_(page)


def _parent(page: Page, number: int, name: str) -> None:
    here = add(page, "parent or carer", number)
    relationship = "Mother" if name == MOTHER else "Father"
    answer(here, {"Name": name, "Relationship to the child": relationship})
    fill(here, "Phone", f"01632 960 31{number}")
    answer_yes(here, "Does this person have parental responsibility?", "Does the child live with this person?")
    answer_no(here, "Is an interpreter needed?", "Does a court order limit what this person may be told?")


def _needs_and_status(page: Page) -> None:
    answer(page, {"Special educational needs": "SEN support", "Primary need": "Social, emotional and mental health"})
    fill(page, "Assessments done or explored, or why not", "Speech and language in May: nothing found.")
    answer_no(
        page,
        "Is an EHC needs assessment under way?",
        "Does the child have a disability?",
        "Is the child looked after by a local authority?",
        "Was the child looked after before?",
    )
    answer(page, {"Social care": "None"})
    answer_yes(page, "Free school meals?", "Pupil premium?")
    continue_(page)


def _evidence(page: Page) -> None:
    answer(
        page,
        {
            "Attendance this school year, %": "91.5",
            "Attendance last school year, %": "87",
            "Days suspended this school year in all": "0",
            "Attainment and potential": "At the expected level in mathematics, above it in art.",
        },
    )
    continue_(page)


def _interventions(page: Page) -> None:
    tried = (("Mentor, weekly", "Ms R. Patel", "5/5/2026"), ("Small-group teaching", "Mr L. Grant", "1 June 2026"))
    for number, (what, by_whom, since) in enumerate(tried, start=1):
        answer(
            add(page, "intervention", number),
            {
                "What was tried": what,
                "By whom": by_whom,
                "From": since,
                "What came of it": "Calmer in the first weeks; it did not last.",
            },
        )
    fill(page, "Help from outside the school", "Early help since May: Ms P. Roe, weekly.")
    continue_(page)


def _why(page: Page) -> None:
    fill(page, "Why a move?", "The friends she is led by are all in her year here.")
    fill(page, "What could a different school offer that yours cannot?", "A fresh start and smaller classes.")
    fill(page, "What else was considered?", "A change of form; a part-time place in the learning base.")
    fill(page, "Why is it in the child's best interest?", "She asks for it herself.")
    continue_(page)
    fill(page, "Risks and how they are managed", "Leaves the room when upset; a pass and a named adult help.")
    continue_(page)
    fill(page, "What does the child say?", "I want to start again where nobody knows me.")
    fill(page, "Who asked the child?", "Ms R. Patel")
    fill(page, "Why that adult?", "Tomi chose her.")
    fill(page, "What do the parents say?", "We think it is worth trying.")
    continue_(page)


def _promises(page: Page) -> None:
    declare(page)
    fill(page, "Date", "7/9/2026")
    continue_(page)


def declare(page: Page) -> None:
    """All that is listed is true."""
    choose(page, "Is all of this true?", "Yes, all of it")


COLUMNS = {
    "To explore a move": "look for a school",
    "To share information with one school": "share information",
    "To the placement": "the placement",
    "To the permanent transfer": "the permanent transfer",
}
"""What each choice is called in the table of consents."""


def consent(page: Page, people: Sequence[str], choice: str, on: str, school: str = "") -> None:
    """Everybody's yes to one choice. Of `people` each is a parent's name, or `Tomi` for the pupil's own answer."""
    if {MOTHER, FATHER, TOMI} == set(people):
        press(page, f"Everyone agreed: {COLUMNS[choice]}")
    else:
        for each in people:
            choose(page, cell(each, choice), "Agreed")
    if school:
        answer(page, {"Which school?": school})
    answer(page, {"Date of the answer": on, "How was it given?": "Signed form seen"})
    declare(page)
    submit(page)


def cell(person: str, choice: str) -> str:
    """The label of one person's answer to one choice."""
    return f"{'The pupil' if person == TOMI else person}: {COLUMNS[choice]}"


def approach(page: Page, school: str, on: str) -> None:
    """A formal request to one school."""
    answer(page, {"Which school?": school, "Who suggested it?": "Home school", "What do you send?": "Formal request"})
    fill(page, "Sent on", on)
    submit(page)


def decline(page: Page, by: str, on: str) -> None:
    """The school that was asked says no."""
    answer(page, {"Your answer": "Decline", "Date": on, "Head teacher, or who answers for them": by})
    answer(page, {"Why not?": "No vacancy", "In a sentence": "Year 9 is full in every form."})
    submit(page)


def accept(page: Page, by: str, on: str) -> None:
    """The school that was asked says yes in principle."""
    answer(page, {"Your answer": "Accept in principle", "Date": on, "Head teacher, or who answers for them": by})
    answer_yes(page, "Is there a vacancy in the year group?", "Can you meet the child's needs?")
    fill(page, "Is there a waiting list, and how is it respected?", "Nobody is waiting for Year 9.")
    fill(page, "With what support?", "The learning base is open all day.")
    fill(page, "What do you offer that is sufficiently different?", "Smaller groups and a counsellor.")
    fill(page, "Who agrees for your admission authority?", "The trust's admissions committee")
    answer_yes(page, "Does the admission authority agree?")
    submit(page)


def meeting_record(
    page: Page,
    *,
    on: str,
    starts_on: str,
    ends_on: str = "",
    review_on: Sequence[str] = (),
    goes_to: str = "Main reception, Northgate Road",
    who_pays: Mapping[str, str] | None = None,
    provider: Mapping[str, str] | None = None,
) -> None:
    """The meeting agrees a placement of six weeks, all of it at the receiving school; without a last day, a direct move."""
    press(page, "The meeting")
    fill(page, "Date of the meeting", on)
    everybody_came(page)
    answer_yes(page, "Did the child take part?")
    fill(page, "Background to the request", "As the referral says; nothing was added.")
    continue_(page)
    answer(page, {"What was decided?": "Agreed"})
    fill(
        page, "What is different at this school, in the family's own view?", "It is small, and nobody knows her there."
    )
    continue_(page)
    answer(page, {"Start date": starts_on} | ({"Last day": ends_on} if ends_on else {}))
    for number, day in enumerate(review_on, start=1):
        answer(add(page, "review date", number), {"Review on": day})
    continue_(page)
    if provider:
        answer(page, provider)
        continue_(page)
    _first_day(page, goes_to)
    if ends_on:
        if provider:
            press(page, "At the receiving school all week")  # filled in for a school; days at a provider are asked
        continue_(page)
        _targets(page)
    _support(page)
    _practical(page, is_time_limited=bool(ends_on), who_pays=who_pays or {})
    submit(page)


def everybody_came(page: Page) -> None:
    """Everybody the app lists came."""
    number = page.get_by_role("button", name="Remove person").count()
    assert number >= 4, "the app lists the parents, the child and both heads"
    press(page, "Everyone came")


def _first_day(page: Page, goes_to: str) -> None:
    answer(
        page,
        {
            "Time on the first day": "8:40",
            "Where to go": goes_to,
            "Who meets the child": "Ms A. Rahman, Head of Year",
            "Morning session starts": "8:45",
            "Afternoon session ends": "15:10",
            "Break times": "10:50 to 11:10 and 12:40 to 13:20",
            "Number to ring when the child is absent": ABSENCE_LINE,
        },
    )
    continue_(page)


def _targets(page: Page) -> None:
    for number, what in enumerate(TARGETS, start=1):
        answer(
            add(page, "target", number),
            {
                "Target": what,
                "How is it judged?": "From the register",
                "By whom?": "Form tutor",
                "How is it now?": "Half",
            },
        )
    continue_(page)


def _support(page: Page) -> None:
    answer(
        page,
        {
            "Support from the receiving school": "A named adult and the learning base.",
            "Support from the home school": "Ms Patel rings every Friday.",
            "Pastoral lead at the receiving school": "Ms A. Rahman",
            "How is the child brought into the life of the school?": "Two buddies and the art club.",
            "Have the safeguarding leads spoken?": "Yes",
            "Who spoke, and when?": "Ms Patel and Mr Shah, 10 September",
            "Was the risk plan shared?": "Yes",
            "What happens if behaviour is poor?": "A quiet word, the learning base, a call home.",
        },
    )
    continue_(page)


def _practical(page: Page, *, is_time_limited: bool, who_pays: Mapping[str, str]) -> None:
    fill(page, "How is attendance recorded and reported?", "Every session; the home school hears by 9.30.")
    if is_time_limited:
        fill(page, "Who gets the weekly report?", "Amina Yusuf")
    answer(
        page,
        {
            "Meals: how, and who pays?": "In the canteen, free school meals",
            "What was agreed about funding?": "The home school keeps the place.",
            "Who tells whom what, and when?": "Ms Rahman writes every Friday.",
            **who_pays,
        },
    )
    continue_(page)
    if not is_time_limited:
        return
    fill(page, "The plan for coming back", "The same form, the day after, met by Ms Patel.")
    continue_(page)


def signatures(page: Page, those: Sequence[tuple[str, str, str]], on: str) -> None:
    """Signed copies seen, all of one date: of each the paper, the role and the name."""
    for document, role, name in those:
        line = f"{document}: {role[:1].lower() + role[1:]}"
        change = page.get_by_role("button", name=f"Change {line}: name", exact=True)
        if not change.count():
            fill(page, f"{line}: name", name)
        elif not page.locator("p").get_by_text(name, exact=True).count():
            press(page, f"Change {line}: name")
            fill(page, f"{line}: name", name)
        fill(page, f"{line}: date on the paper", on)
    submit(page)


def start(page: Page, on: str) -> None:
    """The child started."""
    answer_yes(page, "Did the child start?")
    answer(
        page,
        {
            "First day at your school": on,
            "Enrolment status at the home school": "M: main school, dual registered",
            "Enrolment status at your school": "S: subsidiary, dual registered",
        },
    )
    submit(page)


def same_day(page: Page, answers: Mapping[str, str], told_on: str) -> None:
    """Something the home school is told the same day."""
    answer(page, answers)
    answer_yes(page, "Was the home school told?")
    answer(page, {"When was it told?": told_on, "At what time?": "9:20"})
    if answers["What happened?"] == "Suspension":
        answer_yes(page, "Was the local authority told of the suspension?")
        answer(page, {"When was the authority told?": told_on})
    submit(page)


def weekly_report(page: Page, concern: str = "Green", marks: Mapping[str, str] | None = None) -> None:
    """A week in two minutes: present all week but for `marks`, every target met on most days."""
    if marks:
        answer(page, marks)
    press(page, "Present all week")
    for number, target in enumerate(TARGETS, start=1):
        answer(card_of(page, f"{number}. {target}"), {"This week": "Met most days"})
    fill(page, "Who met the child this week to talk about the targets?", "Ms A. Rahman")
    fill(page, "What went well, and how can it happen again?", "Art every afternoon; more of it.")
    answer_no(page, "Was there anything to tell?")
    answer(page, {"How worried are you?": concern})
    if concern != "Green":
        answer_no(page, "Do you ask for an early review?")
    submit(page)


def board_decision(page: Page, answers: Mapping[str, str], given_on: str) -> None:
    """The board directs, and gave everybody notice by hand on one day."""
    answer(page, answers)
    for number in range(1, page.get_by_role("button", name="Remove notice").count() + 1):
        answer(card(page, "notice", number), {"Given on": given_on, "How?": "By hand"})
    answer(page, {"Notice given on": given_on})
    submit(page)


def review(page: Page, on: str, sort: str = "Interim", nominee: str = "") -> None:
    """A review that changes nothing; under a direction with the board's nominee."""
    press(page, "The review")
    answer(page, {"Which kind of review?": sort, "Date": on})
    everybody_came(page)
    if nominee:
        number = page.get_by_role("button", name="Remove person").count() + 1
        came = {"Name": nominee, "Role": "Board's nominee", "Came?": "Came"}
        answer(add(page, "person", number), came)
    continue_(page)
    fill(page, "What does the child say?", "I like it here.")
    fill(page, "What do the parents say?", "She gets up by herself.")
    fill(page, "Does the child belong?", "Two friends in the art club.")
    continue_(page)
    answer_no(page, "Is the placement extended?")
    continue_(page)
    submit(page)


def final_review(page: Page, *, on: str, takes_effect_on: str) -> None:
    """Everybody agrees that the child stays for good."""
    press(page, "The review")
    fill(page, "Date of the review", on)
    everybody_came(page)
    continue_(page)
    press(page, "Every target met")
    for number, target in enumerate(TARGETS, start=1):
        fill(card_of(page, f"{number}. {target}"), "What shows it?", "The weekly reports")
    fill(page, "What does the child say?", "I want to stay.")
    fill(page, "What do the parents say?", "So do we.")
    fill(page, "Does the child belong?", "She is asked to parties.")
    continue_(page)
    answer(page, {"What was decided?": "Permanent transfer", "Why? Name the targets": "All three were met."})
    fill(page, "From which day?", takes_effect_on)
    continue_(page)
    declare(page)
    answer_yes(page, "The receiving school's admission authority agrees")
    continue_(page)
    fill(page, "Support afterwards: what, who, until when", "Ms Rahman, every week until Christmas.")
    answer_yes(page, "Were the parents told how to complain?")
    continue_(page)
    submit(page)


def early_ending(page: Page, *, consulted_on: str, return_on: str) -> None:
    """The placement ends early, and the child goes back."""
    press(page, "Why now")
    fill(page, "What are the exceptional circumstances?", "Two fights in a week; staff cannot keep her safe.")
    answer(page, {"Who asked for it?": "Receiving school"})
    continue_(page)
    fill(page, "The child's own account", "They started it and I lost my temper.")
    answer_yes(page, "Were provocation, bullying and harassment looked into?")
    fill(page, "What was found?", "Name-calling by two older pupils, dealt with.")
    answer(page, {"Home head teacher consulted": OAKFIELD_HEAD, "When?": consulted_on})
    answer_yes(page, "Was an early review held?")
    fill(page, "What else was considered?", "A shorter day; another form.")
    continue_(page)
    answer(
        page,
        {
            "First day back at the home school": return_on,
            "Time": "8:30",
            "Where to go": "Main reception, Orchard Lane",
            "Who meets the child": "Ms R. Patel",
            "Support on the return": "The same mentor, from the first morning.",
        },
    )
    continue_(page)
    submit(page)


def roll_change(page: Page, on: str, *, is_dual: bool = True) -> None:
    """The child is taken off one roll; everything was sent on that day."""
    if is_dual:
        answer_yes(page, "Has the other school's proprietor agreed to the deletion?")
        fill(page, "When?", on)
    answer(page, {"Date of deletion": on, "Deletion return sent on": on, "Transfer file (CTF) sent on": on})
    answer_no(page, "Is there a child-protection file?")
    submit(page)


def la_record(page: Page, about: str) -> None:
    """The authority records that it was told."""
    answer(page, {"What is this about?": about})
    submit(page)
