"""Between the two schools: the one agrees that the other takes the child's name off its roll."""

from templates.authoring.page import Page

TITLE = "Agreement to take a name off the roll"


def write(page: Page) -> None:
    page.title("Agreement to take a name off the roll")
    page.say(
        "When a child is on two rolls, a school may take the name off only after the other school has agreed. This paper records that."
    )
    page.rows(
        ("Pupil", "{{ pupil.legal_name }}, born {{ pupil.date_of_birth }}, {{ pupil.year_group }}"),
        ("UPN", "{% if pupil.upn %}{{ pupil.upn }}{% else %}No number yet{% endif %}"),
        ("Comes off the roll of", "{{ deletion.from_school }}"),
        ("Stays on the roll of", "{{ deletion.stays_on }}"),
        ("From", "{{ deletion.on }}"),
        ("Ground", "{{ deletion.ground }}, School Attendance (Pupil Registration) (England) Regulations 2024"),
    )
    page.heading("{{ deletion.stays_on }} agrees")
    page.bullets(
        "The proprietor of {{ deletion.stays_on }} agrees that {{ deletion.from_school }} deletes the name from its admission register.",
        "{{ deletion.from_school }} has no reason to believe that the pupil will attend there again, and no school attendance order names it.",
    )
    page.grid(
        (5.2, 4.0, 4.6, 2.8),
        ("For the proprietor of", "Name", "Signature", "Date"),
        ("{{ deletion.stays_on }}", "", "\n\n", ""),
    )
    page.heading("{{ deletion.from_school }} then does")
    page.rows(
        ("Deletion return to its council", "No later than the deletion. Sent on:\n"),
        ("School record (CTF)", "Within 15 school days. Sent on:\n"),
        ("Child-protection file", "Within 5 days, if there is one. Sent on, and receipt received on:\n"),
    )
    page.note(
        "Never delete a name for a date that has passed. Dates only on this paper, never what a file says. [home] and [new], {{ written_on }}."
    )
