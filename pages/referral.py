"""Form 1: referral."""

from record.forms.referral import Referral
from ui import go, page
from ui.form.show import form

visit = page.begin(Referral.title, roles=go.FORMS[Referral.kind].roles)
form(visit, Referral)
