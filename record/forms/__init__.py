"""What each form asks: one file an entry kind."""
