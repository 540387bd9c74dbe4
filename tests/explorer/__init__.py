"""Whole cases, walked from an empty store by people of every role: what holds after each of their acts."""
