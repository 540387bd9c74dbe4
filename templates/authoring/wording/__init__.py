"""The words of each letter: one file a letter, read from top to bottom as the letter is."""
