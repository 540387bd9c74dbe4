"""Calendars of meetings, reviews, notices and ends, on the screen and for calendar programs."""
