"""Keeps the spreadsheet and this computer the same: what is sent, what is read, and what people typed by hand."""
