"""Form 16: LA record."""

from record.forms.la_record import LaRecord
from ui import go, page
from ui.form.show import form

visit = page.begin(LaRecord.title, roles=go.FORMS[LaRecord.kind].roles)
form(visit, LaRecord)
