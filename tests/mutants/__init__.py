"""Whether the tests would notice: every rule broken in every small way, and the tests run against each.

`change.py` makes the broken functions, `targets.py` says what is broken, `trial.py` tries one, `__main__.py` tries all.
"""
