"""Form 11: review."""

from record.forms.review import Review
from ui import go, page
from ui.form.show import form

visit = page.begin(Review.title, roles=go.FORMS[Review.kind].roles)
form(visit, Review)
