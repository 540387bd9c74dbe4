"""Drawing figures, and handing out the report for governors and headteachers."""
