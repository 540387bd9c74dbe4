"""A bare Debian or Ubuntu server made into a site, kept as one, and taken away again. Python's standard library alone."""
