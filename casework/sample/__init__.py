"""Made-up people for whoever has none of their own yet: Riverside, its schools, and a case in every stage."""

from casework.sample.authority import people
from casework.sample.making import fill, is_sample, made_on
from casework.sample.references import DRAFTS_ONLY, PLOTS, REFERENCES

__all__ = ["DRAFTS_ONLY", "PLOTS", "REFERENCES", "fill", "is_sample", "made_on", "people"]
