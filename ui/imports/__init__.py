"""Files that come in, on the screen: what would change is shown before anything does."""
