"""Moves that an authority kept in a spreadsheet of its own: each column and word mapped once, seen first, brought in once."""
