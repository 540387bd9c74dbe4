"""Made-up people for whoever has none of their own yet: Riverside, its schools, and a case in every stage."""

from casework.sample.authority import people
from casework.sample.making import fill, is_sample, made_on
from casework.sample.place import has_started_empty, open_first_store, renew, start_empty
from casework.sample.references import DRAFTS_ONLY, PLOTS, REFERENCES

__all__ = [
    "DRAFTS_ONLY",
    "PLOTS",
    "REFERENCES",
    "fill",
    "has_started_empty",
    "is_sample",
    "made_on",
    "open_first_store",
    "people",
    "renew",
    "start_empty",
]
