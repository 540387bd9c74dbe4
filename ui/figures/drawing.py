"""Draws figures: exact, each number with its cases; or as they are published, with the report to download."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from casework.figures.exact import Figures, figures, theirs, to_count
from casework.figures.moves import What
from casework.figures.published import Published, Shown, published, to_publish
from casework.figures.report import HIDDEN, NOTE, REST
from casework.figures.tables import Counted
from casework.figures.words import SECTIONS, TIME, called, difference, finding, step
from ui import blocks, go
from ui.figures import charts, choosing
from ui.markup import plain
from ui.page import Visit
from ui.shell.downloads import REPORT


def exact(visit: Visit) -> None:
    """Every number of a coordinator's own areas."""
    moves = theirs(visit.office, visit.person)
    period = choosing.choose_period(to_count(visit.office, moves), "exact")
    if period is None or not moves:
        blocks.quiet("Nothing has happened yet that could be counted.")
        return
    found = figures(moves, period)
    _totals(found.totals)
    section = choosing.choose_section()
    if section == TIME:
        _time(found)
        return
    if section == "Schools" and found.balance:
        _balance(visit, found.balance)
    for name in SECTIONS[section]:
        _counted(visit, next(each for each in found.tables if each.table.name == name))


def _totals(totals: Mapping[What, int | None] | Mapping[What, int]) -> None:
    said = {what.capitalize(): HIDDEN if number is None else f"{number:,}" for what, number in totals.items()}
    columns = st.columns(len(said))
    for column, (what, number) in zip(columns, said.items(), strict=True):
        column.metric(what, number)


def _counted(visit: Visit, counted: Counted) -> None:
    table, authority = counted.table, visit.office.authority
    names = {line: called(table, line, authority) for line in counted.cases}
    said = finding(table, counted.numbers, counted.total, authority)
    charts.bars(plain(said), {names[line]: number for line, number in counted.numbers.items()}, "Line")
    there = [line for line, number in counted.numbers.items() if number]
    if not there:
        return
    with st.expander(f"{table.name} as a table, and the cases"):
        st.table(
            {
                "Line": [plain(names[line]) for line in there] + ["In all"],
                "How many": [counted.numbers[line] for line in there] + [counted.total],
            }
        )
        line = st.selectbox(
            "Cases behind a number",
            ["", *there],
            format_func=lambda each: names.get(each, "Choose a line"),
            key=table.name,
        )
        for reference in dict.fromkeys(counted.cases.get(line, ())):
            go.link(go.CASE, reference, case=reference)


def _balance(visit: Visit, balance: Mapping[str, tuple[int, int, int]]) -> None:
    authority = visit.office.authority
    rows = {authority.name_of(urn): numbers for urn, numbers in balance.items()}
    least, most = min(rows, key=lambda each: rows[each][2]), max(rows, key=lambda each: rows[each][2])
    took, gave = rows[most][2], rows[least][2]
    said = (
        f"{most} took {took} more than it gave, {least} gave {-gave} more than it took" if took > 0 > gave else "Even"
    )
    st.markdown(f"**Moves in and out: {plain(said)}**")
    charts.balance_chart(rows)
    with st.expander("Balance as a table"):
        st.table(
            {
                "School": [plain(each) for each in rows],
                "In": [each[0] for each in rows.values()],
                "Out": [each[1] for each in rows.values()],
                "In less out": [difference(each[2]) for each in rows.values()],
            }
        )


def _time(found: Figures) -> None:
    medians: dict[str, int | None] = {step(pair): pace.days for pair, pace in found.pace.items()}
    slowest = max(medians, key=lambda each: medians[each] or 0, default="")
    said = (
        f"{slowest}: {medians[slowest]} days, longer than any other step" if slowest else "No step taken in this period"
    )
    charts.bars(f"{said} (medians)", {name: days for name, days in medians.items() if days is not None}, "Step")
    if found.pace:
        with st.expander("Days between steps as a table"):
            st.table(
                {
                    "Step": [step(pair) for pair in found.pace],
                    "Median, days": [each.days for each in found.pace.values()],
                    "Longest": [each.longest for each in found.pace.values()],
                    "Moves": [each.of for each in found.pace.values()],
                }
            )
    if found.attendance:
        before, during, number = found.attendance
        way = "higher" if during > before else "lower" if during < before else "the same"
        said = f"Attendance was {way} during the placement (mean of {number} move{'' if number == 1 else 's'})"
        charts.bars(said, {"Before, %": round(before), "During, %": round(during)}, "When")


def as_published(visit: Visit) -> None:
    """What everybody may read, of a period that is over."""
    blocks.quiet(NOTE)
    period = choosing.choose_period(to_publish(visit.office, visit.person), "published")
    said = published(visit.office, visit.person, period) if period else None
    if said is None or period is None:
        blocks.quiet("Figures of a term are published once it is over; none is yet.")
        return
    with st.container(horizontal=True):
        blocks.letter_link(REPORT.at(period=period.key, form="docx"), f"Report, {period.name} (Word)")
        blocks.letter_link(REPORT.at(period=period.key, form="xlsx"), "The same as a spreadsheet")
    _totals(said.totals)
    section = choosing.choose_section()
    if section == TIME:
        _published_time(said)
        return
    if section == "Schools" and said.balance:
        _balance(visit, said.balance)
    for shown in (each for each in said.tables if each.table.name in SECTIONS[section]):
        _shown(visit, shown)
    if period.term:
        blocks.quiet("The other tables are published for whole school years, once they are over.")


def _shown(visit: Visit, shown: Shown) -> None:
    if shown.why_not:
        st.markdown(f"**{shown.table.name}**")
        blocks.quiet(shown.why_not)
        return
    authority = visit.office.authority
    lines = {called(shown.table, line, authority): number for line, number in shown.lines.items()}
    rest = {REST: shown.rest} if shown.rest else {}
    numbers = {line: number for line, number in (lines | rest).items() if number != 0}
    charts.bars(plain(finding(shown.table, shown.lines, shown.total, authority)), numbers, "Line")
    with st.expander(f"{shown.table.name} as a table"):
        said = [HIDDEN if number is None else f"{number:,}" for number in numbers.values()]
        st.table({"Line": [plain(each) for each in numbers], "How many": said})


def _published_time(said: Published) -> None:
    if said.period.term:
        blocks.quiet("Days between steps and attendance are published for whole school years, once they are over.")
        return
    charts.bars("Days between steps (medians)", {step(pair): days for pair, days in said.days.items()}, "Step")
    if said.attendance:
        before, during = said.attendance
        charts.bars("Attendance, mean", {"Before, %": before, "During, %": during}, "When")
