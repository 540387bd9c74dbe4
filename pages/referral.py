"""Form 1: referral."""

from record.forms.referral import Referral
from ui.form.show import form
from ui.shell import go, page

visit = page.begin(Referral.title, roles=go.FORMS[Referral.kind].roles, of=page.CASE)
form(visit, Referral)
