"""Form 3: approach."""

from record.forms.approach import Approach
from ui import go, page
from ui.form.show import form

visit = page.begin(Approach.title, roles=go.FORMS[Approach.kind].roles)
form(visit, Approach)
