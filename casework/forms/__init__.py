"""Forms begun, filled in, submitted, corrected, and which make sense in a case now."""
