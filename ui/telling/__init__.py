"""What schools are to be told, on the screen."""
