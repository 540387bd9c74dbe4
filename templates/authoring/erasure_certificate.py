"""What was erased, when, by whom and why; it names no child."""

from templates.authoring.page import Page

TITLE = "Certificate of erasure"


def write(page: Page) -> None:
    page.title("Certificate of erasure")
    page.say("{{ authority }} certifies that what it kept on the cases below in Managed Moves was erased for good.")
    page.box(
        ("Erasure", "{{ number }}"),
        ("Asked for", "{{ asked }}"),
        ("Finished", "{{ finished }}"),
        ("By", "{{ by }}"),
        ("Under", "{{ clause }}"),
        ("Policy", "{{ policy }}"),
    )
    page.grid(
        (3.4, 4.6, 4.2, 4.4),
        ("Case", "Why", "To be kept", "What was removed"),
        ("{%tr for one in cases %}",),
        ("{{ one.reference }}", "{{ one.ground }}", "{{ one.kept }}", "{{ one.removed }}"),
        ("{%tr endfor %}",),
    )
    page.heading("What this covers")
    page.bullets(
        "Every form, every correction, every form begun, what letters said, and the lines of the audit of these cases, in the database and in its files.",
        "In a spreadsheet, where one is used: every row of these cases, in every tab of the app.",
    )
    page.heading("What the app cannot reach, and who must see to it")
    page.bullets(
        "The version history of the spreadsheet: copy what stays into a new spreadsheet and delete the old one.",
        "Backups of the computer, until they are overwritten. The sheet's copy on a second computer: press Finish there too.",
        "Letters that were printed or downloaded, and each school's own pupil file, which has its own schedule.",
    )
    page.note("No child is named here. The reference tells nobody who it was once the case is gone.")
