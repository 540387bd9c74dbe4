"""Form 10: weekly report."""

from record.forms.weekly_report import WeeklyReport
from ui.form.show import form
from ui.shell import go, page

visit = page.begin(WeeklyReport.title, roles=go.FORMS[WeeklyReport.kind].roles, of=page.CASE)
form(visit, WeeklyReport)
