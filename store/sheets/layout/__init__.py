"""What stands where in the spreadsheet: tabs, columns, cells, and entries as rows and back."""
