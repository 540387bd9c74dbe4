"""Changing the settings tables, and what is wrong with a row of them."""
