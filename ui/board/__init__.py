"""Drawing the board of live cases."""
