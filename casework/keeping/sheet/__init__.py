"""The spreadsheet as people meet it in the app: set up, and checked."""
