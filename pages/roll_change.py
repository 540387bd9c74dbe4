"""Form 15: roll change."""

from record.forms.roll_change import RollChange
from ui import go, page
from ui.form.show import form

visit = page.begin(RollChange.title, roles=go.FORMS[RollChange.kind].roles)
form(visit, RollChange)
