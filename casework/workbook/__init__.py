"""Everything a coordinator may see as a workbook, edited in Excel or LibreOffice, and given back: seen first, then applied."""
