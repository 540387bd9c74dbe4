"""Form 3: approach."""

from record.approach import Approach
from ui import go, page
from ui.form.show import form

visit = page.begin(Approach.title, roles=go.FORMS[Approach.kind].roles)
form(visit, Approach)
