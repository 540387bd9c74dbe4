"""What people do with letters: see which there are and what each still needs, make them, give templates and logos of their own."""
