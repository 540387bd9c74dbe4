"""Form 14: withdrawal or other ending."""

from record.forms.ending import Ending
from ui import go, page
from ui.form.show import form

visit = page.begin(Ending.title, roles=go.FORMS[Ending.kind].roles)
form(visit, Ending)
