"""Form 6: signatures."""

from record.forms.signature import Signature
from ui import go, page
from ui.form.show import form

visit = page.begin(Signature.title, roles=go.FORMS[Signature.kind].roles)
form(visit, Signature)
