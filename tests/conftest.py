"""For every test: what is tried is chosen by chance and kept by nobody's watch. How long a thing takes is for benchmarks."""

from hypothesis import settings

settings.register_profile("no timings", deadline=None)
settings.load_profile("no timings")
