"""Where entries are kept. Append-only: see store/base.py for the contract."""
