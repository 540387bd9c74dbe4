"""Form 12: final review."""

from record.forms.final_review import FinalReview
from ui.form.show import form
from ui.shell import go, page

visit = page.begin(FinalReview.title, roles=go.FORMS[FinalReview.kind].roles, of=page.CASE)
form(visit, FinalReview)
