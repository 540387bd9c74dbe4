"""Everything as one file, and back, on the screen."""
