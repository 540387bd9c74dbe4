"""Who comes in: accounts, links and PINs, and what each may do."""
