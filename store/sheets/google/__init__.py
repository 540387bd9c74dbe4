"""Talks to Google: the only rooms that know gspread and google-auth."""
