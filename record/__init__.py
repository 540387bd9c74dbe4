"""What a case is made of: entries, fields, stages, days. Pure: no store, no screen, no clock."""
