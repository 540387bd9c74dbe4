"""The workbook, on the screen: to download, and to give back."""
