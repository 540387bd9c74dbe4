"""Form 2: consent."""

from record.forms.consent import Consent
from ui import go, page
from ui.form.show import form

visit = page.begin(Consent.title, roles=go.FORMS[Consent.kind].roles)
form(visit, Consent)
