"""Google Sheets on loopback: a server that real gspread and google-auth talk to, for tests. See README.md."""
