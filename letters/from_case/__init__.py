"""What letters say, found in a case: on values of `record/` alone, so that the same case always says the same."""
