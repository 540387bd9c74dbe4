"""Where entries are kept. Append-only: see store/contract.py for the contract."""
