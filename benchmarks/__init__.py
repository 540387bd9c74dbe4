"""What is measured, beside peers, in one run: `make bench`. Timings are reported, never asserted."""
