"""Both schools write down the same facts about a child who is on both rolls."""

from templates.authoring.page import Page
from templates.authoring.wording.agreement import HALF_DAYS

TITLE = "Dual registration form"


def write(page: Page) -> None:
    whose_form(page)
    two_registers(page)
    the_week(page)
    who_does_what(page)


def whose_form(page: Page) -> None:
    page.title("Dual registration form")
    page.say("[home] and [new] both register this pupil for the time below, and both sign this form.")
    page.rows(
        ("Legal name", "{{ pupil.legal_name }}"),
        ("Date of birth", "{{ pupil.date_of_birth }}"),
        ("Year group", "{{ pupil.year_group }}"),
        ("UPN", "{% if pupil.upn %}{{ pupil.upn }}{% else %}No number yet{% endif %}"),
    )


def two_registers(page: Page) -> None:
    page.heading("The two registers")
    page.grid(
        (4.2, 6.2, 6.2),
        ("", "Main school", "Subsidiary school"),
        ("**School**", "[home]", "[new]"),
        ("**URN**", "{{ home.urn }}", "{{ receiving.urn }}"),
        ("**DfE number**", "{{ home.dfe_number }}", "{{ receiving.dfe_number }}"),
        ("**Enrolment status**", "M: current, main", "S: current, subsidiary"),
        ("**From**", "{{ plan.starts_on }}", "{{ plan.starts_on }}"),
        ("**Expected end**", "{{ plan.ends_on }}", "{{ plan.ends_on }}"),
        (
            "**Marks the register**",
            "D for each half day due at [new]; its own marks for its own half days",
            "Its own marks for each half day due there",
        ),
        ("**Absence: whom to ring**", "{{ home.attendance_phone }}", "{{ receiving.attendance_phone }}"),
    )


def the_week(page: Page) -> None:
    page.heading("Where the pupil is expected")
    page.grid((2.6, 2.8, 2.8, 2.8, 2.8, 2.8), ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), *HALF_DAYS)
    with page.given("plan.reduced_until"):
        page.say(
            "A reduced programme until {{ plan.reduced_until }}. Those half days are marked C2 by the school where they would be due."
        )


def who_does_what(page: Page) -> None:
    page.heading("Who does what", on_a_new_page=True)
    page.bullets(
        "[new] sends the new-pupil return to its council by the end of the fifth day.",
        "[new] tells [home] on the same day if the pupil is absent without a known reason, leaves the site, or is suspended.",
        "[new] sends [home] the attendance of each week. The weekly report goes to {{ plan.weekly_report_to }}.",
        "Days of suspension are counted across both schools. The school that suspends marks E for its own half days.",
        "Both schools show dual registration in their census. They never both mark D, or both mark present, for the same half day.",
        "When dual registration ends, the school that takes the pupil off its roll first has the other school's agreement in writing.",
    )
    page.heading("Signed")
    page.signatures()
