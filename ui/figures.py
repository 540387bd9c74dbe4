"""Draws figures: exact, each number with its cases; or as they are published, with the report to download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from casework.figures.exact import Figures, figures, theirs, to_count
from casework.figures.moves import FROM_TO, What
from casework.figures.periods import Period
from casework.figures.published import Published, Shown, published, to_publish
from casework.figures.report import HIDDEN, NOTE, REST
from casework.figures.tables import FLOWS, Counted
from casework.figures.words import EXACT_SECTIONS, SECTIONS, TIME, called, difference, finding, step
from record.authority import Authority
from ui import blocks, marks
from ui.markup import plain
from ui.shell import go
from ui.shell.downloads import REPORT
from ui.shell.page import Visit

MOST = 15
"""Bars of one chart; the table shows the rest."""
MAIN, OTHER = "#2f7ba1", "#a85a00"
"""Seen on white and in the dark; what is written beside them takes the page's own colour."""
ON_LIGHT, ON_DARK = "#12212b", "#e8eef2"
LINE = 34
"""Pixels for one bar."""


def bars(finding: str, numbers: Mapping[str, int | None], what: str) -> None:
    """One bar a line, in the table's order; a hidden number has a word and no bar."""
    st.markdown(f"**{finding}**")
    drawn = [(line, number) for line, number in numbers.items() if number != 0][:MOST]
    if not drawn:
        return
    table = pd.DataFrame(drawn, columns=[what, "How many"])
    table["Said"] = [HIDDEN if number is None else f"{number:,}" for _, number in drawn]
    table["Length"] = table["How many"].fillna(0)
    y = alt.Y(f"{what}:N", sort=[line for line, _ in drawn], title=None, axis=alt.Axis(labelLimit=260))
    bar = alt.Chart(table).mark_bar(color=MAIN, size=20).encode(y=y, x=alt.X("Length:Q", title=None, axis=None))
    said = bar.mark_text(align="left", dx=6, color=_ink(), fontSize=14).encode(text="Said:N")
    st.altair_chart((bar + said).properties(height=LINE * len(drawn) + 10), width="stretch")


def _ink() -> str:
    """What numbers on charts are written in."""
    return ON_DARK if st.context.theme.type == "dark" else ON_LIGHT


def balance_chart(rows: Mapping[str, tuple[int, int, int]]) -> None:
    """In to the right, out to the left, a school a line."""
    shown = list(rows.items())[:MOST]
    table = pd.DataFrame(
        [
            (school, way, number)
            for school, (coming, going, _) in shown
            for way, number in (("In", coming), ("Out", -going))
        ],
        columns=["School", "Way", "Moves"],
    )
    table["Said"] = table["Moves"].abs().astype(str)
    order = [school for school, _ in shown]
    y = alt.Y("School:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
    colour = alt.Color("Way:N", scale=alt.Scale(domain=["In", "Out"], range=[MAIN, OTHER]), legend=None)
    x = alt.X("Moves:Q", title="Out to the left, in to the right", axis=alt.Axis(labels=False, ticks=False))
    bar = alt.Chart(table).mark_bar(size=20).encode(y=y, x=x, color=colour)
    known = alt.Chart(table[table["Moves"] != 0])
    into = known.transform_filter("datum.Moves > 0").mark_text(align="left", dx=4, fontSize=14, color=_ink())
    out = known.transform_filter("datum.Moves < 0").mark_text(align="right", dx=-4, fontSize=14, color=_ink())
    texts = [each.encode(y=y, x=x, text="Said:N") for each in (into, out)]
    st.altair_chart(alt.layer(bar, *texts).properties(height=LINE * len(shown) + 30), width="stretch")


EVERY, PUBLISHED = "All figures, my areas", "Published figures, whole authority"


def wants_every_number() -> bool:
    """Whether a coordinator wants every number of the own areas, rather than what everybody may read."""
    chosen = st.radio(
        "Which figures?",
        (EVERY, PUBLISHED),
        horizontal=True,
        key="figures sort",
    )
    return bool(chosen == EVERY)


def choose_period(of: Sequence[Period], key: str) -> Period | None:
    """The period somebody chose; the newest until they do; None when there is none."""
    if not of:
        return None
    names = [each.name for each in of]
    return of[names.index(st.selectbox("Period", names, key=f"figures period {key}"))]


def choose_section(sections: Iterable[str], key: str) -> str:
    """Which tables are looked at."""
    return str(st.radio("About", (*sections, TIME), horizontal=True, key=f"figures section {key}"))


def exact(visit: Visit) -> None:
    """Every number of a coordinator's own areas."""
    moves = theirs(visit.office, visit.person)
    period = choose_period(to_count(visit.office, moves), "exact")
    if period is None or not moves:
        blocks.quiet("There is nothing to count yet.")
        return
    found = figures(moves, period)
    _totals(found.totals)
    section = choose_section(EXACT_SECTIONS, "exact")
    if section == TIME:
        _time(found)
        return
    if section == "Schools" and found.balance:
        _balance(visit, found.balance)
    for name in EXACT_SECTIONS[section]:
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
    if table is FLOWS:
        _flows(said, counted.numbers, authority)
    else:
        bars(plain(said), {names[line]: number for line, number in counted.numbers.items()}, "Line")
    there = [line for line, number in counted.numbers.items() if number]
    if not there:
        return
    with st.expander(f"{table.name} as a table, and the cases"):
        blocks.table(
            {
                "Line": [names[line] for line in there] + ["In all"],
                "How many": [counted.numbers[line] for line in there] + [counted.total],
            }
        )
        line = st.selectbox(
            "Cases behind a number",
            ["", *there],
            format_func=lambda each: names.get(each, "Choose a row"),
            key=table.name,
        )
        for reference in dict.fromkeys(counted.cases.get(line, ())):
            go.link(go.CASE, reference, case=reference)


def _flows(said: str, numbers: Mapping[str, int], authority: Authority) -> None:
    """From the home schools on the left to the receiving schools on the right."""
    st.markdown(f"**{plain(said)}**")
    most = dict(sorted(numbers.items(), key=lambda each: -each[1])[:MOST])
    ends = {line: [authority.name_of(urn) for urn in line.split(FROM_TO)] for line in most}
    if most:
        marks.flows({(ends[line][0], ends[line][1]): number for line, number in most.items()})
    if len(most) < len(numbers):
        blocks.quiet(f"Drawn are the {MOST} with most moves. The table has all {len(numbers)}.")


def _balance(visit: Visit, balance: Mapping[str, tuple[int, int, int]]) -> None:
    authority = visit.office.authority
    rows = {authority.name_of(urn): numbers for urn, numbers in balance.items()}
    least, most = min(rows, key=lambda each: rows[each][2]), max(rows, key=lambda each: rows[each][2])
    took, gave = rows[most][2], rows[least][2]
    said = (
        f"{most} took {took} more than it gave, {least} gave {-gave} more than it took" if took > 0 > gave else "Even"
    )
    st.markdown(f"**Moves in and out: {plain(said)}**")
    balance_chart(rows)
    with st.expander("Balance as a table"):
        blocks.table(
            {
                "School": list(rows),
                "In": [each[0] for each in rows.values()],
                "Out": [each[1] for each in rows.values()],
                "In minus out": [difference(each[2]) for each in rows.values()],
            }
        )


def _time(found: Figures) -> None:
    medians: dict[str, int | None] = {step(pair): pace.days for pair, pace in found.pace.items()}
    slowest = max(medians, key=lambda each: medians[each] or 0, default="")
    said = (
        f"{slowest}: {medians[slowest]} days, longer than any other step" if slowest else "No step taken in this period"
    )
    bars(f"{said} (medians)", {name: days for name, days in medians.items() if days is not None}, "Step")
    if found.pace:
        with st.expander("Days between steps as a table"):
            blocks.table(
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
        bars(said, {"Before, %": round(before), "During, %": round(during)}, "When")


def as_published(visit: Visit) -> None:
    """What everybody may read, of a period that is over."""
    blocks.quiet(NOTE)
    period = choose_period(to_publish(visit.office, visit.person), "published")
    said = published(visit.office, visit.person, period) if period else None
    if said is None or period is None:
        blocks.quiet("Figures for a term are published once it is over. No term is over yet.")
        return
    with st.container(horizontal=True):
        blocks.letter_link(REPORT.at(period=period.key, form="docx"), f"Report, {period.name} (Word)")
        blocks.letter_link(REPORT.at(period=period.key, form="xlsx"), "The same as a spreadsheet")
    _totals(said.totals)
    section = choose_section(SECTIONS, "published")
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
    said_first = finding(shown.table, shown.lines, shown.total, authority)
    if shown.table is FLOWS:
        _flows(said_first, {line: number for line, number in shown.lines.items() if number}, authority)
    else:
        bars(plain(said_first), numbers, "Line")
    with st.expander(f"{shown.table.name} as a table"):
        said = [HIDDEN if number is None else f"{number:,}" for number in numbers.values()]
        blocks.table({"Line": list(numbers), "How many": said})


def _published_time(said: Published) -> None:
    if said.period.term:
        blocks.quiet("Days between steps and attendance are published for whole school years, once they are over.")
        return
    bars("Days between steps (medians)", {step(pair): days for pair, days in said.days.items()}, "Step")
    if said.attendance:
        before, during = said.attendance
        bars("Attendance, mean", {"Before, %": before, "During, %": during}, "When")
