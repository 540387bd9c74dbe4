"""Form 4: response."""

from record.forms.response import Response
from ui import go, page
from ui.form.show import form

visit = page.begin(Response.title, roles=go.FORMS[Response.kind].roles)
form(visit, Response)
