"""Form 5: meeting record."""

from record.forms.meeting_record import MeetingRecord
from ui import go, page
from ui.form.show import form

visit = page.begin(MeetingRecord.title, roles=go.FORMS[MeetingRecord.kind].roles)
form(visit, MeetingRecord)
