"""Form 5: meeting record."""

from record.forms.meeting_record import MeetingRecord
from ui.form.show import form
from ui.shell import go, page

visit = page.begin(MeetingRecord.title, roles=go.FORMS[MeetingRecord.kind].roles, of=page.CASE)
form(visit, MeetingRecord)
