"""Form 8: start."""

from record.forms.start import Start
from ui import go, page
from ui.form.show import form

visit = page.begin(Start.title, roles=go.FORMS[Start.kind].roles)
form(visit, Start)
