"""How records are kept: the audit, backups, how long, what is held, and the spreadsheet and the workbook as people see them."""
