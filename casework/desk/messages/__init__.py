"""What offices are told, and that each was told once."""
