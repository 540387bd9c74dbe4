"""What a school's office marks this week for each child of a managed move."""

from templates.authoring.page import Page

TITLE = "Register sheet"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def write(page: Page) -> None:
    page.title("Register sheet: week of {{ week }}")
    page.say("What to mark at your school for each child with a managed move, and why.")
    page.note("✓: expected at your school, mark what you see. –: nothing to mark.")
    with page.given("not children"):
        page.say("Nobody is to be marked otherwise than usual this week.")
    with page.each("child", "children"):
        one_child(page)
    with page.given("marked_as_usual"):
        page.note("Other children with a managed move whom you mark as usual: {{ marked_as_usual }}.")


def one_child(page: Page) -> None:
    page.heading("{{ child.name }}, year {{ child.year }}")
    page.say("UPN {{ child.upn }} · case {{ child.reference }} · other school: {{ child.other_school }}")
    _with_the_table(page)
    page.say("Enrolment status: {{ child.status }}")
    _with_the_table(page)
    page.grid(
        (2.6, 2.8, 2.8, 2.8, 2.8, 2.8),
        ("Session", *DAYS),
        ("Morning", *(f"**{{{{ child.{day.lower()}.am }}}}**" for day in DAYS)),
        ("Afternoon", *(f"**{{{{ child.{day.lower()}.pm }}}}**" for day in DAYS)),
        together=True,
    )
    with page.given("child.to_take_off"):
        page.say("**{{ child.to_take_off }}**")
    with page.given("child.faults"), page.each("fault", "child.faults"):
        page.say("**Put right.** {{ fault }}")
    with page.each("reason", "child.reasons"):
        page.bullets("{{ reason }}")


def _with_the_table(page: Page) -> None:
    page.document.paragraphs[-1].paragraph_format.keep_with_next = True
