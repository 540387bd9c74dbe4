"""Form 9: same day."""

from record.forms.same_day import SameDay
from ui import go, page
from ui.form.show import form

visit = page.begin(SameDay.title, roles=go.FORMS[SameDay.kind].roles)
form(visit, SameDay)
