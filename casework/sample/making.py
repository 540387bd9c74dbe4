"""The whole sample, made in memory and then kept, so that it is there whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from casework.reading.office import Office
from casework.reading.settings import read_authority
from casework.sample.authority import rows, schools
from casework.sample.diary import Diary
from casework.sample.plots import TOLD
from casework.sample.references import PLOTS
from casework.sample.tale import Tale
from casework.sample.telling import Story
from casework.sample.words import Words, words_of
from record.authority import Authority
from record.school_days import Calendar
from record.tables import EDITABLE, MADE_UP, SETTINGS
from store.contract import Store, TableRow
from store.whole import Whole, record_of, take_all


def fill(office: Office) -> None:
    """Make Riverside and its cases, dated back from the office's today. Does nothing in a store that holds anything.

    Raises StoreError; NoDemonstration in a store that is for true entries.
    """
    store = office.store
    if store.references_changed_since(0)[1] or any(store.table(table) for table in EDITABLE):
        return
    store.keep_demonstration()
    made = list(rows(office.today()))
    tables = _by_table(made)
    stories = [_told(plot, tables, office) for plot in PLOTS]
    _keep(store, made, stories)


def made_on(office: Office) -> date | None:
    """The day the sample in this store was made; None when the store holds no sample. Raises StoreError."""
    settings = {row.key: row.values.get("value", "") for row in office.store.table(SETTINGS)}
    return date.fromisoformat(settings[MADE_UP]) if settings.get(MADE_UP) else None


def is_sample(office: Office) -> bool:
    """Whether what this store holds was made up. Raises StoreError."""
    return made_on(office) is not None


def _by_table(made: Sequence[TableRow]) -> Mapping[str, Sequence[TableRow]]:
    tables: dict[str, list[TableRow]] = defaultdict(list)
    for row in made:
        tables[row.table].append(row)
    return tables


def _told(plot: str, tables: Mapping[str, Sequence[TableRow]], office: Office) -> Story:
    story = Story(plot, tables, office.now(), words_of(plot).reasons)
    TOLD[plot](tale_of(story, words_of(plot), read_authority(story.desk), office.today()))
    return story


def tale_of(story: Story, words: Words, authority: Authority, today: date) -> Tale:
    """A case about to be told, between the two schools that its words name."""
    home = schools()[words.said["home"]]
    receiving = schools()[words.said.get("receiving", words.said["home"])]
    here, there = authority.calendars[home.urn], authority.calendars[receiving.urn]
    both = Calendar(here.terms, {**here.closures, **there.closures})
    return Tale(story, words, Diary(today, both), home, receiving, here, there)


def _keep(store: Store, made: Sequence[TableRow], stories: Sequence[Story]) -> None:
    """In the order everything happened; the row that says it is a sample comes last.

    The audit is left empty: it says who used this site, and nobody has.
    """
    assert isinstance(store, Whole), "every store that is opened can be carried elsewhere"
    told = sorted((each for story in stories for each in story.desk.entries()), key=lambda each: each.saved_at)
    take_all(store, "entries", map(record_of, told))  # hundreds at a time: one by one they took as long as all else
    for draft in (each for story in stories for each in story.desk.open_drafts):
        store.begin(draft)
    take_all(store, "tables", map(record_of, made))
