"""Form 0: a minute of questions before a case is opened."""

from record.forms.before_you_start import BeforeYouStart
from ui import go, page
from ui.form.show import form

visit = page.begin(BeforeYouStart.title, roles=go.FORMS[BeforeYouStart.kind].roles)
form(visit, BeforeYouStart)
