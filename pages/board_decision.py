"""Form 7: board decision."""

from record.forms.board_decision import BoardDecision
from ui import go, page
from ui.form.show import form

visit = page.begin(BoardDecision.title, roles=go.FORMS[BoardDecision.kind].roles)
form(visit, BoardDecision)
