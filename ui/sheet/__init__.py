"""The two screens about the spreadsheet: Sheet check and Set up."""
