"""The referral on paper, every answer as it was given: for the authority, and the school that is formally asked."""

from templates.authoring.page import Page

TITLE = "Referral for a managed move"


def write(page: Page) -> None:
    page.title("Referral: a managed move for [child]")
    page.say(
        "{{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}, on the roll of [home]"
        "{% if copied.submitted_on %}. Submitted on {{ copied.submitted_on }}{% if copied.submitted_by %} by {{ copied.submitted_by }}{% endif %}{% endif %}."
    )
    page.note(
        "This is a copy of what [home] recorded. Read it only if you decide about this move, keep it locked away, and "
        "destroy it when you no longer need it. A school may have it only after the parents and the child agreed that this school is told."
    )
    with page.each("part", "copied.parts"):
        page.heading("{{ part.title }}")
        page.rows(
            ("{%tr for one in part.answers %}",),
            ("{{ one.question }}", "{{ one.answer }}"),
            ("{%tr endfor %}",),
            together=False,
        )
