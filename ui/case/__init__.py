"""The case page: its head and its tabs."""
