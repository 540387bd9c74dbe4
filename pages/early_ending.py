"""Form 13: early ending."""

from record.forms.early_ending import EarlyEnding
from ui import go, page
from ui.form.show import form

visit = page.begin(EarlyEnding.title, roles=go.FORMS[EarlyEnding.kind].roles)
form(visit, EarlyEnding)
