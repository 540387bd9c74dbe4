"""Draws how long cases are kept, and hands out certificates of erasure."""
