"""One case: where the child is expected, how far it is, what comes next, and everything written."""

from ui.case import drafts, head, tabs
from ui.letters import questions
from ui.shell import go, page

visit = page.begin("Case", roles=go.CASE.roles, of=page.CASE)
if visit.seen is None:
    page.refuse("There is no such case, or you cannot see it. Look for it under Cases.")

questions.keep_typed(visit, visit.seen)
head.show(visit, visit.seen)
drafts.show(visit, visit.case)
tabs.show(visit, visit.seen)
