"""One screen a file, named by what it is for: begin, ask, do, show."""
